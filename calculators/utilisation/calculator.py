"""Utilisation: from the form to figures and problems. No words, no HTML."""

from __future__ import annotations

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
    """What the view shows. `lines` stand in the order of the table: those that owe without a limit first."""

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


def _asks_for_scenarios(form: Form) -> bool:
    """Whether anything stands in a scenario's fields: what works them out is imported only then."""
    return any(not typed.is_empty(text) for field in SCENARIO_COLUMNS for text in form.texts(field))


def _asks_for_plan(form: Form) -> bool:
    """Whether anything stands in the plan's fields; the order alone asks for nothing, unless it is none."""
    is_typed = any(not typed.is_empty(text) for field in _PLAN_FIELDS for text in form.texts(field))
    return is_typed or form.text("plan-order").strip(typed.SPACES) not in _PLAN_ORDERS


def outcome(form: Form, *, day: date) -> Outcome:
    """Ratios, repayments and bands of the rows that could be read.

    While any field has a problem the headline figures are absent; the readable lines keep theirs.
    """
    parameters = data.data(FOLDER)[0]
    full_from, values_of = data.value_near(parameters["full-from"], day)
    preset, _ = data.value_near(parameters["preset-target"], day)
    article, _ = data.value_near(parameters["article-target"], day)

    problems: dict[str, Problem] = {}
    target: Ratio | None = None
    target_text = form.text("target")
    if reading := typed.too_long(target_text):
        problems["target"] = reading.at("target")
    elif not typed.is_empty(target_text):
        read = typed.percent(target_text)
        if isinstance(read, Problem):
            problems["target"] = read.at("target")
        else:
            target = read

    rows = form.columns(*LINE_COLUMNS)
    if len(rows) > typed.MOST_ROWS:
        too_many = Problem("too-many-rows", count=str(len(rows)), most=str(typed.MOST_ROWS))
        problems[f"line-limit[{typed.MOST_ROWS}]"] = too_many.at("line-limit", typed.MOST_ROWS)
    is_example = form.texts("line-example")

    lines: list[LineOutcome] = []
    overdue: list[int] = []
    skipped: list[int] = []
    example: list[int] = []
    for row, cells in enumerate(rows[: typed.MOST_ROWS]):
        if cells["line-overdue"].strip(typed.SPACES) == "yes":
            overdue.append(row)
        if is_skipped(cells):
            skipped.append(row)
            for field in LINE_COLUMNS:
                if problem := typed.too_long(cells[field]):
                    problems[f"{field}[{row}]"] = problem.at(field, row)
            continue
        if row < len(is_example) and is_example[row] == "yes":
            example.append(row)
        found = read_line(cells, row, problems)
        if found is None:
            continue
        name, kind, line = found
        ratio = model.ratio(line)
        lines.append(
            LineOutcome(
                row=row,
                name=name,
                kind=kind,
                line=line,
                ratio=ratio,
                repayment=None if target is None else model.repayment(line, target),
                band=model.band(line, target, Ratio(full_from, 100)),
            )
        )

    figures: dict[str, str] = {}
    for entry in lines:
        if entry.ratio is not None:
            figures[f"line-ratio[{entry.row}]"] = plain_ratio(entry.ratio)
        if entry.repayment is not None:
            figures[f"line-repay[{entry.row}]"] = plain_money(entry.repayment)

    every = [entry.line for entry in lines]
    total = model.total(every)
    is_whole = bool(lines) and not problems
    total_ratio = model.ratio(total) if is_whole else None
    cards = [entry.line for entry in lines if entry.kind not in DRAWN_AS_LOANS]
    cards_ratio = model.ratio(model.total(cards)) if is_whole else None
    highest = model.highest_ratio(every) if is_whole else None
    repay_total = model.repayment(total, target) if is_whole and target is not None else None
    repay_every = sum(entry.repayment or 0 for entry in lines) if repay_total is not None else None
    for key, ratio in (("total-ratio", total_ratio), ("total-ratio-cards", cards_ratio), ("highest-ratio", highest)):
        if ratio is not None:
            figures[key] = plain_ratio(ratio)
    for key, fen in (("repay-total", repay_total), ("repay-every-line", repay_every)):
        if fen is not None:
            figures[key] = plain_money(fen)

    problem_rows = tuple(sorted({int(key[:-1].partition("[")[2]) for key in problems if "[" in key}))
    planned = None
    if _asks_for_plan(form):
        from calculators.utilisation import plan_outcome

        planned = plan_outcome.planned(form, lines, skipped=skipped, ticked=overdue, target=target, is_whole=is_whole)
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
        example_rows=tuple(example),
        is_target_example=target is not None and form.is_example("target"),
        is_empty=not lines and not problems,
        total=total,
        total_ratio=total_ratio,
        cards_ratio=cards_ratio,
        highest_ratio=highest,
        highest=next((entry for entry in lines if highest is not None and entry.ratio == highest), None),
        repay_total=repay_total,
        repay_every_line=repay_every,
        full_from=full_from,
        preset=preset,
        article=article,
        values_of=values_of,
        scenarios=asked,
        planned=planned,
    )
