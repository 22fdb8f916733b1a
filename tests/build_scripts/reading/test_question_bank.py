"""The question bank as it is read: numeric answers come from the calculators, texts say figures of parameters."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from build_scripts.reading.questions import Figure, QuestionError, questions

# What the twelve numeric questions ask, worked by hand.
WORKED = {
    "cut-ratio": "70",  # 2,800 / 4,000
    "cut-back-to-target": "1200",  # 2,800 - 40% of 4,000
    "cost-one-month": "10150",  # 10,000 + 10,000 x 18% / 12
    "factors-same-debt": "1350",  # 2,400 - 30% of 3,500
    "loan-two-offers": "5000",  # 50,000 x 7% + 1,500
    "caps-instalment-fee": "864",  # 12 x 0.6% of 12,000
    "desk-interest": "1800",  # 3 x 1% of 60,000
    "use-two-lines": "35",  # 7,000 / 20,000
    "use-highest": "99",  # 19,800 / 20,000
    "use-every-line": "2800",  # 5,200 - 30% of 8,000
    "habit-months-counted": "17",  # 24 - 6 - 1
    # 12 payments of 525 yuan for 6,000: at 0.7598% a month they are worth 6,000 today; x 12.
    "cost-fee-phone": "9.1",
}


def test_each_numeric_answer_is_what_a_hand_would_work_out() -> None:
    found = {question.id: question.figure.plain for question in questions() if question.figure}
    assert found == WORKED


def test_the_month_rate_of_the_phone_brings_its_payments_back_to_the_price() -> None:
    # The oracle of the one answer that no hand works out: the worth of the payments at 9.1% a year and beside it.
    def worth(a_year: str) -> Decimal:
        month = 1 + Decimal(a_year) / 1200
        return sum((Decimal(525) / month**at for at in range(1, 13)), Decimal(0))

    assert worth("9.15") < 6000 < worth("9.05")


def test_the_answer_stands_in_the_explanation() -> None:
    bank = {question.id: question for question in questions()}
    assert "10,150 元" in bank["cost-one-month"].explained("zh")
    assert "10,150 yuan" in bank["cost-one-month"].explained("en")
    assert not any("{" in question.explained(lang) for question in bank.values() for lang in ("zh", "en"))


def test_what_can_be_matched_is_in_an_order_of_its_own() -> None:
    bank = {question.id: question for question in questions()}
    calls = bank["late-who-to-call"]
    assert [each.en for each in calls.targets()] == ["110", "12348", "12356", "12368"]
    assert [pair.to.en for pair in calls.pairs] == ["110", "12356", "12348", "12368"]


def test_a_form_that_the_calculator_refuses_gives_no_answer() -> None:
    with pytest.raises(QuestionError, match="utilisation gives no 'total-ratio'"):
        _ = Figure("utilisation", "total-ratio", "percent", {"line-limit": ["many"], "line-used": ["1"]}).value


def test_a_field_too_many_or_missing_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text(
        '\n[[question]]\nid = "x"\nkind = "true-false"\nsection = "late-now"\nright = true\nhint = 1\n', "utf-8"
    )
    with pytest.raises(QuestionError, match=r"questions.toml:2: 'x': .*please look at feedback_en"):
        questions(file)
