"""Reads the plan's fields: a line's monthly payment, rate and overdue part; the sums to plan with. No words.

Loaded only where one of these fields is filled in, so that nobody else waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from calculators import form as typed
from calculators import rates
from calculators.figure import plain_money
from calculators.form import Form, Problem
from calculators.ratio import Ratio
from calculators.utilisation import plan
from calculators.utilisation.lines import PLAN_COLUMNS, LineOutcome

ALL_DUE = ("all", "全部")
# What asks for a sum is often given the day it is due.
_DAY = re.compile(r"(?:每个?月)?(?:\d{4}[-/.年])?(?:\d{1,2}[-/.月])?\d{1,2}(?:[日号號]|st|nd|rd|th)?")


@dataclass(frozen=True)
class Terms:
    """A row's debt: fen, and a rate in millionths a year; None where nothing was typed."""

    due: int | None
    is_all_due: bool
    rate: int | None
    overdue: int | None


@dataclass(frozen=True)
class Typed:
    """The fields, read; `terms` by row. None where a field is empty or has a problem."""

    terms: dict[int, Terms]
    money: int | None
    kept: int | None
    order: str
    spare: int | None

    def of(self, row: int) -> Terms:
        """The row's terms; empty ones where it has none."""
        return self.terms.get(row) or Terms(None, False, None, None)


def rate(text: str) -> Ratio | Problem:
    """A year's rate; one said to be a day's or a month's is a problem, since a convention says what that is a year."""
    found = rates.rate(text, unit="year")
    if isinstance(found, Problem):
        return found
    return found[0] if found[1] == "year" else Problem("rate-a-year", read=typed.shown(text))


def _rate(text: str) -> int | None | Problem:
    if typed.is_empty(text):
        return typed.too_long(text)
    found = rate(text)
    return found if isinstance(found, Problem) else found.floor_of(1_000_000)  # exact: at most 4 decimals of a per cent


def _due(text: str) -> int | None | Problem:
    found = typed.optional_money(text)
    if not isinstance(found, Problem) or found.code != "money-unread":
        return found
    is_day = _DAY.fullmatch(text.strip(typed.SPACES))
    return Problem("due-is-a-day" if is_day else "due-unread", **found.values)


def _overdue(text: str, owed: int | None) -> int | None | Problem:
    """The overdue part, in fen; it is at most the debt, where that could be read."""
    found = typed.optional_money(text)
    if isinstance(found, int) and owed is not None and found > owed:
        return Problem("overdue-above-used", read=plain_money(found), used=plain_money(owed))
    return found


class _Reader:
    """Notes the problem of a field under its key and gives None for it."""

    def __init__(self, problems: dict[str, Problem]) -> None:
        self.problems = problems

    def read(self, found: int | None | Problem, field: str, row: int | None = None) -> int | None:
        if not isinstance(found, Problem):
            return found
        self.problems[field if row is None else f"{field}[{row}]"] = found.at(field, row)
        return None


def read(form: Form, lines: Sequence[LineOutcome], *, skipped: Sequence[int], problems: dict[str, Problem]) -> Typed:
    """Reads every field and notes each problem. Of a skipped row it looks at the lengths alone."""
    reader = _Reader(problems)
    owed = {entry.row: entry.line.owed for entry in lines}
    terms = {}
    for row, cells in enumerate(form.columns(*PLAN_COLUMNS)[: typed.MOST_ROWS]):
        if row in skipped:
            for field in PLAN_COLUMNS:
                reader.read(typed.too_long(cells[field]), field, row)
            continue
        is_all = cells["line-due"].strip(typed.SPACES).lower() in ALL_DUE
        terms[row] = Terms(
            due=None if is_all else reader.read(_due(cells["line-due"]), "line-due", row),
            is_all_due=is_all,
            rate=reader.read(_rate(cells["line-rate"]), "line-rate", row),
            overdue=reader.read(_overdue(cells["line-overdue-amount"], owed.get(row)), "line-overdue-amount", row),
        )
    money, kept, spare = [
        reader.read(typed.optional_money(form.text(field)), field) for field in ("plan-money", "plan-kept", "spare")
    ]
    order = typed.choice(form.text("plan-order"), plan.ORDERS, empty=plan.HIGHEST_RATE)
    if isinstance(order, Problem):
        problems["plan-order"] = order.at("plan-order")
        order = plan.HIGHEST_RATE
    return Typed(terms=terms, money=money, kept=kept, order=order, spare=spare)
