"""Steps between form and figures, for the method page's formulas and its worked example."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from calculators.ratio import Ratio
from calculators.utilisation import model


def steps(form: Mapping[str, Any], known: Mapping[str, Fraction | str]) -> Mapping[str, Fraction | int | str]:
    """Steps in between by name: what the method's texts show and `answer` does not give."""
    rows = zip(form["line-limit"], form["line-used"], form["line-kind"], strict=True)
    lines = [(model.Line(limit=int(limit) * 100, used=int(used) * 100), kind) for limit, used, kind in rows]
    cards = model.total([line for line, kind in lines if kind not in ("jiebei", "xinyongdai")])
    whole = model.total([line for line, _ in lines])
    target = Ratio(int(form["target"]), 100)
    allowed = {
        f"line-allowed[{row}]": Fraction(target.floor_of(line.open_limit), 100) for row, (line, _) in enumerate(lines)
    }
    return {
        "owed": Fraction(whole.used, 100), "open-limits": Fraction(whole.limit, 100),
        "allowed": Fraction(target.floor_of(whole.limit), 100),
        "owed-cards": Fraction(cards.used, 100), "open-limits-cards": Fraction(cards.limit, 100), **allowed,
    }  # fmt: skip
