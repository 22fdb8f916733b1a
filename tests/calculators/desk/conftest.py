"""What every test of the desk's command is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_command import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
