"""What an opened link recorded beside what it comes to now: as people read figures, and without hiding a difference."""

from __future__ import annotations

import json
import re

import pytest

from calculators.compare import differences


def cells(figures: dict[str, str], before: dict[str, object], *, is_older: bool = False) -> list[str]:
    given = json.dumps({"before": before, "isOlder": is_older})
    return re.findall("<td>(.*?)</td>", str(differences("utilisation", figures, given, lang="en")))


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("0", "0%"), ("1", "100%"), ("0.4", "40%"), ("0.05", "5%"), ("0.1282723663", "12.82723663%"), ("12.5", "1250%"),
        ("0.001", "0.1%"), ("0.333333333333", "33.3333333333%"), ("0.3012", "30.12%"), ("10", "1000%"),
        ("-1", "-1"), ("x.y", "x.y"), ("", "none"), ("٣", "٣"),
    ],
)  # fmt: skip
def test_a_ratio_is_shown_as_a_per_cent_with_all_its_digits(plain: str, said: str) -> None:
    for name in ("total-ratio", "repayment-share", "annual-nominal[1]", "line-ratio[0]"):
        assert cells({name: "0.2"}, {name: plain}) == [said, "20%"]


def test_amounts_days_and_counts_stay_as_they_are() -> None:
    assert cells({"total-paid": "2082.55"}, {"total-paid": "2082.56"}) == ["2082.56", "2082.55"]
    assert cells({"score": "80"}, {"score": "79"}) == ["79", "80"]
    assert cells({"leaves-report[0]": "2031-11-21"}, {"leaves-report[0]": "2031-11-20"}) == [
        '<span class="cl-date">2031-11-20</span>', '<span class="cl-date">2031-11-21</span>',
    ]  # fmt: skip


def test_a_figure_that_an_earlier_method_did_not_give_is_a_difference_and_a_new_one_of_the_same_method_is_none() -> (
    None
):
    new = {"total-paid": "1.00", "monthly-payment": "10100.00"}
    assert cells(new, {"total-paid": "1.00"}) == []
    assert cells(new, {"total-paid": "1.00"}, is_older=True) == ["none", "10100.00"]
    assert cells({}, {"total-paid": "1.00"}) == cells({}, {"total-paid": "1.00"}, is_older=True) == ["1.00", "none"]


@pytest.mark.parametrize(
    "given", ["", "[", "[]", "null", "7", "{}", '{"before": []}', '{"before": null}', "[" * 100_000]
)
def test_what_is_no_record_of_figures_is_compared_with_nothing(given: str) -> None:
    assert differences("utilisation", {"total-ratio": "0.2"}, given, lang="en") == ""


def test_what_a_link_holds_is_never_trusted() -> None:
    assert cells({"total-ratio": "0.2"}, {"total-ratio": "<b>"}) == ["&lt;b&gt;", "20%"]
    assert cells({"total-ratio": "0.2"}, {"total-ratio": 7}) == ["700%", "20%"]
