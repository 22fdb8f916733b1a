"""A table of text of any length, row by row: its encoding, separator and headings, and the rows below them."""

from __future__ import annotations

import codecs
import io

# The page fetches neither `csv` nor `bisect`, which add nothing that is used here.
from _bisect import bisect_right
from _csv import Error, field_size_limit, reader
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from calculators.desk.columns import CASE, Columns
from calculators.desk.headings import ARE_RESULTS, headings_of
from calculators.desk.results import is_a_line
from calculators.form import Problem
from calculators.pasted_table import Row, other_kind
from calculators.sheet_cell import cell_text
from calculators.workbook.xlsx_file import Sheet, WorkbookError, write_lines
from calculators.workbook.zip_parts import BEGIN

# Enough for a page of titles; the rest of the table is read by what is found here.
_HEAD = 200_000
_HEAD_ROWS = 300
_PIECE = 1 << 20
_LONGEST_CELL = 2_000_000


@dataclass(frozen=True)
class Opened:
    """The file as a table: its columns, and how its rows are read."""

    file: BinaryIO
    encoding: str
    delimiter: str
    columns: Columns
    headings_row: int
    # Of a workbook: the rows whose case is one cell, first and last; the sheet that was read, and the other ones.
    merged: tuple[tuple[int, int], ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    # Why the columns are not enough as their headings tell them.
    problem: Problem | None = None
    # Of our own results, which are no cases: `table`, or `lines` where each is an object. Read by again.py.
    results: str = ""

    def is_merged(self, number: int) -> bool:
        """Whether the row's case is said to be in the row above."""
        at = bisect_right(self.merged, (number, 0)) - 1
        return at >= 0 and self.merged[at][0] < number <= self.merged[at][1]


class UnreadTableError(Exception):
    """The file cannot be used; nothing is written."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, **values)


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 (with or without its mark), UTF-16 where its mark says so, else GB18030. Leaves the file at its start."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
        return "utf-8"
    except UnicodeDecodeError:
        return "gb18030"
    finally:
        file.seek(0)


def opened(file: BinaryIO, name: str, scratch: Callable[[], BinaryIO]) -> Opened:
    """The table in the file, which can be read from any place of it. `scratch` gives a file for what a workbook holds.
    Raises UnreadTableError."""
    table = looked_at(file, name, scratch)
    return whole(table)


def whole(table: Opened) -> Opened:
    """The table, where its headings are enough. Raises UnreadTableError."""
    if table.problem:
        raise UnreadTableError(table.problem.code, **table.problem.values)
    return table


def looked_at(file: BinaryIO, name: str, scratch: Callable[[], BinaryIO]) -> Opened:
    """As `opened`; where the headings are not enough, `problem` says why, and a person may say what the columns are."""
    is_workbook = file.read(len(BEGIN)) == BEGIN
    file.seek(0)
    if not is_workbook:
        return _opened(file, name)
    table, sheet = _of_sheet(file, name, scratch, 0)
    at = 1
    # Behind our own results comes what they were worked out from.
    while table.results and at <= len(sheet.others):
        try:
            behind, of_it = _of_sheet(file, name, scratch, at)
        except UnreadTableError:
            break
        if not behind.problem:
            table, sheet = behind, of_it
        at += 1
    case = table.columns.by_field.get(CASE)
    merged = sorted(
        (first, last) for column, first, last in sheet.merged if case and column == case.index + 1 and first < last
    )
    return replace(table, merged=tuple(merged), sheet=sheet.name, other_sheets=sheet.others)


def _of_sheet(file: BinaryIO, name: str, scratch: Callable[[], BinaryIO], at: int) -> tuple[Opened, Sheet]:
    lines = scratch()
    try:
        sheet = write_lines(file, lines, scratch=scratch, at=at)
    except WorkbookError as error:
        raise UnreadTableError(error.code, **{"name": name, **error.values}) from error
    lines.seek(0)
    return _opened(lines, name), sheet


def _opened(file: BinaryIO, name: str) -> Opened:
    encoding = encoding_of(file)
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    head = text.read(_HEAD)
    text.detach()
    if other_kind(head) or not head.strip():
        raise UnreadTableError("not-text", name=name)
    if is_a_line(head.partition("\n")[0].removeprefix("\ufeff")):
        none = Columns("", (), {})
        return Opened(file, encoding, "", none, 0, problem=Problem(ARE_RESULTS), results="lines")
    found = headings_of(_whole_rows(head))
    if isinstance(found, Problem):
        raise UnreadTableError(found.code, **found.values)
    of_results = "table" if found.problem and found.problem.code == ARE_RESULTS else ""
    columns = found.columns
    return Opened(file, encoding, columns.delimiter, columns, found.number, problem=found.problem, results=of_results)


def _whole_rows(head: str) -> str:
    """The first rows of the head, without the one that it ends in."""
    at = -1
    for _ in range(_HEAD_ROWS):
        found = head.find("\n", at + 1)
        if found < 0:
            return head if len(head) < _HEAD or at < 0 else head[: at + 1]
        at = found
    return head[: at + 1]


def rows(table: Opened, text_of: Callable[[str], str] = cell_text) -> Iterator[Row]:
    """The rows below the headings, blank ones left out, each with its number; `text_of` takes a cell as it stands.
    Raises UnreadTableError."""
    table.file.seek(0)
    text = io.TextIOWrapper(table.file, table.encoding, errors="replace", newline="")
    field_size_limit(_LONGEST_CELL)
    number = 0
    try:
        for cells in reader(text, delimiter=table.delimiter):
            number += 1
            if number <= table.headings_row:
                continue
            row = Row(number, tuple(map(text_of, cells)), "")
            if not row.is_blank:
                yield row
    except Error as error:
        raise UnreadTableError("not-rows", row=str(number + 1), reason=str(error)) from error
    finally:
        text.detach()
