"""What people type who need a section: each case changes one thing in a file that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.checks.asked import check_asked
from build_scripts.reading.guides import Fault, read_page

FILE = """[about-privacy]
zh = ["会不会泄露", "LPR"]
en = ["is my data sent anywhere"]

[about-not]
zh = ["是官方的吗"]
en = ["official site"]
"""
PAGE = read_page("# A { #about-privacy }\n\n## B { #about-not }\n", name="about", lang="zh", file="about.md")


def faults(file: Path, old: str = "", new: str = "") -> list[Fault]:
    assert old in FILE
    file.write_text(FILE.replace(old, new) if old else FILE, "utf-8")
    return check_asked({"zh": [PAGE]}, file=file)


def test_a_file_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path / "asked.toml") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ("[about-not]", "[about-cookies]", 5, "no section has this id"),
        ('en = ["official site"]\n', "", 5, "zh = [...] and en = [...]"),
        ('["official site"]', '"official site"', 7, "a list of texts"),
        ('["official site"]', "[]", 7, "holds 0 queries"),
        ("official site", "one two three four five six seven eight nine ten eleven twelve", 7, "62 characters"),
        ("official site", "花呗 site", 7, "is Chinese"),
        ("official site", "Is my data sent anywhere", 7, "stands under [about-privacy] too"),
        ('"LPR"', '"会不会泄露"', 2, "stands under [about-privacy] too"),
        ("[about-not]", "[about-not", 0, "asked.toml"),
    ],
)
def test_each_mistake_is_told_at_its_line(tmp_path: Path, old: str, new: str, line: int, part: str) -> None:
    (found,) = faults(tmp_path / "asked.toml", old, new)
    assert found.line == line
    assert part in found.message
