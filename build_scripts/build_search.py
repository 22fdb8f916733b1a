"""The search index, one a language, from the finished pages; the theme's own index becomes an empty stand-in.

docs/theme/assets/search.js fetches `search/sections.json` when the reader first types. It holds
`sections` (`l` address from the language's root, `t` title, `x` text, `w` weight where it is not 1) and
`words` (a term and the other words for it, from the glossary).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from build_scripts.guides import Page
from build_scripts.ledger import Term, read_ledger
from build_scripts.places import LANGUAGES, SITE, page_url

_HEADINGS = ("h1", "h2", "h3")
_BREAKS = ("p", "li", "dt", "dd", "td", "th", "div", "br", "b", "article")
_LEFT_OUT = (
    "form, .cl-cite, .cl-download, .headerlink, .footnote, .footnote-ref, .cl-filters, [data-alert], output, noscript, "
    "details, script, style, svg, .cl-meta, .cl-badges, .cl-contacts, sup"
)
# Pages to look things up in: a guide that answers comes first, and of an entry's facts only names are worth finding.
_REFERENCE = {"ledger": 0.5, "sources": 0.4, "glossary": 0.5}
_FACTS_KEPT = {"ledger": 0, "sources": 2, "glossary": 1}


def entries(html: str, url: str) -> list[dict[str, Any]]:
    """The page's sections and ledger entries as the index holds them: the page itself first, at its bare address."""
    article = BeautifulSoup(html, "html.parser").select_one("article.md-content__inner")
    if article is None:
        return []
    name = url.removesuffix("/").rpartition("/")[2]
    for unwanted in article.select(_LEFT_OUT):
        unwanted.decompose()
    for facts in article.select(".cl-entry .cl-facts"):
        for row in facts.find_all("div", recursive=False)[_FACTS_KEPT.get(name, 0) :]:
            row.decompose()
    found: list[dict[str, Any]] = []
    for node in article.descendants:
        if isinstance(node, Tag):
            if _starts_entry(node):
                title = node if node.name in _HEADINGS else node.select_one(".cl-said") or node
                anchor = "" if not found else f"#{node['id']}"
                found.append({"l": f"{url}{anchor}", "t": _words(title.get_text()), "x": ""})
            elif node.name in _BREAKS and found:
                found[-1]["x"] += " "
        elif found and not node.find_parent([*_HEADINGS]) and not node.find_parent(class_="cl-said"):
            found[-1]["x"] += str(node)
    for entry in found:
        entry["x"] = _words(entry["x"])
        if name in _REFERENCE:
            entry["w"] = _REFERENCE[name]
    return found


def _starts_entry(tag: Tag) -> bool:
    return bool(tag.get("id")) and (tag.name in _HEADINGS or "cl-entry" in (tag.get("class") or []))


def _words(text: str) -> str:
    """The text in one line."""
    return re.sub(r"\s+", " ", text).strip()


def other_words(terms: Iterable[Term], lang: str) -> list[list[str]]:
    """For each term its name in the language, then everything else it is found by, without notes in brackets."""
    rows = []
    for term in terms:
        own, other = (term.zh, term.en) if lang == "zh" else (term.en, term.zh)
        pinyin = [_without_tones(term.pinyin)] if lang == "zh" else []
        names = [_bare(name) for name in (own, other, *term.synonyms_zh, *term.synonyms_en, *pinyin)]
        rows.append([name for name in dict.fromkeys(names) if name])
    return rows


def _bare(name: str) -> str:
    return re.sub(r"[“”]|\s*[（(].*", "", name).strip()


def _without_tones(pinyin: str) -> str:
    letters = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
    return re.sub(r"[^a-z]", "", pinyin.lower().translate(letters))


def build_search(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    """Writes both indexes and both stand-ins; the stand-in tells the worker its language."""
    terms = read_ledger().terms
    for lang in LANGUAGES:
        sections: list[dict[str, Any]] = []
        for page in guides[lang]:
            url = page_url(page.name, lang)
            html = (target / url / "index.html").read_text("utf-8")
            sections += entries(html, url.removeprefix("en/") if lang == "en" else url)
        folder = target / ("search" if lang == "zh" else "en/search")
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        stand_in = {"config": {"lang": [lang], "separator": "[\\s]+", "pipeline": []}, "docs": []}
        (folder / "search_index.json").write_text(json.dumps(stand_in), "utf-8")
        index = {"words": other_words(terms, lang), "sections": sections}
        (folder / "sections.json").write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
