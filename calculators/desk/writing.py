"""Puts results and problems in their places when all of them are there: a file, or a folder of parts. None before."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from calculators.desk import parquet_file, results_workbook
from calculators.desk.results import csv_writer, json_writer
from calculators.form import Problem

STANDARD_OUTPUT = "-"
WORKBOOK, PARQUET, JSON_LINES, CSV = ".xlsx", ".parquet", ".jsonl", ".csv"
# A part is of so many cases wherever they were worked out, so that the parts are the same bytes.
CASES_A_PART = 100_000


class WritingError(Exception):
    """The results cannot be put there."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, **values)


class Results:
    """Takes the results row by row, in `folder` until `put_in_place`. A name that ends in a slash is a folder of parts:
    Parquet where it is called `….parquet/`, else CSV."""

    def __init__(self, name: str, columns: Sequence[str], folder: Path) -> None:
        self._columns, self._folder = columns, folder
        self._is_folder = name.endswith(("/", os.sep)) or Path(name).is_dir()
        self._name = name.rstrip("/" + os.sep) if self._is_folder else name
        suffix = Path(self._name).suffix.lower()
        known = (PARQUET,) if self._is_folder else (WORKBOOK, PARQUET, JSON_LINES)
        self._kind = suffix if suffix in known else CSV
        self._rows = 0
        self._parts: list[Path] = []
        self._file: TextIO | None = None
        self._write: Callable[[Mapping[str, str]], None] | None = None
        self._check()

    def _check(self) -> None:
        if self._kind == WORKBOOK and not results_workbook.is_installed():
            raise WritingError("no-xlsxwriter")
        if self._kind == PARQUET and not parquet_file.is_installed():
            raise WritingError("no-pyarrow", name=self._name)
        if self._is_folder and Path(self._name).exists() and (
            not Path(self._name).is_dir() or any(Path(self._name).iterdir())
        ):  # fmt: skip
            raise WritingError("not-empty", name=self._name)

    def write(self, row: Mapping[str, str]) -> None:
        """Another row of the results. Raises WritingError where a sheet has no place for it."""
        if self._write is None or (self._is_folder and self._rows % CASES_A_PART == 0 and self._rows):
            self._begin()
        assert self._write
        self._write(row)
        self._rows += 1

    def _begin(self) -> None:
        self._end()
        # Parquet's text is not neutralised as a spreadsheet's is, so that it is kept as JSON has it.
        as_json = self._kind in (JSON_LINES, PARQUET)
        self._parts.append(self._folder / f"part-{len(self._parts):05}{JSON_LINES if as_json else CSV}")
        self._file = self._parts[-1].open("w", encoding="utf-8", newline="")
        self._write = (json_writer if as_json else csv_writer)(self._file, self._columns)

    def _end(self) -> None:
        if self._file is None:
            return
        self._file.close()
        self._file = None
        lines = self._parts[-1]
        if self._kind == PARQUET:
            self._parts[-1] = lines.with_suffix(PARQUET)
            parquet_file.write_results(_values(lines), self._columns, self._parts[-1])
            lines.unlink()
        elif self._kind == WORKBOOK:
            self._parts[-1] = lines.with_suffix(WORKBOOK)
            if not results_workbook.write_workbook(lines, self._parts[-1]):
                raise WritingError("too-many-cases")

    def finish(self) -> None:
        """Ends what is being written; without a case there are the headings alone."""
        if self._write is None:
            self._begin()
        self._end()

    def put_in_place(self) -> None:
        """Gives the results to whoever asked."""
        if self._name == STANDARD_OUTPUT:
            with self._parts[0].open("rb") as written:
                shutil.copyfileobj(written, sys.stdout.buffer)
            sys.stdout.flush()
        elif not self._is_folder:
            shutil.copyfile(self._parts[0], self._name)
        else:
            folder = Path(self._name)
            made = folder.with_name(f".{folder.name}.{os.getpid()}")
            made.mkdir(parents=True)
            for part in self._parts:
                shutil.copyfile(part, made / part.name)
            # In one step, so that nobody finds half of them.
            made.replace(folder)


def _values(lines: Path) -> Iterator[list[str]]:
    with lines.open(encoding="utf-8") as file:
        for line in file:
            yield list(json.loads(line).values())
