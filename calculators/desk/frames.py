"""Frames of pandas with the rows of cases in, frames with their results out: for engines that hand a partition over so,
as Spark's `mapInPandas` does. The recipe stands in publishing/many-machines.md.

Rows of one case stand together in one partition. Columns called `row` and `file`, where there are any, say where a row
is from and are named in the list of problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from calculators.desk.case import RESULT, RULES
from calculators.desk.columns import CaseRow, Columns, read_rows
from calculators.desk.engine import program
from calculators.desk.headings import headings_of
from calculators.desk.in_order import is_sum
from calculators.desk.parquet_file import cell
from calculators.desk.pieces import Asked, WorkedCase, worked_case
from calculators.desk.rules import Rules, read_rules
from calculators.desk.said import PROBLEM_COLUMNS
from calculators.form import Problem, iso_day
from calculators.pasted_table import Row
from calculators.sheet_cell import cell_text

ROW, FILE = "row", "file"
RESULT_COLUMNS, PROBLEMS = (*RESULT, RULES), (*PROBLEM_COLUMNS, FILE)
# As Spark wants a frame's columns described.
RESULT_SCHEMA, PROBLEM_SCHEMA = (
    ", ".join(f"`{name}` string" for name in names) for names in (RESULT_COLUMNS, PROBLEMS)
)
_CASES_A_FRAME = 5_000


def worked_frames(frames: Iterable[Any], *, day: str, lang: str = "zh", rules: str = "") -> Iterator[Any]:
    """A row a case, with the digest of the house rules, whose text `rules` is. Raises ValueError for rows that cannot
    be used together, and says why."""
    asked = _asked(day, lang, rules)
    named = (case for case in _worked(frames, asked) if case.name)
    yield from _frames(((*case.row, asked.rules.digest) for case in named), RESULT_COLUMNS)


def problem_frames(frames: Iterable[Any], *, day: str, lang: str = "zh", rules: str = "") -> Iterator[Any]:
    """A row a cell that could not be used."""
    found = _worked(frames, _asked(day, lang, rules))
    yield from _frames((problem for case in found for problem in case.problems), PROBLEMS)


def _asked(day: str, lang: str, rules: str) -> Asked:
    found = read_rules(rules) if rules else Rules()
    if isinstance(found, Problem):
        raise ValueError(f"house rules: {found.code} {dict(found.values)}")
    return Asked(iso_day(day), lang, found, program())


def _worked(frames: Iterable[Any], asked: Asked) -> Iterator[WorkedCase]:
    ended: set[str] = set()
    for frame_columns, rows in groupby(_rows(frames), key=lambda found: found[0]):
        # A row without a case comes by itself.
        for _, together in groupby(rows, key=lambda found: found[1].case or found[1]):
            found = [row for _, row in together]
            name = found[0].case
            if name in ended:
                raise ValueError(f"rows of the case {name!r} do not stand together: sort each partition by case")
            ended |= {name} if name else set()
            yield worked_case(found, frame_columns.columns, asked)


class _Headings:
    """The columns of frames with the same headings."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.own = [name for name in names if name not in (ROW, FILE)]
        self.columns = columns_of_frame(self.own)


def columns_of_frame(names: list[str]) -> Columns:
    """The columns of a frame with these names. Raises ValueError where they are not enough to tell a case by."""
    found = headings_of("\t".join(names) + "\n")
    problem = found if isinstance(found, Problem) else found.problem
    if isinstance(found, Problem) or problem is not None:
        said = f"{problem.code} {dict(problem.values)}" if problem else ""
        raise ValueError(f"columns {names} hold no table of cases: {said}")
    return found.columns


def _rows(frames: Iterable[Any]) -> Iterator[tuple[_Headings, CaseRow]]:
    headings: _Headings | None = None
    number = 1
    for frame in frames:
        if headings is None or list(frame.columns) != headings.names:
            headings = _Headings(list(frame.columns))
        values = frame.astype(object).where(frame.notna(), None)
        texts = zip(*([cell_text(cell(each)) for each in values[name].tolist()] for name in headings.own), strict=True)
        files = values[FILE].tolist() if FILE in values else [""] * len(values)
        numbers = values[ROW].tolist() if ROW in values else range(number + 1, number + 1 + len(values))
        number += len(values)
        for own, file, cells in zip(numbers, files, texts, strict=True):
            row = Row(int(own), cells, "")
            if not row.is_blank and not is_sum(row, headings.columns, ""):
                for each in read_rows(row, headings.columns):
                    yield headings, each.of_file(file)


def _frames(rows: Iterator[tuple[str, ...]], columns: tuple[str, ...]) -> Iterator[Any]:
    import pandas

    while held := list(islice(rows, _CASES_A_FRAME)):
        yield pandas.DataFrame(held, columns=list(columns))
