"""Writes results and problems: CSV as spreadsheets open it, or JSON lines. A cell never starts a formula."""

from __future__ import annotations

import json

# The page fetches no `csv`, whose own lines are of use to dialects alone.
from _csv import writer
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from calculators.desk.case import are_result_columns

if TYPE_CHECKING:
    from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


def safe(cell: str) -> str:
    """The cell with a sign before it where a spreadsheet would work it out; none of our figures begins so."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_writer(file: TextIO, columns: Sequence[str]) -> Callable[[Mapping[str, str]], None]:
    """Writes the headings with a byte order mark, and gives what writes a row; lines end in CRLF."""
    file.write(BOM)
    made = writer(file, lineterminator="\r\n")
    made.writerow(columns)

    def write(row: Mapping[str, str]) -> None:
        made.writerow([safe(row[column]) for column in columns])

    return write


def is_a_line(text: str) -> bool:
    """Whether the text is a result as `json_writer` writes one."""
    try:
        read = json.loads(text)
    except ValueError:
        return False
    return isinstance(read, dict) and are_result_columns(read) and all(isinstance(each, str) for each in read.values())


def json_writer(file: TextIO, columns: Sequence[str]) -> Callable[[Mapping[str, str]], None]:
    """Gives what writes a row as an object on a line of its own."""

    def write(row: Mapping[str, str]) -> None:
        file.write(json.dumps({column: row[column] for column in columns}, ensure_ascii=False) + "\n")

    return write
