"""The days of a checklist as a calendar (RFC 5545): an entry for each open item with a day, to be reminded of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from calculators.checklist import model
from calculators.checklist.calculator import Outcome
from calculators.checklist.phrases import text

_MOST_BYTES = 73


def _escaped(value: str) -> str:
    return "".join([f"\\{each}" if each in "\\;," else each for each in " ".join(value.split())])


def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, each further one behind a blank; no sign is cut."""
    pieces, length = [""], 0
    for each in line:
        size = len(each.encode())
        if length + size > _MOST_BYTES:
            pieces.append("")
            length = 0
        pieces[-1] += each
        length += size
    return "\r\n ".join(pieces)


def as_calendar(found: Outcome, *, lang: str, day: date) -> str:
    """One entry a day-long for each item that is still open and has a day; '' where there is none."""
    entries = list(_entries(found, lang, day))
    if not entries:
        return ""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ClearLimit//checklist//EN")
    lines = [*head, *[line for entry in entries for line in entry], "END:VCALENDAR"]
    return "".join([f"{_folded(line)}\r\n" for line in lines])


def _entries(found: Outcome, lang: str, day: date) -> Iterable[tuple[str, ...]]:
    for item in found.items:
        note = found.notes[item.id]
        if note.due is not None and item.id in found.answers and model.is_open(found.answers[item.id]):
            about = ". ".join(filter(None, (note.owner, note.evidence)))
            yield (
                "BEGIN:VEVENT",
                # The same item again replaces its entry instead of standing there twice.
                f"UID:{item.id}@clearlimit.checklist",
                f"DTSTAMP:{_plain(day)}T000000Z",
                f"DTSTART;VALUE=DATE:{_plain(note.due)}",
                f"SUMMARY:{_escaped(text(f'{item.id}-what', lang=lang))}",
                *([f"DESCRIPTION:{_escaped(about)}"] if about else []),
                "END:VEVENT",
            )
