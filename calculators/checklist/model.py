"""The items of the checklist, their order, and how many are open. No words; nothing here depends on the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DO_NOT, DO = "do-not", "do"
DONE, PARTLY, NOT_YET, NOT_APPLICABLE = "done", "partly", "not-yet", "not-applicable"
ANSWERS = (DONE, PARTLY, NOT_YET, NOT_APPLICABLE)
AUDIENCES = ("person", "practitioner", "team")
# The contract's order: what an item does, then how long it takes. Neither says anything about a limit.
EFFECTS = ("keeps you within the law", "avoids a cost or a late mark", "lowers a ratio", "keeps evidence")
EFFORTS = ("minutes", "days", "months")
BASES = ("rule", "reported", "advice", "own")
# What a result of another calculator may show; `lifts` in parameters.toml names the items that each moves.
LATE_NOW, FULL, SHARE, LATE_MONTHS = "late-now", "full", "share", "late-months"
CAUSES = (LATE_NOW, FULL, SHARE, LATE_MONTHS)


@dataclass(frozen=True)
class Item:
    """One item. `place` counts from 0 in parameters.toml; `basis` says what the item
    rests on, `binds` whom a rule binds; () where it is no rule."""

    id: str
    audience: str
    kind: str
    effect: str
    effort: str
    section: str
    basis: str
    binds: tuple[str, ...]
    sources: tuple[str, ...]
    place: int


@dataclass(frozen=True)
class Count:
    """The numbers of one audience's items that are open (partly or not yet), done, and not applicable."""

    open: int
    done: int
    not_applicable: int


def rank(item: Item) -> tuple[bool, int, int, int]:
    """The item's sorting key: 'do not' first, then effect, ease and place. Answers do not change it."""
    return item.kind != DO_NOT, EFFECTS.index(item.effect), EFFORTS.index(item.effort), item.place


def ranked(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items in the order in which they are shown, everywhere."""
    return tuple(sorted(items, key=rank))


def is_open(answer: str) -> bool:
    """Whether an item with that answer still needs doing; no answer counts as not yet."""
    return answer not in (DONE, NOT_APPLICABLE)


def lifted(
    items: Iterable[Item], causes: Iterable[str], lifts: Mapping[str, Sequence[str]]
) -> tuple[tuple[Item, tuple[str, ...]], ...]:
    """The items that these causes move, each with its causes: what is late now first, the others in ranked order."""
    found = [(item, tuple([cause for cause in causes if item.id in lifts[cause]])) for item in ranked(items)]
    moved = [(item, why) for item, why in found if why]
    return tuple([pair for pair in moved if LATE_NOW in pair[1]] + [pair for pair in moved if LATE_NOW not in pair[1]])


def count(items: Iterable[Item], answers: Mapping[str, str]) -> Count:
    """The items counted by answer; an item without an answer counts as not yet."""
    given = [answers.get(item.id, NOT_YET) for item in items]
    return Count(
        open=sum(is_open(answer) for answer in given),
        done=given.count(DONE),
        not_applicable=given.count(NOT_APPLICABLE),
    )
