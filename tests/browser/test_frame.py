"""The frame around every text: colours, menu, search by keyboard, and where the reader is."""

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


@pytest.mark.parametrize("name", ["about", GUIDE, "ledger"])
def test_the_columns_have_no_scroll_bar_where_all_fits(page: Page, name: str) -> None:
    page.goto(page_url(name, "en"))
    over = page.locator(".md-sidebar__scrollwrap").evaluate_all(
        "all => all.map((each) => each.scrollHeight - each.clientHeight)"
    )
    assert over == [0, 0]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_in_the_header_moves_when_the_script_comes(new_page: NewPage, width: int) -> None:
    places = """() => [...document.querySelectorAll('.md-header__inner > *, .md-header__title .md-ellipsis')].map((each) => {
      const {x, width} = each.getBoundingClientRect();
      return [each.className.split(' ')[0], Math.round(x), Math.round(width)]; })"""  # noqa: E501
    page = new_page(viewport={"width": width, "height": 800})
    page.route("**/assets/site.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(page_url(GUIDE, "zh"))
    before = page.evaluate(places)
    assert page.evaluate("document.documentElement.className") == "no-js"
    page.unroute("**/assets/site.*.js")
    page.goto(page_url(GUIDE, "zh"))
    page.wait_for_load_state("networkidle")
    assert page.evaluate(places) == before


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_the_reader_chooses_and_then_stay(
    new_page: NewPage, watch: Watch, scheme: str
) -> None:
    watch.allow(r"/assets/site\.")
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


@pytest.mark.daily("slate", "null")
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


# ---- search ---------------------------------------------------------------------------------------------------------


def test_search_is_worked_by_keyboard_alone(page: Page) -> None:
    page.goto(page_url(GUIDE, "en"))
    for single in "s/fnp":
        page.keyboard.press(single)
    assert page.url.endswith(page_url(GUIDE, "en"))
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("Control+k")
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text("utilisation")
    links = page.locator(".md-search-result__list :is(a, summary):visible")
    expect(links.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    more = page.locator(".md-search-result__more summary").first
    folded = more.locator("xpath=..").locator("a").first
    more.focus()
    assert more.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(folded).to_be_focused()
    wanted = folded.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


def test_arrows_reach_every_page_found_and_pass_what_is_folded(page: Page) -> None:
    page.goto(page_url("about", "en"))
    page.click(FIELD)
    page.keyboard.insert_text("late")
    items = page.locator(".md-search-result__item")
    expect(items.nth(5)).to_be_attached()
    reached = set()
    for _ in range(3 * items.count()):
        page.keyboard.press("ArrowDown")
        reached.add(
            page.evaluate(
                "[...document.querySelectorAll('.md-search-result__item')].indexOf(document.activeElement.closest('.md-search-result__item'))"
            )
        )
    assert reached == set(range(items.count()))


def test_what_is_found_has_names_that_a_screen_reader_says(page: Page) -> None:
    page.goto(page_url("about", "en"))
    page.click(FIELD)
    page.keyboard.insert_text("cash-out")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    links = [node for node in nodes if not node.get("ignored") and node["role"]["value"] == "link"]
    assert len(links) > 10
    assert all(node["name"]["value"] for node in links)
    assert any("Scams, cash-out and lent accounts" in node["name"]["value"] for node in links)
    assert page.locator("h1").count() == 1


def test_enter_waits_for_the_answer_to_what_stands_in_the_field(page: Page) -> None:
    page.goto(page_url("about", "en"))
    page.click(FIELD)
    page.keyboard.insert_text("glossary")
    expect(page.locator("a.md-search-result__link").first).to_be_visible()
    # Both in one turn of the page: the answer cannot have come yet.
    page.locator(FIELD).evaluate("""field => {
      field.value = 'huabei scam';
      field.dispatchEvent(new InputEvent('input', {bubbles: true}));
      field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true}));
    }""")
    page.wait_for_url("**/en/guides/staying-safe/**")


# What an Enter of that code follows, told before the page is left: links are followed while the key is handled.
PRESS_ENTER = """(field, keyCode) => {
  const followed = [];
  const note = (event) => { if (event.target.closest('a')) { event.preventDefault(); followed.push('link'); } };
  document.addEventListener('click', note);
  field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode, bubbles: true, cancelable: true}));
  document.removeEventListener('click', note);
  return followed;
}"""


def test_the_enter_that_ends_a_composition_in_webkit_opens_nothing(page: Page) -> None:
    page.goto(page_url("about", "zh"))
    page.click(FIELD)
    page.keyboard.insert_text("逾期")
    expect(page.locator("a.md-search-result__link").first).to_be_visible()
    assert page.locator(FIELD).evaluate(PRESS_ENTER, 229) == []
    assert page.locator(FIELD).evaluate(PRESS_ENTER, 13) == ["link"], "the Enter after it opens the first result"


def test_escape_gives_the_keyboard_back_where_it_was(page: Page) -> None:
    page.goto(page_url("calculators/utilisation", "en"))
    field = page.locator("[name=line-used]").first
    field.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.set_viewport_size({"width": 390, "height": 700})
    page.locator("[data-opens=search]").click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-opens=search]")).to_be_focused()


def test_while_the_index_is_on_its_way_the_field_says_so(page: Page) -> None:
    held = []
    page.route("**/search/sections.json", lambda route: held.append(route))
    page.goto(page_url("about", "en"))
    page.click(FIELD)
    page.keyboard.insert_text("late")
    told = page.locator(".md-search-result__meta")
    expect(told).to_have_text("Searching…")
    until(page, lambda: held, "the index asked for")
    held[0].continue_()
    expect(told).to_contain_text("Found on")


@pytest.mark.parametrize(("lang", "query"), [("zh", "逾期"), ("en", "late")])
def test_on_a_telephone_an_open_search_is_as_wide_as_the_screen(new_page: NewPage, lang: str, query: str) -> None:
    page = new_page(viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True)
    page.goto(page_url(GUIDE, lang))
    page.locator("[data-opens=search]").tap()
    page.keyboard.insert_text(query)
    expect(page.locator("a.md-search-result__link").first).to_be_visible()
    widths = "[innerWidth, document.querySelector('.md-search__inner').getBoundingClientRect().width]"
    until(page, lambda: page.evaluate(widths) == [390, 390], "the search's width, once it has opened")


def test_on_a_narrow_page_the_closed_field_is_no_stop_for_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    for _ in range(9):
        page.keyboard.press("Tab")
        assert "md-search__input" not in page.evaluate(FOCUSED)
    expect(page.locator("#__search")).not_to_be_checked()


def test_enter_leads_to_the_first_result(page: Page) -> None:
    page.goto(page_url("about", "en"))
    page.click(FIELD)
    page.keyboard.type("cash-out")
    first = page.locator("a.md-search-result__link").first
    expect(first).to_be_visible()
    wanted = first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


def test_closed_search_keeps_what_was_typed_and_is_no_stop_for_the_keyboard(page: Page) -> None:
    page.goto(page_url("about", "en"))
    page.click(FIELD)
    page.keyboard.type("late")
    expect(page.locator("a.md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.locator("a.md-search-result__link").first).to_be_hidden()
    assert page.locator(FIELD).input_value() == "late"
    for _ in range(8):
        page.keyboard.press("Tab")
        assert "md-search" not in page.evaluate(FOCUSED)
    page.click(FIELD)
    expect(page.locator("a.md-search-result__link").first).to_be_visible()
    # Left by the keyboard it closes too.
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#__search")).not_to_be_checked()
    page.click(FIELD)
    page.locator(".md-search button[type=reset]").click()
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type what you are looking for")
    expect(page.locator("a.md-search-result__link")).to_have_count(0)


@pytest.mark.daily("zh-qqqq", "en-self")
@pytest.mark.parametrize(
    ("lang", "query", "said"),
    [
        ("zh", "自查分", "有 {} 页提到"),
        ("en", "self-check", "Found on {} pages"),
        ("zh", "qqqqxxxx", "没有找到。换个词试试，或者从这里看起："),
        ("en", "qqqqxxxx", "Nothing found. Try another word, or start here:"),
    ],
)
def test_how_many_pages_were_found_is_told(page: Page, lang: str, query: str, said: str) -> None:
    page.goto(page_url("about", lang))
    page.click(FIELD)
    page.keyboard.insert_text(query)
    told = page.get_by_role("status").filter(has_text=said.split("{}")[0].strip())
    expect(told).to_be_visible()
    count = page.locator(".md-search-result__item").count()
    expect(told).to_have_text(said.format(count))


def test_a_result_on_this_page_closes_the_search_and_shows_the_section(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text("Sesame score")
    page.locator(f"a.md-search-result__link[href*='{GUIDE}/#']:visible").first.click()
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate("scrollY") > 300


# ---- menu -----------------------------------------------------------------------------------------------------------


def test_a_link_in_the_menu_to_this_very_page_closes_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator("#__drawer")).to_be_checked()
    page.locator("label[for=__toc]").first.click()
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
    assert page.evaluate("[document.activeElement.htmlFor, document.activeElement.className]") == [
        "__toc",
        "md-nav__title",
    ]
    page.keyboard.press(" ")
    expect(link).to_be_hidden()
    expect(contents).to_be_focused()
    expect(contents).to_have_attribute("aria-expanded", "false")
    # Of two levels side by side, as at the top, each says whether it is open.
    page.locator(".md-sidebar--primary label.md-nav__title[for=__nav_2]").focus()
    page.keyboard.press("Enter")
    guides = page.get_by_role("button", name="Guides", exact=True)
    expect(guides).to_be_focused()
    expect(guides).to_have_attribute("aria-expanded", "false")
    assert page.locator("nav[aria-expanded]").count() == 0
    # In a wide window nothing folds, and a label is a label.
    page.set_viewport_size({"width": 1280, "height": 700})
    expect(page.locator(".md-sidebar--primary [role=button]")).to_have_count(0)
