"""A figure may not change while the method's version stays: changed, changed with a new version, removed, unchanged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from git_history import commit, git

from build_scripts.checks.golden import check_golden, golden_faults, golden_warnings, kind_faults
from build_scripts.reading.golden import LEAST_CASES, Golden, digest, read_golden
from build_scripts.upkeep.golden import write_golden
from calculators.register import CALCULATORS

# 25 cases: the figure is what the form says, doubled.
FORMS = "\n".join(
    f'[[case]]\nname = "case {number}"\n[case.form]\nused = "{number}"\n' for number in range(LEAST_CASES)
)


def doubled(_: str, form: Mapping[str, Any], day: str) -> dict[str, str]:
    return {"double": str(2 * int(form["used"])), "day": day}


def tripled(calculator: str, form: Mapping[str, Any], day: str) -> dict[str, str]:
    return {**doubled(calculator, form, day), "double": str(3 * int(form["used"]))}


def with_a_new_figure(calculator: str, form: Mapping[str, Any], day: str) -> dict[str, str]:
    return {**doubled(calculator, form, day), "half": str(int(form["used"]) / 2)}


def without_the_day(calculator: str, form: Mapping[str, Any], day: str) -> dict[str, str]:
    return {"double": doubled(calculator, form, day)["double"]}


def golden(folder: Path, work_out: Any = doubled, *, version: int = 1) -> Golden:
    return read_golden("utilisation", folder=folder, version=version, work_out=work_out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forms with their figures recorded under version 1."""
    (tmp_path / "utilisation.toml").write_text(FORMS, "utf-8")
    assert write_golden(golden(tmp_path)) is None
    return tmp_path


def messages(found: Golden) -> list[str]:
    return [fault.message for fault in golden_faults(found)]


def test_unchanged_figures_are_no_fault(folder: Path) -> None:
    assert messages(golden(folder)) == []
    assert golden_warnings(golden(folder)) == []


def test_a_changed_figure_names_calculator_case_figure_old_and_new_and_what_to_do(folder: Path) -> None:
    # 3 x 7 = 21 where 2 x 7 = 14 is recorded; case 0 stays 0.
    found = golden_faults(golden(folder, tripled))
    assert len(found) == LEAST_CASES - 1
    fault = next(each for each in found if "'case 7'" in each.message)
    assert fault.line == FORMS.split("\n").index('name = "case 7"') + 1
    for part in ("utilisation", "the figure double was 14 and is now 21", "still version 1",
        "calculators/utilisation/parameters.toml",
                 "make golden", "please undo"):  # fmt: skip
        assert part in fault.message


def test_a_figure_that_is_no_longer_given_is_a_change(folder: Path) -> None:
    found = messages(golden(folder, without_the_day))
    assert len(found) == LEAST_CASES and "the figure day was 2026-11-23 and is no longer given" in found[0]


def test_a_changed_figure_with_a_new_version_only_asks_to_be_recorded(folder: Path) -> None:
    raised = golden(folder, tripled, version=2)
    assert [message.partition(";")[0] for message in messages(raised)] == [
        "25 cases are not recorded as they are now for method version 2 ('case 0' …)"
    ]
    assert write_golden(raised) is None
    assert messages(golden(folder, tripled, version=2)) == []
    recorded = json.loads((folder / "utilisation.json").read_text("utf-8"))
    assert recorded["1"]["cases"]["case 7"]["figures"]["double"] == "14"  # what version 1 gave stays
    assert recorded["2"]["cases"]["case 7"]["figures"]["double"] == "21"


def test_a_version_never_goes_down(folder: Path) -> None:
    assert write_golden(golden(folder, tripled, version=2)) is None
    assert any("a version only goes up" in message for message in messages(golden(folder, version=1)))


def test_a_figure_of_a_new_name_is_no_change_and_a_warning_until_it_is_recorded(folder: Path) -> None:
    more = golden(folder, with_a_new_figure)
    assert messages(more) == []
    assert "25 figures with new names" in golden_warnings(more)[0].message
    assert write_golden(more) is None
    assert golden_warnings(golden(folder, with_a_new_figure)) == []
    assert messages(golden(folder)) != []  # and now it is guarded


@pytest.mark.parametrize(
    ("figure", "value", "meant"),
    [
        ("saved-part", "0.3333", "a fraction of 1"),  # money has two decimals
        ("saved-part", "0.5", "a fraction of 1"),
        ("share-to-pay[1]", "1700.00", "an amount"),  # a fraction ends in no zero
        ("saved-share", "0.3333", ""),
        ("saved-share", "0", ""),
        ("saved", "1700.00", ""),
        ("saved", "-1700.50", ""),
        ("months", "12", ""),
        ("leaves", "2031-11-23", ""),
    ],
)
def test_a_figure_is_named_as_what_it_is_written_as(folder: Path, figure: str, value: str, meant: str) -> None:
    found = kind_faults(golden(folder, lambda *_: {figure: value}))
    assert [fault.line for fault in found] == ([FORMS.split("\n").index('name = "case 0"') + 1] if meant else [])
    assert all(f"{figure} is {value}, which is written as {meant};" in fault.message for fault in found)


def test_every_calculators_figures_are_named_as_what_they_are() -> None:
    assert [fault.message for name in CALCULATORS for fault in kind_faults(read_golden(name))] == []


@pytest.mark.parametrize("which", ["figure", "case"])
def test_a_line_taken_out_by_hand_is_found_and_never_written_over(folder: Path, which: str) -> None:
    file = folder / "utilisation.json"
    record = json.loads(file.read_text("utf-8"))
    if which == "figure":
        del record["1"]["cases"]["case 7"]["figures"]["double"]
    else:
        del record["1"]["cases"]["case 7"]
    file.write_text(json.dumps(record), "utf-8")
    before = file.read_bytes()
    assert any("changed or removed by hand" in message for message in messages(golden(folder, tripled)))
    assert "edited by hand" in str(write_golden(golden(folder, tripled)))
    assert file.read_bytes() == before


def test_a_recorded_form_that_is_changed_or_taken_out_is_a_fault(folder: Path) -> None:
    forms = folder / "utilisation.toml"
    forms.write_text(FORMS.replace('used = "7"', 'used = "8"'), "utf-8")
    assert [
        "the case 'case 7' is recorded and was taken out or changed" in message for message in messages(golden(folder))
    ] == [True]
    forms.write_text(FORMS.replace('"case 7"', '"case x"'), "utf-8")
    assert any("'case 7' is recorded" in message for message in messages(golden(folder)))


def test_recorded_figures_are_never_written_over(folder: Path) -> None:
    before = (folder / "utilisation.json").read_bytes()
    assert "raise the version" in str(write_golden(golden(folder, tripled)))
    assert (folder / "utilisation.json").read_bytes() == before


def test_a_record_that_git_does_not_have_yet_is_written_anew_and_one_that_it_has_is_not(folder: Path) -> None:
    git(folder, "init", "-q")
    commit(folder / "readme", "")
    git(folder, "rm", "-q", "--cached", "utilisation.json", "utilisation.toml")
    git(folder, "commit", "-q", "-m", "the forms and figures are not in git yet")
    forms = folder / "utilisation.toml"
    forms.write_text(FORMS.replace('"case 7"', '"case x"'), "utf-8")
    # 23 figures are others (case 0 stays 0), one case is gone and one is new.
    assert [message.partition(" (")[0] for message in messages(golden(folder, tripled))] == [
        "25 cases are not recorded as they are now for method version 1"
    ]
    assert write_golden(golden(folder, tripled)) is None
    assert messages(golden(folder, tripled)) == []
    recorded = json.loads((folder / "utilisation.json").read_text("utf-8"))["1"]["cases"]
    assert "case 7" not in recorded and recorded["case 8"]["figures"]["double"] == "24"
    # Once it is in git it stays, and a case added later is a draft of its own.
    commit(folder / "readme", "recorded")
    more = '\n[[case]]\nname = "case y"\n[case.form]\nused = "{}"\n'
    forms.write_text(forms.read_text("utf-8") + more.format(30), "utf-8")
    assert write_golden(golden(folder, tripled)) is None
    forms.write_text(forms.read_text("utf-8").replace('"30"', '"31"'), "utf-8")
    assert write_golden(golden(folder, tripled)) is None
    assert "raise the version" in str(write_golden(golden(folder, doubled)))


def test_a_name_used_twice_and_too_few_cases_are_faults(folder: Path) -> None:
    forms = folder / "utilisation.toml"
    forms.write_text(FORMS + '\n[[case]]\nname = "case 1"\n[case.form]\nused = "1"\n', "utf-8")
    with pytest.raises(ValueError, match="'case 1' stands twice"):
        golden(folder)
    forms.write_text(FORMS.rpartition("[[case]]")[0], "utf-8")
    assert any("24 cases stand here" in message for message in messages(golden(folder)))


def test_the_digest_sees_every_figure_and_no_order() -> None:
    cases = {"a": {"form": {"x": "1"}, "day": "d", "figures": {"p": "1", "q": "2"}}}
    turned = {"a": {"figures": {"q": "2", "p": "1"}, "day": "d", "form": {"x": "1"}}}
    assert digest(cases) == digest(turned)
    assert digest({"a": {**cases["a"], "figures": {"p": "1"}}}) != digest(cases)


def test_every_calculator_gives_the_figures_recorded_for_its_method() -> None:
    assert check_golden()[0] == []


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_at_least_25_forms_guard_a_calculator(calculator: str) -> None:
    assert len(read_golden(calculator).now) >= LEAST_CASES
