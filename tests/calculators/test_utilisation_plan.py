"""The repayment plan: hand-worked cases on both sides of each limit, and properties against a naive simulation."""

from __future__ import annotations

import json

import pytest
from page import Page
from plans_asked import DAY, figures, html

from calculators import answer, door
from calculators.utilisation import plan

# Xiao Cheng of the page: 2,000 at 12 % and 3,000 at 24 %, 500 due on each, 8,000 a month of which 6,000 is kept.
XIAO_CHENG: dict[str, object] = {
    "line-limit": ["10000", "10000"],
    "line-used": ["2000", "3000"],
    "line-due": ["500", "500"],
    "line-rate": ["12", "24"],
    "plan-money": "8000",
    "plan-kept": "6000",
    "target": "10",
}


def page(form: dict[str, object], lang: str = "zh") -> str:
    return Page(html(form, lang)).text


def sentence(form: dict[str, object], lang: str) -> str:
    request = {"calculator": "utilisation", "form": form, "lang": lang, "day": DAY}
    return str(json.loads(door(json.dumps(request)))["sentence"])


def errors(form: dict[str, object], lang: str = "zh") -> dict[str, str]:
    found = answer("utilisation", form, lang=lang, day=DAY)["errors"]
    assert isinstance(found, dict)
    return found


def test_xiao_cheng_of_the_page_by_highest_rate() -> None:
    # Month 1: interest 20 and 60; 500 each, 1,000 more to the second: 2,020 - 500 = 1,520; 3,060 - 1,500 = 1,560.
    # Month 2: 15.20 and 31.20: 1,535.20 - 500 = 1,035.20; 1,591.20 - 1,500 = 91.20.
    # Month 3: 10.352 is 10.35, 1.824 is 1.82: 1,045.55 + 93.02 = 1,138.57, under 2,000, so nothing is left.
    # Interest 80 + 46.40 + 12.17 = 138.57. 10 % is 1,000 a line and 2,000 in all: the lines are there after month 3,
    # the total (1,035.20 + 91.20) after month 2.
    assert figures(XIAO_CHENG) == {
        "plan-months-to-zero": "3",
        "plan-months-to-target": "3",
        "plan-months-total-to-target": "2",
        "plan-interest": "138.57",
    }


def test_xiao_cheng_of_the_page_by_highest_ratio() -> None:
    # Limits are equal, so the rest brings both to the same sum where it can. Month 1: 1,520 and 2,560; 1,000 all to the
    # second: 1,560. Month 2: 1,535.20 and 1,591.20 less 500 each, 2,126.40 - 1,000 = 1,126.40, half each: 563.20.
    # Month 3: 5.632 is 5.63, 11.264 is 11.26. Interest 80 + 46.40 + 16.89 = 143.29, which is 4.72 more.
    found = figures({**XIAO_CHENG, "plan-order": "highest-ratio"})
    assert found["plan-interest"] == "143.29"
    assert found["plan-costs-more"] == "4.72"
    assert found["plan-months-to-target"] == "2"


def test_xiao_cheng_of_the_page_by_equal_shares() -> None:
    # Month 1: 2,020 - 1,000 = 1,020 and 3,060 - 1,000 = 2,060. Month 2: 10.20 and 41.20: 30.20 and 1,101.20.
    # Month 3: 0.302 is 0.30, 22.024 is 22.02. Interest 80 + 51.40 + 22.32 = 153.72, which is 15.15 more.
    found = figures({**XIAO_CHENG, "plan-order": "equal-shares"})
    assert found["plan-interest"] == "153.72"
    assert found["plan-costs-more"] == "15.15"


def test_the_page_shows_every_order_the_first_month_and_every_month_with_a_picture() -> None:
    shown = page(XIAO_CHENG)
    for words in ("143.29 元", "4.72 元", "153.72 元", "第一个月怎么还", "1,035.20", "每月还款以后还欠多少"):
        assert words in shown
    parts = Page(html(XIAO_CHENG))
    assert "svg" in parts.tags and "figure" in parts.tags
    assert parts.values["plan-interest"] == "138.57"
    for lang, words in (
        ("zh", "计划 3 个月还清，利息 138.57 元"),
        ("en", "ends after month 3 with 138.57 yuan"),
    ):
        assert words in sentence(XIAO_CHENG, lang)


def test_empty_plan_fields_give_no_plan_and_no_error() -> None:
    plain = {name: XIAO_CHENG[name] for name in ("line-limit", "line-used", "target")}
    empty = {**plain, **dict.fromkeys(("plan-money", "plan-kept", "spare", "line-due", "line-rate"), " ")}
    assert html(plain) == html({**empty, "plan-order": "highest-ratio"})
    assert errors(empty) == {}


def test_terms_without_a_sum_ask_for_one() -> None:
    form = {**XIAO_CHENG, "plan-money": "", "plan-kept": ""}
    assert figures(form) == {}
    assert "请填每月能用的钱" in page(form)


@pytest.mark.parametrize("due", ["all", "ALL", " 全部 "])
def test_all_of_a_line_may_fall_due(due: str) -> None:
    # The first line's 2,000 + 20 are due at once, which with 500 is more than 2,000: 520 is missing.
    form = {**XIAO_CHENG, "line-due": [due, "500"]}
    assert figures(form) == {"plan-missing": "520.00"}
    # With 2,520 it is paid, and the second line has 3,060 - 500 = 2,560 left after month 1.
    assert "2,560.00" in page({**form, "plan-money": "8520"})


def test_a_due_that_is_no_amount_and_a_rate_out_of_range_are_errors_at_their_fields() -> None:
    found = errors(
        {**XIAO_CHENG, "line-due": ["some", "-1"], "line-rate": ["100", "100.0001"], "plan-order": "best"}, "en"
    )
    assert list(found) == ["line-due[0]", "line-due[1]", "line-rate[1]", "plan-order"]
    assert "all" in found["line-due[0]"]


@pytest.mark.parametrize("day", ["2026-12-05", "12/5", "12月5日", "每月5号", "5号", "5th", " 2026.12.05 "])
def test_a_day_where_a_sum_is_asked_gets_a_sentence_that_says_so(day: str) -> None:
    found = errors({**XIAO_CHENG, "line-due": [day, "500"]}, "en")
    assert list(found) == ["line-due[0]"]
    assert "looks like a day" in found["line-due[0]"] and day.strip() in found["line-due[0]"]


@pytest.mark.parametrize("text", ["some", "12 or 5", "5号左右500"])
def test_other_words_where_a_sum_is_asked_are_no_day(text: str) -> None:
    assert "looks like a day" not in errors({**XIAO_CHENG, "line-due": [text, "500"]}, "en")["line-due[0]"]


def test_an_error_in_the_plan_leaves_the_ratios_and_takes_the_plan_away() -> None:
    form = {**XIAO_CHENG, "plan-money": "x", "spare": "100"}
    found = answer("utilisation", form, lang="zh", day=DAY)
    assert found["total-ratio"] == "0.25"
    assert not [name for name in found if name.startswith(("plan", "split"))]
    assert "“每月能用的钱”要改" in page(form)
    assert "每月能用的钱" in sentence(form, "zh")


def test_an_error_outside_the_plan_leaves_no_plan() -> None:
    form = {**XIAO_CHENG, "target": "x"}
    found = answer("utilisation", form, lang="zh", day=DAY)
    assert not [name for name in found if name.startswith("plan")]


def test_what_is_overdue_is_at_most_what_is_used() -> None:
    assert errors({**XIAO_CHENG, "line-overdue-amount": ["2000", ""]}) == {}
    found = errors({**XIAO_CHENG, "line-overdue-amount": ["2000.01", ""]})
    assert "2000.01" in found["line-overdue-amount[0]"] and "2000.00" in found["line-overdue-amount[0]"]


def test_an_overdue_amount_counts_as_overdue_without_the_tick() -> None:
    assert "先还逾期的那一笔（第 2 个额度）" in page({**XIAO_CHENG, "line-overdue-amount": ["", "100"]})


def test_a_ticked_overdue_line_without_its_amount_is_not_planned() -> None:
    form = {**XIAO_CHENG, "line-overdue": ["yes", ""]}
    assert figures(form) == {}
    assert "没有填其中逾期多少" in page(form)
    assert "plan-interest" in figures({**form, "line-overdue-amount": ["1", ""]})
    assert "plan-interest" in figures({**form, "line-used": ["0", "3000"]})


def test_what_was_not_entered_counts_as_nothing_and_is_said() -> None:
    form = {**XIAO_CHENG, "line-due": ["", "500"], "line-rate": ["12", ""], "plan-kept": ""}
    shown = page(form)
    assert "没有填年化利率的，按 0 算：第 2 个额度。" in shown
    assert "没有填每月要还多少的，按 0 算：第 1 个额度。" in shown
    assert "没有填留给生活的钱，按 0 算" in shown
    assert "no annual rate" in page(form, "en").lower()


def test_a_budget_that_covers_what_is_due_to_the_fen_is_planned_and_one_fen_less_is_not() -> None:
    # 500 + 500 due and 250 overdue on the first line: 1,250.
    form = {**XIAO_CHENG, "line-overdue-amount": ["250", ""]}
    assert "plan-interest" in figures({**form, "plan-money": "7250"})
    short = {**form, "plan-money": "7249.99"}
    assert figures(short) == {"plan-missing": "0.01"}
    for lang, words in (("zh", "找放贷机构"), ("en", "speak to the lender")):
        assert words in page(short, lang)
        assert "../../guides/late-now/" in html(short, lang)
        assert "0.01" in sentence(short, lang)
    assert "折线图" not in html(short)


def test_the_overdue_sum_is_paid_in_the_first_month_alone_and_before_the_rest() -> None:
    # Month 1: 250 + 500 to the first, 500 to the second, 750 more to the second (24 %): 1,270 and 1,810 are left.
    debts = [
        plan.Debt(owed=200_000, limit=10**6, due=50_000, overdue=25_000, rate=120_000),
        plan.Debt(owed=300_000, limit=10**6, due=50_000, overdue=0, rate=240_000),
    ]
    found = plan.payments(debts, plan.plan(debts, 200_000, plan.HIGHEST_RATE).ends)
    assert [(part.first, part.then, part.end) for part in found[0]] == [(75_000, 0, 127_000), (50_000, 75_000, 181_000)]
    assert [part.first for part in found[1]] == [50_000, 50_000]


def test_what_is_kept_above_the_months_money_leaves_nothing_to_plan_with() -> None:
    form = {**XIAO_CHENG, "plan-money": "5999.99"}
    assert figures(form) == {"plan-missing": "1000.00"}
    assert "还不够留给生活的" in page(form)
    # Kept to the fen: a budget of 0 too, and nothing is wrong with what is kept.
    assert "还不够留给生活的" not in page({**form, "plan-money": "6000"})


def test_interest_is_rounded_half_up_to_the_fen() -> None:
    # 0.50 at 12 % a year is 0.005 a month: up to 0.01. 0.49 gives 0.0049: 0.
    assert plan.interest(50, 120_000) == 1
    assert plan.interest(49, 120_000) == 0
    assert plan.interest(1200, 1_000_000) == 100  # 100 % a year
    assert plan.interest(10**14 - 1, 0) == 0


def test_a_plan_that_needs_480_months_is_shown_and_one_that_needs_481_is_not() -> None:
    # 480.00 at no interest and 1.00 a month; with a fen more there would be a 481st.
    base: dict[str, object] = {"line-limit": ["1000"], "plan-money": "1"}
    assert figures({**base, "line-used": ["480"]})["plan-months-to-zero"] == "480"
    endless = {**base, "line-used": ["480.01"]}
    assert figures(endless) == {}
    assert "480 个月（40 年）也还不完" in page(endless)
    assert "480 months (40 years)" in page(endless, "en")
    assert "../../guides/late-now/" in html(endless)
    assert "480" in sentence(endless, "zh")


def test_interest_as_high_as_the_budget_never_ends_and_a_fen_more_a_month_does() -> None:
    # 1,000.00 at 12 %: 10.00 a month. With 10.00 nothing ever goes down.
    base: dict[str, object] = {"line-limit": ["1000"], "line-used": ["1000"], "line-rate": ["12"]}
    assert figures({**base, "plan-money": "10"}) == {}
    assert "第一个月的利息是 10.00 元" in page({**base, "plan-money": "10"})
    # At 10.10 the 0.10 repaid in month 1 grows by 1 % a month: 1.01^n = 101 at n = 463.8 (ln 101 / ln 1.01), without
    # rounding; figures to the fen may differ by a month or so.
    assert 460 <= int(str(figures({**base, "plan-money": "10.10"})["plan-months-to-zero"])) <= 468


def test_no_money_at_all_is_a_plan_that_never_ends() -> None:
    assert figures({"line-limit": ["10"], "line-used": ["5"], "plan-money": "0"}) == {}
    assert "还不完" in page({"line-limit": ["10"], "line-used": ["5"], "plan-money": "0"})


def test_one_order_may_end_where_another_does_not() -> None:
    # 1,000 at 60 % (50 a month) and 1,000 at 0 %, budget 60: the rate first leaves 990, 979.50 … and ends; shared
    # equally only 30 of the 50 are covered.
    form: dict[str, object] = {
        "line-limit": ["2000", "2000"],
        "line-used": ["1000", "1000"],
        "line-rate": ["60", "0"],
        "plan-money": "60",
    }
    assert "plan-interest" in figures(form)
    assert "480 个月还不完" in page(form)
    assert figures({**form, "plan-order": "equal-shares"}) == {}


def test_nothing_owed_needs_no_plan() -> None:
    form = {**XIAO_CHENG, "line-used": ["0", "-5"]}
    assert figures(form) == {}
    assert "没有欠款，不用排计划" in page(form)


def test_a_frozen_line_is_repaid_and_its_ratio_is_never_at_the_target_before_nothing_is_owed() -> None:
    # 100 on a frozen line and 100 of 1,000 (10 %, at the target): 100 a month, the frozen one last by ratio.
    form: dict[str, object] = {
        "line-limit": ["500", "1000"],
        "line-used": ["100", "100"],
        "line-status": ["frozen", "open"],
        "plan-money": "100",
        "plan-order": "highest-ratio",
        "target": "10",
    }
    assert figures(form) == {
        "plan-months-to-zero": "2",
        "plan-months-to-target": "2",
        "plan-months-total-to-target": "1",  # 100 of 1,000 after month 1
        "plan-interest": "0.00",
        "plan-costs-more": "0.00",
    }
    assert "第 1 个额度没有能用的额度，算不出使用率" in page(form)


def test_no_target_gives_no_months_to_it_and_one_already_reached_takes_none() -> None:
    without = figures({**XIAO_CHENG, "target": ""})
    assert "plan-months-to-target" not in without and "plan-months-total-to-target" not in without
    assert figures({**XIAO_CHENG, "target": "30"})["plan-months-to-target"] == "0"  # 20 % and 30 %


def test_the_months_to_the_target_end_only_where_the_line_stays_there() -> None:
    assert plan.months_until([[5], [3], [4], [2]], [3]) == 3
    assert plan.months_until([[5], [3], [3], [2]], [3]) == 1
    assert plan.months_until([[3], [0]], [3]) == 0
    # The last month counts too, and there is none before the first.
    assert plan.months_until([[3], [4]], [3]) == 2
    assert plan.months_until([[2], [3]], [1]) == 2


def test_rounding_alone_can_make_another_order_cheaper_so_that_nothing_else_is_claimed() -> None:
    # 0.11 at 12 % and 0.99 at 11 %, 0.56 a month. Month 1: 0.0011 is 0, 0.009075 is 0.01, so 0.11 and 1.00 are owed.
    # Highest rate: 0.11 and 0.45 are paid; of the 0.55 left month 2 bears 0.00504…, which is 0.01: 0.02 in all.
    # Highest ratio: 0.56 to the second; of 0.11 and 0.44 month 2 bears 0.0011 and 0.00403…, both 0: 0.01 in all.
    form: dict[str, object] = {
        "line-limit": ["3", "3"],
        "line-used": ["0.11", "0.99"],
        "line-rate": ["12", "11"],
        "plan-money": "0.56",
    }
    assert figures(form)["plan-interest"] == "0.02"
    assert figures({**form, "plan-order": "highest-ratio"})["plan-interest"] == "0.01"
    assert figures({**form, "plan-order": "highest-ratio"})["plan-costs-more"] == "-0.01"


def test_a_plan_below_what_is_due_is_a_mistake_of_the_caller() -> None:
    debt = plan.Debt(owed=100, limit=0, due=50, overdue=0, rate=0)
    assert plan.required([debt]) == 50
    plan.plan([debt], 50, plan.HIGHEST_RATE)
    with pytest.raises(ValueError, match="does not cover"):
        plan.plan([debt], 49, plan.HIGHEST_RATE)


def test_a_long_plan_of_many_lines_is_shown_in_sums() -> None:
    # 11 lines of 100, 11 a month: 100 months, 1 of them to each line at equal shares.
    form: dict[str, object] = {
        "line-limit": ["200"] * 11,
        "line-used": ["100"] * 11,
        "plan-money": "11",
        "plan-order": "equal-shares",
    }
    assert figures(form)["plan-months-to-zero"] == "100"
    assert len([tag for tag, _ in Page(html(form)).elements if tag == "tr"]) == 12 + 4 + 12 + 101 + 101


def test_a_line_called_after_markup_is_shown_as_typed_in_every_table() -> None:
    name = """<script>alert("1" & '2')</script>"""
    form = {**XIAO_CHENG, "line-name": [name, ""], "spare": "100"}
    assert page(form).count(name) >= 5
    assert "script" not in Page(html(form)).tags
