"""What a guide leaves to its evidence boxes and to data, counted against limits that only shrink.

Counted are sentences on what this site read, found or judged; mentions of the article that the ledger judges; days
written as data write them; and words that the glossary avoids. The limits are in voice.toml beside this, one table a
guide; a guide without a table may have none. How the first three are told is in voice_words.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.checks.words import pattern, without_quotes
from build_scripts.pages.markdown_finish import box_kind
from build_scripts.reading.guides import Fault, Page, Passage, Section
from build_scripts.reading.ledger import BannedWord, Ledger
from build_scripts.reading.places import GUIDES, LANGUAGES, relative
from build_scripts.reading.toml_lines import table_line

LIMITS = Path(__file__).with_name("voice.toml")
_WORDS = tomllib.loads(Path(__file__).with_name("voice_words.toml").read_text("utf-8"))
# What is counted, and how a message names it with what to do about it.
KINDS = {
    "reading": "is on what this site read, found or judged; please say the fact, and leave that to the evidence box",
    "article": "is the article that the ledger judges; please say the thing itself",
    "dates": "is a day as data write it; please write it as people do, such as 6 February 2026",
    "avoided": "is a word that the glossary avoids; please take the glossary's own",
}
# Where a sentence ends, in either language.
_SENTENCE_END = re.compile(r"[\u3002\uff01\uff1f]|[.!?](?=\s|$)")


@dataclass(frozen=True)
class Hit:
    """Something that is counted: its kind, the words, and the line."""

    kind: str
    said: str
    line: int


def check_voice(guides: Mapping[str, Sequence[Page]], ledger: Ledger, *, limits: Path = LIMITS) -> list[Fault]:
    text = limits.read_text("utf-8")
    allowed = tomllib.loads(text)
    known = {guide.removeprefix("guides/") for guide in GUIDES}
    faults = [
        Fault(relative(limits), table_line(text, name), f"there is no guide '{name}'; please take its limits out")
        for name in allowed
        if name not in known
    ]
    for lang in LANGUAGES:
        for page in guides.get(lang, ()):
            if page.name.startswith("guides/"):
                name = page.name.removeprefix("guides/")
                faults += _against(page, ledger, allowed.get(name, {}).get(lang, {}), (limits, text, name))
    return faults


def voice_totals(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> dict[str, Counter[str]]:
    """By language, how often the guides have each kind."""
    return {
        lang: Counter(hit.kind for page in guides.get(lang, ()) for hit in hits(page, ledger)) for lang in LANGUAGES
    }


def _against(page: Page, ledger: Ledger, allowed: Mapping[str, Any], file: tuple[Path, str, str]) -> Iterator[Fault]:
    path, text, name = file
    found = hits(page, ledger)
    counts = Counter(hit.kind for hit in found)
    right = ", ".join(f"{kind} = {counts[kind]}" for kind in KINDS)
    for kind, what in KINDS.items():
        limit = allowed.get(kind, 0)
        over = [hit for hit in found if hit.kind == kind][limit:]
        if over:
            message = f"'{over[0].said}' {what} (this guide has {counts[kind]} of these, its limit is {limit})"
            yield Fault(page.file, over[0].line, message)
        if limit > counts[kind]:
            yield Fault(
                relative(path),
                table_line(text, name, page.lang),
                f"'{name}', {page.lang}: the limit of {kind} is {limit} and the guide has {counts[kind]};"
                f" please write {page.lang} = {{ {right} }}",
            )


@cache
def _patterns(kind: str, lang: str) -> re.Pattern[str]:
    return re.compile("|".join(_WORDS[kind][lang]), re.IGNORECASE if kind == "reading" else 0)


def hits(page: Page, ledger: Ledger) -> list[Hit]:
    """Everything that is counted in the guide, in order; none in a page that is no guide."""
    if not page.name.startswith("guides/"):
        return []
    avoided = tuple(
        BannedWord(word, page.lang, term.id)
        for term in ledger.terms
        for word in (term.avoid_zh if page.lang == "zh" else term.avoid_en)
    )
    return [
        hit
        for section in page.sections
        for passage, is_evidence in _passages(section)
        for hit in _in_passage(passage, page.lang, avoided, is_evidence=is_evidence)
    ]


def _in_passage(passage: Passage, lang: str, avoided: Sequence[BannedWord], *, is_evidence: bool) -> Iterator[Hit]:
    own = without_quotes(passage.text)
    for word in avoided:
        for found in pattern(word).finditer(own):
            yield Hit("avoided", found.group(), passage.line_at(found.start()))
    if is_evidence:
        return
    for start, sentence in _sentences(own):
        if found_in := _patterns("reading", lang).search(sentence):
            yield Hit("reading", found_in.group(), passage.line_at(start + found_in.start()))
    for kind, text in (("article", own), ("dates", passage.text)):
        for found in _patterns(kind, lang).finditer(text):
            yield Hit(kind, found.group(), passage.line_at(found.start()))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]:
        yield start, text[start:end]
        start = end


def _passages(section: Section) -> Iterator[tuple[Passage, bool]]:
    """The section block by block, without tables, each with whether it is in an evidence box."""
    kinds: dict[int, str | None] = {}
    kind = None
    for token, inline in zip(section.tokens, section.tokens[1:], strict=False):
        if token.type == "dt_open":
            kind = box_kind("".join(child.content for child in inline.children or () if child.type == "text"))
        elif token.type == "dl_close":
            kind = None
        elif token.type in ("table_open", "table_close"):
            kind = "table" if token.type == "table_open" else None
        if inline.type == "inline" and inline.map:
            kinds[id(inline)] = kind
    blocks = [block for block in section.tokens if block.type == "inline" and block.map]
    yield section.passages[0], False
    for block, passage in zip(blocks, section.passages[1:], strict=True):
        if kinds[id(block)] != "table":
            yield passage, kinds[id(block)] == "evidence"
