"""A sum repaid today, split so that the highest ratio is as low as possible: exact to the fen; no words here."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heapreplace


def lowered(owed: Sequence[int], limits: Sequence[int], amount: int, *, last: Sequence[int]) -> list[int]:
    """The debt of each line after `amount`, every fen of which goes to the line whose ratio is then the highest.

    So the highest ratio ends as low as it can. Of equal ratios the earlier line is paid. A line without a limit has no
    ratio: such lines wait until all others are at 0 and are then paid in the order of `last`, which holds every line's
    place. All in fen; what is over when nothing is owed stays unspent.
    """
    left = list(owed)
    if amount <= 0:
        return left
    above = [at for at, limit in enumerate(limits) if limit and left[at]]
    debts = sum(left[at] for at in above)
    if amount >= debts:
        for at in above:
            left[at] = 0
        return paid_in_turn(left, amount - debts, last)
    # The level all lines above it come down to is `height` / `width`, were fen divisible. It starts too low, with every
    # line, and rises as the lines that lie below it drop out.
    while True:
        height, width = sum(left[at] for at in above) - amount, sum(limits[at] for at in above)
        staying = [at for at in above if left[at] * width > height * limits[at]]
        if len(staying) == len(above):
            break
        above = staying
    # All that lies above the level is paid, rounded down to the fen, so up to a fen a line too much. What was paid last
    # is taken back: the fen that raise a ratio to the least, of equal ones the later line's.
    for at in above:
        whole = height * limits[at] // width
        amount -= left[at] - whole
        left[at] = whole
    if amount < 0:
        # Different ratios differ by at least 1 / widest², so these whole numbers keep the ratios' exact order.
        scale = max([limits[at] for at in above]) ** 2
        raised = [((left[at] + 1) * scale // limits[at], -at) for at in above]
        heapify(raised)
        for _ in range(-amount):
            at = -raised[0][1]
            left[at] += 1
            if left[at] == owed[at]:
                heappop(raised)
            else:
                heapreplace(raised, ((left[at] + 1) * scale // limits[at], -at))
    return left


def paid_in_turn(left: list[int], amount: int, order: Sequence[int]) -> list[int]:
    """`left` itself after `amount` has paid one line after the other in that order."""
    for at in order:
        if not amount:
            break
        paid = min(amount, left[at])
        left[at] -= paid
        amount -= paid
    return left


def split(
    owed: Sequence[int], overdue: Sequence[int], limits: Sequence[int], amount: int, *, last: Sequence[int]
) -> list[int]:
    """The share of `amount` that each line gets: first all that is overdue, then as `lowered` does.

    `amount` is at least the sum of `overdue`, and no line's `overdue` is above what it owes: ValueError otherwise.
    """
    rest = amount - sum(overdue)
    if rest < 0:
        raise ValueError("the sum does not cover what is overdue")
    left = lowered([debt - late for debt, late in zip(owed, overdue, strict=True)], limits, rest, last=last)
    return [debt - stays for debt, stays in zip(owed, left, strict=True)]
