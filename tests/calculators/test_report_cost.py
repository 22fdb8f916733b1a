"""The cost of borrowing on paper: what was typed for it, rates too large to mean anything, how interest is counted."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from report_read import Read, report

from calculators import data

# Three offers: a fee of so much per cent every month, one of so many yuan on the first day, and none.
OFFERS = {
    "principal": ["12000", "10000", "5000"],
    "periods": ["12", "24", "6"],
    "rate": ["", "12", "12"],
    "fee": ["0.6%", "1.2千", ""],
    "fee-unit": ["month", "upfront", ""],
}


@pytest.mark.parametrize(
    ("lang", "fees"),
    [
        ("zh", ["0.6% 每期", "1,200.00 第一天收", "—"]),
        ("en", ["0.6% every month", "1,200.00 on the first day", "—"]),
    ],
)
def test_each_offers_fee_stands_as_it_was_typed_with_when_it_is_charged(lang: str, fees: list[str]) -> None:
    page = BeautifulSoup(report("borrowing-cost", OFFERS, langs=[lang]), "html.parser")
    name = data.data("report")[1]["cost-fee"][lang]
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in page.select("tr")]
    assert [row[1:] for row in rows if row and row[0] == name] == [fees]


def test_a_rate_is_shown_up_to_100000_per_cent_and_beyond_as_more_than_that() -> None:
    # One month, nothing charged but what comes on top: 12 times the share of it a year. 10,100 for 10,000: 12 %.
    usual = Read(report("borrowing-cost", {"principal": "10000", "periods": "1", "instalment": "10100"}, langs=["en"]))
    assert usual.shown["annual-nominal"] == "12%"
    # 251 for 3: 248 / 3 x 12 = 992 times, 99,200 %; 254 for 3: 251 / 3 x 12 = 1,004 times. 253 is 1,000 times itself.
    for paid, shown in (("251", "99,200%"), ("253", "100,000%"), ("254", "> 100,000%")):
        form = {"principal": "3", "periods": "1", "instalment": paid}
        assert Read(report("borrowing-cost", form, langs=["en"])).shown["annual-nominal"] == shown


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "一个月算 1/12 年，日利率 × 365 ÷ 12 = 月利率。",
        ),
        ("en", "A month is 1/12 of a year; daily rate × 365 ÷ 12 = monthly rate."),
    ],
)
def test_the_costs_report_says_how_the_interest_of_a_month_is_counted(lang: str, said: str) -> None:
    assert said in Read(report("borrowing-cost", OFFERS, langs=[lang])).text
    # Without an offer no interest is counted.
    assert said not in Read(report("borrowing-cost", {"income": "8000", "debts": "1500"}, langs=[lang])).text
