"""The results as a workbook, by XlsxWriter where it is installed (the wheel's extra `xlsx`); figures are numbers."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from pathlib import Path

# As many as a sheet has.
MOST_ROWS = 1_048_576


def is_installed() -> bool:
    """Whether workbooks can be written here."""
    return find_spec("xlsxwriter") is not None


def write_workbook(results: Path, to: Path) -> bool:
    """Writes the CSV's rows as a workbook, in memory that does not grow with them; False where a sheet has too few."""
    import xlsxwriter

    with (
        results.open(encoding="utf-8-sig", newline="") as file,
        xlsxwriter.Workbook(to, {"constant_memory": True}) as book,
    ):
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 10, 18)
        for at, cells in enumerate(csv.reader(file)):
            if at >= MOST_ROWS:
                return False
            for column, cell in enumerate(cells):
                number = _number(cell) if at and column else None
                if number is None:
                    sheet.write_string(at, column, cell)
                else:
                    sheet.write_number(at, column, number)
    return True


def _number(cell: str) -> float | None:
    """The cell as a number, where one that a workbook keeps is exactly the same."""
    try:
        number = float(cell)
        return number if Decimal(f"{number:.15g}") == Decimal(cell) else None
    except (ValueError, InvalidOperation):
        return None
