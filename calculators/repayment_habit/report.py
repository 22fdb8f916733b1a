"""The repayment self-check on paper: the months, the points one by one, what comes later, and when old defaults leave.

Beside a late month's points is said what it costs later and until when: a row each is all the room there is.
"""

from __future__ import annotations

from calculators import data, picture
from calculators.form import Form
from calculators.html import Html, fragment
from calculators.repayment_habit import model, report_ahead
from calculators.repayment_habit.calculator import FOLDER, Outcome, Points
from calculators.report import sources
from calculators.report.paper import Body, Paper

_SIGNIFICANT = ("start", "late", "paid-late", "floor")
_COLUMNS = 12


def _signed(points: int) -> str:
    return f"−{-points}" if points < 0 else str(points)


def _results(outcome: Outcome, paper: Paper) -> list[tuple[object, object]]:
    entries: list[tuple[object, object]] = []
    if outcome.score is not None:
        start = str(outcome.points[0].points)
        score = paper.figure("score", str(outcome.score))
        entries.append((paper.say("score"), fragment(score, " / ", start)))
    if outcome.history is not None:
        counted = paper.figure("months-counted", outcome.figures["months-counted"])
        entries.append((paper.say("months-counted"), counted))
    if outcome.next_score is not None:
        entries.append((paper.say("next"), str(outcome.next_score)))
    return entries


def _points_row(row: Points, paper: Paper) -> list[object]:
    gaps: dict[str, str] = {}
    entry = ""
    if row.rule == "start":
        gaps = {"start": str(row.points)}
    elif row.month is not None:
        entry = f"{row.calendar} {row.month.code}"
        if row.rule == "late":
            gaps = {"digit": str(model.digit(row.month.code)), "multiplier": str(row.multiplier)}
    elif row.months:
        entry = f"× {row.months}"
    return [paper.say(f"rule-{row.rule}", **gaps), _signed(row.points), entry]


def _points(outcome: Outcome, paper: Paper) -> Html:
    marks = report_ahead.marks(outcome)
    rows = [_points_row(row, paper) for row in outcome.points]
    rows.append([paper.say("rule-sum"), str(outcome.score), ""])
    columns = [paper.say(f"column-{name}") for name in ("rule", "points", "input")]
    if marks:
        columns += report_ahead.mark_columns(paper)
        for row, cells in zip(outcome.points, rows, strict=False):
            mark = marks.get(row.month.place) if row.month else None
            cells += report_ahead.mark_cells(mark, paper) if mark else [""] * 3
        rows[-1] += [""] * 3
    heading, look = ("heading-points-marks", "report-marks") if marks else ("heading-points", "")
    return paper.table(columns, rows, label=paper.say(heading), numbers=1, look=look)


def _defaults(outcome: Outcome, paper: Paper) -> Html:
    rows: list[list[object]] = []
    for entry in outcome.defaults:
        leaves = paper.figure(f"leaves-report[{entry.row}]", entry.leaves)
        rows.append([entry.settled, leaves, paper.say("default-has-left" if entry.has_left else "leaves-to-come")])
    columns = [paper.say(key) for key in ("leaves-settled", "leaves-on", "leaves-own")]
    return paper.table(columns, rows, label=paper.say("heading-defaults"), numbers=1)


def _months(outcome: Outcome, paper: Paper) -> Html | None:
    if outcome.history is None:
        return None
    counted = {month.place for month in outcome.history.counted}
    cells = []
    for month in outcome.history.months:
        year, number = model.month_back(paper.day.year, paper.day.month, month.months_ago)
        level = None
        if month.place in counted:
            level = (
                1
                if month.code == model.PAID_LATE
                else min(8, model.digit(month.code) + 1)
                if model.digit(month.code)
                else 0
            )
        cells.append((f"{year:04d}-{number:02d}", month.code, level))
    return picture.heat_map(cells, columns=_COLUMNS, label=paper.words("picture-months", paper.langs[0]))


def _bands(outcome: Outcome, paper: Paper) -> list[Html]:
    bands, _ = data.value_near(data.data(FOLDER)[0]["late-points"], paper.day)
    first = 1
    formulas = []
    for band in bands:
        months = f"{first}–{band['up_to_months_ago']}"
        formulas.append(paper.say("formula-late", months=months, points=str(band["per_digit"]), m=str(band["for_m"])))
        first = band["up_to_months_ago"] + 1
    return formulas


def body(outcome: Outcome, form: Form, paper: Paper) -> Body:
    """The report of these months."""
    parameters = data.data(FOLDER)[0]
    warnings = [paper.say(f"habit-unpaid-{outcome.unpaid}")] if outcome.unpaid else []
    if outcome.history is not None and outcome.score is None:
        warnings.append(paper.say("too-few", counted=outcome.figures["months-counted"], needed=str(outcome.needed)))
    for earlier, from_code, later, to_code in outcome.jumps:
        warnings.append(paper.say("jump", **{"earlier": earlier, "from": from_code, "later": later, "to": to_code}))
    if outcome.history is not None and outcome.history.end is not None:
        code = outcome.history.end.code
        warnings.append(
            paper.say(
                "ended",
                calendar=outcome.end_calendar,
                code=code,
                meaning=lambda lang: paper.words(f"meaning-{code}", lang),
            )
        )
    tables, formulas, cited = [], [], []
    if outcome.score is not None:
        tables.append(_points(outcome, paper))
        formulas += [paper.say("formula-start", start=str(outcome.points[0].points)), *_bands(outcome, paper)]
        cited += ["late-points", "months-looked-at"]
    if report_ahead.marks(outcome):
        if outcome.score is None:
            tables.append(report_ahead.marks_alone(outcome, paper))
        cited.append("years-kept")
        formulas += [
            paper.say("marks-here", most=str(outcome.looked_at)),
            paper.say("marks-leave", years=str(outcome.years_kept)),
        ]
    if outcome.defaults:
        tables.append(_defaults(outcome, paper))
        formulas.append(paper.say("leaves-rule", years=str(outcome.years_kept)))
        cited.append("years-kept")
    months = _months(outcome, paper)
    entry, _ = data.entry_near(parameters["late-points"], paper.day)
    return Body(
        warnings=warnings,
        results=_results(outcome, paper),
        pictures=[months] if months else [],
        tables=tables,
        sections=[report_ahead.looking_ahead(outcome, paper)],
        remarks=[paper.say("habit-own")],
        formulas=formulas,
        next_step="next-overdue" if outcome.unpaid else "next-habit" if outcome.history is not None else "",
        sources=[
            name
            for parameter in dict.fromkeys(cited)
            for name in sources.cited(data.entry_near(parameters[parameter], paper.day)[0]["source"])
        ],
        own_checked=entry["checked"],
        is_example=outcome.is_months_example or outcome.is_settled_example,
    )
