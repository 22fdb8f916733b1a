"""A fault in words, as the list of problems has it."""

from __future__ import annotations

from collections.abc import Sequence

from calculators import data, message
from calculators.desk.columns import FOLDER, Fault
from calculators.desk.in_order import Notes
from calculators.register import CALCULATORS

PROBLEM_COLUMNS = ("row", "column", "case", "read", "message")


def said(fault: Fault, lang: str) -> str:
    """The fault in a sentence."""
    if fault.calculator:
        return message.message(CALCULATORS[fault.calculator].folder, fault.problem, lang=lang)
    return data.text(FOLDER, f"problem-{fault.problem.code}", lang=lang, **fault.problem.values)


def problem_row(fault: Fault, case: str, lang: str) -> dict[str, str]:
    """A row of the list of problems."""
    values = (str(fault.row), fault.column, case, fault.read, said(fault, lang))
    return dict(zip(PROBLEM_COLUMNS, values, strict=True))


def noted(key: str, count: int, first: Sequence[str], lang: str) -> list[str]:
    """A sentence on rows of which something is said without their being faults, with where the first of them are; none
    where there are no such rows."""
    if not count:
        return []
    more = data.text(FOLDER, "and-more", lang=lang) if count > len(first) else ""
    return [data.text(FOLDER, key, lang=lang, count=f"{count:,}", rows=", ".join(first) + more)]


def notes_said(notes: Notes, lang: str) -> list[str]:
    """What was noted of a table's rows."""
    return [
        sentence
        for key, found in (("sums-left-out", notes.sums), ("filled", notes.filled))
        for sentence in noted(key, found.count, list(map(str, found.first)), lang)
    ]
