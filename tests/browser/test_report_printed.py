"""A reader takes results along: the report on one sheet of paper, the result as text, the lines of Python."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from calculator_page import CALCULATORS, open_calculator, root, shown_figures
from paper import check_paper, pages_of
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch

from build_scripts.reading.places import LANGUAGES
from calculators import answer
from calculators.checklist.calculator import items_for
from calculators.checklist.model import AUDIENCES

pytestmark = pytest.mark.languages_in_turn

# Whose language the paper is in. The other one alone is what the other page prints as its own, so it is tried nightly.
CHOICES = ("own", "other", "both")
LINES = (
    ("huabei", "10,000", "6,200"),
    ("jiebei", "5万", "12000"),
    ("credit-card", "20000", "19800"),
    ("credit-card", "123,456.78", "98,765.43"),
    ("xinyongdai", "300000", "250000.01"),
    ("other", "8000", "8100"),
)


@pytest.fixture
def choices(is_full: bool) -> tuple[str, ...]:
    return CHOICES if is_full else CHOICES[::2]


def make_report(page: Page, choice: str, *, label: str = "A-17", qr: bool = False) -> None:
    block = page.locator("[data-report-block]")
    if not block.evaluate("each => each.open"):
        block.locator("summary").click()
    block.locator(f'[name="report-langs"][value="{choice}"]').check()
    block.locator('[name="report-label"]').fill(label)
    block.locator("[data-report-with-qr]").set_checked(qr)
    page.evaluate("document.querySelector('[data-report-status]').textContent = ''")
    block.locator('[data-action="report"]').click()
    expect(page.locator("[data-report] .report")).to_be_visible()
    expect(page.locator("[data-report-status]")).not_to_be_empty()


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_report_is_one_sheet_in_each_language_and_in_both(page: Page, calculator: str) -> None:
    open_calculator(page, calculator, "zh")
    figures = shown_figures(page)
    for choice, lang in zip(CHOICES, ("zh-Hans", "en", "zh-Hans"), strict=True):
        make_report(page, choice, qr=choice == "both")
        assert page.locator("[data-report] .report").get_attribute("lang") == lang
        check_paper(page, figures)


def typed_lines(page: Page) -> None:
    page.locator('[data-action="clear"]').click()
    for at, (kind, limit, used) in enumerate(LINES):
        if at:
            page.locator('[data-action="add-line"]').click()
        row = page.locator("[data-line]").nth(at)
        row.locator('[name="line-kind"]').select_option(kind)
        row.locator('[name="line-limit"]').fill(limit)
        row.locator('[name="line-used"]').fill(used)
    page.locator('[name="target"]').fill("30")
    expect(page.locator('[data-result] data[data-name="line-repay[5]"]')).to_be_attached()


def test_six_lines_are_one_sheet_in_each_language_and_in_both(page: Page, choices: tuple[str, ...]) -> None:
    open_calculator(page, "utilisation", "en")
    typed_lines(page)
    for choice in choices:
        make_report(page, choice, label="B-6", qr=True)
        check_paper(page, shown_figures(page))
        assert "B-6" in page.locator(".report").inner_text()
        assert "made-up example" not in page.locator(".report").inner_text()


# All items of a list open, each with a day, who does it and where the proof is, and results brought along.
ALL_OPEN = """([audience, owner, evidence]) => {
  document.querySelector('[data-fields] [data-action="clear"]').click();
  const set = (field, value) => { field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})); };
  const carried = 'utilisation:day=2026-11-23 utilisation:highest-ratio=0.99 utilisation:overdue=yes repayment-habit:late-months=2 repayment-habit:score=91 borrowing-cost:repayment-share=0.6';
  set(document.querySelector('[name="carried"]'), carried);
  for (const item of document.querySelectorAll(`[data-value="${audience}"] [data-item]`)) {
    const id = item.dataset.item;
    set(item.querySelector(`[name="${id}"]`), 'not-yet');
    set(item.querySelector(`[name="${id}-due"]`), '2026-12-31');
    set(item.querySelector(`[name="${id}-owner"]`), owner);
    set(item.querySelector(`[name="${id}-evidence"]`), evidence);
  }
  set(document.querySelector('[name="audience"]'), audience);
}"""  # noqa: E501
# The smallest letters on paper, in points, of what has words of its own: all of it, and the items and sources.
SMALLEST = """(within) => Math.min(...[...document.querySelectorAll('[data-report] .report *')]
  .filter((each) => each.closest(within) && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize) * 0.75))"""  # noqa: E501


def all_open(page: Page, audience: str, *, owner: str, evidence: str) -> None:
    open_calculator(page, "checklist", "zh")
    page.evaluate(ALL_OPEN, [audience, owner, evidence])
    expect(page.locator(".calc-items > li")).to_have_count(len(items_for(audience)))
    expect(page.locator(".calc-items .calc-item-note").last).to_contain_text(evidence)
    expect(page.locator(".calc-brought")).to_be_visible()


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


def test_longer_notes_stay_on_the_sheet_and_lose_nothing(page: Page) -> None:
    evidence = "合同、账单和每一次还款的凭证都扫描了，放在文件夹 A-17 第 3 页到第 9 页，原件在柜子里"
    all_open(page, "person", owner="王经理（网点负责人）", evidence=evidence)
    make_report(page, "both")
    check_paper(page, shown_figures(page))
    assert page.locator(".report-items li", has_text=evidence).count() == len(items_for("person"))
    assert page.locator(".report-sources strong", has_text="[18]").count() == 1


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


# Two offers with all that a sheet can say of them: fees, early repayment, a larger payment at the end, debts overdue.
OFFERS = {
    "principal": ("48000", "48000"), "periods": ("12", "24"), "rate": ("9", "0.04"), "rate-unit": ("year", "day"),
    "method": ("equal-instalments", "interest-first"), "fee": ("2%", "0.8%"), "fee-unit": ("upfront", "month"),
    "repaid-after": ("10", "6"), "income": ("16000",), "debts": ("2000",),
}  # fmt: skip


def fill_two_offers(page: Page) -> None:
    open_calculator(page, "borrowing-cost", "en")
    page.locator('[data-action="clear"]').click()
    for name, values in OFFERS.items():
        for row, value in enumerate(values):
            field = page.locator(f'[data-fields] [name="{name}"]').nth(row)
            field.select_option(value) if name in ("method", "rate-unit", "fee-unit") else field.fill(value)
    page.locator('[name="overdue"]').check()
    expect(page.locator('[data-result] data[data-name="repayment-share[1]"]')).to_have_attribute("value", "0.1855")


def test_two_offers_are_one_sheet_in_each_language_and_in_both(page: Page, choices: tuple[str, ...]) -> None:
    fill_two_offers(page)
    for choice in choices:
        make_report(page, choice, label="B-2", qr=True)
        check_paper(page, shown_figures(page))


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


def test_a_report_tells_when_the_fields_have_changed_and_closing_it_gives_the_page_back(page: Page) -> None:
    open_calculator(page, "utilisation", "en")
    make_report(page, "own")
    page.locator('[name="target"]').fill("40")
    expect(page.locator("[data-report-status]")).to_contain_text("has changed")
    page.locator('[data-action="report"]').click()
    expect(page.locator(".report")).to_contain_text("40%")
    page.get_by_role("button", name="Close the report").click()
    expect(page.locator("[data-report]")).to_be_hidden()
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("[data-report-path]").count()


def test_a_label_is_no_part_of_the_form_and_stays_text(page: Page) -> None:
    open_calculator(page, "utilisation", "en")
    make_report(page, "own", label="<img src=x>")
    assert page.locator(".report img").count() == 0
    expect(page.locator(".report")).to_contain_text("<img src=x>")
    asked = json.loads(page.evaluate("notes.asked.at(-1)"))
    assert not [name for name in asked["form"] if name.startswith("report")]


def test_a_qr_code_is_drawn_from_its_own_file_only_when_asked_for(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    open_calculator(page, "repayment-habit", "en")
    make_report(page, "own")
    assert not [url for url in fetched if "/qr." in url]
    make_report(page, "own", qr=True)
    code = page.locator("[data-report-qr] svg")
    expect(code).to_be_visible()
    assert len([url for url in fetched if "/qr." in url]) == 1
    # Three marks of seven dark modules are in the corners, within a quiet edge of four.
    path = code.locator("path").get_attribute("d") or ""
    size = int((code.get_attribute("viewBox") or "").split()[2])
    for x, y in ((4, 4), (size - 11, 4), (4, size - 11)):
        assert all(f"M{x + step} {y}h1" in path for step in range(7))
    expect(page.locator(".report")).to_contain_text("It holds what was entered")


def test_a_link_too_long_for_a_qr_code_says_so(page: Page) -> None:
    open_calculator(page, "utilisation", "en")
    page.locator('[name="line-name"]').first.fill("名" * 200)
    page.evaluate("document.querySelector('[data-share-names]').checked = true")
    page.evaluate("for (let at = 0; at < 20; at += 1) document.querySelector('[data-action=\"add-line\"]').click()")
    page.evaluate(
        "for (const field of document.querySelectorAll('[name=\"line-name\"]')) field.value = '名'.repeat(100)"
    )
    make_report(page, "own", qr=True)
    expect(page.locator("[data-report-qr-too-long]")).to_be_visible()
    assert page.locator("[data-report-qr]").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_printing_prints_a_fresh_report(page: Page, lang: str) -> None:
    page.add_init_script(
        "window.print = () => (document.documentElement.dataset.printed ="
        " document.querySelector('[data-report]').innerText)"
    )
    open_calculator(page, "borrowing-cost", lang)
    page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="print-report"]').click()
    words = "不是授信决定" if lang == "zh" else "Not a credit decision"
    expect(page.locator("html")).to_have_attribute("data-printed", re.compile(words))


def test_inside_an_app_the_report_can_be_copied_and_a_button_leads_to_the_browser(new_page: NewPage) -> None:
    page = new_page(
        user_agent=(
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.50"
        )
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(page, "utilisation", "zh")
    page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="print-report"]').click()
    expect(page.locator(".report")).to_be_visible()
    expect(page.locator(".report-controls")).to_contain_text("在浏览器中打开，再打印")
    page.locator(".report-controls").get_by_text("复制为文字").click()
    expect(page.locator(".report-controls")).to_contain_text("已复制")
    text = page.evaluate("navigator.clipboard.readText()")
    assert all(figure in text for figure in ("47.5%", "13,800.00", "17,000.00", "不是授信决定"))
    assert "\n\n\n" not in text


def copied(page: Page) -> str:
    """The result as text, as the reader's clipboard has it."""
    page.locator('[data-action="copy-text"]').click()
    expect(page.locator('[data-action="copy-text"]')).to_have_text(re.compile("Copied|已复制"))
    return str(page.evaluate("navigator.clipboard.readText()"))


# What the result shows and the copy may not lack: each paragraph, entry and note that is neither folded away nor
# beside a button.
SHOWN = """() => [...document.querySelectorAll('[data-result] :is(p, li, dt, dd, .calc-note, tr, caption)')]
  .filter((each) => each.checkVisibility() && !each.closest('figure, .calc-carry, .calc-export, details:not([open])') && !each.querySelector('p, li, button'))
  .flatMap((each) => [...each.querySelectorAll('*')].every((part) => part.matches('svg, svg *, data, a, bdi, strong, code')) ? [each.textContent.replace(/\\s+/g, ' ').trim()] : [])
  .filter(Boolean)"""  # noqa: E501
# Lines of the copy, whole, picked by hand; in the utilisation case with a plan, a split and scenarios.
COPIED: dict[tuple[str, str], tuple[str, ...]] = {
    ("utilisation", "en"): (
        "Total utilisation\t47.5%",
        "38,000.00 yuan used of 80,000.00 yuan",
        "No. 3 Credit card\t99%\t13,800.00 yuan\t19,800.00 yuan\t20,000.00 yuan\tFull (99% to 100%)",
        "Of 16,000.00 yuan a month, 7,000.00 yuan is kept for living costs and 9,000.00 yuan goes to repayment."
        " The plan never touches what is kept.",
        "What is overdue or falls due comes first. The rest follows “Highest ratio first”.",
        "No annual rate was entered for account 1, account 2, account 3, so it counts as 0."
        " The real interest may be higher.",
        "Each scenario starts from today's figures. They do not add up, and interest is left out.",
        "- Scenario 1",
        "Account 3 (Credit card): repay 5,000.00 yuan",
        "Account 1 (Huabei): limit raised from 10,000.00 yuan to 20,000.00 yuan",
        "A raised limit lowers the ratio, but it only helps those who do not borrow more:"
        " what is borrowed has to be repaid. Borrow 4,750.00 yuan more here and the total is back at today's 47.5%,"
        " with more owed. Whether a limit is raised is the lender's decision; this is only a sum, not a forecast.",
        "\tToday\tScenario 1\tScenario 2",
    ),
    ("utilisation", "zh"): (
        "每月能用 16,000.00 元，留给生活 7,000.00 元，拿来还款的是 9,000.00 元。留下的钱，计划不动。",
        "逾期的和到期的先还，余下的钱按“先还使用率最高的”分。",
        "没有填年化利率的，按 0 算：第 1 个额度、第 2 个额度、第 3 个额度。真正的利息可能更多。",
        "- 情形 2",
        "第 1 个额度（花呗）：额度从 10,000.00 元调高到 20,000.00 元",
        "调高额度能让比例变低，但只对不因此多借的人有用：多借的钱照样要还。这里再多借 4,750.00 元，合计就回到今天的"
        " 47.5%，欠的钱却更多。会不会调高由放贷机构决定，这里只是算一算，不是预测。",
    ),
    ("repayment-habit", "en"): (
        "Self-check score\t91 out of 100: made from your own entries; no credit score and not for lending decisions.",
        "What we did not find: whether monthly marks leave one by one or together with the account."
        " Go by your own report.",
        "This figure predicts neither a limit nor the outcome of an application. No lender sees it or uses it.",
    ),
    ("repayment-habit", "zh"): (
        "自查分\t91（满分 100），计入 23 个月：按你自己填的内容得出，不是信用评分，不能用来决定放不放贷。",
        "依据《征信业管理条例》第 16 条和第 32 条：不良信息从不良行为或者事件终止那天起保存 5 年。没还清的，不开始算。",
        "这个数不能预测额度，也不能预测申请会不会通过。放贷机构看不到它，也不用它。",
    ),
    ("checklist", "en"): (
        "Someone using their own credit: 19 items in all, still open: 7.",
        "1. Do not borrow from one lender to repay another. · partly,"
        " the example's choice · avoids a cost or a late mark, takes months · Borrowing too much",
        "7. Use your 2 free credit reports a year, and check every entry."
        " · not yet, the example's choice · keeps evidence, takes days · Your credit record",
        "This is not a lender's standard. Finishing the list does not guarantee that anyone will lend to you,"
        " or how much.",
    ),
    ("checklist", "zh"): (
        "自己用额度的人：一共 19 条，还没做到的有 7 条。",
        "这是例子，人物是虚构的。下面还有例子的选择，不是你的，一共 19 条。",
        "1. 不要借一笔还另一笔。 · 做到一部分，例子的选择 · 少一笔损失或一次逾期，要几个月 · 借得太多",
        "7. 每年免费查 2 次自己的信用报告，逐条对一遍。 · 还没做到，例子的选择 · 留下凭据，要几天 · 信用记录",
    ),
    ("borrowing-cost", "en"): (
        "Monthly payment\t1,072.00 yuan",
        "With the monthly fee; the last payment takes the odd fen.",
        "Offer A: no rate was entered, so interest counts as 0.",
        "- Singapore, property loans: 55% of monthly income for all repayments, from 2021-12-16. Checked 2026-11-23.",
        "- All-in cost of new loans by micro-lenders (as reported)",
    ),
    ("borrowing-cost", "zh"): (
        "每月还款\t1,072.00 元",
        "含每期的费用；最后一期补分的零头。",
        "报价 A 没有填利率，利息按 0 算。",
        "报价 A：864.00 元 ÷ 12,000.00 元，12 个月折成一年 7.2%。可本金一直在还，平均只欠 6,500.00 元；864.00 元 ÷"
        " 6,500.00 元，折成一年约 13.29%。这还是粗算；逐月算，名义年化约 13.03%。",
        "- 新加坡，房产贷款：全部还款占月收入 55%，2021-12-16 起。核对日：2026-11-23。",
    ),
}
UNDER_BUTTONS = {"en": ("To the checklist", "Take this list with you"), "zh": ("把结果带到", "带走这份清单")}


def fill_plan_and_scenarios(page: Page) -> None:
    for name, text in (("plan-money", "16000"), ("plan-kept", "7000"), ("spare", "8000")):
        page.locator(f'[name="{name}"]').evaluate("(field, text) => { field.value = text; }", text)
    page.locator('[name="plan-order"]').evaluate("field => { field.value = 'highest-ratio'; }")
    for at, (line, name, text) in enumerate((("3", "repay", "5000"), ("1", "limit", "20000"))):
        page.locator('[name="scenario-line"]').nth(at).evaluate("(field, text) => { field.value = text; }", line)
        page.locator(f'[name="scenario-{name}"]').nth(at).evaluate(
            "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); }", text
        )
    expect(page.locator('[data-result] data[data-name="scenario-total-ratio[1]"]')).to_be_attached()


@pytest.mark.parametrize(("calculator", "lang"), COPIED)
def test_the_result_is_copied_as_lines_of_text(new_page: NewPage, calculator: str, lang: str) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(page, calculator, lang)
    if calculator == "utilisation":
        fill_plan_and_scenarios(page)
    text = copied(page)
    lines = text.splitlines()
    assert ("not a credit decision" in text or "不是授信决定" in text) and "#" not in lines[-1]
    assert [line for line in COPIED[calculator, lang] if line not in lines] == []
    # Nothing that is shown is missing, nothing is glued to its neighbour.
    shown = page.evaluate(SHOWN)
    assert len(shown) >= 7
    assert [each for each in shown if each not in text] == []
    assert "\n\n\n" not in text and "  " not in text
    assert not any(line.startswith(words) for words in UNDER_BUTTONS[lang] for line in lines)
    # Each heading has something under it.
    titles = page.locator("[data-result] .calc-title").evaluate_all("all => all.map((each) => each.textContent.trim())")
    assert [
        line for line, after in zip(lines, lines[1:], strict=False) if line in titles and (not after or after in titles)
    ] == []


def test_notes_within_cells_and_brought_results_are_copied_too(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_two_offers(page)
    lines = copied(page).splitlines()
    assert (
        "Monthly payment\t4,197.67 yuan · With the monthly fee; the last payment takes the odd fen."
        "\t968.00 yuan · Before the end; the principal falls due with the last payment, 48,968.00 yuan in all." in lines
    )
    all_open(page, "practitioner", owner="王经理", evidence="文件夹 A-17")
    lines = copied(page).splitlines()
    first = (
        "1. 跟客户讲清晚还的后果，请他复述一遍。 · 还没做到 ·"
        " 移到前面的原因：算使用率时，你标了有额度逾期；还款记录里没按时还的月份有 2 个。 · "
    )
    assert any(
        line.startswith(first) and line.endswith("期限 2026-12-31 · 谁来做：王经理 · 证明放在哪：文件夹 A-17")
        for line in lines
    )
    assert "- 使用率（2026-11-23 算的）：用得最多的额度 99%；有逾期。" in lines
    assert [line for line in lines if re.match(r"\d+\. ", line)][-1].startswith("18. ")


# As in WebKit: a page may copy only in the moment in which the reader's press is handled.
ONLY_WHILE_PRESSED = """
  let pressed = false;
  addEventListener("click", () => { pressed = true; setTimeout(() => { pressed = false; }); }, true);
  for (const name of ["write", "writeText"]) {
    const own = Clipboard.prototype[name];
    Clipboard.prototype[name] = function (...given) {
      return pressed ? own.apply(this, given) : Promise.reject(new DOMException("refused", "NotAllowedError"));
    };
  }
  document.execCommand = () => false;
"""


@pytest.mark.parametrize("action", ["copy-text", "copy-link"])
def test_a_first_press_copies_where_that_is_allowed_only_while_it_is_handled(new_page: NewPage, action: str) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(ONLY_WHILE_PRESSED)
    open_calculator(page, "utilisation", "en")
    page.evaluate("for (const folded of document.querySelectorAll('[data-tools]')) folded.open = true")
    page.locator(f"[data-action={action}]").click()
    expect(page.locator(f"[data-action={action}]")).to_have_text("Copied")
    assert {"copy-text": "47.5%", "copy-link": "#s="}[action] in page.evaluate("navigator.clipboard.readText()")


def lines_of(page: Page) -> Callable[[], str]:
    return lambda: page.locator("[data-python-lines]").inner_text()


def test_the_lines_of_python_are_those_of_what_was_typed(page: Page, site: str) -> None:
    open_calculator(page, "utilisation", "en")
    page.locator("[data-python] > summary").click()
    expect(page.locator("[data-python-install]")).to_have_text(
        re.compile(rf"^pip install {re.escape(site)}wheel/[0-9a-f]{{64}}/clearlimit_calculators-.+\.whl$")
    )
    typed_lines(page)
    expect(page.locator("[data-python-lines]")).to_contain_text("'250000.01'")
    heard: list[object] = []
    exec(lines_of(page)(), {"print": heard.append})
    form = json.loads(page.evaluate("notes.asked.at(-1)"))["form"]
    assert heard[0] == answer("utilisation", form, lang="en", day=root(page).get_attribute("data-day") or "")


def test_without_a_script_the_examples_lines_stand_there_and_what_needs_one_does_not(built: dict[str, bytes]) -> None:
    page = BeautifulSoup(built["en/calculators/utilisation/index.html"], "html.parser")
    assert "answer(" in page.select_one("[data-python-lines]").text
    assert page.select_one("[data-report-block]").find_parent(attrs={"hidden": True})


def test_a_report_that_python_cannot_make_is_told_in_a_sentence(page: Page, watch: Watch) -> None:
    page.route("**/utilisation.zip", lambda route: route.abort())
    watch.allow(r"utilisation\.zip|ERR_FAILED")
    open_calculator(page, "utilisation", "en", wait=False)
    expect(root(page)).to_have_attribute("data-state", "failed", timeout=60_000)
    page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="report"]').click()
    expect(page.locator("[data-report-status]")).to_contain_text("could not be made")
