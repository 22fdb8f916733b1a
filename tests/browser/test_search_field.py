"""The search field in the header: worked by keyboard, said aloud, on a telephone, while its index is on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from watched_page import NewPage, until

from build_scripts.reading.places import page_url

FIELD = ".md-search__input"
GUIDE = "guides/limit-factors"
FOCUSED = "document.activeElement.className"


def search_for(page: Page, query: str, lang: str = "en") -> None:
    """Types it into the field of the page about the site."""
    page.goto(page_url("about", lang))
    page.click(FIELD)
    page.keyboard.insert_text(query)


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


def test_on_a_telephone_the_page_below_what_was_found_stays_where_it_is(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(page_url(GUIDE, "en"))
    overflow = "getComputedStyle(document.documentElement).overflowY"
    assert page.evaluate(overflow) != "hidden"
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    assert page.evaluate(overflow) == "hidden"
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate(overflow) != "hidden"


@pytest.mark.daily()
def test_arrows_reach_every_page_found_and_pass_what_is_folded(page: Page) -> None:
    search_for(page, "late")
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
    search_for(page, "cash-out")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    links = [node for node in nodes if not node.get("ignored") and node["role"]["value"] == "link"]
    assert len(links) > 10
    assert all(node["name"]["value"] for node in links)
    assert any("Scams, cash-out and lent accounts" in node["name"]["value"] for node in links)
    assert page.locator("h1").count() == 1


def test_enter_waits_for_the_answer_to_what_stands_in_the_field(page: Page) -> None:
    search_for(page, "glossary")
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
    search_for(page, "逾期", "zh")
    expect(page.locator("a.md-search-result__link").first).to_be_visible()
    assert page.locator(FIELD).evaluate(PRESS_ENTER, 229) == []
    assert page.locator(FIELD).evaluate(PRESS_ENTER, 13) == ["link"], "the Enter after it opens the first result"


@pytest.mark.daily()
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
    search_for(page, "late")
    told = page.locator(".md-search-result__meta")
    expect(told).to_have_text("Searching…")
    until(page, lambda: held, "the index asked for")
    held[0].continue_()
    expect(told).to_contain_text("Found on")


@pytest.mark.daily("en-late")
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
    search_for(page, "cash-out")
    first = page.locator("a.md-search-result__link").first
    expect(first).to_be_visible()
    wanted = first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


@pytest.mark.daily("en")
@pytest.mark.parametrize(("lang", "query"), [("zh", "宽限期"), ("en", "grace period")])
def test_a_pages_best_section_stands_first_below_the_pages_title_and_enter_opens_it(
    page: Page, lang: str, query: str
) -> None:
    search_for(page, query, lang)
    items = page.locator(".md-search-result__item:has(.cl-found-on)")
    expect(items.first).to_be_visible()
    for item in items.all():
        first = item.locator("a").first
        assert "#" in (first.get_attribute("href") or "")
        # The page's title, then the section's own; the page from its beginning is folded, where anything else is.
        kinds = first.locator("p[class^=cl-found]").evaluate_all("all => all.map(each => each.className)")
        assert kinds == ["cl-found-on", "cl-found-section"]
        folded = item.locator("details a").first
        if folded.count():
            assert "#" not in (folded.get_attribute("href") or "")
            assert folded.text_content() == first.locator(".cl-found-on").text_content()
    wanted = page.locator(".md-search-result__item a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


@pytest.mark.daily()
def test_closed_search_keeps_what_was_typed_and_is_no_stop_for_the_keyboard(page: Page) -> None:
    search_for(page, "late")
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


@pytest.mark.daily("qqqqxxxx")
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
    search_for(page, query, lang)
    told = page.get_by_role("status").filter(has_text=said.split("{}")[0].strip())
    expect(told).to_be_visible()
    count = page.locator(".md-search-result__item").count()
    expect(told).to_have_text(said.format(count))


@pytest.mark.daily()
def test_a_result_on_this_page_closes_the_search_and_shows_the_section(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(page_url(GUIDE, "en"))
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text("Sesame score")
    page.locator(f"a.md-search-result__link[href*='{GUIDE}/#']:visible").first.click()
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate("scrollY") > 300
