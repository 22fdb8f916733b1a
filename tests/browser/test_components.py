"""The page of all components: it shows each of them, everyone can use them, and nobody finds it who does not look."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from accessibility import violations
from page_looks import SCHEMES, SIZES, too_wide
from playwright.sync_api import Locator, Page, expect
from watched_page import NewPage

from build_scripts.reading.places import COMPONENTS, HTML_LANG, LANGUAGES, THEME, page_url

# Daily on a telephone, in both schemes; with --full in each language at each size.
KINDS = [(lang, size) for lang in LANGUAGES for size in SIZES]
# Classes of ours that the page does not show, each with the reason. Whatever else a page or a script has must be there.
NOT_SHOWN: Mapping[str, str] = {
    **dict.fromkeys(
        ("calc-sides", "calc-given", "calc-shown", "calc-entered", "calc-of-case"),
        "where parts stand on a calculator's page, no part themselves: test_sides.py, test_result_printed.py",
    ),
    "calc-spoken": "heard, never seen",
    "cl-out-of-sight": "heard, never seen",
    **dict.fromkeys(("cl-embed", "cl-embed-source"), "a page within somebody else's: test_embeds.py"),
    **dict.fromkeys(("cl-foot-next", "cl-foot-pages"), "stands between pages of the menu, which this is none of"),
    **dict.fromkeys(
        ("cl-of-home", "cl-of-one-sheet", "cl-off-sheet", "cl-whole", "cl-searching", "cl-gives-way"),
        "what kind of page it is, or what the whole page is doing: its parts look as they do elsewhere",
    ),
    **dict.fromkeys(
        ("cl-pick", "cl-pick-1", "cl-pick-2", "cl-pick-3", "cl-pick-about", "cl-picks", "cl-picks-bar"),
        "the catalogue of sections, a tool that is a page: test_section_picks.py looks at it with axe",
    ),
    **dict.fromkeys(
        ("cl-picks-row", "cl-picks-shown", "cl-picks-way", "cl-handout", "cl-handout-page", "cl-handout-title"),
        "what that catalogue makes of what was ticked: test_section_picks.py looks at it with axe",
    ),
    **dict.fromkeys(
        ("cl-releases", "cl-changes"),
        "the comparison of courses, a tool that is a page: test_course_changes.py looks at it with axe",
    ),
}
_ATTRIBUTE = re.compile(r'\sclass="?([^">]*)')
_NAME = re.compile(r"(?<![\w-])(?:cl|calc)-[a-z][a-z0-9-]*(?![\w])")
# What a part is made of: its elements with their classes, without what the build does to words and dates in any text.
MADE_OF = """root => [...new Set([root, ...root.querySelectorAll('*')]
  .filter((each) => !each.closest('svg *') && !each.matches('.cl-date, .cl-tied, .cl-term, span[lang], time'))
  .map((each) => [each.localName, ...[...each.classList].sort()].join('.')))].sort()"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "at_size" in metafunc.fixturenames:
        is_full = metafunc.config.getoption("--full")
        metafunc.parametrize(("lang", "at_size"), KINDS if is_full else [("zh", "small")])


def classes(html: str) -> set[str]:
    return {name for said in _ATTRIBUTE.findall(html) for name in said.split() if name.startswith(("cl-", "calc-"))}


def test_it_shows_whatever_class_of_ours_a_page_or_a_script_has(built: dict[str, bytes]) -> None:
    pages = {name: body.decode() for name, body in built.items() if name.endswith(".html")}
    used = {name for html in pages.values() for name in classes(html)}
    for path in (THEME / "assets").rglob("*.js"):
        used |= set(_NAME.findall(path.read_text("utf-8")))
    assert len(used) > 200
    for lang in LANGUAGES:
        html = pages[f"{page_url(COMPONENTS, lang)}index.html"]
        shown = classes(html)
        # A name that a script puts together ends with a hyphen: one that begins so is shown.
        composed = {name for name in used if name.endswith("-")}
        missing = used - shown - set(NOT_SHOWN) - composed
        missing |= {begun for begun in composed if not any(name.startswith(begun) for name in shown)}
        assert sorted(missing) == [], f"add them to docs/theme/components/{lang}.md, made by what makes them elsewhere"
        assert sorted(name for name in NOT_SHOWN if name in shown or name not in used) == [], "no exception any more"
        ids = re.findall(r'\sid="?([^"\s>]+)', html)
        assert len(ids) == len(set(ids)), sorted(each for each in ids if ids.count(each) > 1)


@pytest.mark.daily()
def test_every_component_can_be_used_by_everyone(new_page: NewPage, lang: str, at_size: str) -> None:
    width, height = SIZES[at_size]
    page = new_page(viewport={"width": width, "height": height})
    page.goto(page_url(COMPONENTS, lang))
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == HTML_LANG[lang]
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


# ---- what scripts make ----------------------------------------------------------------------------------------------


def made_of(part: Locator) -> list[str]:
    found: list[str] = part.evaluate(MADE_OF)
    return found


def specimens(new_page: NewPage, lang: str, **options: object) -> Page:
    page = new_page(**options)
    page.goto(page_url(COMPONENTS, lang))
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.languages_in_turn
def test_questions_menu_and_search_look_as_their_scripts_make_them(new_page: NewPage, lang: str) -> None:
    page = specimens(new_page, lang)
    asked = page.locator("[data-quiz] [data-kind=single]").first
    right = asked.get_attribute("data-right")
    for result in ("right", "wrong"):
        fields = asked.locator("input")
        same = [field.get_attribute("value") == right for field in fields.all()]
        fields.nth(same.index(result == "right")).check()
        asked.locator(".cl-check").click()
        expect(asked).to_have_attribute("data-result", result)
        assert made_of(asked) == made_of(page.locator(f".cl-quiz:not([data-quiz]) [data-result={result}]"))
        assert (
            asked.locator("output").inner_text()
            == page.locator(f".cl-quiz:not([data-quiz]) [data-result={result}] output").inner_text()
        )
    page.locator(".md-search__input").fill({"zh": "额度", "en": "limit"}[lang])
    panel = page.locator("[data-md-component=search-result]")
    expect(panel.locator(".md-search-result__more").first).to_be_attached()
    found = page.locator(".cl-specimen-search > .md-search-result")
    # A page of what was found may have all that can be, as the specimen does.
    assert made_of(panel) == made_of(found.first)
    page.locator(".md-search__input").fill("zzqx zzqx")
    expect(panel.locator(".cl-found-none .md-search-result__item").first).to_be_visible()
    assert made_of(panel) == made_of(found.last)
    menus = [made_of(each) for each in page.locator(".cl-section-menu").all()]
    page.goto(page_url("guides/limit-factors", lang))
    page.locator("#limit-factors-behaviour .headerlink").click()
    menu = page.locator(".cl-section-menu")
    for opener, drawn, specimen in ((1, ".cl-section-part", 0), (3, ".cl-section-picture", 1)):
        menu.get_by_role("button").nth(opener).click()
        expect(menu.locator(drawn).first).to_be_visible()
        assert made_of(menu) == menus[specimen]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.languages_in_turn
def test_two_languages_hint_and_notice_look_as_their_scripts_make_them(new_page: NewPage, lang: str) -> None:
    page = specimens(new_page, lang, user_agent="MicroMessenger", viewport={"width": 390, "height": 844})
    # The hint takes the place of one that is there.
    hinted = made_of(page.locator(".cl-specimen-window .cl-hint"))
    page.locator(".cl-download .cl-copy").last.click()
    hint = page.locator("body > .cl-hint")
    expect(hint).to_be_visible()
    assert made_of(hint) == hinted
    hint.get_by_role("button").last.click()
    notice = made_of(page.locator(".calc-opened"))
    marks = {name for part in page.locator(".cl-both :is(.cl-own, .cl-twin)").all() for name in made_of(part)}
    page.goto(page_url("guides/limit-cut", lang))
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    page.locator("[data-both]").click()
    expect(page.locator("[data-both]")).to_have_attribute("aria-pressed", "true")
    for part in (".cl-own", ".cl-twin", ".cl-pairs"):
        expect(page.locator(part).first).to_be_attached()
    assert "p.cl-own" in marks and "p.cl-twin" in marks
    page.goto(page_url("calculators/repayment-habit", lang))
    page.locator("[data-calculator][data-state=ready]").wait_for(state="attached")
    page.locator("[name=months]").fill("NNN1")
    page.locator("[data-action=case]").first.click()
    expect(page.locator("[data-opened] .cl-copy").first).to_be_visible()
    assert made_of(page.locator("[data-opened]")) == notice


def test_the_page_of_components_is_in_no_menu_search_catalogue_or_sitemap(built: dict[str, bytes]) -> None:
    for lang in LANGUAGES:
        page = built[f"{page_url(COMPONENTS, lang)}index.html"].decode()
        assert '<meta name="robots" content="noindex">' in page
        assert "data-specimen" not in page
    places = ("index.html", "en/index.html", "search/sections.json", "sections.json", "sitemap.xml", "sw.js")
    assert not [name for name in places if f"{COMPONENTS}/" in built[name].decode()]
