"""`make check` on this repository: no content fault, on any day; counts and warnings are printed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from build_scripts.check import content
from build_scripts.reading.places import ROOT


def test_the_site_has_no_content_fault(capsys: pytest.CaptureFixture[str]) -> None:
    faults, _ = content(date(2026, 11, 23))
    assert [str(fault) for fault in faults] == []
    printed = capsys.readouterr().out
    assert (
        "pages" in printed and "sections" in printed and "claims answered" in printed and "parity exceptions" in printed
    )


def test_a_later_day_brings_warnings_and_no_fault() -> None:
    # The subsidy of 2026 ends on 2026-12-31.
    faults, warnings = content(date(2026, 12, 1))
    assert faults == []
    assert any("2026-12-31" in warning.message for warning in warnings)


def test_a_day_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAY", "tomorrow")
    done = subprocess.run([sys.executable, "-m", "build_scripts.check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "DAY is 'tomorrow'" in done.stdout
