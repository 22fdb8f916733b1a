"""An offer's further terms: weeks, odd first periods, interest by days, a balloon, a fee for repaying early.

Cases are worked by hand; the plain model and the rate by dates are the oracles of the rest.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page import Page

from calculators import answer, render
from calculators.borrowing_cost.building.fields import EXAMPLE_DAY

YEAR = {"principal": "12000", "periods": "12"}


def ask(**terms: str) -> dict[str, str]:
    form = {name.replace("_", "-"): value for name, value in terms.items()}
    found = answer("borrowing-cost", form, lang="en", day=EXAMPLE_DAY)
    assert found.pop("errors") == {}, answer("borrowing-cost", form, lang="en", day=EXAMPLE_DAY)["errors"]
    return {name: str(value) for name, value in found.items()}


def errors(**terms: str) -> dict[str, str]:
    form = {name.replace("_", "-"): value for name, value in terms.items()}
    for lang in ("zh", "en"):
        found = answer("borrowing-cost", form, lang=lang, day=EXAMPLE_DAY)["errors"]
        assert isinstance(found, dict) and found
    return found


def days(**terms: str) -> list[str]:
    """The days in the table of payments as the page shows it."""
    form = {name.replace("_", "-"): value for name, value in terms.items()}
    table = render("borrowing-cost", form, lang="en", day=EXAMPLE_DAY).rsplit('class="calc-schedule"', 1)[1]
    return re.findall(r'<th scope="row">\d+ · <span class="cl-date">([\d-]+)</span></th>', table)


def test_a_balloon_is_left_by_the_equal_payments_and_comes_with_the_last() -> None:
    # 10,000 at 1 % a month, 2 months, 5,000 at the end: (10,000 x 1.0201 - 5,000) / 2.01 = 5,201 / 2.01 = 2,587.562.
    # Month 1: interest 100, principal 2,487.56, owed 7,512.44. Month 2: interest 75.12, then all that is owed.
    terms = {"principal": "10000", "periods": "2", "rate": "1", "rate_unit": "month", "balloon": "5000"}
    found = ask(**terms)
    assert found["monthly-payment"] == "2587.56"
    assert found["total-paid"] == "10175.12"  # 2,587.56 + 7,587.56
    assert abs(Decimal(found["annual-nominal"]) - Decimal("0.12")) < Decimal("0.00001")
    assert "annual-by-dates" not in found
    # Equal principal: (10,000 - 4,000) / 2 = 3,000 + 100; 3,000 + 70 + 4,000.
    found = ask(**{**terms, "method": "equal-principal", "balloon": "4000"})
    assert (found["monthly-payment"], found["total-paid"]) == ("3100.00", "10170.00")
    # Only the instalment is known: 2 x 3,000 + 5,000 = 11,000.
    found = ask(principal="10000", periods="2", instalment="3000", balloon="5000")
    assert (found["monthly-payment"], found["total-paid"]) == ("3000.00", "11000.00")


def test_a_fee_for_repaying_early_is_a_share_of_what_is_still_owed_then() -> None:
    # 12,000 over 12 months at nothing, 1,000 each; after payment 3, 9,000 is owed: 2 % of it is 180.
    found = ask(**YEAR, repaid_after="3", prepayment_fee="2%")
    assert (found["total-paid"], found["total-cost"]) == ("12180.00", "180.00")
    # 1,000 after 1 and 2 months, 10,180 after 3.
    i = Fraction(found["annual-nominal"]) / 12
    worth = Fraction(1000) / (1 + i) + Fraction(1000) / (1 + i) ** 2 + Fraction(10180) / (1 + i) ** 3
    assert abs(worth - 12000) < Fraction(1, 10**5)
    assert ask(**YEAR, repaid_after="3", prepayment_fee="50")["total-cost"] == "50.00"
    # Interest first: all 12,000 is owed.
    assert ask(**YEAR, method="interest-first", repaid_after="3", prepayment_fee="1%")["total-cost"] == "120.00"


def test_interest_by_days_counts_each_month_s_own() -> None:
    # 36,500 at 10 % a year: 10 yuan a day. From 2026-11-23 to 12-23: 30 days, 300; to 01-23: 31 days, 310.
    terms = {"principal": "36500", "periods": "2", "rate": "10", "method": "interest-first", "interest_by": "days"}
    found = ask(**terms, drawn_on="2026-11-23")
    assert (found["monthly-payment"], found["total-paid"]) == ("300.00", "37110.00")
    # A first period of 48 days, to 2027-01-10: 480; then 31: 310.
    assert ask(**terms, drawn_on="2026-11-23", first_due="2027-01-10")["total-cost"] == "790.00"
    # By the period it is 36,500 x 10 % / 12 = 304.17 for either.
    plain = {**terms, "interest_by": "period"}
    assert ask(**plain, drawn_on="2026-11-23", first_due="2027-01-10")["total-cost"] == "608.34"
    # One payment at the end, after 30 + 31 days: 610.
    assert ask(**{**terms, "method": "single-payment"}, drawn_on="2026-11-23")["total-cost"] == "610.00"
    # Equal instalments: 36,500 = A / (1 + 300/36,500) + A / ((1 + 300/36,500)(1 + 310/36,500)).
    one, two = 1 + Fraction(300, 36500), 1 + Fraction(310, 36500)
    level = 36500 / (1 / one + 1 / (one * two))
    found = ask(**{**terms, "method": "equal-instalments"}, drawn_on="2026-11-23")
    assert abs(Fraction(found["monthly-payment"]) - level) <= Fraction(1, 200)


def test_a_week_is_seven_days_of_a_year_of_365() -> None:
    # 7,300 at 10 % a year is 14 yuan a week: interest first over 2 weeks, 14 and 7,314.
    terms = {"principal": "7300", "periods": "2", "rate": "10", "method": "interest-first"}
    found = ask(**terms, every="week")
    assert found["total-paid"] == "7328.00"
    # 14 / 7,300 a week x 365 / 7 = 10 %; (1 + 14 / 7,300)^(365 / 7) - 1.
    assert found["annual-nominal"] == "0.1"
    by_hand = (1 + Decimal(14) / 7300) ** (Decimal(365) / 7) - 1
    assert abs(Decimal(found["annual-effective"]) - by_hand) < Decimal("1e-10")
    assert found["annual-by-dates"] == found["annual-effective"]
    # 14 x 365 / (7 x 12) = 60.83 in a month of 1/12 year.
    assert found["monthly-payment"] == "60.83"
    assert ask(**terms, every="fortnight")["total-paid"] == "7356.00"
    assert ask(**terms, every="week", income="1000")["repayment-share"] == "0.06083"


def test_the_day_of_a_short_month_is_its_last_and_the_next_is_the_own_again() -> None:
    assert days(principal="3000", periods="4", drawn_on="2027-01-01", first_due="2027-01-31") == [
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]
    assert days(principal="3000", periods="3", drawn_on="2027-12-31") == ["2028-01-31", "2028-02-29", "2028-03-31"]
    assert days(principal="3000", periods="3", every="fortnight", drawn_on="2026-12-20") == [
        "2027-01-03",
        "2027-01-17",
        "2027-01-31",
    ]


def test_an_odd_first_period_shows_by_dates_alone() -> None:
    usual = ask(**YEAR, fee="0.6%", drawn_on="2026-11-23")
    short = ask(**YEAR, fee="0.6%", drawn_on="2026-11-23", first_due="2026-12-01")
    assert usual["annual-nominal"] == short["annual-nominal"] == "0.1303422428"
    assert Decimal(short["annual-by-dates"]) > Decimal(usual["annual-by-dates"])
    with mpmath.workdps(40):
        # 2026-12-01 is day 8; later ones on the 1st of each month to 2027-11-01, day 343.
        counted = [8, 39, 70, 98, 129, 159, 190, 220, 251, 282, 312, 343]
        root = mpmath.findroot(lambda x: sum(1072 / (1 + x) ** (mpmath.mpf(d) / 365) for d in counted) - 12000, 0.15)
        assert abs(mpmath.mpf(short["annual-by-dates"]) - root) < mpmath.mpf("1e-10")


@pytest.mark.parametrize(
    ("field", "terms", "said"),
    [
        ("drawn-on", {"first_due": "2027-01-01"}, "day the money arrives"),
        ("drawn-on", {"interest_by": "days"}, "day the money arrives"),
        ("drawn-on", {"drawn_on": "soon"}, "soon"),
        ("first-due", {"drawn_on": "2026-11-23", "first_due": "2026-11-23"}, "after the day"),
        ("balloon", {"balloon": "12000"}, "less than the amount borrowed"),
        ("balloon", {"balloon": "1", "method": "interest-first"}, "equal instalments or equal principal"),
        ("balloon", {"balloon": "-1"}, "negative"),
        ("prepayment-fee", {"prepayment_fee": "1%"}, "Repay early"),
        ("prepayment-fee", {"prepayment_fee": "1%", "repaid_after": "12"}, "Repay early"),
        ("interest-by", {"interest_by": "days", "drawn_on": "2026-11-23", "instalment": "1100"}, "no rate"),
        ("every", {"every": "day"}, "month / fortnight / week"),
        ("instalment", {"instalment": "900", "balloon": "1000"}, "11800.00"),
    ],
)
def test_terms_that_do_not_go_together_are_said_at_their_field(field: str, terms: dict[str, str], said: str) -> None:
    assert said in errors(**YEAR, **terms)[field]


offers = st.fixed_dictionaries(
    {
        "principal": st.integers(1, 10**7).map(lambda fen: f"{fen // 100}.{fen % 100:02d}"),
        "periods": st.integers(1, 40).map(str),
        "rate": st.sampled_from(["", "0", "0.01", "7.3", "18", "100"]),
        "method": st.sampled_from(["equal-instalments", "equal-principal", "interest-first", "single-payment"]),
        "fee": st.sampled_from(["", "0.6%", "33.33"]),
        "fee_unit": st.sampled_from(["month", "total", "upfront"]),
    }
)


@settings(max_examples=60)
@given(offer=offers, after=st.integers(1, 40))
def test_a_day_alone_changes_no_other_figure(offer: dict[str, str], after: int) -> None:
    if offer["principal"] == "0.00":
        return
    offer = {**offer, "repaid_after": str(min(after, int(offer["periods"])))}
    form = {name.replace("_", "-"): value for name, value in offer.items()}
    plain = answer("borrowing-cost", form, lang="en", day=EXAMPLE_DAY)
    dated = answer("borrowing-cost", {**form, "drawn-on": "2026-11-23"}, lang="en", day=EXAMPLE_DAY)
    dated.pop("annual-by-dates", None)
    assert dated == plain


@settings(max_examples=40)
@given(offer=offers, every=st.sampled_from(["week", "fortnight"]))
def test_weeks_compounded_are_weeks_by_dates(offer: dict[str, str], every: str) -> None:
    form = {name.replace("_", "-"): value for name, value in offer.items()}
    found = answer("borrowing-cost", {**form, "every": every}, lang="en", day=EXAMPLE_DAY)
    if "annual-by-dates" in found:
        difference = Decimal(str(found["annual-by-dates"])) - Decimal(str(found["annual-effective"]))
        assert abs(difference) <= Decimal("1.1e-10")
        dated = answer("borrowing-cost", {**form, "every": every, "drawn-on": "2026-11-23"}, lang="en", day=EXAMPLE_DAY)
        assert dated == found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_what_the_terms_change(lang: str) -> None:
    form = {
        **YEAR, "rate": "12", "every": "week", "drawn-on": "2026-11-23", "first-due": "2026-12-10", "balloon": "2000",
        "repaid-after": "4", "prepayment-fee": "1%", "fee": "5",
    }  # fmt: skip
    text = Page(render("borrowing-cost", form, lang=lang, day=EXAMPLE_DAY)).text
    says = {
        "zh": ("365 ÷ 7", "17 天", "提前还款另收", "逐期还款表，4 期"),
        "en": ("365 ÷ 7", "17 days", "with a fee of", "4 in all"),
    }
    for said in says[lang]:
        assert said in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "按日期的年化大得没有意义：钱只借了一两天。"),
        ("en", ": the annual figure by dates is too large to mean anything, since the money is owed for a day or two."),
    ],
)
def test_a_rate_by_dates_without_meaning_is_said_to_have_none(lang: str, said: str) -> None:
    # 1,200 for 1,000 a day later: 1.2^365 - 1 a year, about 10^29. 365 days later it is 20 %.
    form = {"principal": "1000", "periods": "1", "instalment": "1200", "drawn-on": "2026-11-23"}
    for due, is_said in (("2026-11-24", True), ("2027-11-23", False)):
        html = render("borrowing-cost", {**form, "first-due": due}, lang=lang, day=EXAMPLE_DAY)
        assert (said in Page(html).text) is is_said
