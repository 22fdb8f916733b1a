"""A reader without a mouse, from the top of a page to the end of a task: every stop on the way is seen and has a name.

The calculators' walks are in test_client_case.py and test_client_case_calculators.py, the menu in test_frame.py,
the search in test_search_field.py.
"""

from __future__ import annotations

import re

import pytest
from keys import Keys
from playwright.sync_api import expect
from watched_page import NewPage

from build_scripts.reading.places import page_url
from build_scripts.reading.words import words

pytestmark = pytest.mark.languages_in_turn


def past_the_head(keys: Keys) -> None:
    keys.to("a.md-skip", most=3)
    keys.press("Enter")


def through_the_head(keys: Keys, wanted: str) -> None:
    """To something in the header. What chooses the colours there is drawn by the sign beside it: test_frame.py."""
    for _ in range(30):
        keys.press("Tab")
        if keys.page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return keys.is_at(wanted)
    raise AssertionError(f"{wanted} is no stop in the header")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_a_guide_to_the_other_language_then_by_search_to_a_section(new_page: NewPage, lang: str) -> None:
    page = new_page()
    keys = Keys(page)
    other = "en" if lang == "zh" else "zh"
    page.goto(page_url("guides/limit-cut", lang))
    through_the_head(keys, "[data-language]")
    keys.press("Enter")
    page.wait_for_url(f"**/{page_url('guides/limit-cut', other)}")
    expect(page.locator(".md-search__input")).to_be_attached()
    through_the_head(keys, ".md-search__input")
    page.keyboard.type("逾期" if other == "zh" else "late")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    keys.press("ArrowDown", "Enter")
    page.wait_for_url(re.compile(rf"/{page_url('guides', other)}"))
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.daily()
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_quiz_is_unfolded_answered_and_explained(new_page: NewPage, lang: str) -> None:
    page = new_page()
    keys = Keys(page)
    page.goto(page_url("guides/late-now", lang))
    past_the_head(keys)
    keys.to(".cl-folded-quiz > summary", most=200)
    keys.press("Enter")
    quiz = page.locator("[data-quiz]")
    quiz.locator(".cl-check").first.wait_for()
    first = quiz.locator("[data-question]").first
    right = str(first.get_attribute("data-right")).split()
    kind = first.locator("input").first.get_attribute("type")
    keys.to("[data-question] input", most=3)
    if kind == "radio":
        # One stop for all of them: arrows choose, round and round.
        for _ in range(8):
            keys.press("ArrowDown")
            if page.evaluate("document.activeElement.value") == right[0]:
                break
    else:
        for _ in range(8):
            value = page.evaluate("document.activeElement.value")
            if value in right:
                keys.press("Space")
            if value == right[-1]:
                break
            keys.press("Tab")
    keys.to(".cl-check", most=8)
    keys.press("Enter")
    expect(first.locator("output")).to_have_text(words("scripts/quiz", lang)["right"])
    keys.is_at(".cl-check")
    keys.to("[data-question] .cl-answer summary", most=3)
    expect(first.locator(".cl-answer")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_sections_of_the_catalogue_are_ticked_and_become_links(new_page: NewPage, lang: str) -> None:
    page = new_page()
    keys = Keys(page)
    page.goto(page_url("course/links", lang))
    page.locator("[data-pick] input").first.wait_for()
    past_the_head(keys)
    # What narrows the list comes before it; without it every section is two stops on the way to the buttons below.
    keys.type("[data-filter-text]", "信用卡" if lang == "zh" else "credit card")
    few = page.locator("[data-pick]").filter(visible=True)
    expect(few.nth(12)).to_have_count(0)
    for _ in range(2):
        keys.to("[data-pick] input", most=12)
        keys.press("Space")
    assert page.locator("[data-pick] input:checked").count() == 2
    bar = page.locator(".cl-picks-bar")
    # Behind the box that was ticked last comes the way to the bar, and from there back.
    keys.to(".cl-picks-way", most=1)
    keys.press("Enter")
    keys.is_at("[data-take=links]")
    keys.press("Escape")
    keys.is_at("[data-pick] input")
    keys.to(".cl-picks-way", most=1)
    keys.press("Enter")
    keys.press("Enter")
    assert len(re.findall(r"/s/[a-z-]+/", bar.locator("pre").inner_text())) == 2
