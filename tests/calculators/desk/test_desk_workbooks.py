"""Workbooks on the command line: read as the spreadsheet means them, or refused in a sentence; memory that stays."""

from __future__ import annotations

import csv
import io
import tracemalloc
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from desk_command import DAY, Desk
from hostile_tables import HEAD_ROW, HOSTILE, packed

from calculators.desk import command, results_workbook
from calculators.workbook.xlsx_file import write_lines
from calculators.workbook.zip_parts import ZipError, parts_of, pieces

HEADINGS = ["case", "line-name", "line-limit", "line-used", "target", "months"]


def written(**sheets: list[list[object]]) -> bytes:
    """A workbook as Excel writes one; a text that begins with = is a formula of which no value is kept."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        percent, digits = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "000000"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(at, column, cell, None, "")
                    elif isinstance(cell, str) and cell.startswith("merge "):
                        sheet.merge_range(at, column, at + int(cell.split()[2]) - 1, column, cell.split()[1])
                    elif isinstance(cell, float) and column == 4:
                        sheet.write_number(at, column, cell, percent)
                    elif isinstance(cell, int) and column == 0:
                        sheet.write_number(at, column, cell, digits)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return out.getvalue()


def test_a_workbook_is_read_as_the_spreadsheet_means_it(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(
        Cases=[
            ["Clients", None, None],
            list(HEADINGS),
            # Merged cells say whose the two rows below are, although nothing else would; 30 % is kept as 0.3.
            ["merge A 3", "花呗", 10000, 6200.0, 0.3, "NNNNN1"],
            [None, "花呗", 50000, 12000],
            [None, "信用卡", 20000.5, 19800.1 + 0.2],
            [],
            ["B", "花呗", "1,000", "=C5/2"],
            ["C", "借呗", 1e20, -5],
            [7, "借呗", "１００", 50],
            ["Total", None, 81000, 38000],
        ],
        Notes=[["nothing"]],
    )
    rows = desk.run(book, "--lang", "en", code=1, name="in.xlsx")
    assert [(row["case"], row["lines"], row["total-ratio"]) for row in rows] == [
        ("A", "3", "0.475000781245"), ("B", "0", ""), ("C", "1", ""), ("000007", "1", "0.5"),
    ]  # fmt: skip
    # A target of 30 %, not of 0.3 %.
    assert (rows[0]["repay-total"], rows[0]["months-counted"]) == ("14000.15", "6")
    assert [(each["row"], each["column"]) for each in desk.problems] == [("7", "line-used"), ("8", "line-limit")]
    assert "“#=C5/2” is an error, or a formula that was not worked out" in desk.problems[0]["message"]
    said = capsys.readouterr().err
    assert "“Cases” was read; not read: Notes" in said and "sums of others: 1 (10)" in said


def test_a_workbook_gives_what_its_rows_give_as_text(desk: Desk) -> None:
    table = [["客户", "额度", "已用", "还款代码"], ["甲", 10000, 6200.25, "NNNNNN1"], ["乙", 0.5, 0.1, None]]
    text = "".join(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in table)
    assert desk.run(written(S=table), name="in.xlsx") == desk.run(text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bomb.xlsx", "unpacks to far more"),
        ("gigabytes.xlsx", "unpacks to far more"),
        ("entities.xlsx", "unpacks to far more"),
        ("cut-sheet.xlsx", "cannot be read whole"),
        ("no-such-text.xlsx", "cannot be read whole"),
        ("row-twice.xlsx", "cannot be read whole"),
        ("wide.xlsx", "more than 1,000 columns"),
        ("no-rows.xlsx", "not a table of text"),
        ("half.xlsx", "not a table of text"),
        ("changed-digit.xlsx", "not a table of text"),
    ],
)
def test_a_workbook_that_cannot_be_used_is_said(
    desk: Desk, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert desk.run(HOSTILE[name](), "--lang", "en", code=2, name="in.xlsx") == []
    assert said in capsys.readouterr().err


def test_no_more_is_unpacked_than_the_list_at_the_end_says() -> None:
    book = io.BytesIO(packed(HEAD_ROW + "<row><c><v>" + "9" * 5_000_000 + "</v></c></row>"))
    came = 0
    with pytest.raises(ZipError, match="longer than the list says"):
        for piece in pieces(book, replace(parts_of(book)["xl/s.xml"], size=100_000)):
            came += len(piece)
    assert came <= 100_000


def test_a_cell_of_a_million_characters_and_a_shared_text_are_read(desk: Desk) -> None:
    strings = (
        "<si><t>A</t><rPh><t>aid</t></rPh></si><si><r><t>1</t></r><r><t>00</t></r></si><si><t>"
        + "9" * 10**6
        + "</t></si>"
    )
    cells = "".join(f'<c t="s"><v>{at}</v></c>' for at in (0, 1, 2))
    rows = desk.run(packed(HEAD_ROW + f"<row>{cells}</row>", strings), code=1, name="in.xlsx")
    assert rows[0]["case"] == "A" and desk.problems[0]["column"] == "used" and len(desk.problems[0]["read"]) < 300


def test_results_are_written_as_a_workbook_that_says_the_same(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "case,limit,used,target,months\n=A1,80000,38000,30%,NNNNNN1\n007,350,12,,\n"
    given, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    given.write_text(table, "utf-8")
    assert command.main([str(given), "-o", str(out), "--day", DAY]) == 0
    lines = io.BytesIO()
    write_lines(io.BytesIO(out.read_bytes()), lines)
    read = list(csv.reader(io.StringIO(lines.getvalue().decode("utf-8-sig")), delimiter="\t"))
    rows = [list(row.values()) for row in desk.run(table)]
    assert [row[0] for row in read[1:]] == ["'=A1", "007"]
    for found, meant in zip(read[1:], rows, strict=True):
        assert [each and Decimal(each) for each in found[1:]] == [
            each and Decimal(each) for each in meant[1 : len(found)]
        ]
        assert not any(meant[len(found) :])
    monkeypatch.setattr(results_workbook, "is_installed", lambda: False)
    assert command.main([str(given), "-o", str(tmp_path / "no.xlsx"), "--lang", "en"]) == 2
    assert "needs XlsxWriter" in capsys.readouterr().err and not (tmp_path / "no.xlsx").exists()


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    peaks = []
    # Both are longer than what is read at once, 1 MB.
    for cases in (70, 210):
        given = tmp_path / f"{cases}.csv"
        with given.open("w", encoding="utf-8") as file:
            file.write("case,line-name,line-limit,line-used,memo\n")
            for number in range(cases):
                file.writelines(f"c{number},花呗 {line},{number + 100},50,{'x' * 5_000}\n" for line in range(4))
        tracemalloc.start()
        assert command.main([str(given), "-o", str(tmp_path / "out.csv"), "--day", DAY]) == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The second has 2.8 MB more.
    assert peaks[1] < peaks[0] + 1_000_000, peaks
