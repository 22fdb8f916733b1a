"""sitemap.xml: every page with the same page in the other language."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from build_scripts.reading.guides import Page
from build_scripts.reading.places import HTML_LANG, LANGUAGES, SITE, page_url


def build_sitemap(guides: dict[str, list[Page]], site_url: str, target: Path = SITE) -> None:
    rows = []
    for lang in LANGUAGES:
        for page in guides[lang]:
            links = "".join(
                (
                    f'<xhtml:link rel="alternate" hreflang="{HTML_LANG[other]}"'
                    f' href="{escape(site_url + page_url(page.name, other))}"/>'
                )
                for other in LANGUAGES
            )
            rows.append(
                f"<url><loc>{escape(site_url + page_url(page.name, lang))}</loc>"
                f"<lastmod>{page.written}</lastmod>{links}</url>"
            )
    body = "\n".join(rows)
    (target / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}\n</urlset>\n',
        "utf-8",
    )
    for leftover in target.rglob("sitemap.xml*"):
        if leftover != target / "sitemap.xml":
            leftover.unlink()
