"""What the command reads: one file, or a table in many, those of a folder or of a pattern such as `cases/*.parquet`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from calculators.desk import parquet_file
from calculators.desk.table_file import Opened, UnreadTableError, looked_at, whole

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".parquet")


@dataclass(frozen=True)
class TableFile:
    """`place` is where every machine finds it, `name` what it is called in messages and in the list of problems."""

    place: str
    name: str


def files_of(name: str) -> list[TableFile] | None:
    """The files of a folder or a pattern, in the order of their names; None where it is one file. What other programs
    leave beside their tables (`_SUCCESS`, `.part-0.csv.crc`) is passed by."""
    folder = Path(name)
    if folder.is_dir():
        found = sorted(map(str, folder.iterdir()))
    elif has_magic(name) and not folder.exists():
        found = sorted(glob(name))  # noqa: PTH207 - a pattern may begin anywhere
    else:
        return None
    paths = [Path(each) for each in found]
    return [
        TableFile(str(path.absolute()), str(path))
        for path in paths
        if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "_"))
    ]


def opened_table(file: BinaryIO, name: str, stack: ExitStack) -> Opened:
    """The table of cases in the file, until the stack closes: as text, a workbook or Parquet. Raises
    UnreadTableError."""
    return whole(table_or_results(file, name, stack))


def table_or_results(file: BinaryIO, name: str, stack: ExitStack) -> Opened:
    """As `opened_table`; but the file may hold our own results. Raises UnreadTableError."""
    begin = file.read(len(parquet_file.BEGIN))
    file.seek(0)
    if begin != parquet_file.BEGIN:
        return looked_at(file, name, lambda: stack.enter_context(TemporaryFile()))
    if not parquet_file.is_installed():
        raise UnreadTableError("no-pyarrow", name=name)
    lines: BinaryIO = stack.enter_context(TemporaryFile())  # noqa: SIM115
    try:
        parquet_file.write_lines(file, lines)
    except ValueError as error:
        raise UnreadTableError("parquet-broken", name=name, reason=str(error)) from error
    lines.seek(0)
    return looked_at(lines, name, TemporaryFile)
