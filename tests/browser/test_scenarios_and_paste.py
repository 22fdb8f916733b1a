"""Scenarios beside today, and lines from a spreadsheet, as a reader uses them."""

from __future__ import annotations

import pytest
from a_workbook import workbook
from calculator_page import open_calculator, root, wait_for
from playwright.sync_api import Page, expect
from state_links import FORMS, link
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.reading.words import words

pytestmark = pytest.mark.languages_in_turn

WORDS = {lang: words("scripts/opened", lang) for lang in LANGUAGES}
PASTE = """([selector, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const field = document.querySelector(selector);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
BLOCKS = {
    "zh": "名称\t授信额度（元）\t已用\t是否逾期\r\n花呗\t10,000.00\t6,200.00\t否\r\n借呗\t５００００\t1.2万\t\r\n信用卡\t￥20,000\t19800元\t\r\n合计\t80,000\t38,000\t\r\n",  # noqa: E501
    "en": (
        "Name\tCredit"
        ' limit\tBalance\tStatus\r\nHuabei\t10,000.00\t6,200.00\tOpen\r\nJiebei\t50000\t12000\tOpen\r\n"Credit'
        ' card\n(main)"\t20000\t19800\tOpen\r\nTotal\t80000\t38000\t\r\n'
    ),
}


def values(page: Page, name: str) -> list[str]:
    found: list[str] = page.locator(f"[data-line] [name={name}]").evaluate_all("all => all.map(one => one.value)")
    return found


def figure(page: Page, name: str) -> str:
    return page.locator(f'[data-result] data[data-name="{name}"]').get_attribute("value") or ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_block_pasted_over_the_lines_fills_them_and_is_worked_out(new_page: NewPage, lang: str) -> None:
    page = open_calculator(new_page(), "utilisation", lang)
    page.locator("[data-action=add-line]").click()
    page.locator("[data-action=remove-line]").first.click()
    # The form holds a row of the reader's own, so the page asks first, and in words about lines.
    page.locator("[name=line-name]").last.fill("x")
    page.evaluate(PASTE, ["#line-limit-1", BLOCKS[lang]])
    expect(page.locator("[data-opened]")).to_contain_text(WORDS[lang]["lines"])
    page.locator("[data-opened] button").first.click()
    understood = page.locator("[data-part-place=paste]")
    expect(understood.locator("table").last.locator("tbody tr")).to_have_count(3)
    assert values(page, "line-limit") == ["10000", "50000", "20000"]
    assert values(page, "line-used") == ["6200", "12000", "19800"]
    assert values(page, "line-kind") == ["huabei", "jiebei", "credit-card"]
    expect(page.locator('[data-result] data[data-name="total-ratio"]')).to_have_attribute("value", "0.475")
    expect(page.locator("#pasted")).to_have_value("")
    expect(page.locator("[data-result] .calc-example")).to_have_count(1)  # the target is still the example's


@pytest.mark.daily()
def test_a_row_that_cannot_be_read_stays_in_the_box_and_is_added_from_a_corrected_workbook(new_page: NewPage) -> None:
    page = open_calculator(new_page(viewport={"width": 390, "height": 800}), "utilisation", "zh")
    page.locator("details[data-group=paste] > summary").click()
    page.locator("#pasted").fill("名称\t额度\t已用\n花呗\t10000\t6200\n借呗\t五万\t12000\n")
    # The form holds the example only, so nobody is asked.
    page.locator("[data-action=part][data-part=paste]").click()
    expect(page.locator("#pasted")).to_have_value("名称\t额度\t已用\n借呗\t五万\t12000")
    assert "粘贴内容第 3 行的“额度”：读到“五万”" in page.locator("[data-part-place=paste]").inner_text()
    assert values(page, "line-limit") == ["10000"]
    expect(page.locator("#pasted-added")).to_be_checked()
    # Corrected in the workbook and opened from there: the row in the box is asked about. It is added below and replaces
    # no line, so that nobody is asked about those.
    with page.expect_file_chooser() as chosen:
        page.locator("[data-action=open-file][data-part=paste]").press("Enter")
    book = workbook("名称,额度,已用\n借呗,5万,12000\n")
    chosen.value.set_files([{"name": "额度.xlsx", "mimeType": "", "buffer": book}])
    page.locator("[data-opened]").get_by_role("button", name=WORDS["zh"]["replace"]).click()
    expect(page.locator("[data-line]")).to_have_count(2)
    assert values(page, "line-limit") == ["10000", "50000"]
    # 18,200 of 60,000.
    expect(page.locator('[data-result] data[data-name="total-ratio"]')).to_have_attribute("value", "0.303333333333")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.daily()
def test_what_an_earlier_block_left_in_the_box_is_not_replaced_unasked(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "zh")
    page.evaluate(PASTE, ["#line-limit-0", "名称\t额度\t已用\n花呗\t10000\t6200\n借呗\t五万\t12000\n"])
    left = "名称\t额度\t已用\n借呗\t五万\t12000"
    expect(page.locator("#pasted")).to_have_value(left)
    page.evaluate(PASTE, ["#line-limit-0", "信用卡\t20000\t19800"])
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["zh"]["box"])
    page.get_by_role("button", name=WORDS["zh"]["keep"]).click()
    expect(page.locator("#pasted")).to_have_value(left)
    assert values(page, "line-limit") == ["10000"]


def test_scenarios_stand_beside_today_and_a_mistake_is_named_at_its_field(new_page: NewPage) -> None:
    page = open_calculator(new_page(viewport={"width": 390, "height": 800}), "utilisation", "en")
    page.locator("details[data-group=scenarios] > summary").click()
    page.locator("#scenario-line-0").fill("3")
    page.locator("#scenario-repay-0").fill("13800")
    page.locator("#scenario-line-1").fill("3")
    page.locator("#scenario-limit-1").fill("40000")
    page.locator("#scenario-line-2").fill("3")
    page.locator("#scenario-repay-2").fill("19800.01")
    expect(page.locator('[data-result] data[data-name="scenario-total-ratio[1]"]')).to_have_attribute("value", "0.38")
    expect(page.locator("#scenario-repay-error-2")).to_contain_text("more than the 19,800.00 yuan owed")
    assert figure(page, "scenario-total-ratio[0]") == "0.3025"
    assert figure(page, "total-ratio") == "0.475"
    expect(root(page).locator("[data-result]")).to_contain_text("only helps those who do not borrow more")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# What each kind of bar is filled with, without its colour: how full its ground is, and its stripes and rows.
PATTERNS = """() => [...document.querySelectorAll('.calc-picture:has(.calc-kind-0) .calc-fill')].map((fill) => {
  const drawn = ['calc-fill-ground', 'calc-fill-stripes', 'calc-fill-rows'].map((name) => {
    const style = getComputedStyle(fill.querySelector(`.${name}`));
    const {visibility, fillOpacity, strokeDasharray, strokeWidth} = style;
    return visibility === 'visible' && [name, fillOpacity, strokeDasharray, strokeWidth].join(' ');
  });
  return [[...fill.classList].at(-1), drawn.filter(Boolean).join(', ')];
})"""


def test_bars_of_scenarios_differ_in_their_pattern_without_colour(page: Page) -> None:
    wanted = {"name": ["A", "B", "C"], "line": ["1", "1", "2"], "repay": ["200", "400", "1000"]}
    more = {f"scenario-{field}": values for field, values in wanted.items()}
    more |= {f"scenario-{field}": ["", "", ""] for field in ("spend", "limit")}
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", {**FORMS["utilisation"], **more}))
    wait_for(page, "ready")
    expect(page.locator("[data-result] .calc-fill.calc-kind-2").first).to_be_attached()
    patterns = dict(page.evaluate(PATTERNS))
    assert len(patterns) == 4, patterns
    assert len(set(patterns.values())) == len(patterns), patterns
