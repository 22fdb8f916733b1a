"""The internal rate and the schedule against other formulas:
closed forms, bisection of the present value in Fractions, mpmath."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.borrowing_cost import model
from calculators.borrowing_cost.model import Loan, annual_rate, bracket, schedule, sign_changes, spread
from calculators.ratio import Ratio

TOLERANCE = Fraction(1, 10**10)


def rates(received: int, payments: list[int]) -> tuple[Fraction, Fraction]:
    found = annual_rate(received, payments)
    assert found is not None
    assert found.error < Decimal("1e-10")
    for value in (found.nominal, found.effective):
        assert value.as_tuple().exponent == -10
    return Fraction(found.nominal), Fraction(found.effective)


def by_bisection(received: int, payments: list[int]) -> tuple[Fraction, Fraction]:
    """Ends of an interval that holds the monthly rate: the discount factor d with sum of payment x d^k = received."""
    low, high = Fraction(0), Fraction(1)
    for _ in range(75):
        middle = (low + high) / 2
        value = Fraction(0)
        for payment in reversed(payments):
            value = (value + payment) * middle
        low, high = (middle, high) if value < received else (low, middle)
    return 1 / high - 1, 1 / low - 1 if low else Fraction(10**30)


def test_one_per_cent_in_a_month_is_twelve_a_year_and_compounds_to_a_little_more() -> None:
    # 100 in, 101 out after 1 month: 1 % a month. 12 x 1 % = 12 %. 1.01^12 = 1.126825030131969720661201.
    assert annual_rate(100, [101]) == model.Rate(Decimal("0.12"), Decimal("0.1268250301"), Decimal("5.1e-11"))


def test_a_known_square_root() -> None:
    # 100 in, 121 out after 2 months: (1 + i)^2 = 1.21, i = 10 %, 120 % a year; 1.1^12 = 3.138428376721.
    assert rates(100, [0, 121]) == (Fraction("1.2"), Fraction("2.1384283767"))


def test_interest_only_and_then_the_principal_is_the_interest_rate_itself() -> None:
    # 1 % of 100,000 fen is 1,000 a month; then 101,000: i = 1 % whatever the number of months.
    for months in (1, 2, 12, 360):
        assert rates(100_000, [1_000] * (months - 1) + [101_000])[0] == Fraction("0.12")


def test_paying_back_exactly_what_was_received_costs_nothing() -> None:
    assert rates(1200, [100] * 12) == (0, 0)
    assert rates(1, [0, 0, 1]) == (0, 0)


def test_one_fen_more_in_the_last_of_many_months_is_above_zero() -> None:
    nominal, effective = rates(100_000, [0] * 11 + [100_001])
    # (1.00001)^(1/12) - 1 is 0.000000833329..., times 12 0.00000999995...; compounded it is 0.00001 again.
    assert (nominal, effective) == (Fraction("0.0000100000"), Fraction("0.0000100000"))


@pytest.mark.parametrize(
    ("received", "payments", "changes"),
    [
        (0, [100], 0),
        (-1, [100], 0),
        (100, [0, 0], 0),
        (100, [200, -150], 2),
        (100, [-1, 200], 1),
        (100, [230, -132], 2),
    ],
)
def test_none_or_several_sign_changes_have_no_rate(received: int, payments: list[int], changes: int) -> None:
    assert sign_changes((-received, *payments)) == changes
    # 100 in, 230 out, 132 in again: both 10 % and 20 % fit, so there is no single rate.
    if changes != 1:
        assert annual_rate(received, payments) is None


def test_a_sign_change_is_counted_over_zeros() -> None:
    assert sign_changes((-5, 0, 0, 3, 0, 4)) == 1
    assert sign_changes((0, 0)) == 0
    assert sign_changes((-5, 0, 3, 0, -1, 0, 2)) == 3


@pytest.mark.parametrize(
    ("received", "payments"),
    [
        (1, [10**14 - 1]),
        (1, [0] * 359 + [10**14 - 1]),
        (10**14 - 2, [0] * 359 + [10**14 - 1]),
        (5, [10**13] * 60),
        (10**14 - 1, [10**12] * 360),
        (1, [1] * 359 + [10**14 - 1]),
    ],
)
def test_far_ends_stay_within_the_bound(received: int, payments: list[int]) -> None:
    # The proof is redone in Fractions at the two ends: too low, and not too low, a rate by the value of the payments.
    places = 40
    low, high = bracket(received, payments, places)
    assert high - low == 1
    for rate, is_above in ((low, False), (high, True)):
        value = Fraction(0)
        for payment in reversed(payments):
            value = (value + payment) / (1 + Fraction(rate, 10**places))
        assert (value < received) is is_above
    nominal, effective = rates(received, payments)
    assert abs(nominal - 12 * Fraction(low, 10**places)) < TOLERANCE
    if low < 10 ** (places + 1):
        assert abs(effective - ((1 + Fraction(low, 10**places)) ** 12 - 1)) < TOLERANCE


flows = st.lists(st.one_of(st.integers(0, 10**6), st.just(0), st.integers(0, 10**11)), min_size=1, max_size=14)


@given(payments=flows, part=st.fractions(min_value="0.01", max_value=1, max_denominator=500))
def test_the_rate_is_what_bisection_of_the_present_value_gives(payments: list[int], part: Fraction) -> None:
    received = floor(sum(payments) * part)
    if received <= 0:
        assert annual_rate(received, payments) is None
        return
    nominal, effective = rates(received, payments)
    low, high = by_bisection(received, payments)
    assert 12 * low - TOLERANCE < nominal < 12 * high + TOLERANCE
    assert (1 + low) ** 12 - 1 - TOLERANCE < effective < (1 + high) ** 12 - 1 + TOLERANCE
    assert effective >= nominal - TOLERANCE
    # The interval is narrow, so the test says something.
    assert low > 10 or high - low < Fraction(1, 10**15)


def by_library(received: int, payments: list[int]) -> tuple[mpmath.mpf, mpmath.mpf]:
    """The yearly rates, nominal and compounded, from mpmath's root of the present value, to 50 digits."""
    with mpmath.workdps(50):
        worth = [-received, *payments]
        factor = mpmath.findroot(
            lambda d: mpmath.polyval(worth, d, asc=True), (0, 1), solver="anderson", maxsteps=2000, tol=1e-60
        )
        return 12 * (1 / factor - 1), factor**-12 - 1


def assert_near(found: tuple[Fraction, Fraction], expected: tuple[mpmath.mpf, mpmath.mpf]) -> None:
    with mpmath.workdps(50):
        for one, other in zip(found, expected, strict=True):
            assert abs(mpmath.mpf(one.numerator) / one.denominator - other) < mpmath.mpf("1e-10")


@settings(max_examples=20)
@given(payments=flows, part=st.fractions(min_value="0.01", max_value=1, max_denominator=500))
def test_the_rate_is_what_a_numeric_library_finds(payments: list[int], part: Fraction) -> None:
    received = floor(sum(payments) * part)
    if received > 0:
        assert_near(rates(received, payments), by_library(received, payments))


@pytest.mark.daily("1200000", "4704000", "1000000")
@pytest.mark.parametrize(
    ("received", "payments"),
    [
        (1_200_000, [107_200] * 12),  # the example: 12,000 yuan, 0.6% a month on all of it
        (25_000_000, [179_865] * 239 + [179_800]),
        (4_704_000, [419_767] * 11 + [419_771]),
        (1_000_000, [15_000] * 5 + [1_015_000]),
    ],
)
def test_the_rate_of_a_real_loan_is_what_a_numeric_library_finds(received: int, payments: list[int]) -> None:
    assert_near(rates(received, payments), by_library(received, payments))


def test_a_fen_more_or_sooner_never_lowers_the_rate() -> None:
    base = rates(100_000, [9_000] * 12)[0]
    assert rates(100_000, [9_000] * 11 + [9_001])[0] > base
    assert rates(99_999, [9_000] * 12)[0] > base
    assert rates(100_000, [9_001] + [9_000] * 10 + [8_999])[0] > base


# ---- schedules ------------------------------------------------------------------------------------------------------


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def loan(method: str, **changes: object) -> Loan:
    terms: dict[str, object] = {
        "principal": 1_200_000, "periods": 12, "method": method, "rate": Ratio(1, 100), "monthly_fees": (0,) * 12,
        "upfront_fee": 0, "repaid_after": 12,
    }  # fmt: skip
    return Loan(**{**terms, **changes})  # type: ignore[arg-type]


def test_parts_are_rounded_half_up_and_the_last_takes_the_rest() -> None:
    assert spread(100, 3) == (33, 33, 34)  # 33.33
    assert spread(200, 3) == (67, 67, 66)  # 66.67
    assert spread(5, 2) == (3, 2)  # 2.5 goes up
    assert spread(5, 9) == (1, 1, 1, 1, 1, 0, 0, 0, 0)  # 0.56 goes up, and no more than 5 are paid
    assert spread(0, 2) == (0, 0)
    assert spread(7, 1) == (7,)


def test_equal_instalments_by_hand() -> None:
    # 100 yuan over 2 months at 1 %: 10,000 x 0.01 x 1.0201 / 0.0201 = 5075.124..., 5,075 fen.
    # Month 1: interest 100, principal 4,975, left 5,025. Month 2: interest 50.25 -> 50, principal 5,025, together
    # 5,075.
    months = schedule(loan("equal-instalments", principal=10_000, periods=2, monthly_fees=(0, 0), repaid_after=2))
    assert [(m.interest, m.principal, m.payment, m.left) for m in months] == [
        (100, 4975, 5075, 5025),
        (50, 5025, 5075, 0),
    ]


def test_equal_principal_by_hand() -> None:
    # 100 yuan over 3 months at 1 %: 3,333 a month, the last 3,334; interest 100, 66.67 -> 67, 33.34 -> 33.
    months = schedule(loan("equal-principal", principal=10_000, periods=3, monthly_fees=(0,) * 3, repaid_after=3))
    assert [(m.interest, m.principal) for m in months] == [(100, 3333), (67, 3333), (33, 3334)]


def test_interest_first_by_hand() -> None:
    months = schedule(loan("interest-first", principal=10_000, periods=3, monthly_fees=(7,) * 3, repaid_after=3))
    assert [m.payment for m in months] == [107, 107, 10_107]


def test_a_single_payment_bears_simple_interest() -> None:
    # 3 months of 1 % on 10,000: 300, not 303.01.
    months = schedule(loan("single-payment", principal=10_000, periods=3, monthly_fees=(0,) * 3, repaid_after=3))
    assert [m.payment for m in months] == [0, 0, 10_300]


@pytest.mark.parametrize("method", model.METHODS)
def test_early_repayment_ends_the_schedule_with_all_that_is_owed(method: str) -> None:
    whole = schedule(loan(method, monthly_fees=(500,) * 12))
    early = schedule(loan(method, monthly_fees=(500,) * 12, repaid_after=5))
    assert len(early) == 5
    assert early[:4] == whole[:4]
    assert early[4].principal == early[4].owed == whole[4].owed
    assert early[4].fee == 500
    assert early[-1].left == 0


def test_where_only_the_instalment_is_known_every_month_pays_it() -> None:
    # 1.03 yuan in 10 payments of 0.11: 103 fen, 110 paid, 7 of it cost; no part is below 0.
    months = schedule(
        loan("equal-instalments", principal=103, periods=10, rate=Ratio(0), repaid_after=10, instalment=11)
    )
    assert [m.payment for m in months] == [11] * 10
    assert sum(m.principal for m in months) == 103
    assert all(m.fee >= 0 and m.principal >= 0 for m in months)


@given(
    principal=st.integers(1, 10**9),
    periods=st.integers(1, 40),
    method=st.sampled_from(model.METHODS),
    rate=st.fractions(min_value=0, max_value="0.9", max_denominator=10**6),
    fee=st.integers(0, 10**6),
    data_=st.data(),
)
def test_no_fen_is_lost_and_interest_is_on_what_is_owed(
    principal: int, periods: int, method: str, rate: Fraction, fee: int, data_: st.DataObject
) -> None:
    after = data_.draw(st.integers(1, periods))
    months = schedule(
        Loan(principal, periods, method, Ratio(rate.numerator, rate.denominator), (fee,) * periods, 0, after)
    )
    assert [m.number for m in months] == list(range(1, after + 1))
    assert sum(m.principal for m in months) == principal
    owed = principal
    for month in months:
        assert month.owed == owed
        assert month.principal >= 0 and month.left >= 0 and month.fee == fee
        if method != "single-payment":
            assert month.interest == half_up(owed * rate)
        owed = month.left
    assert owed == 0
    if method == "single-payment":
        assert [m.interest for m in months] == [0] * (after - 1) + [half_up(principal * rate * after)]
    if method == "equal-instalments" and after == periods:
        # The annuity another way: the amount over the sum of the discount factors.
        factors = sum((1 / (1 + rate) ** k for k in range(1, periods + 1)), Fraction(0))
        level = half_up(principal / factors)
        for month in months[:-1]:
            assert month.payment - month.fee == min(level, month.owed + month.interest)


def test_a_longer_loan_of_small_parts_never_repays_more_than_was_borrowed() -> None:
    # 100 yuan over 360 months: 27.78 fen, 28 a month; after 357 months 4 fen are left, and nothing after them.
    months = schedule(Loan(10_000, 360, "equal-instalments", Ratio(0), (0,) * 360, 0, 360))
    assert [m.payment for m in months[355:]] == [28, 28, 4, 0, 0]
    assert sum(m.payment for m in months) == 10_000
