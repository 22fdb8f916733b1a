"""The pages that the generator wrote, mended."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from build_scripts.reading.places import PAGES, SITE


@pytest.mark.daily()
def test_no_page_names_another_that_a_browser_would_fetch_ahead() -> None:
    pages = list(SITE.rglob("*.html"))
    assert len(pages) > 2 * len(PAGES)
    for page in pages:
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=SoupStrainer("link"))
        for link in soup.find_all("link", rel=True):
            assert not {"next", "prefetch", "prerender"} & {kind.lower() for kind in link["rel"]}, page


def test_what_the_theme_writes_wrongly_is_mended_in_every_page(is_full: bool) -> None:
    skips = []
    for page in sorted(SITE.rglob("*.html"))[:: 1 if is_full else 5]:
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=SoupStrainer(["nav", "a"]))
        assert not soup.find_all("nav", attrs={"aria-expanded": True}), page
        here = soup.find_all("a", class_="md-skip")
        skips += here
        for skip in here:
            assert skip.get_text(strip=True) == ("Skip to content" if "/en/" in page.as_posix() else "跳到正文"), page
    assert len(skips) >= (2 * len(PAGES) if is_full else 1)
