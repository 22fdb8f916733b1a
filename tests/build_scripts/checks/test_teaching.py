"""Teaching notes: each case changes one thing in a note that is right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fixture_guides import FIXTURES

from build_scripts.checks.teaching import check_teaching, untaught_guides
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import LedgerError, read_ledger

NOTE = """[[note]]
guide = "late-now"
need = "trouble"
for_zh = "晚还的人"
for_en = "people who pay late"
before = []
after = ["what-they-are"]
minutes = 45
objective_zh = "会算。"
objective_en = "Can work it out."
opening_zh = "先付谁？"
opening_en = "Who first?"
exercise_zh = "1.2 万元，每天 0.05%，\\n9 天多少？"
exercise_en = "12,000 yuan at 0.05% a day:\\nhow much in 9 days?"
answer_zh = "54 元。"
answer_en = "54 yuan."
"""


def faults(folder: Path, old: str = "", new: str = "") -> list[Fault]:
    assert old in NOTE
    shutil.copytree(FIXTURES / "ledger/right", folder, dirs_exist_ok=True)
    (folder / "teaching.toml").write_text(NOTE.replace(old, new) if old else NOTE, "utf-8")
    return check_teaching(read_ledger(folder), folder=folder)


def test_a_note_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ('guide = "late-now"', 'guide = "guides/late-now"', 2, "there is no such guide"),
        ('need = "trouble"', 'need = "hurry"', 3, "need is 'hurry'; it can be trouble, before"),
        ('after = ["what-they-are"]', 'after = ["late-now"]', 7, "after names 'late-now'"),
        ("before = []", 'before = ["what-they-were"]', 6, "before names 'what-they-were'"),
        ("minutes = 45", "minutes = 0", 8, "a lesson has 5 to 240"),
        ('"Who first?"', '" "', 12, "'opening_en' is empty"),
        ("54 元", "45 元", 15, "the numbers of answer differ; only in zh: '45'; only in en: '54'"),
        ("how much in 9 days", "how much in 9 days of 30", 14, "only in en: '30'"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, part: str) -> None:
    found = faults(tmp_path, old, new)
    assert [(fault.line, part in fault.message) for fault in found] == [(line, True)], found


def test_a_second_note_of_a_guide_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, NOTE, NOTE + "\n" + NOTE)
    assert [(fault.line, "two notes" in fault.message) for fault in found] == [(2, True), (19, True)]


def test_a_field_that_one_language_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        LedgerError, match=r"teaching.toml:1: \[\[note\]\] 1 \(late-now\): field 'answer_en' is missing"
    ):
        faults(tmp_path, 'answer_en = "54 yuan."\n', "")


def test_a_guide_without_a_note_is_named(tmp_path: Path) -> None:
    faults(tmp_path)
    found = [fault.message for fault in untaught_guides(read_ledger(tmp_path), folder=tmp_path)]
    assert any("'staying-safe' has no [[note]]" in message for message in found)
    assert not any("'late-now'" in message for message in found)
