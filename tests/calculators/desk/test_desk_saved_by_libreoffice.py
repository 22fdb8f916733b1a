"""Files that a spreadsheet program saved, LibreOffice 7.4, from a made-up table: read as they were meant there."""

from __future__ import annotations

import csv
import io

import pytest
from desk_asked import worked
from desk_command import Desk

from build_scripts.reading.places import ROOT
from calculators.desk.case import FIGURES
from calculators.workbook.xlsx_file import write_lines

SAVED = ROOT / "tests/fixtures/desk/saved-by-libreoffice"


@pytest.mark.parametrize("name", ["cases-with-formulas-and-merged-cells.xlsx", "cases-gb18030.csv"])
def test_cases_below_a_title_with_merged_cells_formulas_and_odd_amounts(
    name: str, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (SAVED / name).read_bytes()
    rows = desk.run(content, code=1, name=name)
    # 38,000 of 80,000, the card's 19,800 being what a formula came to; a frozen line has no limit, so 25.5 is to repay.
    assert [(row["case"], row["lines"], row["total-ratio"], row["repay-total"]) for row in rows] == [
        ("A-001", "3", "0.475", "14000.00"), ("000007", "1", "", "25.50"),
        ("B-1", "1", "", ""), ("B-2", "0", "", ""), ("B-3", "1", "", ""),
    ]  # fmt: skip
    # 1e20 of a limit, what divides by 0, and a thousandth of a fen.
    assert [(each["row"], each["column"]) for each in desk.problems] == [("8", "额度"), ("9", "已用"), ("10", "已用")]
    assert desk.problems[1]["read"] == "#DIV/0!" and desk.problems[2]["read"] == "0.00001"
    said = capsys.readouterr().err
    assert "有 1 行是合计，没有当成客户：第 11 行" in said and "有 2 行没写客户" in said
    assert worked(content) == rows


@pytest.mark.parametrize("since", ["1900", "1904"])
def test_days_are_the_same_whether_they_are_counted_from_1900_or_from_1904(since: str) -> None:
    lines = io.BytesIO()
    with (SAVED / f"bills-{since}.xlsx").open("rb") as file:
        write_lines(file, lines)
    # Written as 2026/8/10, 2026年8月10日 and with a time of the day; the last amount paid is a formula.
    assert list(csv.reader(io.StringIO(lines.getvalue().decode()), delimiter="\t"))[1:] == [
        ["2026-08-10", "1200", "2026-08-10", "1200"],
        ["2026-09-10", "1200", "2026-09-12", "1200"],
        ["2026-10-10", "1200.5", "2026-10-10", "1200.5"],
    ]


def test_a_workbook_of_ours_that_was_saved_again_there_gives_the_figures_that_it_holds(desk: Desk) -> None:
    rows = desk.run((SAVED / "our-results.xlsx").read_bytes(), code=1, name="in.xlsx")
    results = io.BytesIO()
    with (SAVED / "our-results.xlsx").open("rb") as file:
        write_lines(file, results)
    held = list(csv.DictReader(io.StringIO(results.getvalue().decode()), delimiter="\t"))
    assert [row["case"] for row in rows][-3:] == ["'=B", "007", "C-3"] and len(held) == len(rows)
    for row, kept in zip(rows, held, strict=True):
        # A spreadsheet takes the zeros at a number's end away.
        assert [row[name] and float(row[name]) for name in FIGURES] == [
            kept[name] and float(kept[name]) for name in FIGURES
        ]
