"""The style sheets close what they open: a browser drops all that follows a block left open, and says nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.reading.places import ROOT

SHEETS = sorted((ROOT / "docs/theme").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_block_of_a_style_sheet_is_closed(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    depth = 0
    for number, line in enumerate(text.splitlines(), start=1):
        depth += line.count("{") - line.count("}")
        # A margin box of a page inside a media rule is the deepest; nested rules are not used here.
        assert 0 <= depth <= 3, f"{sheet}: line {number} without comments: {line}"
    assert depth == 0
