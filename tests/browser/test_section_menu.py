"""The sign beside a heading: its short link, how to cite it, its QR code, a picture, the lines that embed it."""

from __future__ import annotations

import re

import pytest
from accessibility import violations
from playwright.sync_api import Page, expect
from qr_reading import DECODER, READ
from watched_page import NewPage

from build_scripts.reading.places import page_url

SECTION = "limit-factors-behaviour"


@pytest.mark.daily("zh-390")
@pytest.mark.parametrize(("lang", "width"), [("zh", 390), ("en", 1280)])
def test_a_headings_sign_gives_link_citation_code_and_lines_by_keyboard(
    new_page: NewPage, site: str, lang: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    root = site + page_url("index", lang)
    page.goto(page_url("guides/limit-factors", lang))
    sign = page.locator(f"#{SECTION} .headerlink")
    sign.focus()
    page.keyboard.press("Enter")
    menu = page.locator(f"#{SECTION} + .cl-section-menu")
    expect(menu).to_be_visible()
    assert sign.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(menu.get_by_role("button").first).to_have_text({"zh": "已复制", "en": "Copied"}[lang])
    assert page.evaluate("navigator.clipboard.readText()") == f"{root}s/{SECTION}/"

    cite, code, picture, embed = (menu.get_by_role("button").nth(at) for at in (1, 2, 3, 4))
    cite.click()
    first, second = menu.locator(".cl-section-part p").all_inner_texts()
    assert re.fullmatch(
        rf".+\. .+\[EB/OL\]//.+\. \(\d{{4}}-\d\d-\d\d\)\[\d{{4}}-\d\d-\d\d\]\. {root}s/{SECTION}/", first
    )
    assert "ClearLimit" in second and second.endswith(f"{root}s/{SECTION}/")
    embed.click()
    lines = menu.locator("pre").inner_text()
    assert f'src="{root}embed/s/{SECTION}/"' in lines and f'src="{site}embed.js"' in lines
    expect(cite).to_have_attribute("aria-expanded", "false")
    page.evaluate(f"() => {{ {DECODER} }}")
    for opener, drawn in ((code, "img:not(.cl-section-picture)"), (picture, ".cl-section-picture")):
        opener.click()
        shown = menu.locator(drawn)
        expect(shown).to_have_attribute("alt", re.compile(".+"))
        assert shown.evaluate(READ) == f"{root}s/{SECTION}/"
    with page.expect_download() as coming:
        menu.locator("a[download]").click()
    assert coming.value.suggested_filename == f"{SECTION}.{lang}.png"
    assert not (found := violations(page)), found
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(sign).to_be_focused()


def test_nothing_of_the_menu_comes_before_it_is_asked_for(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda asked: fetched.append(asked.url))
    page.goto(page_url("guides/limit-factors", "zh"))
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if re.search(r"/(section-|qr)", url)]
