"""Steps between form and figures, for the method page's formulas and its worked example."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from calculators.checklist.calculator import items_for
from calculators.checklist.model import ANSWERS, AUDIENCES, NOT_YET


def steps(form: Mapping[str, Any], known: Mapping[str, Fraction | str]) -> Mapping[str, Fraction | int | str]:
    """Steps in between by name: what the method's texts show and `answer` does not give."""
    given = [form.get(item.id, NOT_YET) for item in items_for(str(form["audience"]))]
    counts: dict[str, Fraction | int | str] = {f"count-{each}": given.count(each) for each in ANSWERS}
    counts |= {f"items-{audience}": len(items_for(audience)) for audience in AUDIENCES}
    return counts | {"items": sum(len(items_for(audience)) for audience in AUDIENCES)}
