"""The self-check on paper: late months, when they stop counting, and the months ahead."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from report_read import LANGS, pieces, report

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
