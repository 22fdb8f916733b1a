"""Amounts and days as spreadsheets, accountants and software write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import sheet_cell
from calculators.form import Problem


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("10,000.00", 1_000_000), ("￥10,000.00", 1_000_000), (" ¥ 1,234.50 ", 123_450), ("１２，０００", 1_200_000),
        ("1.2万", 1_200_000), ("RMB 500", 50_000), ("CNY500", 50_000), ("500 元", 50_000), ("人民币500元", 50_000),
        ("(1,200.00)", -120_000), ("（200）", -20_000), ("-200", -20_000), ("-", 0), ("￥ -", 0), ("0", 0),
    ],
)  # fmt: skip
def test_amounts_as_spreadsheets_write_them(text: str, fen: int) -> None:
    assert sheet_cell.amount(text, minus=True) == fen


@pytest.mark.parametrize(
    "text", ["", "花呗", "1 000", "1.2E+05", "####", "$500", "12,00", "1.234", "#N/A", "5%", "1e5"]
)
def test_what_is_no_amount_is_a_problem(text: str) -> None:
    assert isinstance(sheet_cell.amount(text), Problem)


def test_an_amount_in_a_unit_we_do_not_read_is_never_used() -> None:
    assert isinstance(sheet_cell.amount("500", unit=None), Problem)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "2026/11/3",
        "2026.11.03",
        "2026年11月3日",
        "20261103",
        "２０２６－１１－０３",
        "2026-11-03 09:30:00",
        "2026/11/3 9:30",
    ],
)
def test_days_as_spreadsheets_write_them(text: str) -> None:
    assert sheet_cell.day(text) == date(2026, 11, 3)


@pytest.mark.parametrize("text", ["", "11/3/2026", "2026-02-29", "46329", "2026-13-01", "11月3日", "0000-01-01"])
def test_what_is_no_day_is_a_problem(text: str) -> None:
    assert isinstance(sheet_cell.day(text), Problem)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        # Accountants' minus signs, and CR for the customer's own money.
        ("1,200.00-", -120_000), ("¥(1,200.00)", -120_000), ("1,200.00 CR", -120_000), ("1,200.00 DR", 120_000),
        ("1200−", -120_000), ("CN¥ -5", -500),
        # No-break, narrow, thin and figure blanks between thousands.
        ("1\u00a0234.50", 123_450), ("1\u202f234\u202f567", 123_456_700), ("12\u2009000", 1_200_000),
        ("¥1\u2007234", 123_400),
    ],
)  # fmt: skip
def test_amounts_as_accountants_and_software_write_them(text: str, fen: int) -> None:
    assert sheet_cell.amount(text, minus=True) == fen


@pytest.mark.parametrize("text", ["1\u00a023", "1\u202f2", "12\u20093456", "1234\u00a0567", "1\u00a0234\u00a05"])
def test_blanks_that_part_no_thousands_make_no_number(text: str) -> None:
    assert isinstance(sheet_cell.amount(text), Problem)


@pytest.mark.parametrize(
    "text",
    [
        "08-Nov-26",
        "2026-11-08 星期日",
        "2026/11/8（周日）",
        "Sun, 8 Nov 2026",
        "Sunday 8 November 2026",
        "2026-11-08T09:05:00Z",
        "2026-11-08T23:30:00+08:00",
        "2026-11-08T15:59:00Z",  # 23:59 in China
    ],
)
def test_days_with_a_weekday_a_short_year_or_a_clock(text: str) -> None:
    assert sheet_cell.day(text) == date(2026, 11, 8)


# 16:00 at Greenwich is midnight in China: which day is meant, the text does not say.
@pytest.mark.parametrize("text", ["2026-11-08T16:00:00Z", "2026-11-08T23:05:00+00:00", "8-Nox-26", "31-Feb-26"])
def test_a_day_that_is_another_in_china_or_none_is_a_problem(text: str) -> None:
    assert isinstance(sheet_cell.day(text), Problem)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="2026-09-10"', "2026-09-10"), ("'1200", "1200"), ("`300", "300"), ('="a ""b"" c"', 'a "b" c'),
        ('="1,200.00"', "1,200.00"), ("'s", "'s"),
    ],
)  # fmt: skip
def test_what_makes_a_spreadsheet_show_a_text_is_no_part_of_the_cell(cell: str, text: str) -> None:
    assert sheet_cell.cell_text(cell) == text


@given(
    whole=st.integers(0, 10**12 + 5),
    decimals=st.sampled_from(["", ".5", ".05", ".50", ".", ".123"]),
    zeros=st.sampled_from(["", "0"]),
)
def test_an_amount_in_plain_digits_is_read_as_one_with_blanks_around_it(whole: int, decimals: str, zeros: str) -> None:
    # Plain digits are read on a shorter way than whatever else an amount may be written as.
    text = f"{zeros}{whole}{decimals}"
    shorter, longer = sheet_cell.amount(text), sheet_cell.amount(f" {text} ")
    assert shorter == longer
    if decimals in (".5", ".05", ".50", "") and whole < 10**12:
        assert shorter == round(float(f"0{decimals}") * 100) + 100 * whole
