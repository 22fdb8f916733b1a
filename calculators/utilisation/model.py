"""Utilisation: used over limit. Money is whole fen, ratios are exact fractions of 1; no words here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.ratio import ONE, Ratio

WITHIN, ABOVE, FULL, OVER, NO_LIMIT, UNUSED, NO_TARGET = (
    "within", "above", "full", "over", "no-limit", "unused", "no-target"
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line in fen. `used` below 0 is a credit balance; a frozen line's limit counts as 0 everywhere."""

    limit: int
    used: int
    is_frozen: bool = False

    @property
    def open_limit(self) -> int:
        return 0 if self.is_frozen else self.limit

    @property
    def owed(self) -> int:
        return max(0, self.used)


def total(lines: Sequence[Line]) -> Line:
    """All lines as one: open limits added, debts added. A credit balance on one line pays for no other."""
    return Line(limit=sum(line.open_limit for line in lines), used=sum(line.owed for line in lines))


def ratio(line: Line) -> Ratio | None:
    """Owed over open limit; None where there is no open limit."""
    return Ratio(line.owed, line.open_limit) if line.open_limit else None


def highest_ratio(lines: Sequence[Line]) -> Ratio | None:
    """The highest of the lines' ratios; lines without one are left out."""
    return max((found for line in lines if (found := ratio(line)) is not None), default=None)


def repayment(line: Line, target: Ratio) -> int:
    """The smallest whole number of fen after which owed <= target x open limit.

    owed - r <= t  means  r >= owed - t; r is whole, so r = owed - floor(t), never below 0.
    """
    allowed = target.floor_of(line.open_limit)
    return max(0, line.owed - allowed)


def band(line: Line, target: Ratio | None, full_from: Ratio) -> str:
    """The line's band: full is `full_from` to 1, both included, and goes before the target's bands."""
    found = ratio(line)
    if found is None:
        return NO_LIMIT if line.owed else UNUSED
    if found > ONE:
        return OVER
    if found >= full_from:
        return FULL
    if target is None:
        return NO_TARGET
    return WITHIN if found <= target else ABOVE
