"""Parquet, by pyarrow where it is installed (the wheel's extra `distributed`): read as lines of text, and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

BEGIN = b"PAR1"
_ROWS_AT_ONCE = 10_000


def is_installed() -> bool:
    """Whether Parquet can be read and written here."""
    return find_spec("pyarrow") is not None


def write_lines(file: BinaryIO, to: BinaryIO) -> None:
    """Writes the table as CSV, so that it is read as every other; its first row is number 2, below the headings.
    Raises ValueError where the file is damaged."""
    from pyarrow.parquet import ParquetFile

    source = ParquetFile(file)
    text = io.TextIOWrapper(to, "utf-8", newline="", write_through=True)
    made = csv.writer(text)
    made.writerow(source.schema_arrow.names)
    for batch in source.iter_batches(batch_size=_ROWS_AT_ONCE):
        made.writerows(zip(*(map(cell, column.to_pylist()) for column in batch.columns), strict=True))
    text.detach()


def cell(value: Any) -> str:
    """The value as a spreadsheet would show it, to the last digit."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def write_results(rows: Iterator[Sequence[str]], columns: Sequence[str], to: Path) -> None:
    """Writes the rows; every column is text, as in the other formats."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema([(name, pyarrow.string()) for name in columns])
    with ParquetWriter(to, schema) as written:
        while held := list(islice(rows, _ROWS_AT_ONCE)):
            arrays = [pyarrow.array(each, pyarrow.string()) for each in zip(*held, strict=True)]
            written.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
