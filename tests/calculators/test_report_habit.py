"""The self-check on paper: late months, when they stop counting, and the months ahead."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from report_read import LANGS, Read, pieces, report

from calculators import data

# 24 months up to 2026-10: a 1 in 2025-11, 12 months ago, an M in 2026-08, 3 months ago; the rest on time.
MARKED = "NNNNNNNNNNNN1NNNNNNNNMNN"
ROWS = {
    # 1 × 6 now, × 3 from the month in which it is 13 months ago, gone in the one in which it is 25 months ago. Settled
    # after November 2025 and by the end of December, the next on-time month: five years later.
    "−6": ["2025-11 1", "2026-12: −3", "2027-12", "2030-12-01 – 2030-12-31"],
    # M costs 3, then 2 from 7 months ago and 1 from 13 months ago.
    "−3": ["2026-08 M", "2027-03: −2 · 2027-09: −1", "2028-09", {"zh": "没有查到", "en": "not found"}],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_self_checks_report_says_until_when_each_late_month_counts_and_when_it_leaves(lang: str) -> None:
    page = BeautifulSoup(report("repayment-habit", {"months": MARKED}, langs=[lang]), "html.parser")
    rows = [[cell.text for cell in row.select("td")] for row in page.select(".report-marks tbody tr")]
    late = {row[0]: row[1:] for row in rows if len(row) == 5 and row[3]}
    assert late == {
        points: [each if isinstance(each, str) else each[lang] for each in cells] for points, cells in ROWS.items()
    }
    # 100 - 6 - 3; the sum is below with nothing beside it.
    assert rows[-1] == ["91", "", "", "", ""]


@pytest.mark.parametrize("langs", LANGS, ids="-".join)
def test_the_self_checks_report_draws_the_months_ahead_under_the_words_of_each_language(langs: list[str]) -> None:
    html = report("repayment-habit", {"months": MARKED}, langs=langs)
    texts = data.data("repayment_habit")[1]
    drawn = pieces(html, "[data-report-if-room] .calc-legend li")
    assert drawn == [" ".join(texts[key][lang] for lang in langs) for key in ("ahead-line-on-time", "ahead-line-slip")]
    assert all(data.data("report")[1]["ahead-no-room"][lang] in html for lang in langs)
    # Nothing is left for the list of further figures.
    assert data.data("report")[1]["heading-rest"][langs[0]] not in html


@pytest.mark.parametrize("months", ["NNNNNN123", "NNNNNNNC", ""])
def test_while_something_is_owed_or_the_record_has_ended_the_report_looks_no_further(months: str) -> None:
    html = report("repayment-habit", {"months": months}, langs=["en"])
    assert "report-marks" not in html and "calc-plot" not in html


def test_too_few_months_for_a_score_still_say_when_late_ones_stop_counting() -> None:
    html = report("repayment-habit", {"months": "N1NMN"}, langs=["en"])
    # The 1 of 2026-07, 4 months ago: 1 × 9, × 6 from 2027-02, × 3 from 2027-08.
    assert pieces(html, ".report-marks tbody tr:first-child > *") == [
        "2026-07 1",
        "−9",
        "2027-02: −6 · 2027-08: −3",
        "2028-08",
        "2031-08-01 – 2031-08-31",
    ]


FORMULAS = {
    "zh": [
        "从 100 分起，只减不加，减到 0 为止。",
        "1–6 个月前：逾期数字 × 9；M 扣 3。",
        "7–12 个月前：逾期数字 × 6；M 扣 2。",
        "13–24 个月前：逾期数字 × 3；M 扣 1。",
        "这里只看 24 个月，更早的不再算；",
        "记号从还清那天起 5 年后离开报告；",
    ],
    "en": [
        "It starts at 100; points are only taken off, down to 0.",
        "1–6 months ago: late digit × 9; M costs 3.",
        "7–12 months ago: late digit × 6; M costs 2.",
        "13–24 months ago: late digit × 3; M costs 1.",
        "Only 24 months are looked at here;",
        "A mark leaves the report 5 years after the debt was settled;",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_self_checks_report_says_every_rule_by_which_points_are_taken_and_marks_leave(lang: str) -> None:
    html = report("repayment-habit", {"months": MARKED}, langs=[lang])
    title = data.data("report")[1]["heading-formulas"][lang]
    found = pieces(html[html.index(title) :].partition("</section>")[0], "li")
    assert len(found) == len(FORMULAS[lang])
    assert all(said.startswith(begin) for said, begin in zip(found, FORMULAS[lang], strict=True)), found


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "从 2026-09 的 N 到 2026-10 的 3，一个月里不会这样变，照样算了。"),
        ("en", "From N in 2026-09 to 3 in 2026-10 cannot happen within one month."),
    ],
)
def test_the_self_checks_report_warns_of_months_that_cannot_follow_one_another(lang: str, said: str) -> None:
    # Of seven months up to 2026-10 the last is more than 60 days late, right after one on time.
    assert said in Read(report("repayment-habit", {"months": "NNNNNN3"}, langs=[lang])).text
    assert said not in Read(report("repayment-habit", {"months": "NNNNNN1"}, langs=[lang])).text
