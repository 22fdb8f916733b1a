"""The pages that the generator wrote, mended."""

from __future__ import annotations

from bs4 import BeautifulSoup

from build_scripts.reading.places import PAGES, SITE


def test_no_page_names_another_that_a_browser_would_fetch_ahead() -> None:
    pages = list(SITE.rglob("*.html"))
    assert pages
    for page in pages:
        for link in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("link[rel]"):
            assert not {"next", "prefetch", "prerender"} & {kind.lower() for kind in link["rel"]}, page


def test_what_the_theme_writes_wrongly_is_mended_in_every_page() -> None:
    skips = []
    for page in SITE.rglob("*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert not soup.select("nav[aria-expanded]"), page
        skips += soup.select("a.md-skip")
        for skip in soup.select("a.md-skip"):
            assert skip.get_text(strip=True) == ("Skip to content" if "/en/" in page.as_posix() else "跳到正文"), page
    assert len(skips) >= 2 * len(PAGES)
