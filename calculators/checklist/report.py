"""The checklist on paper: the items still open, in the order of the page, each with its sources, what it does and what
is noted.

The report says once which items moved because of what, by their numbers: several results may move an item, and one
result several.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from calculators.checklist import view_brought_along
from calculators.checklist.brought_along import Carried
from calculators.checklist.calculator import Outcome
from calculators.checklist.model import BASES, Item
from calculators.form import Form, shown
from calculators.html import Html, element, fragment
from calculators.report import sources
from calculators.report.paper import Body, Paper, section

# What a reader notes beside an item.
_NOTED = ("due", "owner", "evidence")
_MOST_NOTED = 60


def runs(numbers: Sequence[int]) -> str:
    """Ascending numbers as text, three or more in a row as one run: '1–3, 5, 6'."""
    parts: list[str] = []
    at = 0
    while at < len(numbers):
        last = at
        while last + 1 < len(numbers) and numbers[last + 1] == numbers[last] + 1:
            last += 1
        if last - at > 1:
            parts.append(f"{numbers[at]}–{numbers[last]}")
        else:
            parts += [str(number) for number in numbers[at : last + 1]]
        at = last + 1
    return ", ".join(parts)


def _noted(item: Item, outcome: Outcome, form: Form) -> list[Html]:
    """The notes that there are, as typed; one that is a day is not broken over two lines."""
    due = outcome.notes[item.id].due
    texts = [(name, shown(form.text(f"{item.id}-{name}"), at_most=_MOST_NOTED)) for name in _NOTED]
    return [
        element("bdi", class_="report-day" if due and name == "due" else None)(text) for name, text in texts if text
    ]


def _entry(number: int, item: Item, cited: Sequence[int], outcome: Outcome, form: Form, paper: Paper) -> Html:
    """One item: its words and the numbers of its sources, then all that is short about it."""
    answer = outcome.answers[item.id] or "unanswered"
    short = [paper.say(f"chosen-{answer}"), paper.say(f"effort-{item.effort}"), *_noted(item, outcome, form)]
    return element(
        "li",
        element("span", class_="report-item")(f"{number}. ", paper.say(f"{item.id}-what")),
        element("span", class_="report-cites")(f" [{', '.join(map(str, cited))}]") if cited else None,
        element("span", class_="report-item-short")([fragment(" · ", each) for each in short]),
    )


def _by_effect(
    run: Sequence[tuple[int, Item]], known: dict[str, int], outcome: Outcome, form: Form, paper: Paper
) -> list[Html]:
    """Names an effect once for all items in a row that share it: in two languages room is short."""
    parts = []
    for effect, alike in groupby(run, key=lambda pair: pair[1].effect):
        entries = [
            _entry(number, item, sorted([known[name] for name in item.sources]), outcome, form, paper)
            for number, item in alike
        ]
        parts.append(element("p", class_="report-group")(paper.say(f"effect-{effect.replace(' ', '-')}")))
        parts.append(element("ul", entries))
    return parts


def _list(left: Sequence[Item], outcome: Outcome, form: Form, paper: Paper) -> list[Html]:
    """The open items, numbered: those that a result moved, with the reasons, then the others."""
    known = sources.numbers([name for item in left for name in item.sources])
    numbered = list(enumerate(left, start=1))
    first = len(outcome.moved)
    moved, others = [_by_effect(run, known, outcome, form, paper) for run in (numbered[:first], numbered[first:])]
    if not moved or outcome.brought is None:
        return others
    return [
        element("p", class_="report-heading")(paper.say("heading-moved")),
        _because(outcome, outcome.brought, paper),
        *moved,
        *([element("p", class_="report-heading")(paper.say("result-others"))] if others else []),
        *others,
    ]


def _because(outcome: Outcome, brought: Carried, paper: Paper) -> Html:
    """The items that each result moved, by number, with its sentence and whether it is still the example's."""
    found: dict[str, list[int]] = {place: [] for places in outcome.causes.values() for place in places}
    for number, (_, causes) in enumerate(outcome.moved, start=1):
        for place in [place for cause in causes for place in outcome.causes[cause]]:
            found[place].append(number)
    reasons = [(runs(numbers), _reason(place, brought, paper)) for place, numbers in found.items() if numbers]
    return paper.facts(reasons, "report-facts report-reasons")


def _reason(place: str, brought: Carried, paper: Paper) -> Html:
    return paper.each(lambda lang: view_brought_along.because_of(place, brought, lang=lang))


def _closed(outcome: Outcome, paper: Paper) -> Html | None:
    """Items that a result points to although they were answered: they are in no list of open items."""
    if not outcome.closed:
        return None
    entries = [_answered(item, causes, outcome, paper) for item, causes in outcome.closed]
    return section(paper.say("result-answered"), element("ul", entries))


def _answered(item: Item, causes: tuple[str, ...], outcome: Outcome, paper: Paper) -> Html:
    why = paper.say("answered-because", reasons=lambda lang: view_brought_along.reasons(causes, outcome, lang=lang))
    return element("li", paper.say(f"{item.id}-what"), " ", why)


def _facts(outcome: Outcome, paper: Paper) -> list[tuple[object, object]]:
    """Whose list it is, and that results were brought where none of them moved anything."""
    facts: list[tuple[object, object]] = [(paper.say("field-audience"), paper.say(f"audience-{outcome.audience}"))]
    if outcome.brought is not None and outcome.brought.values and not outcome.moved:
        facts.append((paper.say("brought"), paper.say("brought-none-moved")))
    return facts


def _basis(left: Sequence[Item], paper: Paper) -> Html:
    """The basis of the items, by number: a rule, an advice or a step of ours, told apart."""
    found = [(basis, [number for number, item in enumerate(left, start=1) if item.basis == basis]) for basis in BASES]
    facts = [(paper.say(f"basis-{basis}"), runs(numbers)) for basis, numbers in found if numbers]
    return paper.facts(facts, "report-facts report-basis") if facts else fragment()


def body(outcome: Outcome, form: Form, paper: Paper) -> Body:
    """The report of this list: the open items of the chosen audience."""
    left = [*[item for item, _ in outcome.moved], *outcome.rest]
    parts: list[Html | None] = []
    remarks = []
    if outcome.count is not None:
        open_items = fragment(paper.figure("open-items", outcome.figures["open-items"]), f" / {len(outcome.items)}")
        cites = fragment(" · ", paper.say("list-cites")) if any(item.sources for item in left) else None
        parts = [
            section(
                fragment(paper.say("result-title"), " ", open_items, cites),
                element("div", class_="report-items")(_list(left, outcome, form, paper)) if left else None,
            ),
            _closed(outcome, paper),
        ]
        remarks = [
            paper.say(key) for key in ("list-order", *(("list-moved",) if outcome.moved else ()), "result-limits")
        ]
    return Body(
        warnings=[],
        results=[],
        pictures=[],
        tables=[],
        facts=_facts(outcome, paper) if outcome.count is not None else [],
        sections=parts,
        remarks=remarks,
        formulas=[],
        basis=_basis(left, paper),
        sources=[name for item in left for name in item.sources],
        own_checked=outcome.checked,
        next_step="next-checklist" if left else "",
        is_example=bool(outcome.example_items) or outcome.is_audience_example,
    )
