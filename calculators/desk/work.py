"""A table under way in the page: opened, read and worked out in pieces, so that whoever waits sees it go on. No words.

The command keeps its rows on the disk; a page has none, so each row is held here as one text until its case is done.
"""

from __future__ import annotations

import io

# The page fetches no `csv`, whose own lines are of use to dialects alone.
from _csv import Error, field_size_limit, reader
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from calculators.desk.case import REASONS, RESULT, worked_out
from calculators.desk.columns import CASE, NAMES, CaseRow, are_results, case_name, read_row, usable
from calculators.desk.personal import personal
from calculators.desk.rules import Rules
from calculators.desk.said import problem_row
from calculators.form import Problem
from calculators.pasted_table import Row, Table, cell_text, other_kind, read_table

# Enough for a page of titles; the rest of the table is read by what is found here.
HEAD = 200_000
_LONGEST_CELL = 2_000_000
# Looked at for personal data, before anything is worked out.
_LOOKED_AT = 2_000
_APART = "\x1f"


@dataclass(frozen=True)
class Result:
    """A case's row of the results, its band and why a person should look at it first."""

    row: tuple[str, ...]
    band: str
    reasons: tuple[str, ...]

    def figure(self, name: str) -> str:
        return self.row[RESULT.index(name)]


def opened(text: str) -> Table | Problem:
    """The table's columns and its first rows, or why it cannot be used."""
    head = text[:HEAD]
    if not head.strip() or other_kind(head):
        return Problem("not-text")
    whole = head if len(text) <= HEAD else head[: head.rfind("\n") + 1] or head
    table = read_table(whole, NAMES)
    if are_results(table.columns):
        return Problem("are-results")
    return Problem("no-headings") if table.headings is None else table


def looks_personal(table: Table) -> dict[int, str]:
    """The place of each column that looks like personal data, and what it looks like."""
    rows = table.rows[:_LOOKED_AT]
    found = {
        column.index: personal(column.heading, [row.cell(column.index) for row in rows]) for column in table.columns
    }
    return {place: kind for place, kind in found.items() if kind}


class Work:
    """One table being worked out. `fields` is what each column is used as, by its place."""

    def __init__(
        self, text: str, table: Table, fields: Mapping[int, str], masked: str, *, lang: str, day: date
    ) -> None:
        every = tuple(replace(column, field=fields.get(column.index, "")) for column in table.columns)
        columns = usable(table.delimiter, every)
        if columns is None or table.headings is None:
            raise ValueError("no-headings")
        field_size_limit(_LONGEST_CELL)
        self.columns, self.lang, self.day = columns, lang, day
        self.results: list[Result] = []
        self.problems: list[tuple[str, ...]] = []
        self.cases = self.rows = self.rows_done = 0
        self.fault: Problem | None = None
        self._masked, self._case = masked, columns.by_field[CASE].index
        self._names: dict[str, str] = {}
        self._held: dict[object, list[tuple[int, str]]] = {}
        self._text = io.StringIO(text, newline="")
        self._length = max(1, len(text))
        self._cells = enumerate(reader(self._text, delimiter=table.delimiter), start=1)
        for _ in islice(self._cells, table.headings.number):
            pass
        self.is_read = self.is_done = False

    @property
    def share_read(self) -> float:
        """How much of the text has been read, for the bar that says how far it is."""
        return 1.0 if self.is_read else self._text.tell() / self._length

    def go_on(self, rows: int) -> None:
        """Reads as many rows on, or works out the cases of as many."""
        if self.is_read:
            self._work_out(rows)
        else:
            self._read(rows)

    def _read(self, rows: int) -> None:
        try:
            found = list(islice(self._cells, rows))
        except Error as error:
            self.fault = Problem("not-rows", row=str(self.rows + 1), reason=str(error))
            found = []
        for number, cells in found:
            self.rows += 1
            if not any(map(str.strip, cells)):
                continue
            name = case_name(cell_text(cells[self._case])) if self._case < len(cells) else ""
            held = _APART.join(cells)
            if held.count(_APART) >= len(cells):
                held = _APART.join(cell.replace(_APART, " ") for cell in cells)
            self._held.setdefault(name or number, []).append((number, held))
        if not found:
            self.is_read, self.cases = True, len(self._held)
            self._waiting = iter(list(self._held))
            self._text.close()

    def _work_out(self, rows: int) -> None:
        until = self.rows_done + rows
        while self.rows_done < until:
            key = next(self._waiting, None)
            if key is None:
                self.is_done = True
                return
            held = self._held.pop(key)
            self.rows_done += len(held)
            read = [self._row(number, text) for number, text in held]
            together = [row for row in read if row is not None]
            if together:
                self._take(together)

    def _row(self, number: int, held: str) -> CaseRow | None:
        row = Row(number, tuple(map(cell_text, held.split(_APART))), "")
        if row.is_blank:
            return None
        found = read_row(row, self.columns)
        if not self._masked or not found.case:
            return found
        name = self._names.setdefault(found.case, self._masked.format(number=len(self._names) + 1))
        return replace(found, case=name)

    def _take(self, together: list[CaseRow]) -> None:
        case = worked_out(together, self.columns, Rules(), day=self.day)
        if together[0].case:
            self.results.append(Result(tuple(case.row[name] for name in RESULT), case.band, case.reasons))
        for fault in case.faults:
            self.problems.append(tuple(problem_row(fault, case.name, self.lang).values()))

    # ---- what is shown of it -----------------------------------------------------------------------------------

    def order(self, sort: str, *, is_down: bool, band: str, reason: str, find: str) -> list[Result]:
        """The cases asked for, in that order. Without a column those come first that a person should look at."""
        wanted = find.casefold().strip()
        found = [
            each
            for each in self.results
            if (not band or each.band == band)
            and (not reason or reason in each.reasons or (reason == "any" and each.reasons))
            and (not wanted or wanted in each.row[0].casefold())
        ]
        if sort not in RESULT:
            return sorted(found, key=lambda each: min(map(REASONS.index, each.reasons), default=len(REASONS)))
        at = RESULT.index(sort)
        if sort == "case":
            return sorted(found, key=lambda each: each.row[at], reverse=is_down)
        known = [each for each in found if each.row[at]]
        return [
            *sorted(known, key=lambda each: float(each.row[at]), reverse=is_down),
            *(each for each in found if not each.row[at]),
        ]


def used_as(table: Table) -> dict[int, str]:
    """What each column is used as where nobody has said otherwise."""
    return {column.index: column.field for column in table.columns if column.field}
