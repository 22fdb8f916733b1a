"""Ratios compare and round exactly; Python's own fractions are the oracle."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.ratio import Ratio

WHOLE = st.integers(-(10**15), 10**15)
ABOVE_0 = st.integers(1, 10**15)
SMALL, SMALL_ABOVE_0 = st.integers(-6, 6), st.integers(1, 6)  # often equal, often halfway


@given(st.tuples(WHOLE | SMALL, ABOVE_0 | SMALL_ABOVE_0), st.tuples(WHOLE | SMALL, ABOVE_0 | SMALL_ABOVE_0))
def test_ratios_compare_as_fractions_do(one: tuple[int, int], other: tuple[int, int]) -> None:
    ours, theirs = (Ratio(*one), Ratio(*other)), (Fraction(*one), Fraction(*other))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert (ours[0] < ours[1]) == (theirs[0] < theirs[1])
    assert (ours[0] <= ours[1]) == (theirs[0] <= theirs[1])
    assert (ours[0] > ours[1]) == (theirs[0] > theirs[1])
    assert (ours[0] >= ours[1]) == (theirs[0] >= theirs[1])


@given(WHOLE | SMALL, ABOVE_0 | SMALL_ABOVE_0, st.integers(0, 10**15) | st.integers(0, 12))
def test_a_part_of_a_whole_is_cut_or_rounded_as_fractions_are(numerator: int, denominator: int, whole: int) -> None:
    exact = Fraction(numerator, denominator) * whole
    ratio = Ratio(numerator, denominator)
    assert ratio.floor_of(whole) == exact.numerator // exact.denominator
    assert ratio.nearest_of(whole) == round(exact)
    assert ratio.is_whole(whole) == (exact.denominator == 1)


def test_halves_go_to_the_even_side() -> None:
    # 0.5 -> 0, 1.5 -> 2, 2.5 -> 2, -0.5 -> 0, -1.5 -> -2
    assert [Ratio(half, 2).nearest_of(1) for half in (1, 3, 5, -1, -3)] == [0, 2, 2, 0, -2]


@pytest.mark.parametrize("denominator", [0, -1])
def test_a_denominator_is_above_0(denominator: int) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Ratio(1, denominator)
