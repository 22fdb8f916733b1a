"""Texts in both languages with the same gaps; values with unit, start, source and the day last looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.checks.texts import check_texts
from build_scripts.reading.ledger import Ledger, Permalinks, Source

LAW = Source("a-law", "t", "t", False, "p", "in-force", "A", "2026-11-23", "stored-copy", "full")
LEDGER = Ledger((), (LAW,), (), (), (), Permalinks((), {}))
TEXT = '[a-key]\nzh = "共 {count} 条"\nen = "{count} lines"\n'
FLAT = '[cap]\nunit = "yuan"\nfrom = 2026-01-01\nsource = ["a-law"]\nchecked = 2026-11-23\nzh = "甲"\nen = "a"\n'
LISTED = (
    '[cap]\nunit = "yuan"\n\n[[cap.values]]\nfrom = 2026-01-01\nvalue = 1\nsource = ["own-method"]\nchecked ='
    ' 2026-11-23\nzh = "甲"\nen = "a"\n'
)
ITEM = '[[item]]\nid = "one"\nfrom = 2026-01-01\nsources = ["a-law"]\nchecked = 2026-11-23\n'


def found(folder: Path, name: str, text: str) -> list[tuple[int, str]]:
    (folder / name).write_text(text, "utf-8")
    return [(fault.line, fault.message) for fault in check_texts(LEDGER, folder=folder, written=folder / "words")]


@pytest.mark.parametrize("text", [TEXT, '[joint]\nzh = ""\nen = " "\n', '[brace]\nzh = "{{甲}}"\nen = "{{a}}"\n'])
def test_texts_that_are_right(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "texts.toml", text) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ("{count} lines", "{number} lines", 3, "the gaps are number in en and count in zh"),
        ("{count} lines", "lines", 3, "the gaps are none in en and count in zh"),
        ('en = "{count} lines"\n', "", 1, "has no 'en'"),
        ("{count} lines", "", 1, "has no 'en'"),
        ("{count} lines", "{count lines", 3, "could not be read"),
        ('en = "{count} lines"\n', 'en = "{count} lines"\nfr = "x"\n', 4, "holds 'fr'"),
        ("[a-key]\n", "[a-key\n", 0, "could not be read"),
    ],
)
def test_a_text_that_is_wrong_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, part: str) -> None:
    faults = found(tmp_path, "texts.toml", TEXT.replace(old, new))
    assert any(at == line and part in message for at, message in faults), faults


def test_the_words_that_the_build_writes_are_held_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/any.toml").write_text(TEXT.replace("{count} lines", "lines"), "utf-8")
    (fault,) = check_texts(LEDGER, folder=tmp_path / "calculators", written=tmp_path)
    assert fault.line == 3 and "the gaps are none in en" in fault.message


@pytest.mark.parametrize(
    "text",
    [FLAT, LISTED, ITEM, '[sections]\nlate-now = "guides/late-now"\n', ITEM.replace('["a-law"]', '[]\nbasis = "own"')],
)
def test_parameters_that_are_right(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "parameters.toml", text) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "part"),
    [
        (FLAT, 'unit = "yuan"\n', "", 1, "has no unit"),
        (LISTED, 'unit = "yuan"\n', "", 1, "has no unit"),
        (FLAT, "from = 2026-01-01\n", "", 1, "'from' is missing"),
        (LISTED, "checked = 2026-11-23", 'checked = "today"', 8, "'checked' is 'today'"),
        (FLAT, 'source = ["a-law"]\n', "", 1, "has no source"),
        (LISTED, 'en = "a"\n', "", 4, "'cap' from 2026-01-01 has no 'en'"),
        (LISTED, "own-method", "b-law", 7, "no source 'b-law'"),
        (FLAT, "checked = 2026-11-23\n", "checked = 2026-11-23\nuntil = 2025-12-31\n", 6, "before it begins"),
        (FLAT, 'en = "a"\n', "", 1, "has no 'en'"),
        (ITEM, '["a-law"]', "[]", 1, "has no source"),
    ],
)
def test_a_parameter_that_is_wrong_is_found_at_its_line(
    tmp_path: Path, text: str, old: str, new: str, line: int, part: str
) -> None:
    assert old in text
    faults = found(tmp_path, "parameters.toml", text.replace(old, new))
    assert any(at == line and part in message for at, message in faults), faults
