"""A build is left out only where it would give the same bytes again."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_scripts.site import standing


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@a.example")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    for name in ("docs/a.md", "tests/golden/a.json", "tests/test_a.py", ".gitignore"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("build\n", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "a")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "en").mkdir(parents=True)
    (folder / "en/index.html").write_text("a", "utf-8")
    return folder


@pytest.mark.parametrize("name", ["docs/a.md", "docs/new.md", "tests/golden/a.json"])
def test_a_changed_or_new_source_makes_another_site(checkout: Path, name: str) -> None:
    before = standing.sources([], checkout)
    (checkout / name).write_text("changed", "utf-8")
    assert before and before != standing.sources([], checkout)


def test_so_does_a_commit_and_whatever_is_asked_for(checkout: Path) -> None:
    before = standing.sources(["https://a.example/"], checkout)
    assert before == standing.sources(["https://a.example/"], checkout)
    assert before != standing.sources(["https://b.example/"], checkout)
    git(checkout, "commit", "-qm", "b", "--allow-empty")
    assert before != standing.sources(["https://a.example/"], checkout)


def test_a_test_and_what_git_does_not_know_change_nothing(checkout: Path) -> None:
    before = standing.sources([], checkout)
    (checkout / "tests/test_a.py").write_text("changed", "utf-8")
    (checkout / "build").mkdir()
    (checkout / "build/a").write_text("new", "utf-8")
    assert before == standing.sources([], checkout)


def test_a_site_that_was_changed_or_lost_a_file_no_longer_stands(site: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    assert not standing.stands("a", site, record)
    standing.note("a", site, record)
    assert standing.stands("a", site, record)
    assert not standing.stands("b", site, record)
    (site / "en/index.html").write_text("b", "utf-8")
    assert not standing.stands("a", site, record)
    (site / "en/index.html").write_text("a", "utf-8")
    assert standing.stands("a", site, record)
    (site / "en/index.html").unlink()
    assert not standing.stands("a", site, record)


def test_without_git_every_build_is_made(tmp_path: Path, site: Path) -> None:
    record = tmp_path / "record"
    made_of = standing.sources([], tmp_path)
    standing.note(made_of, site, record)
    assert made_of == "" and not standing.stands(made_of, site, record)
