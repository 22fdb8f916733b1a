"""The lines of credit in the form: their fields, and one row read. No words, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from calculators import form as typed
from calculators.form import Problem
from calculators.ratio import Ratio
from calculators.utilisation import model

FOLDER = "utilisation"
KINDS = ("huabei", "xinyonggou", "jiebei", "xinyongdai", "credit-card", "other")
DRAWN_AS_LOANS = ("jiebei", "xinyongdai")
STATUSES = ("open", "frozen")
LINE_COLUMNS = ("line-name", "line-kind", "line-limit", "line-used", "line-status", "line-overdue")
# What a plan needs to know of a line besides.
PLAN_COLUMNS = ("line-due", "line-rate", "line-overdue-amount")
# Fields of an amount, which may be written short.
MONEY_FIELDS = (
    "line-limit", "line-used", "line-due", "line-overdue-amount", "plan-money", "plan-kept", "spare",
    "scenario-repay", "scenario-spend", "scenario-limit",
)  # fmt: skip
SCENARIO_COLUMNS = ("scenario-name", "scenario-line", "scenario-repay", "scenario-spend", "scenario-limit")


@dataclass(frozen=True)
class LineOutcome:
    """One readable line. `row` counts from 0."""

    row: int
    name: str
    kind: str
    line: model.Line
    ratio: Ratio | None
    repayment: int | None
    band: str


def read_line(cells: dict[str, str], row: int, problems: dict[str, Problem]) -> tuple[str, str, model.Line] | None:
    """Name, kind and line of a row; None where a field of it has a problem, which is noted."""
    limit = _needed(typed.optional_money(cells["line-limit"]))
    used = _needed(typed.optional_money(cells["line-used"], minus=True))
    texts = (cells["line-name"], cells["line-kind"], cells["line-status"], cells["line-overdue"])
    # A long text is not worth keeping: it is a fault.
    name, kind, status, overdue = (
        _said(*texts) if max(map(len, texts)) <= typed.MOST_CHARACTERS else _said.__wrapped__(*texts)
    )
    are_texts = isinstance(name, str) and isinstance(kind, str) and isinstance(status, str) and isinstance(overdue, str)
    if are_texts and isinstance(limit, int) and isinstance(used, int):
        return str(name), str(kind), model.Line(limit, used, status == "frozen")
    for field, reading in zip(LINE_COLUMNS, (name, kind, limit, used, status, overdue), strict=True):
        if isinstance(reading, Problem):
            problems[f"{field}[{row}]"] = reading.at(field, row)
    return None


# A table says the same few words in row after row, and a form from one key to the next.
@lru_cache(maxsize=500)
def _said(name: str, kind: str, status: str, overdue: str) -> tuple[str | Problem, ...]:
    """What the fields say that are no amounts."""
    return (
        typed.plain_text(name),
        typed.choice(kind, KINDS, empty="other"),
        typed.choice(status, STATUSES, empty="open"),
        typed.choice(overdue, ("yes",), empty=""),
    )


def _needed(read: int | Problem | None) -> int | Problem:
    return Problem("empty") if read is None else read


def is_skipped(cells: dict[str, str]) -> bool:
    """Whether limit and used are both empty, so that the row says nothing."""
    return typed.is_empty(cells["line-limit"]) and typed.is_empty(cells["line-used"])
