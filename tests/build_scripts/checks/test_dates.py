"""Dates: a warning from 30 days before the last valid day on, and not one day earlier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fixture_guides import page

from build_scripts.checks.dates import check_dates, is_day, today
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import Ledger, Permalinks, Source

NOTHING = Ledger((), (), (), (), (), Permalinks((), {}))
ENDS = '# 题 { #late-page }\n\n<span data-ends="2026-12-31">至 2026-12-31 为止</span>有补贴。\n'


def source(**dates: str) -> Ledger:
    one = Source("subsidy", "t", "t", False, "p", "in-force", "A", "2026-11-23", "stored-copy", "full", **dates)
    return Ledger((), (one,), (), (), (), Permalinks((), {}))


def warnings(
    tmp_path: Path, day: str, *, text: str = "# 题 { #late-page }\n", ledger: Ledger = NOTHING, parameter: str = ""
) -> list[Fault]:
    (tmp_path / "parameters.toml").write_text(parameter, "utf-8")
    return check_dates({"zh": [page(text)]}, ledger, day=date.fromisoformat(day), folder=tmp_path, calculators=tmp_path)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-30", ""),  # 31 days before
        ("2026-12-01", "ends on 2026-12-31, in 30 days"),
        ("2026-12-29", "ends on 2026-12-31, in 2 days;"),
        ("2026-12-30", "ends on 2026-12-31, in 1 day;"),
        ("2026-12-31", "ends today, 2026-12-31"),
        ("2027-01-01", "ended on 2026-12-31"),
    ],
)
def test_a_fact_that_ends_is_warned_of_from_30_days_before(tmp_path: Path, day: str, said: str) -> None:
    found = warnings(tmp_path, day, text=ENDS)
    assert [(fault.file, fault.line) for fault in found] == ([("zh.md", 3)] if said else [])
    assert all(said in fault.message for fault in found)


@pytest.mark.parametrize("field", ["valid_until", "recheck_by"])
def test_a_source_is_warned_of_by_both_its_dates(tmp_path: Path, field: str) -> None:
    ledger = source(**{field: "2026-12-31"})
    assert warnings(tmp_path, "2026-11-30", ledger=ledger) == []
    assert len(warnings(tmp_path, "2026-12-01", ledger=ledger)) == 1


@pytest.mark.parametrize(
    "parameter",
    ["[cap]\nuntil = 2026-12-31\n", "[cap]\n[[cap.values]]\nuntil = 2026-12-31\n", "[[cap]]\nuntil = 2026-12-31\n"],
)
def test_a_parameter_with_an_end_is_warned_of_at_its_line(tmp_path: Path, parameter: str) -> None:
    assert warnings(tmp_path, "2026-11-30", parameter=parameter) == []
    (fault,) = warnings(tmp_path, "2026-12-01", parameter=parameter)
    assert fault.line == len(parameter.splitlines())


def test_the_day_comes_from_the_setting() -> None:
    assert today("2026-12-31") == date(2026, 12, 31)
    assert isinstance(today(None), date)
    with pytest.raises(ValueError, match="DAY is '31 December'"):
        today("31 December")


def test_a_day_is_written_one_way() -> None:
    assert is_day("2026-02-28")
    assert not any(map(is_day, ("2026-02-30", "20260228", "2026-2-28", "2026-W09-6", "", "2026-02")))


def test_a_value_announced_for_a_day_that_has_come_is_warned_of_until_someone_looks(tmp_path: Path) -> None:
    rows = (
        "[cap]\n\n[[cap.values]]\nfrom = 2026-01-01\nchecked = 2026-11-23\n\n[[cap.values]]\nfrom ="
        " 2027-01-01\nchecked = {}\n"
    )
    assert warnings(tmp_path, "2026-12-31", parameter=rows.format("2026-11-23")) == []
    (fault,) = warnings(tmp_path, "2027-01-01", parameter=rows.format("2026-12-31"))
    assert fault.line == 8 and "'cap' has a value that began on 2027-01-01" in fault.message
    assert warnings(tmp_path, "2027-01-01", parameter=rows.format("2027-01-01")) == []
