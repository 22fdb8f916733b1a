"""A table of text of any length, row by row: its encoding, separator and headings, and the rows below them."""

from __future__ import annotations

import codecs
import csv
import io
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from typing import BinaryIO

from calculators.desk.columns import CASE, Columns
from calculators.desk.headings import headings_of
from calculators.desk.xlsx_file import BEGIN, WorkbookError, write_lines
from calculators.form import Problem
from calculators.pasted_table import Row, cell_text, other_kind

# Enough for a page of titles; the rest of the table is read by what is found here.
_HEAD = 200_000
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


def opened(file: BinaryIO, name: str, stack: ExitStack) -> Opened:
    """The table in the file, which can be read from any place of it; a workbook's is put aside on the disk, until the
    stack closes. Raises UnreadTableError."""
    is_workbook = file.read(len(BEGIN)) == BEGIN
    file.seek(0)
    if not is_workbook:
        return _opened(file, name)
    lines: BinaryIO = stack.enter_context(TemporaryFile())  # noqa: SIM115
    try:
        sheet = write_lines(file, lines)
    except WorkbookError as error:
        raise UnreadTableError(error.code, **{"name": name, **error.values}) from error
    lines.seek(0)
    table = _opened(lines, name)
    case = table.columns.by_field[CASE].index + 1
    merged = sorted((first, last) for column, first, last in sheet.merged if column == case and first < last)
    return replace(table, merged=tuple(merged), sheet=sheet.name, other_sheets=sheet.others)


def _opened(file: BinaryIO, name: str) -> Opened:
    encoding = encoding_of(file)
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    head = text.read(_HEAD)
    text.detach()
    if other_kind(head) or not head.strip():
        raise UnreadTableError("not-text", name=name)
    # A row that the head ends in is left out.
    whole = head if len(head) < _HEAD else head[: head.rfind("\n") + 1] or head
    found = headings_of(whole)
    if isinstance(found, Problem):
        raise UnreadTableError(found.code, **found.values)
    return Opened(file, encoding, found.columns.delimiter, found.columns, found.number)


def rows(table: Opened) -> Iterator[Row]:
    """The rows below the headings, blank ones left out, each with its number. Raises UnreadTableError."""
    table.file.seek(0)
    text = io.TextIOWrapper(table.file, table.encoding, errors="replace", newline="")
    csv.field_size_limit(_LONGEST_CELL)
    number = 0
    try:
        for cells in csv.reader(text, delimiter=table.delimiter):
            number += 1
            if number <= table.headings_row:
                continue
            row = Row(number, tuple(map(cell_text, cells)), "")
            if not row.is_blank:
                yield row
    except csv.Error as error:
        raise UnreadTableError("not-rows", row=str(number + 1), reason=str(error)) from error
    finally:
        text.detach()
