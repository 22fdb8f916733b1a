"""What is taken out of the theme's style sheets was of no use to any page: a browser's own reading of both says so."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from playwright.sync_api import Page

from build_scripts.places import PAGES, page_url
from build_scripts.purge_theme import NEVER

THEME = Path(material.__file__).parent / "templates/assets"
# Of every rule in a sheet, each selector with where it stands and what it says; and whether one of the pages has such an
# element, whatever it is in the middle of and whatever state it is in.
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
  const walk = (list, where) => {
    for (const rule of list) {
      if (rule.selectorText) for (const one of apart(rule.selectorText)) rules.push([one, `${where} ${one} {${rule.style.cssText}}`]);
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
}"""


def purged(built: dict[str, bytes], name: str) -> str:
    return next(data for path, data in built.items() if path.startswith(f"assets/stylesheets/{name}.") and path.endswith(".css")).decode()


@pytest.mark.parametrize("name", ["main", "palette"])
def test_no_rule_that_fits_something_in_a_page_is_missing(page: Page, built: dict[str, bytes], name: str) -> None:
    (original,) = (THEME / "stylesheets").glob(f"{name}.*.min.css")
    pages = [built[f"{page_url(each, ('zh', 'en')[at % 2])}index.html"].decode() for at, each in enumerate(PAGES)]
    page.goto(page_url("about", "zh"))
    rules = page.evaluate(RULES, [original.read_text("utf-8"), pages])
    unread = [rule for rule, is_used in rules if is_used is None]
    assert len(unread) < 0.02 * len(rules), unread
    needed = {rule for rule, is_used in rules if is_used and not re.search(r"data-md-color-(primary|accent)=", rule)}
    assert len(needed) > {"main": 300, "palette": 0}[name]
    kept = {rule for rule, _ in page.evaluate(RULES, [purged(built, name), []])}
    assert needed - kept == set()
    assert len(kept) < 0.8 * len(rules)


def test_what_the_themes_script_makes_has_its_style(built: dict[str, bytes]) -> None:
    (script,) = (THEME / "javascripts").glob("bundle.*.min.js")
    (sheet,) = (THEME / "stylesheets").glob("main.*.min.css")
    of_class = re.compile(r"\.(md-[\w-]+)")
    made = {word for word in re.findall(r"md-[\w-]+", script.read_text("utf-8")) if not word.startswith(NEVER)}
    styled = made & set(of_class.findall(sheet.read_text("utf-8")))
    assert {"md-code__button", "md-typeset__scrollwrap", "md-search-result__link"} <= styled
    assert styled <= set(of_class.findall(purged(built, "main")))


def test_no_page_and_no_script_of_ours_has_what_is_never_styled(built: dict[str, bytes]) -> None:
    never = re.compile(rf"""["' ](?:{"|".join(NEVER)})[\w-]*""")
    for path, data in built.items():
        if path.endswith(".html"):
            classes = " ".join(re.findall(r' class="([^"]*)"', data.decode()))
            assert not never.search(f" {classes}"), path
        elif re.fullmatch(r"assets/[^/]+\.js", path):
            assert not never.search(data.decode()), path
