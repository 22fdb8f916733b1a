"""One row of a pasted block: the line that it says, or the first cell that cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calculators import form as typed
from calculators.figure import plain_money
from calculators.form import Problem
from calculators.pasted_table import Column, Row, Table, is_foreign
from calculators.sheet_cell import amount, folded
from calculators.utilisation.pasted_cells import due_of, is_yes, kind_of_parts, overdue_of, rate_of, status_of
from calculators.utilisation.pasted_columns import (
    AVAILABLE,
    DUE,
    KIND,
    LIMIT,
    NAME,
    OVERDUE,
    OVERDUE_PART,
    RATE,
    STATUS,
    USED,
    Columns,
)


@dataclass(frozen=True)
class Line:
    """A row that was understood: the block's row number, and the texts of the form's fields; amounts in fen.

    `due` and `rate` stay as they were written, since the form reads both; `overdue` is the part that is overdue.
    """

    number: int
    name: str
    kind: str
    limit: int
    used: int
    status: str
    is_overdue: bool
    due: str = ""
    rate: str = ""
    overdue: int = 0


@dataclass(frozen=True)
class Unread:
    """A row that was not taken: the problem, and the column it is in (None: the row as a whole)."""

    row: Row
    problem: Problem
    column: Column | None


class _CellUnreadError(Exception):
    """A cell that cannot be read; the row is not taken."""

    def __init__(self, problem: Problem, column: Column | None) -> None:
        super().__init__(problem.code)
        self.problem, self.column = problem, column


def misfit(row: Row, table: Table) -> Unread | None:
    """A row that does not fit the table, and is not read at all; None where it does."""
    if table.is_wider(row):
        return Unread(row, Problem("pasted-wider"), None)
    return (
        Unread(row, Problem("pasted-split"), None)
        if is_split(row, table.delimiter, has_headings=table.headings is not None)
        else None
    )


def line_of(row: Row, columns: Columns) -> Line | Unread:
    """The row's line, or the first cell of it that cannot be read."""
    try:
        return _line(row, columns)
    except _CellUnreadError as found:
        return Unread(row, found.problem, found.column)


def is_split(row: Row, delimiter: str, *, has_headings: bool) -> bool:
    """Whether a comma inside a number seems to have cut it: 10,000 as 10 and 000."""
    if delimiter not in (",", "，"):
        return False
    pairs = [
        (left, right)
        for left, right in zip(row.cells, row.cells[1:], strict=False)
        # Asked first, since it settles nearly all pairs: between two digits, the left one of a short number.
        if left[-1:].isdigit()
        and right[:1].isdigit()
        and not (len(left) > 3 and left.isascii() and left.isdigit())
        and re.fullmatch("¥?[0-9]{1,3}", folded(left))
        and re.fullmatch("[0-9]{3}(\\.[0-9]*)?", folded(right))
    ]
    if any(folded(right).startswith("0") for _, right in pairs):
        return True
    # Read last: it is the dearest question, and a table of many rows has headings.
    return (
        not has_headings
        and bool(pairs)
        and sum(not isinstance(amount(cell), Problem) for cell in row.cells if cell) > 2
    )


def _line(row: Row, columns: Columns) -> Line:
    amounts = _amounts(row, columns)
    limit, used = _limit_and_used(amounts, columns)
    _check_currency(row, columns)
    status, is_overdue = _status(row, columns), _is_overdue(row, columns)
    parts = columns.name_parts(row)
    name = _read(typed.plain_text(_whole_name(parts)), columns.by_field.get(NAME))
    due, rate = _due(row, columns), _rate(row, columns)
    overdue = amounts.get(OVERDUE_PART, 0)
    if columns.has_overdue_amounts and is_overdue and not is_yes(columns.text(row, OVERDUE)):
        overdue = _overdue_part(row, columns)
    kind = kind_of_parts(columns.text(row, KIND), parts)
    return Line(row.number, name, kind, limit, used, status, is_overdue or bool(overdue), due, rate, overdue)


def _read(read: str | Problem, column: Column | None) -> str:
    """The text that was read. Raises _CellUnreadError where there is a problem instead."""
    if isinstance(read, Problem):
        raise _CellUnreadError(read, column)
    return read


def _unread(code: str, text: str, column: Column) -> _CellUnreadError:
    return _CellUnreadError(Problem(code, read=typed.shown(text)), column)


def _amounts(row: Row, columns: Columns) -> dict[str, int]:
    """The amounts of the row by field, in fen; the empty cells are left out."""
    amounts: dict[str, int] = {}
    for field in (LIMIT, USED, AVAILABLE, OVERDUE_PART):
        column, text = columns.by_field.get(field), columns.text(row, field)
        if column is None or not text:
            continue
        read = amount(text, unit=column.unit, minus=field == USED)
        if isinstance(read, Problem):
            raise _unread("pasted-unit" if column.unit is None else read.code, text, column)
        is_needed = field == LIMIT or (field == AVAILABLE and USED not in amounts)
        if field in (LIMIT, AVAILABLE) and not any(digit in folded(text) for digit in "0123456789"):
            # A dash is as often 'not known' as 0, and nobody means a limit of 0 by it.
            if is_needed:
                raise _unread("pasted-dash", text, column)
            continue
        amounts[field] = read
    return amounts


def _limit_and_used(amounts: dict[str, int], columns: Columns) -> tuple[int, int]:
    """Limit and used, in fen; used is the limit less what is available where its own cell is empty."""
    by_field = columns.by_field
    if LIMIT not in amounts:
        raise _CellUnreadError(Problem("pasted-empty"), by_field[LIMIT])
    if USED in amounts:
        left = amounts[LIMIT] - amounts[USED]
        if AVAILABLE in amounts and amounts[AVAILABLE] != max(0, left) and amounts[AVAILABLE] != left:
            said = {field: plain_money(amounts[field]) for field in (LIMIT, USED, AVAILABLE)}
            raise _CellUnreadError(Problem("pasted-sum", **said), by_field[USED])
        return amounts[LIMIT], amounts[USED]
    if AVAILABLE not in amounts:
        raise _CellUnreadError(Problem("pasted-empty"), by_field.get(USED) or by_field[AVAILABLE])
    return amounts[LIMIT], amounts[LIMIT] - amounts[AVAILABLE]


def _check_currency(row: Row, columns: Columns) -> None:
    """Raises _CellUnreadError where a cell says that the row is not in yuan."""
    for column in columns.every:
        if column.field in ("", "none") and is_foreign(column.heading, text := row.cell(column.index)):
            raise _unread("pasted-foreign", text, column)


def _status(row: Row, columns: Columns) -> str:
    status = status_of(text := columns.text(row, STATUS))
    if not status:
        raise _unread("pasted-status", text, columns.by_field[STATUS])
    return status


def _is_overdue(row: Row, columns: Columns) -> bool:
    is_overdue = overdue_of(text := columns.text(row, OVERDUE))
    if is_overdue is None:
        raise _unread("pasted-overdue", text, columns.by_field[OVERDUE])
    return is_overdue


def _due(row: Row, columns: Columns) -> str:
    due = due_of(text := columns.text(row, DUE), columns.unit(DUE))
    if isinstance(due, Problem):
        raise _unread("due-unread", text, columns.by_field[DUE])
    return due


def _rate(row: Row, columns: Columns) -> str:
    column = columns.by_field.get(RATE)
    return _read(rate_of(columns.text(row, RATE), column.heading if column else ""), column)


def _overdue_part(row: Row, columns: Columns) -> int:
    """The amount in the column that ticks `overdue`, in fen; 0 where it holds days, as in 3天."""
    column, text = columns.by_field[OVERDUE], columns.text(row, OVERDUE)
    part = amount(text, unit=column.unit)
    if isinstance(part, Problem) and column.unit is None:
        raise _unread("pasted-unit", text, column)
    return 0 if isinstance(part, Problem) else part


def _whole_name(parts: list[str]) -> str:
    """The name columns' texts, each once: 支付宝 and 花呗 as 支付宝 花呗, but 支付宝 and 支付宝花呗 as the latter."""
    kept: list[str] = []
    for at, part in enumerate(parts):
        others = parts[:at] + parts[at + 1 :]
        if part and part not in kept and not any(part in other and part != other for other in others):
            kept.append(part)
    return " ".join(kept)


def with_above(row: Row, above: Row | None, columns: Columns) -> Row:
    """The row with name, kind and product of the row right above it where its own name is blank, as merged cells come.

    A kind alone is not taken: the next lender's line may be of another. Nor is a limit, which would count twice, nor
    what is true of one line only. The row itself where nothing is taken.
    """
    places = _places_to_take(row, columns)
    is_below = above is not None and above.number == row.number - 1
    if not places or above is None or not is_below or row.cell(places[0]) or not above.cell(places[0]):
        return row
    cells = [*row.cells, *[""] * (max(places) + 1 - len(row.cells))]
    for place in places:
        cells[place] = cells[place] or above.cell(place)
    return Row(row.number, tuple(cells), row.source)


def _places_to_take(row: Row, columns: Columns) -> list[int]:
    """The columns that a merged cell may fill, the name's first."""
    places = [columns.by_field[field].index for field in (NAME, KIND) if field in columns.by_field]
    products = [column.index for column in columns.products]
    # A product of its own leaves nothing of the product above, and a kind may belong to that one.
    return places[:1] if any(map(row.cell, products)) else places + products
