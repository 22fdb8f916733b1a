"""The models' own answers, worked by hand, where no calculator's page shows enough of them to tell a mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from calculators.borrowing_cost import model as borrowing
from calculators.checklist import model as checklist
from calculators.checklist.calculator import items
from calculators.ratio import Ratio
from calculators.repayment_habit import bills
from calculators.repayment_habit import model as habit
from calculators.repayment_habit.projection import last_day
from calculators.utilisation import model as utilisation


def places(months: tuple[habit.Month, ...]) -> str:
    return " ".join(f"{month.code}{month.place}" for month in months)


def test_a_record_is_split_into_what_counts_what_does_not_and_what_comes_after_its_end() -> None:
    found = habit.record("N*2/#AMC*N")
    assert places(found.counted) == "N0 22 M6"
    assert places(found.uncounted) == "*1 /3 #4 A5"
    assert (found.end, places(found.after_end)) == (habit.Month("C", 7, 3), "*8 N9")
    assert [month.months_ago for month in found.months] == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    going_on = habit.record("*N")
    assert (places(going_on.uncounted), going_on.end, going_on.after_end) == ("*0", None, ())


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        # One more month late at a time; from on time, or from late and paid, 1 comes first.
        ("N1234567", ""),
        ("M1", ""),
        ("*1", ""),
        ("N2", "N2"),
        ("M2", "M2"),
        ("13", "13"),
        ("57", "57"),
        ("N3", "N3"),
        ("21N1", ""),
        # After # nothing is known, and after B nothing is remarked on.
        ("#5", ""),
        ("B5", ""),
        # Not yet opened, after it was open.
        ("//N", ""),
        ("#/", ""),
        ("N/", "N/"),
        ("N2N/", "N2 N/"),
        # Nothing from the end on.
        ("NC3", ""),
        ("N3C", "N3"),
    ],
)
def test_months_that_cannot_follow_one_another(codes: str, found: str) -> None:
    assert " ".join(a.code + b.code for a, b in habit.jumps(habit.record(codes))) == found


def test_a_debt_given_up_is_open_until_the_record_ends() -> None:
    open_, closed = ("NB", "BNNB", "B", "CB"), ("NBC", "BZ", "N", "")
    assert all(habit.is_bad_debt_open(habit.record(codes)) for codes in open_)
    assert not any(habit.is_bad_debt_open(habit.record(codes)) for codes in closed)


def test_the_last_counted_month_is_late_or_not() -> None:
    late, not_late = ("N1", "1*", "7C"), ("1N", "1M", "1B", "*", "")
    assert all(habit.is_last_counted_late(habit.record(codes)) for codes in late)
    assert not any(habit.is_last_counted_late(habit.record(codes)) for codes in not_late)


BANDS = (habit.Band(6, 9, 3), habit.Band(12, 6, 2), habit.Band(24, 3, 1))


@pytest.mark.parametrize(
    ("code", "months_ago", "points"),
    [
        ("1", 1, 9), ("1", 6, 9), ("1", 7, 6), ("1", 12, 6), ("1", 13, 3), ("1", 24, 3), ("1", 25, 3),
        ("7", 6, 63), ("B", 6, 63), ("B", 13, 21), ("M", 6, 3), ("M", 7, 2), ("M", 24, 1), ("N", 1, 0),
    ],
)  # fmt: skip
def test_what_a_month_takes_off(code: str, months_ago: int, points: int) -> None:
    assert habit.loss(habit.Month(code, 0, months_ago), BANDS) == points


def test_a_score_needs_its_months_and_never_falls_below_0() -> None:
    def score(codes: str) -> int | None:
        return habit.score(habit.record(codes), BANDS, start=100, needed=3)

    assert [score(codes) for codes in ("NN", "NNN", "NN*", "NN1", "NNM", "777", "N1N")] == [
        None, 100, None, 91, 97, 0, 91,
    ]  # fmt: skip


def test_months_and_years_by_the_calendar() -> None:
    assert [habit.month_back(2026, 1, ago) for ago in (0, 1, 12, 13)] == [(2026, 1), (2025, 12), (2025, 1), (2024, 12)]
    assert habit.month_back(2026, 12, 0) == (2026, 12)
    days = [habit.years_later(2024, 2, 29, years=years) for years in (4, 5, 76, 376)]
    # 2100 has no 29 February, 2400 has.
    assert days == [(2028, 2, 29), (2029, 3, 1), (2100, 3, 1), (2400, 2, 29)]
    assert habit.years_later(2024, 2, 28, years=1) == (2025, 2, 28)
    assert habit.years_later(2024, 3, 29, years=1) == (2025, 3, 29)
    assert habit.with_one_more_on_time("1234", most=3) == ("3", "4", "N")
    assert habit.with_one_more_on_time("12", most=3) == ("1", "2", "N")


def loan(method: str, **other: object) -> borrowing.Loan:
    given = {
        "principal": 200, "periods": 3, "method": method, "rate": Ratio(0), "monthly_fees": (0, 0, 0),
        "upfront_fee": 0, "repaid_after": 3, "instalment": None, **other,
    }  # fmt: skip
    return borrowing.Loan(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "principals"),
    [
        # 200 in thirds, so far and rounded down: 66, 133, 200.
        (loan("equal-instalments", instalment=70), [66, 67, 67]),
        # 200 / 3 is 66.67: 67, 67 and the rest.
        (loan("equal-instalments"), [67, 67, 66]),
        (loan("equal-principal"), [67, 67, 66]),
        (loan("interest-first"), [0, 0, 200]),
        (loan("single-payment"), [0, 0, 200]),
        # Paid off early.
        (loan("equal-instalments", instalment=70, repaid_after=2), [66, 134]),
        (loan("equal-principal", repaid_after=1), [200]),
    ],
)
def test_the_principal_of_each_month(given: borrowing.Loan, principals: list[int]) -> None:
    months = borrowing.schedule(given)
    assert [month.principal for month in months] == principals
    assert [month.number for month in months] == list(range(1, len(principals) + 1))
    assert [month.owed for month in months] == [200 - sum(principals[:at]) for at in range(len(principals))]


def test_the_error_of_a_rate_is_half_its_last_place_and_what_the_bracket_leaves() -> None:
    # Half of 10^-10, and 10^-12.
    found = borrowing.annual_rate(100, [101])
    assert found is not None and found.error == Decimal("0.000000000051")
    # 900 % a month, twelve times over: 10,800 %. Compounded it is tenfold twelve times, less what was lent.
    dear = borrowing.annual_rate(100, [1000])
    assert dear is not None and dear.error == found.error and dear.nominal == 108
    assert dear.effective == 10**12 - 1


def test_what_is_late_now_comes_first_and_nothing_twice() -> None:
    person = [item for item in checklist.ranked(items()) if item.audience == "person"]
    first, second, third = (item.id for item in person[:3])
    lifts = {"late-now": [third], "full": [first, third], "share": [], "late-months": ["no such item"]}
    found = checklist.lifted(person, ("full", "late-now", "share", "late-months"), lifts)
    assert [(item.id, causes) for item, causes in found] == [(third, ("full", "late-now")), (first, ("full",))]
    assert second not in [item.id for item, _ in found]
    assert checklist.lifted(person, ("share",), lifts) == ()


def test_the_order_of_items_is_kind_then_effect_then_ease_then_place() -> None:
    def item(kind: str, effect: int, effort: int, place: int) -> checklist.Item:
        words = (checklist.EFFECTS[effect], checklist.EFFORTS[effort])
        return checklist.Item(f"{place}", "person", kind, *words, "", "own", (), (), place)

    given = [item("do", 0, 0, 0), item("do-not", 3, 2, 1), item("do-not", 0, 1, 2), item("do-not", 0, 0, 4),
             item("do-not", 0, 0, 3), item("do", 1, 0, 5)]  # fmt: skip
    assert [each.id for each in checklist.ranked(given)] == ["3", "4", "2", "1", "0", "5"]


def test_items_are_counted_by_answer_and_one_without_an_answer_is_open() -> None:
    given = [item for item in items() if item.audience == "person"]
    answers = dict(
        zip([item.id for item in given], ("done", "not-applicable", "partly", "not-yet", "done"), strict=False)
    )
    assert checklist.count(given, answers) == checklist.Count(open=len(given) - 3, done=2, not_applicable=1)
    assert [checklist.is_open(answer) for answer in checklist.ANSWERS] == [False, True, True, False]


def test_a_loan_of_nothing_and_one_that_is_not_paid_back_have_no_rate() -> None:
    assert borrowing.annual_rate(0, [100]) is None
    assert borrowing.annual_rate(-100, [100]) is None
    assert borrowing.annual_rate(100, [60, 39]) is None
    assert borrowing.annual_rate(100, [200, -50, 100]) is None  # money comes again after a payment
    found = borrowing.annual_rate(100, [60, 40])
    assert found is not None and found.nominal == 0


def test_a_line_without_a_limit_is_unused_while_nothing_is_owed() -> None:
    bands = [utilisation.band(utilisation.Line(0, used), None, Ratio(9, 10)) for used in (-1, 0, 1)]
    assert bands == [utilisation.UNUSED, utilisation.UNUSED, utilisation.NO_LIMIT]


@pytest.mark.parametrize(("year", "day"), [(2026, 28), (2028, 29), (2000, 29), (2100, 28)])
def test_february_ends_by_the_calendars_rule(year: int, day: int) -> None:
    assert last_day(year, 2) == day


# 1,000.00 due on 10 November, 100.00 of it at least.
BILL = bills.Bill(date(2026, 11, 10), 100_000, (), (2,), minimum=10_000)


def paid(*fen: int, day: int = 10) -> bills.Bill:
    return replace(BILL, payments=tuple(bills.Payment(date(2026, 11, day), each) for each in fen))


def test_the_least_payment_alone_is_told_from_less_from_all_and_from_one_that_came_late() -> None:
    assert bills.has_minimum_only(paid(10_000)) and bills.has_minimum_only(paid(4_000, 6_000))
    assert bills.has_minimum_only(paid(99_999))
    assert not any(map(bills.has_minimum_only, (paid(9_999), paid(100_000), paid(10_000, day=11))))
    assert not bills.has_minimum_only(replace(paid(100_000), minimum=100_000))
    assert bills.with_minimum(paid(10_000)) == replace(paid(10_000), fen=10_000)
    assert bills.with_minimum(paid(9_999)) == paid(9_999)


def test_nothing_is_owed_from_the_day_of_the_last_payment_on_even_where_too_much_was_paid() -> None:
    twice = paid(60_000, 50_000, day=12)
    assert [bills.owed(twice, date(2026, 11, day)) for day in (11, 12, 13)] == [100_000, 0, 0]
    assert bills.owed(paid(60_000), date(2026, 11, 10)) == 40_000
