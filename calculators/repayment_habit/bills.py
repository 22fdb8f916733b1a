"""From bills and payments to the month's codes, as second-generation reports are said to write them. No words here.

A month's code says how an account was at the end of that month. Of each bill due by then:

    paid in full by its due day                        N in its month, nothing afterwards
    paid after it, before the end of the same month    M in its month, nothing afterwards
    not paid in full when a month ends                 1 to 7 by the days from the due day to that month's end

The worst bill gives the code; a month with no such bill is `*`. A bill due on the last day of a month and not paid
that day has 0 days by then and still gets 1: it was not paid before the month ended, so neither N nor M is true.
Paying a bill later never makes a month's code lower: for a fixed month it goes N, M, then a digit of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from calculators.repayment_habit import model
from calculators.repayment_habit.projection import last_day

NOTHING_DUE = "*"
_RANK = NOTHING_DUE + model.ON_TIME + model.PAID_LATE + model.DIGITS


@dataclass(frozen=True)
class Payment:
    """A payment: its day and its fen; None where the day has no amount beside it, read as everything still owed."""

    day: date
    fen: int | None


@dataclass(frozen=True)
class Bill:
    """One bill: its due day, its fen (None where no amount was given: any payment pays it) and its payments.

    `rows` are the rows of the table it was read from, as people count them; `minimum` is the least that had to be paid
    by the due day, None where nothing says so.
    """

    due: date
    fen: int | None
    payments: tuple[Payment, ...]
    rows: tuple[int, ...]
    minimum: int | None = None


@dataclass(frozen=True)
class Standing:
    """One bill at the end of a month: its code, the days it was late by then and the fen still owed by then
    (None where the bill has no amount); the day it was paid in full, then or later, and how late that was."""

    bill: Bill
    code: str
    days_late: int
    owed: int | None
    cleared: date | None
    days_late_in_all: int


@dataclass(frozen=True)
class MonthOfBills:
    """A calendar month with its last day, its code, and every bill that has a say in it, the worst first."""

    year: int
    month: int
    end: date
    code: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Derived:
    """The months, oldest first, up to the one before the day; bills due in or after the day's own month; bills that
    were settled before the first month looked at; and bills unpaid on the day with the days they are late."""

    months: tuple[MonthOfBills, ...]
    later: tuple[Bill, ...]
    older: tuple[Bill, ...]
    unpaid: tuple[tuple[Bill, int], ...]

    @property
    def codes(self) -> str:
        """The record as it goes into `months`."""
        return "".join(month.code for month in self.months)


def cleared(bill: Bill) -> date | None:
    """The day on which its payments first came to the whole bill; None where they have not."""
    paid = 0
    for payment in sorted(bill.payments, key=lambda payment: payment.day):
        if payment.fen is None or bill.fen is None:
            return payment.day
        paid += payment.fen
        if paid >= bill.fen:
            return payment.day
    return None


def has_minimum_only(bill: Bill) -> bool:
    """Whether by the due day no more than the least payment had come: on time if the account's terms say so."""
    if bill.fen is None or not bill.minimum or bill.minimum >= bill.fen:
        return False
    by_then = sum(payment.fen or 0 for payment in bill.payments if payment.day <= bill.due)
    return bill.minimum <= by_then < bill.fen


def with_minimum(bill: Bill) -> Bill:
    """The bill as its terms count it where the least payment is enough; any other bill as it is."""
    return replace(bill, fen=bill.minimum) if has_minimum_only(bill) else bill


def owed(bill: Bill, day: date) -> int | None:
    """Fen still owed at the end of that day, 0 or more; None where the bill has no amount and is not paid."""
    paid_in_full = cleared(bill)
    if paid_in_full is not None and paid_in_full <= day:
        return 0
    if bill.fen is None:
        return None
    return bill.fen - sum(payment.fen or 0 for payment in bill.payments if payment.day <= day)


def days_late(bill: Bill, day: date) -> int:
    """Whole days from the due day to the day it was paid in full, or to `day` while it has not been; never below 0."""
    paid_in_full = cleared(bill)
    until = day if paid_in_full is None or paid_in_full > day else paid_in_full
    return max(0, (until - bill.due).days)


def digit(days: int, longest: Sequence[int]) -> str:
    """The digit for so many days late; 0 days, on a month's last day, are a 1 too.

    `longest`: the most days of 1, 2 …
    """
    return str(1 + sum(days > most for most in longest))


def standing(bill: Bill, end: date, longest: Sequence[int]) -> Standing | None:
    """The bill on a month's last day; None where it has no say in that month."""
    is_own_month = (bill.due.year, bill.due.month) == (end.year, end.month)
    paid_in_full = cleared(bill)
    is_paid = paid_in_full is not None and paid_in_full <= end
    if bill.due > end or (is_paid and not is_own_month):
        return None
    days = days_late(bill, end)
    code = digit(days, longest)
    if is_paid:
        code = model.PAID_LATE if days else model.ON_TIME
    in_all = days if paid_in_full is None else days_late(bill, paid_in_full)
    return Standing(bill, code, days, owed(bill, end), paid_in_full, in_all)


def _month(year: int, month: int, bills: Sequence[Bill], longest: Sequence[int]) -> MonthOfBills:
    end = date(year, month, last_day(year, month))
    standings = [found for bill in bills if (found := standing(bill, end, longest)) is not None]
    standings.sort(key=lambda found: -_RANK.index(found.code))
    code = standings[0].code if standings else NOTHING_DUE
    return MonthOfBills(year, month, end, code, tuple(standings))


def derived(bills: Sequence[Bill], *, day: date, most: int, longest: Sequence[int]) -> Derived:
    """At most `most` months, the last one before the day's own month, the first one with a bill in it.

    Payments after `day` must not be given. Months before the first bill are left out: nothing is known of them.
    """
    today = day.year * 12 + day.month - 1
    bills = sorted(bills, key=lambda bill: (bill.due, bill.rows))
    dues = [bill.due.year * 12 + bill.due.month - 1 for bill in bills]
    first = max(today - most, 12, min(dues, default=today))
    months = [_month(count // 12, count % 12 + 1, bills, longest) for count in range(first, today)]
    told = {found.bill for month in months for found in month.standings}
    if not told:  # a record of nothing but `*` says nothing
        months = []
    return Derived(
        months=tuple(months),
        later=tuple(bill for bill, due in zip(bills, dues, strict=True) if due >= today),
        older=tuple(bill for bill, due in zip(bills, dues, strict=True) if due < first and bill not in told),
        unpaid=tuple((bill, days_late(bill, day)) for bill in bills if cleared(bill) is None and bill.due < day),
    )
