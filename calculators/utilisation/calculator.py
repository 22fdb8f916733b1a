"""Utilisation: from the form to figures and problems. No words, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from calculators import data
from calculators import form as typed
from calculators.figure import plain_money, plain_ratio
from calculators.form import Form, Problem
from calculators.ratio import Ratio
from calculators.utilisation import model
from calculators.utilisation.lines import (
    DRAWN_AS_LOANS,
    FOLDER,
    LINE_COLUMNS,
    PLAN_COLUMNS,
    SCENARIO_COLUMNS,
    LineOutcome,
    is_skipped,
    read_line,
)

if TYPE_CHECKING:
    from calculators.utilisation.plan_outcome import Planned
    from calculators.utilisation.scenarios import Asked

_PLAN_FIELDS = (*PLAN_COLUMNS, "plan-money", "plan-kept", "spare")
_PLAN_ORDERS = ("", "highest-rate", "highest-ratio", "equal-shares")


@dataclass(frozen=True)
class Outcome:
    """Everything that the view shows. `lines` are in the table's order: those that owe without a limit first."""

    figures: dict[str, str]
    problems: dict[str, Problem]
    lines: tuple[LineOutcome, ...]
    target: Ratio | None
    overdue_rows: tuple[int, ...]
    problem_rows: tuple[int, ...]
    example_rows: tuple[int, ...]
    is_target_example: bool
    is_empty: bool
    total: model.Line
    total_ratio: Ratio | None
    cards_ratio: Ratio | None
    highest_ratio: Ratio | None
    highest: LineOutcome | None
    repay_total: int | None
    repay_every_line: int | None
    full_from: int
    preset: int
    article: int
    values_of: date | None
    scenarios: Asked | None
    planned: Planned | None


def _is_filled(form: Form, fields: Sequence[str]) -> bool:
    """Whether anything but blanks was typed in any of these fields."""
    return not typed.is_empty("".join(["".join(form.texts(field)) for field in fields]))


def _asks_for_scenarios(form: Form) -> bool:
    """Whether any of the scenarios' fields is filled in; only then is their module imported."""
    return _is_filled(form, SCENARIO_COLUMNS)


def _asks_for_plan(form: Form) -> bool:
    """Whether any of the plan's fields is filled in; a valid order alone asks for nothing."""
    return _is_filled(form, _PLAN_FIELDS) or form.text("plan-order").strip(typed.SPACES) not in _PLAN_ORDERS


@dataclass(frozen=True)
class _Rows:
    """The form's rows, counted from 0: those that could be read, and which of them are marked in some way."""

    lines: list[LineOutcome]
    ticked: list[int]
    skipped: list[int]
    examples: list[int]


@dataclass(frozen=True)
class _Headline:
    """The figures over all lines; None where they do not exist. Money in fen."""

    total: model.Line
    total_ratio: Ratio | None
    cards_ratio: Ratio | None
    highest_ratio: Ratio | None
    repay_total: int | None
    repay_every_line: int | None


def _target(text: str, problems: dict[str, Problem]) -> Ratio | None:
    """The target; None where it is empty or has a problem, which is noted."""
    read = typed.too_long(text) if typed.is_empty(text) else typed.percent(text)
    if isinstance(read, Problem):
        problems["target"] = read.at("target")
        return None
    return read


def _rows(
    every: Sequence[dict[str, str]],
    is_example: Sequence[str],
    target: Ratio | None,
    full_from: Ratio,
    problems: dict[str, Problem],
) -> _Rows:
    """Every row, read; the problems of its fields are noted."""
    if len(every) > typed.MOST_ROWS:
        too_many = Problem("too-many-rows", count=str(len(every)), most=str(typed.MOST_ROWS))
        problems[f"line-limit[{typed.MOST_ROWS}]"] = too_many.at("line-limit", typed.MOST_ROWS)
    rows = _Rows([], [], [], [])
    for row, cells in enumerate(every[: typed.MOST_ROWS]):
        if cells["line-overdue"].strip(typed.SPACES) == "yes":
            rows.ticked.append(row)
        if is_skipped(cells):
            rows.skipped.append(row)
            for field in LINE_COLUMNS:
                if problem := typed.too_long(cells[field]):
                    problems[f"{field}[{row}]"] = problem.at(field, row)
            continue
        if row < len(is_example) and is_example[row] == "yes":
            rows.examples.append(row)
        if found := read_line(cells, row, problems):
            rows.lines.append(_line_outcome(row, *found, target=target, full_from=full_from))
    return rows


def _line_outcome(
    row: int, name: str, kind: str, line: model.Line, *, target: Ratio | None, full_from: Ratio
) -> LineOutcome:
    repayment = None if target is None else model.repayment(line, target)
    return LineOutcome(row, name, kind, line, model.ratio(line), repayment, model.band(line, target, full_from))


def _headline(lines: list[LineOutcome], target: Ratio | None, *, is_whole: bool) -> _Headline:
    """The figures over all lines. Only the total exists unless `is_whole`: every row was read and there is one."""
    every = [entry.line for entry in lines]
    total = model.total(every)
    if not is_whole:
        return _Headline(total, None, None, None, None, None)
    cards = [entry.line for entry in lines if entry.kind not in DRAWN_AS_LOANS]
    return _Headline(
        total=total,
        total_ratio=model.ratio(total),
        cards_ratio=model.ratio(model.total(cards)),
        highest_ratio=max([entry.ratio for entry in lines if entry.ratio is not None], default=None),
        repay_total=None if target is None else model.repayment(total, target),
        repay_every_line=None if target is None else sum([entry.repayment or 0 for entry in lines]),
    )


def _highest(lines: list[LineOutcome], ratio: Ratio | None) -> LineOutcome | None:
    """The first line that has the highest ratio."""
    return next((entry for entry in lines if ratio is not None and entry.ratio == ratio), None)


def _figures(lines: list[LineOutcome], headline: _Headline) -> dict[str, str]:
    """The figures that exist, line by line and then over all of them; a comparison shows them in this order."""
    figures: dict[str, str] = {}
    for entry in lines:
        if entry.ratio is not None:
            figures[f"line-ratio[{entry.row}]"] = plain_ratio(entry.ratio)
        if entry.repayment is not None:
            figures[f"line-repay[{entry.row}]"] = plain_money(entry.repayment)
    return figures | _over_all(headline)


def _over_all(headline: _Headline) -> dict[str, str]:
    figures: dict[str, str] = {}
    for key, ratio in (
        ("total-ratio", headline.total_ratio),
        ("total-ratio-cards", headline.cards_ratio),
        ("highest-ratio", headline.highest_ratio),
    ):
        if ratio is not None:
            figures[key] = plain_ratio(ratio)
    for key, fen in (("repay-total", headline.repay_total), ("repay-every-line", headline.repay_every_line)):
        if fen is not None:
            figures[key] = plain_money(fen)
    return figures


@dataclass(frozen=True)
class Summed:
    """What lines come to, without what explains it or plans: a table of cases needs no more. `problems` are by field
    as an outcome's; `overdue` says whether a line is; `bands` are the lines', `band` that of all together, '' where it
    was not worked out."""

    figures: dict[str, str]
    problems: dict[str, Problem]
    is_overdue: bool
    bands: tuple[str, ...]
    band: str


def summed(every: Sequence[dict[str, str]], target: str, *, full_from: Ratio) -> Summed:
    """The lines of one person, each with all its fields; `full_from` as `full_ratio` gives it."""
    problems: dict[str, Problem] = {}
    read = _target(target, problems)
    rows = _rows(every, (), read, full_from, problems)
    headline = _headline(rows.lines, read, is_whole=bool(rows.lines) and not problems)
    return Summed(
        figures=_over_all(headline),
        problems=problems,
        is_overdue=bool(rows.ticked),
        bands=tuple([entry.band for entry in rows.lines]),
        band="" if problems else model.band(headline.total, read, full_from),
    )


def full_ratio(day: date) -> Ratio:
    """From which ratio on a line counts as full."""
    return Ratio(data.value_near(data.data(FOLDER)[0]["full-from"], day)[0], 100)


def outcome(form: Form, *, day: date) -> Outcome:
    """Ratios, repayments and bands of the rows that could be read.

    While any field has a problem the headline figures are absent; the readable lines keep theirs.
    """
    parameters = data.data(FOLDER)[0]
    full_from, values_of = data.value_near(parameters["full-from"], day)
    preset, _ = data.value_near(parameters["preset-target"], day)
    article, _ = data.value_near(parameters["article-target"], day)

    problems: dict[str, Problem] = {}
    target = _target(form.text("target"), problems)
    every, is_example = form.columns(*LINE_COLUMNS), form.texts("line-example")
    rows = _rows(every, is_example, target, Ratio(full_from, 100), problems)
    lines, overdue = rows.lines, rows.ticked
    is_whole = bool(lines) and not problems
    headline = _headline(lines, target, is_whole=is_whole)
    figures = _figures(lines, headline)

    problem_rows = tuple(sorted({int(key[:-1].partition("[")[2]) for key in problems if "[" in key}))
    planned = None
    if _asks_for_plan(form):
        from calculators.utilisation import plan_outcome

        planned = plan_outcome.planned(
            form, lines, skipped=rows.skipped, ticked=rows.ticked, target=target, is_whole=is_whole
        )
        figures.update(planned.figures)
        problems.update(planned.problems)
        overdue = sorted({*overdue, *planned.overdue_rows})
    asked = None
    if _asks_for_scenarios(form):
        from calculators.utilisation import scenarios

        asked = scenarios.asked(form, lines, unread=problem_rows, is_whole=is_whole)
        figures.update(asked.figures)
        problems.update(asked.problems)

    return Outcome(
        figures=figures,
        problems=problems,
        lines=tuple(sorted(lines, key=lambda entry: entry.band != model.NO_LIMIT)),
        target=target,
        overdue_rows=tuple(overdue),
        problem_rows=problem_rows,
        example_rows=tuple(rows.examples),
        is_target_example=target is not None and form.is_example("target"),
        is_empty=not lines and not problems,
        total=headline.total,
        total_ratio=headline.total_ratio,
        cards_ratio=headline.cards_ratio,
        highest_ratio=headline.highest_ratio,
        highest=_highest(lines, headline.highest_ratio),
        repay_total=headline.repay_total,
        repay_every_line=headline.repay_every_line,
        full_from=full_from,
        preset=preset,
        article=article,
        values_of=values_of,
        scenarios=asked,
        planned=planned,
    )
