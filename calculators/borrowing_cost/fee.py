"""A fee as it is typed. Below calculator.py, since dated/terms.py reads one too and calculator.py opens that."""

from __future__ import annotations

from calculators.form import SPACES, Problem, money, percent, shown
from calculators.ratio import Ratio


def fee_typed(text: str) -> Ratio | int | Problem:
    """A percentage of the amount borrowed where it is written as a part of it, else yuan."""
    plain = text.strip(SPACES)
    if plain.endswith(("%", "％", "‰", "‱")) or "分之" in plain:
        return percent(text, places=6)
    read = money(text)
    is_li = isinstance(read, Problem) and plain.endswith(("厘", "分"))
    return Problem("fee-in-li", read=shown(text)) if is_li else read
