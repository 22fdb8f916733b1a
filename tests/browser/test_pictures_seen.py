"""Pictures as a reader sees them: words stay in their boxes in the browser's own font, nothing is too wide, paper shows
the picture without its words."""

from __future__ import annotations

import re

import pytest
from accessibility import violations
from watched_page import NewPage

from build_scripts.pages.pictures.register import PICTURES
from build_scripts.reading.places import LANGUAGES, PAGES, page_url

# The lines of words that stick out of their box, or of the picture; a letter may lean out by 2 units.
OUTSIDE = """() => [...document.querySelectorAll('.cl-picture svg')].flatMap(svg => {
  const edge = svg.viewBox.baseVal;
  const boxes = [...svg.querySelectorAll('rect:not(.cl-pic-bar)')].map(each => each.getBBox());
  return [...svg.querySelectorAll('text')].filter(text => {
    const at = text.getBBox(), middle = at.y + at.height / 2;
    const around = boxes.filter(box => box.x <= at.x && at.x <= box.x + box.width
      && box.y <= middle && middle <= box.y + box.height);
    const home = around.sort((a, b) => a.width * a.height - b.width * b.height)[0] ?? edge;
    return at.x < home.x - 2 || at.x + at.width > home.x + home.width + 2;
  }).map(text => text.textContent);
})"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def pages_with_pictures(built: dict[str, bytes], lang: str) -> dict[str, list[str]]:
    """The addresses of pages with pictures, each with its pictures' widths in the HTML."""
    found = {url: built[f"{url}index.html"].decode() for url in (page_url(name, lang) for name in PAGES)}
    return {url: re.findall(r'<figure class="?cl-picture', html) for url, html in found.items() if "cl-picture" in html}


@pytest.mark.daily()
@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_stay_in_their_boxes_on_a_telephone_and_everyone_can_use_the_page(
    new_page: NewPage, built: dict[str, bytes], is_full: bool, lang: str
) -> None:
    pages = pages_with_pictures(built, lang)
    assert sum(map(len, pages.values())) >= len(PICTURES)
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    for url in [*pages][:: 1 if is_full else 3]:
        page.goto(url)
        assert page.evaluate(OUTSIDE) == [], url
        assert not page.evaluate(TOO_WIDE), url
        page.locator(".cl-picture summary").first.click()
        assert not page.evaluate(TOO_WIDE), url
    assert not violations(page)


@pytest.mark.daily("en")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_is_hardly_larger_on_a_desk_and_black_on_white_on_paper(
    new_page: NewPage, built: dict[str, bytes], lang: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    page.goto(page_url("guides/what-they-are", lang))
    widths = page.evaluate("() => [...document.querySelectorAll('.cl-picture svg')].map(each => each.clientWidth)")
    assert widths and max(widths) <= 560
    page.emulate_media(media="print")
    grounds = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('.cl-picture rect:not(.cl-pic-bar)')]"
        ".map(each => getComputedStyle(each).fill))]"
    )
    assert set(grounds) <= {"rgb(255, 255, 255)", "none"}
    assert not page.locator(".cl-picture details").first.is_visible()
