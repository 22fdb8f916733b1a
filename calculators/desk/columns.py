"""A table of cases: its columns, and each row as the single calculator's fields. Nothing is guessed in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from calculators import data, pasted_table, sheet_cell
from calculators import form as typed
from calculators.figure import plain_money
from calculators.form import Problem
from calculators.pasted_table import Column, Row, Table
from calculators.utilisation.pasted_cells import kind_of_parts, overdue_of, status_of, typed_amount
from calculators.utilisation.pasted_row import is_split
from calculators.workbook import UNWORKED

FOLDER = "desk"
CASE, NAME, KIND, LIMIT, USED, STATUS, OVERDUE, TARGET, MONTHS = (
    "case",
    "line-name",
    "line-kind",
    "line-limit",
    "line-used",
    "line-status",
    "line-overdue",
    "target",
    "months",
)
# What is left of the limit, which tells what is used where no column does, and is no use itself.
AVAILABLE = "line-available"
RESULTS = "results"
LINE = (NAME, KIND, LIMIT, USED, STATUS, OVERDUE)
# What a spreadsheet shows where a formula has no value.
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"))
NAMES = data.headings(FOLDER, beside=__name__)


@dataclass(frozen=True)
class Fault:
    """A cell that could not be used: the row as the spreadsheet counts, the column's heading, the text, the problem.
    `calculator` is whose words the problem is in; '' for the desk's own. `file` as in the row that it is of."""

    row: int
    column: str
    read: str
    problem: Problem
    calculator: str = ""
    file: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A row read: its case, the fields of its line ({} where it has none), target and months as written.

    `part` counts the lines of a row that has several, from 0; `is_unused`: the row as a whole could not be used.
    `file` is the one that the row is from, where a case may have rows in several."""

    number: int
    case: str
    line: dict[str, str]
    target: str
    months: str
    faults: tuple[Fault, ...] = ()
    part: int = 0
    is_unused: bool = False
    file: str = ""

    def of_file(self, file: str) -> CaseRow:
        """The row as one of that file."""
        return replace(self, file=file, faults=tuple(replace(fault, file=file) for fault in self.faults))


@dataclass(frozen=True)
class Columns:
    """The table's columns by field; those of no field are looked at for another currency or unit.

    `lines` are the columns of each line where a row has several, `line_name` is what the headings call that line;
    `by_field` then has those of the first."""

    delimiter: str
    every: tuple[Column, ...]
    by_field: dict[str, Column]
    line_name: str = ""
    lines: tuple[Columns, ...] = ()

    @cached_property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Where each field of a line stands in a row; -1 where the table has no such column."""
        found = {name: self.by_field.get(name) for name in LINE}
        return tuple((name, column.index if column else -1) for name, column in found.items())

    @cached_property
    def unused(self) -> tuple[Column, ...]:
        """The columns of no field."""
        return tuple(column for column in self.every if not column.field)

    def heading(self, name: str, part: int = 0) -> str:
        """The column's heading as it stands in the table; the field's own name where there is no such column."""
        column = (self.lines[part].by_field if self.lines else self.by_field).get(name)
        return column.heading if column else name

    def text(self, row: Row, name: str) -> str:
        column = self.by_field.get(name)
        return row.cell(column.index) if column else ""


def are_results(every: tuple[Column, ...]) -> bool:
    """Whether these are the columns of our own results, which are no cases."""
    return any(column.field == RESULTS for column in every)


def as_told(table: Table) -> Columns:
    """The columns by their headings alone, whether they are enough or not."""
    return Columns(table.delimiter, table.columns, {column.field: column for column in table.columns if column.field})


def columns_of(table: Table) -> Columns | None:
    """The table's columns; None where no case can be told, or there is nothing to work out."""
    return usable(table.delimiter, table.columns)


def usable(delimiter: str, every: tuple[Column, ...]) -> Columns | None:
    """These columns; None where no case can be told, or there is nothing to work out."""
    by_field = {column.field: column for column in every if column.field}
    has_lines = LIMIT in by_field and (USED in by_field or AVAILABLE in by_field)
    is_usable = CASE in by_field and (has_lines or MONTHS in by_field)
    return Columns(delimiter, every, by_field) if is_usable else None


def case_name(text: str) -> str:
    """The case as it is written; without the sign before it that keeps a spreadsheet from working it out."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def read_rows(row: Row, columns: Columns) -> list[CaseRow]:
    """One row, as so many as it has lines; the first of them has what is said once a case."""
    if not columns.lines:
        return [read_row(row, columns)]
    found = [replace(read_row(row, line), part=part) for part, line in enumerate(columns.lines)]
    if found[0].is_unused:
        return found[:1]
    return found[:1] + [replace(each, target="", months="") for each in found[1:] if each.line or each.faults]


def read_row(row: Row, columns: Columns) -> CaseRow:
    """One row. What cannot be read stays as it was written, so that the calculator says what is wrong with it."""
    case = case_name(columns.text(row, CASE))
    if not case:
        return _unused(row, "", Fault(row.number, columns.heading(CASE), "", Problem("no-case")))
    if any(row.cells[len(columns.every) :]):
        return _unused(row, case, Fault(row.number, "", typed.shown(row.cells[-1]), Problem("wider")))
    if is_split(row, columns.delimiter, has_headings=True):
        return _unused(row, case, Fault(row.number, columns.heading(LIMIT), "", Problem("split")))
    for column in columns.unused:
        if pasted_table.is_foreign(column.heading, cell := row.cell(column.index)):
            read = typed.shown(cell)
            return _unused(row, case, Fault(row.number, column.heading, read, Problem("foreign", read=read)))
    for column in columns.by_field.values() if "#" in "".join(row.cells) else ():
        # `#N/A` could be four months' codes.
        if column.field != MONTHS and is_unworked(cell := row.cell(column.index)):
            read = typed.shown(cell)
            case = "" if column.field == CASE else case
            return _unused(row, case, Fault(row.number, column.heading, read, Problem("formula", read=read)))
    faults: list[Fault] = []
    line = _line(row, columns, faults)
    return CaseRow(row.number, case, line, columns.text(row, TARGET), columns.text(row, MONTHS), tuple(faults))


def is_unworked(cell: str) -> bool:
    """Whether a spreadsheet left an error or a formula that it never worked out instead of a value."""
    return cell.startswith("#") and (cell in _ERRORS or cell.startswith(UNWORKED))


def _unused(row: Row, case: str, fault: Fault) -> CaseRow:
    return CaseRow(row.number, case, {}, "", "", (fault,), is_unused=True)


def _line(row: Row, columns: Columns, faults: list[Fault]) -> dict[str, str]:
    """The fields of the row's line; {} where its amounts are all empty, or a cell of it has a fault."""
    places, cells = columns.places, row.cells
    width = len(cells)
    texts = {name: cells[at] if 0 <= at < width else "" for name, at in places}
    available = columns.text(row, AVAILABLE)
    if not texts[LIMIT] and not texts[USED] and not available:
        return {}
    texts[NAME] = texts[NAME] or columns.line_name
    found = len(faults)
    for name in (LIMIT, USED):
        texts[name] = _amount(texts[name], columns.by_field.get(name), row, faults)
    if available and len(faults) == found:
        texts[USED] = _used(row, texts, available, columns, faults)
    status, overdue = _status(texts[STATUS]), _overdue(texts[OVERDUE])
    if not status:
        faults.append(_fault(row, columns, STATUS, "status"))
    if overdue is None:
        faults.append(_fault(row, columns, OVERDUE, "overdue"))
    if len(faults) > found:
        return {}
    kind = _kind(texts[KIND], texts[NAME])
    return {**texts, KIND: kind, STATUS: status, OVERDUE: "yes" if overdue else ""}


# A table says the same few words in row after row.
_status, _overdue = lru_cache(maxsize=500)(status_of), lru_cache(maxsize=500)(overdue_of)


@lru_cache(maxsize=2000)
def _kind(kind: str, name: str) -> str:
    return kind_of_parts(kind, [name] if name else [])


def _amount(text: str, column: Column | None, row: Row, faults: list[Fault]) -> str:
    """The amount as a reader would type it; the cell itself where it is none, for the calculator to say so."""
    if not text or column is None:
        return ""
    if column.unit is None:
        faults.append(Fault(row.number, column.heading, typed.shown(text), Problem("unit", read=typed.shown(text))))
        return ""
    if not column.unit and typed.plain_yuan(text) is not None:
        return text
    read = sheet_cell.amount(text, unit=column.unit, minus=True)
    return text if isinstance(read, Problem) else typed_amount(read)


def _used(row: Row, texts: dict[str, str], available: str, columns: Columns, faults: list[Fault]) -> str:
    """What is used: its own cell, or the limit less what is available; a fault where the three do not fit together."""
    column = columns.by_field[AVAILABLE]
    limit, used = (sheet_cell.amount(texts[name], minus=True) for name in (LIMIT, USED))
    left = sheet_cell.amount(available, unit=column.unit, minus=True)
    # A dash is as often 'not known' as 0.
    is_known = any(digit in sheet_cell.folded(available) for digit in "0123456789")
    if not texts[LIMIT] or isinstance(limit, Problem) or isinstance(left, Problem) or not is_known:
        return texts[USED]
    if not texts[USED]:
        return typed_amount(limit - left)
    if not isinstance(used, Problem) and left not in (limit - used, max(0, limit - used)):
        said = {"limit": plain_money(limit), "used": plain_money(used), "available": plain_money(left)}
        faults.append(Fault(row.number, column.heading, typed.shown(available), Problem("sum", **said)))
    return texts[USED]


def _fault(row: Row, columns: Columns, name: str, code: str) -> Fault:
    read = typed.shown(columns.text(row, name))
    return Fault(row.number, columns.heading(name), read, Problem(code, read=read))
