"""What stands at a place in one language stands there in the other: a page shows both, paragraph by paragraph and point
by point (both-languages.js).

Paragraphs may differ in number, and are then shown by the run; where they do not, each has to say what its twin says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markdown_it.token import Token

from build_scripts.checks.parity import Differing, differing_links, differing_numbers, differing_sources
from build_scripts.reading.guides import Fault, Page, Section

_OPENING = frozenset({"paragraph_open", "list_item_open", "dt_open", "dd_open", "table_open"})


def check_pairs(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    english = {page.name: page for page in guides.get("en", ())}
    return [
        fault for page in guides.get("zh", ()) if page.name in english for fault in _pages(page, english[page.name])
    ]


def _pages(chinese: Page, english: Page) -> list[Fault]:
    there = {section.id: section for section in english.sections}
    faults = []
    for section in chinese.sections:
        if section.id not in there or section.comments or there[section.id].comments:
            continue
        zh, en = _parts(section), _parts(there[section.id])
        if [kind for kind, _ in zh] == [kind for kind, _ in en]:
            for (_, one), (_, other) in zip(zh, en, strict=True):
                faults += _differing(chinese, one, english, other)
    return faults


def _parts(section: Section) -> list[tuple[str, Section]]:
    """A section's paragraphs, points of lists and boxes, and tables, each with its kind, as a section of its own."""
    found: list[tuple[str, list[Token]]] = []
    level = None
    for token in section.tokens:
        if level is None:
            if token.type in _OPENING:
                level = token.level
                found.append((token.type, [token]))
            continue
        found[-1][1].append(token)
        if token.level == level and token.nesting == -1:
            level = None
    return [
        (kind, replace(section, title="", line=_line(section, tokens), tokens=tuple(tokens))) for kind, tokens in found
    ]


def _line(section: Section, tokens: Sequence[Token]) -> int:
    return tokens[0].map[0] + 1 + section.shift if tokens[0].map else section.line


def _differing(chinese: Page, zh: Section, english: Page, en: Section) -> list[Fault]:
    compared: dict[str, Differing] = {
        "numbers": differing_numbers(zh, en),
        "links": differing_links(chinese, zh, english, en),
        "sources": differing_sources(zh, en),
    }
    faults = []
    for what, (one, other) in compared.items():
        if one or other:
            said = ", ".join(f"'{item.read}'" for item in [*one, *other])
            message = (
                f"'{zh.id}': the {what} {said} are not in the paragraph or point of the same place at"
                f" {english.file}:{en.line}; a page that shows both languages would set the wrong ones together:"
                " please divide both texts alike"
            )
            faults.append(Fault(chinese.file, zh.line, message))
    return faults
