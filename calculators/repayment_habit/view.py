"""Repayment self-check: the outcome in words and HTML. No sums here.

The score says in the same element, so at the same size, what it is made from and what it is not; scores of later months
say it in their title. Once is enough: twenty times nobody reads it (decision 37).
"""

from __future__ import annotations

from datetime import date

from calculators import carry
from calculators import message as messages
from calculators.figure import headline
from calculators.form import Problem
from calculators.html import Html, element, fragment
from calculators.repayment_habit import view_projection
from calculators.repayment_habit.calculator import FOLDER, Outcome, Points
from calculators.repayment_habit.for_checklist import carried
from calculators.repayment_habit.phrases import text as _text
from calculators.table import cards, table

_LATE_NOW = "../../guides/late-now/"
_SOURCES = {
    "late": "source-late",
    "paid-late": "source-late",
    "not-counted": "source-codes",
    "after-end": "source-codes",
}


def message(problem: Problem, *, lang: str) -> str:
    """The problem of a field, in one or two sentences."""
    return messages.message(FOLDER, problem, lang=lang)


def _own(lang: str) -> str:
    return _text("own-figures", lang)


def _start(outcome: Outcome) -> str:
    return str(outcome.points[0].points)


def _counted(outcome: Outcome) -> str:
    return outcome.figures["months-counted"]


def steps_to_take(lang: str) -> Html:
    """Says what to do today about an unpaid debt, with a link to the guide."""
    return fragment(
        element(
            "ol",
            (element("li", _text(f"unpaid-step-{step}", lang)) for step in ("living", "lender", "borrowing")),
        ),
        element("p", element("a", href=_LATE_NOW)(_text("unpaid-link", lang))),
    )


def _unpaid(outcome: Outcome, lang: str) -> Html | None:
    history = outcome.history
    if not outcome.unpaid or history is None:
        return None
    gaps = {"code": history.counted[-1].code} if outcome.unpaid != "bad-debt" else {}
    if history.end is not None and outcome.unpaid == "late-then-ended":
        gaps["end"] = history.end.code
    return element("div", class_="calc-first")(
        element("p", element("strong", _text(f"unpaid-{outcome.unpaid}", lang, **gaps))), steps_to_take(lang)
    )


def _example(outcome: Outcome, lang: str, day: date) -> Html | None:
    is_example = outcome.is_months_example or outcome.is_settled_example
    return messages.still_the_example(lang=lang, day=day) if is_example else None


def _why_no_score(outcome: Outcome, lang: str) -> list[str]:
    sentences = []
    if "months" in outcome.problems:
        sentences.append(_text("months-wrong", lang))
    elif outcome.history is None:
        sentences.append(_text("nothing-entered", lang))
    elif outcome.score is None:
        sentences.append(_text("too-few", lang, counted=_counted(outcome), needed=str(outcome.needed)))
    if any(field.startswith("settled-on") for field in outcome.problems):
        sentences.append(_text("settled-wrong", lang))
    return sentences


def _headline(outcome: Outcome, lang: str) -> Html | None:
    if outcome.history is None:
        return None
    counted = headline("months-counted", _counted(outcome), _counted(outcome))
    if outcome.score is None:
        first = element(
            "div",
            element("dt", _text("months-counted", lang)),
            element("dd", counted, _text("months-counted-figure", lang, own=_own(lang))),
        )
    else:
        score = outcome.figures["score"]
        out_of = _text("score-figure", lang, start=_start(outcome))
        first = element(
            "div",
            element("dt", _text("score", lang)),
            element(
                "dd", headline("score", score, score), out_of, counted, _text("score-months", lang, own=_own(lang))
            ),
        )
    following = _next(outcome, lang)
    then = element("div", element("dt", _text("next", lang)), element("dd", following)) if following else None
    return element("dl", class_="calc-own")(first, then)


def _next(outcome: Outcome, lang: str) -> str:
    if outcome.history is None:
        return ""
    if outcome.history.end is not None:
        return _text("next-ended", lang)
    if outcome.next_score is None:
        return ""
    following = str(outcome.next_score)
    if outcome.score is None:
        return _text("next-first", lang, next=following)
    score = outcome.figures["score"]
    if not outcome.next_change:
        return _text("next-same", lang, score=score)
    change = str(outcome.next_change)
    return _text("next-better", lang, score=score, next=following, change=change)


def _signed(points: int) -> str:
    return f"−{-points}" if points < 0 else str(points)


def _points_row(row: Points, outcome: Outcome, lang: str) -> Html:
    gaps: dict[str, str] = {}
    entry = _text("input-none", lang)
    if row.rule == "start":
        gaps = {"start": _start(outcome)}
    elif row.month is not None:
        ago = str(row.month.months_ago)
        entry = _text("input-month", lang, calendar=row.calendar, ago=ago, code=row.month.code)
        if row.rule == "late":
            gaps = {"digit": "7" if row.month.code == "B" else row.month.code, "multiplier": str(row.multiplier)}
    elif row.months:
        entry = _text("input-months", lang, count=str(row.months))
    return element(
        "tr",
        element("th", scope="row")(_text(f"rule-{row.rule}", lang, **gaps)),
        element("td", entry),
        element("td", class_="calc-number", data_points=str(row.points))(_signed(row.points)),
        element("td", _text(_SOURCES.get(row.rule, "source-own"), lang)),
    )


def _points(outcome: Outcome, lang: str) -> Html | None:
    if outcome.score is None:
        return None
    foot = element(
        "tfoot",
        element(
            "tr",
            element("th", scope="row")(_text("rule-sum", lang)),
            element("td")(),
            element("td", class_="calc-number")(outcome.figures["score"]),
            element("td", _text("source-own", lang)),
        ),
    )
    return fragment(
        element("p", class_="calc-title")(_text("points-title", lang)),
        cards(
            [_text(f"column-{name}", lang) for name in ("rule", "input", "points", "source")],
            [_points_row(row, outcome, lang) for row in outcome.points],
            label=_text("points-label", lang),
            foot=foot,
        ),
        element("p", class_="calc-note")(_text("next-how", lang, most=str(outcome.looked_at)))
        if outcome.next_score is not None
        else None,
    )


def _remarks(outcome: Outcome, lang: str) -> list[str]:
    history = outcome.history
    if history is None:
        return []
    remarks = []
    if history.end is not None:
        code = history.end.code
        remarks.append(
            _text("ended", lang, calendar=outcome.end_calendar, code=code, meaning=_text(f"meaning-{code}", lang))
        )
        if history.after_end:
            remarks.append(_text("after-end", lang, count=str(len(history.after_end))))
    for earlier, from_code, later, to_code in outcome.jumps:
        remarks.append(_text("jump", lang, **{"earlier": earlier, "from": from_code, "later": later, "to": to_code}))
    return remarks


def _leaves(outcome: Outcome, lang: str) -> Html | None:
    if not outcome.defaults:
        return None
    rows = []
    for entry in outcome.defaults:
        name = f"leaves-report[{entry.row}]"
        state = _text("leaves-has-come" if entry.has_left else "leaves-to-come", lang)
        rows.append(
            element(
                "tr",
                element("th", scope="row", class_="calc-number")(entry.settled),
                element("td", class_="calc-number")(headline(name, outcome.figures[name], entry.leaves)),
                element("td", state),
            )
        )
    return fragment(
        element("p", class_="calc-title")(_text("leaves-title", lang)),
        table(
            [_text(key, lang) for key in ("leaves-settled", "leaves-on", "leaves-own")],
            rows,
            label=_text("leaves-label", lang),
        ),
        element("p", _text("leaves-rule", lang, years=str(outcome.years_kept))),
    )


def result(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The inside of [data-result]: what to do about an unpaid debt comes before any score."""
    values_of = None
    if outcome.values_of is not None:
        values_of = _text("values-of-another-day", lang, edge=outcome.values_of.isoformat(), day=day.isoformat())
    return fragment(
        _unpaid(outcome, lang),
        _example(outcome, lang, day),
        (element("p", sentence_) for sentence_ in _why_no_score(outcome, lang)),
        _headline(outcome, lang),
        (element("p", remark) for remark in _remarks(outcome, lang)),
        view_projection.map_of_months(outcome, lang),
        _points(outcome, lang),
        _leaves(outcome, lang),
        view_projection.ahead(outcome, lang),
        element("p", class_="calc-note")(_text("codes-note", lang, most=str(outcome.looked_at)))
        if outcome.history is not None
        else None,
        element("p", _text("not-a-promise", lang)) if outcome.history is not None else None,
        element("p", class_="calc-note")(values_of) if values_of else None,
        carry.button(carried(outcome, day=day), lang=lang),
    )


def sentence(outcome: Outcome, *, lang: str, day: date) -> str:
    """The sentence of the <output>: an unpaid debt comes first, then the score or why there is none."""
    said = _sentence(outcome, lang)
    if outcome.unpaid:
        key = "sentence-unpaid-check" if outcome.unpaid == "late-then-ended" else "sentence-unpaid"
        return _text(key, lang, then=said)
    return said


def _sentence(outcome: Outcome, lang: str) -> str:
    reasons = _why_no_score(outcome, lang)
    if reasons:
        return reasons[0]
    is_example = outcome.is_months_example or outcome.is_settled_example
    return _text(
        "sentence-score-example" if is_example else "sentence-score",
        lang,
        score=outcome.figures["score"],
        start=_start(outcome),
        counted=_counted(outcome),
        own=_own(lang),
    )
