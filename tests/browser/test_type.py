"""How a text is set: what the browser is asked to do for Chinese, and no letters thinner than text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from build_scripts.reading.places import LANGUAGES, page_url

# For each property what a paragraph of the text has; empty where the browser does not know it.
SET = """names => {
  const style = getComputedStyle(document.querySelector('article > p:not([class])'));
  return names.map((name) => style.getPropertyValue(name));
}"""
# Whatever shows a text of its own and is thinner than 400.
THIN = """() => [...document.body.querySelectorAll('*')]
  .filter((each) => [...each.childNodes].some(({nodeType, data}) => nodeType === 3 && data.trim()))
  .filter((each) => !each.matches('script, style, noscript') && getComputedStyle(each).fontWeight < 400)
  .map((each) => each.outerHTML.slice(0, 120))"""


def test_chinese_is_set_as_chinese_where_the_browser_can(page: Page) -> None:
    names = ["text-autospace", "text-spacing-trim", "hanging-punctuation"]
    page.goto(page_url("guides/caps-and-rates", "zh"))
    gap, trimmed, hanging = page.evaluate(SET, names)
    # A browser of 2026 knows the first two at least.
    assert gap == "normal"
    assert trimmed == "trim-start"
    assert hanging in ("", "allow-end")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_thinner_than_text(page: Page, lang: str) -> None:
    for name in ("index", "guides/caps-and-rates", "calculators/utilisation"):
        page.goto(page_url(name, lang))
        assert page.evaluate(THIN) == [], name
