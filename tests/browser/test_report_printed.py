"""A reader takes results along: the report on one sheet of paper, the result as text, the lines of Python."""

from __future__ import annotations

import re

import pytest
from calculator_page import CALCULATORS, open_calculator, shown_figures
from paper import check_paper, pages_of
from playwright.sync_api import Page, expect
from report_made import all_open, fill_two_offers, make_report, typed_lines
from watched_page import NewPage

from calculators.checklist.calculator import items_for
from calculators.checklist.model import AUDIENCES

pytestmark = pytest.mark.languages_in_turn


# Whose language the paper is in. The other one alone is what the other page prints as its own, so it is tried nightly.
CHOICES = ("own", "other", "both")


@pytest.fixture
def choices(is_full: bool) -> tuple[str, ...]:
    return CHOICES if is_full else CHOICES[::2]


@pytest.mark.daily("utilisation")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_report_is_one_sheet_in_each_language_and_in_both(page: Page, calculator: str) -> None:
    open_calculator(page, calculator, "zh")
    figures = shown_figures(page)
    for choice, lang in zip(CHOICES, ("zh-Hans", "en", "zh-Hans"), strict=True):
        make_report(page, choice, qr=choice == "both")
        assert page.locator("[data-report] .report").get_attribute("lang") == lang
        check_paper(page, figures)


@pytest.mark.daily()
def test_six_lines_are_one_sheet_in_each_language_and_in_both(page: Page, choices: tuple[str, ...]) -> None:
    open_calculator(page, "utilisation", "en")
    typed_lines(page)
    for choice in choices:
        make_report(page, choice, label="B-6", qr=True)
        check_paper(page, shown_figures(page))
        assert "B-6" in page.locator(".report").inner_text()
        assert "made-up example" not in page.locator(".report").inner_text()


# The smallest letters on paper, in points, of what has words of its own: all of it, and the items and sources.
SMALLEST = """(within) => Math.min(...[...document.querySelectorAll('[data-report] .report *')]
  .filter((each) => each.closest(within) && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize) * 0.75))"""  # noqa: E501


@pytest.mark.daily()
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_full_checklist_with_notes_and_sources_is_one_sheet_in_each_language_and_in_both(
    page: Page, audience: str, choices: tuple[str, ...]
) -> None:
    all_open(page, audience, owner="王经理", evidence="文件夹 A-17 第 3 页")
    items = items_for(audience)
    for choice in choices:
        make_report(page, choice)
        check_paper(page, shown_figures(page))
        report = page.locator(".report")
        assert report.locator(".report-items li").count() == len(items)
        assert report.locator(".report-items li", has_text="2026-12-31 · 王经理 · 文件夹 A-17 第 3 页").count() == len(
            items
        )
        # Overdue, a full line, the share of income, late months: each says which items it moved. No result moves a
        # team's.
        assert report.locator(".report-reasons dt").count() == (0 if audience == "team" else 4)
        marks = report.locator(".report-sources strong").all_inner_texts()
        assert len([mark for mark in marks if mark.startswith("[")]) == len(
            {name for item in items for name in item.sources}
        )
        # English in tables has 0.9 of 7.2 points, the link 0.75: nothing here is set smaller than either.
        page.emulate_media(media="print")
        assert page.evaluate(SMALLEST, ".report-items, .report-sources") >= 6.47
        assert page.evaluate(SMALLEST, ".report") >= 5.4
        page.emulate_media(media="null")


@pytest.mark.daily()
def test_longer_notes_stay_on_the_sheet_and_lose_nothing(page: Page) -> None:
    evidence = "合同、账单和每一次还款的凭证都扫描了，放在文件夹 A-17 第 3 页到第 9 页，原件在柜子里"
    all_open(page, "person", owner="王经理（网点负责人）", evidence=evidence)
    make_report(page, "both")
    check_paper(page, shown_figures(page))
    assert page.locator(".report-items li", has_text=evidence).count() == len(items_for("person"))
    assert page.locator(".report-sources strong", has_text="[18]").count() == 1


@pytest.mark.daily()
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_full_checklists_report_is_not_wider_than_the_page(new_page: NewPage, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    all_open(page, "person", owner="王经理", evidence="文件夹 A-17 第 3 页")
    make_report(page, "both")
    assert page.locator("[data-report]").evaluate("place => place.scrollWidth <= place.clientWidth")
    # Where there is no sheet to fit on, each source begins a line.
    begins = page.locator(".report-sources").evaluate(
        "list => [...list.querySelectorAll('.report-source')].map((each) =>"
        " Math.round(each.getBoundingClientRect().left))"
    )
    assert len(begins) == 18 and len(set(begins)) == 1


# 23 late months of 24, three runs up to 4 and 6, the last month on time: as many rows as a record that looks ahead can
# have.
LATE_ALL_ALONG = "M123M1234M123456M12M12MN"


def type_record(page: Page, months: str, counted: str) -> None:
    open_calculator(page, "repayment-habit", "zh")
    page.locator('[data-fields] [data-action="clear"]').click()
    page.locator('[name="months"]').fill(months)
    page.locator('[name="settled-on"]').first.fill("2024-05-06")
    expect(page.locator('[data-result] data[data-name="months-counted"]')).to_have_attribute("value", counted)
    expect(page.locator('[data-result] data[data-name="leaves-report[0]"]')).to_be_attached()


@pytest.mark.daily()
def test_a_record_with_late_marks_is_one_sheet_with_its_lines_and_until_when_each_mark_counts(
    page: Page, choices: tuple[str, ...]
) -> None:
    type_record(page, "NNNNNNN1NNNMNNNNNN12NNNN", "24")
    for choice in choices:
        make_report(page, choice, qr=choice != "both")
        check_paper(page, shown_figures(page))
        assert page.locator(".report .calc-plot-drawing").is_visible()
        assert page.locator("[data-report-no-room]").is_hidden()
        assert page.locator(".report-marks td", has_text=re.compile(r"^\d{4}-\d\d-01 – \d{4}-\d\d-\d\d$")).count() == 3


@pytest.mark.daily()
def test_a_record_late_all_along_is_one_sheet_which_says_where_the_lines_are_if_they_found_no_room(page: Page) -> None:
    type_record(page, LATE_ALL_ALONG, "24")
    for choice, has_room in (("own", True), ("other", True), ("both", False)):
        make_report(page, choice)
        check_paper(page, shown_figures(page))
        assert page.locator(".report .calc-plot-drawing").is_visible() == has_room
        assert page.locator("[data-report-no-room]").is_hidden() == has_room
        # Every late month has its row: 16 digits with a span of days, 7 M without.
        assert page.locator(".report-marks tbody tr").count() == 1 + 23 + 3
        assert page.locator(".report-marks td", has_text=re.compile(r"^\d{4}-\d\d-01 – \d{4}-\d\d-\d\d$")).count() == 17


@pytest.mark.daily()
def test_two_offers_are_one_sheet_in_each_language_and_in_both(page: Page, choices: tuple[str, ...]) -> None:
    fill_two_offers(page)
    for choice in choices:
        make_report(page, choice, label="B-2", qr=True)
        check_paper(page, shown_figures(page))


@pytest.mark.daily()
def test_a_case_with_plan_split_and_scenarios_is_one_sheet_in_each_language_and_in_both(
    page: Page, choices: tuple[str, ...]
) -> None:
    open_calculator(page, "utilisation", "zh")
    page.evaluate("for (const fold of document.querySelectorAll('[data-fields] details')) fold.open = true")
    terms = (("全部", "", ""), ("800", "15", ""), ("1000", "18.25", "500"))
    for at, texts in enumerate(terms):
        for name, text in zip(("line-due", "line-rate", "line-overdue-amount"), texts, strict=True):
            page.locator(f'[name="{name}"]').nth(at).fill(text)
    for name, text in (("plan-money", "16000"), ("plan-kept", "7000"), ("spare", "8000")):
        page.locator(f'[name="{name}"]').fill(text)
    page.locator('[name="plan-order"]').select_option("highest-ratio")
    for at, (line, name, text) in enumerate((("3", "repay", "5000"), ("1", "spend", "1000"), ("3", "limit", "40000"))):
        page.locator('[name="scenario-line"]').nth(at).fill(line)
        page.locator(f'[name="scenario-{name}"]').nth(at).fill(text)
    expect(page.locator('[data-result] data[data-name="scenario-total-ratio[2]"]')).to_have_attribute("value", "0.38")
    for choice in choices:
        make_report(page, choice, qr=True)
        check_paper(page, shown_figures(page))


@pytest.mark.daily()
def test_many_lines_go_on_to_a_second_page_and_lose_nothing(page: Page) -> None:
    open_calculator(page, "utilisation", "zh")
    page.evaluate(
        """() => { for (let at = 0; at < 57; at += 1) document.querySelector('[data-action="add-line"]').click();
          for (const field of document.querySelectorAll('[name="line-limit"], [name="line-used"]')) field.value = field.name === 'line-limit' ? '1000' : '300';
          document.querySelector('[name="target"]').dispatchEvent(new Event('input', {bubbles: true})); }"""  # noqa: E501
    )
    expect(page.locator('[data-result] data[data-name="line-repay[59]"]')).to_be_attached()
    make_report(page, "both")
    assert pages_of(page.pdf(prefer_css_page_size=True)) > 1
    expect(page.locator("[data-report-status]")).to_contain_text("会接着印到下一页")
    assert page.locator('.report [data-figure="line-ratio[59]"]').count() == 1
