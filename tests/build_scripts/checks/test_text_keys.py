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
