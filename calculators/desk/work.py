"""A table under way in the page: read and worked out in pieces, so that whoever waits sees it go on. No words.

The command keeps its rows on the disk; a page has none, so each row is held here as one text. A case is worked out as
soon as the next one begins, and again at the end where more of its rows stand further down.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from itertools import islice

from calculators.desk.case import AsRead, as_read, worked_out
from calculators.desk.cases import Cases, Result
from calculators.desk.columns import CASE, CaseRow, Columns, case_name, read_rows
from calculators.desk.in_order import Naming, Order, with_case
from calculators.desk.personal import personal
from calculators.desk.rules import Rules
from calculators.desk.said import problem_row
from calculators.desk.table_file import Opened, UnreadTableError, rows
from calculators.pasted_table import Row

_APART = "\x1f"


def looks_personal(columns: Columns, first: list[Row]) -> dict[int, str]:
    """The place of each column that looks like personal data, and what it looks like."""
    found = {
        column.index: personal(column.heading, [row.cell(column.index) for row in first]) for column in columns.every
    }
    return {place: kind for place, kind in found.items() if kind}


def _held(cells: tuple[str, ...]) -> str:
    """The cells as one text, which takes a fifth of the room."""
    text = _APART.join(cells)
    return text if text.count(_APART) < len(cells) else _APART.join([cell.replace(_APART, " ") for cell in cells])


class Work(Cases):
    """One table being worked out."""

    def __init__(self, table: Opened, columns: Columns, rules: Rules, masked: str, *, lang: str, day: date) -> None:
        super().__init__(table, rules.digest, masked, lang=lang, day=day)
        self.columns, self.rules = columns, rules
        # Of each case: its place, and its rows as texts.
        self._places: dict[str, int] = {}
        self._held: list[list[tuple[int, str]]] = []
        self._through = 0

    @property
    def share(self) -> float:
        return self._through / max(1, len(self._found)) if self.is_read else super().share

    def _all(self) -> Generator[None]:
        try:
            yield from self._read()
        except UnreadTableError as error:
            self.fault = error.problem
        self.is_read = True
        for at, found in enumerate(self._found):
            if found is None:
                self._work_out(at, self._rows_of(at))
                yield
            self._through = at + 1
        self.is_done = True

    def _read(self) -> Iterator[None]:
        order = Order(self.columns, self.notes, self.table.is_merged)
        knows_naming = is_apart = False
        last = -1
        together: list[Row] = []
        coming = rows(self.table)
        while (row := next(coming, None)) is not None:
            self.rows += 1
            if not knows_naming and not self.columns.text(row, CASE):
                knows_naming = True
                naming = Naming(self.columns)
                for each in rows(self.table):
                    naming.see(each)
                    yield
                order.is_named_once = naming.is_once
                # On from where it was.
                coming = islice(rows(self.table), self.rows, None)
            taken = order.take(row)
            if taken is None:
                yield
                continue
            at = self._place(name := case_name(self.columns.text(taken, CASE)))
            if name and self._masked:
                taken = with_case(taken, self._shown_name(name), self.columns)
            if at != last:
                # A case whose rows stand apart waits for the rest of them; so do all behind it, which may be like it.
                if together and not is_apart:
                    self._work_out(last, together)
                is_apart = is_apart or at < last
                last, together = at, []
            self._found[at] = None
            self._held[at].append((taken.number, _held(taken.cells)))
            together.append(taken)
            yield
        if together and not is_apart:
            self._work_out(last, together)

    def _place(self, name: str) -> int:
        """The place of the case; a row without a name is one of its own."""
        at = self._places.get(name) if name else None
        if at is None:
            at = len(self._found)
            self._held.append([])
            self._found.append(None)
            if name:
                self._places[name] = at
        return at

    def _rows_of(self, at: int) -> list[Row]:
        return [Row(number, tuple(text.split(_APART)), "") for number, text in self._held[at]]

    def _case_rows(self, together: list[Row]) -> list[CaseRow]:
        return [each for row in together for each in read_rows(row, self.columns)]

    def _work_out(self, at: int, together: list[Row]) -> None:
        read = self._case_rows(together)
        case = worked_out(read, self.columns, self.rules, day=self.day)
        problems = tuple(tuple(problem_row(fault, case.name, self.lang).values()) for fault in case.faults)
        row = tuple(case.row.values())
        self.worked += 1
        self._found[at] = Result(at, row, case.band, case.reasons, problems, bool(read[0].case))

    def as_read(self, at: int) -> AsRead:
        return as_read(self._case_rows(self._rows_of(at)), self.columns)
