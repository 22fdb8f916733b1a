"""A page on paper: its number of sheets, and whether the report is alone on its own."""

from __future__ import annotations

import re

from playwright.sync_api import Page

MILLIMETRE = 96 / 25.4
WIDTH, HEIGHT = 190, 277  # of an A4 page within margins of 10 mm
# Elements of the printed page that do not lie whole within it; parts of a drawing are not looked at.
OUTSIDE = """() => {
  const wide = document.querySelector('[data-report]').getBoundingClientRect().right, found = [];
  for (const each of document.querySelectorAll('[data-report] .report *')) {
    if (each.closest('svg svg, [hidden]') || each.closest('svg') !== null && each.tagName !== 'svg') continue;
    const box = each.getBoundingClientRect();
    if (box.right > wide + 1 || box.left < -1) found.push(`${each.tagName} ${each.className} ${Math.round(box.right)}`);
  }
  return found;
}"""
SEEN = """() => [...document.querySelectorAll('body *')].filter((each) =>
  each.checkVisibility() && !each.closest('[data-report]') && !each.querySelector('[data-report]') && each.getBoundingClientRect().height > 0
).map((each) => each.outerHTML.slice(0, 80))"""  # noqa: E501


def pages_of(pdf: bytes) -> int:
    """The number of page objects in a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def check_paper(page: Page, figures: dict[str, str]) -> None:
    """The report, all of it and nothing else, on one sheet."""
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    page.evaluate("width => document.querySelector('[data-report]').style.width = width", f"{WIDTH}mm")
    assert page.evaluate(SEEN) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.querySelector('.report').getBoundingClientRect().height") <= HEIGHT * MILLIMETRE
    shown = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.report [data-figure]')].filter((each) =>"
        " each.checkVisibility() && each.textContent).map((each) => [each.dataset.figure, each.value]))"
    )
    assert shown == figures
    page.evaluate("document.querySelector('[data-report]').style.width = ''")
    page.emulate_media(media="null")
