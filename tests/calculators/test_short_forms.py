"""Amounts, rates and months as people write them short: read where they can mean one thing only, and shown in full."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import answer, form
from calculators.door import door
from calculators.form import Problem
from calculators.rates import rate
from calculators.ratio import Ratio

DAY = "2026-11-23"


def code_of(reading: object) -> str:
    return reading.code if isinstance(reading, Problem) else f"read as {reading!r}"


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("2w", 2_000_000),  # 2 x 10,000 yuan = 20,000.00
        ("1.2W", 1_200_000),
        ("１．２Ｗ", 1_200_000),
        ("1.2w元", 1_200_000),
        ("3k", 300_000),  # 3 x 1,000 yuan = 3,000.00
        ("3.5 K", 350_000),
        ("5千", 500_000),
        ("1亿", 10_000_000_000),
        ("1.2萬", 1_200_000),
        ("800块", 80_000),
        ("800块钱", 80_000),
        ("1.23456k", 123_456),  # 1,234.56 yuan: five decimals of a thousand are two of a yuan
    ],
)
def test_a_short_amount_is_read(typed: str, fen: int) -> None:
    assert form.money(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.234567k", "money-decimals"),  # 1,234.567 yuan
        ("10000000w", "money-too-large"),  # 100,000,000,000 yuan is fine, ten times that is not
        ("1万2", "money-on-and-on"),
        ("1w5", "money-on-and-on"),
        ("1万2千", "money-on-and-on"),
        ("一万二", "money-in-characters"),
        ("两万元", "money-in-characters"),
        ("5kw", "money-unread"),  # ten million to some, kilowatt to others
        ("2m", "money-unread"),
        ("w", "money-unread"),
        ("-2w", "money-minus"),
    ],
)
def test_a_short_amount_of_two_meanings_is_told_how_to_write(typed: str, code: str) -> None:
    assert code_of(form.money("1000000000w" if typed == "10000000w" else typed)) == code


@given(
    fen=st.integers(0, 99_999_999_999_999), unit=st.sampled_from([("w", 6), ("W", 6), ("k", 5), ("千", 5), ("亿", 10)])
)
def test_w_and_k_move_the_point(fen: int, unit: tuple[str, int]) -> None:
    # The writer is the oracle: so many digits after the point as the unit has noughts above a fen.
    sign, places = unit
    assert form.money(f"{fen // 10**places}.{fen % 10**places:0{places}d}{sign}") == fen


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("万分之五", Ratio(5, 10_000)),
        ("万分之5", Ratio(5, 10_000)),
        ("万分之 0.5", Ratio(5, 100_000)),
        ("万五", Ratio(5, 10_000)),
        ("万5", Ratio(5, 10_000)),
        ("千分之 5", Ratio(5, 1000)),
        ("5‰", Ratio(5, 1000)),
        ("5‱", Ratio(5, 10_000)),
        ("5bp", Ratio(5, 10_000)),
        ("百分之三十五", Ratio(35, 100)),
        ("百分之十二", Ratio(12, 100)),
    ],
)
def test_parts_of_a_hundred_a_thousand_and_ten_thousand_are_read(typed: str, value: Ratio) -> None:
    assert form.percent(typed) == value


def test_parts_have_at_most_the_decimals_of_a_per_cent() -> None:
    # 1.75 in 10,000 is 0.0175 %: four decimals. 1.755 in 10,000 is 0.01755 %: five.
    assert form.percent("万分之一点七五") == Ratio(175, 1_000_000)
    assert code_of(form.percent("万分之1.755")) == "percent-decimals"
    assert form.percent("万分之1.755", places=6) == Ratio(1755, 10_000_000)
    assert code_of(form.percent("1001‰")) == "percent-range"
    for typed in ("五", "千五", "万分之", "三成", "万分之二百"):
        assert code_of(form.percent(typed)) == "percent-unread", typed


@pytest.mark.parametrize(
    ("typed", "count"),
    [("12", 12), ("12期", 12), ("12 个月", 12), ("１２期", 12), ("十二期", 12), ("第3期", 3), ("1年", 12),
     ("两年", 24), ("12 months", 12), ("1 Year", 12), ("30年", 360), ("31年", None), ("半年", None), ("12x", None)],
)  # fmt: skip
def test_months_are_read_with_their_word(typed: str, count: int | None) -> None:
    read = form.months(typed, least=1, most=360)
    assert read == count if count else isinstance(read, Problem)


@pytest.mark.parametrize(
    ("typed", "unit", "value", "per"),
    [
        ("14.6", "year", Ratio(146, 1000), "year"),
        ("14.6", "", Ratio(146, 1000), "year"),
        ("日息0.05%", "year", Ratio(5, 10_000), "day"),
        ("日息万五", "year", Ratio(5, 10_000), "day"),
        ("按日 0.05%", "", Ratio(5, 10_000), "day"),
        ("0.05%/天", "", Ratio(5, 10_000), "day"),
        ("0.05% a day", "month", Ratio(5, 10_000), "day"),
        ("daily 0.05%", "", Ratio(5, 10_000), "day"),
        ("月利率：0.6%", "year", Ratio(6, 1000), "month"),
        ("14.6% p.a.", "month", Ratio(146, 1000), "year"),
        ("年化14.6%", "day", Ratio(146, 1000), "year"),
        # 厘 is a hundredth of a year's rate and a thousandth of a month's, 分 ten of them.
        ("5厘", "year", Ratio(5, 100), "year"),
        ("5厘", "month", Ratio(5, 1000), "month"),
        ("月息五厘", "year", Ratio(5, 1000), "month"),
        ("1.5分", "month", Ratio(15, 1000), "month"),
        ("年息1分", "", Ratio(1, 10), "year"),
        ("10分", "year", Ratio(1, 1), "year"),  # the whole of what was borrowed, and no more
        ("DAILY RATE 0.05%", "year", Ratio(5, 10_000), "day"),
        ("0.05% A DAY", "year", Ratio(5, 10_000), "day"),
    ],
)
def test_a_rate_says_what_it_is_a_rate_of(typed: str, unit: str, value: Ratio, per: str) -> None:
    assert rate(typed, unit=unit, places=6) == (value, per)


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("5厘", "", "rate-in-li"),
        ("5厘", "day", "rate-in-li-a-day"),
        ("日息5厘", "year", "rate-in-li-a-day"),
        ("日息0.05%/月", "day", "percent-unread"),
        ("日息5毛", "day", "percent-unread"),
        ("20分", "year", "percent-range"),
        ("日息", "day", "percent-unread"),
    ],
)
def test_a_rate_of_two_meanings_is_a_problem(typed: str, unit: str, code: str) -> None:
    assert code_of(rate(typed, unit=unit)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("日息0.05%/月", "percent-unread"),
        ("20分", "percent-range"),
        ("1.23456厘", "percent-decimals"),  # five decimals, and four are taken
    ],
)
def test_a_rate_that_is_refused_is_quoted_whole(typed: str, code: str) -> None:
    assert rate(typed, unit="year") == Problem(code, read=typed)
    assert rate("1.23456厘", unit="year", places=5) == (Ratio(123_456, 10_000_000), "year")


def test_the_problem_of_li_says_both_meanings() -> None:
    errors = answer("borrowing-cost", {"principal": "1w", "periods": "12期", "rate": "6厘"}, lang="zh", day=DAY)[
        "errors"
    ]
    assert errors == {"rate": "A 的“利率（%）”：“6厘”按年是 6%，按月是 0.6%。请写成百分数，并写明是年还是月。"}


def test_a_word_for_the_day_goes_before_the_choice_beside_it() -> None:
    common = {"principal": "12000", "periods": "12"}
    spoken = answer("borrowing-cost", {**common, "rate": "日息万分之五", "rate-unit": "year"}, lang="en", day=DAY)
    plain = answer("borrowing-cost", {**common, "rate": "0.05", "rate-unit": "day"}, lang="en", day=DAY)
    assert spoken == plain and "annual-nominal" in spoken


def test_a_plan_asks_for_the_rate_of_a_year() -> None:
    line = {"line-limit": "2w", "line-used": "5k", "plan-money": "1k"}
    assert answer("utilisation", {**line, "line-rate": "12厘"}, lang="en", day=DAY)["errors"] == {}
    errors = answer("utilisation", {**line, "line-rate": "日息0.05%"}, lang="en", day=DAY)["errors"]
    assert isinstance(errors, dict) and "not a rate a year" in errors["line-rate[0]"]


def readings(calculator: str, lang: str, **fields: str | list[str]) -> dict[str, str]:
    asked = {name.replace("_", "-"): value for name, value in fields.items()}
    request = {"calculator": calculator, "form": asked, "lang": lang, "day": DAY}
    found: dict[str, str] = json.loads(door(json.dumps(request))).get("readings", {})
    return found


def test_what_was_written_short_stands_in_full_beside_its_field() -> None:
    assert readings(
        "borrowing-cost", "en",
        principal=["1.2w", "12,000"], periods=["12期", "12"], rate=["日息万五", "14.6%"], rate_unit=["year", "year"],
        fee=["6‰", "72元"], repaid_after=["1年", ""], income="8k",
    ) == {
        "principal[0]": "= 12,000 yuan", "periods[0]": "= 12 months", "rate[0]": "= 0.05% a day", "fee[0]": "= 0.6%",
        "repaid-after[0]": "= 12 months", "income[0]": "= 8,000 yuan",
    }  # fmt: skip
    asked = {"line_limit": ["2w", "1万2"], "line_used": ["3k", "1200"], "line_rate": ["5厘", ""]}
    assert readings("utilisation", "zh", **asked, target="百分之三十") == {
        "line-limit[0]": "= 20,000 元",
        "line-used[0]": "= 3,000 元",
        "line-rate[0]": "= 5%",
        "target[0]": "= 30%",
    }


def test_a_calculator_without_amounts_shows_nothing_in_full() -> None:
    assert readings("checklist", "zh", audience="person") == {}
