"""The list of changes is whole: days in order, places that are there, both languages alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from build_scripts.checks.dates import is_day
from build_scripts.checks.parity import differing_numbers
from build_scripts.checks.teaching import as_section
from build_scripts.checks.words import found_words
from build_scripts.reading.changes import CHANGES, Change, changes, corrected
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger, LedgerError
from build_scripts.reading.places import LANGUAGES, PAGES, relative
from build_scripts.reading.toml_lines import entry_line

_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def check_changes(guides: Mapping[str, Sequence[Page]], ledger: Ledger, *, file: Path = CHANGES) -> list[Fault]:
    try:
        found = changes(file)
    except LedgerError as error:
        name, line, message = (str(error).split(":", 2) + ["", ""])[:3]
        return [Fault(name, int(line) if line.isdigit() else 0, message.strip())]
    text, name = file.read_text("utf-8"), relative(file)
    places = {*PAGES, *(section.id for page in guides.get("zh", ()) for section in page.sections)}
    times = Counter(change.id for change in found)
    later = ("9999-12-31", *(change.day for change in found))
    return [
        Fault(name, entry_line(text, "change", number, field), f"'{change.id}': {message}")
        for number, (change, before) in enumerate(zip(found, later, strict=False))
        for field, message in _mistakes(change, before, places, times, ledger)
    ]


def changes_still_to_come(day: date, *, file: Path = CHANGES) -> list[Fault]:
    """Changes of a day after this one."""
    text = file.read_text("utf-8")
    return [
        Fault(
            relative(file),
            entry_line(text, "change", number, "day"),
            f"'{change.id}': day is {change.day}, which is still to come",
        )
        for number, change in enumerate(changes(file))
        if change.day > day.isoformat()
    ]


def _mistakes(
    change: Change, before: str, places: set[str], times: Counter[str], ledger: Ledger
) -> Iterator[tuple[str, str]]:
    """(field, what is wrong there); `before` is the day of the entry above."""
    if not _KEBAB.fullmatch(change.id):
        yield "id", "the id should be lower-case words joined by hyphens"
    if times[change.id] > 1:
        yield "id", "it stands twice; an id is part of an address and belongs to one change"
    if not is_day(change.day):
        yield "day", f"day is '{change.day}'; it should be written like 2026-11-23"
    elif change.day > before:
        yield "day", f"day is {change.day} and the entry above has {before}; the newest comes first"
    if not change.at:
        yield "at", "at is empty; please name the page or the section that changed"
    for place in change.at:
        if place not in places:
            yield "at", f"there is neither a page nor a section '{place}'"
    for lang in LANGUAGES:
        if not change.said(lang).strip():
            yield lang, f"'{lang}' is empty; please say it in both languages"
        for word, _ in found_words(change.said(lang), ledger.banned_words):
            yield lang, f"'{word.text}' is a word this site does not use ({word.why})"
    if len({change.is_correction(lang) for lang in LANGUAGES}) > 1:
        both = " and ".join(f"'{corrected(lang)}'" for lang in LANGUAGES)
        yield "en", f"only one language calls it a correction; both begin with {both}"
    only_zh, only_en = differing_numbers(as_section(change.zh, "zh"), as_section(change.en, "en"))
    for lang, items in (("zh", only_zh), ("en", only_en)):
        if items:
            yield lang, f"a number only here: {', '.join(item.read for item in items)}"
