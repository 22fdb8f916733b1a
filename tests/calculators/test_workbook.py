"""A workbook that a calculator is given: its first sheet as text, or in one sentence why it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from a_workbook import workbook

from calculators import door
from calculators.workbook import page

TABLE = "due,amount,paid on,paid\n2026-09-10,1200.00,2026-09-10,1200.00\n"


def given(content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch, *, lang: str) -> dict[str, Any]:
    (folder / "given").write_bytes(content)
    monkeypatch.setattr(page, "FILE", str(folder / "given"))
    asked = {"calculator": "workbook", "part": "workbook", "given": "b.xlsx", "lang": lang, "form": {}}
    found: dict[str, Any] = json.loads(door(json.dumps(asked)))["part"]
    return found


def test_the_first_sheet_comes_as_if_it_had_been_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(workbook(TABLE), tmp_path, monkeypatch, lang="en")
    assert found["text"] == TABLE.replace(",", "\t")
    assert found["told"] == "The sheet “Sheet1” was read; not read: more."


@pytest.mark.parametrize("content", [b"PK\x03\x04 and more", b"", workbook(TABLE)[:-40]])
def test_what_is_no_workbook_is_said(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "“b.xlsx”" in given(content, tmp_path, monkeypatch, lang="zh")["said"]
