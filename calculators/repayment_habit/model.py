"""Repayment self-check: months of report codes to points. Our own method, whole numbers only; no words here.

The score is 100 minus a loss for each late month, never below 0. A late month's loss is

    digit x multiplier(months ago)     for 1 to 7 (B counts as 7)
    a smaller loss of its own          for M, above 0 and below that of 1 in the same month

and 0 for N and for every month that is not counted. The multiplier never grows with the months ago.

Why the score keeps its promises, given only that:
1. A higher digit never raises it: one month's loss grows with the digit, all other losses stay.
2. The same late mark in a more recent month never raises it: let the mark weigh x and what it changes places
   with y <= x (0 for an on-time month). Multipliers are p for the older and q >= p for the more recent month.
   Afterwards the two lose q*x + p*y, before p*x + q*y; the difference is (q - p) * (x - y) >= 0.
   (M weighs a third of a digit in every band, so it is a weight like the others; a test holds the file to it.)
3. One more on-time month never lowers it: every loss moves one month back, so none grows; N adds none; the month
   that drops out of the 24 takes its loss with it. Nothing is ever earned by an on-time month, so none is lost.
4. Printed points add up: the rows are 100, minus each loss and, where that falls below 0, the part not taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

ON_TIME, PAID_LATE = "N", "M"
DIGITS = "1234567"
BAD_DEBT = "B"
NOT_COUNTED = "*#/A"
ENDS = "CGDZ"
CODES = ON_TIME + PAID_LATE + DIGITS + BAD_DEBT + NOT_COUNTED + ENDS


@dataclass(frozen=True)
class Band:
    """Points taken off in months up to so many months ago: for each unit of the digit, and for M."""

    up_to_months_ago: int
    per_digit: int
    for_m: int


@dataclass(frozen=True)
class Month:
    """A code, its place from the oldest typed (0 first) and how many months ago (1 is the month before the day)."""

    code: str
    place: int
    months_ago: int


@dataclass(frozen=True)
class Record:
    """The months as typed, split at the first end code."""

    months: tuple[Month, ...]
    counted: tuple[Month, ...]
    uncounted: tuple[Month, ...]
    end: Month | None
    after_end: tuple[Month, ...]


# Every record is made of the same few hundred.
_month = lru_cache(maxsize=5000)(Month)


def record(codes: Sequence[str]) -> Record:
    """Months from codes, oldest first; the last one is the month before the day."""
    months = tuple([_month(code, place, len(codes) - place) for place, code in enumerate(codes)])
    end = next((month for month in months if month.code in ENDS), None)
    before = months if end is None else months[: end.place]
    return Record(
        months=months,
        counted=tuple([month for month in before if month.code not in NOT_COUNTED]),
        uncounted=tuple([month for month in before if month.code in NOT_COUNTED]),
        end=end,
        after_end=() if end is None else months[end.place + 1 :],
    )


def digit(code: str) -> int:
    """The lateness of a counted code: 0 for N and M, 1 to 7, and 7 for B."""
    if code == BAD_DEBT:
        return 7
    return int(code) if code in DIGITS else 0


def loss(month: Month, bands: Sequence[Band]) -> int:
    """Points that a counted month takes off. Bands are in order, the most recent first; the last one holds on."""
    band = next((band for band in bands if month.months_ago <= band.up_to_months_ago), bands[-1])
    return band.for_m if month.code == PAID_LATE else digit(month.code) * band.per_digit


def score(history: Record, bands: Sequence[Band], *, start: int, needed: int) -> int | None:
    """0 to `start`; None where fewer than `needed` months are counted."""
    if len(history.counted) < needed:
        return None
    # A month on time loses nothing, and most are.
    return max(0, start - sum([loss(month, bands) for month in history.counted if month.code != ON_TIME]))


def with_one_more_on_time(codes: Sequence[str], *, most: int) -> tuple[str, ...]:
    """The codes a month later, had that month been paid on time: N at the end, the oldest of `most` dropped."""
    return (*codes, ON_TIME)[-most:]


def is_bad_debt_open(history: Record) -> bool:
    """Whether there is a B with no end code after it."""
    last = max((month.place for month in history.months if month.code == BAD_DEBT), default=-1)
    return last >= 0 and not any(month.code in ENDS for month in history.months[last:])


def is_last_counted_late(history: Record) -> bool:
    """Whether the last counted month is 1 to 7."""
    return bool(history.counted) and history.counted[-1].code in DIGITS


def jumps(history: Record) -> tuple[tuple[Month, Month], ...]:
    """Neighbouring months that cannot follow one another: a digit that grows by more than 1, or a / (not yet opened)
    after any other code. After # nothing is known, so nothing is remarked on."""
    found = []
    for earlier, later in pairwise(history.months):
        if history.end is not None and later.place >= history.end.place:
            break
        is_late_too_soon = (
            later.code in DIGITS and earlier.code not in "#" + BAD_DEBT and int(later.code) > digit(earlier.code) + 1
        )
        if is_late_too_soon or (later.code == "/" and earlier.code not in "/#"):
            found.append((earlier, later))
    return tuple(found)


def years_later(year: int, month: int, day: int, *, years: int) -> tuple[int, int, int]:
    """The same day so many years later; 29 February in a year without one becomes 1 March."""
    later = year + years
    is_leap = later % 4 == 0 and (later % 100 != 0 or later % 400 == 0)
    if (month, day) == (2, 29) and not is_leap:
        return later, 3, 1
    return later, month, day


def month_back(year: int, month: int, months_ago: int) -> tuple[int, int]:
    """The calendar month so many months before the given one."""
    count = year * 12 + month - 1 - months_ago
    return count // 12, count % 12 + 1
