"""`make audit`: every question of docs/ledger/audit.toml put to the site, with its figure; also those that fail.

It runs the items one after the other and writes build/audit.md. `RECORD=1` also writes docs/ledger/audit-run.toml,
which the page about the site shows; commit it. The build never runs any of it. `ONLY="policy links"` runs those alone
and keeps what is recorded of the others. Nightly: with engines, load and mutation it takes about an hour.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from build_scripts.reading.audit import RUN, Item, Outcome, Result, Run, audit_items, audit_run
from build_scripts.reading.places import BUILD, ROOT, relative

REPORT = BUILD / "audit.md"
_CLOSING = re.compile(r"^=* ?((?:\d+ [a-z]+(?:, )?)+) in [\d.:() ]+.*$", re.MULTILINE)


def command_of(item: Item) -> list[str]:
    """What asks the item: its tests with the whole of their matrix, side by side unless they print figures."""
    if item.command:
        return list(item.command)
    how = ["-s"] if item.figures else ["-n", "2", "--dist", "worksteal"]
    pytest = [".venv/bin/python", "-m", "pytest", "--full", "-v", "-rs", "--no-header", "-p", "no:warnings"]
    return [*pytest, *how, *item.tests]


def result_of(item: Item, code: int, printed: str, seconds: float) -> Result:
    """What an item's program ended with and printed, in a line."""
    found = [each for pattern in item.figures for each in re.findall(pattern, printed)]
    counted = _CLOSING.findall(printed)
    outcome: Outcome
    if item.cannot and re.search(item.cannot, printed):
        outcome = "not-run"
    elif item.tests and "passed" not in (counted[-1] if counted else ""):
        outcome = "failed" if code else "not-run"
    else:
        outcome = "failed" if code else "passed"
    return Result(item.id, outcome, "; ".join(dict.fromkeys([*counted[-1:], *found])), round(seconds))


def asked(item: Item) -> Result:
    if item.command and not shutil.which(item.command[0], path=f"{ROOT}{os.pathsep}{os.environ.get('PATH', '')}"):
        return Result(item.id, "not-run", "", 0)
    start = time.monotonic()
    done = subprocess.run(command_of(item), cwd=ROOT, capture_output=True, text=True, check=False)
    log = BUILD / "audit" / f"{item.id}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.stdout + done.stderr, "utf-8")
    return result_of(item, done.returncode, done.stdout + done.stderr, time.monotonic() - start)


def report(items: Sequence[Item], results: Sequence[Result], day: str, commit: str) -> str:
    """build/audit.md: the table, and where what failed can be read."""
    names = {item.id: item.en for item in items}
    rows = [f"| {names[each.id]} | {each.outcome} | {each.figure} | {each.seconds} |" for each in results]
    lines = [
        f"# Audit of {day}, commit {commit}",
        "",
        "| item | outcome | figures | s |",
        "|---|---|---|--:|",
        *rows,
        "",
    ]
    failed = [f"- `build/audit/{each.id}.txt`: {names[each.id]}" for each in results if each.outcome == "failed"]
    return "\n".join([*lines, *(["What failed:", "", *failed, ""] if failed else [])])


def recorded(results: Sequence[Result], day: str, commit: str) -> str:
    """The text of audit-run.toml."""
    head = (
        "# The last run of `make audit` that was recorded; `make audit RECORD=1` writes it.\n"
        f"day = {json.dumps(day)}\ncommit = {json.dumps(commit)}\n"
    )
    rows = (
        f"\n[[result]]\nid = {json.dumps(each.id)}\noutcome = {json.dumps(each.outcome)}\n"
        f"figure = {json.dumps(each.figure)}\nseconds = {each.seconds}\n"
        + (f"commit = {json.dumps(each.commit)}\n" if each.commit else "")
        for each in results
    )
    return head + "".join(rows)


def kept(run: Run, commit: str) -> dict[str, Result]:
    """What is recorded of each item, named by the commit that it was asked of where that is not this one."""
    return {
        each.id: replace(each, commit="" if (asked_of := each.commit or run.commit) == commit else asked_of)
        for each in run.results
    }


def main() -> int:
    only = os.environ.get("ONLY", "").split()
    items = audit_items()
    commit = subprocess.run(
        ["git", "rev-parse", "--short=8", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    before = kept(audit_run(), commit)
    results = []
    for item in items:
        if only and item.id not in only:
            results += [before[item.id]] if item.id in before else []
            continue
        print(f"audit: {item.id}: {item.en}", flush=True)
        results.append(asked(item))
        print(f"audit: {item.id}: {results[-1].outcome}; {results[-1].figure} ({results[-1].seconds} s)", flush=True)
    day = os.environ.get("DAY") or date.today().isoformat()
    REPORT.write_text(report(items, results, day, commit), "utf-8")
    print(f"audit: {relative(REPORT)}")
    if os.environ.get("RECORD") == "1":
        RUN.write_text(recorded(results, day, commit), "utf-8")
        print(f"audit: {relative(Path(RUN))}: please commit it")
    return any(each.outcome == "failed" for each in results)


if __name__ == "__main__":
    sys.exit(main())
