"""Pieces of a table, and what is made of each: on this machine or on another, with nothing else known of the table.

A piece is whole: no case has rows elsewhere, or it is worked out once more where all of its rows are (`in_files.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from calculators.desk.case import RESULT, worked_out
from calculators.desk.columns import CaseRow, Columns
from calculators.desk.engine import OtherProgramError, program
from calculators.desk.gathered import Held, gathered
from calculators.desk.in_order import Notes, names_once, read_in_order
from calculators.desk.rules import Rules
from calculators.desk.said import problem_row
from calculators.desk.sources import TableFile, opened_table
from calculators.desk.table_file import Opened, UnreadTableError, rows
from calculators.form import Problem
from calculators.pasted_table import Row

# Work of about a tenth of a second, beside which asking for it is nothing.
_ROWS_A_BATCH = 3_000


@dataclass(frozen=True)
class Asked:
    """What the cases are worked out by; `program` is that of the process that asks."""

    day: date
    lang: str
    rules: Rules
    program: str

    def check(self) -> None:
        """Raises OtherProgramError where other calculators run here."""
        if program() != self.program:
            raise OtherProgramError(program()[:16])


class WorkedCase(NamedTuple):
    """A case's row of the results, as RESULT has it, and those of the list of problems, each with its file at the end.
    A row without a case has problems alone: its `name` is ''."""

    name: str
    row: tuple[str, ...]
    problems: tuple[tuple[str, ...], ...]


class Batch(NamedTuple):
    """Some cases with all of their rows."""

    cases: list[list[Held]]
    columns: Columns
    asked: Asked


class FilePiece(NamedTuple):
    """One of a table's files; `names` are the cases whose rows are asked for."""

    file: TableFile
    asked: Asked
    names: Collection[str] = ()


@dataclass(frozen=True)
class FileDone:
    """A file worked out as if no other had rows of its cases; or what is wrong with it."""

    cases: list[WorkedCase] = field(default_factory=list)
    rows: int = 0
    notes: Notes = field(default_factory=Notes)
    columns: Columns | None = None
    fault: Problem | None = None


def batches(cases: Iterable[list[Held]], columns: Columns, asked: Asked) -> Iterator[Batch]:
    """The cases in batches, in their order."""
    held: list[list[Held]] = []
    rows_held = 0
    for each in cases:
        held.append(each)
        rows_held += len(each)
        if rows_held >= _ROWS_A_BATCH:
            yield Batch(held, columns, asked)
            held, rows_held = [], 0
    if held:
        yield Batch(held, columns, asked)


def worked_batch(batch: Batch) -> list[WorkedCase]:
    """Every case of the batch. Raises OtherProgramError."""
    batch.asked.check()
    return [_worked_held(each, batch.columns, batch.asked) for each in batch.cases]


def worked_case(together: Sequence[CaseRow], columns: Columns, asked: Asked) -> WorkedCase:
    """The case of these rows."""
    case = worked_out(together, columns, asked.rules, day=asked.day)
    problems = tuple(
        (*problem_row(fault, case.name, asked.lang).values(), fault.file or together[0].file) for fault in case.faults
    )
    return WorkedCase(case.name, tuple(case.row[name] for name in RESULT), problems)


def _worked_held(held: Sequence[Held], columns: Columns, asked: Asked) -> WorkedCase:
    return worked_case([each.row() for each in held], columns, asked)


def worked_file(piece: FilePiece) -> FileDone:
    """Every case of the file by the rows that are in it. Raises OtherProgramError."""
    piece.asked.check()
    notes, counter = Notes(), count(1)
    try:
        with ExitStack() as stack:
            table = _opened(piece.file, stack)
            found = (row for row, _ in zip(rows(table), counter, strict=False))
            done = [
                _worked_held(each, table.columns, piece.asked)
                for each in gathered(_of_file(table, found, piece.file, notes))
            ]
            return FileDone(done, next(counter) - 1, notes, replace(table.columns, delimiter=""))
    except UnreadTableError as error:
        return FileDone(fault=error.problem)
    except OSError as error:
        return FileDone(fault=_no_file(piece.file, error))


def rows_of(piece: FilePiece) -> list[CaseRow]:
    """The rows of the piece's cases that are in its file. Raises OSError and OtherProgramError."""
    piece.asked.check()
    names = frozenset(piece.names)
    with ExitStack() as stack:
        table = _opened(piece.file, stack)
        return [row for row in _of_file(table, rows(table), piece.file, Notes()) if row.case in names]


def _opened(file: TableFile, stack: ExitStack) -> Opened:
    return opened_table(stack.enter_context(Path(file.place).open("rb")), file.name, stack)


def _of_file(table: Opened, found: Iterable[Row], file: TableFile, notes: Notes) -> Iterator[CaseRow]:
    for row in read_whole(table, found, notes):
        yield row.of_file(file.name)


def read_whole(table: Opened, found: Iterable[Row], notes: Notes) -> Iterator[CaseRow]:
    """The table's rows, which are those found, as rows of cases."""
    is_named_once = names_once(rows(table), table.columns)
    return read_in_order(found, table.columns, notes=notes, is_named_once=is_named_once, is_merged=table.is_merged)


def _no_file(file: TableFile, error: OSError) -> Problem:
    return Problem("no-file", name=file.name, reason=error.strerror or str(error))
