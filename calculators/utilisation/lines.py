"""The lines of credit in the form: their fields, and one row read. No words, no HTML."""

from __future__ import annotations

from dataclasses import dataclass

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
    readings = {
        "line-name": typed.plain_text(cells["line-name"]),
        "line-kind": typed.choice(cells["line-kind"], KINDS, empty="other"),
        "line-limit": _needed(typed.optional_money(cells["line-limit"])),
        "line-used": _needed(typed.optional_money(cells["line-used"], minus=True)),
        "line-status": typed.choice(cells["line-status"], STATUSES, empty="open"),
        "line-overdue": typed.choice(cells["line-overdue"], ("yes",), empty=""),
    }
    wrong = {field: reading for field, reading in readings.items() if isinstance(reading, Problem)}
    for field, problem in wrong.items():
        problems[f"{field}[{row}]"] = problem.at(field, row)
    if wrong:
        return None
    limit, used = readings["line-limit"], readings["line-used"]
    assert isinstance(limit, int) and isinstance(used, int)
    line = model.Line(limit=limit, used=used, is_frozen=readings["line-status"] == "frozen")
    return str(readings["line-name"]), str(readings["line-kind"]), line


def _needed(read: int | Problem | None) -> int | Problem:
    return Problem("empty") if read is None else read


def is_skipped(cells: dict[str, str]) -> bool:
    """Whether limit and used are both empty, so that the row says nothing."""
    return typed.is_empty(cells["line-limit"]) and typed.is_empty(cells["line-used"])
