"""From lines, their terms and the sums typed to a repayment plan and the split of a sum. No words, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculators.figure import plain_money, plain_ratio
from calculators.form import Form, Problem
from calculators.ratio import Ratio
from calculators.utilisation import model, plan, plan_fields, split
from calculators.utilisation.lines import LineOutcome
from calculators.utilisation.plan_fields import Typed

# Why there is a plan or a split, and why there is none.
READY, ENDLESS, SHORT, OVERDUE_UNKNOWN, NOTHING_OWED = "ready", "endless", "short", "overdue-unknown", "nothing-owed"


@dataclass(frozen=True)
class Cost:
    """The result of one order. `more` is its interest above the highest rate's; None where either never ends.

    `months` is the number until nothing is owed; the other two until every line, or the total, is at the target.
    """

    order: str
    interest: int
    more: int | None
    months: int
    to_target: int | None
    total_to_target: int | None
    is_endless: bool


@dataclass(frozen=True)
class PlanOutcome:
    """A plan or why there is none. `lines` are those that owe, in row order; `debts` and each of `months` are too.

    The budget is the month's money less what is kept, never below 0; rows count from 0.
    """

    state: str
    money: int
    kept: int | None
    budget: int
    lines: tuple[LineOutcome, ...]
    unknown_rows: tuple[int, ...]
    without_rate: tuple[int, ...] = ()
    without_due: tuple[int, ...] = ()
    overdue: int = 0
    required: int = 0
    missing: int = 0
    first_interest: int = 0
    debts: tuple[plan.Debt, ...] = ()
    costs: tuple[Cost, ...] = ()
    chosen: Cost | None = None
    months: tuple[Sequence[plan.Payment], ...] = ()


@dataclass(frozen=True)
class SplitLine:
    """One line's part of the sum: `paid` leaves it as `after`, at `ratio`."""

    line: LineOutcome
    paid: int
    after: model.Line
    ratio: Ratio | None


@dataclass(frozen=True)
class SplitOutcome:
    """A split or why there is none. `over` is what is left of the sum when nothing is owed any more."""

    state: str
    spare: int
    unknown_rows: tuple[int, ...]
    overdue: int = 0
    missing: int = 0
    over: int = 0
    lines: tuple[SplitLine, ...] = ()
    highest: Ratio | None = None


@dataclass(frozen=True)
class Planned:
    """The plan and the split. While one of their fields has a problem there is neither plan nor split.

    `needs_money`: some were filled in, but no sum to plan with or to split. `overdue_rows` hold an overdue amount.
    """

    figures: dict[str, str]
    problems: dict[str, Problem]
    overdue_rows: tuple[int, ...]
    plan: PlanOutcome | None = None
    split: SplitOutcome | None = None
    needs_money: bool = False


def _debt(entry: LineOutcome, given: Typed) -> plan.Debt:
    said = given.of(entry.row)
    return plan.Debt(
        owed=entry.line.owed,
        limit=entry.line.open_limit,
        due=None if said.is_all_due else said.due or 0,
        overdue=said.overdue or 0,
        rate=said.rate or 0,
    )


def planned(
    form: Form,
    lines: Sequence[LineOutcome],
    *,
    skipped: Sequence[int],
    ticked: Sequence[int],
    target: Ratio | None,
    is_whole: bool,
) -> Planned:
    """The plan and the split, each where its sum was typed; neither where something has to be corrected first.

    `lines` are in row order; `ticked` are the rows whose box 'already overdue' is ticked; `is_whole` says that there
    are lines and that no field outside the plan has a problem.
    """
    problems: dict[str, Problem] = {}
    figures: dict[str, str] = {}
    given = plan_fields.read(form, lines, skipped=skipped, problems=problems)
    late = tuple(row for row, said in given.terms.items() if said.overdue)
    found = Planned(figures=figures, problems=problems, overdue_rows=late)
    if problems or not is_whole:
        return found
    unknown = tuple(
        entry.row for entry in lines if entry.row in ticked and entry.line.owed and not given.of(entry.row).overdue
    )
    found_plan = _plan(lines, given, target, unknown, figures) if given.money is not None else None
    found_split = _split(lines, given, unknown, figures) if given.spare is not None else None
    has_none = found_plan is None and found_split is None
    return replace(found, plan=found_plan, split=found_split, needs_money=has_none)


def _plan(
    lines: Sequence[LineOutcome], given: Typed, target: Ratio | None, unknown: tuple[int, ...], figures: dict[str, str]
) -> PlanOutcome:
    owing = tuple(entry for entry in lines if entry.line.owed)
    money = given.money or 0
    found = PlanOutcome(
        state=OVERDUE_UNKNOWN if unknown else NOTHING_OWED,
        money=money,
        kept=given.kept,
        budget=max(0, money - (given.kept or 0)),
        lines=owing,
        unknown_rows=unknown,
    )
    if unknown or not owing:
        return found
    debts = [_debt(entry, given) for entry in owing]
    said = [(entry.row, given.of(entry.row)) for entry in owing]
    found = replace(
        found,
        without_rate=tuple(row for row, each in said if each.rate is None),
        without_due=tuple(row for row, each in said if each.due is None and not each.is_all_due),
        debts=tuple(debts),
        overdue=sum(debt.overdue for debt in debts),
        required=plan.required(debts),
        first_interest=sum(plan.interest(debt.owed, debt.rate) for debt in debts),
    )
    if found.budget < found.required:
        missing = found.required - found.budget
        figures["plan-missing"] = plain_money(missing)
        return replace(found, state=SHORT, missing=missing)
    plans = {order: plan.plan(debts, found.budget, order) for order in plan.ORDERS}
    costs = {order: _cost(order, plans, lines, owing, target) for order in plan.ORDERS}
    chosen = costs[given.order]
    found = replace(found, state=ENDLESS, costs=tuple(costs.values()), chosen=chosen)
    if chosen.is_endless:
        return found
    months: tuple[tuple[str, int | None], ...] = (
        ("plan-months-to-target", chosen.to_target),
        ("plan-months-total-to-target", chosen.total_to_target),
        ("plan-months-to-zero", chosen.months),
    )
    figures.update({name: str(count) for name, count in months if count is not None})
    figures["plan-interest"] = plain_money(chosen.interest)
    if chosen.more is not None and given.order != plan.HIGHEST_RATE:
        figures["plan-costs-more"] = plain_money(chosen.more)
    return replace(found, state=READY, months=tuple(plan.payments(debts, plans[given.order].ends)))


def _cost(
    order: str,
    plans: dict[str, plan.Plan],
    lines: Sequence[LineOutcome],
    owing: Sequence[LineOutcome],
    target: Ratio | None,
) -> Cost:
    found, dearest = plans[order], plans[plan.HIGHEST_RATE]
    to_target = total_to_target = None
    if target is not None and not found.is_endless:
        owed = [[entry.line.owed for entry in owing], *found.ends]
        to_target = plan.months_until(owed, [target.floor_of(entry.line.open_limit) for entry in owing])
        allowed = target.floor_of(model.total([entry.line for entry in lines]).limit)
        total_to_target = plan.months_until([[sum(month)] for month in owed], [allowed])
    return Cost(
        order=order,
        interest=found.interest,
        more=None if found.is_endless or dearest.is_endless else found.interest - dearest.interest,
        months=len(found.ends),
        to_target=to_target,
        total_to_target=total_to_target,
        is_endless=found.is_endless,
    )


def _split(
    lines: Sequence[LineOutcome], given: Typed, unknown: tuple[int, ...], figures: dict[str, str]
) -> SplitOutcome:
    spare = given.spare or 0
    debts = [_debt(entry, given) for entry in lines]
    owed, overdue = [debt.owed for debt in debts], [debt.overdue for debt in debts]
    found = SplitOutcome(
        state=OVERDUE_UNKNOWN if unknown else NOTHING_OWED, spare=spare, unknown_rows=unknown, overdue=sum(overdue)
    )
    if unknown or not any(owed):
        return found
    if spare < found.overdue:
        figures["split-missing"] = plain_money(found.overdue - spare)
        return replace(found, state=SHORT, missing=found.overdue - spare)
    paid = split.split(owed, overdue, [debt.limit for debt in debts], spare, last=plan.dearest_first(debts))
    parts = []
    for entry, part in zip(lines, paid, strict=True):
        after = replace(entry.line, used=entry.line.owed - part)
        parts.append(SplitLine(line=entry, paid=part, after=after, ratio=model.ratio(after)))
        figures[f"split-repay[{entry.row}]"] = plain_money(part)
    highest = model.highest_ratio([part.after for part in parts])
    if highest is not None:
        figures["split-highest-ratio"] = plain_ratio(highest)
    over = spare - sum(paid)
    if over:
        figures["split-left"] = plain_money(over)
    return replace(found, state=READY, over=over, lines=tuple(parts), highest=highest)
