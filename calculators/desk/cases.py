"""Cases in the page, worked out or from a file of results: what can be asked of them. No words."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from calculators.desk.case import BANDS, REASONS, RESULT, AsRead
from calculators.desk.in_order import Notes
from calculators.desk.table_file import Opened
from calculators.form import Problem

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


class Cases:
    """The cases of one file, as they come. `masked` is what stands in the place of a case's name, with a gap for its
    number; '' where the names stay. `digest` names the house rules that the figures are by, '' without any."""

    # Whether a case's own lines are at hand, to open it or to make its page; and reasons that nobody can tell.
    has_lines = True
    untold: tuple[str, ...] = ()

    def __init__(self, table: Opened, digest: str, masked: str, *, lang: str, day: date) -> None:
        self.table, self.digest, self.lang, self.day = table, digest, lang, day
        self.notes = Notes()
        self.rows = self.worked = 0
        self.fault: Problem | None = None
        self.is_read = self.is_done = False
        self._masked = masked
        self._names: dict[str, str] = {}
        self._found: list[Result | None] = []
        self._size = max(1, table.file.seek(0, 2))
        self._steps = self._all()

    @property
    def share(self) -> float:
        """How much of the work has been done, between 0 and 1."""
        return min(1.0, self.table.file.tell() / self._size)

    @property
    def results(self) -> list[Result]:
        """The cases so far, in order of first appearance."""
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
        """Reads and works out, a row or a case at each step."""
        raise NotImplementedError

    def as_read(self, at: int) -> AsRead:
        """The case in that place as it was read; without lines where they are not at hand."""
        return AsRead((), "", "")

    def _shown_name(self, name: str) -> str:
        """The name, or what stands in its place."""
        if not name or not self._masked:
            return name
        return self._names.setdefault(name, self._masked.format(number=len(self._names) + 1))

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
