"""Months derived from bills: cases worked by hand on both sides of every limit, another derivation as the oracle."""

from __future__ import annotations

import json

import pytest
from bills_read import DAY, LONGEST, ZH, codes, html
from page import Page

from calculators import answer, data, door
from calculators.repayment_habit import bills
from calculators.repayment_habit.building.fields import EXAMPLE_DAY, fields
from calculators.repayment_habit.building.odd_forms import GIVEN
from calculators.repayment_habit.view_bills import part


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


def test_bills_of_this_month_and_later_are_counted_as_not_in_the_record() -> None:
    # One of October makes the record; one of this November and one of December are later.
    october = "2026-10-10,100,2026-10-10,100\n"
    later = "2026-11-22,100,2026-11-22,100\n2026-12-10,100,,\n"
    assert codes(ZH + october + later) == "N"
    assert "应还日在本月或以后的账单：2。" in Page(html(ZH + october + later)).text
    assert "Bills due this month or later: 2." in Page(html(ZH + october + later, "en")).text
    assert "应还日在本月或以后的账单" not in Page(html(ZH + october)).text


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
