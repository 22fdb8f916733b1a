"""What every test of the desk's command is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_command import Desk

from calculators.desk import page


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the worker puts a file's bytes, and where it takes those of one that was made."""
    monkeypatch.setattr(page, "FILE", str(tmp_path / "given"))
    monkeypatch.setattr(page, "MADE", str(tmp_path / "made"))
