"""Whatever shows a page, nothing of it is lost: magnified, in the system's own colours, translated, on paper."""

from __future__ import annotations

import pytest
from calculator_page import wait_for
from chromium import TEST_ARGUMENTS, chromium
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as NotInTime
from watched_page import NewPage, Watch, new_context

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import PAGES, page_url
from calculators.register import CALCULATORS

# One of each kind: where to begin, a guide with tables, one with pictures, entries, a form.
SAMPLE = ("index", "guides/caps-and-rates", "guides/credit-report", "glossary", "calculators/utilisation")
# What is wider than the window, and text that is cut off or lies outside and cannot be scrolled to.
LOST = """() => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > width + 1) found.push(`${document.documentElement.scrollWidth} > ${width}`);
  const scrolls = (each) => each && (getComputedStyle(each).overflowX !== 'visible' || scrolls(each.parentElement));
  for (const each of document.querySelectorAll('main *')) {
    if (!each.checkVisibility({visibilityProperty: true}) || each.closest('svg, .cl-out-of-sight, thead')) continue;
    const box = each.getBoundingClientRect();
    if (box.width > 1 && (box.right > width + 1 || box.left < -1) && !scrolls(each.parentElement)) found.push(each.outerHTML.slice(0, 120));
  }
  return found.slice(0, 4);
}"""  # noqa: E501
# What a browser that translates does: each text is taken into elements of its own, twice.
TRANSLATE = """() => {
  document.documentElement.lang = 'fr';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest('script, svg')) texts.push(walker.currentNode);
  for (const text of texts) {
    const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name));
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
}"""  # noqa: E501
# Of buttons, fields and boxes, those that no line sets off from the page: colours of the ground are gone there.
# A word that explains itself is underlined as a link is.
WITHOUT_EDGE = """() => [...document.querySelectorAll('main :is(button:not(.cl-term), input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea, .md-button)')]
  .filter((each) => each.checkVisibility({visibilityProperty: true}) && each.offsetWidth > 1)
  .filter((each) => { const {borderTopWidth, borderBottomWidth} = getComputedStyle(each, each.type === 'file' ? '::file-selector-button' : null); return !parseFloat(borderTopWidth) && !parseFloat(borderBottomWidth); })
  .map((each) => each.outerHTML.slice(0, 120))"""  # noqa: E501


def opened(page: Page, name: str, lang: str) -> Page:
    page.goto(page_url(name, lang))
    if "calculators/" in name and name != "calculators/method":
        wait_for(page, "ready")
    if name == "desk":
        expect(page.locator("[data-desk][data-state=ready]")).to_be_attached()
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    return page


def names(is_full: bool) -> list[tuple[str, str]]:
    """Pages with a language each, in turn; all of both in the full run."""
    if is_full:
        return [(name, lang) for name in PAGES for lang in ("zh", "en")]
    return [(name, ("zh", "en")[at % 2]) for at, name in enumerate(SAMPLE)]


@pytest.mark.daily()
def test_at_four_times_the_size_and_with_letters_twice_as_large_nothing_leaves_the_window(
    new_page: NewPage, is_full: bool
) -> None:
    page = new_page(viewport={"width": 320, "height": 256})
    for name, lang in names(is_full):
        page.set_viewport_size({"width": 320, "height": 256})
        opened(page, name, lang)
        assert page.evaluate(LOST) == [], f"{name} at 320"
        page.set_viewport_size({"width": 1280, "height": 1024})
        page.evaluate("document.documentElement.style.fontSize = '250%'")
        assert page.evaluate(LOST) == [], f"{name} with letters twice as large"


@pytest.mark.daily()
def test_on_a_telephone_with_letters_twice_as_large_no_page_is_wider_than_the_screen(
    browser: Browser, server: SiteServer, watch: Watch, is_full: bool
) -> None:
    """As a reader sets it, in the browser's own settings: media queries measure by it too."""
    arguments = [*TEST_ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    enlarged = browser.browser_type.launch(executable_path=chromium(), args=arguments)
    page = new_context(enlarged, server, watch, viewport={"width": 360, "height": 740}).new_page()
    longest = [("course/changes", "zh"), *((f"calculators/{name}", "en") for name in CALCULATORS)]
    wide = []
    # Questions in a frame are pages of their own.
    addresses = [page_url(name, lang) for name, lang in [*names(is_full), *longest]]
    for address in [*addresses, "en/embed/s/course-readers-quiz/"]:
        page.goto(address)
        try:
            # On a busy machine a page is measured while its scripts still build a part of it.
            page.wait_for_function("document.documentElement.scrollWidth <= 360", timeout=3000)
        except NotInTime:
            wide.append(f"{address}: {page.evaluate('document.documentElement.scrollWidth')}")
    enlarged.close()
    assert not wide


@pytest.mark.daily("dark")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_systems_own_colours_whatever_can_be_pressed_or_filled_in_has_an_edge(
    new_page: NewPage, is_full: bool, scheme: str
) -> None:
    page = new_page(forced_colors="active", color_scheme=scheme)
    for name, lang in names(is_full)[{"light": 0, "dark": 1}[scheme] :: 2]:
        opened(page, name, lang)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(WITHOUT_EDGE) == [], name


@pytest.mark.daily()
def test_where_the_browser_translates_a_page_scripts_and_calculators_go_on(new_page: NewPage) -> None:
    page = opened(new_page(), "calculators/utilisation", "en")
    page.evaluate(TRANSLATE)
    page.locator("[name=line-used]").first.fill("5000")
    figure = page.locator("[data-result] data[data-name='line-ratio[0]']").first
    expect(figure).to_have_attribute("value", "0.5")
    page.evaluate(TRANSLATE)
    page.locator("[name=line-used]").first.fill("ten")
    expect(page.locator("[data-error=line-used]").first).not_to_be_empty()
    page.locator("[name=line-used]").first.fill("2500")
    expect(figure).to_have_attribute("value", "0.25")
    opened(page, "guides/limit-cut", "en")
    page.evaluate(TRANSLATE)
    page.locator("[data-both]").click()
    expect(page.locator("article > p.cl-own + p.cl-twin").first).to_have_attribute("lang", "zh-Hans")
    page.locator(".md-search__input").fill("limit")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.daily()
@pytest.mark.parametrize("name", CALCULATORS)
def test_each_calculator_answers_and_empties_its_form_where_the_browser_translates(
    new_page: NewPage, name: str
) -> None:
    page = opened(new_page(), f"calculators/{name}", "en")
    page.evaluate(TRANSLATE)
    result = page.locator("[data-result]")
    before = result.inner_text()
    field = page.locator("[data-fields] :is(select, input[type=text], textarea)").locator("visible=true").first
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(field.evaluate("each => [...each.options].find((one) => !one.selected && one.value).value"))
    else:
        field.fill("7")
    expect(result).not_to_have_text(before, use_inner_text=True)
    wait_for(page, "ready")
    page.evaluate(TRANSLATE)
    page.locator("[data-fields] [data-action=clear]").click()
    expect(page.locator("[data-fields] [data-example]").first).to_be_hidden()
    wait_for(page, "ready")
    expect(page.locator("[data-alert]")).to_be_empty()


@pytest.mark.daily()
@pytest.mark.parametrize(("name", "query"), [("index", "late"), ("glossary", "limit"), ("ledger", "60%")])
def test_search_and_the_other_language_are_there_where_the_browser_translates(
    new_page: NewPage, name: str, query: str
) -> None:
    page = opened(new_page(), name, "en")
    page.evaluate(TRANSLATE)
    page.locator(".md-search__input").fill(query)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.evaluate(TRANSLATE)
    page.locator(".md-search__input").fill(f"{query} x")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[data-md-component=header] a[hreflang]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_a_guide_on_paper_is_a_handout_with_its_sources_and_its_address(new_page: NewPage) -> None:
    page = opened(new_page(viewport={"width": 700, "height": 900}), "guides/caps-and-rates", "en")
    page.emulate_media(media="print")
    address = page.locator("link[rel=canonical]").get_attribute("href") or "?"
    expect(page.locator(".cl-print-address")).to_contain_text(address)
    expect(page.locator(".footnote > ol > li").last).to_be_visible()
    expect(page.locator(".cl-evidence dd").first).to_be_visible()
    seen = page.locator("body :is(header, nav, button:not(.cl-term), input, form, dialog, [role=search])").evaluate_all(
        "all => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0)"
        ".map((one) => one.outerHTML.slice(0, 100))"
    )
    assert seen == []
    assert page.evaluate(LOST) == []


def test_whoever_prints_while_reading_past_the_one_sheet_gets_the_whole_guide(new_page: NewPage) -> None:
    page = opened(new_page(), "guides/late-now", "zh")
    past = page.locator("#late-now-payment-order")
    prints = "() => dispatchEvent(new Event('beforeprint'))"
    page.evaluate(prints)
    page.emulate_media(media="print")
    expect(past).to_be_hidden()
    page.emulate_media(media="screen")
    past.evaluate("one => one.scrollIntoView()")
    page.evaluate(prints)
    page.emulate_media(media="print")
    expect(past).to_be_visible()
    expect(page.locator(".cl-evidence").first).to_be_visible()


@pytest.mark.daily()
def test_who_asked_for_less_motion_gets_none(new_page: NewPage) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter((each) => ['', '::before', '::after'].some((part) => {
      const style = getComputedStyle(each, part);
      const lasts = (all) => all.split(',').some((one) => parseFloat(one) > 0.001);
      const isAnimated = style.animationName !== 'none' && lasts(style.animationDuration);
      return isAnimated || lasts(style.transitionDuration) || style.scrollBehavior === 'smooth';
    })).map((each) => each.className).slice(0, 5)"""
    sheet = """() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('h1 { transition: color 1s; animation: turn 1s; } @keyframes turn { to { opacity: 0.5; } }');
      document.adoptedStyleSheets = [sheet];
    }"""
    for asked, is_still in (("reduce", True), ("no-preference", False)):
        page = opened(new_page(reduced_motion=asked), "calculators/utilisation", "en")
        page.evaluate(sheet)  # whatever will move one day is stilled as well
        assert (page.evaluate(moving) == []) is is_still
