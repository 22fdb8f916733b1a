"""The feeds of what changed, held against what RFC 4287 asks of one."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from build_scripts.pages.changes import addresses, change_list
from build_scripts.pages.method import method_markdown
from build_scripts.reading.changes import changes
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.site.feeds import feed

ATOM = "{http://www.w3.org/2005/Atom}"
SITE_URL = "https://guide.example/credit/"
# RFC 3339 as RFC 4287 asks for it: T and Z in capitals.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def guides() -> dict[str, list[Page]]:
    return read_guides(method_markdown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_feed_has_what_readers_of_feeds_ask_for(guides: dict[str, list[Page]], lang: str) -> None:
    text = feed(guides[lang], SITE_URL, lang)
    assert text == feed(guides[lang], SITE_URL, lang)
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    for each in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1, name
        assert MOMENT.fullmatch(each.findtext(f"{ATOM}updated") or "")
        alternates = [link.get("href", "") for link in each.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1 and alternates[0].startswith(SITE_URL + page_url("index", lang))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    (own,) = (link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own == f"{SITE_URL}{page_url('index', lang)}changes.atom.xml"
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert ids == [f"{SITE_URL}{page_url('changes', lang)}#change-{change.id}" for change in changes()]
    assert len(set(ids)) == len(ids)
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in root.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True) and root.findtext(f"{ATOM}updated") == moments[0]
    assert [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")] == [
        change.said(lang) for change in changes()
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_lists_every_change_by_its_day_with_links_that_lead_somewhere(
    guides: dict[str, list[Page]], lang: str
) -> None:
    shown = change_list(guides[lang], lang, up="../")
    assert re.findall(r'<li id="change-([^"]+)">', shown) == [change.id for change in changes()]
    days = list(dict.fromkeys(change.day for change in changes()))
    assert re.findall(r'<time datetime="([^"]+)">', shown) == days
    known = {address for address, _ in addresses(guides[lang]).values()}
    linked = {link.removeprefix("../") for link in re.findall(r'href="([^"]+)"', shown)}
    assert linked - {"changes.atom.xml"} <= known
