"""A host or proxy that alters or drops one script takes away what that script does, and nothing else."""

from __future__ import annotations

import re

import pytest
from calculator_page import wait_for
from faults import Built
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer

HOME = "index.html"


def asset(built: Built, stem: str) -> str:
    return next(name for name in built if re.fullmatch(rf"assets/{stem}(\.[0-9a-f]{{8}})?\.js", name))


def search_works(page: Page) -> None:
    page.locator(".md-search__input").fill("limit")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def menu_works(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("[data-opens=drawer]").click()
    expect(page.locator(".md-sidebar--primary a").first).to_be_visible()


def test_without_the_script_in_the_page_search_and_menu_work_and_no_colours_are_offered(
    new_page: NewPage, server: SiteServer, built: Built
) -> None:
    name = f"en/{HOME}"
    text = built[name].decode()
    dropped = re.sub(r"<script>[^<]*window\.colours=.*?</script>", "", text, flags=re.DOTALL)
    assert dropped != text
    page = new_page()
    with server.replaced(name, dropped.encode()):
        page.goto("en/")
        search_works(page)
    expect(page.locator("[data-md-component=palette]")).to_have_count(0)
    page.keyboard.press("Escape")
    menu_works(page)


@pytest.mark.parametrize(("stem", "works"), [("frame", search_works), ("search-field", menu_works)])
@pytest.mark.parametrize("broken", [b"throw new Error('altered');", b"what is this?"])
def test_a_script_that_fails_takes_no_other_along(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, stem: str, works: object, broken: bytes
) -> None:
    watch.allow("altered|SyntaxError|Unexpected")
    page = new_page()
    name = asset(built, stem)
    with server.replaced(name, broken):
        page.goto("en/")
        works(page)  # type: ignore[operator]
        # So do small conveniences of the page's own script.
        expect(page.locator("html")).to_have_class(re.compile("js")) if stem != "frame" else None


def test_without_the_pages_own_script_a_calculator_works(new_page: NewPage, server: SiteServer, built: Built) -> None:
    name = "en/calculators/utilisation/index.html"
    text = built[name].decode()
    dropped = re.sub(r'<script type="module" src="[^"]*assets/site\.[^>]*></script>', "", text)
    assert dropped != text
    page = new_page()
    with server.replaced(name, dropped.encode()):
        page.goto("en/calculators/utilisation/")
        wait_for(page, "ready")
        page.locator("[name=line-used]").first.fill("1000")
        expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).to_have_attribute("value", "0.1")


@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_folder_served_without_its_last_slash_is_asked_for_with_it(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    # What the first answer's relative addresses ask for is not there.
    watch.allow("404|failed:")
    bare = f"{lang}calculators/utilisation"
    page = new_page()
    with server.replaced(bare, built[f"{bare}/index.html"]), server.retyped(bare, "text/html; charset=utf-8"):
        page.goto(f"{bare}#utilisation-plan")
        expect(page).to_have_url(re.compile(rf"/{bare}/#utilisation-plan$"))
        wait_for(page, "ready")


def test_a_host_that_names_another_encoding_for_scripts_takes_nothing_away(
    new_page: NewPage, server: SiteServer, built: Built
) -> None:
    page = new_page()
    with server.retyped("*.js", "text/javascript; charset=gbk"):
        page.goto("calculators/utilisation/")
        wait_for(page, "ready")
        page.locator(".md-search__input").fill("额度")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert [name for name in built if name.endswith(".js") and not built[name].isascii()] == []


def test_a_page_that_does_not_exist_stays_where_it_is(new_page: NewPage, watch: Watch) -> None:
    watch.allow("404")
    page = new_page()
    page.goto("nothing/here")
    expect(page).to_have_url(re.compile(r"/nothing/here$"))
    expect(page.locator("h1")).to_be_visible()


def test_what_is_typed_while_the_search_is_on_its_way_is_searched_for(
    new_page: NewPage, server: SiteServer, built: Built
) -> None:
    page = new_page()
    with server.held(asset(built, "search-field")) as gate:
        page.goto("en/", wait_until="commit")
        page.locator(".md-search__input").fill("limit")
        gate.open()
        expect(page.locator(".md-search-result__item").first).to_be_visible()
