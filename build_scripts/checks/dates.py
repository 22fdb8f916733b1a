"""Warns of facts in guides, sources and values of calculators that end soon or have ended. The day is an argument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import END_DATE, Fault, Page
from build_scripts.reading.ledger import Ledger, read_toml
from build_scripts.reading.places import LEDGER, ROOT, relative
from build_scripts.reading.toml_lines import entry_line, table_line

DAYS_AHEAD = 30


def check_dates(
    guides: Mapping[str, Sequence[Page]],
    ledger: Ledger,
    *,
    day: date,
    folder: Path = LEDGER,
    calculators: Path = ROOT / "calculators",
) -> list[Fault]:
    """Warnings from 30 days before an end date on, and of a value that has begun and that nobody has looked at since.

    A date that cannot be read is another check's fault.
    """
    return [*_guides(guides, day), *_sources(ledger, day, folder), *_parameters(calculators, day)]


def check_days(
    guides: Mapping[str, Sequence[Page]],
    ledger: Ledger,
    *,
    day: date,
    folder: Path = LEDGER,
    calculators: Path = ROOT / "calculators",
) -> list[Fault]:
    """Faults: nothing can have been read, checked or written on a day that is still to come."""
    return list(_still_to_come(guides, ledger, day, folder, calculators))


def _still_to_come(
    guides: Mapping[str, Sequence[Page]], ledger: Ledger, day: date, folder: Path, calculators: Path
) -> Iterator[Fault]:
    for pages in guides.values():
        for page in pages:
            if message := _too_late("written", page.written, day):
                yield Fault(page.file, 0, message)
    for table, file, field in (("source", "sources.toml", "read"), ("contact", "contacts.toml", "checked")):
        text = (folder / file).read_text("utf-8")
        for number, row in enumerate(read_toml(folder / file).get(table, ())):
            if message := _too_late(field, str(row.get(field, "")), day):
                line = entry_line(text, table, number, field)
                yield Fault(relative(folder / file), line, f"'{row.get('id')}': {message}")
    for path in sorted(calculators.rglob("parameters.toml")):
        text = path.read_text("utf-8")
        for key, row in read_toml(path).items():
            for name, place, entry in _entries(key, row):
                if message := _too_late("checked", str(entry.get("checked", "")), day):
                    line = (
                        table_line(text, name, "checked") if place is None else entry_line(text, name, place, "checked")
                    )
                    yield Fault(relative(path), line, f"'{key}': {message}")


def _too_late(field: str, said: str, day: date) -> str:
    if not is_day(said) or date.fromisoformat(said) <= day:
        return ""
    return f"'{field}' is {said}, which is still to come; it should be the day on which that was done"


def is_day(text: str) -> bool:
    """Whether the text is a day, written like 2026-11-23 and in no other way."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def today(setting: str | None) -> date:
    """The day that `DAY` names, else today's. Raises ValueError saying what was read."""
    if not setting:
        return date.today()
    if not is_day(setting):
        raise ValueError(f"DAY is '{setting}'; it should be a day like 2026-11-23")
    return date.fromisoformat(setting)


def _guides(guides: Mapping[str, Sequence[Page]], day: date) -> Iterator[Fault]:
    for pages in guides.values():
        for page in pages:
            for section in page.sections:
                for piece in section.pieces():
                    found = END_DATE.fullmatch(piece.token.content) if piece.token.type == "html_inline" else None
                    if found and (when := _soon(found.group(1), day)):
                        message = f"a fact here {when}; the page says so by itself, please see what holds after it"
                        yield Fault(page.file, piece.line, message)


def _sources(ledger: Ledger, day: date, folder: Path) -> Iterator[Fault]:
    path = folder / "sources.toml"
    text = path.read_text("utf-8") if path.exists() else ""
    for number, source in enumerate(ledger.sources):
        for field, what in (("valid_until", "the source"), ("recheck_by", "the time to check the source again")):
            end = getattr(source, field)
            if source.status != "ended" and end and (when := _soon(end, day)):
                line = entry_line(text, "source", number, field)
                yield Fault(
                    relative(path),
                    line,
                    f"'{source.id}': {what} {when}; please read it again and set a new date or status",
                )


def _parameters(folder: Path, day: date) -> Iterator[Fault]:
    for path in sorted(folder.rglob("parameters.toml")):
        text = path.read_text("utf-8")
        for key, row in read_toml(path).items():
            for name, number, entry in _entries(key, row):
                if "until" in entry and (when := _soon(str(entry["until"]), day)):
                    line = (
                        entry_line(text, name, number, "until")
                        if number is not None
                        else table_line(text, name, "until")
                    )
                    yield Fault(
                        relative(path), line, f"'{key}' {when}; please look up the value that follows and add it"
                    )
            yield from _begun(key, row, text, relative(path), day)


def _begun(key: str, row: Any, text: str, file: str, day: date) -> Iterator[Fault]:
    """A value announced for a day that has come: texts show the one before it (reading/parameters.py)."""
    values = row.get("values", ()) if isinstance(row, dict) else ()
    looked_at = max((str(entry.get("checked", "")) for entry in values), default="")
    for number, entry in enumerate(values):
        if looked_at < str(entry.get("from", "")) <= day.isoformat():
            message = (
                f"'{key}' has a value that began on {entry['from']};"
                " texts show the one before until you look and set 'checked'"
            )
            yield Fault(file, entry_line(text, f"{key}.values", number, "from"), message)


def _entries(key: str, row: Any) -> Iterator[tuple[str, int | None, Mapping[str, Any]]]:
    if isinstance(row, list):
        yield from ((key, number, entry) for number, entry in enumerate(row) if isinstance(entry, dict))
    elif isinstance(row, dict):
        yield key, None, row
        yield from (
            (f"{key}.values", number, entry)
            for number, entry in enumerate(row.get("values", ()))
            if isinstance(entry, dict)
        )


def _soon(end: str, day: date) -> str | None:
    """'ends on … (in 5 days)' from 30 days before the last valid day on; None before that."""
    if not is_day(end):
        return None
    left = (date.fromisoformat(end) - day).days
    if left > DAYS_AHEAD:
        return None
    if left > 0:
        return f"ends on {end}, in {left} day{'s' if left > 1 else ''}"
    return f"ends today, {end}" if left == 0 else f"ended on {end}"
