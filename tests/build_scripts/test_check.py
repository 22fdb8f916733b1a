"""`make check` on this repository: no content fault, on any day; counts and warnings are printed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from build_scripts.check import content
from build_scripts.reading.places import ROOT


@pytest.mark.daily()
def test_the_site_has_no_content_fault_and_a_later_day_brings_warnings_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # The subsidy of 2026 ends on 2026-12-31, in 30 days.
    faults, warnings = content(date(2026, 12, 1))
    assert [str(fault) for fault in faults] == []
    assert any("2026-12-31" in warning.message for warning in warnings)
    printed = capsys.readouterr().out
    assert [word for word in ("pages", "sections", "claims answered", "parity exceptions") if word not in printed] == []


def test_a_day_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAY", "tomorrow")
    done = subprocess.run([sys.executable, "-m", "build_scripts.check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "DAY is 'tomorrow'" in done.stdout
