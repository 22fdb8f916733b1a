"""A release over an open page, without a service worker: its files are gone, it says so, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from calculator_page import wait_for
from faults import TYPED, Built
from playwright.sync_api import expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.reading.words import words

pytestmark = pytest.mark.languages_in_turn


@contextmanager
def released(server: SiteServer, built: Built, url: str, *gone: str) -> Iterator[None]:
    """Another version of the page at its address, and files of this one taken away."""
    page = f"{url}index.html"
    newer = re.sub(rb'(?<=name="version" content=")\w+', b"0123456789abcdef", built[page])
    assert newer != built[page]
    with ExitStack() as stack:
        stack.enter_context(server.replaced(page, newer))
        for pattern in gone:
            stack.enter_context(server.blocked(pattern, 404))
        yield


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_button_whose_script_is_gone_says_that_the_page_is_older_and_what_was_typed_comes_along(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("404|Failed to fetch|ERR_")
    url = page_url("calculators/utilisation", lang)
    page = new_page()
    page.goto(url)
    wait_for(page, "ready")
    page.locator("[name=line-used]").first.fill(TYPED)
    with released(server, built, url, "assets/calculator-tools.*.js"):
        page.locator("[data-action=copy-link]").evaluate("button => button.click()")
        expect(page.locator("[data-opened]")).to_contain_text(words("scripts/calculator", lang)["replaced"])
        expect(page.locator("[data-status]")).to_be_hidden()
    page.locator("[data-opened] [data-action=reload]").click()
    expect(page.locator("[data-opened]")).to_be_hidden()
    expect(page.locator("[name=line-used]").first).to_have_value(TYPED)
    wait_for(page, "ready")


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_python_whose_files_are_gone_says_so_too(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("404|Failed to fetch|worker|runtime/|ERR_")
    url = page_url("calculators/utilisation", lang)
    page = new_page()
    with server.held("runtime/*/worker.js") as gate:
        page.goto(url, wait_until="commit")
        page.locator("[data-calculator][data-begun]").wait_for()
        page.locator("[name=line-used]").first.fill(TYPED)
        with released(server, built, url, "runtime/*/utilisation.*"):
            gate.open()
            wait_for(page, "failed")
            expect(page.locator("[role=alert]")).to_have_text(words("scripts/calculator", lang)["replaced"])
    page.locator("[data-alert] [data-action=reload]").click()
    expect(page.locator("[name=line-used]").first).to_have_value(TYPED)
    wait_for(page, "ready")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_desk_whose_file_is_refused_names_it_and_one_whose_files_are_gone_says_that_the_page_is_older(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("404|503|Failed to fetch|worker|runtime/|ERR_")
    url = page_url("desk", lang)
    said, which = words("scripts/desk", lang), words("scripts/calculator", lang)
    for file in ("shared.wasm", "desk.later.wasm", "worker.js"):
        # One that keeps no copy of the last.
        page = new_page()
        with server.blocked(f"runtime/*/{file}", 503):
            page.goto(url)
            told = page.locator("[data-desk-said]")
            expect(told).to_contain_text(said["failed"])
            # Of a worker's own script the browser tells no status.
            why = which["which-files"] if file == "worker.js" else which["which-status"].replace("{status}", "503")
            expect(told).to_contain_text(which["which"].replace("{file}", file).replace("{why}", why))
    page = new_page()
    with server.held("runtime/*/worker.js") as gate:
        page.goto(url, wait_until="commit")
        page.locator("[data-desk][data-begun]").wait_for()
        with released(server, built, url, "runtime/*/shared.*"):
            gate.open()
            expect(page.locator("[data-desk-said]")).to_have_text(words("scripts/page", lang)["older"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_search_whose_script_is_gone_says_that_the_page_is_older_and_searches_once_loaded_again(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("404|Failed to fetch|ERR_")
    url = page_url("about", lang)
    page = new_page()
    page.goto(url)
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    with released(server, built, url, "assets/search.*.js"):
        page.locator(".md-search__input").fill("Jiebei")
        told = page.locator(".md-search-result__meta")
        expect(told).to_contain_text(words("scripts/search", lang)["replaced"])
    told.get_by_role("button").click()
    expect(page.locator(".md-search__input")).to_have_value("Jiebei")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.daily("both-languages")
@pytest.mark.parametrize(
    ("gone", "button", "place"),
    [
        ("both-languages", "[data-both]", "[data-both] + [role=status]"),
        ("reading-kept", "[data-reading] button", "[data-reading] [role=status]"),
    ],
)
def test_a_part_that_a_press_asks_for_and_that_is_gone_says_so_and_nothing_of_the_network(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, gone: str, button: str, place: str
) -> None:
    watch.allow("404|Failed to fetch|ERR_")
    url = page_url("guides/late-now", "en")
    page = new_page()
    page.goto(url)
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    with released(server, built, url, f"assets/{gone}.*.js"):
        page.locator(button).first.click()
        expect(page.locator(place)).to_have_text(words("scripts/page", "en")["older"])


def test_where_the_network_alone_is_lost_nobody_is_told_of_a_new_release(
    new_page: NewPage, watch: Watch, server: SiteServer
) -> None:
    watch.allow("ERR_|Failed to fetch")
    page = new_page()
    page.goto(page_url("about", "en"))
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    with server.away():
        page.locator(".md-search__input").fill("Jiebei")
        told = page.locator(".md-search-result__meta")
        expect(told).to_contain_text("index could not be fetched")
        expect(told).to_contain_text(re.compile(r"\(The file that did not come: search\.\w+\.js\)"))
        page.wait_for_load_state("networkidle")
        assert words("scripts/search", "en")["replaced"] not in told.inner_text()
