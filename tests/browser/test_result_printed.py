"""What the browser prints of a calculator's page: the result, what was entered, the address; no buttons, no help."""

from __future__ import annotations

import pytest
from calculator_page import open_calculator
from playwright.sync_api import Page, expect
from watched_page import NewPage

# The paper within its margins, in its own pixels.
PAPER = {"width": 680, "height": 960}
PRINTS = "() => dispatchEvent(new Event('beforeprint'))"
# What can be pressed, and what is empty.
IDLE = """() => [...document.querySelectorAll('main :is(button, [type=text], textarea, .calc-begin, .calc-cases)')]
  .filter((one) => one.checkVisibility() && !one.value && one.getBoundingClientRect().height > 0)
  .map((one) => one.outerHTML.slice(0, 100))"""


def printed(page: Page) -> Page:
    page.evaluate(PRINTS)
    page.emulate_media(media="print")
    return page


def test_paper_holds_the_result_and_then_what_was_entered(new_page: NewPage) -> None:
    page = open_calculator(new_page(viewport=PAPER), "utilisation", "zh")
    page.locator("[name=line-name]").first.fill("买菜的")
    page.locator("[data-group=spare] > summary").click()
    page.locator("[name=spare]").fill("8000")
    printed(page)
    assert page.evaluate(IDLE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PAPER["width"]
    result, entered = page.locator("[data-result]"), page.locator(".calc-entered")
    expect(entered).to_be_visible()
    assert result.evaluate("(one, other) => one.offsetTop < other.offsetTop", entered.element_handle())
    for name, value in (("line-name", "买菜的"), ("line-limit", "10000"), ("spare", "8000"), ("target", "30")):
        field = page.locator(f"[name={name}]").first
        expect(field).to_be_visible()
        expect(field).to_have_value(value)
        assert field.evaluate("one => one.scrollWidth <= one.clientWidth + 1"), f"{name} is cut off"
    # The second line has no name, and nobody asked for scenarios.
    expect(page.locator("[name=line-name]").nth(1)).to_be_hidden()
    expect(page.locator("[data-group=scenarios]")).to_be_hidden()
    expect(page.locator("#utilisation-plan")).to_be_hidden()
    expect(page.locator(".cl-print-address")).to_be_visible()


@pytest.mark.daily()
def test_whoever_prints_while_reading_what_comes_below_a_result_gets_the_whole_page(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "repayment-habit", "en")
    below = page.locator("#repayment-self-check-codes")
    below.evaluate("one => one.scrollIntoView()")
    printed(page)
    expect(below).to_be_visible()
    # What is folded on the screen is open on paper.
    assert page.locator(".calc-fold").count() == 3
    for table in page.locator(".calc-fold table").all():
        expect(table).to_be_visible()


def test_without_javascript_paper_holds_the_example_and_the_text_and_no_empty_field(new_page: NewPage) -> None:
    page = new_page(viewport=PAPER, java_script_enabled=False)
    page.goto("en/calculators/borrowing-cost/")
    page.emulate_media(media="print")
    expect(page.locator("[name=principal]").first).to_be_visible()
    expect(page.locator("[name=rate]").first).to_be_hidden()
    expect(page.locator(".calc-fold").first.locator("p").first).to_be_visible()
    expect(page.locator("#borrowing-cost-schedule")).to_be_visible()
