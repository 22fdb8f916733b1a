"""The repayment self-check's words."""

from __future__ import annotations

from calculators import data
from calculators.repayment_habit.calculator import FOLDER


def text(key: str, lang: str, **gaps: str) -> str:
    """The calculator's text of that key."""
    return data.text(FOLDER, key, lang=lang, **gaps)
