"""The repayment plan and the split of a sum, as a reader uses them on a telephone with a keyboard."""

from __future__ import annotations

import pytest
from calculator_page import expect_answer, open_calculator
from playwright.sync_api import Page, expect
from watched_page import NewPage

pytestmark = pytest.mark.languages_in_turn

ROWS = (
    ("10000", "6200", "huabei", "all", ""),
    ("50000", "12000", "jiebei", "800", "15"),
    ("20000", "19800", "credit-card", "1000", "18.25"),
)


def form(**others: str) -> dict[str, object]:
    """The page's form: the example's lines, now the reader's, with terms; the target still the example's."""
    return {
        "line-limit": [row[0] for row in ROWS],
        "line-used": [row[1] for row in ROWS],
        "line-kind": [row[2] for row in ROWS],
        "line-due": [row[3] for row in ROWS],
        "line-rate": [row[4] for row in ROWS],
        "target": "30",
        "target-example": "yes",
        **others,
    }


def type_terms(page: Page) -> None:
    """Opens each row's fold with the Enter key and types what falls due and the rate."""
    for at, (_, _, _, due, rate) in enumerate(ROWS):
        page.locator("[data-line]").nth(at).locator("details > summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type(due)
        page.keyboard.press("Tab")
        page.keyboard.type(rate)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_and_a_split_are_made_by_keyboard_and_are_what_python_says(new_page: NewPage, lang: str) -> None:
    page = open_calculator(new_page(viewport={"width": 390, "height": 800}), "utilisation", lang)
    folds = page.locator("details:is([data-group=plan], [data-group=spare], [data-group=line-plan])")
    assert folds.evaluate_all("all => all.map(one => one.open)") == [False] * 5
    type_terms(page)
    page.locator("details[data-group=plan] > summary").focus()
    page.keyboard.press("Enter")
    for text in ("15000", "7000"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    shown = expect_answer(page, "utilisation", form(**{"plan-money": "15000", "plan-kept": "7000"}), lang)
    assert shown["plan-months-to-zero"] == "5"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.locator("details[data-group=spare] > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("8000")
    asked = {"plan-money": "15000", "plan-kept": "7000", "plan-order": "highest-ratio", "spare": "8000"}
    shown = expect_answer(page, "utilisation", form(**asked), lang)
    # Huabei and the card meet at 60 %: 6,200 - 200 of 10,000 and 19,800 - 7,800 of 20,000.
    assert (shown["split-repay[0]"], shown["split-repay[2]"]) == ("200.00", "7800.00")
    expect(page.locator("[data-result] figure.calc-picture [role=img]").last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_budget_below_what_is_due_says_what_is_missing_and_leads_to_help(new_page: NewPage) -> None:
    page = open_calculator(new_page(viewport={"width": 390, "height": 800}), "utilisation", "zh")
    type_terms(page)
    page.locator("details[data-group=plan] > summary").click()
    page.locator("[name=plan-money]").fill("7999.99")
    # 6,200 + 800 + 1,000 = 8,000.
    expect(page.locator('[data-result] data[data-name="plan-missing"]')).to_have_attribute("value", "0.01")
    link = page.locator("[data-result] a[href$='guides/late-now/']")
    expect(link).to_have_count(1)
    link.click()
    page.wait_for_url("**/guides/late-now/")


@pytest.mark.daily()
def test_a_wrong_plan_field_is_named_beside_it_and_leaves_the_ratios(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "en")
    page.locator("details[data-group=plan] > summary").click()
    page.locator("[name=plan-money]").fill("a lot")
    expect(page.locator("[data-error=plan-money]")).to_contain_text("a lot")
    expect(page.locator("[name=plan-money]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator('[data-result] data[data-name="total-ratio"]')).to_have_attribute("value", "0.475")
