"""Figures as text: plain for machines, readable for people."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.figure import is_ratio, plain_money, plain_ratio, shown_money, shown_percent
from calculators.ratio import Ratio


@pytest.mark.parametrize(
    ("ratio", "plain"),
    [
        (Ratio(475, 1000), "0.475"),
        (Ratio(0), "0"),
        (Ratio(1), "1"),
        (Ratio(10), "10"),
        (Ratio(1, 3), "0.333333333333"),
        (Ratio(2, 3), "0.666666666667"),
        (Ratio(1, 10**12), "0.000000000001"),
        (Ratio(1, 2 * 10**12), "0"),  # 0.5 of the last place: half-even goes to 0
        (Ratio(3, 2 * 10**12), "0.000000000002"),  # 1.5 of the last place: half-even goes to 2
        (Ratio(1234567890004, 10**13), "0.123456789"),  # 0.123456789000|4, and no trailing zeros
    ],
)
def test_a_ratio_is_plain_digits_exact_or_twelve_places_half_even(ratio: Ratio, plain: str) -> None:
    assert plain_ratio(ratio) == plain


@given(used=st.integers(0, 10**14), limit=st.integers(1, 10**14))
def test_a_ratio_is_what_long_division_in_decimals_gives(used: int, limit: int) -> None:
    with localcontext() as context:
        context.prec = 400  # far more than the digits of any quotient that ends or is cut at 12 places
        quotient = (Decimal(used) / Decimal(limit)).quantize(Decimal("1e-12"), rounding=ROUND_HALF_EVEN)
        expected = f"{quotient:f}".rstrip("0").rstrip(".")
    assert plain_ratio(Ratio(used, limit)) == expected


@pytest.mark.parametrize(("fen", "plain"), [(0, "0.00"), (1, "0.01"), (1380000, "13800.00"), (-5, "-0.05")])
def test_money_is_yuan_with_two_decimals(fen: int, plain: str) -> None:
    assert plain_money(fen) == plain


def test_figures_for_people() -> None:
    assert shown_money(1380000, lang="zh") == "13,800.00 元"
    assert shown_money(-1380000, lang="en") == "−13,800.00 yuan"
    assert shown_percent(Ratio(475, 1000), lang="zh") == "47.5%"
    assert shown_percent(Ratio(1), lang="en") == "100%"
    assert shown_percent(Ratio(26, 30), lang="zh") == "约 86.67%"
    # 100.0001, 100.00417 and 0.00333…: as many decimals as tell it from 100% and from nothing.
    assert shown_percent(Ratio(1000001, 1000000), lang="en") == "100.0001%"
    assert shown_percent(Ratio(10000417, 10000000), lang="en") == "about 100.004%"
    assert shown_percent(Ratio(9999999, 10000000), lang="zh") == "99.99999%"
    assert shown_percent(Ratio(1, 30000), lang="en") == "about 0.003%"
    assert shown_percent(Ratio(12345), lang="en") == "1,234,500%"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("line-ratio[0]", True), ("existing-share", True), ("annual-nominal", True), ("schedule-annual-by-dates", True),
     ("repay-total", False), ("score", False), ("months-counted", False), ("monthly-payment", False)],
)  # fmt: skip
def test_a_figures_name_says_whether_it_is_a_fraction_of_1(name: str, is_one: bool) -> None:
    assert is_ratio(name) is is_one
