"""Forms nobody would make up by hand, and what each part is given; the build looks what of the runtime they need."""

from __future__ import annotations

from random import Random

from calculators.building.odd_texts import hostile
from calculators.checklist.calculator import items
from calculators.checklist.model import ANSWERS, AUDIENCES

# Texts with which each part has something to give: the build asks with them, to see what of Python is used.
GIVEN: dict[str, tuple[str, ...]] = {"export": ("csv", "markdown", "calendar")}

# What the other calculators send to the checklist, one and all together, and a text that only looks like it.
_SENT = (
    "utilisation:day=2026-11-23 utilisation:highest-ratio=0.99 utilisation:overdue=yes",
    "repayment-habit:day=2026-11-23 repayment-habit:score=62 repayment-habit:late-months=3"
    " repayment-habit:unpaid=check",
    "borrowing-cost:day=2024-02-29 borrowing-cost:repayment-share=0.475 borrowing-cost:example=yes",
)
_CARRIED = (*_SENT, " ".join(_SENT), "utilisation:highest-ratio=99% borrowing-cost:overdue=no somewhere:else=1")


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
        made["carried"] = random.choice(("", *_CARRIED, hostile(random, typed=False)))
        # In the forms with answers that there are, each item has all of its notes.
        for name in random.sample(names, 5) if odd else names:
            made |= {
                f"{name}-due": random.choice(
                    ("2026-12-31", "2024-02-29", *(("", "soon", "2026-02-30") if odd else ()))
                ),
                f"{name}-owner": hostile(random, typed=False) if odd else "我",
                f"{name}-evidence": hostile(random, typed=False) if odd else "账单",
            }
    return made
