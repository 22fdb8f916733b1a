"""What lies far from the window is laid out when a reader comes near it; a link to it leads to it all the same."""

from __future__ import annotations

import json
import re

import pytest
from calculator_page import settle
from page_looks import SIZES
from watched_page import NewPage, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, THEME, page_url

GUIDE = "guides/for-practitioners"
# Other tests ask for less motion, and then everything is laid out at once.
MOVES = {"reduced_motion": "no-preference"}
LAID_OUT = "one => one.checkVisibility({contentVisibilityAuto: true})"


@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_end_of_a_long_guide_is_not_laid_out_before_a_reader_comes_near_it(new_page: NewPage, lang: str) -> None:
    width, height = SIZES["small"]
    page = new_page(viewport={"width": width, "height": height}, **MOVES)
    page.goto(page_url(GUIDE, lang))
    settle(page)
    # A list within: what is skipped is not a box itself but what stands in it.
    last = page.locator("article > .footnote li").last
    assert not last.evaluate(LAID_OUT)
    last.scroll_into_view_if_needed()
    until(page, lambda: last.evaluate(LAID_OUT), "the last source is laid out")
    page.evaluate("scrollTo(0, 0)")
    until(page, lambda: not last.evaluate(LAID_OUT), "what was left behind is skipped again")
    page.emulate_media(media="print")
    until(page, lambda: last.evaluate(LAID_OUT), "paper has all of it")


def test_whoever_asks_for_less_motion_gets_the_whole_page_at_once(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(page_url(GUIDE, "zh"))
    assert page.locator("article > .footnote li").last.evaluate(LAID_OUT)


@pytest.mark.daily("small")
@pytest.mark.parametrize("at_size", SIZES)
def test_a_link_to_a_section_leads_to_it_past_whatever_is_not_laid_out(
    new_page: NewPage, built: dict[str, bytes], is_full: bool, at_size: str
) -> None:
    width, height = SIZES[at_size]
    sections = [each for each in json.loads(built["sections.json"]) if each["page"] == GUIDE]
    for entry in sections[-2::-1] if is_full else sections[-2::-20]:
        page = new_page(viewport={"width": width, "height": height}, **MOVES)
        page.goto(entry["url"])
        settle(page)
        top = page.locator(f"[id='{entry['id']}']").evaluate("one => one.getBoundingClientRect().top")
        assert 0 <= top < height / 4, entry["url"]


def beside_each_other_from() -> int:
    """The width in px from which a calculator's form and result stand side by side (1em is 16 px there)."""
    sheet = (THEME / "assets/calculator/sides.css").read_text("utf-8")
    (width,) = re.findall(r"@media screen and \(min-width: ([0-9.]+)em\)", sheet)
    return round(float(width) * 16)


@pytest.mark.parametrize("is_narrower", [True, False])
def test_python_starts_before_the_page_is_there_only_where_form_and_result_stand_side_by_side(
    new_page: NewPage, server: SiteServer, is_narrower: bool
) -> None:
    page = new_page(viewport={"width": beside_each_other_from() - is_narrower, "height": 800})
    with server.held("assets/calculator.*.js"):
        page.goto(page_url("calculators/utilisation", "en"), wait_until="commit")
        page.locator(".calc-cases").wait_for(state="attached")
        assert page.evaluate("'earlyWorker' in window") is not is_narrower
