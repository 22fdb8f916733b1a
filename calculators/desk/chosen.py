"""What each column of a table is used as, as its headings tell or as a person says otherwise. No words.

A use is a field's name; of a table with several lines in a row `field@1` is that of the second line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from calculators.desk.columns import (
    AVAILABLE,
    CASE,
    LIMIT,
    LINE,
    MONTHS,
    NAMES,
    RESULTS,
    TARGET,
    USED,
    Columns,
    usable,
)
from calculators.pasted_table import Column, field_of

OF_A_LINE = (*LINE[:4], AVAILABLE, *LINE[4:])
OF_A_CASE = (CASE, TARGET, MONTHS)


def use(field: str, line: int) -> str:
    """The field as a use, of that line of a row that has several."""
    return f"{field}@{line}"


def used_as(columns: Columns) -> dict[int, str]:
    """What each column is used as where nobody has said otherwise, by its place."""
    once = {column.index: field for field, column in columns.by_field.items() if field != RESULTS}
    if not columns.lines:
        return once
    found = {place: field for place, field in once.items() if field in OF_A_CASE}
    for at, line in enumerate(columns.lines):
        found |= {column.index: use(field, at) for field, column in line.by_field.items() if field in OF_A_LINE}
    return found


def line_count(columns: Columns) -> int:
    """How many lines a row may have: as many as there are columns that may be a limit."""
    limits = sum(field_of(column.heading, NAMES) == LIMIT for column in columns.every)
    return max(len(columns.lines), limits)


def chosen(columns: Columns, uses: Mapping[int, str]) -> Columns | None:
    """The columns as a person has chosen; None where no case can be told, or there is nothing to work out."""
    every = tuple(replace(column, field=uses.get(column.index, "").partition("@")[0]) for column in columns.every)
    lines = _lines(every, uses)
    if not lines:
        return usable(columns.delimiter, every)
    once = {column.field: column for column in every if column.field in OF_A_CASE}
    if CASE not in once or not all(
        LIMIT in found and (USED in found or AVAILABLE in found) for found in lines.values()
    ):
        return None
    told = dict(enumerate(line.line_name for line in columns.lines))
    parts = tuple(
        Columns(columns.delimiter, every, {**once, **found}, told.get(at, "")) for at, found in sorted(lines.items())
    )
    return Columns(columns.delimiter, every, parts[0].by_field, lines=parts) if len(parts) > 1 else parts[0]


def _lines(every: tuple[Column, ...], uses: Mapping[int, str]) -> dict[int, dict[str, Column]]:
    lines: dict[int, dict[str, Column]] = {}
    for column in every:
        field, _, line = uses.get(column.index, "").partition("@")
        if line:
            lines.setdefault(int(line), {})[field] = column
    return lines
