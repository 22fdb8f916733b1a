"""`python -m calculators desk`: a table of cases in, a table of results out. Exit 0, 1 (problems) or 2 (unusable)."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import BinaryIO, TextIO

from calculators import data
from calculators.desk.case import RESULT, Case, worked_out
from calculators.desk.columns import FOLDER, CaseRow, Columns, Fault
from calculators.desk.gathered import gathered
from calculators.desk.in_order import Noted, Notes, names_once, read_in_order
from calculators.desk.results import csv_writer, json_writer
from calculators.desk.results_workbook import is_installed, write_workbook
from calculators.desk.rules import Rules, read_rules
from calculators.desk.said import PROBLEM_COLUMNS, problem_row
from calculators.desk.table_file import UnreadTableError, opened, rows
from calculators.form import Problem, iso_day
from calculators.pasted_table import Row

ALL_WELL, SOME_PROBLEMS, UNUSABLE = 0, 1, 2
_TOLD = 20
_EVERY = 10_000


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

    def reading(self, read: Iterator[Row]) -> Iterator[Row]:
        for row in read:
            self.rows += 1
            if self.rows % _EVERY == 0:
                self._say("progress", rows=f"{self.rows:,}")
            yield row

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


def _cases(read: Iterator[CaseRow], columns: Columns, rules: Rules, day: date) -> Iterator[tuple[Case, bool]]:
    """Each case worked out, and whether it is one: rows without a name give their fault alone."""
    for together in gathered(read):
        yield worked_out(together, columns, rules, day=day), bool(together[0].case)


def main(given: Sequence[str]) -> int:
    """Runs the command and gives its exit code. Nothing is written where the call or the file cannot be used."""
    asked = _arguments(given)
    lang = asked.lang
    try:
        with ExitStack() as stack:
            day, rules = _day(asked.day, lang), _rules(asked.rules, lang)
            if _is_workbook(asked) and not is_installed():
                raise _UnusableError(_text("no-xlsxwriter", lang))
            table = opened(_reading(asked.input, stack, lang), asked.input, stack)
            progress = _Progress(lang)
            notes = Notes()
            is_named_once = names_once(rows(table), table.columns)
            found = progress.reading(rows(table))
            read = read_in_order(
                found, table.columns, notes=notes, is_named_once=is_named_once, is_merged=table.is_merged
            )
            _write(asked, _cases(read, table.columns, rules, day), rules, progress)
            progress.end()
            if table.other_sheets:
                others = ", ".join(table.other_sheets)
                print(_text("sheet-read", lang, sheet=table.sheet, others=others), file=sys.stderr)
            _tell_notes(notes, lang)
            return SOME_PROBLEMS if progress.problems else ALL_WELL
    except UnreadTableError as error:
        print(_text(error.problem.code, lang, **error.problem.values), file=sys.stderr)
    except _UnusableError as error:
        print(error, file=sys.stderr)
    return UNUSABLE


def _tell_notes(notes: Notes, lang: str) -> None:
    for key, noted in (("sums-left-out", notes.sums), ("filled", notes.filled)):
        if noted.count:
            print(_text(key, lang, count=f"{noted.count:,}", rows=_numbers(noted, lang)), file=sys.stderr)


def _numbers(noted: Noted, lang: str) -> str:
    more = _text("and-more", lang) if noted.count > len(noted.first) else ""
    return ", ".join(map(str, noted.first)) + more


def _write(asked: argparse.Namespace, cases: Iterator[tuple[Case, bool]], rules: Rules, progress: _Progress) -> None:
    """Writes results and problems; the files are put in their places when all of it is there."""
    with tempfile.TemporaryDirectory() as folder:
        results, problems = Path(folder) / "results", Path(folder) / "problems"
        with (
            results.open("w", encoding="utf-8", newline="") as out,
            problems.open("w", encoding="utf-8", newline="") as wrong,
        ):
            _write_all(asked, cases, rules, progress, out, wrong)
        if _is_workbook(asked):
            rows, results = results, Path(folder) / "results.xlsx"
            if not write_workbook(rows, results):
                raise _UnusableError(_text("too-many-cases", asked.lang))
        if asked.problems:
            shutil.copyfile(problems, asked.problems)
        if asked.output == "-":
            with results.open("rb") as written:
                shutil.copyfileobj(written, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            shutil.copyfile(results, asked.output)


def _is_workbook(asked: argparse.Namespace) -> bool:
    return str(asked.output).lower().endswith(".xlsx")


def _write_all(
    asked: argparse.Namespace,
    cases: Iterator[tuple[Case, bool]],
    rules: Rules,
    progress: _Progress,
    out: TextIO,
    wrong: TextIO,
) -> None:
    # Whoever reads results that house rules made has to see by which.
    columns = (*RESULT, "rules") if rules.digest else RESULT
    make = json_writer if str(asked.output).endswith(".jsonl") else csv_writer
    write, write_problem = make(out, columns), csv_writer(wrong, PROBLEM_COLUMNS)
    for case, is_case in cases:
        if is_case:
            write({**case.row, "rules": rules.digest})
            progress.worked()
        for fault in case.faults:
            progress.problems += 1
            _tell(fault, case.name, progress.problems, asked, write_problem)
    if not asked.problems and progress.problems > _TOLD:
        print(_text("more-problems", asked.lang, count=f"{progress.problems - _TOLD:,}"), file=sys.stderr)


def _tell(
    fault: Fault, case: str, count: int, asked: argparse.Namespace, write: Callable[[dict[str, str]], None]
) -> None:
    problem = problem_row(fault, case, asked.lang)
    write(problem)
    if not asked.problems and count <= _TOLD:
        gaps = {name: problem[name] for name in ("row", "column", "message")}
        print(_text("problem-line", asked.lang, **gaps), file=sys.stderr)
