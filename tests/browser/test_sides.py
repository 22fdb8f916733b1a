"""On a desk the result is beside the form; on every screen one can begin without scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn

FIRST_FIELD = "[data-fields] :is(input[type=text], select, textarea)"
HEADLINE = "[data-result] data"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# What stands in half a page and is cut off there: tables of figures, and the words of a choice (an arrow takes 20 px).
CUT = """() => {
  const words = document.createElement('canvas').getContext('2d');
  const isCut = (one) => {
    if (one.tagName !== 'SELECT') return one.scrollWidth > one.clientWidth + 1;
    const {font, paddingLeft} = getComputedStyle(one);
    words.font = font;
    return words.measureText(one.selectedOptions[0].text).width > one.clientWidth - parseFloat(paddingLeft) - 20;
  };
  return [...document.querySelectorAll('.calc-shown .calc-table, .calc-given select')]
    .filter((one) => one.checkVisibility() && isCut(one)).map((one) => one.ariaLabel ?? one.name);
}"""


# The words in the box above a long form that its lower edge goes through.
CUT_BELOW = """() => {
  const box = document.querySelector('.calc-shown');
  const edge = box.getBoundingClientRect().bottom - 1;
  const words = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    const lines = [...range.getClientRects()];
    if (lines.some(({top, bottom}) => top < edge - 1 && bottom > edge + 1)) found.push(words.currentNode.data);
  }
  return found;
}"""


def opened(page: Page, site: str, lang: str, calculator: str, size: dict[str, int]) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{site}{'' if lang == 'zh' else 'en/'}calculators/{calculator}/")
    expect(page.locator("[data-calculator]")).to_have_attribute("data-state", "ready")


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


@pytest.mark.daily("borrowing-cost", "utilisation")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_on_a_desk_first_field_and_headline_are_on_the_first_screen(
    page: Page, site: str, calculator: str, lang: str
) -> None:
    opened(page, site, lang, calculator, DESK)
    assert bottom(page, FIRST_FIELD) <= DESK["height"]
    assert bottom(page, HEADLINE) <= DESK["height"]
    form, result = (page.locator(each).bounding_box() for each in (".calc-given", "[data-result]"))
    assert form and result
    # Side by side, not one above the other.
    assert form["x"] + form["width"] <= result["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(CUT) == []


@pytest.mark.daily("utilisation")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_form_and_result_stand_side_by_side_from_a_thousand_pixels_on_and_not_below(
    page: Page, site: str, calculator: str
) -> None:
    for width, is_beside in ((999, False), (1000, True)):
        opened(page, site, "zh", calculator, {"width": width, "height": 800})
        form, result = (page.locator(each).bounding_box() for each in (".calc-given", ".calc-shown"))
        assert form and result
        assert (form["x"] + form["width"] <= result["x"]) == is_beside, width
        upper, lower = sorted((form, result), key=lambda each: each["y"])
        assert (upper["y"] + upper["height"] <= lower["y"]) != is_beside, width


@pytest.mark.daily("utilisation")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_themes_side_columns_give_way_to_a_calculator(page: Page, site: str, calculator: str) -> None:
    opened(page, site, "en", calculator, DESK)
    columns = page.locator(".md-sidebar")
    assert columns.evaluate_all("all => all.filter((each) => each.checkVisibility() && each.offsetWidth).length") == 0
    text = page.locator(".md-content").bounding_box()
    assert text and text["width"] > 0.9 * DESK["width"]
    # Elsewhere they are there.
    page.goto(f"{site}en/guides/late-now/")
    assert columns.evaluate_all("all => all.filter((each) => each.checkVisibility() && each.offsetWidth).length") == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_telephone_each_line_of_credit_is_a_card(page: Page, site: str, lang: str) -> None:
    opened(page, site, lang, "utilisation", PHONE)
    cards = page.locator("[data-line]")
    boxes = [card.bounding_box() for card in cards.all()]
    assert len(boxes) > 2
    for card, box in zip(cards.all(), boxes, strict=True):
        assert box
        edges = "each => ['Top', 'Right', 'Bottom', 'Left'].map((side) => getComputedStyle(each)[`border${side}Width`])"
        assert all(float(width.removesuffix("px")) >= 1 for width in card.evaluate(edges)), "an edge all around"
        names = card.locator(".calc-field > label:visible")
        assert names.count() == 6, "each field under its own name"
        assert all((each := name.bounding_box()) and each["width"] > 8 for name in names.all()), "which can be seen"
        tops = {round(name.evaluate("each => each.parentElement.getBoundingClientRect().top")) for name in names.all()}
        assert len(tops) >= 3, "no row of a table"
    for above, below in zip(boxes, boxes[1:], strict=False):
        assert above and below and below["y"] >= above["y"] + above["height"] + 4, "room between them"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_checklists_reasons_are_folded_until_they_are_asked_for(page: Page, site: str, lang: str) -> None:
    opened(page, site, lang, "checklist", PHONE)
    reasons = page.locator(".calc-reasons")
    assert reasons.count() > 10
    expect(page.locator(".calc-reasons[open]")).to_have_count(0)
    expect(page.locator(".calc-reasons :is(.calc-item-why, .calc-item-evidence):visible")).to_have_count(0)
    shown = page.locator(".calc-reasons:visible").first
    shown.locator("summary").click()
    expect(shown.locator(".calc-item-why").first).to_be_visible()


@pytest.mark.daily("utilisation", "repayment-habit")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_on_a_telephone_the_first_field_is_on_the_first_screen(
    page: Page, site: str, calculator: str, lang: str
) -> None:
    opened(page, site, lang, calculator, PHONE)
    assert bottom(page, FIRST_FIELD) <= PHONE["height"]


@pytest.mark.daily()
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_telephone_the_box_of_open_items_ends_between_two_lines(page: Page, site: str, lang: str) -> None:
    opened(page, site, lang, "checklist", PHONE)
    # A high screen shows nine lines, a low one seven; both leave items to scroll to.
    for height in (PHONE["height"], 667):
        page.set_viewport_size({"width": PHONE["width"], "height": height})
        assert page.locator(".calc-shown").evaluate("box => box.scrollHeight > box.clientHeight")
        assert page.evaluate(CUT_BELOW) == []


def test_the_result_stays_in_sight_at_the_last_row_of_a_long_form(page: Page, site: str) -> None:
    opened(page, site, "zh", "utilisation", DESK)
    for _ in range(12):
        page.locator("[data-action=add-line]").click()
    limits = page.locator("[name=line-limit]")
    limits.last.fill("1000")
    page.locator("[name=line-used]").last.fill("500")
    headline = page.locator(HEADLINE).first
    # 38,500 of 81,000.
    expect(headline).to_have_text("约 47.53%")
    expect(headline).to_be_in_viewport()


@pytest.mark.daily()
def test_rows_are_level_and_named_once_on_a_desk(page: Page, site: str) -> None:
    opened(page, site, "en", "utilisation", DESK)
    rows = page.locator("[data-line]")
    tops = (
        rows.nth(1)
        .locator("input[type=text], select, input[type=checkbox]")
        .evaluate_all("all => all.slice(0, 6).map((each) => each.closest('.calc-field').getBoundingClientRect().top)")
    )
    assert len({round(top) for top in tops}) == 1, tops
    height = rows.nth(1).bounding_box()
    assert height and height["height"] < 100
    # Still named for screen readers.
    expect(rows.nth(1).get_by_label("Limit", exact=True)).to_have_count(1)


def test_what_is_the_examples_is_marked_at_the_field_until_it_is_changed(page: Page, site: str) -> None:
    opened(page, site, "en", "borrowing-cost", DESK)
    field = page.locator("[name=principal]").first
    assert field.evaluate("each => getComputedStyle(each).borderTopStyle") == "dashed"
    expect(field).to_have_accessible_description("the example's")
    field.fill("10000")
    expect(field).not_to_have_accessible_description("the example's")
    assert field.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"


def test_a_choice_is_the_examples_as_long_as_the_number_is_that_it_belongs_to(page: Page, site: str) -> None:
    opened(page, site, "en", "borrowing-cost", DESK)
    border = "each => getComputedStyle(each).borderTopStyle"
    fee, unit = page.locator("[name=fee]").first, page.locator("[name=fee-unit]").first
    method, empty = page.locator("[name=method]").first, page.locator("[name=rate-unit]").first
    for field in (fee, unit, method):
        assert field.evaluate(border) == "dashed"
        expect(field).to_have_accessible_description("the example's")
    assert empty.evaluate(border) == "solid", "the example has no rate"
    unit.select_option("total")
    for field in (fee, unit):
        assert field.evaluate(border) == "solid"
        expect(field).not_to_have_accessible_description("the example's")
    assert method.evaluate(border) == "dashed"
