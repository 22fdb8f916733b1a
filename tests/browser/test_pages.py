"""Every page as a reader meets it: it opens cleanly, fits, can be used by everyone, and its links hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from accessibility import violations
from calculator_page import settle
from page_looks import SCHEMES, SIZES, too_wide
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import CALCULATOR_PAGES, GUIDES, HTML_LANG, LANGUAGES, PAGES, page_url


class _Html(HTMLParser):
    """The ids and link targets of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        # A page that is shown within another names the one that its links are right from.
        self.base = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "base":
            self.base = str(given["href"])
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("href", "src"):
            if tag != "base" and given.get(name) is not None:
                self.links.append(str(given[name]))


# Pages of one kind share their template and their sheets.
OF_EACH_KIND = (
    "index",
    "guides/late-now",
    "calculators/utilisation",
    "desk",
    "ledger",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The matrix of pages, schemes and sizes; by default a page of each kind once, in one language, at one of them.
    Every twentieth page has its language switched: that a section is on both pages is looked at in the files too."""
    is_full = metafunc.config.getoption("--full")
    if "switched" in metafunc.fixturenames:
        metafunc.parametrize("switched", PAGES if is_full else PAGES[::20])
    if "in_scheme" not in metafunc.fixturenames:
        return
    kinds = [(scheme, size) for scheme in SCHEMES for size in SIZES]
    every = []
    for number, name in enumerate(PAGES):
        for at, lang in enumerate(LANGUAGES):
            is_daily = name in OF_EACH_KIND and at == number % 2
            chosen = kinds if is_full else [kinds[(number + number // 4) % 4]] if is_daily else []
            every += [(name, lang, scheme, size) for scheme, size in chosen]
    metafunc.parametrize(("name", "lang", "in_scheme", "at_size"), every)


def test_a_page_opens_cleanly_fits_and_can_be_used_by_everyone(
    new_page: NewPage, name: str, lang: str, in_scheme: str, at_size: str
) -> None:
    width, height = SIZES[at_size]
    page = new_page(viewport={"width": width, "height": height}, color_scheme=in_scheme)
    response = page.goto(page_url(name, lang))
    assert response and response.status == 200
    settle(page)
    assert too_wide(page) == []
    assert not (found := violations(page)), found


@pytest.mark.daily("small")
@pytest.mark.parametrize("at_size", SIZES)
def test_every_page_opens_cleanly_and_fits(new_page: NewPage, at_size: str) -> None:
    """One after the other in one profile, in the other language at each size."""
    width, height = SIZES[at_size]
    page = new_page(viewport={"width": width, "height": height})
    for number, name in enumerate(PAGES):
        url = page_url(name, LANGUAGES[(number + list(SIZES).index(at_size)) % 2])
        response = page.goto(url)
        assert response and response.status == 200, url
        assert too_wide(page) == [], url


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_its_language_what_it_is_about_and_what_it_may_load(built: dict[str, bytes], lang: str) -> None:
    for name in PAGES:
        text = _text(built, page_url(name, lang))
        assert re.search(rf'<html[^>]* lang="{HTML_LANG[lang]}"', text), name
        assert re.search(r"<title>[^<]*\w", text), name
        assert re.search(r'<meta name="description" content="[^"]{21,}">', text), name
        assert text.count("<h1") == 1, name
        assert text.count('<meta http-equiv="Content-Security-Policy"') == 1, name
        assert len(re.findall(r'<link [^>]*rel="icon"', text)) == 1, name


def test_titles_and_descriptions_are_each_used_once_in_a_language(built: dict[str, bytes]) -> None:
    for lang in LANGUAGES:
        for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="(.*?)"'):
            found = [re.findall(pattern, _text(built, page_url(name, lang)), re.DOTALL) for name in PAGES]
            assert all(len(each) == 1 for each in found)
            assert len({each[0].strip() for each in found}) == len(PAGES), pattern


# ---- addresses ------------------------------------------------------------------------------------------------------


def test_no_browser_brings_half_of_what_was_typed_back_when_a_page_is_loaded_again(built: dict[str, bytes]) -> None:
    """Firefox does, and Chromium on the way back, in every form that does not say `off`:
    rows and filters do not follow."""
    forms = [
        (name, form)
        for name, body in built.items()
        if name.endswith(".html")
        for form in re.findall(r"<form[^>]* data-(?:fields|filters)[^>]*>", body.decode())
    ]
    assert len(forms) >= 2 * len(CALCULATOR_PAGES)
    assert [name for name, form in forms if ' autocomplete="off"' not in form] == []


@pytest.mark.daily()
def test_no_fieldset_is_a_grid_whose_legend_webkit_would_set_across_its_border(page: Page) -> None:
    for name in CALCULATOR_PAGES:
        page.goto(page_url(name, "en"))
        boxes = page.locator("[data-fields] fieldset").evaluate_all(
            "all => all.map((one) => getComputedStyle(one).display)"
        )
        assert set(boxes) <= {"block", "none"}, name


def _text(built: dict[str, bytes], url: str) -> str:
    return built[url + "index.html" if url == "" or url.endswith("/") else url].decode()


def test_every_section_stands_in_the_page_that_its_address_names(built: dict[str, bytes]) -> None:
    pages: dict[str, list[str]] = {}
    entries = json.loads(built["sections.json"])
    assert {entry["page"] for entry in entries} == set(PAGES)
    for entry in entries:
        url, _, anchor = entry["url"].partition("#")
        assert url == page_url(entry["page"], entry["lang"])
        assert anchor == entry["id"]
        if url not in pages:
            pages[url] = _Html(_text(built, url)).ids
        assert pages[url].count(anchor) == 1, entry["url"]


def test_every_link_inside_the_site_leads_somewhere(built: dict[str, bytes]) -> None:
    pages = {
        name: _Html(data.decode())
        for name, data in built.items()
        if name.endswith(".html") and not name.endswith("404.html")
    }
    faults = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            assert not parts.path.startswith("/"), f"{name}: {link} is not relative"
            path = unquote(parts.path)
            here = normpath(f"{name.rpartition('/')[0]}/{page.base}") + "/index.html" if page.base else name
            target = normpath(f"{here.rpartition('/')[0]}/{path}".lstrip("/")) if path else here
            target = "" if target == "." else target
            is_folder = path and (path.endswith(("/", "..")) or path == ".")
            file = f"{target}/index.html".lstrip("/") if is_folder else target
            if file not in built:
                faults.append(f"{name}: {link} leads nowhere")
            elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
                faults.append(f"{name}: {link} names no section")
    assert faults == []


def test_switching_language_keeps_page_and_section_both_ways(
    new_page: NewPage, watch: Watch, built: dict[str, bytes], switched: str
) -> None:
    watch.allow("^failed: .*ERR_ABORTED$")  # the reader leaves before Python has arrived
    page = new_page(viewport={"width": (1280, 390)[PAGES.index(switched) % 2], "height": 844})
    anchor = [entry["id"] for entry in json.loads(built["sections.json"]) if entry["page"] == switched][-1]
    page.goto(f"{page_url(switched, 'zh')}#{anchor}")
    for other in ("en", "zh"):
        page.locator("[data-language]").click()
        page.wait_for_url(f"**/{page_url(switched, other)}#{anchor}")
        assert page.locator("html").get_attribute("lang") == HTML_LANG[other]
        assert page.locator(f"[id='{anchor}']").count() == 1


# The middle of each line that the words and buttons of an element stand on.
MIDDLES = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const boxes = [...range.getClientRects()].filter(({width, height}) => width > 1 && height > 1);
  const middles = boxes.map(({top, bottom}) => (top + bottom) / 2).sort((one, other) => one - other);
  return middles.filter((middle, at) => !at || middle - middles[at - 1] > 10);
}"""


@pytest.mark.daily()
@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_telephone_the_line_below_a_guides_title_takes_two_lines(new_page: NewPage, lang: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    for guide in GUIDES:
        page.goto(page_url(guide, lang))
        line = page.locator(".cl-meta")
        if guide == "guides/late-now":
            # Its second button comes with the script; both stand beside each other.
            both = (line.locator("[data-both]").bounding_box(), line.locator(".cl-print button").bounding_box())
            assert both[0] and both[1] and both[0]["y"] == both[1]["y"]
        assert len(line.evaluate(MIDDLES)) <= 2, (guide, line.inner_text())


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ("guides/late-now", ("article > p:not(.cl-meta)", ".cl-evidence > dd")),
        ("guides", (".cl-index > li",)),
        ("glossary", (".cl-entry p",)),
        ("ledger", (".cl-entry p",)),
        ("changes", (".cl-dated li",)),
    ],
)
def test_no_chinese_line_is_longer_than_an_eye_goes_back_along(
    new_page: NewPage, where: str, kinds: tuple[str, ...]
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(page_url(where, "zh"))
    # In characters of its own size.
    measure = "all => Math.max(...all.map(each => each.clientWidth / parseFloat(getComputedStyle(each).fontSize)))"
    for kind in kinds:
        widest = page.locator(kind).evaluate_all(measure)
        assert 30 <= widest <= 38, (kind, widest)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_shows_all_eight_needs_without_scrolling_on_a_small_telephone(new_page: NewPage, lang: str) -> None:
    page = new_page(viewport={"width": 390, "height": 700})
    page.goto(page_url("index", lang))
    settle(page)
    needs = page.locator("#home-by-need ~ ul:nth-of-type(-n + 2) > li > a")
    assert needs.count() == 8
    for need in needs.all():
        box = need.bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= 700, need.inner_text()
        assert box["height"] >= 24, f"{need.inner_text()}: too small to touch"
    assert page.evaluate("scrollY") == 0


# What has the keyboard: its words, and whether it lies within the window.
AT = """() => { const each = document.activeElement, box = each.getBoundingClientRect();
  return [each.getAttribute('aria-label') || each.textContent.trim(), each.checkVisibility({visibilityProperty: true}) && box.right > 0 && box.left < innerWidth]; }"""  # noqa: E501


@pytest.mark.daily("zh")
@pytest.mark.parametrize(
    ("lang", "menu", "inside", "away"),
    [("zh", "菜单", "信用报告", "计算器"), ("en", "Menu", "Your credit report", "Calculators")],
)
def test_on_a_narrow_page_the_menu_opens_and_closes_by_keyboard_and_is_passed_by_while_closed(
    new_page: NewPage, lang: str, menu: str, inside: str, away: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(page_url("guides/staying-safe", lang))
    settle(page)
    opener = page.get_by_role("button", name=menu, exact=True)
    opener.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        words, _seen = page.evaluate(AT)
        assert words not in (inside, away)
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    found = []
    for _ in range(4):
        page.keyboard.press("Tab")
        words, seen = page.evaluate(AT)
        assert seen, words
        found.append(words)
    assert inside in found and away not in found, "the open section, and not what lies beneath it"
    page.keyboard.press("Escape")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(opener).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("button.md-header__button")).to_have_count(2)
    for hidden in page.locator("button.md-header__button").all():
        expect(hidden).to_be_hidden()


# ---- facts that end -------------------------------------------------------------------------------------------------

SAID = {
    "zh": ("至 {day} 为止", "今天（{day}）是最后一天", "已于 {day} 结束"),
    "en": ("until {day}", "ends today ({day})", "ended on {day}"),
}


@pytest.mark.daily("zh")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_that_ends_says_so_from_the_readers_own_date(
    new_page: NewPage, built: dict[str, bytes], lang: str
) -> None:
    # The subsidy's last day is 2026-12-31. Noon in Shanghai is 04:00 in UTC.
    url = page_url("guides/caps-and-rates", lang)
    assert 'data-ends="2026-12-31"' in _text(built, url)
    page = new_page()
    for now, which in (("2026-12-30T04:00:00Z", 0), ("2026-12-31T04:00:00Z", 1), ("2027-01-01T04:00:00Z", 2)):
        page.clock.set_fixed_time(now)
        page.goto(url)
        texts = page.locator('article [data-ends="2026-12-31"]').all_inner_texts()
        assert texts and set(texts) == {SAID[lang][which].format(day="2026-12-31")}


def test_the_readers_date_is_the_calendars_where_the_reader_is(new_page: NewPage) -> None:
    # 17:00 UTC on the last day is 01:00 of the next day in Shanghai, and 12:00 of the last day in New York.
    for zone, which in (("Asia/Shanghai", 2), ("America/New_York", 1)):
        page = new_page(timezone_id=zone)
        page.clock.set_fixed_time("2026-12-31T17:00:00Z")
        page.goto(page_url("guides/caps-and-rates", "en"))
        assert page.locator('article [data-ends="2026-12-31"]').first.inner_text() == SAID["en"][which].format(
            day="2026-12-31"
        )


# ---- pages that are not there ---------------------------------------------------------------------------------------


@pytest.mark.daily("en/no")
@pytest.mark.parametrize(
    ("address", "own_language", "languages"),
    [("no/such/page/", "zh-Hans", {"zh", "en"}), ("en/no/such/page/", "en", {"en"})],
)
def test_an_unknown_address_is_answered_in_the_readers_language(
    new_page: NewPage, watch: Watch, server: SiteServer, address: str, own_language: str, languages: set[str]
) -> None:
    watch.allow(rf"^(console: .*404.*|status 404: ){re.escape(server.url + address)}")
    watch.allow(rf"^console: Failed to load resource: .* 404 .*{re.escape(server.url + address)}")
    page = new_page()
    response = page.goto(address)
    assert response and response.status == 404
    settle(page)
    lines = [fault for fault in watch.faults if fault.startswith("console")]
    assert len(lines) == 1, lines
    assert page.locator("html").get_attribute("lang") == own_language
    assert page.locator("h1").count() == 1
    text = page.locator("main").inner_text()
    assert ("没有这一页" in text) == ("zh" in languages)
    assert "Page not found" in text
    links = page.locator("article a, main ul a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links
    for link in links:
        assert server.file(urlsplit(urljoin(server.url, link)).path), link
    assert not (found := violations(page)), found


# ---- under a sub-path -----------------------------------------------------------------------------------------------


@pytest.mark.daily()
@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", LANGUAGES)
def test_under_a_sub_path_pages_languages_search_and_calculators_work(
    new_page: NewPage, server_below: SiteServer, lang: str
) -> None:
    page = new_page(at=server_below)
    page.goto(page_url("index", lang))
    settle(page)
    page.locator("#home-by-need + ul a").first.click()
    page.wait_for_url(f"{server_below.url}{page_url('guides/late-now', lang)}*")
    settle(page)
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    page.locator("[data-language]").click()
    page.wait_for_url(f"{server_below.url}{page_url('guides/late-now', other)}*")
    settle(page)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("Jiebei")
    found = page.locator("a.md-search-result__link").first
    found.wait_for()
    assert page.evaluate("address => new URL(address, location).href", found.get_attribute("href")).startswith(
        server_below.url
    )
    page.wait_for_load_state("networkidle")
    page.goto(page_url("calculators/utilisation", lang))
    settle(page)
    assert page.locator("[data-calculator]").get_attribute("data-state") == "ready"
    assert all(request.path.startswith("/some/where/") for request in server_below.requests)
