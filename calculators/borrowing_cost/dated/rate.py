"""The yearly rate by dates: what is received and paid, each grown by its days, comes to nothing. No words here.

A year is 365 days whatever the calendar: grown by a year's rate X, an amount is (1 + X)^(days / 365) times itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from calculators.borrowing_cost.model import PLACES, sign_changes
from calculators.ratio import Ratio

# The day's rate is found between two neighbours of so many decimals. A year's rate below 10**15 then lies within
# 365 x 10**15 x 10**-34, which is under 10**-16, of the printed one before rounding.
_DAY_PLACES = 34
# So many decimals are kept of each amount on its way, rounded down for the one side of the proof and up for the other.
_KEPT = 10**60
_HIGHEST = 10 ** (_DAY_PLACES - 1)  # 10 % a day: above 10**15 a year
ERROR = Decimal(5).scaleb(-PLACES - 1) + Decimal(1).scaleb(-16)


@dataclass(frozen=True)
class ByDates:
    """The yearly rate, rounded half-even to 10 places and within `error` of the exact one; None where it is beyond
    10**15, as only an amount owed for a day or two gives it."""

    annual: Decimal | None
    error: Decimal = ERROR


def netted(flows: Mapping[int, int]) -> list[tuple[int, int]]:
    """(day, fen) in the days' order, without days on which nothing is left over."""
    return sorted((day, fen) for day, fen in flows.items() if fen)


def _grown(factor: int, days: int) -> tuple[int, int]:
    """The factor of so many days, rounded down and up."""
    low = high = _KEPT
    low_square = high_square = factor
    while days:
        if days & 1:
            low = low * low_square // _KEPT
            high = -(-high * high_square // _KEPT)
        low_square = low_square * low_square // _KEPT
        high_square = -(-high_square * high_square // _KEPT)
        days >>= 1
    return low, high


def _is_above(flows: list[tuple[int, int]], rate: int) -> bool | None:
    """Whether the day's rate is above the one looked for, proven; None where 60 decimals do not tell.

    What was received, grown at it, is then more than the payments repay. The sign changes once, so that from the first
    payment on the balance only gets what it had grown by: once below nothing it stays there.
    """
    factor = _KEPT + rate * (_KEPT // 10**_DAY_PLACES)
    known: dict[int, tuple[int, int]] = {}
    low = high = 0
    before = flows[0][0]
    for day, fen in flows:
        gap = day - before
        if gap not in known:
            known[gap] = _grown(factor, gap)
        down, up = known[gap]
        low = low * (down if low >= 0 else up) // _KEPT - fen * _KEPT
        high = -(-high * up // _KEPT) - fen * _KEPT
        if high < 0:
            return False
        before = day
    return True if low > 0 else False if high <= 0 else None


def bracket(flows: list[tuple[int, int]]) -> tuple[int, int] | None:
    """(low, high) in units of 10**-34 a day, mostly 1 apart: low is proven not to be above the rate, high to be above.

    None where the rate is above 10 % a day. `flows` as for `by_dates`, with one sign change.
    """
    low, high = 0, _HIGHEST
    if not _is_above(flows, high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        is_above = _is_above(flows, middle)
        if is_above is None:  # the rate itself, or its next neighbour by far less than a unit
            return max(0, middle - 1), middle + 1
        low, high = (low, middle) if is_above else (middle, high)
    return low, high


def by_dates(flows: list[tuple[int, int]]) -> ByDates | None:
    """The yearly rate of flows in the order of their days, above 0 paid and below 0 received, none of them 0.

    None without exactly one rate of nothing or more: the first flow is received, the sign changes once, and what is
    paid is at least what was received.
    """
    amounts = [fen for _, fen in flows]
    if not flows or amounts[0] > 0 or sign_changes(amounts) != 1 or sum(amounts) < 0:
        return None
    found = bracket(flows)
    if found is None:
        return ByDates(None)
    one = 10**_DAY_PLACES
    grown, whole = (one + found[0]) ** 365, one**365
    rounded = Ratio(grown - whole, whole).nearest_of(10**PLACES)
    return ByDates(Decimal(rounded).scaleb(-PLACES, Context(prec=100)))
