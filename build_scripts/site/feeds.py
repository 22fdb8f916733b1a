"""What changed, as an Atom feed (RFC 4287) a language: changes.atom.xml at the language's root.

Its addresses are absolute, from the site's; a change's own is its id for ever. No clock: a change is of its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from build_scripts.reading.changes import Change, changes
from build_scripts.reading.guides import Page
from build_scripts.reading.places import FEED, HTML_LANG, LANGUAGES, SITE, change_id, page_url
from build_scripts.reading.words import words

_PAGE = "changes"


def feed(pages: list[Page], site_url: str, lang: str) -> str:
    """The feed of that language, newest first."""
    root = site_url + page_url("index", lang)
    address = site_url + page_url(_PAGE, lang)
    name = words("site", lang)["name"]
    title = next(page.title for page in pages if page.name == _PAGE)
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{HTML_LANG[lang]}">',
        f"<title>{escape(name)} · {escape(title)}</title>",
        f"<id>{escape(address)}</id>",
        f"<updated>{_moment(changes()[0].day)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(root + FEED)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>',
        f"<author><name>{escape(name)}</name></author>",
        f"<rights>{escape(words('site', lang)['licence'])}</rights>",
    ]
    for change in changes():
        rows += _entry(change, pages, address, lang, site_url)
    return "\n".join([*rows, "</feed>", ""])


def _entry(change: Change, pages: list[Page], address: str, lang: str, site_url: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{escape(change.said(lang))}</title>"
    yield f"<id>{escape(address)}#{change_id(change.id)}</id>"
    yield f"<updated>{_moment(change.day)}</updated>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(site_url + _address(change.at[0], pages, lang))}/>'
    yield f"<summary>{escape(change.said(lang))}</summary>"
    yield "</entry>"


def _address(place: str, pages: list[Page], lang: str) -> str:
    for page in pages:
        if page.name == place:
            return page_url(page.name, lang)
    page = next(each for each in pages if any(section.id == place for section in each.sections))
    return f"{page_url(page.name, lang)}#{place}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def build_feeds(guides: dict[str, list[Page]], site_url: str, target: Path = SITE) -> None:
    for lang in LANGUAGES:
        (target / page_url("index", lang) / FEED).write_text(feed(guides[lang], site_url, lang), "utf-8")
