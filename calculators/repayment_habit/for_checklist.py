"""The results that a reader may take to the checklist."""

from __future__ import annotations

from datetime import date

from calculators import carry
from calculators.repayment_habit.calculator import Outcome
from calculators.repayment_habit.model import ON_TIME


def carried(outcome: Outcome, *, day: date) -> str:
    """The values that the checklist can use: the score, the number of late months, and whether a debt is unpaid."""
    if outcome.history is None or outcome.problems:
        return ""
    late = len([month for month in outcome.history.counted if month.code != ON_TIME])
    pairs = {
        "score": outcome.figures.get("score", ""),
        "late-months": str(late),
        "unpaid": {"": "", "late-then-ended": "check"}.get(outcome.unpaid, "yes"),
    }
    is_example = outcome.is_months_example or outcome.is_settled_example
    return carry.carried("repayment-habit", pairs, day=day, is_example=is_example)
