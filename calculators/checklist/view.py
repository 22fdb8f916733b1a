"""The checklist's result as HTML and as one sentence. No sums, no order of its own."""

from __future__ import annotations

from datetime import date

from calculators import data
from calculators.checklist.calculator import FOLDER, Outcome
from calculators.checklist.model import PARTLY, Item, is_open
from calculators.form import Problem
from calculators.html import Html, element, fragment


def words(key: str, *, lang: str, **gaps: str) -> str:
    """The checklist's text of that key."""
    return data.text(FOLDER, key, lang=lang, **gaps)


def effect_and_effort(item: Item, *, lang: str) -> str:
    """What the item does and how long it takes, as one phrase."""
    effect = words(f"effect-{item.effect.replace(' ', '-')}", lang=lang)
    return effect + words("separator", lang=lang) + words(f"effort-{item.effort}", lang=lang)


def section_link(section: str, *, lang: str, key: str = "") -> Html:
    """A link from the calculator's page to a guide's section."""
    page = data.data(FOLDER)[0]["sections"][section]
    return element("a", words(key or f"section-{section}", lang=lang), href=f"../../{page}/#{section}")


def message(problem: Problem, *, lang: str) -> str:
    """The sentence for a field that could not be read; an item is named by its first sentence."""
    values = dict(problem.values)
    field = values.pop("field", "audience")
    key = "field-audience" if field == "audience" else f"{field}-what"
    label = words(key, lang=lang).rstrip(".。")
    return words(f"problem-{problem.code}", lang=lang, place=words("place", lang=lang, field=label), **values)


def sentence(outcome: Outcome, *, lang: str, day: date) -> str:
    """The one sentence for the <output>: how many are open and which comes first, or what is in the way."""
    if outcome.count is None:
        return words("sentence-problem", lang=lang, message=message(outcome.problems[outcome.blocking[0]], lang=lang))
    parts = [
        words(
            "sentence-open",
            lang=lang,
            audience=words(f"audience-{outcome.audience}", lang=lang),
            total=str(len(outcome.items)),
            open=outcome.figures["open-items"],
        )
    ]
    first = next((item for item in outcome.items if is_open(outcome.answers[item.id])), None)
    if first is None:
        parts.append(words("result-none", lang=lang))
    else:
        parts.append(words("sentence-first", lang=lang, first=words(f"{first.id}-what", lang=lang)))
    if outcome.example_items or outcome.is_audience_example:
        parts.append(words("sentence-example", lang=lang))
    return words("sentence-join", lang=lang).join(parts)


def result(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The inside of [data-result]: the figure, then the open items in ranked order with where each is explained."""
    if outcome.count is None:
        return fragment(
            element("p", words("result-title", lang=lang), class_="calc-title"),
            element("p", words("result-problems", lang=lang)),
            element("ul", [element("li", message(outcome.problems[field], lang=lang)) for field in outcome.blocking]),
        )
    open_items = [item for item in outcome.items if is_open(outcome.answers[item.id])]
    return fragment(
        element("p", words("result-title", lang=lang), class_="calc-title"),
        _overdue(lang=lang) if outcome.audience == "person" else None,
        _figure(outcome, lang=lang),
        element(
            "p",
            words(
                "result-rest",
                lang=lang,
                done=str(outcome.count.done),
                not_applicable=str(outcome.count.not_applicable),
            ),
        ),
        _example(outcome, lang=lang),
        element("ol", [_open_item(item, outcome, lang=lang) for item in open_items], class_="calc-items")
        if open_items
        else element("p", words("result-none", lang=lang)),
        element("p", words("result-order", lang=lang), class_="calc-note"),
        element("p", words("result-limits", lang=lang), class_="calc-note"),
        element("p", words("result-checked", lang=lang, day=outcome.checked.isoformat()), class_="calc-note"),
        element(
            "p",
            words("values-of-another-day", lang=lang, edge=outcome.values_of.isoformat(), day=day.isoformat()),
            class_="calc-note",
        )
        if outcome.values_of
        else None,
    )


def _overdue(*, lang: str) -> Html:
    return element(
        "p",
        words("result-overdue", lang=lang),
        section_link("late-now-today", lang=lang, key="result-overdue-link"),
        class_="calc-first",
    )


def _figure(outcome: Outcome, *, lang: str) -> Html:
    figure = outcome.figures["open-items"]
    audience = words(f"audience-{outcome.audience}", lang=lang)
    return element(
        "p",
        words("result-before-figure", lang=lang, audience=audience, total=str(len(outcome.items))),
        element("data", figure, data_name="open-items", value=figure),
        words("result-after-figure", lang=lang),
        class_="calc-figure",
    )


def _example(outcome: Outcome, *, lang: str) -> Html:
    """Which choices are still the example's; nothing once none is."""
    if not outcome.example_items:
        return (
            element("p", words("result-example-audience", lang=lang), class_="calc-example")
            if outcome.is_audience_example
            else Html("")
        )
    return fragment(
        element(
            "p",
            words("result-example", lang=lang, count=str(len(outcome.example_items))),
            class_="calc-example",
        ),
        element(
            "details",
            element("summary", words("result-example-items", lang=lang)),
            element("ul", [element("li", words(f"{name}-what", lang=lang)) for name in outcome.example_items]),
            class_="calc-example",
        ),
    )


def _open_item(item: Item, outcome: Outcome, *, lang: str) -> Html:
    answer = outcome.answers[item.id] or "unanswered"
    separator = words("separator", lang=lang)
    state = words(f"chosen-{answer}", lang=lang)
    if item.id in outcome.example_items:
        state += separator + words("chosen-example", lang=lang)
    return element(
        "li",
        element("span", words(f"{item.id}-what", lang=lang), class_="calc-item-what"),
        " ",
        element("span", state, class_="calc-tag calc-tag-partly" if answer == PARTLY else "calc-tag"),
        " ",
        element("span", effect_and_effort(item, lang=lang), class_="calc-item-rank"),
        " ",
        section_link(item.section, lang=lang),
    )
