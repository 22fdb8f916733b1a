"""The repayment self-check on paper, looking ahead:
later scores, their lines, and until when each late month counts."""

from __future__ import annotations

from calculators import picture
from calculators.html import Html, element, fragment
from calculators.repayment_habit.calculator import Outcome
from calculators.repayment_habit.projection import FARTHEST, HORIZONS, Mark, Projection
from calculators.repayment_habit.view_projection import chart_label
from calculators.report.paper import Paper, section


def shown(outcome: Outcome) -> Projection | None:
    """The projection where there is one to show, as on the page."""
    return outcome.projection if outcome.projection is not None and outcome.projection.steps else None


def marks(outcome: Outcome) -> dict[int, Mark]:
    """The late months that the projection speaks of, by their places in the record."""
    ahead = shown(outcome)
    return {} if ahead is None else {mark.month.place: mark for mark in ahead.marks}


def mark_columns(paper: Paper) -> list[Html]:
    """The heads of what a table says of a late month."""
    return [paper.say(f"column-{name}") for name in ("mark-cheaper", "not-counted-from", "leaves-within")]


def mark_cells(mark: Mark, paper: Paper) -> list[object]:
    """A late month's points later, the month from which it does not count, and the days when it leaves the report."""
    cheaper = " · ".join([f"{calendar}: −{points}" for calendar, points in mark.cheaper])
    leaves = paper.say("leaves-not-found") if mark.leaves is None else " – ".join(mark.leaves)
    return [cheaper or "—", mark.stops, leaves]


def marks_alone(outcome: Outcome, paper: Paper) -> Html:
    """The late months of a record that has no score yet, and so no table of points to show them in."""
    rows = [
        [f"{mark.calendar} {mark.month.code}", f"−{mark.points}", *mark_cells(mark, paper)]
        for mark in marks(outcome).values()
    ]
    columns = [paper.say("column-mark-month"), paper.say("column-points"), *mark_columns(paper)]
    return paper.table(columns, rows, label=paper.say("marks-label"), numbers=1, look="report-marks")


def _scores(outcome: Outcome, ahead: Projection, paper: Paper) -> Html:
    names = [(f"projected-score[{months}]", paper.say("ahead-on-time", months=str(months))) for months in HORIZONS]
    names.append(("slip-score", paper.say("ahead-slip")))
    entries = [
        (label, fragment(paper.figure(name, outcome.figures[name]), f" / {ahead.start}"))
        for name, label in names
        if name in outcome.figures
    ]
    return paper.facts(entries, "report-results")


def _lines(ahead: Projection, paper: Paper) -> Html:
    on_time, slipped = ahead.paths
    return picture.lines(
        [(paper.say("ahead-line-on-time"), on_time, "good"), (paper.say("ahead-line-slip"), slipped, "warn")],
        x_labels=[str(month) for month in range(FARTHEST + 1)],
        y_label=" / ".join([paper.words("ahead-axes", lang, start=str(ahead.start)) for lang in paper.langs]),
        label=chart_label(ahead, paper.langs[0]),
        most=ahead.start,
    )


def looking_ahead(outcome: Outcome, paper: Paper) -> Html | None:
    """Later scores beside their lines; nothing where the page looks no further either.

    Beside a long record on one sheet there may be no room for the lines (report.js tries): then a sentence says where
    they are.
    """
    ahead = shown(outcome)
    if ahead is None:
        return None
    return section(
        paper.say("heading-ahead"),
        element("div", class_="report-pair")(
            _scores(outcome, ahead, paper),
            element("div", data_report_if_room=True)(_lines(ahead, paper)),
            element("p", data_report_no_room=True, hidden=True)(paper.say("ahead-no-room")),
        ),
    )
