"""What results say in cases that few readers have; a run of mistakes put in on purpose found that nothing held it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from calculators import answer, render
from calculators.desk.command import main

DAY = "2026-11-23"


def words(calculator: str, form: Mapping[str, object], lang: str) -> str:
    return BeautifulSoup(render(calculator, form, lang=lang, day=DAY), "html.parser").get_text(" ", strip=True)


def test_where_every_line_is_at_the_target_both_repayments_say_so() -> None:
    # 1,000 of 10,000 is 10 %.
    form = {"line-limit": ["10000"], "line-used": ["1000"], "target": "60%"}
    assert words("utilisation", form, "en").count("Already at 60% or less.") == 2
    assert words("utilisation", form, "zh").count("已经不超过 60%。") == 2
    # With 7,000 of 10,000 there are 1,000 to repay.
    assert "Already at" not in words("utilisation", {**form, "line-used": ["7000"]}, "en")


def test_a_frozen_line_says_that_it_counts_as_nothing_and_what_it_was() -> None:
    form = {"line-limit": ["5000"], "line-used": ["1200"], "line-status": ["frozen"]}
    assert "frozen, counted as 0.00 yuan (was 5,000.00 yuan)" in words("utilisation", form, "en")
    assert "frozen" not in words("utilisation", {**form, "line-status": ["open"]}, "en")


def test_the_table_has_a_column_of_repayments_only_where_there_is_a_target() -> None:
    form = {"line-limit": ["10000"], "line-used": ["7000"]}

    def columns(typed: Mapping[str, object]) -> int:
        made = BeautifulSoup(render("utilisation", typed, lang="en", day=DAY), "html.parser")
        return len(made.select(".calc-table thead th"))

    assert columns({**form, "target": "60"}) == columns(form) + 1


@pytest.mark.parametrize(("code", "digit"), [("B", "7"), ("5", "5")])
def test_a_debt_given_up_counts_as_seven_and_the_points_say_so(code: str, digit: str) -> None:
    # C ends the record after it, so that nothing is owed any more.
    form = {"months": f"NNNNNNN{code}C"}
    assert f"Late: digit {digit} ×" in words("repayment-habit", form, "en")


def test_a_fee_in_li_is_refused_with_what_to_write() -> None:
    form = {"principal": "10000", "periods": "12", "rate": "6", "fee": "5厘"}
    assert answer("borrowing-cost", form, lang="en", day=DAY)["errors"] == {
        "fee": "“Fees (yuan, or with %)” of offer A: please write “5厘” as an amount, or as a percentage such as 0.5%."
    }


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["there-is-none.csv", "--day", DAY], "The file “there-is-none.csv” cannot be opened:"),
        (["-", "--day", "2026-02-30"], "“2026-02-30” is no day such as 2026-11-29."),
    ],
)
def test_the_command_says_which_file_or_day_it_cannot_use(
    call: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*call, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


def test_an_unknown_language_of_the_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["-", "--lang", "fr"])
    assert ended.value.code == 2 and "fr" in capsys.readouterr().err
