"""Repayment self-check: the months as a map, and the projection as lines and tables. No sums here.

Scores of later months say in their title, at the same size, what they are made from and what they are not.
"""

from __future__ import annotations

from calculators import picture
from calculators.figure import headline
from calculators.html import Html, element, folded, fragment
from calculators.repayment_habit import model
from calculators.repayment_habit.calculator import Outcome
from calculators.repayment_habit.model import Record
from calculators.repayment_habit.phrases import text as _text
from calculators.repayment_habit.projection import FARTHEST, HORIZONS, Mark, Projection
from calculators.table import cards, table


def _level(code: str) -> int | None:
    """The cell's shade: 0 for N, 1 for M, one deeper for each digit; none where the month is not counted."""
    if code == model.ON_TIME:
        return 0
    if code == model.PAID_LATE:
        return 1
    return 1 + model.digit(code) if code in model.DIGITS + model.BAD_DEBT else None


def months_by_year(calendars: tuple[str, ...], codes: tuple[str, ...], *, label: str, lang: str) -> Html:
    """A row for each year, a column for each month: the same codes as the map, as text."""
    at = dict(zip(calendars, codes, strict=True))
    years = sorted({calendar[:-3] for calendar in calendars})
    numbers = [f"{number:02d}" for number in range(1, 13)]
    rows = [
        element(
            "tr",
            element("th", scope="row")(year),
            [element("td", class_="calc-number")(at.get(f"{year}-{number}", "")) for number in numbers],
        )
        for year in years
    ]
    return element("div", class_="calc-years")(table([_text("map-year", lang), *numbers], rows, label=label))


def _late(history: Record, calendars: tuple[str, ...], lang: str) -> str:
    late = [month for month in history.counted if month.code != model.ON_TIME]
    if not late:
        return _text("map-none-late", lang)
    return _text("list-comma", lang).join(f"{calendars[month.place]} {month.code}" for month in late)


def map_of_months(outcome: Outcome, lang: str) -> Html | None:
    """The record as a map of cells; the same codes as a table unfold below it."""
    history = outcome.history
    if history is None:
        return None
    own = _text("own-figures", lang)
    counted = {month.place for month in history.counted}
    cells = [
        (calendar, month.code, _level(month.code) if month.place in counted else None)
        for calendar, month in zip(outcome.calendars, history.months, strict=True)
    ]
    gaps = {"first": outcome.calendars[0], "last": outcome.calendars[-1], "count": str(len(cells))}
    return fragment(
        element("p", class_="calc-title")(_text("map-title", lang)),
        picture.heat_map(
            cells,
            columns=12,
            label=_text("map-label", lang, **gaps, late=_late(history, outcome.calendars, lang), own=own),
            caption=_text("map-note", lang),
        ),
        folded(
            _text("map-table-label", lang),
            months_by_year(
                outcome.calendars,
                tuple(month.code for month in history.months),
                label=_text("map-table-label", lang),
                lang=lang,
            ),
        ),
    )


def _headline(outcome: Outcome, lang: str) -> Html | None:
    names = [(f"projected-score[{months}]", _text("ahead-on-time", lang, months=str(months))) for months in HORIZONS]
    names.append(("slip-score", _text("ahead-slip", lang)))
    return element("dl", class_="calc-own")(
        [
            element(
                "div",
                element("dt", label),
                element("dd", headline(name, outcome.figures[name], outcome.figures[name])),
            )
            for name, label in names
            if name in outcome.figures
        ]
    )


def chart_label(ahead: Projection, lang: str) -> str:
    """The lines of the picture, as a sentence for a screen reader."""
    first, last = ahead.steps[0], ahead.steps[-1]
    slip = ahead.at(1) or first
    gaps = {
        "farthest": str(FARTHEST),
        "first": str(first.on_time),
        "last": str(last.on_time),
        "slip": str(slip.slip),
        "slip_last": str(last.slip),
    }
    return _text("ahead-label", lang, **gaps, own=_text("own-figures", lang))


def _lines(ahead: Projection, lang: str) -> Html:
    on_time, slipped = ahead.paths
    return picture.lines(
        [(_text("ahead-line-on-time", lang), on_time, "good"), (_text("ahead-line-slip", lang), slipped, "warn")],
        x_labels=[str(month) for month in range(FARTHEST + 1)],
        y_label=_text("ahead-axes", lang, start=str(ahead.start)),
        label=chart_label(ahead, lang),
        most=ahead.start,
    )


def _when(first: int, last: int, lang: str) -> str:
    if not last:
        return _text("ahead-now", lang)
    if first == last:
        return _text("ahead-month", lang, month=str(first))
    return _text("ahead-months", lang, first=str(first), last=str(last))


def _steps(ahead: Projection, lang: str) -> Html:
    rows = [
        element(
            "tr",
            element("th", scope="row")(_when(first.months_from_now, last.months_from_now, lang)),
            element("td", class_="calc-number")(str(first.on_time)),
            element("td", class_="calc-number")(str(first.slip)),
        )
        for first, last in ahead.stretches
    ]
    columns = [_text(key, lang) for key in ("column-when", "ahead-line-on-time", "ahead-line-slip")]
    return table(columns, rows, label=_text("ahead-table-label", lang))


def _mark(mark: Mark, lang: str) -> Html:
    cheaper = _text("list-comma", lang).join(
        _text("mark-cheaper", lang, calendar=calendar, points=str(points)) for calendar, points in mark.cheaper
    )
    if mark.leaves is None:
        leaves = _text("mark-leaves-unknown", lang)
    else:
        leaves = _text("mark-leaves", lang, first=mark.leaves[0], last=mark.leaves[1])
    return element(
        "tr",
        element("th", scope="row", class_="calc-number")(
            _text("mark-month", lang, calendar=mark.calendar, code=mark.month.code)
        ),
        element("td", class_="calc-number")(str(mark.points)),
        element("td", cheaper or _text("input-none", lang)),
        element("td", class_="calc-number")(_text("mark-stops", lang, calendar=mark.stops)),
        element("td", leaves),
    )


def _marks(outcome: Outcome, ahead: Projection, lang: str) -> Html | None:
    if not ahead.marks:
        return None
    names = ("month", "costs", "cheaper", "stops", "leaves")
    return folded(
        _text("marks-title", lang),
        cards(
            [_text(f"column-mark-{name}", lang) for name in names],
            [_mark(mark, lang) for mark in ahead.marks],
            label=_text("marks-label", lang),
        ),
        element("p", class_="calc-note")(_text("marks-here", lang, most=str(outcome.looked_at))),
        element("p", class_="calc-note")(_text("marks-report", lang, years=str(outcome.years_kept))),
        element("p", class_="calc-note")(_text("marks-unknown", lang)),
    )


def ahead(outcome: Outcome, lang: str) -> Html | None:
    """The projection; while something overdue is owed a sentence that leads back to what to do today."""
    if outcome.unpaid:
        return element("p", _text("ahead-not-while-owed", lang))
    projected = outcome.projection
    if projected is None or not projected.steps:
        return None
    return fragment(
        element("p", class_="calc-title")(_text("ahead-title", lang, own=_text("own-figures", lang))),
        _headline(outcome, lang),
        _lines(projected, lang),
        folded(
            _text("ahead-table-label", lang),
            _steps(projected, lang),
            element("p", class_="calc-note")(_text("ahead-how", lang)),
        ),
        _marks(outcome, projected, lang),
    )
