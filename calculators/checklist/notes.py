"""Reads a reader's notes beside an item: by when, who does it, where the evidence is. No words, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calculators import form as typed
from calculators.form import Form, Problem

PARTS = ("due", "owner", "evidence")


@dataclass(frozen=True)
class Note:
    """The notes beside one item; '' and None where nothing was written or could be read."""

    due: date | None = None
    owner: str = ""
    evidence: str = ""

    def is_past(self, day: date) -> bool:
        """Whether the day the reader set has gone by; on the day itself it has not."""
        return self.due is not None and self.due < day

    def days_past(self, day: date) -> int:
        """Days since the due day; 0 where there is none or it is still to come."""
        return max(0, (day - self.due).days) if self.due is not None else 0


def names(item: str) -> tuple[str, ...]:
    """The names of the fields beside that item."""
    return tuple([f"{item}-{part}" for part in PARTS])


def _line(text: str) -> str | Problem:
    """A free text of at most 200 characters in one line: a line end counts as a blank."""
    return typed.plain_text(text.translate({9: " ", 10: " ", 13: " "}))


def note(form: Form, item: str) -> tuple[Note, dict[str, Problem]]:
    """The note beside that item, and a problem for each of its fields that cannot be read."""
    day_text = form.text(f"{item}-due")
    is_blank = len(day_text) <= typed.MOST_CHARACTERS and typed.is_empty(day_text)
    due = None if is_blank else typed.day_typed(day_text)
    owner, evidence = _line(form.text(f"{item}-owner")), _line(form.text(f"{item}-evidence"))
    problems = {
        f"{item}-{part}": Problem(reading.code, **{**reading.values, "field": item, "part": part})
        for part, reading in (("due", due), ("owner", owner), ("evidence", evidence))
        if isinstance(reading, Problem)
    }
    return (
        Note(
            due=None if isinstance(due, Problem) else due,
            owner="" if isinstance(owner, Problem) else owner,
            evidence="" if isinstance(evidence, Problem) else evidence,
        ),
        problems,
    )
