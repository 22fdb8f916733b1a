"""Finds the headings of a table of cases, and what each column is; or says that nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators.desk.case import RESULT, are_result_columns
from calculators.desk.columns import AVAILABLE, CASE, LIMIT, NAMES, USED, Columns, are_results, as_told, columns_of
from calculators.desk.wide import UnclearColumns, merged_headings, rivals, with_lines
from calculators.form import Problem, shown
from calculators.pasted_table import Column, Row, Table, columns_in, read_table, unit_said
from calculators.sheet_cell import amount, folded
from calculators.utilisation import pasted_columns

# As a pasted block calls what the desk calls so.
_AS_PASTED = {LIMIT: pasted_columns.LIMIT, USED: pasted_columns.USED, AVAILABLE: pasted_columns.AVAILABLE}


# What is wrong with a table whose columns are those of our own results.
ARE_RESULTS = "are-results"


@dataclass(frozen=True)
class Headings:
    """The columns, and the number of the last row of headings. Where `problem` is not None the columns are not enough
    as they are told: a person may say what they are; where it is ARE_RESULTS they are those of our own results."""

    columns: Columns
    number: int
    problem: Problem | None = None


def headings_of(text: str) -> Headings | Problem:
    """The headings in the text, which is the table or its beginning. Where they leave open which columns are one
    line's, or which is the case, two rows may be headings together, as merged cells come."""
    table = read_table(text, NAMES)
    if table.headings is None:
        return Problem("no-headings")
    if are_results(table.columns):
        if not are_result_columns(table.headings.cells):
            return Problem("results-changed", columns=", ".join(RESULT))
        return Headings(as_told(table), table.headings.number, Problem(ARE_RESULTS))
    alone = _columns(table)
    if not isinstance(alone, Columns) or _are_alike(alone):
        for merged, last in _merged(table):
            found = _columns(merged)
            if isinstance(found, Columns) and (found.lines or alone is None):
                return Headings(found, last)
    if isinstance(alone, Columns):
        return Headings(alone, table.headings.number)
    problem = Problem("no-headings")
    if isinstance(alone, UnclearColumns):
        problem = Problem("unclear", columns=" / ".join(map(shown, alone.headings)))
    return Headings(as_told(table), table.headings.number, problem)


def _columns(table: Table) -> Columns | UnclearColumns | None:
    """The columns under these headings; None where they are not enough."""
    given = as_told(table)
    found = with_lines(given)
    if isinstance(found, UnclearColumns):
        return found
    if found is not given:
        return found if CASE in given.by_field else None
    every = _as_pasted(table)
    if isinstance(every, UnclearColumns):
        return every
    columns = columns_of(replace(table, columns=every))
    return columns and (rivals(columns) or columns)


def _as_pasted(table: Table) -> tuple[Column, ...] | UnclearColumns:
    """The columns as a pasted block's are told: of several amounts the one that is used, and what only it knows."""
    if table.headings is None:
        return table.columns
    unit: str | None = ""
    for row in (*table.above, table.headings):
        unit = unit_said(row, unit)
    columns = columns_in(table.headings, pasted_columns.NAMES, unit)
    pasted = pasted_columns.columns_of(replace(table, columns=columns))
    fields = {column.field: column.index for column in table.columns if column.field}
    is_named = USED in fields and folded(table.columns[fields[USED]].heading) == USED
    if pasted.rivals and not is_named:
        return UnclearColumns(tuple(column.heading for column in pasted.rivals))
    for name, theirs in _AS_PASTED.items():
        other = pasted.by_field.get(theirs)
        if other and other.index not in fields.values() and (name not in fields or (name == USED and not is_named)):
            fields[name] = other.index
    of_place = {index: name for name, index in fields.items()}
    return tuple(replace(column, field=of_place.get(column.index, "")) for column in table.columns)


def _are_alike(columns: Columns) -> bool:
    """Whether the headings do not tell several lines apart."""
    return len({line.line_name for line in columns.lines}) < len(columns.lines)


def _merged(table: Table) -> Iterator[tuple[Table, int]]:
    """The table with two rows of headings as one: with the row above, or with the one below."""
    headings = table.headings
    if headings is None:
        return
    if table.above and _may_be(table.above[-1]) and table.above[-1].number == headings.number - 1:
        yield _table(table, table.above[-1], headings, table.above[:-1], table.rows), headings.number
    if table.rows and _may_be(table.rows[0]) and table.rows[0].number == headings.number + 1:
        yield _table(table, headings, table.rows[0], table.above, table.rows[1:]), headings.number + 1


def _may_be(row: Row) -> bool:
    """Whether the row can be headings: more than a title, and no amounts."""
    cells = [cell for cell in row.cells if cell]
    return len(cells) > 1 and all(isinstance(amount(cell, minus=True), Problem) for cell in cells)


def _table(table: Table, upper: Row, lower: Row, above: tuple[Row, ...], rows: tuple[Row, ...]) -> Table:
    merged = Row(lower.number, merged_headings(upper.cells, lower.cells), "")
    unit: str | None = ""
    for row in (*above, merged):
        unit = unit_said(row, unit)
    return Table(table.delimiter, merged, columns_in(merged, NAMES, unit), rows, above)
