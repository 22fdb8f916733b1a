"""Repayment self-check: what it would say in later months. Whole numbers and calendar months; no words here.

Two paths: on time every month from now on, or a code 1 next month and on time after it. Each step is the self-check
of the months as they would be then, so a projected score is what the self-check itself gives for those months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.repayment_habit import model
from calculators.repayment_habit.model import Band, Month, Record

HORIZONS = (6, 12, 24)
FARTHEST = 24
SLIP = "1"


@dataclass(frozen=True)
class Step:
    """So many months from now: the score after on-time months alone, and with one slip in the first of them."""

    months_from_now: int
    on_time: int
    slip: int


@dataclass(frozen=True)
class Mark:
    """A late month: what it costs now, from which calendar month it costs less and how much, from which it is not
    looked at here, and between which days it leaves the report (none for M: whether M is adverse is not known)."""

    month: Month
    calendar: str
    points: int
    cheaper: tuple[tuple[str, int], ...]
    stops: str
    leaves: tuple[str, str] | None


@dataclass(frozen=True)
class Projection:
    """`start` is the highest score. `steps` hold only months with one: with few months counted the first have none."""

    start: int
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]

    def at(self, months_from_now: int) -> Step | None:
        """The step of that month, None where it has no score."""
        return next((step for step in self.steps if step.months_from_now == months_from_now), None)

    @property
    def paths(self) -> tuple[list[int | None], list[int | None]]:
        """The scores of both paths, on time and with a slip, now and in each month up to FARTHEST; None without one."""
        steps = [self.at(month) for month in range(FARTHEST + 1)]
        return [step.on_time if step else None for step in steps], [step.slip if step else None for step in steps]

    @property
    def stretches(self) -> tuple[tuple[Step, Step], ...]:
        """First and last step of each stretch in which neither score changes, now standing alone."""
        found: list[tuple[Step, Step]] = []
        for step in self.steps:
            last = found[-1][1] if found else None
            if last and last.months_from_now and (last.on_time, last.slip) == (step.on_time, step.slip):
                found[-1] = (found[-1][0], step)
            else:
                found.append((step, step))
        return tuple(found)


def _scores(
    codes: Sequence[str], first: str, bands: Sequence[Band], *, start: int, needed: int, most: int
) -> list[int]:
    """Scores one, two … FARTHEST months from now with that code next month and N after it; -1 means none.

    What `model.score` gives for each of these records, without making them: this is asked for with every key pressed.
    """
    path = (*codes, first, *model.ON_TIME * (FARTHEST - 1))
    counts = [code not in model.NOT_COUNTED for code in path]
    late = [place for place, code in enumerate(path) if counts[place] and code != model.ON_TIME]
    found = []
    for end in range(len(codes) + 1, len(path) + 1):
        begin = max(0, end - most)
        lost = sum(model.loss(Month(path[place], place, end - place), bands) for place in late if begin <= place < end)
        found.append(max(0, start - lost) if sum(counts[begin:end]) >= needed else -1)
    return found


def calendar_month(year: int, month: int) -> str:
    """`2026-11`."""
    return f"{year:04d}-{month:02d}"


def _iso(day: tuple[int, int, int]) -> str:
    return f"{calendar_month(*day[:2])}-{day[2]:02d}"


def last_day(year: int, month: int) -> int:
    """The last day of a calendar month: 28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _leaves(history: Record, mark: Month, today: tuple[int, int], years: int) -> tuple[str, str] | None:
    """The first and the last day on which the mark can leave the report: years after it was settled, and settled it
    was after the last month of its run of late ones and by the end of the next month that is N or M."""
    if mark.code == model.PAID_LATE:
        return None
    later = [month for month in history.counted if month.place > mark.place]
    settled = next((month for month in later if month.code in model.ON_TIME + model.PAID_LATE), None)
    if settled is None:
        return None
    run_end = max(month.place for month in history.counted if month.place < settled.place)
    first = model.month_back(*today, history.months[run_end].months_ago - 1)
    last = model.month_back(*today, settled.months_ago)
    return (
        _iso(model.years_later(*first, 1, years=years)),
        _iso(model.years_later(*last, last_day(*last), years=years)),
    )


def _mark(
    history: Record, month: Month, bands: Sequence[Band], today: tuple[int, int], *, most: int, years: int
) -> Mark:
    def from_when(months_ago: int) -> str:
        """The calendar month in which this mark will be so many months ago."""
        return calendar_month(*model.month_back(*today, month.months_ago - months_ago))

    cheaper = []
    points = model.loss(month, bands)
    for band, following in zip(bands, bands[1:], strict=False):
        then = model.loss(Month(month.code, month.place, following.up_to_months_ago), bands)
        if month.months_ago <= band.up_to_months_ago and then < points:
            cheaper.append((from_when(band.up_to_months_ago + 1), then))
    return Mark(
        month=month,
        calendar=calendar_month(*model.month_back(*today, month.months_ago)),
        points=points,
        cheaper=tuple(cheaper),
        stops=from_when(most + 1),
        leaves=_leaves(history, month, today, years),
    )


def projection(
    codes: Sequence[str],
    bands: Sequence[Band],
    *,
    start: int,
    needed: int,
    most: int,
    years: int,
    today: tuple[int, int],
) -> Projection | None:
    """Both paths and every late mark; None for no codes, a record that has ended, or one with an unpaid debt.

    `today` is the reader's (year, month); the last code is the month before it. `years` is how long adverse
    information is kept from the day the debt was settled (parameter `years-kept`).
    """
    history = model.record(codes)
    if not codes or history.end or model.is_bad_debt_open(history) or model.is_last_counted_late(history):
        return None
    now = model.score(history, bands, start=start, needed=needed)
    on_time = _scores(codes, model.ON_TIME, bands, start=start, needed=needed, most=most)
    slip = _scores(codes, SLIP, bands, start=start, needed=needed, most=most)
    steps = [] if now is None else [Step(0, now, now)]
    # Both paths count the same number of months, so where one has a score the other has too.
    steps += [Step(number, *pair) for number, pair in enumerate(zip(on_time, slip, strict=True), 1) if pair[0] >= 0]
    marks = [month for month in history.counted if month.code != model.ON_TIME]
    return Projection(
        start=start,
        steps=tuple(steps),
        marks=tuple(_mark(history, month, bands, today, most=most, years=years) for month in marks),
    )
