"""Bills in the page: pasted or opened from a file, columns checked and corrected, the derived months used."""

from __future__ import annotations

from typing import Any

import pytest
from a_workbook import workbook
from calculator_page import wait_for
from playwright.sync_api import Page, expect
from watched_page import NewPage

from build_scripts.reading.places import page_url
from calculators import answer

pytestmark = pytest.mark.languages_in_turn

# Six months on time, then one paid in the next month (1), one late within its month (M), two on time: NNNNNN1MNN.
DAYS = [
    *[(f"2026-0{month}-10", f"2026-0{month}-10") for month in range(1, 7)],
    ("2026-07-10", "2026-08-02"),
    ("2026-08-10", "2026-08-20"),
    ("2026-09-10", "2026-09-09"),
    ("2026-10-10", "2026-10-10"),
]
HEADINGS = {
    "zh": ("应还日期", "应还金额", "实际还款日期", "实还金额"),
    "en": ("Due date", "Amount due", "Date paid", "Amount paid"),
}
RECORD = "NNNNNN1MNN"


def table(lang: str, separator: str) -> str:
    rows = [HEADINGS[lang], *[(due, "1200.00", paid, "1200.00") for due, paid in DAYS]]
    return "\n".join(separator.join(row) for row in rows) + "\n"


def opened(page: Page, lang: str) -> Page:
    page.clock.install(time="2026-11-23T09:00:00+08:00")
    page.goto(page_url("calculators/repayment-habit", lang))
    page.clock.resume()
    wait_for(page, "ready")
    page.locator("details[data-group=bills] > summary").click()
    return page


def part(page: Page) -> Any:
    return page.locator('[data-part-place="bills"]')


def use(page: Page, months: str) -> None:
    """Presses the button that uses the record, and sees the score of it in the page."""
    button = part(page).locator('[data-action="preset"][data-field="months"]')
    expect(button).to_have_attribute("data-value", months)
    button.click()
    expect(page.locator("#months")).to_have_value(months)
    day = page.locator("[data-calculator]").get_attribute("data-day") or ""
    found = answer("repayment-habit", {"months": months}, lang="en", day=day)
    for name in ("score", "slip-score", "projected-score[24]"):
        expect(page.locator(f'[data-result] data[data-name="{name}"]')).to_have_attribute("value", str(found[name]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pasted_bills_are_read_shown_month_by_month_and_used(new_page: NewPage, lang: str) -> None:
    page = opened(new_page(), lang)
    before = page.locator("[data-result]").inner_text()
    page.locator("#bills").fill(table(lang, "\t"))
    page.locator('[data-action="part"][data-part="bills"]').click()
    expect(part(page).locator("thead").first).to_contain_text(HEADINGS[lang][2])
    expect(part(page)).to_contain_text("2026-07-31")
    assert page.locator("[data-result]").inner_text() == before, "nothing is used before the reader's own press"
    use(page, RECORD)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0


@pytest.mark.daily("zh-gb18030")
@pytest.mark.parametrize(
    ("lang", "encoding"), [("zh", "gb18030"), ("zh", "utf-8-sig"), ("en", "utf-8"), ("en", "xlsx")]
)
def test_a_file_is_opened_whatever_the_spreadsheet_wrote(new_page: NewPage, lang: str, encoding: str) -> None:
    page = opened(new_page(), lang)
    with page.expect_file_chooser() as chooser:
        page.locator('[data-action="open-file"][data-part="bills"]').click()
    content = table(lang, ",")
    whole = workbook(content) if encoding == "xlsx" else content.encode(encoding)
    chooser.value.set_files({"name": "bills", "mimeType": "text/csv", "buffer": whole})
    expect(part(page).locator("thead").first).to_contain_text(HEADINGS[lang][0])
    use(page, RECORD)


@pytest.mark.daily()
def test_a_column_taken_for_the_wrong_thing_is_put_right(new_page: NewPage) -> None:
    page = opened(new_page(), "zh")
    page.locator("#bills").fill(table("zh", "\t").replace("应还日期", "甲").replace("实际还款日期", "乙"))
    read = page.locator('[data-action="part"][data-part="bills"]')
    read.click()
    expect(part(page)).to_contain_text("没有认出应还日期在哪一列")
    page.locator("#bills-columns-due").select_option("A")
    page.locator("#bills-columns-paid-on").select_option("C")
    read.click()
    use(page, RECORD)


def test_a_debt_in_the_bills_is_the_first_thing_said_and_bills_go_into_no_link(new_page: NewPage) -> None:
    page = opened(new_page(viewport={"width": 390, "height": 844}), "zh")
    page.locator("#bills").fill(
        table("zh", "\t").replace("2026-10-10\t1200.00\t2026-10-10\t1200.00", "2026-10-10\t1200.00\t\t")
    )
    page.locator('[data-action="part"][data-part="bills"]').click()
    expect(part(page).locator(":scope > :first-child")).to_have_class("calc-first")
    expect(part(page)).to_contain_text("到今天晚 44 天")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.locator("#bills").get_attribute("name") is None
