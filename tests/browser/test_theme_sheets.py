"""The style sheets: what is taken out of the theme's was of no use to any page, and ours fit what pages hold."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from playwright.sync_api import Page

from build_scripts.reading.places import LANGUAGES, PAGES, ROOT, page_url
from build_scripts.reading.places import THEME as SHEETS
from build_scripts.site.purge_theme import OF_NONE_OF_OURS, TABLE_CLASSES, without_class_asked
from build_scripts.site.style_sheets import names_in_selectors

THEME = Path(material.__file__).parent / "templates/assets"
# Of every rule in a sheet, each selector with its place and its declarations; and whether one of the pages has such
# an element, whatever it is in the middle of and whatever state it is in.
RULES = r"""([text, pages]) => {
  const states = /::?(before|after|marker|placeholder|backdrop|selection|file-selector-button|-webkit-[\w-]+|-moz-[\w-]+|hover|focus-visible|focus-within|focus|active|target|checked|indeterminate|disabled|valid|placeholder-shown|fullscreen)\b(\([^)]*\))?/g;
  const documents = pages.map((html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    page.documentElement.classList.add('js');
    return page;
  });
  const apart = (list) => {
    const found = [''];
    let depth = 0;
    for (const letter of list) {
      depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
      if (letter === ',' && !depth) found.push('');
      else found[found.length - 1] += letter;
    }
    return found.map((each) => each.trim());
  };
  const rules = [];
  // Variables are another test's.
  const says = (style) => [...style].filter((name) => !name.startsWith('--')).map((name) => `${name}:${style.getPropertyValue(name)}${style.getPropertyPriority(name)}`).join(';');
  const walk = (list, where) => {
    for (const rule of list) {
      if (rule.selectorText) for (const one of apart(rule.selectorText)) rules.push([one, `${where} ${one} {${says(rule.style)}}`]);
      else if (rule.cssRules && !rule.name) walk(rule.cssRules, `${where} ${rule.conditionText ?? ''}`);
    }
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  walk(sheet.cssRules, '');
  const isUsed = new Map();
  return rules.map(([selector, whole]) => {
    const plain = selector.replace(/:not\(:?:?[\w-]*focus[\w-]*\)/g, '').replace(states, '').replace(/(^|[\s>+~])(?=$|[\s>+~])/g, '$1*');
    if (!isUsed.has(plain)) {
      try {
        isUsed.set(plain, documents.some((page) => page.querySelector(plain)));
      } catch {
        isUsed.set(plain, null);
      }
    }
    return [whole, isUsed.get(plain)];
  });
}"""  # noqa: E501


def purged(built: dict[str, bytes], name: str) -> str:
    return next(
        data for path, data in built.items() if path.startswith(f"assets/stylesheets/{name}.") and path.endswith(".css")
    ).decode()


@pytest.mark.parametrize("name", ["main", "palette"])
def test_no_rule_that_fits_something_in_a_page_is_missing(page: Page, built: dict[str, bytes], name: str) -> None:
    (original,) = (THEME / "stylesheets").glob(f"{name}.*.min.css")
    pages = [built[f"{page_url(each, ('zh', 'en')[at % 2])}index.html"].decode() for at, each in enumerate(PAGES)]
    page.goto(page_url("about", "zh"))
    rules = page.evaluate(RULES, [without_class_asked(original.read_text("utf-8")), pages])
    unread = [rule for rule, is_used in rules if is_used is None]
    assert len(unread) < 0.02 * len(rules), unread
    needed = {rule for rule, is_used in rules if is_used and not re.search(r"data-md-color-(primary|accent)=", rule)}
    assert len(needed) > {"main": 300, "palette": 0}[name]
    kept = {rule for rule, _ in page.evaluate(RULES, [purged(built, name), []])}
    assert needed - kept == set()
    assert len(kept) < 0.8 * len(rules)


def test_the_theme_asks_of_no_element_whether_it_has_a_class_and_knows_every_class_of_our_tables(
    built: dict[str, bytes],
) -> None:
    assert "[class]" not in purged(built, "main")
    assert OF_NONE_OF_OURS.replace(" ", "") in purged(built, "main")
    pages = [data.decode() for path, data in built.items() if path.endswith(".html")]
    made = [path.read_text("utf-8") for path in (ROOT / "calculators").rglob("*.py")]
    in_pages = {found for page in pages for found in re.findall(r'<table[^>]*? class="?([\w-]+)', page)}
    in_code = {found for text in made for found in re.findall(r'"table",\s*class_=f?"([\w-]+)', text)}
    assert {"cl-wide", "cl-very-wide"} <= in_pages
    assert "report-table" in in_code
    assert in_pages | in_code <= set(TABLE_CLASSES)


def test_every_variable_that_a_sheet_asks_for_is_still_set(built: dict[str, bytes]) -> None:
    sheets = [data.decode() for path, data in built.items() if re.fullmatch(r"assets/(stylesheets/)?[^/]+\.css", path)]
    asked = {name for sheet in sheets for name in re.findall(r"var\((--[\w-]+)", sheet)}
    assert {"--md-default-bg-color", "--md-primary-bg-color", "--md-nav-icon--next"} <= asked
    for name in ("main", "palette"):
        (original,) = (THEME / "stylesheets").glob(f"{name}.*.min.css")
        # Colours that this site does not choose from go with their rules.
        whole = re.sub(r"[^{}]*data-md-color-(?:primary|accent)=[^{}]*\{[^{}]*\}", "", original.read_text("utf-8"))
        was, still = (set(re.findall(r"[{;]\s*(--[\w-]+)\s*:", text)) for text in (whole, purged(built, name)))
        assert asked & was - still == set(), name
        assert was - still, "what nobody asks for is gone"


def test_what_our_scripts_make_has_its_style(built: dict[str, bytes]) -> None:
    (sheet,) = (THEME / "stylesheets").glob("main.*.min.css")
    of_class = re.compile(r"\.(md-[\w-]+)")
    scripts = [data.decode() for path, data in built.items() if re.fullmatch(r"assets/[^/]+\.js", path)]
    styled = {word for script in scripts for word in re.findall(r"md-[\w-]+", script)} & set(
        of_class.findall(sheet.read_text("utf-8"))
    )
    assert {"md-header--shadow", "md-nav__link--passed", "md-search-result__more"} <= styled
    assert styled <= set(of_class.findall(purged(built, "main")))


def test_our_sheets_name_nothing_of_the_theme_that_no_page_has_and_no_script_makes(built: dict[str, bytes]) -> None:
    words = {
        word
        for path, data in built.items()
        if path.endswith(".html") or re.fullmatch(r"assets/[^/]+\.js", path)
        for word in re.findall(r"[\w-]+", data.decode())
    }
    named = {name for sheet in SHEETS.rglob("*.css") for name in names_in_selectors(sheet.read_text("utf-8"))}
    of_the_theme = {name for name in named if name.startswith((".md-", "[data-md-"))}
    assert {".md-typeset", "[data-md-toggle]"} <= of_the_theme
    assert {name for name in of_the_theme if name.strip(".[]") not in words} == set()


def test_no_page_loads_a_script_of_the_themes(built: dict[str, bytes]) -> None:
    assert not [path for path in built if path.startswith("assets/javascripts/")]
    for path, data in built.items():
        if path.endswith(".html"):
            assert b"__config" not in data and b"javascripts/" not in data, path


def test_what_a_page_is_said_to_be_in_our_sheets_some_page_is(built: dict[str, bytes]) -> None:
    """The class is put into the theme's own markup, which may change."""
    sheets = b"".join(text for name, text in built.items() if name.endswith(".css"))
    kinds = set(re.findall(rb"\.(cl-of-[a-z-]+)", sheets))
    pages = [text for name, text in built.items() if name.endswith(".html")]
    assert kinds == {b"cl-of-home", b"cl-of-one-sheet"}
    for kind in kinds:
        assert sum(b'class="md-content ' + kind + b'"' in page for page in pages) == len(LANGUAGES)


# Of each row the distance between the lines in which its cells begin, in pixels.
_UNLEVEL = """
() => [...document.querySelectorAll(".cl-table tr")].map((row) => {
  const feet = [...row.children].map((cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && !texts.currentNode.data.trim());
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    return range.getClientRects()[0].bottom;
  });
  return Math.max(...feet) - Math.min(...feet);
})
"""


def test_what_stands_beside_words_with_a_source_is_level_with_them(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(page_url("guides/limit-factors", "zh"))
    apart = page.evaluate(_UNLEVEL)
    assert len(apart) > 8
    assert max(apart) <= 3
