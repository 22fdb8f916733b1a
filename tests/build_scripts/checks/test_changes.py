"""The list of changes: each case changes one thing in a list that is right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_scripts.checks.changes import changes_still_to_come, check_changes
from build_scripts.reading.guides import Fault, Page, read_page
from build_scripts.reading.ledger import read_ledger

LIST = """[[change]]
id = "second"
day = "2026-11-24"
at = ["about", "about-privacy"]
zh = "改正：24% 改成 36%。"
en = "Corrected: 24% is now 36%."

[[change]]
id = "first"
day = "2026-11-23"
at = ["index"]
zh = "第一版。"
en = "First edition."
"""
PAGE = read_page("# A { #about-privacy }\n", name="about", lang="zh", file="about.md")


def faults(file: Path, old: str = "", new: str = "") -> list[Fault]:
    assert old in LIST
    file.write_text(LIST.replace(old, new) if old else LIST, "utf-8")
    guides: dict[str, list[Page]] = {"zh": [PAGE]}
    return check_changes(guides, read_ledger(), file=file)


def test_a_list_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path / "changes.toml") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ('id = "first"', 'id = "First one"', 9, "lower-case words"),
        ('"2026-11-23"', '"2026-11-25"', 10, "the newest comes first"),
        ('"2026-11-24"', '"2026-11-31"', 3, "written like 2026-11-23"),
        ('"about-privacy"', '"about-cookies"', 4, "neither a page nor a section 'about-cookies'"),
        ('["index"]', "[]", 11, "at is empty"),
        ("now 36%", "now 35%", 6, "a number only here: 35%"),
        ('"第一版。"', '""', 12, "'zh' is empty"),
        ('en = "Corrected: 24%', 'en = "24%', 6, "only one language calls it a correction"),
        ('en = "First', 'english = "First', 8, "'en' is missing, 'english' is unknown"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, part: str) -> None:
    found = faults(tmp_path / "changes.toml", old, new)
    assert (line, True) in [(fault.line, part in fault.message) for fault in found], found


def test_an_id_belongs_to_one_change(tmp_path: Path) -> None:
    assert [fault.line for fault in faults(tmp_path / "changes.toml", '"first"', '"second"')] == [2, 9]


def test_a_change_cannot_be_of_a_day_that_is_still_to_come(tmp_path: Path) -> None:
    file = tmp_path / "changes.toml"
    file.write_text(LIST, "utf-8")
    assert changes_still_to_come(date(2026, 11, 24), file=file) == []
    (fault,) = changes_still_to_come(date(2026, 11, 23), file=file)
    assert fault.line == 3 and "'second'" in fault.message
