"""Up to three changes looked at side by side, each by itself and against today. Fen and exact ratios; no words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from calculators import form as typed
from calculators.figure import grouped_money, plain_ratio
from calculators.form import Form, Problem
from calculators.ratio import Ratio
from calculators.utilisation import model
from calculators.utilisation.lines import SCENARIO_COLUMNS as _COLUMNS
from calculators.utilisation.lines import LineOutcome

MOST_SCENARIOS = 3
LOWER, SAME, HIGHER = "lower", "same", "higher"


@dataclass(frozen=True)
class Change:
    """A ratio then and now, which way it moves, and by how much (never below 0)."""

    before: Ratio
    after: Ratio
    way: str
    by: Ratio


@dataclass(frozen=True)
class Scenario:
    """One change of one line. `index` is its place in the form; money in fen.

    `until_as_today` is what may be borrowed more before the total ratio is today's again; None where it is not lower.
    """

    index: int
    name: str
    entry: LineOutcome
    repay: int
    spend: int
    limit: int | None
    after: model.Line
    total: model.Line
    total_ratio: Ratio | None
    highest_ratio: Ratio | None
    highest: LineOutcome | None
    total_change: Change | None
    highest_change: Change | None
    until_as_today: int | None

    @property
    def is_raised(self) -> bool:
        return self.limit is not None and self.limit > self.entry.line.limit

    @property
    def is_cut(self) -> bool:
        return self.limit is not None and self.limit < self.entry.line.limit

    @property
    def over_limit(self) -> int:
        """The amount owed above the open limit, in fen; 0 where it is not over."""
        return max(0, self.after.owed - self.after.open_limit)


@dataclass(frozen=True)
class Asked:
    """The scenarios that could be worked out. `problems` are theirs alone: today's figures do not wait for them."""

    scenarios: tuple[Scenario, ...]
    figures: dict[str, str]
    problems: dict[str, Problem]


def changed(line: model.Line, *, repay: int, spend: int, limit: int | None) -> model.Line:
    """The line after the repayment, the purchase and, where given, the new limit; a frozen line stays frozen."""
    return replace(line, used=line.used - repay + spend, limit=line.limit if limit is None else limit)


def _change(before: Ratio | None, after: Ratio | None) -> Change | None:
    if before is None or after is None:
        return None
    difference = after.numerator * before.denominator - before.numerator * after.denominator
    by = Ratio(abs(difference), after.denominator * before.denominator)
    return Change(before, after, SAME if not difference else LOWER if difference < 0 else HIGHER, by)


def _read(cells: dict[str, str]) -> dict[str, object]:
    """Each field's reading: a text, fen, None where it is empty, or a Problem."""
    line = cells["scenario-line"]
    return {
        "scenario-name": typed.plain_text(cells["scenario-name"]),
        "scenario-line": typed.too_long(line) or line,
        **{field: typed.optional_money(cells[field]) for field in _COLUMNS[2:]},
    }


def _line_number(text: str, numbers: Sequence[int]) -> int | Problem:
    """The number of a line as shown; `numbers` are those of the lines that are filled in."""
    if typed.is_empty(text):
        return Problem("scenario-line-empty", numbers=_listed(numbers))
    read = typed.whole_number(text, least=1, most=typed.MOST_ROWS)
    if isinstance(read, Problem) or read not in numbers:
        return Problem("scenario-line-unknown", read=typed.shown(text), numbers=_listed(numbers))
    return read


def _listed(numbers: Sequence[int]) -> str:
    """1–5 where none is missing between, else 1, 2, 4."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def asked(form: Form, lines: Sequence[LineOutcome], *, unread: Collection[int], is_whole: bool) -> Asked:
    """Reads the scenarios' fields, and works them out where today's lines are whole.

    `lines` are today's, `unread` the rows (from 0) in which something has to be corrected first: a scenario of such a
    row waits. A scenario without any amount is skipped, or checked for its line alone where a line is named.
    """
    every = sorted(lines, key=lambda entry: entry.row)
    by_number = {entry.row + 1: entry for entry in every}
    numbers = sorted({*by_number, *(row + 1 for row in unread)})
    problems: dict[str, Problem] = {}
    found: list[Scenario] = []
    for index, cells in enumerate(form.columns(*_COLUMNS)):
        if index >= MOST_SCENARIOS:
            if not all(typed.is_empty(text) for text in cells.values()):
                problem = Problem("scenario-too-many", most=str(MOST_SCENARIOS))
                problems[f"scenario-name[{index}]"] = problem.at("scenario-name", index)
            break
        readings, entry = _checked(cells, by_number, numbers)
        wrong = {field: reading for field, reading in readings.items() if isinstance(reading, Problem)}
        for field, problem in wrong.items():
            problems[f"{field}[{index}]"] = problem.at(field, index)
        if not wrong and entry is not None and is_whole:
            found.append(_worked_out(index, readings, entry, every))
    return Asked(scenarios=tuple(found), figures=_figures(found), problems=problems)


def _checked(
    cells: dict[str, str], by_number: Mapping[int, LineOutcome], numbers: Sequence[int]
) -> tuple[dict[str, object], LineOutcome | None]:
    """The readings of a scenario's fields, and the line that it changes; None where it is skipped or cannot be told."""
    readings = _read(cells)
    is_skipped = all(typed.is_empty(cells[field]) for field in _COLUMNS[1:])
    if is_skipped or isinstance(readings["scenario-line"], Problem):
        return readings, None
    number = _line_number(cells["scenario-line"], numbers)
    if isinstance(number, Problem):
        return readings | {"scenario-line": number}, None
    entry = by_number.get(number)
    repay = readings["scenario-repay"]
    if entry is not None and isinstance(repay, int) and repay > entry.line.owed:
        read, owed = typed.shown(cells["scenario-repay"]), grouped_money(entry.line.owed)
        readings["scenario-repay"] = Problem("scenario-repay-too-much", read=read, owed=owed)
    return readings, entry


def _figures(found: Sequence[Scenario]) -> dict[str, str]:
    figures = {}
    for scenario in found:
        for name, ratio in (("total", scenario.total_ratio), ("highest", scenario.highest_ratio)):
            if ratio is not None:
                figures[f"scenario-{name}-ratio[{scenario.index}]"] = plain_ratio(ratio)
    return figures


def _worked_out(
    index: int, readings: Mapping[str, object], entry: LineOutcome, every: Sequence[LineOutcome]
) -> Scenario:
    amounts = (readings[field] for field in ("scenario-repay", "scenario-spend", "scenario-limit"))
    repay, spend, limit = [amount if isinstance(amount, int) else None for amount in amounts]
    repay, spend = repay or 0, spend or 0
    after = changed(entry.line, repay=repay, spend=spend, limit=limit)
    today = [each.line for each in every]
    then = [after if each is entry else each.line for each in every]
    total = model.total(then)
    total_ratio, highest_ratio = model.ratio(total), model.highest_ratio(then)
    total_change = _change(model.ratio(model.total(today)), total_ratio)
    highest = None
    if highest_ratio is not None:
        highest = next(each for each, line in zip(every, then, strict=True) if model.ratio(line) == highest_ratio)
    until = None
    if total_change is not None and total_change.way == LOWER:
        until = total_change.before.floor_of(total.limit) - total.used
    return Scenario(
        index=index,
        name=str(readings["scenario-name"]),
        entry=entry,
        repay=repay,
        spend=spend,
        limit=limit,
        after=after,
        total=total,
        total_ratio=total_ratio,
        highest_ratio=highest_ratio,
        highest=highest,
        total_change=total_change,
        highest_change=_change(model.highest_ratio(today), highest_ratio),
        until_as_today=until,
    )
