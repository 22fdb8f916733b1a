"""A table in many files: each worked out where an engine likes, and the cases that several of them have, once more.

The files are one table, so that they have the same headings. Those who cut it so that every case is in one file have it
worked out in one reading; a case in several is told by its name, its rows are fetched and worked out together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from calculators.desk.columns import Columns
from calculators.desk.engine import Engine
from calculators.desk.gathered import gathered, on_disk
from calculators.desk.pieces import Asked, FileDone, FilePiece, WorkedCase, batches, rows_of, worked_batch, worked_file
from calculators.desk.sources import TableFile
from calculators.desk.table_file import UnreadTableError

_TABLES = (
    "CREATE TABLE cases (at INTEGER PRIMARY KEY, name TEXT UNIQUE, file INTEGER, held TEXT);"
    "CREATE TABLE split (file INTEGER, name TEXT, PRIMARY KEY (file, name)) WITHOUT ROWID;"
)


def worked_files(
    files: Sequence[TableFile], engine: Engine, asked: Asked, tell: Callable[[TableFile, FileDone], None]
) -> Iterator[WorkedCase]:
    """Every case in order of first appearance, the files one after the other; `tell` hears of each file as it is done.
    Raises UnreadTableError where one cannot be used."""
    with on_disk(_TABLES) as base:
        done = engine.in_order(worked_file, (FilePiece(file, asked) for file in files))
        columns: Columns | None = None
        for at, (file, each) in enumerate(zip(files, done, strict=True)):
            if each.fault:
                raise UnreadTableError(each.fault.code, **{"name": file.name, **each.fault.values})
            columns = columns or each.columns
            if each.columns != columns:
                raise UnreadTableError("other-headings", name=file.name, first=files[0].name)
            _keep(base, at, each.cases)
            tell(file, each)
        if columns:
            _mend(base, files, columns, engine, asked)
        for name, held in base.execute("SELECT name, held FROM cases ORDER BY at"):
            row, problems = json.loads(held)
            yield WorkedCase(name or "", tuple(row), tuple(map(tuple, problems)))


def _keep(base: sqlite3.Connection, at: int, cases: Sequence[WorkedCase]) -> None:
    for case in cases:
        # A row without a case is one of its own.
        name = case.name or None
        kept = base.execute("INSERT OR IGNORE INTO cases (name, file, held) VALUES (?, ?, ?)", (name, at, _held(case)))
        if not kept.rowcount:
            base.execute("INSERT OR IGNORE INTO split SELECT file, name FROM cases WHERE name = ?", (name,))
            base.execute("INSERT INTO split VALUES (?, ?)", (at, name))


def _held(case: WorkedCase) -> str:
    return json.dumps([case.row, case.problems])


def _mend(base: sqlite3.Connection, files: Sequence[TableFile], columns: Columns, engine: Engine, asked: Asked) -> None:
    """Works the cases that several files have out by all of their rows."""
    places = [at for (at,) in base.execute("SELECT DISTINCT file FROM split ORDER BY file")]
    pieces = (FilePiece(files[at], asked, _names(base, at)) for at in places)
    rows = chain.from_iterable(engine.in_order(rows_of, pieces))
    for done in engine.in_order(worked_batch, batches(gathered(rows), columns, asked)):
        base.executemany("UPDATE cases SET held = ? WHERE name = ?", ((_held(case), case.name) for case in done))


def _names(base: sqlite3.Connection, at: int) -> tuple[str, ...]:
    return tuple(name for (name,) in base.execute("SELECT name FROM split WHERE file = ?", (at,)))
