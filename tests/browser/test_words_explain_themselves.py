"""Words of the glossary explain themselves: without a script, on pointing, by keyboard, in both languages together."""

from __future__ import annotations

import pytest
from accessibility import violations
from playwright.sync_api import Page, expect
from watched_page import NewPage

from build_scripts.reading.places import page_url

GUIDE = "guides/limit-factors"
OPEN = ".cl-word:popover-open"


def first(page: Page, lang: str = "zh") -> None:
    page.goto(page_url(GUIDE, lang))
    page.locator(".cl-term").first.scroll_into_view_if_needed()


def test_a_press_opens_the_note_without_a_script_and_its_link_leads_to_the_entry(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    first(page)
    page.locator(".cl-term").first.click()
    said = page.locator(OPEN)
    expect(said).to_have_count(1)
    box = said.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    link = said.get_by_role("link")
    link.click()
    page.wait_for_url("**/glossary/#term-*")
    # And the entry leads back to the section that explains it.
    expect(page.locator(":target a").last).to_have_attribute("href", "../guides/limit-factors/#limit-factors-sesame")


@pytest.mark.daily("zh-light")
@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_pointing_and_the_keyboard_open_it_and_escape_closes_it(new_page: NewPage, lang: str, scheme: str) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    first(page, lang)
    word, said = page.locator(".cl-term").first, page.locator(OPEN)
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    word.hover()
    expect(said).to_have_count(1)
    assert not (found := violations(page)), found
    # Pointing at the note keeps it, pressing too; Escape closes it where the pointer is.
    said.hover()
    word.click()
    expect(said).to_have_count(1)
    page.keyboard.press("Escape")
    expect(said).to_have_count(0)
    page.mouse.move(5, 400)
    page.locator(".cl-term").nth(1).focus()
    expect(said).to_have_count(1)
    page.keyboard.press("Tab")
    expect(said.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cl-term").nth(1)).to_be_focused()
    expect(said).to_have_count(0)


def test_where_a_browser_knows_no_popovers_the_word_is_a_link_to_the_glossary(new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto(page_url(GUIDE, "en"))
    expect(page.locator(".cl-term")).to_have_count(0)
    link = page.locator("article").get_by_role("link", name="Sesame score", exact=True).first
    entry = page.url.replace("guides/limit-factors/", "glossary/#term-sesame-score")
    expect(link).to_have_attribute("href", entry)


def test_in_both_languages_together_the_other_languages_words_say_it_too(page: Page) -> None:
    page.goto(page_url(GUIDE, "zh"))
    page.locator("[data-both]").click()
    word = page.locator(".cl-twin .cl-term").first
    word.click()
    expect(page.locator(OPEN)).to_contain_text("See it in the glossary")
