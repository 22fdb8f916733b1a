"""A made-up case opens with one press, by mouse or key, to the figures printed beside it; formulas fit the page."""

from __future__ import annotations

import pytest
from calculator_page import wait_for
from playwright.sync_api import expect
from watched_page import NewPage

from build_scripts.pages.cases import anchor, cases, filled_form
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.reading.words import words
from calculators import answer
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn

WORDS = {lang: words("scripts/opened", lang) for lang in LANGUAGES}


@pytest.mark.daily("borrowing-cost")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_every_case_opens_by_keyboard_to_the_figures_that_python_gives(
    new_page: NewPage, calculator: str, lang: str
) -> None:
    page = new_page()
    page.goto(page_url(f"calculators/{calculator}", lang))
    wait_for(page, "ready")
    for case in cases(calculator):
        button = page.locator(f"#{anchor(calculator, case)} [data-action=case]")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-opened]")).to_contain_text(WORDS[lang]["case"])
        figures = answer(calculator, filled_form(calculator, case), lang=lang, day=case.day)
        for name, value in figures.items():
            if isinstance(value, str):
                expect(page.locator(f'[data-result] data[data-name="{name}"]')).to_have_attribute("value", value)
        # The reader is led back to what was filled in, with the keyboard there too.
        expect(page.locator("[data-opened]")).to_be_in_viewport()
        assert page.evaluate("document.activeElement.closest('[data-opened]') !== null")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_asks_before_it_replaces_what_was_typed(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    used = page.locator("[name=line-used]").first
    used.fill("77")
    case = cases("utilisation")[0]
    page.locator(f"#{anchor('utilisation', case)} [data-action=case]").click()
    page.get_by_role("button", name=WORDS[lang]["keep"]).click()
    expect(used).to_have_value("77")
    page.locator(f"#{anchor('utilisation', case)} [data-action=case]").click()
    page.get_by_role("button", name=WORDS[lang]["replace"]).click()
    expect(used).to_have_value("5200")


@pytest.mark.daily()
def test_a_guide_leads_to_the_case_itself(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("guides/limit-factors", "en"))
    page.locator('a[href$="#case-repayment-habit-late-twice"]').click()
    expect(page.locator("#case-repayment-habit-late-twice")).to_be_in_viewport()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_formulas_are_typeset_and_fit_with_the_words_below(new_page: NewPage, lang: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(page_url("calculators/method", lang))
    found = page.evaluate(
        """() => [...document.querySelectorAll('.cl-formula')].map((one) => ({
          height: one.querySelector('math').getBoundingClientRect().height,
          wide: one.scrollWidth > one.clientWidth,
          words: one.nextElementSibling?.tagName === 'P' ? one.nextElementSibling.textContent : '',
          text: one.textContent,
        }))"""
    )
    assert len(found) >= 18
    for formula in found:
        assert formula["height"] > 10 and not formula["wide"] and len(formula["words"]) > 5, formula
