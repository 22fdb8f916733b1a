"""permalinks.toml: every heading is in it, an id that went away has an heir, and git shows that it only ever grew."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture_guides import page
from git_history import commit, git

from build_scripts.checks.permalinks import check_permalinks
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.section_links import section_links
from build_scripts.upkeep.add_permalinks import add_permalinks

TWO = '# head\n\n[[id]]\nid = "late-page"\n\n[[id]]\nid = "late-two"\n'
HEIR = '\n[[heir]]\nof = "late-two"\nto = "late-page"\n'
MOVED = '\n[[moved]]\nid = "late-two"\nfrom = "guides/late-now"\n'


def guides(*ids: str) -> dict[str, list[Page]]:
    return {"zh": [page("\n".join(f"## 题 {{ #{heading} }}\n" for heading in ids))]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path / "permalinks.toml"


def found(file: Path, text: str, *ids: str) -> list[Fault]:
    file.write_text(text, "utf-8")
    return check_permalinks(guides(*ids), file=file)


def test_headings_that_are_listed_are_right(file: Path) -> None:
    assert found(file, TWO, "late-page", "late-two") == []


def test_a_missing_file_names_the_command(file: Path) -> None:
    (fault,) = check_permalinks(guides("late-page"), file=file)
    assert "make permalinks" in fault.message


def test_a_heading_that_is_not_listed_is_found_in_its_guide(file: Path) -> None:
    (fault,) = found(file, TWO, "late-page", "late-two", "late-three")
    assert (fault.file, fault.line) == ("zh.md", 5)
    assert "'late-three' is not in" in fault.message


def test_an_id_without_heading_needs_an_heir(file: Path) -> None:
    (fault,) = found(file, TWO, "late-page")
    assert fault.line == 7 and "'late-two' has no heading any more" in fault.message
    assert found(file, TWO + HEIR, "late-page") == []


@pytest.mark.parametrize(
    ("heir", "ids", "part"),
    [
        (HEIR, ("late-page", "late-two"), "an id is never used again"),
        (HEIR.replace('to = "late-page"', 'to = "late-ten"'), ("late-page",), "which is no heading and has no heir"),
        (HEIR.replace('to = "late-page"', 'to = "late-two"'), ("late-page",), "in a circle"),
        (HEIR + HEIR, ("late-page",), "has two heirs"),
        (HEIR + HEIR.replace("late-two", "late-ten"), ("late-page",), "is no [[id]] of this file"),
        ('\n[[heir]]\nof = "late-two"\n', ("late-page",), "should hold of and to"),
        ('\n[[other]]\nid = "late-two"\n', ("late-page", "late-two"), "'other' is not known here"),
        ('\n[[id]]\nid = "late-two"\n', ("late-page", "late-two"), "is listed twice"),
        ("\n[[id\n", ("late-page", "late-two"), "could not be read"),
        (MOVED.replace("late-two", "late-ten"), ("late-page", "late-two"), "is no [[id]] of this file"),
        (MOVED.replace("guides/late-now", "guides/late"), ("late-page", "late-two"), "there is no page 'guides/late'"),
    ],
)
def test_an_entry_that_is_wrong_is_found(file: Path, heir: str, ids: tuple[str, ...], part: str) -> None:
    faults = found(file, TWO + heir, *ids)
    assert any(part in fault.message for fault in faults), faults


def test_a_section_may_have_moved(file: Path) -> None:
    assert found(file, TWO + MOVED, "late-page", "late-two") == []


def test_an_heir_may_have_an_heir(file: Path) -> None:
    third = '\n[[id]]\nid = "late-three"\n'
    later = '\n[[heir]]\nof = "late-three"\nto = "late-two"\n'
    assert found(file, TWO + third + later + HEIR, "late-page") == []


def test_growing_is_right_in_every_commit_and_in_the_working_tree(file: Path) -> None:
    commit(file, TWO)
    commit(file, TWO.replace("# head", "# other words") + HEIR)
    assert found(file, TWO + HEIR + '\n[[id]]\nid = "late-three"\n', "late-page", "late-three") == []


def test_a_line_removed_in_the_working_tree_is_found(file: Path) -> None:
    commit(file, TWO)
    faults = found(file, TWO.replace('\n[[id]]\nid = "late-two"\n', ""), "late-page")
    assert any("'id = \"late-two\"' was removed or changed" in fault.message for fault in faults)


def test_a_line_changed_and_staged_is_found(file: Path) -> None:
    commit(file, TWO)
    file.write_text(TWO.replace("late-two", "late-too"), "utf-8")
    git(file.parent, "add", "-A")
    faults = check_permalinks(guides("late-page", "late-too"), file=file)
    assert any("'id = \"late-two\"' was removed or changed" in fault.message for fault in faults)


def test_a_line_removed_in_an_earlier_commit_is_found_although_it_is_back(file: Path) -> None:
    commit(file, TWO)
    commit(file, TWO.replace('\n[[id]]\nid = "late-two"\n', ""))
    commit(file, TWO)
    faults = found(file, TWO, "late-page", "late-two")
    assert len(faults) >= 1 and all("commit " in fault.message for fault in faults)
    assert any('id = "late-two"' in fault.message for fault in faults)


def test_a_file_taken_away_and_put_back_is_found(file: Path) -> None:
    commit(file, TWO)
    git(file.parent, "rm", "-q", file.name)
    git(file.parent, "commit", "-q", "-m", "away")
    commit(file, TWO)
    assert any("commit " in fault.message for fault in found(file, TWO, "late-page", "late-two"))


def test_a_merge_of_two_that_grew_is_right(file: Path) -> None:
    commit(file, TWO)
    git(file.parent, "checkout", "-q", "-b", "side")
    commit(file, '[[id]]\nid = "late-zero"\n\n' + TWO)
    git(file.parent, "checkout", "-q", "-")
    commit(file, TWO + HEIR)
    git(file.parent, "merge", "-q", "side", "-m", "merge")
    assert found(file, file.read_text("utf-8"), "late-page", "late-zero") == []


def test_a_skeletons_heading_is_recorded_once_it_has_its_own_words_and_a_pages_own_id_at_once(tmp_path: Path) -> None:
    target = tmp_path / "permalinks.toml"
    sample = {"zh": [page("# 样句：x { #late-page }\n\n## 样句：第一个问题 { #late-first }\n")]}
    assert add_permalinks(sample, file=target) == ["late-page"]
    assert check_permalinks(sample, file=target) == []
    # What has no short address yet stands in no list of them.
    assert [link.id for link in section_links({**sample, "en": []}, "")] == ["late-page"]
    ours = {"zh": [page("# 晚了 { #late-page }\n\n## 先做什么 { #late-first }\n")]}
    assert "'late-first' is not in" in check_permalinks(ours, file=target)[0].message
    assert add_permalinks(ours, file=target) == ["late-first"]


def test_without_git_only_the_entries_are_checked(tmp_path: Path) -> None:
    assert found(tmp_path / "permalinks.toml", TWO, "late-page", "late-two") == []


def test_missing_ids_are_appended_and_nothing_else_changes(tmp_path: Path) -> None:
    target = tmp_path / "permalinks.toml"
    assert add_permalinks(guides("late-page"), file=target) == ["late-page"]
    before = target.read_text("utf-8")
    assert add_permalinks(guides("late-new", "late-page"), file=target) == ["late-new"]
    assert target.read_text("utf-8") == before + '\n[[id]]\nid = "late-new"\n'
    assert add_permalinks(guides("late-page"), file=target) == []
