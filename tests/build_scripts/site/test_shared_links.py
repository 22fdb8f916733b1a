"""What a messenger reads of a page that was shared with it, in the built site."""

from __future__ import annotations

import re
import struct

import pytest
from bs4 import BeautifulSoup

from build_scripts.pages.covers.cover import cover_path
from build_scripts.reading.places import LANGUAGES, PAGES, SITE, page_url

LOCALES = {"zh": "zh_CN", "en": "en_GB"}
pytestmark = pytest.mark.skipif(not SITE.exists(), reason="needs make build")


def said(url: str) -> dict[str, list[str]]:
    head = (SITE / url / "index.html").read_text("utf-8").partition("</head>")[0]
    found: dict[str, list[str]] = {}
    for each in BeautifulSoup(head, "html.parser").select("meta[property], meta[name]"):
        found.setdefault(str(each.get("property") or each.get("name")), []).append(str(each["content"]))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_a_title_a_sentence_an_address_and_a_picture_of_its_own(lang: str) -> None:
    titles, alternatives, pictures = set(), set(), set()
    for name in PAGES:
        url = page_url(name, lang)
        meta = said(url)
        assert all(len(values) == 1 for key, values in meta.items() if key.startswith(("og:", "twitter:"))), name
        one = {key: values[0] for key, values in meta.items()}
        root = one["og:url"].removesuffix(url)
        assert root.startswith("http") and root.endswith("/")
        assert one["og:type"] == ("website" if name == "index" else "article")
        assert one["og:description"] == one["description"]
        assert (one["og:locale"], one["og:locale:alternate"]) == (
            LOCALES[lang],
            *set(LOCALES.values()) - {LOCALES[lang]},
        )
        assert one["og:image"] == root + cover_path(name, lang)
        assert one["og:title"] in one["og:image:alt"]
        assert one["twitter:card"] == "summary_large_image"
        data = (SITE / cover_path(name, lang)).read_bytes()
        assert (
            struct.unpack(">II", data[16:24])
            == (int(one["og:image:width"]), int(one["og:image:height"]))
            == (1200, 630)
        )
        assert len(data) < 40_000
        titles.add(one["og:title"])
        alternatives.add(one["og:image:alt"])
        pictures.add(data)
    assert len(titles) == len(alternatives) == len(pictures) == len(PAGES)


def test_no_reader_fetches_a_cover() -> None:
    assert "covers/" not in (SITE / "sw.js").read_text("utf-8")
    for lang in LANGUAGES:
        body = (SITE / page_url("index", lang) / "index.html").read_text("utf-8").partition("</head>")[2]
        assert not re.search(r'(?:src|href)="[^"]*covers/', body)
