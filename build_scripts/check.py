"""`make check`: lint, strict types and every content check.

Prints faults as file:line: message; 1 where there is any.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

try:
    # Nearly every module reads these two as it is imported, so a mistake in them is said before any of them is.
    import build_scripts.reading.places  # noqa: F401
    import calculators.register  # noqa: F401
except (SyntaxError, TypeError, NameError, AttributeError) as error:
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    if isinstance(error, SyntaxError):
        where, row = error.filename or "", error.lineno
    else:
        where, row = (at.tb_frame.f_code.co_filename, at.tb_lineno) if at else ("", 0)
    file = os.path.relpath(where, Path(__file__).resolve().parent.parent)
    table = "table of calculators" if file.endswith("register.py") else "list of guides and pages"
    sys.exit(f"{file}:{row}: the {table} could not be read: {error}")

from build_scripts.checks.changes import changes_still_to_come
from build_scripts.checks.content import content_faults, faults_of_neither, tried
from build_scripts.checks.dates import check_dates, check_days, today
from build_scripts.checks.golden import check_golden
from build_scripts.checks.parity import parity_exceptions
from build_scripts.checks.readable import check_values, unreadable, without
from build_scripts.checks.samples import check_samples
from build_scripts.checks.voice import KINDS, voice_totals
from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import Fault, Page, read_guides
from build_scripts.reading.ledger import Ledger, LedgerError, read_in_part
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.set_up import known_tools

SCRIPTS_AND_SHEETS = "build_scripts/checks/scripts_and_sheets.mjs"
_TOOLS = {
    "ruff": [sys.executable, "-m", "ruff", "check", "--quiet", "--output-format=concise", "."],
    "the formatter ('make format' mends it)": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy", "--no-error-summary"],
    "the linter of scripts and style sheets": [known_tools().get("node", "node"), SCRIPTS_AND_SHEETS],
}


def main() -> int:
    started = time.monotonic()
    try:
        day = today(os.environ.get("DAY"))
    except ValueError as error:
        print(error)
        return 1
    running = {name: _start(command) for name, command in _TOOLS.items()}
    faults, warnings = content(day)
    failed = [_printed(name, process) for name, process in running.items()]
    for fault in warnings:
        print(f"{fault.file}:{fault.line}: warning: {fault.message}")
    for fault in faults:
        print(fault)
    wrong = bool(faults) or any(failed)
    print(f"{'faults found' if wrong else 'all checks passed'} in {time.monotonic() - started:.1f} s")
    return int(wrong)


def content(day: date) -> tuple[list[Fault], list[Fault]]:
    """Every content check's faults, and the warnings about dates; prints the counts."""
    broken = unreadable()
    warnings: list[Fault] = []

    def golden() -> list[Fault]:
        changed, new = check_golden()
        warnings.extend(new)
        return changed

    try:
        values = check_values()
        ledger, missing = read_in_part()
        guides = read_guides(method_markdown)
    except (LedgerError, OSError, ValueError) as error:
        file, _, message = str(error).partition(": ")
        # What needs the same file cannot go on for the same reason, which is said once.
        others = [fault for fault in faults_of_neither() + tried(golden) if str(error) not in fault.message]
        others = [Fault(file, 0, message or str(error)), *others]
        return [*(each.fault for each in broken), *without(others, broken)], warnings
    _print_counts(guides, ledger)
    faults = values + [Fault(each.file, each.line, each.message) for each in missing]
    faults += content_faults(guides, ledger) + tried(golden)
    # Against the clock, also where DAY is an earlier day: what was read yesterday was not read in the future.
    faults += tried(lambda: check_days(guides, ledger, day=max(day, date.today())))
    faults += tried(lambda: changes_still_to_come(max(day, date.today())))
    warnings += tried(lambda: check_dates(guides, ledger, day=day)) + tried(check_samples)
    return [*(each.fault for each in broken), *without(faults, broken)], warnings


def _print_counts(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> None:
    for lang in LANGUAGES:
        sections = sum(len(page.sections) for page in guides[lang])
        claims = sum(len(section.claims) for page in guides[lang] for section in page.sections)
        print(
            f"{lang}: {len(guides[lang])} pages, {sections} sections, {claims} of {len(ledger.claims)} claims answered"
        )
    totals = voice_totals(guides, ledger)
    said = (f"{kind} {' + '.join(f'{totals[lang][kind]} {lang}' for lang in LANGUAGES)}" for kind in KINDS)
    print(f"voice in guides, evidence boxes and tables left out: {', '.join(said)}")
    excuses = parity_exceptions(guides)
    print(f"{len(ledger.sources)} sources, {len(ledger.terms)} terms, {len(excuses)} parity exceptions")
    for excuse in excuses:
        print(f"  {excuse.file}:{excuse.line}: {excuse.kind}: {excuse.reason}")


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _printed(name: str, process: subprocess.Popen[str]) -> bool:
    """Prints what the tool found; whether it found anything."""
    output, _ = process.communicate()
    if process.returncode:
        print(f"{output.strip()}\n{name} ended with {process.returncode}".lstrip())
    return bool(process.returncode)


if __name__ == "__main__":
    sys.exit(main())
