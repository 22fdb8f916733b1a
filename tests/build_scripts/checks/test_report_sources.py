"""A report prints of its sources what the ledger says, for every source that a calculator names."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from build_scripts.checks.report_sources import REPORT_SOURCES, check_report_sources, report_sources
from build_scripts.reading.ledger import read_ledger
from calculators.checklist.calculator import items

LEDGER = read_ledger()


def test_every_source_of_an_item_of_the_checklist_is_there_as_the_ledger_has_it() -> None:
    there = {entry["id"]: entry for entry in tomllib.loads(report_sources(LEDGER))["source"]}
    for item in items():
        for name in item.sources:
            source = LEDGER.source(name)
            assert source.grade != "D", f"{item.id} rests on {name}"
            wanted = (
                source.title,
                source.title_en,
                source.publisher,
                source.publisher_in("en"),
                source.grade,
                source.read,
                source.how,
            )
            keys = ("title_zh", "title_en", "publisher_zh", "publisher_en", "grade", "read", "how")
            assert tuple(there[name][key] for key in keys) == wanted


def test_a_source_that_no_calculator_names_is_left_out() -> None:
    there = {entry["id"] for entry in tomllib.loads(report_sources(LEDGER))["source"]}
    assert there < {source.id for source in LEDGER.sources} and "the-article" not in there and "own-method" not in there


def test_a_ledger_that_has_moved_on_is_a_fault_of_the_file(tmp_path: Path) -> None:
    assert check_report_sources(LEDGER) == []
    moved = replace(
        LEDGER,
        sources=tuple(replace(each, read="2027-01-01") if each.id == "gbt-45251" else each for each in LEDGER.sources),
    )
    (fault,) = check_report_sources(moved)
    assert "make report-sources" in str(fault) and REPORT_SOURCES.name in str(fault)
    assert check_report_sources(LEDGER, file=tmp_path / "none.toml")
