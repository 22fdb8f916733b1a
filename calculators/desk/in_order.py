"""What a row of cases means by the rows above it: sums that count nothing twice, and cases that are named once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from calculators.desk.columns import CASE, KIND, LIMIT, MONTHS, NAME, TARGET, USED, CaseRow, Columns, case_name
from calculators.desk.columns import read_rows as read_one
from calculators.pasted_table import Row, folded, is_total

_SUM_OF_A_CASE = ("合计", "小计", "总计", "汇总", "合計", "小計", "subtotal", "total", "sum")
_LISTED = 20
# Named rows for each row without a name, at most, where tables leave out what a merged cell said.
_NAMED_TO_BLANK = 4


@dataclass
class Noted:
    """Rows of which something is said without their being faults: how many, and the numbers of the first."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, number: int) -> None:
        self.count += 1
        if self.count <= _LISTED:
            self.first.append(number)


@dataclass
class Notes:
    """Sums that were left out, and rows that were taken to be of the case above them."""

    sums: Noted = field(default_factory=Noted)
    filled: Noted = field(default_factory=Noted)


def names_once(rows: Iterable[Row], columns: Columns) -> bool:
    """Whether the table names a case in its first row alone, as merged cells come: no row repeats the name above it,
    and rows without a name are no rarity, as a forgotten one would be."""
    named = blank = 0
    above = ""
    for row in rows:
        if is_sum(row, columns, above):
            above = ""
            continue
        name = columns.text(row, CASE)
        if name and name == above:
            return False
        named, blank = named + bool(name), blank + (not name)
        above = name or above
    return blank > 1 and blank * _NAMED_TO_BLANK >= named and named > 0


def is_sum(row: Row, columns: Columns, above: str) -> bool:
    """Whether the row is what others come to: its case or its line is called so, or `A Total` stands below A."""
    case, line = columns.text(row, CASE), columns.text(row, NAME)
    if any(text and is_total(Row(row.number, (text,), "")) for text in (case, line)):
        return True
    if not case and not line:
        return is_total(row)
    plain, name = folded(case), folded(above)
    return bool(name) and plain.startswith(name) and plain[len(name) :].strip("-:： ") in _SUM_OF_A_CASE


def read_in_order(
    rows: Iterable[Row], columns: Columns, *, notes: Notes, is_named_once: bool, is_merged: Callable[[int], bool]
) -> Iterator[CaseRow]:
    """The rows read. A row without a case is of the case above it where the file says that one cell was theirs both
    (`is_merged`), or where the table names cases once and nothing in the row speaks for another case."""
    above: Row | None = None
    lines: set[tuple[str, str]] = set()
    for row in rows:
        name = columns.text(row, CASE)
        if is_sum(row, columns, columns.text(above, CASE) if above else ""):
            notes.sums.add(row.number)
            above = None
            continue
        if name:
            above, lines = row, set()
        elif above and (is_merged(row.number) or (is_named_once and _may_be_of(row, above, lines, columns))):
            notes.filled.add(row.number)
            row = above = _of_case(row, columns.text(above, CASE), columns)
        else:
            above = None
        lines.add(_line(row, columns))
        yield from read_one(row, columns)


def _line(row: Row, columns: Columns) -> tuple[str, str]:
    return columns.text(row, NAME), columns.text(row, KIND)


def _may_be_of(row: Row, above: Row, lines: set[tuple[str, str]], columns: Columns) -> bool:
    """Whether the row can be another line of the case above: right below it, with a line that it does not have yet,
    and nothing of what is said once a case."""
    line = _line(row, columns)
    has_own = any(columns.text(row, name) for name in (TARGET, MONTHS))
    has_amount = columns.text(row, LIMIT) or columns.text(row, USED)
    return bool(row.number == above.number + 1 and any(line) and line not in lines and has_amount and not has_own)


def _of_case(row: Row, case: str, columns: Columns) -> Row:
    """The row with that case in its cell."""
    at = columns.by_field[CASE].index
    cells = [*row.cells, *[""] * (at + 1 - len(row.cells))]
    cells[at] = case_name(case)
    return replace(row, cells=tuple(cells))
