"""Exact ratios of whole numbers, compared and rounded without a float.

`fractions.Fraction` would do the same; the modules it needs take the reader's start-up about 40 ms longer.
"""

from __future__ import annotations


class Ratio:
    """`numerator` over `denominator`, which is above 0; not reduced, and equal to any other spelling of its value."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int = 1) -> None:
        if denominator <= 0:
            raise ValueError(f"a ratio's denominator is above 0, not {denominator}")
        self.numerator = numerator
        self.denominator = denominator

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ratio) and self._compared(other) == 0

    def __lt__(self, other: Ratio) -> bool:
        return self._compared(other) < 0

    def __le__(self, other: Ratio) -> bool:
        return self._compared(other) <= 0

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Ratio({self.numerator}, {self.denominator})"

    def _compared(self, other: Ratio) -> int:
        return self.numerator * other.denominator - other.numerator * self.denominator

    def floor_of(self, whole: int) -> int:
        """The largest whole number that is at most this ratio of `whole`."""
        return self.numerator * whole // self.denominator

    def nearest_of(self, whole: int) -> int:
        """This ratio of `whole`, rounded to a whole number, half-even."""
        below, rest = divmod(self.numerator * whole, self.denominator)
        is_up = 2 * rest > self.denominator or (2 * rest == self.denominator and below % 2 == 1)
        return below + is_up

    def is_whole(self, whole: int) -> bool:
        """Whether this ratio of `whole` is a whole number."""
        return self.numerator * whole % self.denominator == 0


ONE = Ratio(1)
