"""Ids of questions, courses and modules: git shows that none was ever changed or taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_history import commit, git

from build_scripts.checks.published_ids import check_published_ids
from build_scripts.reading.courses import COURSES
from build_scripts.reading.questions import QUESTIONS

BANK = """[[question]]
id = "first"
stem_en = "A?"

[[question]]
id = "second"
stem_en = "B?"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    path = tmp_path / "questions.toml"
    commit(path, BANK)
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("A?", "Which?"),
        ('[[question]]\nid = "first"\nstem_en = "A?"\n', '[[withdrawn]]\nid = "first"\n'),
        (BANK, "\n".join(reversed(BANK.split("\n\n")))),
    ],
)
def test_texts_may_change_questions_move_and_be_withdrawn(file: Path, old: str, new: str) -> None:
    file.write_text(BANK.replace(old, new, 1), "utf-8")
    assert check_published_ids(file) == []


@pytest.mark.parametrize("is_committed", [False, True])
@pytest.mark.parametrize("new", ['id = "another"', ""])
def test_an_id_that_is_changed_or_taken_away_is_found(file: Path, new: str, is_committed: bool) -> None:
    text = BANK.replace('id = "first"', new)
    file.write_text(text, "utf-8")
    if is_committed:
        commit(file, text)
        commit(file, text + "# later\n")
    (fault,) = check_published_ids(file)
    assert "'first' was published and is gone" in fault.message
    assert ("(commit " in fault.message) == is_committed


def test_without_git_nothing_is_said(tmp_path: Path) -> None:
    target = tmp_path / "questions.toml"
    target.write_text("", "utf-8")
    assert check_published_ids(target) == []


# Every id of the bank and of the courses on the day this list was made: a zip of the sources has no history to ask.
RELEASED = Path(__file__).parents[2] / "fixtures/released-course-ids.txt"


def test_every_id_that_was_released_is_still_there() -> None:
    there = QUESTIONS.read_text("utf-8") + COURSES.read_text("utf-8")
    released = RELEASED.read_text("utf-8").split()
    assert len(set(released)) == len(released) == 94
    assert [each for each in released if f'\nid = "{each}"\n' not in there] == []
