"""The results that a reader may take to the checklist."""

from __future__ import annotations

from datetime import date

from calculators import carry
from calculators.borrowing_cost.calculator import Outcome
from calculators.figure import plain_ratio
from calculators.ratio import Ratio


def carried(outcome: Outcome, *, day: date) -> str:
    """The values that the checklist can use: the share of income that repayments take, and whether something is
    overdue.

    Of several offers the largest share counts; with none, what the debts there are take already.
    """
    if outcome.problems:
        return ""
    shares = [offer.share for offer in outcome.offers]
    largest: Ratio | None = None
    for share in shares if any(shares) else [outcome.existing_share]:
        if share is not None and (largest is None or largest < share):
            largest = share
    pairs = {
        "repayment-share": "" if largest is None else plain_ratio(largest),
        "overdue": "yes" if outcome.is_overdue else "",
    }
    return carry.carried("borrowing-cost", pairs, day=day, is_example=bool(outcome.example_fields))
