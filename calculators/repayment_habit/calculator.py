"""Repayment self-check: from the form to figures and problems. No words, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calculators import data
from calculators import form as typed
from calculators.form import Form, Problem
from calculators.repayment_habit import model
from calculators.repayment_habit import projection as projected
from calculators.repayment_habit.model import Band, Month, Record
from calculators.repayment_habit.projection import Projection, calendar_month

FOLDER = "repayment_habit"
MOST_CHARACTERS = 400
# Separators of codes, and the characters taken for each code; the page's buttons read the field by the same two.
SEPARATORS = frozenset(typed.SPACES + ",，、")
TAKEN = dict(
    zip(
        "nmbcgdzaＮＭＢＣＧＤＺＡｎｍｂｃｇｄｚａ０１２３４５６７８９＊＃／",
        "NMBCGDZANMBCGDZANMBCGDZA0123456789*#/",
        strict=True,
    )
)
_TO_CODE = str.maketrans(TAKEN)
_WHOLE_TEXT = str.maketrans({**TAKEN, **dict.fromkeys(SEPARATORS)})
_CODES = frozenset(model.CODES)


@dataclass(frozen=True)
class Points:
    """One row of the table: which rule, the month it is about (if one), how many months, and the points."""

    rule: str
    points: int
    month: Month | None = None
    calendar: str = ""
    multiplier: int = 0
    months: int = 0


@dataclass(frozen=True)
class Default:
    """An old default: the row of its field, the day it was settled, the day it leaves, and whether that has come."""

    row: int
    settled: str
    leaves: str
    has_left: bool


@dataclass(frozen=True)
class Outcome:
    """Everything that the view shows."""

    figures: dict[str, str]
    problems: dict[str, Problem]
    history: Record | None
    points: tuple[Points, ...]
    score: int | None
    next_score: int | None
    next_change: int | None
    unpaid: str
    jumps: tuple[tuple[str, str, str, str], ...]
    end_calendar: str
    calendars: tuple[str, ...]
    projection: Projection | None
    defaults: tuple[Default, ...]
    needed: int
    looked_at: int
    years_kept: int
    is_months_example: bool
    is_settled_example: bool
    values_of: date | None


def codes(text: str, *, most: int) -> tuple[str, ...] | Problem:
    """Report codes, oldest first, from any mix with blanks, commas, 、 and line ends; full-width and lower case too."""
    if problem := typed.too_long(text, most=MOST_CHARACTERS):
        return problem
    plain = text.translate(_WHOLE_TEXT)
    if len(plain) <= most and _CODES.issuperset(plain):
        return tuple(plain)
    read = [character for character in text if character not in SEPARATORS]
    for number, character in enumerate(read, start=1):
        if character.translate(_TO_CODE) not in model.CODES:
            return Problem("code-unread", position=str(number), read=typed.shown(character))
    if len(read) > most:
        return Problem("too-many-codes", count=str(len(read)), most=str(most))
    return tuple(character.translate(_TO_CODE) for character in read)


def _calendar(month: Month, day: date) -> str:
    return calendar_month(*model.month_back(day.year, day.month, month.months_ago))


def _points(history: Record, bands: Sequence[Band], start: int, day: date) -> tuple[Points, ...]:
    """Rows that add up to the score exactly: the start, each late month, the rest at 0, and the part below 0 if any."""
    rows = [Points("start", start)]
    on_time = [month for month in history.counted if month.code == model.ON_TIME]
    for month in history.counted:
        if month.code == model.ON_TIME:
            continue
        lost = model.loss(month, bands)
        rule = "paid-late" if month.code == model.PAID_LATE else "late"
        rows.append(
            Points(
                rule,
                -lost,
                month=month,
                calendar=_calendar(month, day),
                multiplier=lost // (model.digit(month.code) or 1),
            )
        )
    if on_time:
        rows.append(Points("on-time", 0, months=len(on_time)))
    if history.uncounted:
        rows.append(Points("not-counted", 0, months=len(history.uncounted)))
    if history.after_end:
        rows.append(Points("after-end", 0, months=len(history.after_end)))
    below = sum(row.points for row in rows)
    if below < 0:
        rows.append(Points("floor", -below))
    return tuple(rows)


def _unpaid(history: Record) -> str:
    if model.is_bad_debt_open(history):
        return "bad-debt"
    if model.is_last_counted_late(history):
        return "late" if history.end is None else "late-then-ended"
    return ""


def _defaults(
    form: Form, *, day: date, years: int, figures: dict[str, str], problems: dict[str, Problem]
) -> tuple[Default, ...]:
    texts = form.texts("settled-on")
    if len(texts) > typed.MOST_ROWS:
        too_many = Problem("too-many-rows", count=str(len(texts)), most=str(typed.MOST_ROWS))
        problems[f"settled-on[{typed.MOST_ROWS}]"] = too_many.at("settled-on", typed.MOST_ROWS)
    found = []
    for row, text in enumerate(texts[: typed.MOST_ROWS]):
        if len(text) <= typed.MOST_CHARACTERS and typed.is_empty(text):
            continue
        settled = typed.day_typed(text)
        if not isinstance(settled, Problem) and settled > day:
            settled = Problem("settled-later", read=settled.isoformat(), day=day.isoformat())
        if isinstance(settled, Problem):
            problems[f"settled-on[{row}]"] = settled.at("settled-on", row)
            continue
        later = model.years_later(settled.year, settled.month, settled.day, years=years)
        leaves = f"{later[0]:04d}-{later[1]:02d}-{later[2]:02d}"
        figures[f"leaves-report[{row}]"] = leaves
        found.append(Default(row, settled.isoformat(), leaves, later <= (day.year, day.month, day.day)))
    return tuple(found)


def _projected(ahead: Projection | None) -> dict[str, str]:
    if ahead is None:
        return {}
    steps = {f"projected-score[{months}]": ahead.at(months) for months in projected.HORIZONS}
    figures = {name: str(step.on_time) for name, step in steps.items() if step is not None}
    slip = ahead.at(1)
    return figures if slip is None else {**figures, "slip-score": str(slip.slip)}


@dataclass(frozen=True)
class Scored:
    """What the codes come to: the record, its score, and the figures and problems of the two."""

    codes: tuple[str, ...]
    history: Record | None
    score: int | None
    figures: dict[str, str]
    problems: dict[str, Problem]
    bands: tuple[Band, ...]
    start: int
    needed: int
    looked_at: int
    values_of: date | None

    @property
    def unpaid(self) -> str:
        return "" if self.history is None else _unpaid(self.history)


def scored(text: str, *, day: date) -> Scored:
    """The score of the codes as typed, without what explains it or looks ahead: a table of cases needs no more.

    No score with an empty text, with fewer than six months counted, or where the text has a problem.
    """
    parameters = data.data(FOLDER)[0]
    late_points, values_of = data.value_near(parameters["late-points"], day)
    start, _ = data.value_near(parameters["start"], day)
    needed, _ = data.value_near(parameters["months-needed"], day)
    looked_at, _ = data.value_near(parameters["months-looked-at"], day)
    bands = tuple(Band(**band) for band in late_points)
    figures: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    read = codes(text, most=looked_at)
    history: Record | None = None
    score = None
    if isinstance(read, Problem):
        problems["months"] = read.at("months")
        read = ()
    elif read:
        history = model.record(read)
        figures["months-counted"] = str(len(history.counted))
        score = model.score(history, bands, start=start, needed=needed)
        if score is not None:
            figures["score"] = str(score)
    return Scored(read, history, score, figures, problems, bands, start, needed, looked_at, values_of)


def outcome(form: Form, *, day: date) -> Outcome:
    """Score, months counted, the rows that explain it, what it would be later, and when old defaults leave the report.

    No score with an empty `months`, with fewer than six months counted, or while `months` has a problem.
    """
    years, _ = data.value_near(data.data(FOLDER)[0]["years-kept"], day)
    found = scored(form.text("months"), day=day)
    history, score, bands, looked_at = found.history, found.score, found.bands, found.looked_at
    start, needed = found.start, found.needed
    figures, problems = {**found.figures}, {**found.problems}
    next_score = None
    points: tuple[Points, ...] = ()
    ahead: Projection | None = None
    if history is not None:
        if score is not None:
            points = _points(history, bands, start, day)
        if history.end is None:
            later = model.record(model.with_one_more_on_time(found.codes, most=looked_at))
            next_score = model.score(later, bands, start=start, needed=needed)
        ahead = projected.projection(
            found.codes, bands, start=start, needed=needed, most=looked_at, years=years, today=(day.year, day.month)
        )
        figures |= _projected(ahead)
    defaults = _defaults(form, day=day, years=years, figures=figures, problems=problems)
    return Outcome(
        figures=figures,
        problems=problems,
        history=history,
        points=points,
        score=score,
        next_score=next_score,
        next_change=None if score is None or next_score is None else next_score - score,
        unpaid=found.unpaid,
        jumps=()
        if history is None
        else tuple(
            (_calendar(earlier, day), earlier.code, _calendar(later, day), later.code)
            for earlier, later in model.jumps(history)
        ),
        end_calendar="" if history is None or history.end is None else _calendar(history.end, day),
        calendars=() if history is None else tuple(_calendar(month, day) for month in history.months),
        projection=ahead,
        defaults=defaults,
        needed=needed,
        looked_at=looked_at,
        years_kept=years,
        is_months_example=history is not None and form.is_example("months"),
        is_settled_example=bool(defaults) and form.is_example("settled-on"),
        values_of=found.values_of,
    )
