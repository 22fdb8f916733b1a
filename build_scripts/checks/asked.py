"""What search finds sections by beside their own words: the sections are there, and no query stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_scripts.reading.asked import ASKED, asked
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import LedgerError
from build_scripts.reading.places import LANGUAGES, relative
from build_scripts.reading.toml_lines import table_line

# Longer ones say little that is not in the section, and every reader who searches pays for them.
LONGEST = {"zh": 24, "en": 60}
MOST = 9


def check_asked(guides: Mapping[str, Sequence[Page]], *, file: Path = ASKED) -> list[Fault]:
    try:
        by_section = asked(file)
    except LedgerError as error:
        return [Fault(relative(file), 0, str(error))]
    text, name = file.read_text("utf-8"), relative(file)
    sections = {section.id for page in guides.get("zh", ()) for section in page.sections}
    first: dict[tuple[str, str], str] = {}
    return [
        Fault(name, table_line(text, section, lang), f"[{section}]: {message}")
        for section, queries in by_section.items()
        for lang, message in _mistakes(section, queries, sections, first)
    ]


def _mistakes(
    section: str, queries: Any, sections: set[str], first: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """(language or '', what is wrong there); `first` is the section under which each query stood first."""
    if section not in sections:
        yield "", "no section has this id"
    if not isinstance(queries, Mapping) or set(queries) != set(LANGUAGES):
        yield "", "it should hold zh = [...] and en = [...], and nothing else"
        return
    for lang in LANGUAGES:
        listed = queries[lang]
        if not isinstance(listed, list) or not all(isinstance(query, str) for query in listed):
            yield lang, f"{lang} should be a list of texts"
            continue
        if not 1 <= len(listed) <= MOST:
            yield lang, f"{lang} holds {len(listed)} queries; please give 1 to {MOST}"
        for query in listed:
            if not query.strip() or len(query) > LONGEST[lang]:
                yield lang, f"'{query}' has {len(query)} characters; please give 1 to {LONGEST[lang]}"
            if lang == "en" and re.search(r"[\u3400-\u9fff]", query):
                yield lang, f"'{query}' is Chinese"
            if other := first.get((lang, query.casefold())):
                yield lang, f"'{query}' stands under [{other}] too; a query has one section"
            first.setdefault((lang, query.casefold()), section)
