"""A fee as it is typed. Below calculator.py, since dated/terms.py reads one too and calculator.py opens that."""

from __future__ import annotations

from calculators import form as typed
from calculators.form import Problem
from calculators.ratio import Ratio


def fee_typed(text: str) -> Ratio | int | Problem:
    """A percentage of the amount borrowed where it is written as a part of it, else yuan."""
    if text.strip(typed.SPACES).endswith(("%", "％", "‰", "‱")) or "分之" in text:
        return typed.percent(text, places=6)
    read = typed.money(text)
    is_li = isinstance(read, Problem) and text.strip(typed.SPACES).endswith(("厘", "分"))
    return Problem("fee-in-li", read=typed.shown(text)) if is_li else read
