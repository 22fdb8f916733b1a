"""Forms nobody would make up by hand, and what each part is given; the build looks what of the runtime they need."""

from __future__ import annotations

from random import Random

from calculators.building.odd_texts import hostile
from calculators.checklist.calculator import items
from calculators.checklist.model import ANSWERS, AUDIENCES

# What each part is given when the build looks which modules and functions are used.
GIVEN: dict[str, str] = {"export": "csv"}


def form(random: Random, *, typed: bool) -> dict[str, str | list[str]]:
    """An audience and an answer to some of the items, of other audiences too."""
    audiences = ("", *AUDIENCES) if typed else ("", *AUDIENCES * 3, "Person", hostile(random, typed=False))
    # Every other form has only answers that there are, or hardly one would have a figure.
    odd = not typed and random.random() < 0.5
    answers = ("", *ANSWERS, "DONE", hostile(random, typed=False)) if odd else ("", *ANSWERS)
    audience = random.choice(audiences)
    # The page shows the items of the chosen audience only, so by hand no others are answered.
    names = [item.id for item in items() if not typed or audience in ("", item.audience)]
    chosen = random.sample(names, random.randrange(8) if typed else random.randrange(len(names)))
    made: dict[str, str | list[str]] = {"audience": audience, **{name: random.choice(answers) for name in chosen}}
    if not typed:
        made |= {f"{name}-example": random.choice(("", "yes")) for name in ("audience", *random.sample(names, 5))}
    return made
