"""Pages where no script runs, and on paper: nothing of the text is missing, and what is made for one sheet fits it."""

from __future__ import annotations

import tomllib

import pytest
from calculator_page import settle
from paper import pages_of
from playwright.sync_api import Page, expect
from watched_page import NewPage

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import CALCULATOR_PAGES, LANGUAGES, LEDGER, page_url


@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_javascript_the_texts_and_the_calculators_examples_are_complete(
    new_page: NewPage, server: SiteServer, is_full: bool, lang: str
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(page_url("guides/late-now", lang))
    assert page.locator("#late-now-today").is_visible()
    assert page.locator("#late-now-today ~ ul > li").first.is_visible()
    page.goto(page_url("ledger", lang))
    claims = tomllib.loads((LEDGER / "claims.toml").read_text("utf-8"))["claim"]
    entries = page.locator("[data-filterable] > article")
    assert entries.count() == len(claims)
    assert all(entry.is_visible() for entry in entries.all()[::16])
    for name in CALCULATOR_PAGES[:: 1 if is_full else 2]:
        page.goto(page_url(name, lang))
        root = page.locator("[data-calculator]")
        assert root.get_attribute("data-state") == "example"
        assert root.locator("noscript").is_visible()
        assert root.locator("[data-result] data[data-name]").first.is_visible()
        assert root.locator("[data-status]").is_hidden()
        before = len(server.requests)
        fields = [field for field in root.locator("input[type=text], textarea, select").all() if field.is_visible()]
        assert fields
        for field in fields[:6]:
            assert field.is_enabled()
            field.press("Enter")
        page.wait_for_timeout(100)  # nothing comes: no script runs here that could say when Enter has done its work
        assert len(server.requests) == before, "Enter in a field sends nothing"
    page.goto(page_url("calculators/checklist", lang))
    assert page.locator("[data-item]").count() >= 30
    assert all(item.is_visible() for item in page.locator("[data-item]").all()[::8])


@pytest.mark.daily("en")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_old_address_of_a_section_that_moved_leads_to_it_without_javascript(new_page: NewPage, lang: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{page_url('guides/late-now', lang)}#limit-cut-ask")
    left = page.locator("#limit-cut-ask")
    assert left.is_visible()
    left.locator("a").click()
    assert page.url.endswith(f"{page_url('guides/limit-cut', lang)}#limit-cut-ask")
    assert page.locator("h2#limit-cut-ask").is_visible()


@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", LANGUAGES)
def test_late_now_prints_on_one_page(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("guides/late-now", lang))
    settle(page)
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    assert pages_of(page.pdf(format="A4", print_background=True)) == 1
    # The count is no accident of the reader of PDFs: another guide takes more. It has a page of its own, since printing
    # makes the first one fetch what a reader would scroll to.
    other = new_page()
    other.goto(page_url("guides/staying-safe", lang))
    assert pages_of(other.pdf(format="A4")) > 1


def test_a_printed_guide_is_a_handout(page: Page) -> None:
    page.goto(page_url("guides/limit-cut", "en"))
    settle(page)
    assert pages_of(page.pdf(format="A4")) <= 8, "pictures as wide as the sheet make it 12"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # the paper within its margins, in its own pixels
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for picture in page.locator(".cl-picture svg").all():
        box = picture.bounding_box()
        assert box and box["width"] < 360 and box["height"] < 860
    # Its words stand beside it, and answers for the teacher do not go out with the handout.
    assert page.locator(".cl-picture details").first.is_visible()
    assert page.locator(".cl-teaching").count() == 1
    assert not page.locator(".cl-teaching, .cl-download").first.is_visible()
    assert page.locator(".footnote li").first.is_visible()
    assert "guides/limit-cut/" in page.locator(".cl-print-address").inner_text()


SHOWN = "one => [one.checkVisibility(), parseFloat(getComputedStyle(one).fontSize), one.textContent.trim().length]"


@pytest.mark.daily("zh")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_evidence_is_small_and_whole_on_screen_and_paper_without_scripts_too(new_page: NewPage, lang: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(page_url("guides/limit-factors", lang))
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        text = page.locator("article .cl-boxes").first.evaluate(SHOWN)
        for each in page.locator(".cl-evidence").all():
            is_seen, size, length = each.evaluate(SHOWN)
            assert is_seen and length > 20
            assert 0.8 * text[1] <= size < text[1], (size, text)
    assert page.locator(".cl-evidence").count() >= 1


@pytest.mark.daily("zh")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_teaching_note_is_folded_below_what_comes_next_and_not_on_the_one_sheet(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("guides/late-now", lang))
    settle(page)
    note = page.locator(".cl-teaching")
    expect(note.locator("dd").first).to_be_hidden()
    following = "one => Boolean(one.compareDocumentPosition(document.querySelector('.cl-next')) & 2)"
    assert note.evaluate(following), "what comes next is before it"
    note.locator("summary").press("Enter")
    expect(note.locator("dd").first).to_be_visible()
    page.emulate_media(media="print")
    expect(note).to_be_hidden()
