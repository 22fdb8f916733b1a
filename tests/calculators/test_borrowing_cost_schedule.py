"""A repayment schedule: cases worked by hand, rows refused by row and column, the rate by dates against mpmath."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_read import pieces

from calculators import answer, door, later, render
from calculators.borrowing_cost.building.fields import EXAMPLE_DAY
from calculators.borrowing_cost.dated import rate
from calculators.borrowing_cost.dated.schedule import costed
from calculators.borrowing_cost.dated.schedule_table import schedule
from calculators.form import Form

HEADED = "期数\t还款日\t应还金额\t本金\t利息\t手续费\t剩余本金\t状态"


def figures(text: str, received: str = "", day: str = "", lang: str = "en") -> dict[str, str]:
    form = {"schedule": text, "schedule-received": received, "schedule-day": day}
    found = answer("borrowing-cost", form, lang=lang, day=EXAMPLE_DAY)
    errors = found.pop("errors")
    assert errors == {}, errors
    return {name.removeprefix("schedule-"): str(value) for name, value in found.items()}


def errors(text: str, received: str = "1000", day: str = "2026-11-23", lang: str = "en") -> dict[str, str]:
    form = {"schedule": text, "schedule-received": received, "schedule-day": day}
    found = answer("borrowing-cost", form, lang=lang, day=EXAMPLE_DAY)
    said = found.pop("errors")
    assert isinstance(said, dict)
    assert not said or found == {}, "no figure stands beside an error"
    return said


def listed(text: str, lang: str = "en") -> str:
    form = {"schedule": text, "schedule-received": "1000", "schedule-day": "2026-11-23"}
    return render("borrowing-cost", form, lang=lang, day=EXAMPLE_DAY)


def test_a_year_at_ten_per_cent_and_a_leap_year_a_little_less() -> None:
    # 1,000 on 2026-11-23, 1,100 365 days later: 10 %. Over 2024-02-01 to 2025-02-01 lie 366 days: 1.1^(365/366) - 1.
    assert figures("2027-11-23 1100", "1000", "2026-11-23")["annual-by-dates"] == "0.1"
    found = figures("2025-02-01 1100", "1000", "2024-02-01")["annual-by-dates"]
    assert abs(Decimal(found) - (Decimal("1.1") ** (Decimal(365) / 366) - 1)) < Decimal("1e-10")


def test_two_payments_a_fifth_of_a_year_apart_solve_a_quadratic() -> None:
    # 2,000 on 2026-01-01; 1,100 after 73 and after 146 days. With y = (1 + X)^(-1/5): 1,100 y^2 + 1,100 y = 2,000,
    # y = (-11 + sqrt(121 + 880)) / 22.
    found = figures("2026-03-15 1100\n2026-05-27 1100", "2000", "2026-01-01")
    y = (Decimal(1001).sqrt() - 11) / 22
    assert abs(Decimal(found["annual-by-dates"]) - (1 / y**5 - 1)) < Decimal("1e-10")
    assert (found["total-paid"], found["total-cost"]) == ("2200.00", "200.00")
    # No payment in April: no figure by months.
    assert "annual-nominal" not in found


def test_paying_back_exactly_what_came_costs_nothing_and_a_fen_less_has_no_rate() -> None:
    assert figures("2026-12-10 500\n2027-01-10 500", "1000", "2026-11-23")["annual-by-dates"] == "0"
    less = figures("2026-12-10 500\n2027-01-10 499.99", "1000", "2026-11-23")
    assert less == {"total-paid": "999.99", "total-cost": "-0.01"}
    assert "less than the 1,000.00 yuan received" in listed("2026-12-10 500\n2027-01-10 499.99")


def test_the_monthly_method_stands_beside_and_does_not_see_the_first_period() -> None:
    # One per cent a month: 100 in, 101 out a month later, whether the first period has 8 days or 38.
    short, long = (figures("2026-12-01 101", "100", day) for day in ("2026-11-23", "2026-10-24"))
    assert short["annual-nominal"] == long["annual-nominal"] == "0.12"
    assert short["annual-effective"] == "0.1268250301"
    # 1.01^(365/8) - 1 and 1.01^(365/38) - 1.
    for found, days in ((short, 8), (long, 38)):
        by_hand = Decimal("1.01") ** (Decimal(365) / days) - 1
        assert abs(Decimal(found["annual-by-dates"]) - by_hand) < Decimal("1e-10")


def test_the_principal_s_column_says_what_was_received_unless_an_amount_is_typed() -> None:
    rows = (
        f"{HEADED}\n1\t2026-12-23\t1,072.00\t1000\t0\t72\t1000\t待还\n2\t2027-01-23\t1,072.00\t1000\t0\t72\t0\t待还\n"
    )
    total = "合计\t\t2,144.00\t2000\t0\t144\t\t"
    read = figures(rows + total, "", "2026-11-23", "zh")
    assert read["total-cost"] == "144.00"
    assert figures(rows, "1900", "2026-11-23")["total-cost"] == "244.00"
    html = render(
        "borrowing-cost", {"schedule": rows + total, "schedule-day": "2026-11-23"}, lang="zh", day=EXAMPLE_DAY
    )
    assert "按“本金”一列的合计 2,000.00 元算" in html and "第 4 行" in html


def test_rows_that_say_what_was_paid_out_need_no_fields_and_bear_none() -> None:
    text = 'date,type,amount\n2026-11-23,disbursement,1000\n2027-11-23,repayment,"1,100"\n'
    assert figures(text)["annual-by-dates"] == "0.1"
    assert figures("2026-11-23 -1000\n2027-11-23 1100")["annual-by-dates"] == "0.1"
    assert set(errors(text, received="1000", day="")) == {"schedule-received"}
    assert "row 2" in errors(text, received="1000", day="")["schedule-received"]


def test_what_was_received_twice_is_told_at_the_field_that_is_filled_with_the_first_five_rows() -> None:
    drawn = "".join(f"2026-11-{day} -100\n" for day in range(11, 17))
    said = errors(f"{drawn}2027-11-23 700", received="", day="2026-11-23")
    assert set(said) == {"schedule-day"}
    assert "1, 2, 3, 4, 5" in said["schedule-day"] and "6" not in said["schedule-day"]


def test_two_amounts_of_one_day_are_both_paid_on_it() -> None:
    # 1,000 on 23 November; 500 and 510 on 23 December, 30 days later: 1.01^(365/30) - 1.
    found = figures("2026-12-23 500\n2026-12-23 510", "1000", "2026-11-23")
    assert abs(Decimal(found["annual-by-dates"]) - (Decimal("1.01") ** (Decimal(365) / 30) - 1)) < Decimal("1e-10")


def test_months_follow_one_another_over_the_end_of_a_year_and_a_month_left_out_does_not() -> None:
    # One per cent a month on 1,000 for three months: 0.12 a year.
    monthly = "2026-12-10 10\n2027-01-10 10\n2027-02-10 1010"
    assert figures(monthly, "1000", "2026-11-10")["annual-nominal"] == "0.12"
    read = costed(Form({"schedule": monthly, "schedule-received": "1000", "schedule-day": "2026-11-08"}))
    assert read.by_months is not None and read.by_months.nominal == Decimal("0.12")
    assert read.days_to_first == 32  # 22 days of November are left, and 10 of December
    assert "annual-nominal" not in figures(monthly.replace("2027-01", "2027-03"), "1000", "2026-11-10")


def test_a_principal_of_one_fen_was_received_and_a_column_with_a_gap_says_nothing() -> None:
    # 0.01 in, 0.02 out a month later: as much again every month, twelve times nominal, 2^12 - 1 effective.
    row = f"{HEADED}\n1\t2026-12-23\t0.02\t0.01\t0.01\t0\t0\t待还"
    found = figures(row, "", "2026-11-23")
    assert (found["total-cost"], found["annual-nominal"], found["annual-effective"]) == ("0.01", "12", "4095")
    gap = f"{row}\n2\t2027-01-23\t0.02\t\t0.02\t0\t0\t待还"
    assert set(errors(gap, received="", day="2026-11-23")) == {"schedule-received"}


def test_money_that_comes_in_two_parts_has_one_rate_and_money_that_comes_after_a_payment_has_none() -> None:
    # 500 at once and 500 after 365 days, 1,155 after 730: y = 1 / (1 + X): 500 + 500 y = 1,155 y^2; at 10 %:
    # 500 + 454.545... = 954.545..., 1,155 / 1.21 = 954.545...
    assert figures("2025-01-01 -500\n2026-01-01 -500\n2027-01-01 1155")["annual-by-dates"] == "0.1"
    text = "2025-01-01 -500\n2026-01-01 900\n2027-01-01 -500\n2028-01-01 300"
    assert figures(text) == {"total-paid": "1200.00", "total-cost": "200.00"}
    html = render("borrowing-cost", {"schedule": text}, lang="en", day=EXAMPLE_DAY)
    assert "changes sign 3 times" in html and "exactly 1 change" in html


def test_a_rate_without_meaning_is_a_sentence() -> None:
    # 20 % in a day is 1.2^365 - 1 a year, about 10^29.
    found = figures("2026-11-24 1200", "1000", "2026-11-23")
    assert found == {"total-paid": "1200.00", "total-cost": "200.00"}
    assert "too large to mean anything" in listed("2026-11-24 1200")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (f"{HEADED}\n1\t2027-02-30\t10\t10\t0\t0\t\t", "Row 2, “还款日”", "“2027-02-30” is not a date"),
        (f"{HEADED}\n1\t\t10\t10\t0\t0\t\t", "Row 2, “还款日”", "no date"),
        (f"{HEADED}\n1\t03/04/2027\t10\t10\t0\t0\t\t", "Row 2, “还款日”", "which number is the month"),
        (f"{HEADED}\n1\t2027-02-03\tten\t10\t0\t0\t\t", "Row 2, “应还金额”", "could not be read as money"),
        (f"{HEADED}\n1\t2027-02-03\t10 USD\t10\t0\t0\t\t", "Row 2, “应还金额”", "another currency"),
        (f"{HEADED}\n1\t2027-02-03\t10\t8\t1\t0\t\t", "Row 2, “应还金额”", "10.00 yuan, but principal"),
        (f"{HEADED}\n1\t2027-02-03\t\t\t\t\t\t待还", "Row 2, “应还金额”", "no amount"),
        (f"{HEADED}\n1\t2027-02-03\t10\t10\t0\t0\t\t已取消", "Row 2, “状态”", "Is this still to be paid?"),
        (f"{HEADED}\n1\t2027-02-03\t10\t10\t0\t0\t\t冻住", "Row 2, “状态”", "whether this is still to be paid"),
        ("date,amount\n2027-02-03,1,072.00", "Row 2:", "a comma inside an amount"),
        ("date,type,amount\n2027-02-03,bonus,10\n2027-03-03,repayment,1", "Row 2, “type”", "“bonus” does not say"),
        ("2027-02-03 10\n2027-02-31 10", "Row 2, “A”", "“2027-02-31” is not a date"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named_by_row_and_column_and_costs_the_rate(
    text: str, place: str, said: str
) -> None:
    assert "schedule" in errors(text)
    html = listed(text).replace('<span class="cl-date">', "").replace("</span>", "")
    assert place in html and said in html
    assert "schedule" in errors(text, lang="zh")
    assert "data-name" not in html


def test_how_many_rows_were_not_read_and_the_first_of_them_are_said_at_the_field() -> None:
    said = errors("2027-02-03 10\n2027-02-31 10\n2027-03-03 10\n2027-04-31 10")["schedule"]
    assert "rows not read: 2. The first is row 2;" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PK\x03\x04 and more", "a workbook"),
        ("%PDF-1.7 and more", "a PDF or a picture"),
        ("hello", "which column holds the dates"),
        ("还款日,状态\n2027-01-01,待还", "no column of amounts due"),
        ("应还金额,本金\n10,10", "no column of due dates"),
        ("还款日,应还金额", "no payment was found"),
        ("客户,还款日,应还金额\n甲,2027-01-01,10\n乙,2027-01-01,10", "several people"),
        ("产品,还款日,应还金额\n花呗,2027-01-01,10\n借呗,2027-01-01,10", "holds 2 loans"),
        ("x" * 200_001, "200,000 is the most"),
        ("还款日,应还金额\n" + "2027-01-01,10\n" * 1001, "1,000 is the most"),
    ],
)
def test_a_text_that_is_no_schedule_gets_one_sentence(text: str, said: str) -> None:
    assert said in errors(text)["schedule"]


def test_the_fields_beside_the_schedule_say_what_is_missing() -> None:
    empty = errors("2027-01-01 10", "", "")
    assert set(empty) == {"schedule-received", "schedule-day"}
    assert "does not say what you received" in empty["schedule-received"]
    assert "the day the money arrived" in empty["schedule-day"]
    late = errors("2027-01-01 10", "9", "2027-01-02")["schedule-day"]
    assert "cannot arrive after it" in late and "2027-01-01" in late and "2027-01-02" in late
    assert errors("2027-01-01 10", "9", "2027-01-01") == {}
    assert "not show which number is the month" in errors("2027-01-01 10", "9", "1/2/2027")["schedule-day"]
    assert "“0.0” was read; it has to be above 0" in errors("2027-01-01 10", "0.0", "2026-11-23")["schedule-received"]
    # Without a schedule they mean nothing, and nothing is said.
    assert errors("  \n", "x", "y") == {}


def test_blanks_between_date_and_amount_are_read_and_headings_choose_the_delimiter() -> None:
    for text in ("2027-01-10 1,072.00\n\n2027-02-10　1072元", "第1期 2027-01-10 1072\n第2期 2027-02-10 1072",
                 "还款日；应还金额\n2027年1月10日；1,072.00\n2027/2/10；1072"):  # fmt: skip
        assert [payment.fen for payment in schedule(text).payments] == [107_200, 107_200], text


def test_a_column_that_counts_the_payments_is_no_amount_where_no_heading_says_so() -> None:
    for first in (0, 1):
        text = f"{first}\t2027-01-10\t1072\n{first + 1}\t2027-02-10\t1072"
        assert [payment.fen for payment in schedule(text).payments] == [107_200, 107_200]
    # 1 and 3 count nothing: two columns of amounts, and none of them is chosen.
    assert "which column" in errors("1\t2027-01-10\t1072\n3\t2027-02-10\t1072")["schedule"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "所以没有按月算的数。"), ("en", "so there is no figure by months.")],
)
def test_payments_that_leave_a_month_out_are_said_to_have_no_figure_by_months(lang: str, said: str) -> None:
    assert said in listed("2026-12-10 510\n2027-02-10 510", lang)
    assert said not in listed("2026-12-10 510\n2027-01-10 510", lang)


def first_details(html: str) -> str:
    """The table of every amount; the one of the columns comes after it."""
    return "<details" + html.split("<details")[1]


def test_each_amount_stands_with_its_day_what_was_received_without_a_minus() -> None:
    # 30 days of November and December lie between the 23rds, 31 more to January.
    # 500 + 510.50 are paid in all.
    cells = pieces(first_details(listed("2026-12-23 500\n2027-01-23 510.5")), "tbody tr > *, tfoot tr > *")
    assert [cells[at : at + 4] for at in range(0, len(cells), 4)] == [
        ["2026-11-23", "0", "1,000.00", ""],
        ["2026-12-23", "30", "", "500.00"],
        ["2027-01-23", "61", "", "510.50"],
        ["Sum", "", "1,000.00", "1,010.50"],
    ]


@pytest.mark.parametrize(("count", "is_open"), [(23, True), (24, False)])
def test_the_table_of_each_amount_is_open_up_to_24_rows_and_folded_above(count: int, is_open: bool) -> None:
    # What was received is a row too.
    text = "\n".join(f"{2027 + at // 12}-{at % 12 + 1:02d}-10 50" for at in range(count))
    assert (" open" in first_details(listed(text)).partition(">")[0]) is is_open


@pytest.mark.parametrize(
    ("lang", "used_as"),
    [
        ("zh", ["哪天付", "付多少，单位万元", "其中的利息", "没有用"]),
        ("en", ["day of payment", "amount paid, in units of 10,000", "interest in it", "not used"]),
    ],
)
def test_ten_thousands_are_said_of_the_columns_that_have_that_unit_and_are_used(lang: str, used_as: list[str]) -> None:
    text = "还款日\t应还金额（万元）\t利息\t备用（万元）\n2026-12-23\t0.102\t20\t5\n"
    assert pieces(listed(text, lang), "details.calc-schedule td + td")[-4:] == used_as


flows = st.lists(st.tuples(st.integers(1, 4000), st.integers(1, 10**9)), min_size=1, max_size=12)


@settings(max_examples=60)
@given(paid=flows, part=st.fractions(min_value="0.2", max_value=1, max_denominator=97))
def test_the_rate_by_dates_is_mpmath_s_root(paid: list[tuple[int, int]], part: Fraction) -> None:
    by_day: dict[int, int] = {}
    for days, fen in paid:
        by_day[days] = by_day.get(days, 0) + fen
    received = int(sum(by_day.values()) * part)
    if received <= 0:
        return
    found = rate.by_dates([(0, -received), *rate.netted(by_day)])
    assert found is not None
    with mpmath.workdps(60):
        # v is a day's factor: monotonic, so that halving is safe whatever the start.
        low, high = mpmath.mpf(1), mpmath.mpf("1.1")
        if sum(fen / high**days for days, fen in by_day.items()) > received:
            assert found.annual is None
            return
        for _ in range(160):
            middle = (low + high) / 2
            worth = sum(fen / middle**days for days, fen in by_day.items())
            low, high = (middle, high) if worth > received else (low, middle)
        assert found.annual is not None
        expected = low**365 - 1
        assert abs(mpmath.mpf(str(found.annual)) - expected) <= mpmath.mpf(str(found.error)) + expected * 10**-40
    assert found.error < Decimal("1e-10")


def test_both_ends_of_the_bracket_are_proven() -> None:
    for flows_ in ([(0, -1000), (365, 1100)], [(0, -1), (4000, 10**14)], [(0, -(10**13)), (1, 10**13 + 1)]):
        ends = rate.bracket(flows_)
        assert ends is not None
        for end, is_above in zip(ends, (False, True), strict=True):
            factor = 1 + Fraction(end, 10**34)
            balance = -sum(fen * factor ** (flows_[-1][0] - days) for days, fen in flows_)
            assert (balance > 0) is is_above
        assert ends[1] - ends[0] <= 2


def test_what_has_not_come_yet_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    form = {"schedule": "2027-01-10 1072", "schedule-received": "1000", "schedule-day": "2026-11-23"}
    request = {"calculator": "borrowing-cost", "form": form, "lang": "en", "day": EXAMPLE_DAY}
    assert "schedule-annual-by-dates" in json.loads(door(json.dumps(request)))["figures"]
    monkeypatch.setattr(later, "import_module", missing)
    assert door(json.dumps(request)) == ""
    # What needs none of it is answered meanwhile.
    request["form"] = {"principal": "12000", "periods": "12"}
    assert json.loads(door(json.dumps(request)))["figures"]["total-paid"] == "12000.00"


def test_the_report_holds_every_amount_of_the_schedule_and_its_figures_as_per_cents() -> None:
    form = {"schedule": "2027-11-23 1100", "schedule-received": "1000", "schedule-day": "2026-11-23"}
    request = {"calculator": "borrowing-cost", "form": form, "lang": "en", "day": EXAMPLE_DAY, "part": "report"}
    html = json.loads(door(json.dumps({**request, "given": json.dumps({"langs": ["en", "zh"]})})))["part"]["html"]
    assert '<data data-figure="schedule-annual-by-dates" value="0.1">10%</data>' in html
    for amount in ("−1,000.00", "1,100.00"):
        assert amount in html
    assert "到账起的天数" in html


def test_an_opened_file_goes_into_the_box_as_it_is() -> None:
    text = "还款日,应还金额\n2027-01-10,1072\n"
    request = {"calculator": "borrowing-cost", "form": {}, "lang": "zh", "day": EXAMPLE_DAY}
    part = json.loads(door(json.dumps({**request, "part": "schedule", "given": text})))["part"]
    assert part["fill"] == {"schedule": text} and "读到 1 笔" in part["html"]
