"""Lines of credit as a sheet: Enter and the arrows, what own rows begin with, what is said of the example."""

from __future__ import annotations

import pytest
from calculator_page import open_calculator, root, shown_figures, wait_for
from playwright.sync_api import expect
from watched_page import NewPage, until

from build_scripts.reading.places import LANGUAGES
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn

FOCUSED = "[document.activeElement.name, [...document.querySelectorAll('[data-line]')].findIndex(row => row.contains(document.activeElement))]"  # noqa: E501
EXAMPLE = {"zh": "例子", "en": "example"}
KINDS = "[...document.querySelectorAll('[name=line-kind]')].map(each => each.value)"


def test_enter_and_arrows_go_through_the_rows_and_enter_in_the_last_adds_one(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "zh")
    rows = page.locator("[data-line]")
    page.locator("[name=line-used]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == ["line-used", 1]
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == ["line-used", 2]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == ["line-used", 2], "the arrow adds nothing"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == ["line-used", 1]
    page.keyboard.type("9000")
    expect(page.locator("[name=line-used]").nth(1)).to_have_value("9000")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(4)
    assert page.evaluate(FOCUSED) == ["line-name", 3]
    page.keyboard.press("Enter")
    expect(rows).to_have_count(4)  # an empty row is followed by none
    page.locator("[name=line-overdue]").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == ["line-overdue", 2], "a box to tick is a cell too"
    expect(page.locator("[name=line-overdue]").nth(1)).not_to_be_checked()
    # An input method's own Enter, which takes a word, is left to it.
    page.locator("[name=line-name]").last.fill("招")
    press = "(field, init) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, ...init}))"
    for init in ({"isComposing": True}, {"keyCode": 229}):
        page.locator("[name=line-name]").last.evaluate(press, init)
    expect(rows).to_have_count(4)


@pytest.mark.daily()
def test_own_rows_begin_with_the_kinds_people_have_and_nothing_calls_them_the_examples(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "en")
    note = page.locator("[data-example]")
    expect(note).to_be_visible()
    page.locator("[name=line-used]").first.fill("6300")
    page.locator("[data-action=clear]").click()
    expect(note).to_be_hidden()
    for _ in range(4):
        page.locator("[data-action=add-line]").click()
    assert page.evaluate(KINDS) == ["huabei", "credit-card", "other", "other", "other"]
    page.locator("[data-action=clear]").click()
    page.locator("[data-opened] button").click()  # put back, and nothing of it is the example's
    expect(page.locator("[data-line]")).to_have_count(5)
    expect(note).to_be_hidden()
    page.reload()
    wait_for(page, "ready")
    expect(note).to_be_visible()
    for at in range(3):
        page.locator("[name=line-used]").nth(at).fill("100")
    expect(note).to_be_visible()  # the target is still the example's
    page.locator("[name=target]").fill("40")
    expect(note).to_be_hidden()


@pytest.mark.daily("en-checklist", "zh-utilisation")
@pytest.mark.parametrize("calculator", CALCULATORS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_in_the_form_speaks_of_an_example_over_ones_own_figures(
    new_page: NewPage, calculator: str, lang: str
) -> None:
    page = open_calculator(new_page(), calculator, lang)
    spoken = page.locator("[data-fields]").filter(has_text=EXAMPLE[lang])
    expect(spoken).to_have_count(1)
    page.locator("[data-fields] [data-action=clear]").click()
    wait_for(page, "ready")
    assert EXAMPLE[lang] not in page.locator("[data-fields]").inner_text()


@pytest.mark.daily("en")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_choice_of_the_checklist_that_is_the_examples_is_marked_itself(new_page: NewPage, lang: str) -> None:
    page = open_calculator(new_page(), "checklist", lang)
    border = "each => getComputedStyle(each).borderTopStyle"
    said = {"zh": "例子的内容", "en": "the example's"}[lang]
    audience, first = page.locator("[name=audience]"), page.locator("[name=person-no-cash-out]")
    for choice in (audience, first):
        assert choice.evaluate(border) == "dashed"
        expect(choice).to_have_accessible_description(said)
    # What a reader notes beside an item is never the example's.
    first.locator("xpath=../details[contains(@class, 'calc-noted')]/summary").click()
    own = page.locator("[name=person-no-cash-out-owner]")
    own.fill("A")
    expect(own).not_to_have_accessible_description(said)
    assert own.evaluate(border) == "solid"
    first.select_option("not-yet")
    assert first.evaluate(border) == "solid"
    expect(first).not_to_have_accessible_description(said)
    expect(audience).to_have_accessible_description(said)


@pytest.mark.daily()
def test_the_sentence_in_sight_is_never_behind_the_result(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "en")
    page.set_viewport_size({"width": 390, "height": 844})
    said = page.locator("[data-said]")
    page.locator("[name=line-limit]").first.fill("abc")
    expect(said).to_contain_text("1", timeout=3000)
    # In the moment of the answer, not a second later: the spoken one may still hold the old sentence.
    page.evaluate(
        "window.behind = [];"
        "const said = document.querySelector('[data-said]');"
        "new MutationObserver(() => queueMicrotask(() => behind.push(said.textContent)))"
        ".observe(document.querySelector('[data-result]'), {childList: true, subtree: true, characterData: true})"
    )
    page.locator("[name=line-limit]").first.fill("20000")
    until(page, lambda: page.evaluate("window.behind.length"), "an answer")
    # 6,200 + 12,000 + 19,800 of 20,000 + 50,000 + 20,000: 38,000 of 90,000 is 42.22 %.
    assert "42.22%" in page.evaluate("behind.at(-1)")
    assert shown_figures(page)["total-ratio"] == "0.422222222222"


def test_a_short_amount_stands_in_full_beside_its_field(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "zh")
    field = page.locator("[name=line-limit]").first
    field.fill("1.2w")
    beside = page.locator("[data-in-full=line-limit]").first
    expect(beside).to_have_text("= 12,000 元")
    assert (beside.get_attribute("id") or "?") in (field.get_attribute("aria-describedby") or "").split()
    field.fill("12000")
    expect(beside).to_be_empty()
    expect(root(page)).to_have_attribute("data-state", "ready")


def test_bills_that_were_read_are_told_of_instead_of_the_examples_score(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "repayment-habit", "zh")
    page.set_viewport_size({"width": 390, "height": 844})
    fold = page.locator("details:has(#bills)")
    fold.locator("summary").first.click()
    page.locator("#bills").fill("应还日期,应还金额,实际还款日期,实还金额\n2026-01-10,800,2026-01-12,300\n")
    page.locator("[data-action=part][data-part=bills]").click()
    expect(page.locator("[data-said]")).to_contain_text("还")
    expect(page.locator("[data-said]")).not_to_contain_text("91")
