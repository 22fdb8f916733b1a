"""The rows of a table gathered by case, in order of first appearance; on the disk, so that no table is too long."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from calculators.desk.columns import CaseRow, Fault
from calculators.form import Problem

# The form that every Python that we support writes and reads.
_MARSHAL = 4


@contextmanager
def on_disk(tables: str) -> Iterator[sqlite3.Connection]:
    """A data base of these tables, quick to write and gone afterwards."""
    with TemporaryDirectory(prefix="clearlimit-desk-") as folder:
        base = sqlite3.connect(Path(folder) / "rows")
        try:
            base.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8192; {tables}")
            yield base
        finally:
            base.close()


class Held(NamedTuple):
    """A row put aside as bytes, which are quick to write and to send."""

    number: int
    case: str
    rest: bytes

    def row(self) -> CaseRow:
        line, target, months, faults, part, file = marshal.loads(self.rest)
        said = tuple(
            Fault(row, column, read, Problem(code, **values), file=file) for row, column, read, code, values in faults
        )
        return CaseRow(self.number, self.case, line, target, months, said, part, file=file)


def _held(row: CaseRow) -> bytes:
    faults = [(each.row, each.column, each.read, each.problem.code, dict(each.problem.values)) for each in row.faults]
    return marshal.dumps((row.line, row.target, row.months, faults, row.part, row.file), _MARSHAL)


def gathered(rows: Iterable[CaseRow]) -> Iterator[list[Held]]:
    """The rows of each case together. Rows without a case come by themselves, in their place."""
    with on_disk(
        "CREATE TABLE cases (at INTEGER PRIMARY KEY, name TEXT UNIQUE);"
        "CREATE TABLE rows (number INTEGER, at INTEGER, rest BLOB);"
    ) as base:
        base.executemany("INSERT INTO rows VALUES (?, ?, ?)", _placed(base, rows))
        base.execute("CREATE INDEX by_case ON rows (at)")
        yield from _cases(base)


def _placed(base: sqlite3.Connection, rows: Iterable[CaseRow]) -> Iterator[tuple[int, int, bytes]]:
    """Each row with the place of its case among the cases."""
    above, at = "", 0
    for row in rows:
        # Rows of a case mostly stand together. A row without a case is a case of its own, which has no name.
        if not row.case or row.case != above:
            name = row.case or None
            found = base.execute("SELECT at FROM cases WHERE name = ?", (name,)).fetchone() if name else None
            at = found[0] if found else _begun(base, name)
            above = row.case
        yield row.number, at, _held(row)


def _begun(base: sqlite3.Connection, name: str | None) -> int:
    """The place of a case that the table has not had yet."""
    at = base.execute("INSERT INTO cases (name) VALUES (?)", (name,)).lastrowid
    assert at is not None
    return at


def _cases(base: sqlite3.Connection) -> Iterator[list[Held]]:
    query = "SELECT rows.at, number, name, rest FROM rows JOIN cases ON cases.at = rows.at ORDER BY rows.at, rows.rowid"
    for _, found in groupby(base.execute(query), key=itemgetter(0)):
        yield [Held(number, name or "", rest) for _, number, name, rest in found]
