"""A host or proxy that alters or drops one script takes away what that script does, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from calculator_page import wait_for
from faults import Built
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import SITE, page_url
from build_scripts.reading.words import words

HOME = "index.html"


def asset(built: Built, stem: str) -> str:
    return next(name for name in built if re.fullmatch(rf"assets/{stem}(\.[0-9a-f]{{8}})?\.js", name))


def search_works(page: Page) -> None:
    page.locator(".md-search__input").fill("额度" if page.locator("html[lang|=zh]").count() else "limit")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def menu_works(page: Page, *, is_ours: bool = True) -> None:
    """`is_ours` where frame.js has made the theme's label a button."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("[data-opens=drawer]" if is_ours else "label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary a:visible").first).to_be_in_viewport()


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


def calculator_works(page: Page) -> None:
    wait_for(page, "ready")
    page.locator("[name=line-used]").first.fill("1000")
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).to_have_attribute("value", "0.1")


# ---- each script by itself ------------------------------------------------------------------------------------------


def nothing(page: Page) -> None:
    """The script is asked for by the page itself."""


def press(*selectors: str) -> Callable[[Page], None]:
    def pressed(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return pressed


def button(action: str) -> Callable[[Page], None]:
    """Presses a calculator's button as soon as the page can work it out, wherever it is folded away."""

    def press_it(page: Page) -> None:
        wait_for(page, "ready")
        pressed = page.locator(f"[data-action={action}]").first
        pressed.evaluate(
            "one => { for (let fold = one; (fold = fold.parentElement.closest('details')); ) fold.open = true; }"
        )
        pressed.click()

    return press_it


def query(page: Page) -> None:
    page.locator(".md-search__input").fill("a")


def no_search(page: Page) -> None:
    expect(page.locator("html.framed")).to_be_attached()
    for shown in page.locator(".md-search__input, [data-opens=search]").all():
        expect(shown).to_be_hidden()


@dataclass(frozen=True)
class Use:
    """A page that uses a script, what the reader does there, and what is told where the script does not come, or is
    altered: (words of docs/words/scripts, which of them)."""

    page: str
    asks: Callable[[Page], None] = nothing
    told: tuple[str, str] | None = None
    told_altered: tuple[str, str] | None = None


MISSING = ("page", "missing")
CALCULATOR = "calculators/utilisation"
GUIDE, LINKS, COURSE, CHANGES = "guides/limit-factors", "course/links", "course/readers", "course/changes"
SIGN, IN_MENU = "#limit-factors-sesame .headerlink", "#limit-factors-sesame + .cl-section-menu"
PICK = "[data-pick] input"
# What each script is for. A script that is not here, or is not built any more, is told.
USES: dict[str, list[Use]] = {
    "both-languages": [Use(GUIDE, press("[data-both]"), ("both-languages", "failed"))],
    "calculator": [Use(CALCULATOR, nothing, ("calculator", "network"), ("calculator", "files"))],
    "calculator-tools": [Use(CALCULATOR, button("copy-link"), MISSING)],
    "course-changes": [Use(CHANGES)],
    "course-pictures": [Use(COURSE)],
    "desk": [Use("desk", nothing, ("desk", "failed"))],
    "embed-page": [Use(f"embed/{CALCULATOR.partition('/')[2]}")],
    "explained-words": [Use(GUIDE, press(".cl-term"))],
    "frame": [Use(GUIDE)],
    "in-app": [
        Use(CALCULATOR, nothing, ("calculator", "network"), ("calculator", "files")),
        Use("desk", nothing, ("desk", "failed")),
        Use(GUIDE),
    ],
    "keep-offline": [Use("about")],
    "kit-parts": [Use(LINKS), Use(GUIDE, press(SIGN))],
    "link-cartridge": [Use(LINKS, press(PICK, "[data-take=cartridge]"), MISSING)],
    "link-handout": [Use(LINKS, press(PICK, "[data-take=handout]"), MISSING)],
    "offline-page": [Use("offline")],
    "older": [Use(CALCULATOR), Use("desk")],
    "qr": [
        Use(CALCULATOR, button("report"), ("report", "no-qr")),
        Use(GUIDE, press(SIGN, f"{IN_MENU} button >> nth=2"), MISSING),
    ],
    "qr-picture": [
        Use(LINKS, press(PICK, "[data-take=handout]"), MISSING),
        Use(GUIDE, press(SIGN, f"{IN_MENU} button >> nth=2"), MISSING),
    ],
    "quiz": [Use("guides/limit-cut", press(".cl-folded-quiz > summary"))],
    "reading-kept": [Use(GUIDE, press("[data-reading] button"), MISSING)],
    "report": [Use(CALCULATOR, button("report"), MISSING)],
    "search": [Use("about", query, ("search", "missing"))],
    "search-field": [Use(GUIDE, no_search)],
    "section-menu": [Use(GUIDE, press(SIGN))],
    "section-picks": [Use(LINKS)],
    "section-picture": [
        Use(GUIDE, press(SIGN, f"{IN_MENU} button >> nth=3"), MISSING),
        Use(LINKS, press(PICK, "[data-take=pictures]"), MISSING),
        Use(COURSE, press("[data-pictures] button"), MISSING),
    ],
    "section-words": [Use(GUIDE, press(SIGN))],
    "site": [Use(GUIDE), Use(CALCULATOR), Use("desk")],
    "state-link": [Use(CALCULATOR, button("copy-link"), MISSING), Use("desk", nothing, ("desk", "failed"))],
    "state-names": [Use(CALCULATOR, button("save-file"), MISSING), Use("desk", nothing, ("desk", "failed"))],
    "stored-zip": [
        Use(LINKS, press(PICK, "[data-take=cartridge]"), MISSING),
        Use(COURSE, press("[data-pictures] button"), MISSING),
    ],
    "zip-files": [Use(CHANGES)],
}
SCRIPTS = sorted({path.name.split(".")[0] for path in (SITE / "assets").glob("*.js")})
CASES = [
    pytest.param(stem, use, id=f"{stem} on {use.page.replace('/', ' ')}")
    for stem in SCRIPTS
    for use in USES.get(stem, [])
]


def test_every_script_of_the_site_is_tried() -> None:
    assert sorted(USES) == SCRIPTS


# By what befalls the script, the language it is tried in.
@pytest.mark.daily("site on guides limit-factors-dropped", "report on calculators utilisation-altered")
@pytest.mark.daily(
    "site on guides limit-factors-dropped",
    "search-field on",
    "report on calculators utilisation-altered",
    "desk on desk-dropped",
)
@pytest.mark.parametrize(("befalls", "lang"), [("dropped", "zh"), ("altered", "en")], ids=["dropped", "altered"])
@pytest.mark.parametrize(("stem", "use"), CASES)
def test_a_script_that_does_not_come_or_fails_costs_itself_alone_and_what_was_asked_of_it_is_told(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, stem: str, use: Use, befalls: str, lang: str
) -> None:
    watch.allow("altered|export named|503|Failed to fetch|ERR_ABORTED|ERR_FAILED")
    name = asset(built, stem)
    without: dict[str, AbstractContextManager[None]] = {
        "dropped": server.blocked(name),
        "altered": server.replaced(name, b"throw new Error('altered');"),
    }
    page = new_page()
    with without[befalls]:
        page.goto(page_url(use.page, lang))
        use.asks(page)
        told = (use.told_altered or use.told) if befalls == "altered" else use.told
        if told:
            expect(page.get_by_text(words(f"scripts/{told[0]}", lang)[told[1]].strip()).first).to_be_visible()
        if page.locator("[data-calculator]").count() and stem not in ("calculator", "in-app"):
            calculator_works(page)
        if stem == "offline-page":
            expect(page.locator("h1")).to_be_visible()
        elif not stem.startswith("embed"):
            page.keyboard.press("Escape")
            if stem not in ("search", "search-field"):
                search_works(page)
                page.keyboard.press("Escape")
            menu_works(page, is_ours=stem != "frame")


@pytest.mark.daily()
@pytest.mark.parametrize("stem", ["site", "frame", "search-field"])
def test_a_script_that_never_answers_holds_no_other_up(
    new_page: NewPage, server: SiteServer, built: Built, stem: str
) -> None:
    page = new_page()
    with server.held(asset(built, stem)):
        page.goto(page_url(CALCULATOR, "en"), wait_until="commit")
        calculator_works(page)
        if stem != "search-field":
            search_works(page)
            page.keyboard.press("Escape")
        menu_works(page, is_ours=stem != "frame")


@pytest.mark.daily()
def test_a_notice_that_a_file_did_not_come_goes_with_its_cause(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built
) -> None:
    watch.allow("503|Failed to fetch")
    page = new_page()
    missing = page.get_by_text(words("scripts/page", "en")["missing"])
    page.goto(page_url(CALCULATOR, "en"))
    with server.blocked(asset(built, "calculator-tools")):
        button("copy-link")(page)
        expect(missing).to_be_visible()
    button("copy-link")(page)
    expect(page.locator("[data-share-link]")).to_be_attached()
    expect(missing).to_be_hidden()


def test_without_any_script_the_menu_opens_and_no_search_is_offered(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(page_url(GUIDE, "zh"))
    expect(page.locator(".md-search__input")).to_be_hidden()
    menu_works(page, is_ours=False)


# ---- what hosts and proxies do --------------------------------------------------------------------------------------


def test_without_the_pages_own_script_a_calculator_works(new_page: NewPage, server: SiteServer, built: Built) -> None:
    name = "en/calculators/utilisation/index.html"
    text = built[name].decode()
    dropped = re.sub(r'<script [^>]*src="[^"]*assets/site\.[^>]*></script>', "", text)
    assert dropped != text
    page = new_page()
    with server.replaced(name, dropped.encode()):
        page.goto("en/calculators/utilisation/")
        calculator_works(page)
        # Its words are gone with it; what they would name still opens.
        menu_works(page)


@pytest.mark.daily("en/")
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


@pytest.mark.daily("root-embed/utilisation")
@pytest.mark.parametrize("bare", ["embed/utilisation", "en/embed/utilisation", "en/embed/s/late-now-today"])
def test_so_is_a_page_within_another_with_its_colours_and_its_section(
    new_page: NewPage, watch: Watch, anywhere: SiteServer, built: Built, bare: str
) -> None:
    watch.allow("404|failed:|MIME type")
    page = new_page(at=anywhere)
    with anywhere.replaced(bare, built[f"{bare}/index.html"]), anywhere.retyped(bare, "text/html; charset=utf-8"):
        page.goto(f"{bare}?scheme=dark#here")
        expect(page).to_have_url(f"{anywhere.url}{bare}/?scheme=dark#here")
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
        if "/s/" not in bare:
            wait_for(page, "ready")


@pytest.mark.daily("en/s/late-now")
@pytest.mark.parametrize("bare", ["s/late-now", "en/s/late-now", "en/embed/s/utilisation-calculator"])
def test_a_short_address_without_its_last_slash_leads_where_it_should(
    new_page: NewPage, watch: Watch, anywhere: SiteServer, built: Built, bare: str
) -> None:
    # Its icon is asked for before its script has run.
    watch.allow("404|failed:")
    page = new_page(at=anywhere)
    goal = {"late-now": "guides/late-now/#late-now", "utilisation-calculator": "embed/utilisation/"}[
        bare.rpartition("/")[2]
    ]
    with anywhere.replaced(bare, built[f"{bare}/index.html"]), anywhere.retyped(bare, "text/html; charset=utf-8"):
        page.goto(bare, wait_until="commit")
        expect(page).to_have_url(f"{anywhere.url}{'en/' if bare.startswith('en/') else ''}{goal}")
        page.wait_for_load_state("networkidle")


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


def test_the_search_is_offered_once_something_answers_it(new_page: NewPage, server: SiteServer, built: Built) -> None:
    page = new_page()
    with server.held(asset(built, "search-field")) as gate:
        page.goto("en/", wait_until="commit")
        expect(page.locator("html.framed")).to_be_attached()
        expect(page.locator(".md-search__input")).to_be_hidden()
        gate.open()
        search_works(page)
