"""Checklist: from the form to the open items of one audience. No words, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calculators import data
from calculators.checklist import brought_along, model, notes
from calculators.form import Form, Problem, choice

FOLDER = "checklist"
UNANSWERED = ""
_kept: list[model.Item] = []
Moved = tuple[tuple[model.Item, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Outcome:
    """Everything that the view shows. `items` are those of the chosen audience, in ranked order; `answers` has every
    one of them.

    An answer is one of `model.ANSWERS`, or '' where none was given, which counts as not yet. `values_of` is the day
    from which the items hold where that is later than the reader's day, else None. `notes` holds what was written
    beside an item, `brought` what came along from other calculators (None where it cannot be read) and `causes` what
    that gives cause for. `moved` are the open items that it moves to the front, with their causes; `closed` those that
    it would move but that are answered already; `rest` the other open items, in ranked order.
    """

    figures: dict[str, str]
    problems: dict[str, Problem]
    audience: str
    items: tuple[model.Item, ...]
    answers: dict[str, str]
    count: model.Count | None
    blocking: tuple[str, ...]
    example_items: tuple[str, ...]
    is_audience_example: bool
    checked: date
    values_of: date | None
    notes: dict[str, notes.Note]
    brought: brought_along.Carried | None
    causes: dict[str, tuple[str, ...]]
    moved: Moved
    closed: Moved
    rest: tuple[model.Item, ...]


def items() -> list[model.Item]:
    """Every item of parameters.toml, in the order of the file, read once."""
    if not _kept:
        for place, entry in enumerate(data.data(FOLDER)[0]["item"]):
            _kept.append(
                model.Item(
                    id=entry["id"],
                    audience=entry["audience"],
                    kind=entry["kind"],
                    effect=entry["effect"],
                    effort=entry["effort"],
                    section=entry["section"],
                    basis=entry["basis"],
                    binds=tuple(entry["binds"]),
                    sources=tuple(entry["sources"]),
                    place=place,
                )
            )
    return _kept


def items_for(audience: str) -> tuple[model.Item, ...]:
    """The items of one audience in ranked order; none for an unknown one."""
    return model.ranked(item for item in items() if item.audience == audience)


def _chosen(form: Form, field: str, options: tuple[str, ...], unknown: str) -> str | Problem:
    """The option chosen, '' for none; a problem that names the field where it is no option."""
    reading = choice(form.text(field), options, empty=UNANSWERED)
    if not isinstance(reading, Problem):
        return reading
    if reading.code == "unknown-choice":
        reading = Problem(unknown, read=reading.values["read"])
    return reading.at(field)


def outcome(form: Form, *, day: date) -> Outcome:
    """The open items of the chosen audience.

    A field that cannot be read is a problem whoever it is for; the figure is absent only where it depends on it.
    """
    listed = data.data(FOLDER)[0]["list"]
    problems: dict[str, Problem] = {}
    audience = _chosen(form, "audience", model.AUDIENCES, "unknown-audience")
    if audience == UNANSWERED:
        audience = Problem("no-audience").at("audience")
    if isinstance(audience, Problem):
        problems["audience"] = audience
        audience = UNANSWERED

    answers: dict[str, str] = {}
    written: dict[str, notes.Note] = {}
    for item in items():
        answer = _chosen(form, item.id, model.ANSWERS, "unknown-answer")
        if isinstance(answer, Problem):
            problems[item.id] = answer
        else:
            answers[item.id] = answer
        written[item.id], wrong = notes.note(form, item.id)
        problems.update(wrong)
    brought = brought_along.read(form)
    if isinstance(brought, Problem):
        problems["carried"] = brought
    causes = {} if isinstance(brought, Problem) else brought_along.causes(brought, day=day)

    own = items_for(audience)
    needed = {"audience", *(item.id for item in own)}
    blocking = tuple(field for field in problems if field in needed)
    count = None if blocking else model.count(own, answers)
    found = model.lifted(own, causes, data.data(FOLDER)[0]["lifts"]) if count else ()
    moved = tuple([pair for pair in found if model.is_open(answers[pair[0].id])])
    in_front = {item.id for item, _ in moved}
    return Outcome(
        figures={} if count is None else {"open-items": str(count.open)},
        problems=problems,
        audience=audience,
        items=own,
        answers={item.id: answers[item.id] for item in own if item.id in answers},
        count=count,
        blocking=blocking,
        example_items=tuple(item.id for item in own if form.is_example(item.id)),
        is_audience_example=bool(audience) and form.is_example("audience"),
        checked=listed["checked"],
        values_of=listed["from"] if day < listed["from"] else None,
        notes=written,
        brought=None if isinstance(brought, Problem) else brought,
        causes=causes,
        moved=moved,
        closed=tuple([pair for pair in found if pair not in moved]),
        rest=tuple([item for item in own if item.id not in in_front and model.is_open(answers[item.id])])
        if count
        else (),
    )
