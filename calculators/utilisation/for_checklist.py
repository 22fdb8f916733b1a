"""The results that a reader may take to the checklist."""

from __future__ import annotations

from datetime import date

from calculators import carry
from calculators.utilisation.calculator import Outcome


def carried(outcome: Outcome, *, day: date) -> str:
    """The values that the checklist can use: the highest ratio, and whether a line is overdue."""
    if outcome.problems:
        return ""
    pairs = {
        "highest-ratio": outcome.figures.get("highest-ratio", ""),
        "overdue": "yes" if outcome.overdue_rows else "",
    }
    is_example = bool(outcome.example_rows) or outcome.is_target_example
    return carry.carried("utilisation", pairs, day=day, is_example=is_example)
