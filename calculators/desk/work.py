"""A table under way in the page: read and worked out in pieces, so that whoever waits sees it go on. No words.

The command keeps its rows on the disk; a page has none, so each row is held here as one text. A case is worked out as
soon as the next one begins, and again at the end where more of its rows stand further down.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from calculators.desk.case import BANDS, REASONS, RESULT, AsRead, as_read, worked_out
from calculators.desk.columns import CASE, CaseRow, Columns, case_name, read_rows
from calculators.desk.in_order import Naming, Notes, Order, with_case
from calculators.desk.personal import personal
from calculators.desk.rules import Rules
from calculators.desk.said import problem_row
from calculators.desk.table_file import Opened, UnreadTableError, rows
from calculators.form import Problem
from calculators.pasted_table import Row

# Looked at for personal data, before anything is worked out.
LOOKED_AT = 2_000
_APART = "\x1f"
# Asked for as a reason is: a total far above the others'.
FAR = "far"
PLACES = 12
_FEWEST = 8


@dataclass(frozen=True)
class Result:
    """A case's row of the results, its band, why a person should look at it first, and its problems' rows. `at` is its
    place among the table's cases; `is_case` is false for a row that names none."""

    at: int
    row: tuple[str, ...]
    band: str
    reasons: tuple[str, ...]
    problems: tuple[tuple[str, ...], ...]
    is_case: bool

    def figure(self, name: str) -> str:
        return self.row[RESULT.index(name)]


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


class Work:
    """One table being worked out. `masked` is what stands in the place of a case's name, with a gap for its number; ''
    where the names stay."""

    def __init__(self, table: Opened, columns: Columns, rules: Rules, masked: str, *, lang: str, day: date) -> None:
        self.table, self.columns, self.rules, self.lang, self.day = table, columns, rules, lang, day
        self.notes = Notes()
        self.rows = self.worked = 0
        self.fault: Problem | None = None
        self.is_read = self.is_done = False
        self._masked = masked
        self._names: dict[str, str] = {}
        # Of each case: its place, its rows as texts, and what came out.
        self._places: dict[str, int] = {}
        self._held: list[list[tuple[int, str]]] = []
        self._found: list[Result | None] = []
        self._through = 0
        self._size = max(1, table.file.seek(0, 2))
        self._steps = self._all()

    @property
    def share(self) -> float:
        """How much of the work has been done, between 0 and 1."""
        if not self.is_read:
            return min(1.0, self.table.file.tell() / self._size)
        return self._through / max(1, len(self._found))

    @property
    def results(self) -> list[Result]:
        """The cases worked out so far, in order of first appearance."""
        return [each for each in self._found if each and each.is_case]

    @property
    def problems(self) -> list[tuple[str, ...]]:
        """The problems so far, case by case, a row of the list each."""
        return [problem for each in self._found if each for problem in each.problems]

    def go_on(self, steps: int) -> None:
        """So many rows or cases more."""
        for _ in islice(self._steps, steps):
            pass

    def stop(self) -> None:
        """Lets go of the file."""
        self._steps.close()

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
                taken = with_case(taken, self._names.setdefault(name, self._mask()), self.columns)
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

    def _mask(self) -> str:
        return self._masked.format(number=len(self._names) + 1)

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

    # ---- what is shown of it -----------------------------------------------------------------------------------

    def as_read(self, at: int) -> AsRead:
        """The case in that place as it was read."""
        return as_read(self._case_rows(self._rows_of(at)), self.columns)

    def order(self, sort: str, *, is_down: bool, band: str, reason: str, find: str) -> list[Result]:
        """The cases asked for, in that order. Without a column those come first that a person should look at; by `band`
        they stand together, in each the highest total first."""
        wanted = find.casefold().strip()
        every = self.results
        far = {each.at for each in outliers(every)[1]} if reason == FAR else set()
        found = [
            each
            for each in every
            if (not band or each.band == band)
            and (not reason or reason in each.reasons or (reason == "any" and each.reasons) or each.at in far)
            and (not wanted or wanted in each.row[0].casefold())
        ]
        if sort == "band":
            highest = sorted(found, key=lambda each: units(each.figure("total-ratio")), reverse=True)
            return sorted(highest, key=lambda each: BANDS.index(each.band))
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


def units(figure: str) -> int:
    """A figure as a whole number of billionths of a thousandth, exact; -1 where there is none."""
    whole, _, decimals = figure.partition(".")
    return int(whole + decimals.ljust(PLACES, "0")) if figure else -1


def outliers(results: Sequence[Result]) -> tuple[int, list[Result]]:
    """The cases whose total utilisation is far above the others', the highest first, and above what they are, in
    `units`: the upper quartile and one and a half times the distance of the two. None of fewer than eight cases."""
    known = sorted(found for each in results if (found := units(each.figure("total-ratio"))) >= 0)
    if len(known) < _FEWEST:
        return 0, []
    lower, upper = known[len(known) // 4], known[3 * len(known) // 4]
    fence = upper + 3 * (upper - lower) // 2
    far = [each for each in results if units(each.figure("total-ratio")) > fence]
    return fence, sorted(far, key=lambda each: units(each.figure("total-ratio")), reverse=True)
