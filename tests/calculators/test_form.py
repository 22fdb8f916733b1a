"""Reading what a person typed: both sides of every limit, and any text at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import answer, form
from calculators.form import Form, Problem
from calculators.ratio import Ratio


def code_of(reading: object) -> str:
    return reading.code if isinstance(reading, Problem) else f"read as {reading!r}"


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,234.50", 123450),
        ("１，２００", 120000),
        ("￥8000", 800000),
        ("¥8000", 800000),
        ("8000元", 800000),
        ("1.2万", 1200000),  # 1.2 x 10,000 = 12,000 yuan
        ("1.2 万元", 1200000),
        ("１２００", 120000),
        ("  5\u3000", 500),
        ("0", 0),
        ("0.01", 1),
        ("1.234567万", 1234567),  # 12,345.67 yuan: six decimals of 万 are two of a yuan
        ("999,999,999,999.99", 99_999_999_999_999),
        ("１２．５", 1250),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, fen: int) -> None:
    assert form.money(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.2345678万", "money-decimals"),  # 12,345.678 yuan
        ("0.001", "money-decimals"),
        ("1000000000000", "money-too-large"),
        ("-5", "money-minus"),
        ("－5", "money-minus"),
        ("−5", "money-minus"),
        ("+5", "money-unread"),
        ("1e5", "money-unread"),
        ("1 2", "money-unread"),
        ("1,2345", "money-unread"),
        ("1,23", "money-unread"),
        ("1.2.3", "money-unread"),
        ("٣", "money-unread"),  # an Arabic digit is a digit for int(), not for us
        ("१२", "money-unread"),
        ("²", "money-unread"),
        ("5\u200f", "money-unread"),
        ("万", "money-unread"),
        ("元", "money-unread"),
        ("--5", "money-unread"),
        ("5" * 201, "too-long"),
        ("$5,000.00", "money-currency"),
        ("＄5000", "money-currency"),
        ("US$ 5000", "money-currency"),
        ("5000 USD", "money-currency"),
        ("5000美元", "money-currency"),
        ("HKD5000", "money-currency"),
        ("€5", "money-currency"),
        ("人民币5", "money-unread"),
    ],
)
def test_money_that_is_not_one_amount_is_a_problem(typed: str, code: str) -> None:
    assert code_of(form.money(typed)) == code


@pytest.mark.parametrize("typed", ["-5", "－5", "−5", "-¥5", "¥-5", "-5元"])
def test_a_minus_is_read_where_a_credit_balance_can_stand(typed: str) -> None:
    assert form.money(typed, minus=True) == -500


def test_two_hundred_characters_are_read_and_one_more_is_not() -> None:
    assert form.money(" " * 199 + "5") == 500
    assert code_of(form.money(" " * 200 + "5")) == "too-long"


@given(
    fen=st.integers(0, 99_999_999_999_999),
    has_commas=st.booleans(),
    is_wide=st.booleans(),
    sign=st.sampled_from(["", "¥", "￥"]),
    unit=st.sampled_from(["", "元", " 元"]),
    blanks=st.sampled_from(["", " ", "\u3000", "\t"]),
)
def test_money_written_out_in_any_way_is_read_back(
    fen: int, has_commas: bool, is_wide: bool, sign: str, unit: str, blanks: str
) -> None:
    # The writer is the oracle: it knows the fen and never asks the reader.
    yuan = f"{fen // 100:,}" if has_commas else str(fen // 100)
    written = f"{yuan}.{fen % 100:02d}"
    if is_wide:
        written = written.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
    assert form.money(blanks + sign + written + unit + blanks) == fen


@given(units=st.integers(0, 99_999_999_999_999))
def test_wan_multiplies_by_ten_thousand(units: int) -> None:
    # units are fen; 1 wan yuan is 1,000,000 fen
    assert form.money(f"{units // 10**6}.{units % 10**6:06d}万") == units


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("30", Ratio(30, 100)),
        ("30%", Ratio(30, 100)),
        ("３０％", Ratio(30, 100)),
        ("30 %", Ratio(30, 100)),
        ("0.3", Ratio(3, 1000)),  # 0.3 is 0.3 %, not 30 %
        ("0", Ratio(0)),
        ("100", Ratio(1)),
        ("100.0000%", Ratio(1)),
        ("0.0001", Ratio(1, 1_000_000)),
    ],
)
def test_a_per_cent_is_read_with_or_without_its_sign(typed: str, value: Ratio) -> None:
    assert form.percent(typed) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("100.0001", "percent-range"),
        ("-1", "percent-range"),
        ("-0", "percent-range"),  # only line-used may have a minus
        ("0.00001", "percent-decimals"),
        ("%", "percent-unread"),
        ("30%%", "percent-unread"),
        ("3 0", "percent-unread"),
        ("thirty", "percent-unread"),
        ("٣٠", "percent-unread"),
    ],
)
def test_a_per_cent_outside_its_range_is_a_problem(typed: str, code: str) -> None:
    assert code_of(form.percent(typed)) == code


@pytest.mark.parametrize(("lang", "said"), [("zh", "不是人民币"), ("en", "in another currency")])
def test_another_currency_is_told_to_be_converted(lang: str, said: str) -> None:
    errors = answer("borrowing-cost", {"principal": "$5,000.00", "periods": "12"}, lang=lang, day="2026-11-23")[
        "errors"
    ]
    assert isinstance(errors, dict) and said in errors["principal"]


@pytest.mark.parametrize("typed", ["2024-02-29", " 2024-02-29 ", "２０２４－０２－２９"])
def test_a_day_is_read(typed: str) -> None:
    assert form.day_typed(typed) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "typed", ["2023-02-29", "2024-2-9", "20240229", "2024/02/29", "2024-W09-4", "0000-01-01", "x", "٢٠٢٤-٠٢-٢٩"]
)
def test_what_is_no_day_is_a_problem(typed: str) -> None:
    assert code_of(form.day_typed(typed)) == "day-unread"


def test_a_text_where_a_list_is_meant_is_a_list_of_one_and_short_lists_are_filled_up() -> None:
    rows = Form({"a": "1", "b": ["2", "3"]}).columns("a", "b", "c")
    assert rows == [{"a": "1", "b": "2", "c": ""}, {"a": "", "b": "3", "c": ""}]


def test_what_is_no_text_is_empty() -> None:
    assert Form({"a": None, "b": 3}).text("a") == ""
    assert Form({"b": [3, "x"]}).texts("b") == ("", "x")


def test_surrogate_halves_are_shown_as_one_replacement_and_pairs_become_their_character() -> None:
    assert Form({"a": "x\ud800y"}).text("a") == "x\ufffdy"
    assert Form({"a": "\ud83d\ude00"}).text("a") == "😀"


def test_what_was_read_is_shown_short_and_without_control_or_direction_marks() -> None:
    assert form.shown("a\x00b\u202ec\nd") == "a\ufffdb\ufffdc\ufffdd"
    assert form.shown("x" * 31) == "x" * 30 + "…"


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("360", 360), (" ０12\u3000", 12), ("007", 7)])
def test_a_whole_number_is_read_within_its_bounds(text: str, value: int) -> None:
    assert form.whole_number(text, least=1, most=360) == value


@pytest.mark.parametrize("text", ["0", "361", "9" * 200, "1.0", "-1", "1,0", "1 2", "٣", "²", "x", "1" * 201])
def test_another_whole_number_is_a_problem(text: str) -> None:
    assert isinstance(form.whole_number(text, least=1, most=360), form.Problem)


def test_a_per_cent_may_have_more_decimals_where_the_caller_says_so() -> None:
    assert form.percent("0.123456", places=6) == Ratio(123456, 100_000_000)
    assert isinstance(form.percent("0.1234567", places=6), form.Problem)
    assert isinstance(form.percent("0.12345"), form.Problem)
