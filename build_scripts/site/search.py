"""The search index, one a language, from the finished pages.

docs/theme/assets/search.js fetches `search/sections.json` when the reader first types. It holds `words` (a term of the
glossary, the other words for it, and the place of the section that explains it) and `sections`:
`l` address from the language's root, `t` title, `x` text, whose first `b` characters are the answer in bold;
where they differ from most, `w` weight (not 1), `h` 3 for a heading below another of its page, `r` 1 for what stands
on a page that only lists (ledger, sources, glossary, all guides, all calculators, changes), `a` the place in
`sections` of the one that answers a claim, and `q` what people type who need it (docs/ledger/asked.toml).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from build_scripts.reading.asked import asked
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Term, read_ledger
from build_scripts.reading.places import LANGUAGES, LEDGER, SITE, page_url

_HEADINGS = ("h1", "h2", "h3")
_BREAKS = ("p", "li", "dt", "dd", "td", "th", "div", "br", "article")
# What no section is found by: controls, signs and dates, evidence, what folds, pictures.
_LEFT_OUT = frozenset({"form", "output", "noscript", "details", "script", "style", "svg", "math", "sup"})
_LEFT_OUT_CLASSES = frozenset(
    [
        "calc-cases",
        "calc-entered",
        "calc-private",
        "calc-sentence",
        "cl-cite",
        "cl-download",
        "headerlink",
        "footnote",
        "footnote-ref",
        "cl-index",
        "cl-dated",
        "cl-filters",
        "cl-picks",
        "cl-releases",
        "cl-evidence",
        "cl-meta",
        "cl-onward",
        "cl-badges",
        "cl-contacts",
        "cl-picture",
        "cl-pinyin",
        "cl-words",
        "cl-reading",
    ]
)
_LEFT_OUT_ATTRIBUTES = ("data-result", "data-alert")
# Pages that name everything weigh less: a guide that answers comes first, before a calculator's own text too, and of
# two guides the one written for everybody. '' is the home page.
_WEIGHTS = {
    "": 0.4,
    "guides": 0.2,
    "calculators": 0.2,
    "changes": 0.2,
    "method": 0.6,
    "ledger": 0.25,
    "sources": 0.15,
    "glossary": 0.25,
    "for-practitioners": 0.85,
    "risk-and-compliance": 0.85,
}
_CALCULATOR = 0.9
_REFERENCES = ("ledger", "sources", "glossary", "guides", "calculators", "changes")
# What a page says that it does not do is named there, and answered elsewhere.
_NOT = (re.compile(r"#.*-not(-said)?$"), 0.6)


def entries(html: str, url: str) -> list[dict[str, Any]]:
    """The page's sections and ledger entries as the index holds them: the page itself first, at its bare address."""
    only = SoupStrainer("article", class_=re.compile(r"\bmd-content__inner\b"))
    article = BeautifulSoup(html, "html.parser", parse_only=only).find("article")
    if not isinstance(article, Tag):
        return []
    name = url.removesuffix("/").rpartition("/")[2]
    if name == "method":
        # Other pages show the parameters where they are used; here search would find them instead of the text that
        # explains them. Nobody searches for a formula's letters.
        for unwanted in article.select("table, .cl-formula + p"):
            unwanted.decompose()
    for entry in article.find_all(class_="cl-entry"):
        _shorten(entry)
    found = _sections(article, url)
    for section in found:
        section["x"] = _words(section["x"])
        if url.startswith("course/") or "#claim-" in section["l"]:
            # What a course asks and what a claim is worth, the guides say, all of it.
            section["x"] = ""
            section.pop("b", None)
        usual = _CALCULATOR if url.startswith("calculators/") else 1
        weight = _WEIGHTS.get(name, usual) * (_NOT[1] if _NOT[0].search(section["l"]) else 1)
        if weight != 1:
            section["w"] = round(weight, 2)
        if name in _REFERENCES:
            section["r"] = 1
    return found


def _sections(article: Tag, url: str) -> list[dict[str, Any]]:
    """Each place that can be linked to, with what stands between it and the next."""
    found: list[dict[str, Any]] = []

    def walk(parent: Tag, in_title: bool) -> None:
        for node in parent.children:
            if not isinstance(node, Tag):
                if found and not in_title:
                    found[-1]["x"] += str(node)
            elif not _is_left_out(node):
                if _starts_entry(node):
                    found.append(_begun(node, url if not found else f"{url}#{node['id']}"))
                elif node.name in _BREAKS and found:
                    found[-1]["x"] += " "
                walk(node, in_title or node.name in _HEADINGS or "cl-said" in _classes(node))

    walk(article, False)
    return found


def _begun(node: Tag, address: str) -> dict[str, Any]:
    title = node if node.name in _HEADINGS else node.find(class_="cl-said") or node
    begun: dict[str, Any] = {"l": address, "t": _words(_text(title)), "x": ""}
    if node.name == "h3":
        begun["h"] = 3
    if lead := _lead(node):
        begun["b"] = len(lead)
    return begun


def _is_left_out(tag: Tag) -> bool:
    return (
        tag.name in _LEFT_OUT
        or not _LEFT_OUT_CLASSES.isdisjoint(_classes(tag))
        or any(name in tag.attrs for name in _LEFT_OUT_ATTRIBUTES)
        or (tag.name == "a" and "#claim-" in str(tag.get("href")))
    )


def _classes(tag: Tag) -> Sequence[str]:
    return tag.get("class") or ()


def _text(node: Tag) -> str:
    """The node's text without what is left out."""
    return "".join(
        ("" if _is_left_out(each) else _text(each)) if isinstance(each, Tag) else str(each) for each in node.children
    )


def _lead(heading: Tag) -> str:
    """The answer in bold that a section begins with."""
    first = heading.find_next_sibling()
    bold = first.find("strong") if first is not None and first.name == "p" and not _is_left_out(first) else None
    return _words(_text(bold)) if bold is not None and not bold.previous_sibling else ""


def _shorten(entry: Tag) -> None:
    """A term keeps its title and one paragraph, a source its title and number; guides hold the rest."""
    paragraphs = [
        each
        for each in entry.find_all("p", recursive=False)
        if not _is_left_out(each) and "cl-said" not in _classes(each)
    ]
    facts = [row for row in entry.select(".cl-facts > div") if row.get("data-fact") != "number"]
    kept = 0 if str(entry.get("id")).startswith("source-") else 1
    for unwanted in (*paragraphs[kept:], *facts):
        unwanted.decompose()


def _starts_entry(tag: Tag) -> bool:
    return bool(tag.get("id")) and (tag.name in _HEADINGS or "cl-entry" in _classes(tag))


def _words(text: str) -> str:
    """The text in one line."""
    return re.sub(r"\s+", " ", text).strip()


def search_words(folder: Path = LEDGER) -> dict[str, list[list[str]]]:
    """What people type beside the glossary's words, by language: rows of one meaning."""
    rows: dict[str, list[list[str]]] = tomllib.loads((folder / "search-words.toml").read_text("utf-8"))
    return rows


def other_words(terms: Iterable[Term], more_words: list[list[str]], lang: str) -> list[list[str]]:
    """Words of one meaning: a term's name, then all it is found by, without notes in brackets; then `more_words`, each
    row with the term that it shares a word with."""
    rows = []
    for term in terms:
        own, other = (term.zh, term.en) if lang == "zh" else (term.en, term.zh)
        pinyin = [_without_tones(term.pinyin)]
        names = [_bare(name) for name in (own, other, *term.synonyms_zh, *term.synonyms_en, *pinyin)]
        rows.append([name for name in dict.fromkeys(names) if name])
    for more in more_words:
        kin = next((row for row in rows if set(row) & set(more)), None)
        if kin is None:
            rows.append(list(more))
        else:
            kin += [word for word in more if word not in kin]
    return rows


def _bare(name: str) -> str:
    return re.sub(r"[“”]|\s*[（(].*", "", name).strip()


def _without_tones(pinyin: str) -> str:
    letters = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
    return re.sub(r"[^a-z]", "", pinyin.lower().translate(letters))


def build_search(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    """Writes both indexes."""
    ledger = read_ledger()
    more_words = search_words()
    for lang in LANGUAGES:
        sections: list[dict[str, Any]] = []
        for page in guides[lang]:
            url = page_url(page.name, lang)
            html = (target / url / "index.html").read_text("utf-8")
            sections += entries(html, url.removeprefix("en/") if lang == "en" else url)
        tops = {page.sections[0].id: page_url(page.name, "zh") for page in guides[lang]}
        places = {section["l"].partition("#")[2] or section["l"]: place for place, section in enumerate(sections)}
        places |= {first: places[url] for first, url in tops.items()}
        for claim in ledger.claims:
            sections[places[f"claim-{claim.id}"]]["a"] = places[claim.section]
        folder = target / ("search" if lang == "zh" else "en/search")
        folder.mkdir(parents=True, exist_ok=True)
        words: list[list[str | int]] = [list(row) for row in other_words(ledger.terms, more_words[lang], lang)]
        for row, term in zip(words, ledger.terms, strict=False):
            if term.section:
                row.append(places[term.section])
        for section, queries in asked().items():
            sections[places[section]]["q"] = queries[lang]
        index = {"words": words, "sections": sections}
        (folder / "sections.json").write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
