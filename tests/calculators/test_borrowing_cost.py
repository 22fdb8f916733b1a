"""The cost of borrowing through the door: hand-worked cases, what is a problem, whom each line binds, and any text."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from offers_asked import LANGUAGES, NAME, YEAR, ask, errors, page

from calculators import answer
from calculators.borrowing_cost.building.fields import EXAMPLE_DAY, example_form


def test_xiao_ma_comes_out_as_worked_by_hand() -> None:
    # 12,000 over 12 months, 0.6 % of 12,000 = 72 a month: 1,000 + 72 = 1,072; 12 x 1,072 = 12,864; 864 more.
    # Income 8,000, debts 1,500: 1,500 / 8,000 = 18.75 %; (1,500 + 1,072) / 8,000 = 32.15 %.
    found = dict(answer(NAME, example_form(), lang="zh", day=EXAMPLE_DAY))
    assert found == {
        "annual-nominal": "0.1303422428",
        "annual-effective": "0.1384178507",
        "total-paid": "12864.00",
        "total-cost": "864.00",
        "monthly-payment": "1072.00",
        "existing-share": "0.1875",
        "repayment-share": "0.3215",
        "errors": {},
    }


def test_the_rate_of_the_example_makes_the_payments_worth_what_was_borrowed() -> None:
    # The sum that the page shows, in Fractions: 12 payments of 1,072, discounted a month at a time, around 12,000.
    nominal = Fraction(str(ask(**YEAR, fee="0.6%")["annual-nominal"]))
    for shift, is_worth_more in ((Fraction(-1, 10**10), True), (Fraction(1, 10**10), False)):
        month = (nominal + shift) / 12
        value = sum((1072 / (1 + month) ** k for k in range(1, 13)), Fraction(0))
        assert (value > 12000) is is_worth_more


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_why_seven_point_two_is_not_it(lang: str) -> None:
    # 864 / 12,000 = 7.2 %; owed on average (12,000 + 11,000 + ... + 1,000) / 12 = 6,500; 864 / 6,500 = 13.29 %.
    text = page(lang, **YEAR, fee="0.6%").text
    for figure in ("7.2%", "6,500.00", "13.29%", "13.03%"):
        assert figure in text
    # Where nothing is repaid before the end there is nothing to explain.
    title = {"zh": "为什么不是", "en": "Why it is not"}[lang]
    assert title in text
    assert title not in page(lang, **YEAR, method="interest-first", rate="7.2").text


@pytest.mark.parametrize("method", ["", "equal-instalments", "equal-principal"])
def test_a_fee_alone_costs_the_same_with_either_way_of_equal_payments(method: str) -> None:
    found = ask(**YEAR, fee="0.6%", method=method)
    assert (found["annual-nominal"], found["monthly-payment"]) == ("0.1303422428", "1072.00")


@pytest.mark.parametrize(
    ("fee", "unit"),
    [("0.6%", "month"), ("0.6 ％", ""), ("72", "month"), ("７２元", "month"), ("864", "total"), ("7.2%", "total")],
)
def test_the_same_fee_written_in_other_ways_costs_the_same(fee: str, unit: str) -> None:
    # 0.6 % of 12,000 = 72 a month; 12 x 72 = 864; 7.2 % of 12,000 = 864.
    assert ask(**YEAR, fee=fee, fee_unit=unit)["annual-nominal"] == "0.1303422428"


def test_a_fee_on_the_first_day_comes_off_what_is_received() -> None:
    # 12,000 less 864: 11,136 received, 12 x 1,000 repaid.
    found = ask(**YEAR, fee="864", fee_unit="upfront")
    assert (found["total-paid"], found["total-cost"], found["monthly-payment"]) == ("12864.00", "864.00", "1000.00")
    month = Fraction(str(found["annual-nominal"])) / 12
    value = sum((1000 / (1 + month) ** k for k in range(1, 13)), Fraction(0))
    assert abs(value - 11136) < Fraction(1, 10**4)


@pytest.mark.parametrize(
    ("rate", "unit", "nominal"),
    [
        ("12", "year", "0.12"),
        ("12%", "", "0.12"),
        ("1", "month", "0.12"),
        ("１．５", "month", "0.18"),
        ("0.05", "day", "0.1825"),  # 0.05 % x 365 = 18.25 %
        ("0.015%", "day", "0.05475"),
        ("0", "day", "0"),
        ("", "year", "0"),
        ("100", "year", "1"),
        ("0.032877", "day", "0.12000105"),  # six decimals: 0.00032877 x 365
    ],
)
def test_interest_only_costs_its_own_rate_and_a_day_counts_365_times(rate: str, unit: str, nominal: str) -> None:
    # A million yuan makes the rounding of the interest to the fen harmless, and monthly interest is paid at once.
    found = ask(principal="100万", periods="12", method="interest-first", rate=rate, rate_unit=unit)
    assert abs(Decimal(str(found["annual-nominal"])) - Decimal(nominal)) < Decimal("1e-7")


def test_one_month_by_each_method_is_the_same_loan() -> None:
    # 10,000 at 1 % a month for 1 month: 10,100; 12 % nominal, 1.01^12 - 1 = 12.68250301 % compounded.
    for method in ("equal-instalments", "equal-principal", "interest-first", "single-payment"):
        found = ask(principal="10000", periods="1", method=method, rate="1", rate_unit="month")
        assert (found["annual-nominal"], found["annual-effective"]) == ("0.12", "0.1268250301")
        assert found["total-paid"] == "10100.00"


def test_over_one_month_the_only_payment_is_the_monthly_one_unless_a_single_payment_was_chosen() -> None:
    # 10,000 x 1 % = 100; 10,100 falls due once; (100 + 10,100) / 5,000 = 204 %. With fees of 50 it is 10,150.
    terms = {"principal": "10000", "periods": "1", "rate": "1", "rate_unit": "month", "income": "5000", "debts": "100"}
    for method in ("equal-instalments", "equal-principal", "interest-first"):
        found = ask(**terms, method=method)
        assert (found["monthly-payment"], found["repayment-share"]) == ("10100.00", "2.04")
        assert ask(**terms, method=method, fee="50")["monthly-payment"] == "10150.00"
        for lang, said in (("zh", "只还这一次"), ("en", "The only payment")):
            assert said in page(lang, **terms, method=method).text
            assert "逐期减少" not in page(lang, **terms, method=method).text
    assert "monthly-payment" not in ask(**terms, method="single-payment")
    # Over 2 months the first payment is the interest alone.
    assert ask(**{**terms, "periods": "2"}, method="interest-first")["monthly-payment"] == "100.00"


def test_a_huge_rate_keeps_every_digit_whatever_precision_the_host_has_set() -> None:
    # 1 yuan, 1 month, a fee of 99,999,999: 1 + i = 10^8, so (1 + i)^12 - 1 = 10^96 - 1, and 12 x i = 1,199,999,988.
    for precision in (6, 28, 200):
        with localcontext() as context:
            context.prec = precision
            found = ask(principal="1", periods="1", fee="99999999")
        assert (found["annual-nominal"], found["annual-effective"]) == ("1199999988", "9" * 96)


def test_the_re_quoted_newspaper_is_told_from_the_chinese_one_of_the_same_name() -> None:
    # In Chinese 《金融时报》 alone is the People's Bank's own newspaper; the re-quoted one is London's Financial
    # Times.
    text = page(**YEAR, income="8000").text
    assert "2017" in text
    assert "《金融时报》" not in text.replace("英国《金融时报》", "")


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", ("适用于小额贷款公司", "适用于民间借贷")),
        ("en", ("It applies to micro-lenders.", "It applies to private lending,")),
    ],
)
def test_each_ceiling_says_in_a_sentence_whom_it_applies_to(lang: str, lines: tuple[str, ...]) -> None:
    text = page(lang, **YEAR).text
    assert all(line in text for line in lines)


def test_a_single_payment_has_no_monthly_payment() -> None:
    # 10,000 x 1 % x 6 = 600 of simple interest after 6 months.
    found = ask(principal="10000", periods="6", method="single-payment", rate="1", rate_unit="month", income="5000")
    assert found["total-cost"] == "600.00"
    assert "monthly-payment" not in found and "repayment-share" not in found
    assert "10,600.00" in page(principal="10000", periods="6", method="single-payment", rate="12", income="5000").text


def test_early_repayment_counts_nothing_after_it_and_names_what_later_fees_come_to() -> None:
    # After 3 months: 3 x 72 = 216 of fees; 9,000 principal with the 3rd payment; 9 x 72 = 648 not counted.
    terms = {**YEAR, "fee": "0.6%", "repaid_after": "3"}
    found = ask(**terms)
    assert (found["total-cost"], found["monthly-payment"]) == ("216.00", "1072.00")
    assert "648.00" in page(**terms).text
    assert ask(**{**terms, "repaid_after": "12"}) == ask(**YEAR, fee="0.6%")
    assert ask(**{**terms, "repaid_after": "1"})["monthly-payment"] == "1072.00"


def test_an_early_repayment_makes_a_fee_on_the_first_day_dearer_a_year() -> None:
    terms = {**YEAR, "fee": "3%", "fee_unit": "upfront"}
    rates = [Decimal(str(ask(**terms, repaid_after=after)["annual-nominal"])) for after in ("12", "6", "1")]
    assert rates == sorted(rates) and rates[0] < rates[2]


def test_the_instalment_alone_is_enough() -> None:
    found = ask(**YEAR, instalment="1072")
    assert found == ask(**YEAR, fee="0.6%")


def test_offer_b_has_the_second_of_each_field_and_of_each_figure() -> None:
    both = ask(
        principal=["12000", "10000"], periods=["12", "1"], fee=["0.6%", ""], rate=["", "1"], rate_unit=["", "month"],
        method=["", "single-payment"],
    )  # fmt: skip
    assert both == {
        **ask(**YEAR, fee="0.6%"),
        "annual-nominal[1]": "0.12",
        "annual-effective[1]": "0.1268250301",
        "total-paid[1]": "10100.00",
        "total-cost[1]": "100.00",
    }
    only_b = ask(principal=["", "10000"], periods=["", "1"], rate=["", "1"], rate_unit=["", "month"])
    assert set(only_b) == {
        "annual-nominal[1]", "annual-effective[1]", "total-paid[1]", "total-cost[1]", "monthly-payment[1]", "errors",
    }  # fmt: skip


def test_up_to_four_offers_stand_side_by_side_each_as_it_is_alone() -> None:
    rows = {"principal": ["12000", "", "10000", "500"], "periods": ["12", "", "1", "2"], "rate": ["", "", "12", ""]}
    found = ask(**rows, fee=["0.6%", "", "", "1"])
    for index, alone in ((0, ask(**YEAR, fee="0.6%")), (2, ask(principal="10000", periods="1", rate="12")),
                         (3, ask(principal="500", periods="2", fee="1"))):  # fmt: skip
        suffix = f"[{index}]" if index else ""
        for name in alone.keys() - {"errors"}:
            assert found[f"{name}{suffix}"] == alone[name]
    assert not any(name.endswith("[1]") for name in found)
    html = page("en", **rows, fee=["0.6%", "", "", "1"]).text
    assert all(f"Offer {letter}" in html for letter in "ACD")


def test_a_problem_in_one_offer_leaves_the_other_its_figures() -> None:
    found = ask(principal=["12000", "x"], periods=["12", "0"], fee=["0.6%", ""])
    assert found["annual-nominal"] == "0.1303422428"
    assert list(found["errors"]) == ["principal[1]", "periods[1]"]  # type: ignore[call-overload]
    assert "B" in found["errors"]["principal[1]"]  # type: ignore[index]
    assert errors(principal=["12000", *"1111"], periods=["12", *"1111"]) == ["principal[4]"]
    assert errors(principal=["12000", "1", ""], periods=["12", "1"]) == []
