"""A repayment plan, month by month, in whole fen; no words here.

Every month: interest on the opening balance, then what is overdue and falls due, then the rest in the chosen order.
Nothing new is borrowed, the money of a month is the same throughout, and nothing is ever overpaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import le
from typing import NamedTuple

from calculators.utilisation import split

HIGHEST_RATE, HIGHEST_RATIO, EQUAL_SHARES = ORDERS = ("highest-rate", "highest-ratio", "equal-shares")
MOST_MONTHS = 480
_RATE_UNITS_A_YEAR = 12 * 1_000_000
_ALL = 10**60  # above any balance that can come about


@dataclass(frozen=True)
class Debt:
    """The debt of one line, in fen. `due` falls due every month, None is all of it; `overdue` is part of `owed`.

    `limit` is the open limit, 0 for a frozen line; `rate` is the yearly rate in millionths: 18.25 % is 182,500.
    """

    owed: int
    limit: int
    due: int | None
    overdue: int
    rate: int


@dataclass(frozen=True)
class Plan:
    """`ends[m]` is what each debt owes at the end of month m, counted from 0; an endless plan stops at MOST_MONTHS."""

    ends: list[list[int]]
    interest: int
    is_endless: bool


class Payment(NamedTuple):
    """One debt in one month: opening + interest - first - then = end, all in fen; `first` is overdue or due."""

    opening: int
    interest: int
    first: int
    then: int
    end: int


def interest(balance: int, rate: int) -> int:
    """A month's interest: balance x yearly rate / 12, rounded half-up to the fen."""
    return (balance * rate + _RATE_UNITS_A_YEAR // 2) // _RATE_UNITS_A_YEAR


def _due(debt: Debt, month: int) -> int:
    """The payment that comes before anything else in that month, were that much owed."""
    due = _ALL if debt.due is None else debt.due
    return due if month else due + debt.overdue


def required(debts: Sequence[Debt]) -> int:
    """All that is overdue or falls due in the first month. No later month asks for more."""
    return sum(min(_due(debt, 0), debt.owed + interest(debt.owed, debt.rate)) for debt in debts)


def dearest_first(debts: Sequence[Debt]) -> list[int]:
    """The debts' places by yearly rate, highest first; of equal rates the earlier one."""
    return sorted(range(len(debts)), key=lambda at: -debts[at].rate)


def _equal_shares(left: list[int], rest: int) -> list[int]:
    """Each debt gets the same; what one cannot take is shared anew, and odd fen go to the first ones.

    `rest` is below the sum of `left`.
    """
    paid = [at for at, owed in enumerate(left) if owed]
    while ends := [at for at in paid if left[at] <= rest // len(paid)]:
        for at in ends:
            rest -= left[at]
            left[at] = 0
        paid = [at for at in paid if left[at]]
    share, odd = divmod(rest, len(paid))
    for place, at in enumerate(paid):
        left[at] -= share + (place < odd)
    return left


def plan(debts: Sequence[Debt], budget: int, order: str) -> Plan:
    """The plan with `budget` fen a month, at least `required(debts)`: ValueError otherwise."""
    if budget < required(debts):
        raise ValueError("the money of a month does not cover what is overdue and due")
    rates, limits = [debt.rate for debt in debts], [debt.limit for debt in debts]
    dearest = dearest_first(debts)
    year, half = _RATE_UNITS_A_YEAR, _RATE_UNITS_A_YEAR // 2  # `interest` written out: this runs 100 x 600 times
    balances = [debt.owed for debt in debts]
    dues = [_due(debt, 0) for debt in debts]
    ends: list[list[int]] = []
    all_interest = 0
    while any(balances) and len(ends) < MOST_MONTHS:
        owed = [balance + (balance * rate + half) // year for balance, rate in zip(balances, rates, strict=True)]
        left = [debt - due if debt > due else 0 for debt, due in zip(owed, dues, strict=True)]
        all_owed, all_left = sum(owed), sum(left)
        all_interest += all_owed - sum(balances)
        rest = budget - (all_owed - all_left)
        if rest >= all_left:
            left = [0] * len(left)
        elif order == HIGHEST_RATIO:
            left = split.lowered(left, limits, rest, last=dearest)
        elif order == EQUAL_SHARES:
            left = _equal_shares(left, rest)
        else:
            left = split.paid_in_turn(left, rest, dearest)
        ends.append(left)
        if len(ends) == 1:
            dues = [_due(debt, 1) for debt in debts]
        elif all(map(le, balances, left)):
            # Who owes more at the start of a month owes no less at its end, in every order: had no debt gone down in
            # this month, none will in a later one.
            break
        balances = left
    return Plan(ends=ends, interest=all_interest, is_endless=bool(ends) and any(ends[-1]))


def months_until(amounts: Sequence[Sequence[int]], allowed: Sequence[int]) -> int:
    """After how many months every amount is within what is allowed, and stays so; `amounts[0]` are today's."""
    for month in range(len(amounts) - 1, -1, -1):
        if any(amount > most for amount, most in zip(amounts[month], allowed, strict=True)):
            return month + 1
    return 0


def payments(debts: Sequence[Debt], ends: Sequence[Sequence[int]]) -> list[list[Payment]]:
    """Every debt's payment in every month of a plan."""
    found = []
    openings: Sequence[int] = [debt.owed for debt in debts]
    for month, left in enumerate(ends):
        row = []
        for debt, opening, end in zip(debts, openings, left, strict=True):
            charged = interest(opening, debt.rate)
            first = min(_due(debt, month), opening + charged)
            row.append(Payment(opening, charged, first, opening + charged - first - end, end))
        found.append(row)
        openings = left
    return found
