"""Months derived from bills: cases worked by hand on both sides of every limit, another derivation as the oracle."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from bills_read import ZH, codes, html
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators import answer, data, door, pasted_table
from calculators.form import Form, Problem
from calculators.repayment_habit import bills, bills_table
from calculators.repayment_habit.bills import Bill, Payment
from calculators.repayment_habit.building.fields import EXAMPLE_DAY, fields
from calculators.repayment_habit.building.odd_forms import GIVEN
from calculators.repayment_habit.view_bills import part

DAY = date(2026, 11, 23)
LONGEST = (30, 60, 90, 120, 150, 180)
OWN = {"zh": "不是信用评分，不能用来决定放不放贷", "en": "no credit score and not for lending decisions"}


def one(due: str, paid: str, day: str) -> str:
    return codes(f"{ZH}{due},100,{paid},{'100' if paid else ''}\n", day=day)


def of_days(days: int) -> str:
    return bills.digit(days, LONGEST)


@pytest.mark.parametrize(
    ("due", "paid", "day", "expected"),
    [
        ("2026-10-10", "2026-10-09", "2026-11-01", "N"),
        ("2026-10-10", "2026-10-10", "2026-11-01", "N"),  # on the due day itself
        ("2026-10-10", "2026-10-11", "2026-11-01", "M"),  # one day late, within the month
        ("2026-10-10", "2026-10-31", "2026-11-01", "M"),  # the last day of the month
        ("2026-10-10", "2026-11-01", "2026-11-01", "1"),  # the next month: 21 days late on 10-31
        ("2026-10-31", "2026-10-31", "2026-11-05", "N"),
        ("2026-10-31", "2026-11-01", "2026-11-05", "1"),  # 0 days by 10-31, yet not paid before the month ended
        ("2026-10-01", "", "2026-11-01", "1"),  # 30 days on 10-31
        ("2024-02-01", "2024-02-29", "2024-03-01", "M"),  # 29 February is the last day
        ("2024-02-01", "2024-03-01", "2024-03-31", "1"),  # 28 days on 02-29
        ("2023-02-28", "2023-03-01", "2023-03-31", "1"),
        ("2024-02-28", "2024-02-29", "2024-03-31", "M"),
        # Second month end: due 01-29, 30 days on 02-28; due 01-28, 31 days.
        ("2026-01-29", "", "2026-03-01", "11"),
        ("2026-01-28", "", "2026-03-01", "12"),
        # Leap year: due 01-30, 30 days on 02-29; due 01-29, 31.
        ("2024-01-30", "", "2024-03-01", "11"),
        ("2024-01-29", "", "2024-03-01", "12"),
        # Due 01-30: 03-31 is day 60. Due 01-29: day 61.
        ("2026-01-30", "2026-04-01", "2026-04-01", "112"),
        ("2026-01-29", "2026-04-01", "2026-04-01", "113"),
        # Due 01-31, paid on 03-31: 02-28 is day 28, by 03-31 it is paid, and March has no bill of its own.
        ("2026-01-31", "2026-03-31", "2026-04-01", "11*"),
        # Due 05-04: 10-31 is day 180, 6. Due 05-03: day 181, 7.
        ("2026-05-04", "", "2026-11-23", "123456"),
        ("2026-05-03", "", "2026-11-23", "123457"),
        ("2025-05-03", "", "2026-11-23", "123457" + "7" * 12),
        # Due and day in the same month: not in the record, paid or not.
        ("2026-11-01", "", "2026-11-23", ""),
        ("2026-12-10", "", "2026-11-23", ""),
        ("2026-12-31", "2027-01-01", "2027-01-01", "1"),  # over the year's end
    ],
)
def test_one_bill_gives_the_codes_worked_by_hand(due: str, paid: str, day: str, expected: str) -> None:
    assert one(due, paid, day) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, "1"), (30, "1"), (31, "2"), (60, "2"), (61, "3"), (90, "3"), (91, "4"), (120, "4"), (121, "5"), (150, "5"),
     (151, "6"), (180, "6"), (181, "7"), (9999, "7")],
)  # fmt: skip
def test_days_late_give_the_digit_that_the_legend_reports(days: int, expected: str) -> None:
    assert of_days(days) == expected


def test_the_limits_in_the_tests_are_those_of_the_parameters_and_of_the_legend() -> None:
    parameters, texts = data.data("repayment_habit")
    value = data.value_on(parameters["longest-of-digits"], DAY)
    assert tuple(row["up_to_days"] for row in value) == LONGEST
    assert [str(row["digit"]) for row in value] == list("123456")
    for row in value:
        assert f"–{row['up_to_days']} days late" in texts[f"meaning-{row['digit']}"]["en"]
    assert "more than 180" in texts["meaning-7"]["en"]


def test_the_guides_example_comes_out_as_it_says() -> None:
    # N, M (5 days), 1 (21 days on 08-31), M (in two payments, 2 days), 1 (21 days on 10-31; 44 on 11-23).
    assert codes(GIVEN["bills"][0]) == "NM1M1"
    text = Page(html(GIVEN["bills"][0], "en")).text
    for said in (
        "44 days late today",
        "2026-08-31, 21 days late → 1",
        "24 days late in all",
        "(in 2 payments)",
        "rows 5, 6",
    ):
        assert said in text, said


def test_the_worst_bill_of_a_month_counts() -> None:
    rows = "2026-10-05,100,2026-10-05,100\n2026-10-20,100,2026-10-25,100\n"
    assert codes(ZH + rows) == "M"
    assert codes(ZH + rows + "2026-10-08,100,2026-11-02,100\n") == "1"
    # A bill of August still unpaid at the end of October: 2026-08-31 to 10-31 is 61 days, worse than October's own.
    assert codes(ZH + rows + "2026-08-31,100,,\n") == "113"
    assert "取最晚的一张：3" in Page(html(ZH + rows + "2026-08-31,100,,\n")).text


def test_a_partly_paid_bill_is_not_paid_and_a_fen_short_is_not_either() -> None:
    assert codes(ZH + "2026-10-10,100,2026-10-09,60\n") == "1"
    assert "还差 40.00 元" in Page(html(ZH + "2026-10-10,100,2026-10-09,60\n")).text
    assert codes(ZH + "2026-10-10,100,2026-10-09,99.99\n") == "1"
    assert codes(ZH + "2026-10-10,100,2026-10-09,100.01\n") == "N"


def test_a_bill_paid_in_parts_is_paid_when_the_last_part_is() -> None:
    first, last = "2026-10-10,100,2026-10-09,60\n", "2026-10-10,100,{},40\n"
    assert codes(ZH + first + last.format("2026-10-10")) == "N"
    assert codes(ZH + last.format("2026-10-11") + first) == "M"
    assert codes(ZH + first + last.format("2026-11-01")) == "1"
    # The same with the due day and amount left out in the second row, as merged cells leave them.
    assert codes(ZH + first + ",,2026-10-10,40\n") == "N"
    assert codes(ZH + first + "2026-10-10,,2026-10-11,40\n") == "M"


def test_a_month_without_a_bill_is_a_star_and_months_before_the_first_bill_are_left_out() -> None:
    assert codes(ZH + "2026-07-10,100,2026-07-10,100\n2026-09-10,100,2026-09-10,100\n") == "N*N*"


def test_only_twenty_four_months_are_looked_at_and_an_older_debt_still_shows_in_them() -> None:
    # The months are 2024-11 to 2026-10.
    assert codes(ZH + "2024-11-30,100,2024-11-30,100\n") == "N" + "*" * 23
    assert codes(ZH + "2024-10-31,100,2024-10-31,100\n") == ""
    # Due 2024-10-31, paid on 2024-12-01: 30 days on 2024-11-30, nothing after.
    assert codes(ZH + "2024-10-31,100,2024-12-01,100\n2026-10-10,100,2026-10-10,100\n") == "1" + "*" * 22 + "N"
    assert (
        "太早、已经不看的账单：1"
        in Page(html(ZH + "2024-10-10,100,2024-10-10,100\n2026-10-10,100,2026-10-10,100\n")).text
    )


def test_an_unpaid_bill_comes_first_with_what_to_do_and_is_counted_to_the_day() -> None:
    for lang in ("zh", "en"):
        found = html(ZH + "2026-11-22,100,,\n", lang)
        assert found.index("guides/late-now") < found.index("calc-title")
    assert "到今天晚 1 天" in Page(html(ZH + "2026-11-22,100,,\n")).text
    assert "late-now" not in html(ZH + "2026-11-23,100,,\n")  # due today: not late yet
    assert "应还日在本月或以后的账单：1" not in Page(html(ZH + "2026-11-23,100,,\n")).text  # no record to remark on
    assert "还推不出记录" in Page(html(ZH + "2026-11-23,100,,\n")).text


def test_of_an_unpaid_bill_what_is_left_is_said_and_not_the_whole_of_it() -> None:
    # 800 due on the 10th, 300 of it paid on the 12th: 500 are left. Nothing paid: all 800.
    part_paid = Page(html(ZH + "2026-11-10,800,2026-11-12,300\n")).text
    assert "应还 800.00 元，还差 500.00 元，到今天晚 13 天" in part_paid
    assert "应还日 2026-11-10，还差 800.00 元，到今天晚 13 天" in Page(html(ZH + "2026-11-10,800,,\n")).text


def test_thirty_to_sixty_one_days_over_two_long_months_is_explained() -> None:
    # Due 2026-07-01: 07-31 is day 30, 08-31 day 61.
    assert one("2026-07-01", "2026-09-01", "2026-09-01") == "13"
    assert "从 30 到了 61" in Page(html(ZH + "2026-07-01,100,2026-09-01,100\n", day="2026-09-01")).text
    assert "从 30 到了 61" not in Page(html(ZH + "2026-07-02,100,2026-09-01,100\n", day="2026-09-01")).text


HEADINGS = [
    ("应还日期,应还金额,实际还款日期,实还金额", "ABCD"),
    ("到期日\t应还款额（元）\t还款日期\t已还金额(元)", "ABCD"),
    ("期数,还款日,应还本息,还款日期,实还本息", "BCDE"),
    ("应还日期,还款日", "A-B-"),
    ("还款日期,实际还款日期", "A-B-"),
    ("实还金额,实际还款日期,应还金额,应还款日", "DCBA"),
    ("Due date,Amount due,Date paid,Amount paid", "ABCD"),
    ("DUE_DATE\tAmount Due (CNY)\tPayment date\tPaid amount", "ABCD"),
    ("Bill,Overdue days,Due Date,Paid on", "C-D-"),
    ("最低应还金额,应还金额,到期还款日,实际还款日,逾期天数", "CBD-"),
    ("到期还款日,本期账单,入账日期,入账金额", "ABCD"),
    ("账单日,到期还款日,本期账单金额,还款日期,本期已还,已还期数", "BCD-"),
    ("Payment due date,Statement balance,Payment date,Payment amount", "ABCD"),
    ("Due date,New balance,Minimum payment due,Date paid", "ABD-"),
]


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        ("Payment due,Amount due,Date paid,Amount paid", "2026-10-10,100,2026-10-12,100", "ABCD"),
        ("Due date,Payment due,Date paid,Amount paid", "2026-10-10,100,2026-10-12,100", "ABCD"),
        ("Payment due,New balance,Paid,Payment", "10 Oct 2026,100,12 Oct 2026,100", "ABCD"),
        ("Due,Amount due,Paid,Payment method", "2026-10-10,100,2026-10-12,Alipay", "ABC-"),
        ("Due date,Due,Date paid,Payment", "2026-10-10,100,2026-10-12,100", "ABCD"),
        ("到期还款日,应还,入账日期,已还", "2026-10-10,100,2026-10-12,100", "ABCD"),
        ("应还,应还金额,已还,实还金额", "2026-10-10,100,2026-10-12,100", "ABCD"),
        (
            "Payment due,Amount due,Date paid",
            "10/10/2026,100,2026-10-12",
            "ABC-",
        ),  # a day, though its order is not known
        ("应还利息,应还日期,实还日期,应还金额", "1.5,2026-10-10,2026-10-12,100", "BDC-"),
    ],
)
def test_a_heading_that_may_be_a_day_or_an_amount_is_taken_by_its_cells(headings: str, row: str, expected: str) -> None:
    columns = bills_table.reading(f"{headings}\n{row}\n", [], day=DAY).columns
    assert "".join("-" if column is None else "ABCDEFGH"[column] for column in columns) == expected
    assert codes(f"{headings}\n{row}\n") == ("" if "10/10" in row else "M")


@pytest.mark.parametrize(("headings", "expected"), HEADINGS)
def test_headings_are_recognised_in_both_languages(headings: str, expected: str) -> None:
    cells = re.split("[,\t]", headings)
    separator = "\t" if "\t" in headings else ","
    example = {"A": "1"} | dict.fromkeys(expected[0] + expected[2], "2026-10-10")
    row = separator.join(example.get(letter, "1") for letter in "ABCDEFGH"[: len(cells)])
    reading = bills_table.reading(f"某某银行账单明细\n{headings.replace('_', ' ')}\n{row}\n", [], day=DAY)
    found = "".join("-" if column is None else "ABCDEFGH"[column] for column in reading.columns)
    assert found == expected
    assert len(reading.bills) == 1, reading.unused


def test_without_headings_the_columns_are_taken_in_order() -> None:
    assert codes("2026-10-10\t100\t2026-10-12\t100") == "M"
    assert "没有找到表头" in Page(html("2026-10-10\t100\t2026-10-12\t100")).text


def test_columns_can_be_corrected() -> None:
    table = "甲,乙,丙,丁\n2026-10-12,100,2026-10-10,100\n"
    for chosen in ("C B A D", ["C", "B", "A", "D"], "c，b，a，d", ["Ｃ", "B", "A", "none"]):
        assert codes(table, columns=chosen) == "M"
    # Recognised the wrong way round; choosing one of the two leaves the other to be chosen.
    swapped = "实际还款日期,应还日期\n2026-10-10,2026-10-12\n"
    assert codes(swapped) == "N"
    assert codes(swapped, columns=["A", "", "B", ""]) == "M"
    assert "没有认出实际还款日期" in Page(html(swapped, columns=["A", "", "", ""])).text
    assert "被选了两次" in Page(html(swapped, columns=["A", "", "A", ""])).text
    for unknown in ("Z", "AA", "<b>", "٣"):
        assert "不在表里" in Page(html(swapped, columns=[unknown, "", "", ""])).text


@pytest.mark.parametrize(
    "written", ["2026-10-10", "2026/10/10", "2026年10月10日", "20261010", "２０２６－１０－１０",
        "２０２６年１０月１０日",
                "2026.10.10", "2026-10-10 09:30:00", " 2026-10-10 ", "10 Oct 2026", "Oct 10, 2026", "October 10 2026",
                "10-Oct-2026", "10th October, 2026", "10 OCT 2026 09:30"],
)  # fmt: skip
def test_days_are_read_as_tables_write_them(written: str) -> None:
    assert codes(f"应还日期\t应还金额\t实际还款日期\t实还金额\n{written}\t100\t{written}\t100") == "N"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("15/03/2026", "2026-03-15"), ("03/15/2026", "2026-03-15"), ("15.3.2026", "2026-03-15"), ("15-03-2026 08:00",
        "2026-03-15"),
     ("15 Jul 2026", "2026-07-15"), ("Jul 15, 2026", "2026-07-15"), ("1 Sept 2026", "2026-09-01"), ("May 1st, 2026",
         "2026-05-01"),
     ("29 Feb 2024", "2024-02-29")],
)  # fmt: skip
def test_days_with_the_year_last_are_read_where_they_can_be_one_day_only(written: str, expected: str) -> None:
    assert pasted_table.day(written) == date.fromisoformat(expected)


@pytest.mark.parametrize("written", ["10/11/2026", "11/10/2026", "1.2.2026", "12-12-2026"])
def test_a_day_whose_month_cannot_be_told_says_so(written: str) -> None:
    table = f"应还日期\t实际还款日期\n{written}\t2026-10-10\n2026-10-10\t{written}\n"
    assert f"第 2 行：应还日期“{written}”看不出哪个数是月" in Page(html(table)).text
    assert f"第 3 行：还款日期“{written}”看不出哪个数是月" in Page(html(table)).text
    assert f"Row 2: the due date “{written}” does not say which number is the month" in Page(html(table, "en")).text


@pytest.mark.parametrize(
    "written",
    [
        "15/13/2026",
        "31/02/2026",
        "15 Jux 2026",
        "30 Feb 2026",
        "15 Jul 26",
        "15/03/26",
        "Jul 2026",
        "0 Jul 2026",
        "15/3-2026",
    ],
)
def test_what_is_no_day_stays_unread(written: str) -> None:
    assert pasted_table.day(written) == Problem("day-unread", read=written)


@pytest.mark.parametrize("written", ["2026-02-29", "2026-13-01", "26-10-10", "十月", "٢٠٢٦-١٠-١٠"])
def test_a_day_that_cannot_be_read_is_listed_with_its_row(written: str) -> None:
    found = Page(html(f"{ZH}{written},100,2026-10-10,100\n2026-10-10,100,2026-10-10,100\n")).text
    assert f"第 2 行：应还日期“{written}”看不出是哪一天" in found
    assert "没有用上的行：1" in found


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-10-10,abc,2026-10-10,100", "应还金额“abc”"),
        ("2026-10-10,100,2026-10-10,-5", "实还金额“-5”"),
        ("2026-10-10,$100,2026-10-10,100", "应还金额“$100”不是人民币"),
        ("2026-10-10,100,2026-10-10,100 USD", "实还金额“100 USD”不是人民币"),
        ("2026-10-10,100,2026-10-40,100", "还款日期“2026-10-40”"),
        ("2026-10-10,100,,100", "没有还款日期"),
        ("2026-10-10,100,2026-11-24,100", "比今天（2026-11-23）还晚"),
        (",100,2026-10-10,100", "应还日期空着"),
        ("合计,100,,100", "这是合计"),
        ("2026-10-10,1,200,2026-10-10,1,200", "多出了格子"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row: str, said: str) -> None:
    found = Page(html(f"{ZH}{row}\n2026-10-11,100,2026-10-11,100\n")).text
    assert f"第 2 行：{said}" in found or said in found.partition("没有用上的行：1")[2]
    assert codes(f"{ZH}{row}\n2026-10-11,100,2026-10-11,100\n") == "N"


SIX_ON_TIME = ZH + "".join(f"2026-{month:02d}-10,100,2026-{month:02d}-10,100\n" for month in range(4, 10))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2026-10-10,100,2026-12-01,100", "2026-10*应还日在这个月、没有用上的行：第 8 行"),  # paid later than today
        ("2026-10-10,abc,2026-10-10,100", "2026-10*应还日在这个月、没有用上的行：第 8 行"),
        ("10月10日,100,2026-10-10,100", "2026-10*没有读到这个月的账单；没有用上的行里可能有"),
        ("26/10/10,100,,", "2026-10*没有读到这个月的账单；没有用上的行里可能有"),
        ("0000-00-00,100,,", "2026-10*没有读到这个月的账单；没有用上的行里可能有"),
    ],
)
def test_a_month_whose_row_was_not_used_says_so_and_the_record_before_its_button(row: str, says: str) -> None:
    text = Page(html(SIX_ON_TIME + row + "\n")).text.replace("2026 年 10 月", "2026-10")
    assert says in text and "这个月没有账单" not in text
    warning = text.index("缺 1 行（第 8 行），这条记录可能比实际好看")
    assert text.index("推出来的记录") < warning < text.index("先不管缺的行，用这 7 个月的记录")
    english = Page(html(SIX_ON_TIME + row + "\n", "en")).text
    assert "Rows missing from this: 1 (row 8)." in english and "No bill this month" not in english
    # Nothing is lost: who has a row that is no bill may go on.
    assert codes(SIX_ON_TIME + row + "\n") == "NNNNNN*"


def test_a_row_not_used_is_told_beside_the_bills_of_its_month_too_and_a_total_misses_nothing() -> None:
    text = Page(html(SIX_ON_TIME + "2026-09-20,100,2026-09-40,100\n")).text
    assert "没有晚 → N应还日在这个月、没有用上的行：第 8 行" in text
    text = Page(html(SIX_ON_TIME + "合计,600,,600\n")).text
    assert "比实际好看" not in text and "用这 7 个月的记录" in text and "这个月没有账单" in text
    # No month at all: the row may be the one that gives it.
    assert "缺 1 行（第 3 行）" in Page(html(ZH + "2026-11-22,100,2026-11-22,100\n10月10日,100,,\n")).text


@pytest.mark.parametrize(
    "word",
    [
        "0000-00-00",
        "0000/00/00",
        "0000-00-00 00:00:00",
        "00000000",
        "0",
        "1900-01-00",
        "1900/1/0",
        "0000年00月00日",
        "暂无",
        "未还清",
        "待还",
        "not yet paid",
    ],
)
def test_a_date_paid_that_is_no_day_is_unpaid(word: str) -> None:
    assert codes(f"应还日期\t应还金额\t实际还款日期\t实还金额\n2026-10-10\t100\t{word}\t0.00") == "1"
    # With an amount beside it, something was paid and the day is asked for.
    assert (
        "没有还款日期" in Page(html(f"应还日期\t应还金额\t实际还款日期\t实还金额\n2026-10-10\t100\t{word}\t100")).text
    )
    assert "看不出是哪一天" in Page(html("应还日期\t实际还款日期\n2026-10-10\t1900-01-01x")).text


@pytest.mark.parametrize("word", ["", "-", "—", "未还", "unpaid", " / ", "N/A"])
def test_words_for_unpaid_are_understood(word: str) -> None:
    assert codes(f"应还日期\t应还金额\t实际还款日期\t实还金额\n2026-10-10\t100\t{word}\t{word}") == "1"


def test_a_payment_without_an_amount_pays_the_bill_and_nothing_due_is_no_bill() -> None:
    assert codes(ZH + "2026-10-10,100,2026-10-11,\n") == "M"
    assert codes("应还日期\t实际还款日期\n2026-10-10\t2026-10-11") == "M"
    assert "没有应还金额这一列" in Page(html("应还日期\t实际还款日期\n2026-10-10\t2026-10-11")).text
    assert codes(ZH + "2026-10-10,0,,\n2026-09-10,100,2026-09-10,100\n") == "N*"
    assert codes(ZH + "2026-10-10,-5.00,,\n2026-09-10,100,2026-09-10,100\n") == "N*"


def test_a_thousand_rows_and_two_hundred_thousand_characters_are_read_and_no_more() -> None:
    row = "2026-10-10,100,2026-10-10,100\n"
    assert codes(ZH + row * 1000) == "N"
    assert codes(ZH + row * 1001) == ""
    assert "最多 1,000 行" in Page(html(ZH + row * 1001)).text
    assert codes((ZH + row).ljust(200_000)) == "N"
    assert "200,001" in Page(html((ZH + row).ljust(200_001))).text


def test_the_record_is_used_only_by_the_readers_own_press_and_gives_the_score() -> None:
    table = ZH + "".join(f"2026-{month:02d}-10,100,2026-{month:02d}-10,100\n" for month in range(1, 11))
    assert part and codes(table) == "N" * 10
    found = answer("repayment-habit", {"months": codes(table), "bills": table}, lang="zh", day="2026-11-23")
    assert found["score"] == "100"
    # The field `bills` alone changes no figure: the score rests on `months`.
    assert answer("repayment-habit", {"bills": table}, lang="zh", day="2026-11-23") == {"errors": {}}


def test_the_part_reads_the_field_where_nothing_is_given() -> None:
    request = {
        "calculator": "repayment-habit",
        "form": {"bills": GIVEN["bills"][0]},
        "lang": "en",
        "day": "2026-11-23",
        "part": "bills",
    }
    assert 'data-value="NM1M1"' in json.loads(door(json.dumps(request)))["part"]["html"]


def test_the_form_has_the_box_without_a_name_and_four_choices_of_columns() -> None:
    for lang in ("zh", "en"):
        found = Page(fields(lang=lang, day=EXAMPLE_DAY))
        (box,) = [attributes for tag, attributes in found.elements if attributes.get("id") == "bills"]
        assert "name" not in box
        assert sum(attributes.get("name") == "bills-columns" for _, attributes in found.elements) == 4
        ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
        assert len(ids) == len(set(ids))


# The oracle: day by day. A bill is walked through the calendar with what has been paid so far.

ends = st.dates(date(2019, 1, 1), date(2026, 11, 22))
amounts = st.integers(1, 500)


@st.composite
def some_bills(draw: st.DrawFn) -> list[Bill]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        due = draw(st.one_of(ends, st.dates(date(2024, 6, 1), date(2026, 11, 22))))
        payments = []
        for _ in range(draw(st.integers(0, 3))):
            paid = due + timedelta(days=draw(st.integers(-40, 250)))
            payments.append(Payment(min(paid, DAY), draw(st.one_of(st.none(), amounts))))
        made.append(Bill(due, draw(st.one_of(st.none(), amounts)), tuple(payments), (number + 1,)))
    return made


def by_hand(bill: Bill) -> dict[tuple[int, int], str]:
    """Walks from the due day on, counting each day on which the bill is unpaid and late;
    its digit at each month's end."""
    found = {}
    day, late, is_unpaid = bill.due, 0, True
    while day <= DAY:
        if is_unpaid:
            so_far = [payment for payment in bill.payments if payment.day <= day]
            is_paid = any(payment.fen is None for payment in so_far) or (so_far and bill.fen is None)
            is_unpaid = not is_paid and (bill.fen is None or sum(payment.fen or 0 for payment in so_far) < bill.fen)
            late += is_unpaid
        day += timedelta(days=1)
        if day.day == 1:  # the day before was the month's last
            month = (day - timedelta(days=1)).timetuple()[:2]
            if is_unpaid:
                found[month] = next((str(place + 1) for place, most in enumerate(LONGEST) if late - 1 <= most), "7")
            elif month == (bill.due.year, bill.due.month):
                found[month] = "M" if late else "N"
    return found


@given(made=some_bills())
def test_each_month_is_what_a_walk_through_the_calendar_gives(made: list[Bill]) -> None:
    derived = bills.derived(made, day=DAY, most=24, longest=LONGEST)
    rank = "*NM1234567"
    first = min((bill.due.year, bill.due.month) for bill in made)
    months = [(2024 + (10 + place) // 12, (10 + place) % 12 + 1) for place in range(24)]
    walked = [by_hand(bill) for bill in made]
    expected = [max((each.get(month, "*") for each in walked), key=rank.index) for month in months if month >= first]
    assert derived.codes == ("" if set(expected) == {"*"} else "".join(expected))
    assert len(derived.codes) <= 24


@given(made=some_bills(), days=st.integers(1, 200), which=st.integers(0, 4))
def test_paying_later_never_gives_a_lower_code(made: list[Bill], days: int, which: int) -> None:
    rank = "*NM1234567"
    bill = made[which % len(made)]
    later = Bill(
        bill.due,
        bill.fen,
        tuple(Payment(min(payment.day + timedelta(days=days), DAY), payment.fen) for payment in bill.payments),
        bill.rows,
    )
    before = bills.derived(made, day=DAY, most=24, longest=LONGEST).codes
    after = bills.derived([later if each is bill else each for each in made], day=DAY, most=24, longest=LONGEST).codes
    before, after = before.rjust(24, "*"), after.rjust(24, "*")
    # N and * are equally good: an older bill of its own gives * once it is paid.
    ranks = [(max(1, rank.index(old)), max(1, rank.index(new))) for old, new in zip(before, after, strict=True)]
    assert all(new >= old for old, new in ranks)


@given(made=some_bills(), lang=st.sampled_from(["zh", "en"]))
def test_a_table_written_out_and_read_again_gives_the_same_record(made: list[Bill], lang: str) -> None:
    # One payment at most, and amounts of their own, so that no two rows can be parts of one bill.
    simple = [Bill(bill.due, 1000 + place, bill.payments[:1], bill.rows) for place, bill in enumerate(made)]
    head = {"zh": "应还日期\t应还金额\t实际还款日期\t实还金额", "en": "Due date\tAmount due\tDate paid\tAmount paid"}[
        lang
    ]
    rows = [head]
    for bill in simple:
        paid = bill.payments[0] if bill.payments else None
        sums = [f"{fen // 100}.{fen % 100:02d}" if fen is not None else "" for fen in (bill.fen, paid and paid.fen)]
        rows.append(f"{bill.due.isoformat()}\t{sums[0]}\t{paid.day.isoformat() if paid else ''}\t{sums[1]}")
    expected = bills.derived(simple, day=DAY, most=24, longest=LONGEST).codes
    assert codes("\n".join(rows)) == expected


NASTY = ["<script>alert(1)</script>", "\x00", "\ud800", "\u202e", "٣", "😀", "x" * 3000, "2026-02-30", "9999-12-31",
    "0001-01-01",
         "{place}", '"', '""', "1e9", "999999999999999999", "合计"]  # fmt: skip
cell = st.one_of(
    st.sampled_from(NASTY),
    st.dates().map(date.isoformat),
    st.sampled_from(["应还日期", "应还金额", "实际还款日期", "due date", "date paid", "100", "1,200.00", ""]),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Lu", "So", "Zs", "Po"]), max_size=12),
)


@given(
    rows=st.lists(st.lists(cell, max_size=6), max_size=8),
    separator=st.sampled_from(["\t", ",", "，", ";"]),
    columns=st.one_of(st.just(""), cell, st.lists(cell, max_size=5)),
    lang=st.sampled_from(["zh", "en"]),
    day=st.sampled_from(["2026-11-23", "0001-01-01", "9999-12-31"]),
)
def test_any_text_gives_a_part_and_never_raises(
    rows: list[list[str]], separator: str, columns: object, lang: str, day: str
) -> None:
    text = "\n".join(separator.join(row) for row in rows)
    found = part(Form({"bills-columns": columns}), text, lang=lang, day=date.fromisoformat(day))
    page = Page(str(found["html"]))
    assert not {"script", "b", "h1", "h2", "h3"} & page.tags
    assert not page.figures
    json.dumps(found).encode()
    str(found["html"]).encode()
    if "data-value" in str(found["html"]):
        assert OWN[lang] in page.text
