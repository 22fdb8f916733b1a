"""The looks that a page is tried in, and whether it fits its screen."""

from __future__ import annotations

from playwright.sync_api import Page

SCHEMES = ("light", "dark")
SIZES = {"small": (390, 844), "large": (1280, 800)}


def too_wide(page: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
          const wide = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > width + 1);
          return [`${document.documentElement.scrollWidth} > ${width}`, ...wide.slice(0, 5).map(e => e.outerHTML.slice(0, 200))];
        }"""  # noqa: E501
    )
