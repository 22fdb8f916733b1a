"""The page of all components: everyone can use each of them, and nobody finds it who does not look for it."""

from __future__ import annotations

import pytest
from accessibility import violations
from page_looks import SCHEMES, SIZES, too_wide
from playwright.sync_api import expect
from watched_page import NewPage

from build_scripts.pages.markdown_finish import BOXES
from build_scripts.reading.places import COMPONENTS, HTML_LANG, LANGUAGES, page_url

# Daily on a telephone, in both schemes; with --full in each language at each size.
KINDS = [(lang, size) for lang in LANGUAGES for size in SIZES]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "at_size" in metafunc.fixturenames:
        is_full = metafunc.config.getoption("--full")
        metafunc.parametrize(("lang", "at_size"), KINDS if is_full else [("zh", "small")])


@pytest.mark.daily()
def test_every_component_can_be_used_by_everyone(new_page: NewPage, lang: str, at_size: str) -> None:
    width, height = SIZES[at_size]
    page = new_page(viewport={"width": width, "height": height})
    page.goto(page_url(COMPONENTS, lang))
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == HTML_LANG[lang]
    shown = (
        "table",
        ".cl-contacts",
        ".cl-picture",
        ".cl-term",
        ".cl-word:not([popover])",
        ".cl-entry",
        ".calc-error:not(:empty)",
        ".calc-headline",
        ".calc-plot-box",
    )
    boxes = [f".cl-{kind}" for kind in BOXES if kind not in ("template", "answers")]
    assert not [each for each in (*shown, *boxes) if not page.locator(each).count()]
    # What folds or opens is looked at unfolded and open.
    page.locator(".cl-term").first.click()
    expect(page.locator(".cl-word:popover-open")).to_have_count(1)
    page.evaluate("for (const fold of document.querySelectorAll('article details')) fold.open = true")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme]
        )
        assert not (found := violations(page)), f"{scheme}: {found}"
    assert too_wide(page) == []


def test_the_page_of_components_is_in_no_menu_search_catalogue_or_sitemap(built: dict[str, bytes]) -> None:
    for lang in LANGUAGES:
        page = built[f"{page_url(COMPONENTS, lang)}index.html"].decode()
        assert '<meta name="robots" content="noindex">' in page
        assert "data-specimen" not in page
    places = ("index.html", "en/index.html", "search/sections.json", "sections.json", "sitemap.xml", "sw.js")
    assert not [name for name in places if f"{COMPONENTS}/" in built[name].decode()]
