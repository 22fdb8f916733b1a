"""The question bank's check: each case changes one thing in a bank that is right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from build_scripts.checks.questions import check_questions
from build_scripts.reading.guides import Fault, Page, read_guides
from build_scripts.reading.ledger import read_ledger

BANK = """[[question]]
id = "first"
section = "late-now"
kind = "single"
stem_zh = "先付谁？"
stem_en = "Who first?"
options = [
  {zh = "甲", en = "A", right = true},
  {zh = "乙", en = "B"},
  {zh = "丙", en = "C"},
]
feedback_zh = "甲，1 次。"
feedback_en = "A, 1 time."

[[question]]
id = "second"
section = "late-now-today"
kind = "numeric"
stem_zh = "额度 4,000 元，已用 2,800 元：百分之几？"
stem_en = "A limit of 4,000 yuan with 2,800 used: what per cent?"
calculator = "utilisation"
figure = "total-ratio"
as = "percent"
form = {line-limit = ["4000"], line-used = ["2800"]}
feedback_zh = "{answer}%。"
feedback_en = "{answer}%."

[[question]]
id = "third"
section = "late-now-today"
kind = "matching"
stem_zh = "连起来。"
stem_en = "Match."
pairs = [
  {zh = "一", en = "One", to_zh = "子", to_en = "X"},
  {zh = "二", en = "Two", to_zh = "丑", to_en = "Y"},
  {zh = "三", en = "Three", to_zh = "寅", to_en = "Z"},
]
feedback_zh = "如此。"
feedback_en = "So."
"""


@cache
def pages() -> dict[str, list[Page]]:
    return read_guides()


def faults(folder: Path, old: str = "", new: str = "", *, is_whole: bool = False) -> list[Fault]:
    assert BANK.count(old) == 1 or not old
    file = folder / "questions.toml"
    file.write_text(BANK.replace(old, new) if old else BANK, "utf-8")
    return check_questions(pages(), read_ledger(), file=file, is_whole=is_whole)


def test_a_bank_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ('id = "first"', 'id = "First"', 2, "lower-case words"),
        ('section = "late-now"\n', 'section = "late"\n', 3, "there is no section 'late'"),
        ('kind = "single"', 'kind = "choice"', 1, "kind is 'choice'"),
        ('"B"}', '"B", right = true}', 7, "2 of 3 options are right"),
        ('en = "A", right = true', 'en = "A"', 7, "0 of 3 options are right"),
        ('"Who first?"', '"Who first? "', 6, "blanks or line ends that nobody sees"),
        ('"A, 1 time."', '"A, 2 times."', 12, "differ between the languages: 1 and 2"),
        ('"A, 1 time."', '"Guaranteed approval, 1 time."', 13, "'guaranteed approval' is a word"),
        ('line-used = ["2800"]', 'line-used = ["2801"]', 19, "the form has 2801, which the question does not say"),
        ('as = "percent"', 'as = "share"', 23, "as is 'share'"),
        ('figure = "total-ratio"', 'figure = "ratio"', 24, "utilisation gives no 'ratio'"),
        ('"{answer}%."', '"A share."', 26, "should say the answer, 70"),
        ('to_zh = "丑", to_en = "Y"', 'to_zh = "子", to_en = "X"', 34, "each with something else to match"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, part: str) -> None:
    found = faults(tmp_path, old, new)
    # A number that no language's question says is a fault in each.
    assert len(found) == (2 if "2801" in new else 1)
    assert (found[0].line, part in found[0].message) == (line, True), found


def test_one_thing_asked_twice_is_a_fault(tmp_path: Path) -> None:
    found = [fault.message for fault in faults(tmp_path, 'stem_zh = "连起来。"', 'stem_zh = "先付谁？"')]
    assert found == ["'先付谁？…' is asked 2 times; please ask something else"]


def test_the_id_of_a_withdrawn_question_is_never_used_again(tmp_path: Path) -> None:
    start = '[[question]]\nid = "first"'
    (fault,) = faults(tmp_path, start, f'[[withdrawn]]\nid = "first"\n\n{start}')
    assert (fault.line, "'first' was withdrawn" in fault.message) == (2, True)
    assert faults(tmp_path, start, f'[[withdrawn]]\nid = "another"\n\n{start}') == []


def test_a_bank_for_the_whole_site_asks_about_every_guide_and_calculator(tmp_path: Path) -> None:
    found = [fault.message for fault in faults(tmp_path, is_whole=True)]
    assert "3 questions stand here; at least 60 should" in found
    assert "0 questions are about guides/staying-safe; at least 3 should be" in found
    assert "0 questions are about calculators/checklist; at least 1 should be" in found
    assert not any("guides/late-now;" in message for message in found)
