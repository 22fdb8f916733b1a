"""One case: its rows put together as the single calculators' forms, and worked out by them. No words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from calculators import data
from calculators.desk.columns import MONTHS, TARGET, CaseRow, Columns, Fault
from calculators.desk.rules import Rules
from calculators.form import Problem, shown
from calculators.register import CALCULATORS

UTILISATION, SELF_CHECK = "utilisation", "repayment-habit"
# The columns of the results. The self-check is no credit score, so that its points are not called one.
FIGURES = ("total-ratio", "highest-ratio", "repay-total", "repay-every-line", "self-check-points", "months-counted")
RESULT = ("case", "lines", *FIGURES, "problems")
# What house rules made names them, in a further last column.
RULES = "rules"
# Where a case stands as a whole, in the order in which people look; the last is not worked out.
BANDS = ("over", "full", "above", "within", "no-limit", "unused", "no-target", "")
# Why a person should look at a case first, gravest first.
REASONS = ("overdue", "unpaid", "no-limit", "over", "problem")


def result_columns(digest: str) -> tuple[str, ...]:
    """The columns of results; with that of the house rules where they have a digest."""
    return (*RESULT, RULES) if digest else RESULT


def are_result_columns(names: Iterable[str]) -> bool:
    """Whether these are the columns of results, all of them and in their order."""
    return tuple(names) in (RESULT, (*RESULT, RULES))


@dataclass(frozen=True)
class Case:
    """A case worked out: how many lines it has, its figures (absent ones are not there) and its faults by row.

    `band` is where all its lines together stand, '' where that was not worked out; `reasons` why a person should look
    at it before anybody goes by its figures."""

    name: str
    lines: int
    figures: dict[str, str]
    faults: tuple[Fault, ...]
    band: str
    reasons: tuple[str, ...]

    @property
    def row(self) -> dict[str, str]:
        """The row of the results."""
        found = {name: self.figures.get(name, "") for name in FIGURES}
        return {"case": self.name, "lines": str(self.lines), **found, "problems": str(len(self.faults))}


def worked_out(rows: Sequence[CaseRow], columns: Columns, rules: Rules, *, day: date) -> Case:
    """The case of these rows, which all bear its name, as the single calculators work it out."""
    faults = [fault for row in rows for fault in row.faults]
    with_line = [row for row in rows if row.line]
    target, target_row = _one(rows, TARGET, columns, faults)
    months, months_row = _one(rows, MONTHS, columns, faults)
    figures: dict[str, str] = {}
    band, reasons = "", []
    if with_line:
        found = _calculator(UTILISATION).summed(
            [row.line for row in with_line], _target(target, faults, columns, rules), full_from=full_from(day)
        )
        figures |= {name: found.figures[name] for name in FIGURES if name in found.figures}
        band = found.band
        faults += [
            _fault(name, problem, UTILISATION, with_line, target_row, columns)
            for name, problem in found.problems.items()
        ]
        reasons += ["overdue"] if found.is_overdue else []
        reasons += [each for each in ("no-limit", "over") if each in found.bands]
    if months:
        found = _scored(months, day)
        points = _points(found, rules, day)
        figures |= {"self-check-points": points} if points else {}
        figures |= {"months-counted": found.figures["months-counted"]} if "months-counted" in found.figures else {}
        reasons += ["unpaid"] if found.unpaid else []
        faults += [
            _fault(name, problem, SELF_CHECK, [], months_row, columns) for name, problem in found.problems.items()
        ]
    faults.sort(key=lambda fault: (fault.file, fault.row))
    reasons += ["problem"] if faults else []
    return Case(rows[0].case, len(with_line), figures, tuple(faults), band, tuple(reasons))


@dataclass(frozen=True)
class AsRead:
    """A case as it was read: its lines with all their fields, and what is said of it once, '' where rows contradict."""

    lines: tuple[dict[str, str], ...]
    target: str
    months: str


def as_read(rows: Sequence[CaseRow], columns: Columns) -> AsRead:
    """The case of these rows, before anything is worked out."""
    target, _ = _one(rows, TARGET, columns, [])
    months, _ = _one(rows, MONTHS, columns, [])
    return AsRead(tuple(row.line for row in rows if row.line), target, months)


def _target(target: str, faults: Sequence[Fault], columns: Columns, rules: Rules) -> str:
    """The case's target, else the house's; where the rows contradict one another none may be put in its place."""
    return target or ("" if _are_two(faults, columns.heading(TARGET)) else rules.target)


@lru_cache(maxsize=16)
def _calculator(name: str) -> Any:
    return CALCULATORS[name].module("calculator")


@lru_cache(maxsize=16)
def full_from(day: date) -> Any:
    """From which ratio on a line counts as full, on that day."""
    return _calculator(UTILISATION).full_ratio(day)


def _are_two(faults: Sequence[Fault], heading: str) -> bool:
    return any(fault.problem.code == "contradiction" and fault.column == heading for fault in faults)


@lru_cache(maxsize=2000)
def _scored(months: str, day: date) -> Any:
    """The self-check of these codes; many a case has the same."""
    return _calculator(SELF_CHECK).scored(months, day=day)


def _points(found: Any, rules: Rules, day: date) -> str:
    """The self-check's points; by the house's own rules where there are any."""
    if rules.late_points is None and rules.months_needed is None:
        return str(found.figures.get("score", ""))
    if found.history is None:
        return ""
    model = CALCULATORS[SELF_CHECK].module("model")
    parameters = data.data(CALCULATORS[SELF_CHECK].folder)[0]
    start, late_points = (data.value_near(parameters[name], day)[0] for name in ("start", "late-points"))
    bands = [model.Band(**band) for band in rules.late_points or late_points]
    needed = found.needed if rules.months_needed is None else rules.months_needed
    points = model.score(found.history, bands, start=start, needed=needed)
    return "" if points is None else str(points)


def _one(rows: Sequence[CaseRow], name: str, columns: Columns, faults: list[Fault]) -> tuple[str, CaseRow]:
    """What the case has under that heading, once or the same on each row, and its row; '' where rows contradict."""
    first, first_row, is_whole = "", rows[0], True
    for row in rows:
        text = row.target if name == TARGET else row.months
        if not text or text == first:
            continue
        if not first:
            first, first_row = text, row
            continue
        is_whole = False
        problem = Problem("contradiction", first=shown(first), read=shown(text))
        faults.append(Fault(row.number, columns.heading(name), shown(text), problem, file=row.file))
    return (first if is_whole else ""), first_row


def _fault(
    field: str,
    problem: Problem,
    calculator: str,
    with_line: Sequence[CaseRow],
    own_row: CaseRow,
    columns: Columns,
) -> Fault:
    """A field's problem at its row and column of the table."""
    name, _, place = field.partition("[")
    at = int(place.rstrip("]")) if place else None
    row = own_row if at is None else with_line[min(at, len(with_line) - 1)]
    text = row.line.get(name, "") if at is not None else {TARGET: row.target, MONTHS: row.months}.get(name, "")
    said = Problem(problem.code, **{**problem.values, "field": name, "row": str(row.number)})
    return Fault(row.number, columns.heading(name, row.part), shown(text), said, calculator, row.file)
