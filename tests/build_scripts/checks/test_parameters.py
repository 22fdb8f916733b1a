"""parameters.toml: a value once dated never changes, in the working tree and against every commit there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_history import commit, git

from build_scripts.checks.parameters import check_parameters

OLD = """\
[cap]
unit = "per cent a year"

[[cap.values]]
from = 2026-01-01
value = 24
source = ["a-law"]
checked = 2026-11-23
"""
NEWER = '\n[[cap.values]]\nfrom = 2026-11-20\nvalue = 20\nsource = ["a-law"]\nchecked = 2026-11-23\n'
WITHDRAWN = '\n[method]\n[[method.withdrawn]]\nparameter = "cap"\nfrom = 2026-01-01\nwhy = "It began a year later."\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path / "costs" / "parameters.toml"


def found(file: Path, text: str) -> list[tuple[int, str]]:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return [(fault.line, fault.message) for fault in check_parameters(folder=file.parent.parent)]


def test_a_newer_value_a_later_look_a_further_source_and_another_note_are_right(file: Path) -> None:
    commit(file, OLD)
    assert found(file, OLD.replace('["a-law"]', '["b-law", "a-law"]')) == []
    assert (
        found(file, OLD.replace("2026-11-23", "2026-11-28").replace("24\n", '24\nzh = "甲"\nen = "a"\n') + NEWER) == []
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ("value = 24", "value = 20", 6, "'cap' from 2026-01-01: value is '20' and was '24' in commit "),
        ("value = 24", "value = 24\nuntil = 2026-12-31", 7, "until is '2026-12-31' and was nothing"),
        ('["a-law"]', '["b-law"]', 7, "source is '['b-law']' and was '['a-law']'"),
        ("per cent a year", "times the LPR", 2, "unit is 'times the LPR'"),
        ("from = 2026-01-01", "from = 2026-01-02", 1, "'cap' from 2026-01-01 is in commit"),
        ("cap", "cup", 1, "is gone; please put it back"),
    ],
)
def test_what_changed_in_place_is_found_at_its_line(file: Path, old: str, new: str, line: int, part: str) -> None:
    commit(file, OLD)
    ((at, message),) = found(file, OLD.replace(old, new))
    assert at == line and part in message
    assert "a value once dated stays" in message


def test_a_change_that_is_committed_is_found_too_and_names_the_newest_commit_that_had_it(file: Path) -> None:
    commit(file, OLD)
    commit(file, OLD.replace("24", "20"))
    ((line, message),) = found(file, OLD.replace("24", "20"))
    assert line == 6 and "was '24'" in message
    # Put back, the commit that said 20 is still there: a reader may have seen it, so the value carries a reason.
    ((line, message),) = found(file, OLD)
    assert line == 6 and "was '20'" in message
    assert found(file, OLD.replace("24\n", '24\ncorrected = "For one commit 20 stood here by mistake."\n')) == []


def test_a_wrong_record_is_put_right_with_a_reason_anew_each_time(file: Path) -> None:
    commit(file, OLD)
    first = OLD.replace("24\n", '20\ncorrected = "24 was misread."\n')
    assert found(file, first) == []
    assert found(file, first.replace("24 was misread.", " ")) != []
    commit(file, first)
    assert found(file, first) == []
    again = first.replace("value = 20", "value = 18")
    assert "was '20'" in found(file, again)[0][1]
    assert found(file, again.replace("misread.", "misread, and so was 20.")) == []


def test_a_record_with_a_wrong_day_is_withdrawn_with_a_reason(file: Path) -> None:
    commit(file, OLD)
    moved = OLD.replace("from = 2026-01-01", "from = 2027-01-01")
    assert found(file, moved + WITHDRAWN) == []
    assert "holds parameter, from and why" in found(file, moved + WITHDRAWN.replace("why", "because"))[0][1]
    assert "is withdrawn here and stands above as well" in found(file, OLD + WITHDRAWN)[0][1]


def test_a_skeletons_sample_value_may_change_and_go_until_its_note_is_ours(file: Path) -> None:
    sample = OLD + 'zh = "样句：本站自定。"\nen = "Sample: our own rule."\n'
    commit(file, sample)
    assert found(file, sample.replace("value = 24", "value = 20").replace("per cent", "parts")) == []
    assert found(file, sample.replace("cap", "cup")) == []
    ours = OLD + 'zh = "本站自定。"\nen = "Our own rule."\n'
    assert found(file, ours.replace("value = 24", "value = 20")) == []
    commit(file, ours)
    assert "was '24'" in found(file, ours.replace("value = 24", "value = 20"))[0][1]


def test_one_fault_does_not_hide_another(file: Path) -> None:
    two = OLD + OLD.replace("cap", "line")
    commit(file, two)
    assert len(found(file, two.replace("value = 24", "value = 20"))) == 2


def test_a_day_that_stands_twice_is_found(file: Path) -> None:
    ((line, message),) = found(file, OLD + NEWER.replace("2026-11-20", "2026-01-01"))
    assert line == 11 and "'cap' from 2026-01-01 stands twice" in message


def test_a_shallow_clone_is_held_against_what_it_has(file: Path, tmp_path: Path) -> None:
    commit(file, OLD)
    commit(file, OLD + NEWER)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}", "shallow")
    copy = tmp_path / "shallow" / "costs" / "parameters.toml"
    assert found(copy, OLD + NEWER) == []
    assert "was '20'" in found(copy, OLD + NEWER.replace("value = 20", "value = 19"))[0][1]


def test_a_value_changed_on_one_side_of_a_merge_is_found(file: Path) -> None:
    commit(file, OLD)
    git(file.parent, "checkout", "-q", "-b", "side")
    commit(file, OLD.replace("24", "20"))
    git(file.parent, "checkout", "-q", "-")
    commit(file.with_name("other.toml"), "")
    git(file.parent, "merge", "-q", "side", "-m", "merge")
    assert "was '24'" in found(file, OLD.replace("24", "20"))[0][1]


def test_a_value_that_only_the_merge_itself_had_is_found(file: Path) -> None:
    commit(file, OLD)
    git(file.parent, "checkout", "-q", "-b", "side")
    commit(file.with_name("other.toml"), "")
    git(file.parent, "checkout", "-q", "-")
    git(file.parent, "merge", "-q", "--no-ff", "--no-commit", "side")
    commit(file, OLD.replace("24", "20"))
    commit(file, OLD)
    assert "was '20'" in found(file, OLD)[0][1]


def test_without_git_only_what_stands_there_is_checked(tmp_path: Path) -> None:
    assert found(tmp_path / "costs" / "parameters.toml", OLD) == []
