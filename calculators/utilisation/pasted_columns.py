"""The columns of a pasted block: which field of a line each one is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from calculators import data
from calculators.form import Problem
from calculators.pasted_table import Column, Row, Table, field_of, is_exactly, is_total
from calculators.sheet_cell import amount, day, folded
from calculators.utilisation.lines import FOLDER
from calculators.utilisation.pasted_cells import is_yes_or_no, kind_of, overdue_of, status_of

NAME, KIND, LIMIT, USED, AVAILABLE, STATUS, OVERDUE, DUE, RATE, OVERDUE_PART = (
    "name",
    "kind",
    "limit",
    "used",
    "available",
    "status",
    "overdue",
    "due",
    "rate",
    "overdue-amount",
)
# Belongs to the name where a block has two such columns: the platform and its product.
PRODUCT = "product"
# Field to the headings that mean it.
NAMES = data.headings(FOLDER, beside=__name__)
# What is billed or not yet billed is a part of what is used.
_PARTS = (
    "账单",
    "出账",
    "本期",
    "逾期",
    "分期",
    "本金",
    "statement",
    "billed",
    "overdue",
    "instalment",
    "installment",
    "principal",
)
_COUNTS = ("天", "日数", "(日)", "期数", "次", "笔", "月数", "days", "(day)", "months", "times", "count")


@dataclass(frozen=True)
class Columns:
    """The block's columns. `has_overdue_amounts`: the column that ticks `overdue` says how much it is, too. `rivals`:
    columns of which nobody can tell which one is what is used."""

    every: tuple[Column, ...]
    has_overdue_amounts: bool
    rivals: tuple[Column, ...] = ()

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """The columns recognised, products apart."""
        return {column.field: column for column in self.every if column.field not in ("", PRODUCT)}

    @cached_property
    def products(self) -> tuple[Column, ...]:
        return tuple(column for column in self.every if column.field == PRODUCT)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The fields without which no row can be taken."""
        known = self.by_field
        return tuple(
            field
            for field, is_known in ((LIMIT, LIMIT in known), (USED, USED in known or AVAILABLE in known))
            if not is_known
        )

    def text(self, row: Row, field: str) -> str:
        """The row's cell of that field; '' where the block has no such column."""
        column = self.by_field.get(field)
        return row.cell(column.index) if column else ""

    def unit(self, field: str) -> str | None:
        """The unit that the field's heading names, as `Column.unit`; '' where the block has no such column."""
        column = self.by_field.get(field)
        return column.unit if column else ""

    def name_parts(self, row: Row) -> list[str]:
        """The texts of all name columns of the row, the empty ones left out."""
        parts = [self.text(row, NAME), *(row.cell(column.index) for column in self.products)]
        return [part for part in parts if part]

    @property
    def has_names(self) -> bool:
        return NAME in self.by_field or bool(self.products)


def columns_of(table: Table) -> Columns:
    """The columns by their headings, and without headings by what the cells hold."""
    rivals: tuple[Column, ...] = ()
    if table.headings is None:
        every = _by_content(table)
    else:
        every, rivals = _with_used(_with_products(table.columns), _rows(table))
    by_field = {column.field: column for column in every}
    has_amounts = (
        OVERDUE in by_field and OVERDUE_PART not in by_field and _holds_amounts(by_field[OVERDUE], _rows(table))
    )
    return Columns(every, has_overdue_amounts=has_amounts, rivals=rivals)


def _with_used(columns: tuple[Column, ...], rows: list[Row]) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns with the one of several that is what is used: the one that is the limit less what is available, else
    the only one that is not a part of it, as what was billed is. And those of which none could be told to be it."""
    named = [column for column in columns if field_of(column.heading, NAMES) == USED]
    if len(named) < 2 or all(_same(rows, named[0], other) for other in named[1:]):
        return columns, ()
    sums = [_sums_up(columns, rows, column) for column in named]
    if max(sums) and sums.count(max(sums)) == 1:
        found = named[sums.index(max(sums))]
    else:
        whole = [column for column in named if not any(word in folded(column.heading) for word in _PARTS)]
        if len(whole) != 1:
            return columns, tuple(named)
        found = whole[0]
    used = {column.index: replace(column, field=USED if column.index == found.index else "") for column in named}
    return tuple(used.get(column.index, column) for column in columns), ()


def _same(rows: list[Row], one: Column, other: Column) -> bool:
    return all(_fen(row, one) == _fen(row, other) for row in rows)


def _fen(row: Row, column: Column | None) -> int | None:
    read = amount(row.cell(column.index), unit=column.unit, minus=True) if column else None
    return None if isinstance(read, Problem) else read


def _sums_up(columns: tuple[Column, ...], rows: list[Row], used: Column) -> int:
    """In how many rows limit, available and this column fit together."""
    by_field = {column.field: column for column in columns}
    found = 0
    for row in rows:
        limit, available, fen = _fen(row, by_field.get(LIMIT)), _fen(row, by_field.get(AVAILABLE)), _fen(row, used)
        found += limit is not None and available is not None and fen is not None and limit - available == fen
    return found


def _rows(table: Table) -> list[Row]:
    return [row for row in table.rows if not is_total(row)]


def _is_count(heading: str) -> bool:
    """Whether a heading about overdue lines speaks of days or of how many times, and not of money."""
    return any(word in folded(heading) for word in _COUNTS)


def _holds_amounts(column: Column, rows: list[Row]) -> bool:
    """Whether numbers in the overdue column are money: not where all of them are 0 or 1, a yes and a no."""
    read = [amount(cell) for row in rows if (cell := row.cell(column.index)) and not is_yes_or_no(cell)]
    numbers = [fen for fen in read if not isinstance(fen, Problem)]
    return not _is_count(column.heading) and any(fen not in (0, 100) for fen in numbers)


def _with_products(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; a further one with exactly a name's heading (platform, then product) becomes a product."""
    return tuple(
        replace(column, field=PRODUCT) if not column.field and is_exactly(column.heading, NAMES[NAME]) else column
        for column in columns
    )


def _by_content(table: Table) -> tuple[Column, ...]:
    """Columns without headings: the first two of money are limit and used, a text is the name, words tell the rest."""
    rows = _rows(table)
    width = max((len(row.cells) for row in rows), default=0)
    fields = [""] * width
    money, words = _money_and_words(rows, width)
    for field, index in zip((LIMIT, USED), money, strict=False):
        fields[index] = field
    for index in words:
        cells = _cells(rows, index)
        field = _worded_field(cells, is_kind_free=len(words) > 1 and KIND not in fields)
        if field == NAME and NAME in fields and any(map(kind_of, cells)):
            field = PRODUCT
        fields[index] = field if field not in fields else ""
    return tuple(Column(index, "", field, "") for index, field in enumerate(fields))


def _cells(rows: list[Row], index: int) -> list[str]:
    return [row.cell(index) for row in rows if row.cell(index)]


def _money_and_words(rows: list[Row], width: int) -> tuple[list[int], list[int]]:
    """The columns that hold amounts, and those that hold neither amounts, days nor ratios.

    A first column that counts 1, 2, 3 is no money where two more columns are.
    """
    money: list[int] = []
    words: list[int] = []
    for index in range(width):
        cells = _cells(rows, index)
        amounts = [cell for cell in cells if not isinstance(amount(cell, minus=True), Problem)]
        days = [cell for cell in amounts if not isinstance(day(cell), Problem)]
        if 2 * (len(amounts) - len(days)) > len(cells):
            money.append(index)
        elif cells and not days and not all(folded(cell).endswith("%") for cell in cells):
            words.append(index)
    if len(money) > 2 and [folded(row.cell(money[0])) for row in rows] == [str(at + 1) for at in range(len(rows))]:
        money.pop(0)
    return money, words


def _worded_field(cells: list[str], *, is_kind_free: bool) -> str:
    """The field that a column of words is. `is_kind_free`: another column can be the name, and none is the kind yet."""
    if all(map(status_of, cells)):
        return STATUS
    if all(overdue_of(cell) is not None for cell in cells):
        return OVERDUE
    return KIND if is_kind_free and all(map(kind_of, cells)) else NAME
