"""Utilisation on paper: lines, plan, split and scenarios."""

from __future__ import annotations

from report_read import FORMS, PLAN, SIX_LINES, Read, example, pieces, report


def test_amounts_and_ratios_are_those_worked_by_hand() -> None:
    # 38,000 of 80,000 is 47.5 %; the card alone needs 19,800 - 6,000 = 13,800, Huabei 3,200: 17,000 for every line.
    shown = Read(report("utilisation", example("utilisation"), langs=["zh", "en"])).shown
    assert shown["total-ratio"] == "47.5%"
    assert shown["line-repay[2]"] == "13,800.00"
    assert shown["repay-every-line"] == "17,000.00"
    # 26,000 of 30,000 does not end: the sign for about, in no language.
    assert shown["total-ratio-cards"] == "≈ 86.67%"


def test_a_plan_stands_in_a_section_of_its_own_with_its_inputs_orders_and_months() -> None:
    html = report("utilisation", PLAN, langs=["zh", "en"])
    read = Read(html)
    # Of 8,000 a month Huabei's 6,200 and the card's 1,000 fall due, and 800 more go to the card, the dearest:
    # 15,000 + 1.5 % - 1,800 = 13,425. Jiebei, of which nothing falls due: 12,000 + 1.25 % = 12,150.
    assert "每月还款的" not in read.text and "Further figures" not in read.text
    for said in (
        "还款计划 Repayment plan",
        "8,000.00",
        "4,000.00",
        "18%",
        "15%",
        "1,800.00",
        "13,425.00",
        "12,150.00",
        "先还使用率最高的",
        "Equal shares",
    ):
        assert said in read.text, said
    assert html.index("Repayment plan") < html.index("How it is worked out")
    assert html.count('class="calc-picture') == 2
    # The first month pays 6,200 + 1,800 = 8,000, with 225 + 150 = 375 of interest; 13,425 + 12,150 is then owed.
    assert (
        '<td class="report-number">8,000.00</td><td class="report-number">375.00</td><td'
        ' class="report-number">25,575.00</td>'
    ) in html


WHOLE = {
    **PLAN, "line-name": ["工资卡", "花呗", ""], "line-overdue-amount": ["500", "", ""], "spare": "8000",
    "scenario-name": ["还卡", "", ""], "scenario-line": ["1", "2", "1"], "scenario-repay": ["5000", "", ""],
    "scenario-spend": ["", "1000", ""], "scenario-limit": ["", "", "40000"],
}  # fmt: skip


def test_scenarios_and_a_split_stand_in_the_report_with_what_was_entered_for_them() -> None:
    zh, en = (Read(report("utilisation", WHOLE, langs=[lang])) for lang in ("zh", "en"))
    for said in (
        "1. 还卡 · 第 1 个额度（工资卡）：还 5,000.00 元",
        "2. 第 2 个额度（花呗）：再用 1,000.00 元",
        "额度从 20,000.00 元调高到 40,000.00 元",
        "多借的钱照样要还",
        "今天的 8,000.00 分到",
        "已经逾期 500.00",
    ):
        assert said in zh.text, said
    for said in (
        "repay 5,000.00 yuan",
        "limit raised from 20,000.00 yuan to 40,000.00 yuan",
        "only helps those who do not borrow more",
        "Of 8,000.00 today",
        "Sum to repay today",
        "Overdue 500.00",
    ):
        assert said in en.text, said
    assert "其他数字" not in zh.text and "Further figures" not in en.text
    # A name that says no more than the kind is printed once.
    assert "花呗 花呗" not in zh.text and "1. 工资卡 信用卡" in zh.text
    # 33,200 of 80,000; 5,000 repaid leave 28,200: 35.25 %. 40,000 instead of 20,000: 33,200 of 100,000.
    assert (zh.shown["scenario-total-ratio[0]"], zh.shown["scenario-total-ratio[2]"]) == ("35.25%", "33.2%")


def test_each_overdue_line_shows_its_own_overdue_amount() -> None:
    form = {**PLAN, "plan-money": "", "line-overdue-amount": ["500", "", "70"]}
    # The second line is not overdue.
    html = report("utilisation", form, langs=["en"])
    assert [each for each in pieces(html, "td strong") if "Overdue" in each] == ["Overdue 500.00", "Overdue 70.00"]
    both = report("utilisation", {**form, "line-overdue-amount": ["500", "200", "70"]}, langs=["zh"])
    assert [each for each in pieces(both, "td strong") if "逾期" in each] == [
        "已经逾期 500.00",
        "已经逾期 200.00",
        "已经逾期 70.00",
    ]


def test_a_report_warns_of_no_raised_limit_where_none_is_raised() -> None:
    assert (
        "多借的钱照样要还"
        not in Read(report("utilisation", {**WHOLE, "scenario-limit": ["", "", ""]}, langs=["zh"])).text
    )


def test_where_a_sum_is_not_split_the_report_says_why() -> None:
    short = Read(
        report(
            "utilisation",
            {**PLAN, "plan-money": "", "line-overdue-amount": ["500", "", ""], "spare": "300"},
            langs=["zh"],
        )
    )
    assert "300.00 元不够还逾期的 500.00 元" in short.text and short.shown["split-missing"] == "200.00"
    unknown = {**PLAN, "plan-money": "", "line-overdue": ["yes", "", ""], "spare": "300"}
    assert "没有填其中逾期多少" in Read(report("utilisation", unknown, langs=["zh"])).text
    assert (
        "不用拆"
        in Read(
            report(
                "utilisation", {**PLAN, "plan-money": "", "line-used": ["0", "0", "0"], "spare": "300"}, langs=["zh"]
            )
        ).text
    )


def test_a_long_plan_is_told_in_steps_that_hold_every_month() -> None:
    form = FORMS["a plan by ratio over years"][1]
    read = Read(report("utilisation", form, langs=["en"]))
    months = int(read.figures["plan-months-to-zero"])
    assert months > 48 and f"1–{12 if months <= 96 else 24}" in read.text and f"–{months}" in read.text
    assert "Further figures" not in read.text


def test_where_there_is_no_plan_the_report_says_why_and_whom_to_speak_to() -> None:
    short = Read(report("utilisation", FORMS["too little for a plan"][1], langs=["en"]))
    # 9,000 - 4,000 = 5,000 for 7,200.
    assert short.shown["plan-missing"] == "2,200.00"
    assert "so no plan is made here" in short.text and "speak to the lender" in short.text
    assert "not within" not in short.text
    endless = Read(report("utilisation", FORMS["an endless plan"][1], langs=["zh"]))
    assert "480 个月（40 年）也还不完" in endless.text and "先还年化利率最高的" in endless.text
    assert "没有填其中逾期多少" in Read(report("utilisation", FORMS["overdue, but not how much"][1], langs=["zh"])).text


def test_the_us_reference_is_cited_only_where_it_is_the_target() -> None:
    assert "Consumer Financial Protection Bureau" in report("utilisation", SIX_LINES, langs=["en"])
    assert "Consumer Financial Protection Bureau" not in report(
        "utilisation", {**SIX_LINES, "target": "40"}, langs=["en"]
    )


def test_a_debt_that_is_late_comes_before_the_figures() -> None:
    for calculator, form in (FORMS["six lines"], FORMS["an unpaid debt"], FORMS["two offers"]):
        html = report(calculator, form, langs=["zh"])
        assert html.index("report-warning") < html.index("data-figure")
        assert "逾期" in html[html.index("report-warning") :][:200]
