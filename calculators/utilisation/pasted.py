"""Lines from a block copied out of a spreadsheet, and the form's fields that they fill. No words for people.

A row is taken whole or not at all: a cell that cannot be read is named, and the row's own text is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from calculators import form as typed
from calculators.form import Form, Problem
from calculators.pasted_table import MOST_CHARACTERS, Column, Row, Table, is_total, other_kind, people_of, read_table
from calculators.sheet_cell import folded
from calculators.utilisation.lines import LINE_COLUMNS, PLAN_COLUMNS
from calculators.utilisation.pasted_cells import typed_amount
from calculators.utilisation.pasted_columns import NAMES, Columns, columns_of
from calculators.utilisation.pasted_row import Line, Unread, line_of, misfit, with_above

# The fields of a line, as far as the form has them: rows that stay keep all of theirs.
LINE_FIELDS = (*LINE_COLUMNS, *PLAN_COLUMNS)
_TYPED = ("line-name", "line-limit", "line-used", "line-due", "line-rate", "line-overdue-amount")


@dataclass(frozen=True)
class Understood:
    """The whole block, row by row. Numbers of rows count from 1.

    `missing`: the fields without which no row can be taken. `rest`: the text that was not taken, headings included, to
    be kept for the reader. `totals`: rows of sums, left out on purpose. `merged`: rows that took their name from the
    row above, since merged cells come as one text and blanks below it. `titles`: rows of one cell above the headings.
    `has_overdue_amounts`, `rivals`: as in `Columns`. `people`: of how many people the rows are, where that is more than
    one. `other_kind`: what the file is that holds no rows of text, as `pasted_table.other_kind` names it.
    """

    columns: tuple[Column, ...]
    has_headings: bool
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...]
    totals: tuple[int, ...]
    missing: tuple[str, ...]
    rest: str
    is_too_long: bool = False
    beyond: int = 0
    merged: tuple[int, ...] = ()
    titles: tuple[Row, ...] = ()
    has_overdue_amounts: bool = False
    people: int = 0
    other_kind: str = ""
    rivals: tuple[Column, ...] = ()


def understood(text: str, *, room: int = typed.MOST_ROWS) -> Understood:
    """The lines of the block. Never raises; at most `room` rows are taken and 200,000 characters read."""
    if kind := other_kind(text):
        return Understood((), False, (), (), (), (), text, other_kind=kind)
    if len(text) > MOST_CHARACTERS:
        return Understood((), False, (), (), (), (), text, is_too_long=True)
    table = read_table(text, NAMES)
    columns = columns_of(table)
    people = people_of(table)
    if len(people) > 1 or columns.rivals:
        has_headings = table.headings is not None
        several = len(people) if len(people) > 1 else 0
        return Understood(columns.every, has_headings, (), (), (), (), text, people=several, rivals=columns.rivals)
    # A title is alone in its row; the reader looks at anything else above the headings.
    titles = [row for row in table.above if sum(map(bool, row.cells)) == 1]
    above = [row for row in table.above if row not in titles]
    reader = _Rows(table, columns, room)
    for row in table.rows:
        reader.take(row)
    return Understood(
        columns=columns.every,
        has_headings=table.headings is not None,
        lines=tuple(reader.lines),
        unread=(*(Unread(row, Problem("pasted-above"), None) for row in above), *reader.unread),
        totals=tuple(reader.totals),
        missing=columns.missing,
        rest=_rest(table, [*above, *reader.kept], reader.kept) if reader.lines else text,
        beyond=reader.beyond,
        merged=tuple(reader.merged),
        titles=tuple(row for row in titles if not _is_unit(row)),
        has_overdue_amounts=columns.has_overdue_amounts,
    )


class _Rows:
    """Takes the rows in order, since a blank name and a sum mean something of the rows above them."""

    def __init__(self, table: Table, columns: Columns, room: int) -> None:
        self._table, self._columns, self._room = table, columns, room
        self._before: Row | None = None
        self.lines: list[Line] = []
        self.unread: list[Unread] = []
        self.kept: list[Row] = []
        self.totals: list[int] = []
        self.merged: list[int] = []
        self.beyond = 0

    def take(self, row: Row) -> None:
        if is_total(row):
            self._leave_out(row)
        elif self._columns.missing:
            self.kept.append(row)
        else:
            whole = with_above(row, self._before, self._columns)
            found = misfit(row, self._table) or line_of(whole, self._columns)
            if isinstance(found, Line) and self._is_sum(row, found):
                self._leave_out(row)
            else:
                self._before = whole
                self._put(row, found, is_merged=whole is not row)

    def _leave_out(self, row: Row) -> None:
        self.totals.append(row.number)
        self._before = None

    def _is_sum(self, row: Row, line: Line) -> bool:
        """Whether a row without a name of its own is the sum of all rows above it."""
        if not self._columns.has_names or self._columns.name_parts(row) or len(self.lines) < 2:
            return False
        limit, used = sum(each.limit for each in self.lines), sum(each.used for each in self.lines)
        return (line.limit, line.used) == (limit, used)

    def _put(self, row: Row, found: Line | Unread, *, is_merged: bool) -> None:
        if isinstance(found, Line) and len(self.lines) < self._room:
            self.lines.append(found)
            self.merged += [row.number] if is_merged else []
            return
        self.kept.append(row)
        if isinstance(found, Unread):
            self.unread.append(found)
        else:
            self.beyond += 1


def _rest(table: Table, kept: list[Row], below: list[Row]) -> str:
    """The rows that were not taken. With them all that is above: a unit named there holds for them, too."""
    headings = [*table.above, table.headings] if table.headings is not None and kept else []
    return "\n".join(row.source for row in (*headings, *below))


def _is_unit(row: Row) -> bool:
    """Whether the row above the headings only names the unit, which is read."""
    plain = "".join(map(folded, row.cells)).strip("()[]【】")
    return bool(re.fullmatch("(?:金额)?单位:?(?:人民币)?万?元", plain))


def standing(form: Form) -> dict[str, list[str]]:
    """The form's own rows, column by column, which stay above the new ones; not the example's and no empty ones."""
    names = [name for name in LINE_FIELDS if form.texts(name)]
    is_example = form.texts("line-example")
    rows = [
        cells
        for row, cells in enumerate(form.columns(*names))
        if "yes" not in is_example[row : row + 1] and any(cells[name].strip() for name in _TYPED if name in cells)
    ]
    return {name: [cells[name] for cells in rows] for name in names}


def fill(lines: tuple[Line, ...], rest: str, above: dict[str, list[str]] | None = None) -> dict[str, str | list[str]]:
    """The form's fields: the rows that stay `above`, then one for each row of the block.

    The text that was not taken goes back into its field; where it is not empty, the next reading adds to the rows.
    """
    rows = _columns(lines)
    for name, texts in (above or {}).items():
        rows[name] = texts + rows.get(name, [""] * len(lines))
    return {**rows, "pasted": rest, "pasted-added": "yes" if rest else ""}


def _columns(lines: tuple[Line, ...]) -> dict[str, list[str]]:
    plans = {
        "line-due": [line.due for line in lines],
        "line-rate": [line.rate for line in lines],
        "line-overdue-amount": [typed_amount(line.overdue) if line.overdue else "" for line in lines],
    }
    return {
        **{name: texts for name, texts in plans.items() if any(texts)},
        "line-name": [line.name for line in lines],
        "line-kind": [line.kind for line in lines],
        "line-limit": [typed_amount(line.limit) for line in lines],
        "line-used": [typed_amount(line.used) for line in lines],
        "line-status": [line.status for line in lines],
        "line-overdue": ["yes" if line.is_overdue else "" for line in lines],
    }
