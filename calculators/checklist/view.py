"""The checklist's result as HTML and as one sentence. No sums, no order of its own."""

from __future__ import annotations

from datetime import date

from calculators.checklist import notes, view_brought_along
from calculators.checklist.calculator import Outcome
from calculators.checklist.model import Item
from calculators.checklist.phrases import effect_and_effort, section_link, text
from calculators.form import Problem
from calculators.html import Html, element, fragment


def message(problem: Problem, *, lang: str) -> str:
    """The sentence for a field that could not be read; an item is named by its first sentence.

    `part` is set where the field is a note beside the item.
    """
    values = dict(problem.values)
    field, part = values.pop("field", "audience"), values.pop("part", "")
    label = text(f"field-{field}" if field in ("audience", "carried") else f"{field}-what", lang=lang).rstrip(".。")
    if part:
        place = text("place-note", lang=lang, item=label, field=text(f"field-{part}", lang=lang))
    else:
        place = text("place", lang=lang, field=label)
    return text(f"problem-{problem.code}", lang=lang, place=place, **values)


def _late_items(outcome: Outcome, day: date) -> int:
    """The number of open items past the day that the reader set for them."""
    return sum(outcome.notes[item.id].is_past(day) for item in _open_items(outcome))


def _open_items(outcome: Outcome) -> list[Item]:
    """The open items in the order in which they are shown."""
    return [*[item for item, _ in outcome.moved], *outcome.rest]


def _unread(outcome: Outcome, lang: str) -> list[str]:
    """The problems of this list's notes and of results brought along; the count rests on none of them."""
    own = {"carried", *(field for item in outcome.items for field in notes.names(item.id))}
    return [message(problem, lang=lang) for field, problem in outcome.problems.items() if field in own]


def sentence(outcome: Outcome, *, lang: str, day: date) -> str:
    """The one sentence for the <output>: how many are open and which comes first, or what is in the way."""
    if outcome.count is None:
        return text("sentence-problem", lang=lang, message=message(outcome.problems[outcome.blocking[0]], lang=lang))
    parts = [
        text(
            "sentence-open",
            lang=lang,
            audience=text(f"audience-{outcome.audience}", lang=lang),
            total=str(len(outcome.items)),
            open=outcome.figures["open-items"],
        )
    ]
    first = next(iter(_open_items(outcome)), None)
    if first is None:
        parts.append(text("result-none", lang=lang))
    else:
        parts.append(text("sentence-first", lang=lang, first=text(f"{first.id}-what", lang=lang)))
    if outcome.moved:
        parts.append(text("sentence-moved", lang=lang, count=str(len(outcome.moved))))
    if late := _late_items(outcome, day):
        parts.append(text("sentence-past", lang=lang, count=str(late)))
    parts += _unread(outcome, lang)
    if outcome.example_items or outcome.is_audience_example:
        parts.append(text("sentence-example", lang=lang))
    return text("sentence-join", lang=lang).join(parts)


def result(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The inside of [data-result]: the figure, then the open items in ranked order with where each is explained.

    On a telephone no more than these is in sight, above the items to answer.
    """
    if outcome.count is None:
        title = element("p", class_="calc-title")(text("result-title", lang=lang))
        if [outcome.problems[field].code for field in outcome.blocking] == ["no-audience"]:
            return fragment(title, element("p", text("result-choose", lang=lang)))
        return fragment(
            title,
            element("p", text("result-problems", lang=lang)),
            element("ul", [element("li", message(outcome.problems[field], lang=lang)) for field in outcome.blocking]),
        )
    late, unread = _late_items(outcome, day), _unread(outcome, lang)
    return fragment(
        element("p", class_="calc-title")(text("result-title", lang=lang)),
        _overdue(lang=lang) if outcome.audience == "person" else None,
        _figure(outcome, lang=lang),
        element("p", element("strong", text("result-past", lang=lang, count=str(late)))) if late else None,
        _list_of_problems(unread, lang=lang) if unread else None,
        _list(outcome, lang=lang, day=day),
        element(
            "p",
            text(
                "result-rest",
                lang=lang,
                done=str(outcome.count.done),
                not_applicable=str(outcome.count.not_applicable),
            ),
        ),
        _example(outcome, lang=lang),
        element("p", class_="calc-note")(text("result-order", lang=lang)),
        view_brought_along.order(outcome, lang=lang),
        element("p", class_="calc-note")(text("result-limits", lang=lang)),
        view_brought_along.brought(outcome, lang=lang),
        _export(lang=lang),
        element("p", class_="calc-note")(text("result-checked", lang=lang, day=outcome.checked.isoformat())),
        element("p", class_="calc-note")(
            text("values-of-another-day", lang=lang, edge=outcome.values_of.isoformat(), day=day.isoformat())
        )
        if outcome.values_of
        else None,
    )


def _list_of_problems(messages: list[str], *, lang: str) -> Html:
    return element("div", class_="calc-wrong")(
        element("p", text("result-notes-problems", lang=lang)),
        element("ul", [element("li", each) for each in messages]),
    )


def _list(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The open items: those that a result moved, each with the reason, then the others."""
    if not outcome.moved and not outcome.rest:
        return element("p", text("result-none", lang=lang))
    moved = [
        _open_item(item, outcome, view_brought_along.because(causes, outcome, lang=lang), lang=lang, day=day)
        for item, causes in outcome.moved
    ]
    rest = [_open_item(item, outcome, None, lang=lang, day=day) for item in outcome.rest]
    if not moved:
        return element("ol", class_="calc-items")(rest)
    return fragment(
        element("p", class_="calc-title")(text("result-moved", lang=lang, count=str(len(moved)))),
        element("ol", class_="calc-items calc-moved")(moved),
        element("p", class_="calc-title")(text("result-others", lang=lang)) if rest else None,
        element("ol", start=str(len(moved) + 1), class_="calc-items")(rest) if rest else None,
    )


def _export(*, lang: str) -> Html:
    """The buttons that make files of the list; what the page already says beside the fields goes along from there."""
    kinds = ("csv", "markdown", "calendar")
    return element("div", class_="calc-export")(
        element("p", class_="calc-title")(text("export", lang=lang)),
        element("p", text("export-note", lang=lang)),
        element(
            "p",
            [
                fragment(
                    element(
                        "button",
                        type="button",
                        data_action="part",
                        data_part="export",
                        data_given=kind,
                        data_rows="[data-item]",
                    )(text(f"export-{kind}", lang=lang)),
                    " ",
                )
                for kind in kinds
            ],
        ),
    )


def _overdue(*, lang: str) -> Html:
    return element("p", class_="calc-first")(
        text("result-overdue", lang=lang), section_link("late-now-today", lang=lang, key="result-overdue-link")
    )


def _figure(outcome: Outcome, *, lang: str) -> Html:
    figure = outcome.figures["open-items"]
    audience = text(f"audience-{outcome.audience}", lang=lang)
    return element("p", class_="calc-figure")(
        text("result-before-figure", lang=lang, audience=audience, total=str(len(outcome.items))),
        element("data", data_name="open-items", value=figure)(figure),
        text("result-after-figure", lang=lang),
    )


def _example(outcome: Outcome, *, lang: str) -> Html:
    """How many choices are still the example's, each marked where it stands; nothing once none is."""
    if outcome.example_items:
        said = text("result-example", lang=lang, count=str(len(outcome.example_items)))
    elif outcome.is_audience_example:
        said = text("result-example-audience", lang=lang)
    else:
        return Html("")
    return element("p", class_="calc-example")(said)


def _open_item(item: Item, outcome: Outcome, reason: Html | None, *, lang: str, day: date) -> Html:
    answer = outcome.answers[item.id] or "unanswered"
    separator = text("separator", lang=lang)
    state = text(f"chosen-{answer}", lang=lang)
    if item.id in outcome.example_items:
        state += separator + text("chosen-example", lang=lang)
    return element(
        "li",
        element("span", class_="calc-item-what")(text(f"{item.id}-what", lang=lang)),
        " ",
        element("span", class_="calc-tag")(state),
        reason,
        " ",
        element("span", class_="calc-item-rank")(effect_and_effort(item, lang=lang)),
        " ",
        section_link(item.section, lang=lang),
        _note(outcome.notes[item.id], lang=lang, day=day),
    )


def due_words(note: notes.Note, *, lang: str, day: date) -> str:
    """The day that the reader set and, where it has gone by, how long ago; '' where none was set."""
    if note.due is None:
        return ""
    shown = note.due.isoformat()
    if note.is_past(day):
        return text("due-past", lang=lang, day=shown, days=str(note.days_past(day)))
    return text("due-today" if note.due == day else "due", lang=lang, day=shown)


def _note(note: notes.Note, *, lang: str, day: date) -> Html | None:
    """The reader's notes beside the item, a line each; None where nothing was written."""
    due = due_words(note, lang=lang, day=day)
    lines = [element("strong", due) if note.is_past(day) else due] if due else []
    for part, written in (("owner", note.owner), ("evidence", note.evidence)):
        if written:
            label = text("note-line", lang=lang, label=text(f"field-{part}", lang=lang))
            lines.append(fragment(label, element("bdi", written)))
    return fragment([element("span", class_="calc-item-note")(line) for line in lines]) if lines else None
