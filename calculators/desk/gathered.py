"""The rows of a table gathered by case, in order of first appearance; on the disk, so that no table is too long."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from calculators.desk.columns import CaseRow, Fault
from calculators.form import Problem


def gathered(rows: Iterable[CaseRow]) -> Iterator[list[CaseRow]]:
    """The rows of each case together. Rows without a case come by themselves, in their place."""
    with TemporaryDirectory(prefix="clearlimit-desk-") as folder:
        base = sqlite3.connect(Path(folder) / "rows")
        try:
            base.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8192;"
                "CREATE TABLE cases (at INTEGER PRIMARY KEY, name TEXT UNIQUE);"
                "CREATE TABLE rows (number INTEGER, at INTEGER, held TEXT);"
            )
            for row in rows:
                _put(base, row)
            base.execute("CREATE INDEX by_case ON rows (at, number)")
            yield from _cases(base)
        finally:
            base.close()


def _put(base: sqlite3.Connection, row: CaseRow) -> None:
    # A row without a case is a case of its own, which has no name.
    name = row.case or None
    found = base.execute("SELECT at FROM cases WHERE name = ?", (name,)).fetchone() if name else None
    at = found[0] if found else base.execute("INSERT INTO cases (name) VALUES (?)", (name,)).lastrowid
    faults = [[each.row, each.column, each.read, each.problem.code, each.problem.values] for each in row.faults]
    held = json.dumps([row.line, row.target, row.months, faults, row.part])
    base.execute("INSERT INTO rows VALUES (?, ?, ?)", (row.number, at, held))


def _cases(base: sqlite3.Connection) -> Iterator[list[CaseRow]]:
    at: int | None = None
    found: list[CaseRow] = []
    query = (
        "SELECT rows.at, number, name, held FROM rows JOIN cases ON cases.at = rows.at "
        "ORDER BY rows.at, number, rows.rowid"
    )
    for place, number, name, held in base.execute(query):
        if place != at and found:
            yield found
            found = []
        at = place
        line, target, months, faults, part = json.loads(held)
        said = tuple(Fault(row, column, read, Problem(code, **values)) for row, column, read, code, values in faults)
        found.append(CaseRow(number, name or "", line, target, months, said, part))
    if found:
        yield found
