"""A form that is written down names the calculator's own fields, and no field goes untried or unread."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest

from build_scripts.checks.fields import check_fields
from build_scripts.reading.places import ROOT
from calculators.borrowing_cost.building import odd_forms
from calculators.register import CALCULATORS

FILES = ("docs/ledger/questions.toml", "tests/fixtures/runtime/forms.toml", "tests/golden", "calculators")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that hold forms, to be spoilt."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.daily("cases.toml", "questions.toml")
@pytest.mark.parametrize(
    ("file", "there", "then"),
    [
        ("tests/golden/borrowing_cost.toml", "\nperiods = ", "\nperiodes = "),
        ("calculators/utilisation/building/cases.toml", "\nline-used = ", "\nline-uses = "),
        ("docs/ledger/questions.toml", "line-used = ", "line-uses = "),
        ("tests/fixtures/runtime/forms.toml", "\nline-used = ", "\nline-uses = "),
    ],
)
def test_a_field_that_the_form_does_not_have_is_said_with_its_line(
    checkout: Path, file: str, there: str, then: str
) -> None:
    assert check_fields(checkout) == []
    text = (checkout / file).read_text("utf-8")
    (checkout / file).write_text(text.replace(there, then, 1), "utf-8")
    (fault,) = check_fields(checkout)
    line = (checkout / file).read_text("utf-8").split("\n")[fault.line - 1]
    assert fault.file == file and then.strip() in line
    wrong, right = then.strip(" \n="), there.strip(" \n=")
    assert f"has no field '{wrong}'; did you mean '{right}'?" in fault.message


def test_a_field_that_many_forms_of_a_file_have_is_said_once(checkout: Path) -> None:
    file = checkout / "tests/golden/borrowing_cost.toml"
    file.write_text(file.read_text("utf-8").replace("\nincome = ", "\nearned = "), "utf-8")
    (fault,) = check_fields(checkout)
    assert re.search(r"has no field 'earned' \(so in \d+ forms of this file\); it has ", fault.message)


def test_a_field_that_no_generated_form_fills_in_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    made = odd_forms.form

    def without_debts(random: Random, *, typed: bool) -> dict[str, str | list[str]]:
        return {name: value for name, value in made(random, typed=typed).items() if name != "debts"}

    monkeypatch.setattr(odd_forms, "form", without_debts)
    (fault,) = check_fields()
    assert fault.file == "calculators/borrowing_cost/building/odd_forms.py" and "'debts'" in fault.message


def test_an_amount_whose_reading_is_missing_or_has_no_place_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = ("principal", "instalment", "debts", "schedule-received", "balloon", "line-name")
    monkeypatch.setattr("calculators.borrowing_cost.view._MONEY_FIELDS", fields)
    assert [fault.message.partition(" field ")[2].partition("'")[2].partition("'")[0] for fault in check_fields()] == [
        "income"
    ]
    monkeypatch.undo()
    monkeypatch.setattr("calculators.building.form_fields.in_full", lambda field, row: "")
    found = check_fields()
    entered = [each.folder for each in CALCULATORS.values() if each.has_amounts]
    assert [fault.file for fault in found if "decision 36" in fault.message] == [
        f"calculators/{folder}/building/fields.py" for folder in entered
    ]
    assert any("'income', which has no place" in fault.message for fault in found)
