"""A table of bills as it is pasted: headings, days and words as tables write them, rows that cannot be used."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bills_read import DAY, ZH, codes, html
from bs4 import BeautifulSoup
from page import Page

from calculators import sheet_cell
from calculators.form import Problem
from calculators.repayment_habit import bills_table

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
    assert sheet_cell.day(written) == date.fromisoformat(expected)


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
    assert sheet_cell.day(written) == Problem("day-unread", read=written)


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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("rows", "columns"),
    [(1001, ""), (1, "A A C D"), (1, "A B C Z")],
    ids=["too many rows", "one column twice", "a column that is not there"],
)
def test_what_was_recognised_is_shown_beside_a_problem_of_the_whole_table(rows: int, columns: str, lang: str) -> None:
    found = html(ZH + "2026-10-10,100,2026-10-10,100\n" * rows, lang, columns=columns)
    heads = [each.get_text(" ") for each in BeautifulSoup(found, "html.parser").select("thead th")]
    names = {
        "zh": ["应还日期", "应还金额", "实际还款日期", "实还金额"],
        "en": ["Due date", "Amount due", "Date paid", "Amount paid"],
    }
    assert "calc-error" in found and heads[1:] == [
        f"{letter} {name}" for letter, name in zip("ABCD", names[lang], strict=True)
    ]
