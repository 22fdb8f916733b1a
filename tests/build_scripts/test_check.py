"""`make check` on this repository: no content fault, on any day; counts and warnings are printed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from build_scripts.check import content
from build_scripts.checks.calculators import named_twice
from build_scripts.checks.content import faults_of_neither
from build_scripts.measuring.checkout_copy import checkout_copy
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import LedgerError
from build_scripts.reading.places import ROOT
from calculators.register import CALCULATORS


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


def test_a_mistake_where_guides_are_registered_is_one_sentence_with_its_line(tmp_path: Path) -> None:
    folder = checkout_copy(tmp_path / "copy")
    places = folder / "build_scripts/reading/places.py"
    lines = places.read_text("utf-8").split("\n")
    at = lines.index('    "guides/late-now",')
    lines[at] = '    "guides/late-now,'
    places.write_text("\n".join(lines), "utf-8")
    done = subprocess.run([sys.executable, "-m", "build_scripts.check"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith(f"build_scripts/reading/places.py:{at + 1}: the list of guides and pages could not")


def test_a_name_that_stands_twice_in_the_table_is_said_with_both_lines(tmp_path: Path) -> None:
    text = (ROOT / "calculators/register.py").read_text("utf-8")
    (tmp_path / "register.py").write_text(text, "utf-8")
    assert list(named_twice(tmp_path / "register.py")) == []
    name = next(iter(CALCULATORS))
    before, end, after = text.rpartition("    )\n}\n")
    twice = f'{before}        Calculator("{name}", parts={{}}, sends={{}}, has_amounts=True),\n{end}{after}'
    (tmp_path / "register.py").write_text(twice, "utf-8")
    (fault,) = named_twice(tmp_path / "register.py")
    first = next(at for at, line in enumerate(text.split("\n"), 1) if f'"{name}",' in line)
    assert fault.line == before.count("\n") + 1
    assert fault.message.startswith(f"the calculator '{name}' stands here and in line ")
    assert first - 1 <= int(fault.message.partition("in line ")[2].partition(";")[0]) <= first


def test_a_ledger_that_cannot_be_read_hides_no_fault_of_what_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise LedgerError("docs/ledger/claims.toml: no claim can be read")

    def missing() -> list[Fault]:
        return [Fault("calculators/checklist/view.py", 7, "there is no text 'x'")]

    monkeypatch.setattr("build_scripts.check.read_in_part", broken)
    # One that needs the ledger all the same stops for the same reason, which is not said twice.
    monkeypatch.setattr("build_scripts.checks.content._NEEDS_NEITHER", (missing, broken))
    monkeypatch.setattr("build_scripts.check.check_golden", lambda: ([Fault("tests/golden", 0, "changed")], []))
    found, _ = content(date(2026, 12, 1))
    assert [(fault.file, fault.message) for fault in found] == [
        ("docs/ledger/claims.toml", "no claim can be read"),
        ("calculators/checklist/view.py", "there is no text 'x'"),
        ("tests/golden", "changed"),
    ]


def test_what_needs_neither_guides_nor_ledger_reads_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise LedgerError("docs/ledger: gone")

    for reader in ("ledger.read_ledger", "ledger.read_in_part", "guides.read_guides"):
        monkeypatch.setattr(f"build_scripts.reading.{reader}", none)
    assert [str(fault) for fault in faults_of_neither()] == []
