"""What a row of cases means by the rows above it: sums that count nothing twice, and cases that are named once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from calculators.desk.columns import CASE, KIND, LIMIT, MONTHS, NAME, TARGET, USED, CaseRow, Columns, case_name
from calculators.desk.columns import read_rows as read_one
from calculators.pasted_table import Row, is_total
from calculators.sheet_cell import folded

_SUM_OF_A_CASE = ("合计", "小计", "总计", "汇总", "合計", "小計", "subtotal", "total", "sum")
_LISTED = 20
# Named rows for each row without a name, at most, where tables leave out what a merged cell said.
_NAMED_TO_BLANK = 4


class Noted:
    """Rows of which something is said without their being faults: how many, and the numbers of the first."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[int] = []

    def add(self, number: int) -> None:
        self.count += 1
        if self.count <= _LISTED:
            self.first.append(number)


class Notes:
    """Sums that were left out, and rows that were taken to be of the case above them."""

    def __init__(self) -> None:
        self.sums, self.filled = Noted(), Noted()


class Naming:
    """Looks at every row of a table once, and then knows whether it names a case in its first row alone, as merged
    cells come: no row repeats the name above it, and rows without a name are no rarity, as a forgotten one would be."""

    def __init__(self, columns: Columns) -> None:
        self._columns, self._above = columns, ""
        self._named = self._blank = 0
        self._is_repeated = False

    def see(self, row: Row) -> None:
        """The next row."""
        if is_sum(row, self._columns, self._above):
            self._above = ""
            return
        name = self._columns.text(row, CASE)
        self._is_repeated = self._is_repeated or bool(name and name == self._above)
        self._named, self._blank = self._named + bool(name), self._blank + (not name)
        self._above = name or self._above

    @property
    def is_once(self) -> bool:
        is_common = self._blank > 1 and self._blank * _NAMED_TO_BLANK >= self._named > 0
        return is_common and not self._is_repeated


def names_once(rows: Iterable[Row], columns: Columns) -> bool:
    """Whether the table names a case in its first row alone."""
    naming = Naming(columns)
    for row in rows:
        naming.see(row)
    return naming.is_once


# One case's rows follow each other, and lines are called the same few names.
_folded = lru_cache(maxsize=200)(folded)


@lru_cache(maxsize=200)
def _is_total(text: str) -> bool:
    return is_total(Row(0, (text,), ""))


def is_sum(row: Row, columns: Columns, above: str) -> bool:
    """Whether the row is what others come to: its case or its line is called so, or `A Total` stands below A."""
    case, line = columns.text(row, CASE), columns.text(row, NAME)
    if (case and _is_total(case)) or (line and _is_total(line)):
        return True
    if not case and not line:
        return is_total(row)
    if not above or case == above:
        return False
    plain, name = _folded(case), _folded(above)
    return bool(name) and plain.startswith(name) and plain[len(name) :].strip("-:： ") in _SUM_OF_A_CASE


class Order:
    """Takes a table's rows in their order and says whose each is. A row without a case is of the case above it where
    the file says that one cell was theirs both (`is_merged`), or where the table names cases once (`is_named_once`,
    which may be set once it is known) and nothing in the row speaks for another case."""

    def __init__(self, columns: Columns, notes: Notes, is_merged: Callable[[int], bool]) -> None:
        self.is_named_once = False
        self._columns, self._notes, self._is_merged = columns, notes, is_merged
        self._above: Row | None = None
        self._case = ""
        self._lines: list[Row] = []

    def take(self, row: Row) -> Row | None:
        """The row with its case in its cell, where there is one; None for a sum."""
        if is_sum(row, self._columns, self._case):
            self._notes.sums.add(row.number)
            self._above, self._case = None, ""
            return None
        if name := self._columns.text(row, CASE):
            self._above, self._case, self._lines = row, name, [row]
            return row
        if self._above and (self._is_merged(row.number) or (self.is_named_once and self._may_be_of(row, self._above))):
            self._notes.filled.add(row.number)
            row = self._above = with_case(row, self._case, self._columns)
            self._lines.append(row)
        else:
            self._above, self._case = None, ""
        return row

    def _may_be_of(self, row: Row, above: Row) -> bool:
        """Whether the row can be another line of the case above: right below it, with a line that it does not have
        yet, and nothing of what is said once a case."""
        columns = self._columns
        line = _line(row, columns)
        has_own = any(columns.text(row, name) for name in (TARGET, MONTHS))
        has_amount = columns.text(row, LIMIT) or columns.text(row, USED)
        is_new = any(line) and all(line != _line(other, columns) for other in self._lines)
        return bool(row.number == above.number + 1 and is_new and has_amount and not has_own)


def read_in_order(
    rows: Iterable[Row], columns: Columns, *, notes: Notes, is_named_once: bool, is_merged: Callable[[int], bool]
) -> Iterator[CaseRow]:
    """The rows read, each with its case."""
    order = Order(columns, notes, is_merged)
    order.is_named_once = is_named_once
    for row in rows:
        if taken := order.take(row):
            yield from read_one(taken, columns)


def _line(row: Row, columns: Columns) -> tuple[str, str]:
    return columns.text(row, NAME), columns.text(row, KIND)


def with_case(row: Row, case: str, columns: Columns) -> Row:
    """The row with that case in its cell."""
    at = columns.by_field[CASE].index
    cells = [*row.cells, *[""] * (at + 1 - len(row.cells))]
    cells[at] = case_name(case)
    return replace(row, cells=tuple(cells))
