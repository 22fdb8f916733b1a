"""A table of text as a workbook, as a spreadsheet saves it, with a second sheet."""

from __future__ import annotations

import csv
import io

import xlsxwriter


def workbook(table: str, delimiter: str = ",") -> bytes:
    """The table's cells as texts in the first sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(csv.reader(io.StringIO(table), delimiter=delimiter)):
            sheet.write_row(at, 0, row)
        book.add_worksheet("more")
    return out.getvalue()
