"""Forms nobody would make up by hand, the same ones on every run: plausible, odd and hostile text in every field.

The build runs some to see what of the runtime they need; the tests run others, by another seed.
"""

from __future__ import annotations

from random import Random

from calculators.register import CALCULATORS

Form = dict[str, str | list[str]]

COUNT = 200
TYPED = 20  # the first of them can also be typed into a page's fields
DAYS = ("2026-11-23", "2026-12-31", "2027-01-01", "2024-02-29", "1999-01-01", "2031-07-15", "0001-01-01", "9999-12-31")


def forms(calculator: str, seed: str = "ClearLimit", *, count: int = COUNT, typed: int = TYPED) -> list[Form]:
    """The forms of a calculator by that seed; the first `typed` of them can be typed."""
    random = Random(f"{seed} {calculator}")
    return [
        CALCULATORS[calculator].module("building.odd_forms").form(random, typed=number < typed)
        for number in range(count)
    ]
