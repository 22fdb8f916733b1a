"""The checklist on paper: the items still open, in their order, each with what it does and what is noted beside it."""

from __future__ import annotations

from calculators.checklist.calculator import Outcome
from calculators.checklist.model import Item, is_open
from calculators.form import Form, shown
from calculators.html import Html, element, fragment
from calculators.report.paper import Body, Paper

# What a reader notes beside an item.
_NOTED = ("due", "owner", "evidence")
_MOST_NOTED = 60


def _noted(item: Item, form: Form) -> Html | None:
    texts = [shown(form.text(f"{item.id}-{name}"), at_most=_MOST_NOTED) for name in _NOTED]
    kept = [element("bdi", text) for text in texts if text]
    return fragment([fragment(" · " if at else None, text) for at, text in enumerate(kept)]) if kept else None


def _row(number: int, item: Item, outcome: Outcome, form: Form, paper: Paper) -> list[object]:
    answer = outcome.answers[item.id] or "unanswered"
    effect = item.effect.replace(" ", "-")
    return [
        fragment(f"{number}. ", paper.say(f"{item.id}-what")),
        paper.say(f"chosen-{answer}"),
        fragment(paper.say(f"effect-{effect}"), " · ", paper.say(f"effort-{item.effort}")),
        _noted(item, form),
    ]


def body(outcome: Outcome, form: Form, paper: Paper) -> Body:
    """What the report of this list holds: the open items of the chosen audience."""
    tables, results = [], []
    rows: list[list[object]] = []
    if outcome.count is not None:
        audience = paper.say(f"audience-{outcome.audience}")
        results = [
            (paper.say("field-audience"), audience),
            (paper.say("result-title"), fragment(paper.figure("open-items", outcome.figures["open-items"]), f" / {len(outcome.items)}")),
        ]
        is_left = [item for item in outcome.items if is_open(outcome.answers[item.id])]
        rows = [_row(number, item, outcome, form, paper) for number, item in enumerate(is_left, start=1)]
        has_notes = any(row[3] is not None for row in rows)
        columns = [paper.say(f"list-{name}") for name in ("item", "answer", "effect", "noted")]
        if not has_notes:
            columns, rows = columns[:3], [row[:3] for row in rows]
        if rows:
            tables.append(paper.table(columns, rows, label=paper.say("result-title"), numbers=0))
    return Body(
        warnings=[],
        results=results,
        pictures=[],
        tables=tables,
        remarks=[paper.say("result-limits")] if outcome.count is not None else [],
        formulas=[paper.say("result-order")],
        sources=(),
        own_checked=outcome.checked,
        is_example=bool(outcome.example_items) or outcome.is_audience_example,
    )
