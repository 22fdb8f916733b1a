"""A browser that refuses storage, is too old, or opened a file says so in one sentence and shows the example."""

from __future__ import annotations

import re

import pytest
from calculator_page import shown_figures, wait_for
from faults import TEXTS, Built, example_figures, expect_told, open_utilisation
from playwright.sync_api import expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, SITE, page_url

pytestmark = pytest.mark.languages_in_turn


# ---- storage is refused ---------------------------------------------------------------------------------------------

REFUSED = """
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, {get() { throw new DOMException('The operation is insecure.', 'SecurityError'); }});
  }
"""  # noqa: E501


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_storage_is_refused_every_page_works_and_colours_change_for_the_page(
    new_page: NewPage, lang: str
) -> None:
    page = new_page(service_workers="allow")
    page.add_init_script(REFUSED)
    for name in ("index", "guides/late-now", "ledger", "about", "calculators/utilisation"):
        page.goto(page_url(name, lang))
    wait_for(page, "ready")
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    schemes = {scheme}
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        schemes.add(page.locator("body").get_attribute("data-md-color-scheme"))
    assert schemes == {"default", "slate"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_storage_is_refused_the_checklist_says_that_it_keeps_nothing(new_page: NewPage, lang: str) -> None:
    page = new_page(service_workers="allow")
    page.add_init_script(REFUSED)
    page.goto(page_url("calculators/checklist", lang))
    wait_for(page, "ready")
    item = page.locator("[data-item] select").nth(2)
    item.select_option("partly")
    page.locator("[data-remember]").click()
    assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["refused"]
    assert not page.locator("[data-remember]").is_checked()
    assert item.input_value() == "partly"
    page.locator("[data-remember]").click()
    assert page.locator("[role=alert]").count() == 1
    page.locator("[data-action=forget]").click()
    expect(page.locator("[data-calculator]")).to_have_attribute("data-state", "ready")


# ---- browsers that are too old --------------------------------------------------------------------------------------

OLDER = {
    "no workers": "delete window.Worker;",
    "no WebAssembly": "delete window.WebAssembly;",
    "no module workers": "window.Worker = class extends Worker { constructor(url) { super(url); } };",
}


@pytest.mark.daily("no WebAssembly")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lacking", OLDER)
def test_a_browser_that_cannot_calculate_is_told_so_beside_the_example(
    new_page: NewPage, watch: Watch, lacking: str, lang: str
) -> None:
    watch.allow("worker|import.meta")
    page = new_page()
    page.add_init_script(OLDER[lacking])
    open_utilisation(page, lang)
    wait_for(page, "failed")
    expect_told(page, "old", lang, example_figures(lang))
    assert page.locator("[data-action=try-again]").count() == 0, "it would fail again"
    page.locator("[data-action=add-line]").click()
    assert page.locator("[data-line]").count() == 4


def asset(built: Built, stem: str) -> str:
    return next(name for name in built if re.fullmatch(rf"assets/{stem}(\.[0-9a-f]{{8}})?\.js", name))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_browser_that_cannot_read_the_pages_script_is_told_so_too(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("SyntaxError|Unexpected")
    page = new_page()
    # As browsers are that cannot read it; to newer ones a script that cannot be read is a damaged one.
    page.add_init_script("delete HTMLScriptElement.supports;")
    name = asset(built, "calculator")
    with server.replaced(name, b"what is this?\n" + built[name]):
        page.goto(page_url("calculators/utilisation", lang))
        wait_for(page, "failed")
    assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["old"]
    assert shown_figures(page) == example_figures(lang)


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_whose_script_did_not_arrive_can_be_tried_again(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("calculator|503|ERR_ABORTED")
    page = new_page()
    with server.blocked(asset(built, "calculator")):
        page.goto(page_url("calculators/utilisation", lang))
        wait_for(page, "failed")
        assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["network"]
        assert page.locator("[data-which]").get_attribute("data-which") == asset(built, "calculator").split("/")[1]
    page.locator("[data-action=try-again]").click()
    wait_for(page, "ready")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_opened_as_a_file_says_why_it_does_not_calculate(new_page: NewPage, watch: Watch, lang: str) -> None:
    watch.allow("file:|CORS|origin|ERR_FAILED|Manifest|manifest")
    page = new_page()
    page.goto((SITE / page_url("calculators/utilisation", lang) / "index.html").as_uri())
    wait_for(page, "failed")
    assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["as-file"]
    assert shown_figures(page) == example_figures(lang)
