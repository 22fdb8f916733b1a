"""Results opened again, as the command and the page write them: shown as they are, nothing is worked out. No words.

A cell that is no figure, and a row that is not whole, is a problem with row and column; what it says is left out.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from calculators import form as typed
from calculators.desk.case import RESULT, RULES, full_from, result_columns
from calculators.desk.cases import Cases, Result, units
from calculators.desk.columns import Fault, case_name
from calculators.desk.personal import LOOKED_AT, personal
from calculators.desk.results import is_a_line
from calculators.desk.said import problem_row
from calculators.desk.table_file import Opened, UnreadTableError, rows
from calculators.form import Problem
from calculators.sheet_cell import cell_text

_COUNT, _RATIO, _MONEY = "[0-9]{1,9}", "[0-9]{1,20}(?:[.][0-9]{1,12})?", "[0-9]{1,20}(?:[.][0-9]{1,2})?"
_FIGURES = {
    "lines": _COUNT,
    "total-ratio": _RATIO,
    "highest-ratio": _RATIO,
    "repay-total": _MONEY,
    "repay-every-line": _MONEY,
    "self-check-points": "100|[0-9]{1,2}",
    "months-counted": "[0-9]{1,2}",
    "problems": _COUNT,
}
_ALWAYS = ("lines", "problems")
_DIGEST = "[0-9a-f]{16}"


@dataclass(frozen=True)
class Written:
    """A row of results as it was read: its figures, those left out that are none, and what is wrong with it."""

    row: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def is_case(self) -> bool:
        """Whether the row is a case's; a second one of the same case is none."""
        return bool(self.row[0]) and not any(fault.problem.code == "again-twice" for fault in self.faults)


def digest_of(table: Opened) -> str:
    """The house rules that the rows say their figures are by; '' without any."""
    for _, cells in _cells(table):
        if len(cells) == len(RESULT):
            return ""
        if len(cells) > len(RESULT) and re.fullmatch(_DIGEST, cells[-1]):
            return cells[-1]
    return ""


def looks_like_names(table: Opened) -> str:
    """What the cases' names look like; '' where they are no personal data."""
    names = [case_name(cells[0]) for _, cells in islice(_cells(table), LOOKED_AT) if cells]
    return personal(RESULT[0], names)


def read_again(table: Opened, digest: str, is_new: Callable[[str], bool]) -> Iterator[Written]:
    """The rows of results; `digest` as `digest_of` gives it, `is_new` says of a case's name whether no row had it yet.
    Raises UnreadTableError."""
    columns = tuple(column.heading for column in table.columns.every) or result_columns(digest)
    for number, cells in _cells(table):
        name = case_name(cells[0]) if cells else ""
        if wrong := _wrong_row(name, cells, columns, is_new):
            column, read, code = wrong
            wrong_cells = {column: _fault(number, column, read, code)}
        else:
            wrong_cells = {
                column: _fault(number, column, cell, "again-rules" if column == RULES else "again-figure")
                for column, cell in zip(columns[1:], cells[1:], strict=True)
                if _is_wrong(column, cell, digest)
            }
        # By other rules they are no figures of these results; of half a row nobody knows where it ends.
        is_used = not (wrong or RULES in wrong_cells)
        figures = (
            _figure(column, cell) if is_used and column not in wrong_cells else ""
            for column, cell in zip(RESULT[1:], (*cells[1:], *[""] * len(RESULT)), strict=False)
        )
        yield Written((name, *figures), tuple(wrong_cells.values()))


def _fault(number: int, column: str, read: str, code: str) -> Fault:
    shown = typed.shown(read)
    return Fault(number, column, shown, Problem(code, read=shown))


def _cells(table: Opened) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row's number and its cells; of a line that is no result its text alone."""
    if table.results == "table":
        # A case's name stands in the file as it was written, so that nothing is taken off it.
        yield from ((row.number, (row.cells[0], *map(cell_text, row.cells[1:]))) for row in rows(table, str))
        return
    table.file.seek(0)
    text = io.TextIOWrapper(table.file, table.encoding, errors="replace", newline="")
    try:
        # Read so that the place in the file stays known.
        for number, line in enumerate(iter(text.readline, ""), start=1):
            plain = line.strip().removeprefix("\ufeff")
            if plain:
                yield number, tuple(json.loads(plain).values()) if is_a_line(plain) else ()
    finally:
        text.detach()


def _wrong_row(
    name: str, cells: tuple[str, ...], columns: tuple[str, ...], is_new: Callable[[str], bool]
) -> tuple[str, str, str] | None:
    """What is wrong with the row as a whole: the column, what was read, and why; None where nothing is."""
    if len(cells) != len(columns):
        return "", cells[-1] if cells else "", "again-half"
    if not name:
        return RESULT[0], "", "no-case"
    return None if is_new(name) else (RESULT[0], name, "again-twice")


def _is_wrong(column: str, cell: str, digest: str) -> bool:
    if column == RULES:
        return cell != digest
    return column in _ALWAYS if not cell else not re.fullmatch(_FIGURES[column], cell)


def _figure(column: str, cell: str) -> str:
    """The figure as results have it: a spreadsheet takes the zeros at an amount's end away."""
    if _FIGURES[column] != _MONEY or not cell:
        return cell
    yuan, _, fen = cell.partition(".")
    return f"{yuan}.{fen.ljust(2, '0')}"


class Again(Cases):
    """Results opened again. Who is overdue, has unpaid debt or a line without a limit stands in no column of them."""

    has_lines = False
    untold = ("overdue", "unpaid", "no-limit")

    def __init__(self, table: Opened, masked: str, *, lang: str, day: date) -> None:
        super().__init__(table, digest_of(table), masked, lang=lang, day=day)
        self._seen: set[str] = set()

    def _is_new(self, name: str) -> bool:
        is_new = name not in self._seen
        self._seen.add(name)
        return is_new

    def _all(self) -> Generator[None]:
        try:
            for written in read_again(self.table, self.digest, self._is_new):
                self.rows += 1
                self.worked += 1
                self._keep(written)
                yield
        except UnreadTableError as error:
            self.fault = error.problem
        self.is_read = self.is_done = True

    def _keep(self, written: Written) -> None:
        name = self._shown_name(written.row[0])
        problems = tuple(tuple(problem_row(fault, name, self.lang).values()) for fault in written.faults)
        figures = dict(zip(RESULT, (name, *written.row[1:]), strict=True))
        reasons = [*(["over"] if units(figures["highest-ratio"]) > units("1") else [])]
        reasons += ["problem"] if written.faults or figures["problems"] not in ("", "0") else []
        # A figure left out must not be taken for one that there was not.
        band = "" if written.faults else band_of(figures, self.day)
        row = tuple(figures.values())
        self._found.append(Result(len(self._found), row, band, tuple(reasons), problems, written.is_case))


def band_of(figures: dict[str, str], day: date) -> str:
    """Where the case stands as a whole, told by its figures alone; '' where they do not tell it."""
    total, repay = units(figures["total-ratio"]), units(figures["repay-total"])
    if total < 0:
        return "" if repay < 0 else "no-limit" if repay else "unused"
    if total > units("1"):
        return "over"
    full = full_from(day)
    if total * full.denominator >= full.numerator * units("1"):
        return "full"
    return "no-target" if repay < 0 else "above" if repay else "within"
