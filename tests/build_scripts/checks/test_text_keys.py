"""A gap of a text that nothing fills is said with its line, also where it is misspelt in both languages alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.checks.text_keys import check_text_keys
from build_scripts.reading.places import ROOT


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the check reads, in which it finds nothing."""
    folder = tmp_path_factory.mktemp("copied")
    for name in ("calculators", "docs/words", "docs/theme", "build_scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.svg", "*.woff2"))
    assert check_text_keys(folder) == []
    return folder


@pytest.mark.daily("aftre")
@pytest.mark.parametrize(
    ("file", "key", "there", "then", "said"),
    [
        # Asked for by one call, which says what it fills: another gap's name does not help either.
        ("calculators/borrowing_cost/texts.toml", "early", "{after}", "{aftre}", "the code fills after, offer"),
        ("calculators/borrowing_cost/texts.toml", "early", "{after}", "{months}", "the code fills after, offer"),
        # Filled from what a problem holds, or by a script: any name that stands in the code will do.
        ("calculators/texts.toml", "problem-money-minus", "{place}", "{palce}", "no code names it"),
        ("docs/words/scripts/opened.toml", "linkOther", "{name}", "{nmae}", "no code names it"),
    ],
)
def test_a_gap_that_nothing_fills_is_said_in_both_languages(
    copied: Path, file: str, key: str, there: str, then: str, said: str
) -> None:
    whole = (copied / file).read_text("utf-8")
    lines = whole.split("\n")
    at = lines.index(f"[{key}]") + 1
    lines[at : at + 2] = [line.replace(there, then) for line in lines[at : at + 2]]
    (copied / file).write_text("\n".join(lines), "utf-8")
    found = check_text_keys(copied)
    (copied / file).write_text(whole, "utf-8")
    assert [(fault.file, fault.line) for fault in found] == [(file, at + 1), (file, at + 2)]
    assert all(f"nothing fills the gap {then}" in fault.message and said in fault.message for fault in found)


def test_a_text_that_is_not_there_is_said_wherever_the_pages_python_asks_for_it(copied: Path) -> None:
    asking = {
        "calculators/building/form_fields.py": ('data.text("", "form-open-file"', "calculators/texts.toml"),
        "calculators/carry.py": ('data.text("", "carry-title"', "calculators/texts.toml"),
        "calculators/checklist/view.py": ('text("result-none"', "calculators/checklist/texts.toml"),
        "calculators/checklist/view_brought_along.py": ('data.text("", "own-figures"', "calculators/texts.toml"),
        "calculators/desk/page_columns.py": ('_text("personal-found"', "calculators/desk/texts.toml"),
        "calculators/report/sheet.py": ('paper.say("not-a-decision"', "calculators/report/texts.toml"),
        "calculators/workbook/page.py": ('data.text(_FOLDER, "unread"', "calculators/workbook/texts.toml"),
    }
    whole = {file: (copied / file).read_text("utf-8") for file in asking}
    for file, (call, _) in asking.items():
        assert call in whole[file], file
        (copied / file).write_text(whole[file].replace(call, f'{call[:-1]}-gone"', 1), "utf-8")
    found = {fault.file: fault for fault in check_text_keys(copied) if "there is no text" in fault.message}
    for file, text in whole.items():
        (copied / file).write_text(text, "utf-8")
    assert found.keys() == asking.keys()
    for file, (call, where) in asking.items():
        key = call.rpartition(' "')[2].rpartition('("')[2].strip('"')
        assert found[file].line == whole[file][: whole[file].index(call)].count("\n") + 1
        assert f"no text '{key}-gone'; please add it to {where} in zh" in found[file].message
