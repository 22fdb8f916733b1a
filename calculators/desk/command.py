"""`python -m calculators desk`: a table of cases in, a table of results out. Exit 0, 1 (problems) or 2 (unusable)."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from calculators import data
from calculators.desk.again import digest_of, read_again
from calculators.desk.case import RESULT, RULES, result_columns
from calculators.desk.columns import FOLDER
from calculators.desk.engine import Engine, EngineError, engine, program
from calculators.desk.gathered import gathered, on_disk
from calculators.desk.in_files import worked_files
from calculators.desk.in_order import Notes
from calculators.desk.pieces import Asked, FileDone, WorkedCase, batches, read_whole, worked_batch
from calculators.desk.results import csv_writer
from calculators.desk.rules import Rules, read_rules
from calculators.desk.said import PROBLEM_COLUMNS, noted, problem_row
from calculators.desk.sources import TableFile, files_of, table_or_results
from calculators.desk.table_file import Opened, UnreadTableError, rows, whole
from calculators.desk.writing import Results, WritingError
from calculators.form import Problem, iso_day

ALL_WELL, SOME_PROBLEMS, UNUSABLE = 0, 1, 2
_TOLD = 20
_EVERY = 10_000
_Read = TypeVar("_Read")


class _UnusableError(Exception):
    """The call or the file cannot be used; the text says why."""


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    lang = next((given[at + 1] for at, each in enumerate(given[:-1]) if each == "--lang"), "")
    lang = lang if lang in ("zh", "en") else "en"
    parser = argparse.ArgumentParser("python -m calculators desk", description=_text("usage", lang))
    parser.add_argument("input", metavar="INPUT", help=_text("usage-input", lang))
    parser.add_argument("-o", "--output", metavar="OUT", default="-", help=_text("usage-output", lang))
    parser.add_argument("--problems", metavar="FILE", help=_text("usage-problems", lang))
    parser.add_argument("--rules", metavar="FILE", help=_text("usage-rules", lang))
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=_text("usage-lang", lang))
    parser.add_argument("--day", metavar="DATE", default="", help=_text("usage-day", lang))
    parser.add_argument("--engine", choices=("alone", "dask"), default="alone", help=_text("usage-engine", lang))
    parser.add_argument("--scheduler", metavar="ADDRESS", default="", help=_text("usage-scheduler", lang))
    parser.add_argument("--workers", metavar="N", type=int, help=_text("usage-workers", lang))
    return parser.parse_args(given)


def _reading(name: str, stack: ExitStack, lang: str) -> BinaryIO:
    """The input, which can be read from any place; standard input is put aside on the disk first."""
    if name == "-":
        kept: BinaryIO = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        return kept
    try:
        return stack.enter_context(Path(name).open("rb"))  # noqa: SIM115
    except OSError as error:
        raise _UnusableError(_text("no-file", lang, name=name, reason=error.strerror or "")) from error


def _rules(name: str | None, lang: str) -> Rules:
    if not name:
        return Rules()
    try:
        found = read_rules(Path(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _UnusableError(_text("no-file", lang, name=name, reason=str(error))) from error
    if isinstance(found, Problem):
        values = dict(found.values)
        reason = values["reason"] if found.code == "unread" else _text(f"rules-{found.code}", lang, **values)
        raise _UnusableError(_text("rules-unread", lang, name=name, reason=reason))
    return found


def _day(text: str, lang: str) -> date:
    try:
        return iso_day(text) if text else date.today()
    except ValueError as error:
        raise _UnusableError(_text("usage-day-unread", lang, day=text)) from error


class _Progress:
    """Says on a terminal how far it is; into a file it would be noise."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._is_shown = sys.stderr.isatty()
        self.rows = self.cases = self.problems = 0
        # Where those rows are of which something is said without their being faults: how many, and the first of them.
        self.sums, self.filled = _Places(), _Places()

    def reading(self, read: Iterable[_Read]) -> Iterator[_Read]:
        for row in read:
            self.rows += 1
            if self.rows % _EVERY == 0:
                self._say("progress", rows=f"{self.rows:,}")
            yield row

    def read(self, file: TableFile, done: FileDone) -> None:
        """A file has been read and worked out."""
        self.rows += done.rows
        self._say("progress", rows=f"{self.rows:,}")
        self.noted(done.notes, f"{file.name}: ")

    def noted(self, notes: Notes, file: str = "") -> None:
        self.sums.add(notes.sums.count, [f"{file}{number}" for number in notes.sums.first])
        self.filled.add(notes.filled.count, [f"{file}{number}" for number in notes.filled.first])

    def worked(self) -> None:
        self.cases += 1
        if self.cases % _EVERY == 0:
            self._say("worked", cases=f"{self.cases:,}")

    def _say(self, key: str, **gaps: str) -> None:
        if self._is_shown:
            print("\r" + _text(key, self._lang, **gaps), end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        gaps = {"rows": f"{self.rows:,}", "cases": f"{self.cases:,}", "problems": f"{self.problems:,}"}
        print(("\r" if self._is_shown else "") + _text("done", self._lang, **gaps), file=sys.stderr)
        for key, places in (("sums-left-out", self.sums), ("filled", self.filled)):
            for line in noted(key, places.count, places.first, self._lang):
                print(line, file=sys.stderr)


class _Places:
    """How many rows, and where the first of them are."""

    def __init__(self) -> None:
        self.count, self.first = 0, list[str]()

    def add(self, count: int, places: Sequence[str]) -> None:
        self.count += count
        self.first += places[: _TOLD - len(self.first)]


def main(given: Sequence[str]) -> int:
    """Runs the command and gives its exit code. Nothing is written where the call or the file cannot be used."""
    asked = _arguments(given)
    lang = asked.lang
    try:
        with ExitStack() as stack:
            day, rules = _day(asked.day, lang), _rules(asked.rules, lang)
            files = files_of(asked.input)
            if files == []:
                raise _UnusableError(_text("no-tables", lang, name=asked.input))
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clearlimit-desk-")))
            table = None if files is not None else _table(asked, stack)
            # Whoever reads results that house rules made has to see by which.
            digest = digest_of(table) if table and table.results else rules.digest
            if table and table.results and rules.digest:
                raise _UnusableError(_text("again-with-rules", lang))
            results = Results(asked.output, result_columns(digest), folder)
            work = Asked(day, lang, rules, program())
            used = engine(asked.engine, asked.scheduler, asked.workers, stack)
            progress = _Progress(lang)
            if table is None:
                cases = worked_files(files or (), used, work, progress.read)
            elif table.results:
                cases = _again(asked, table, digest, progress)
            else:
                cases = _of_one(asked, table, used, work, progress)
            _write(asked, cases, results, progress, folder, has_files=files is not None, digest=digest)
            progress.end()
            return SOME_PROBLEMS if progress.problems else ALL_WELL
    except (UnreadTableError, EngineError, WritingError) as error:
        print(_text(error.problem.code, lang, **error.problem.values), file=sys.stderr)
    except _UnusableError as error:
        print(error, file=sys.stderr)
    return UNUSABLE


def _table(asked: argparse.Namespace, stack: ExitStack) -> Opened:
    """The table in the one file, or our own results."""
    table = table_or_results(_reading(asked.input, stack, asked.lang), asked.input, stack)
    return table if table.results else whole(table)


def _again(asked: argparse.Namespace, table: Opened, digest: str, progress: _Progress) -> Iterator[WorkedCase]:
    """The cases of results that were worked out before, as they stand there."""
    with on_disk("CREATE TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID;") as base:

        def is_new(name: str) -> bool:
            return base.execute("INSERT OR IGNORE INTO names VALUES (?)", (name,)).rowcount > 0

        for written in progress.reading(read_again(table, digest, is_new)):
            name, *_ = written.row
            problems = tuple((*problem_row(fault, name, asked.lang).values(), "") for fault in written.faults)
            yield WorkedCase(name if written.is_case else "", written.row, problems)
    print(_text("again-copied", asked.lang, name=asked.input), file=sys.stderr)


def _of_one(
    asked: argparse.Namespace, table: Opened, used: Engine, work: Asked, progress: _Progress
) -> Iterator[WorkedCase]:
    """The cases of one file, which is read here, and worked out where the engine likes."""
    notes = Notes()
    read = read_whole(table, progress.reading(rows(table)), notes)
    for done in used.in_order(worked_batch, batches(gathered(read), table.columns, work)):
        yield from done
    progress.noted(notes)
    if table.other_sheets:
        others = ", ".join(table.other_sheets)
        print(_text("sheet-read", asked.lang, sheet=table.sheet, others=others), file=sys.stderr)


def _write(
    asked: argparse.Namespace,
    cases: Iterator[WorkedCase],
    results: Results,
    progress: _Progress,
    folder: Path,
    *,
    has_files: bool,
    digest: str,
) -> None:
    """Writes results and problems; they are put in their places when all of it is there."""
    problems, columns = folder / "problems", (*PROBLEM_COLUMNS, "file") if has_files else PROBLEM_COLUMNS
    with problems.open("w", encoding="utf-8", newline="") as wrong:
        write_problem = csv_writer(wrong, columns)
        for case in cases:
            if case.name:
                results.write({**dict(zip(RESULT, case.row, strict=True)), RULES: digest})
                progress.worked()
            for problem in case.problems:
                progress.problems += 1
                told = dict(zip((*PROBLEM_COLUMNS, "file"), problem, strict=True))
                write_problem(told)
                if not asked.problems and progress.problems <= _TOLD:
                    _tell(told, asked.lang)
    results.finish()
    if not asked.problems and progress.problems > _TOLD:
        print(_text("more-problems", asked.lang, count=f"{progress.problems - _TOLD:,}"), file=sys.stderr)
    if asked.problems:
        shutil.copyfile(problems, asked.problems)
    results.put_in_place()


def _tell(problem: dict[str, str], lang: str) -> None:
    key = "problem-line-of-file" if problem["file"] else "problem-line"
    gaps = {name: problem[name] for name in ("row", "column", "message")}
    print(_text(key, lang, **gaps, **({"file": problem["file"]} if problem["file"] else {})), file=sys.stderr)
