"""The day of a build is told to it."""

from __future__ import annotations

import pytest

from build_scripts.reading.build_day import source_date_epoch
from build_scripts.reading.ledger import read_ledger


def test_the_day_of_a_build_is_the_one_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert source_date_epoch(read_ledger(), {}) == 1_700_000_000
