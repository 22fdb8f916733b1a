"""The frame around every text: colours, menu, and where the reader is."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch, two_frames, until

from build_scripts.reading.places import LANGUAGES, page_url

GUIDE = "guides/limit-factors"
SCHEME = "document.body.dataset.mdColorScheme"
TOGGLE = "[data-md-component=palette] label:visible"
FIELD = ".md-search__input"
FOCUSED = "document.activeElement.className"


# ---- where the reader is --------------------------------------------------------------------------------------------


@pytest.mark.daily("zh")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_contents_and_header_say_where_the_reader_is(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(page_url(GUIDE, lang))
    here = page.locator(".md-sidebar--secondary [aria-current=location]")
    title = page.locator(".md-header__title")
    expect(here).to_have_count(0)
    expect(title).not_to_have_class("md-header__title md-header__title--active")
    page.locator("#limit-factors-behaviour").evaluate("heading => scrollTo(0, heading.offsetTop - 40)")
    expect(here).to_have_attribute("href", "#limit-factors-behaviour")
    expect(here).to_have_class("md-nav__link md-nav__link--active")
    assert page.locator(".md-nav__link--passed").evaluate_all("all => all.map((each) => each.hash)") == [
        "#limit-factors-known",
        "#limit-factors-credit-record",
    ]
    expect(title).to_have_class("md-header__title md-header__title--active")
    page.evaluate("scrollTo(0, 0)")
    expect(here).to_have_count(0)
    expect(title).to_have_class("md-header__title")


def test_a_page_opened_at_a_section_marks_it_at_once(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{page_url(GUIDE, 'en')}#limit-factors-sesame")
    expect(page.locator(".md-sidebar--secondary [aria-current=location]")).to_have_attribute(
        "href", "#limit-factors-sesame"
    )


def test_long_contents_in_a_low_window_follow_the_reader(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 260})
    page.goto(page_url("guides/risk-and-compliance", "en"))
    inside = """() => {
      const box = document.querySelector('.md-sidebar--secondary .md-sidebar__scrollwrap').getBoundingClientRect();
      const link = document.querySelector('.md-sidebar--secondary [aria-current]')?.getBoundingClientRect();
      return Boolean(link) && link.top >= box.top && link.bottom <= box.bottom && box.bottom <= innerHeight; }"""
    last = page.locator(".md-sidebar--secondary a").last
    assert not last.evaluate("link => link.getBoundingClientRect().bottom < innerHeight")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    until(page, lambda: page.evaluate(inside), "the marked link in sight")
    expect(last).to_have_attribute("aria-current", "location")


@pytest.mark.daily()
def test_the_way_to_the_top_is_offered_on_the_way_up_alone_and_is_no_stop_for_the_keyboard_before(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    up = page.locator(".md-top")
    expect(up).to_be_hidden()
    page.evaluate("scrollTo(0, 3000)")
    two_frames(page)
    expect(up).to_be_hidden()
    page.evaluate("scrollTo(0, 2800)")
    expect(up).to_be_visible()
    up.click()
    until(page, lambda: page.evaluate("scrollY === 0"), "the top")
    expect(up).to_be_hidden()
    # The keyboard goes on from the top; a finger wants nothing over the header.
    assert page.evaluate(FOCUSED) != "md-skip"
    page.evaluate("scrollTo(0, 3000)")
    two_frames(page)
    page.evaluate("scrollTo(0, 2800)")
    expect(up).to_be_visible()
    up.focus()
    page.keyboard.press("Enter")
    until(page, lambda: page.evaluate("scrollY === 0"), "the top")
    assert page.evaluate(FOCUSED) == "md-skip"


@pytest.mark.daily("en")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_at_the_end_of_a_tall_window_the_section_a_link_led_to_is_marked_or_the_last(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.goto(page_url("about", lang))
    links = page.locator(".md-sidebar--secondary a.md-nav__link")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(links.last).to_have_attribute("aria-current", "location")
    for at in (-2, -1):
        links.nth(links.count() + at).click()
        expect(links.nth(links.count() + at)).to_have_attribute("aria-current", "location")


@pytest.mark.daily("guides/limit-factors")
@pytest.mark.parametrize("name", ["about", GUIDE, "ledger"])
def test_the_columns_have_no_scroll_bar_where_all_fits(page: Page, name: str) -> None:
    page.goto(page_url(name, "en"))
    over = page.locator(".md-sidebar__scrollwrap").evaluate_all(
        "all => all.map((each) => each.scrollHeight - each.clientHeight)"
    )
    assert over == [0, 0]


@pytest.mark.daily("390")
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_in_the_header_moves_when_the_script_comes(new_page: NewPage, width: int) -> None:
    places = """() => [...document.querySelectorAll('.md-header__inner > *, .md-header__title .md-ellipsis')].map((each) => {
      const {x, width} = each.getBoundingClientRect();
      return [each.className.split(' ')[0], Math.round(x), Math.round(width)]; })"""  # noqa: E501
    page = new_page(viewport={"width": width, "height": 800})
    page.route("**/assets/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(page_url(GUIDE, "zh"))
    before = page.evaluate(places)
    assert page.evaluate("document.documentElement.className") == "no-js"
    page.unroute("**/assets/*.js")
    page.goto(page_url(GUIDE, "zh"))
    page.wait_for_load_state("networkidle")
    assert page.evaluate(places) == before


@pytest.mark.daily("en-200%")
@pytest.mark.parametrize(("lang", "size"), [("zh", "150%"), ("en", "200%")])
def test_with_enlarged_letters_the_header_keeps_within_a_narrow_screen(page: Page, lang: str, size: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(page_url(GUIDE, lang))
    # The theme's own size of the root is 125 %.
    page.evaluate("size => { document.documentElement.style.fontSize = `calc(1.25 * ${size})` }", size)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for each in page.locator(".md-header__inner > :not(.md-search)").all():
        box = each.bounding_box()
        assert not box or (box["x"] >= 0 and box["x"] + box["width"] <= 360)
    page.locator("[data-opens=search]").click()
    expect(page.locator(FIELD)).to_be_focused()
    until(page, lambda: page.evaluate("document.querySelector('.md-search__inner').offsetWidth") == 360, "the search")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


# ---- colours --------------------------------------------------------------------------------------------------------


@pytest.mark.daily("dark")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_the_reader_chooses_and_then_stay(
    new_page: NewPage, watch: Watch, scheme: str
) -> None:
    watch.allow(r"/assets/(site|frame|search-field)\.")
    page = new_page(color_scheme=scheme)
    page.goto(page_url("about", "en"))
    page.wait_for_load_state("networkidle")
    names = {"light": "default", "dark": "slate"}
    assert page.evaluate(SCHEME) == names[scheme]
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    until(
        page, lambda: page.evaluate(SCHEME) == names["dark" if scheme == "light" else "light"], "the system's colours"
    )
    for wanted in ("default", "slate"):
        page.locator(TOGGLE).click()
        assert page.evaluate(SCHEME) == wanted
        for system in ("light", "dark"):
            page.emulate_media(color_scheme=system)
            assert page.evaluate(SCHEME) == wanted
    # Chosen on one page, set on the next before any script of its own has come.
    page.emulate_media(color_scheme="light")
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(page_url("glossary", "zh"))
    assert page.evaluate(SCHEME) == "slate"


def test_colours_go_round_by_the_keyboard(page: Page) -> None:
    page.goto(page_url("about", "en"))
    page.locator("[name=__palette]").first.focus()
    names = []
    for _ in range(3):
        page.keyboard.press("Enter")
        names.append(page.evaluate("document.activeElement.ariaLabel"))
    assert names == [
        "Light colours; switch to dark",
        "Dark colours; switch to the system's",
        "Colours follow the system; switch to light",
    ]


@pytest.mark.daily("slate")
@pytest.mark.parametrize(("kept", "scheme"), [
    # As the theme's own script kept it, which this site had until 2026-11-28.
    (json.dumps({"index": 2, "color": {"media": "(prefers-color-scheme: dark)", "scheme": "slate",
        "primary": "custom", "accent": "custom"}}), "slate"),
    (json.dumps({"index": 7}), "default"), ("7", "default"), ("null", "default"), ("{", "default"),
])  # fmt: skip
def test_what_was_kept_before_still_holds_and_what_makes_no_sense_does_no_harm(
    page: Page, kept: str, scheme: str
) -> None:
    page.add_init_script(f"localStorage.setItem('/.__palette', {json.dumps(kept)})")
    page.goto(page_url("about", "en"))
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SCHEME) == scheme
    expect(page.locator(TOGGLE)).to_have_count(1)


# ---- menu -----------------------------------------------------------------------------------------------------------


def test_a_link_in_the_menu_to_this_very_page_closes_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator("#__drawer")).to_be_checked()
    page.locator(".md-sidebar--primary .md-nav__link[for=__toc]").first.click()
    page.locator(".md-sidebar--primary a[href='#limit-factors-sesame']").click()
    expect(page.locator("#__drawer")).not_to_be_checked()
    assert page.evaluate("location.hash") == "#limit-factors-sesame"


def test_every_level_of_the_menu_folds_by_keyboard_and_says_whether_it_is_open(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    page.locator("[data-opens=drawer]").focus()
    page.keyboard.press("Enter")
    contents = page.get_by_role("button", name="What drives a limit")
    expect(contents).to_have_attribute("aria-expanded", "false")
    contents.focus()
    page.keyboard.press("Enter")
    link = page.locator(".md-sidebar--primary a[href='#limit-factors-sesame']")
    expect(link).to_be_visible()
    # What was pressed is hidden by what it opened; the keyboard is where it leads back, and then where it was.
    assert page.evaluate("[document.activeElement.getAttribute('for'), document.activeElement.className]") == [
        "__toc",
        "md-nav__title",
    ]
    page.keyboard.press(" ")
    expect(link).to_be_hidden()
    expect(contents).to_be_focused()
    expect(contents).to_have_attribute("aria-expanded", "false")
    # Of two levels side by side, as at the top, each says whether it is open.
    page.locator(".md-sidebar--primary .md-nav__title[for=__nav_2]").focus()
    page.keyboard.press("Enter")
    guides = page.get_by_role("button", name="Guides", exact=True)
    expect(guides).to_be_focused()
    expect(guides).to_have_attribute("aria-expanded", "false")
    assert page.locator("nav[aria-expanded]").count() == 0
    # In a wide window nothing folds, and a label is a label.
    page.set_viewport_size({"width": 1280, "height": 700})
    expect(page.locator(".md-sidebar--primary [role=button]")).to_have_count(0)
