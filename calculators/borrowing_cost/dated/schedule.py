"""A repayment schedule's cost: from the three fields to figures and problems. No words, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators import form as typed
from calculators import sheet_cell
from calculators.borrowing_cost import model
from calculators.borrowing_cost.dated import rate, schedule_table
from calculators.borrowing_cost.dated.rate import ByDates
from calculators.borrowing_cost.dated.schedule_table import Payment, Schedule
from calculators.figure import plain_money, plain_ratio
from calculators.form import Form, Problem
from calculators.ratio import Ratio

FIELDS = ("schedule", "schedule-received", "schedule-day")


@dataclass(frozen=True)
class Costed:
    """What a schedule comes to. `flows` are in the order of their days, what was received below 0; empty where
    something is missing or wrong. `is_from_parts`: the principal's column says what was received.

    `by_dates` is None where no single rate exists, and so is `by_months` where it does not, or where payments do not
    come once a calendar month; `odd` says which (`months`, or '').
    """

    read: Schedule
    problems: dict[str, Problem]
    flows: tuple[Payment, ...]
    received: int
    paid: int
    by_dates: ByDates | None
    by_months: model.Rate | None
    sign_changes: int
    is_from_parts: bool
    days_to_first: int
    figures: dict[str, str]


def _received(form: Form, read: Schedule) -> tuple[list[Payment], bool, dict[str, Problem]]:
    """What the reader received: rows of the table, else the two fields; where no amount is typed, the sum of the
    principal's column."""
    problems: dict[str, Problem] = {}
    amount, day = form.text("schedule-received"), form.text("schedule-day")
    rows = [payment for payment in read.payments if payment.fen < 0]
    if rows:
        if not typed.is_empty(amount) or not typed.is_empty(day):
            field = "schedule-day" if typed.is_empty(amount) else "schedule-received"
            problems[field] = Problem("schedule-received-twice", rows=", ".join(str(each.row) for each in rows[:5]))
        return [], False, problems
    parts = [dict(payment.parts).get("principal") for payment in read.payments]
    principal = sum(part or 0 for part in parts) if parts and all(part is not None for part in parts) else 0
    is_from_parts = typed.is_empty(amount) and principal > 0
    fen = typed.too_long(amount) or (Problem("schedule-received-empty") if typed.is_empty(amount) else _above(amount))
    if is_from_parts and not typed.too_long(amount):
        fen = principal
    if isinstance(fen, Problem):
        problems["schedule-received"] = fen
    on = Problem("schedule-day-missing") if typed.is_empty(day) else sheet_cell.day(day)
    if isinstance(on, Problem):
        problems["schedule-day"] = typed.too_long(day) or on
    elif (first := min((payment.day for payment in read.payments), default=on)) < on:
        problems["schedule-day"] = Problem("schedule-day-late", read=on.isoformat(), first=first.isoformat())
    if problems or isinstance(fen, Problem) or isinstance(on, Problem):
        return [], is_from_parts, problems
    return [Payment(0, on, -fen)], is_from_parts, {}


def _above(text: str) -> int | Problem:
    read = typed.money(text)
    return Problem("not-above-zero", read=typed.shown(text)) if read == 0 else read


def _is_monthly(payments: Sequence[Payment]) -> bool:
    """Whether a payment falls in each calendar month, one after the other."""
    months = [12 * payment.day.year + payment.day.month for payment in payments]
    return months == list(range(months[0], months[0] + len(months)))


def costed(form: Form) -> Costed:
    """The cost of the schedule in the field `schedule`, which is not empty."""
    read = schedule_table.schedule(form.text("schedule"))
    problems: dict[str, Problem] = {}
    if read.problem is not None:
        problems["schedule"] = read.problem
    elif read.unread:
        problems["schedule"] = Problem("schedule-rows", count=str(len(read.unread)), first=str(read.unread[0].row))
    received, is_from_parts, others = ([], False, {}) if read.problem else _received(form, read)
    problems |= others
    flows: tuple[Payment, ...] = ()
    if not problems:
        flows = tuple(sorted((*received, *read.payments), key=lambda payment: (payment.day, payment.fen >= 0)))
    return _worked_out(read, {field: each.at(field) for field, each in problems.items()}, flows, is_from_parts)


def _worked_out(
    read: Schedule, problems: dict[str, Problem], flows: tuple[Payment, ...], is_from_parts: bool
) -> Costed:
    paying = [payment for payment in flows if payment.fen > 0]
    drawn = [payment for payment in flows if payment.fen < 0]
    received, paid = -sum(payment.fen for payment in drawn), sum(payment.fen for payment in paying)
    by_day: dict[int, int] = {}
    for payment in flows:
        days = (payment.day - flows[0].day).days
        by_day[days] = by_day.get(days, 0) + payment.fen
    netted = rate.netted(by_day)
    by_dates = rate.by_dates(netted)
    by_months = None
    if by_dates is not None and by_dates.annual is not None and len(drawn) == 1 and _is_monthly(paying):
        by_months = model.annual_rate(received, [payment.fen for payment in paying])
    figures: dict[str, str] = {}
    if by_dates is not None and by_dates.annual is not None:
        figures["schedule-annual-by-dates"] = _plain(by_dates.annual)
    if by_months is not None:
        figures["schedule-annual-nominal"] = _plain(by_months.nominal)
        figures["schedule-annual-effective"] = _plain(by_months.effective)
    if flows:
        figures["schedule-total-paid"] = plain_money(paid)
        figures["schedule-total-cost"] = plain_money(paid - received)
    return Costed(
        read=read,
        problems=problems,
        flows=flows,
        received=received,
        paid=paid,
        by_dates=by_dates,
        by_months=by_months,
        sign_changes=model.sign_changes([fen for _, fen in netted]),
        is_from_parts=is_from_parts,
        days_to_first=(paying[0].day - flows[0].day).days if paying else 0,
        figures=figures,
    )


def _plain(found: object) -> str:
    return plain_ratio(Ratio(*found.as_integer_ratio()))  # type: ignore[attr-defined]
