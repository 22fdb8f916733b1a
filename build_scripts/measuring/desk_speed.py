"""How many rows of a table of cases the desk works out a second: in the page, by the command, by several processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from build_scripts.measuring import many_cases
from build_scripts.measuring.distributed import distributed_python
from build_scripts.reading.places import ROOT

DAY = "2026-11-23"
LINES = 3
_CASES = 10_000
_FILES = 20
WORKERS = (1, 2, 4)
_PATIENCE = 600
# Starts workers, says where their scheduler is, and ends with its standard input.
_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@dataclass(frozen=True)
class Tables:
    """The same cases in one file and in many; and a single case, which shows how long a start takes."""

    one: Path
    many: Path
    single: Path


@dataclass(frozen=True)
class Took:
    """Seconds of the clock, and of this process's own processor."""

    wall: float
    cpu: float

    def without(self, start: Took) -> Took:
        return Took(self.wall - start.wall, self.cpu - start.cpu)


@contextmanager
def tables() -> Iterator[Tables]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found = Tables(folder / "one.csv", folder / "many", folder / "single.csv")
        many_cases.write_one(found.one, many_cases.rows(_CASES, lines=LINES))
        many_cases.write_parts(found.many, many_cases.rows(_CASES, lines=LINES), _CASES // _FILES)
        many_cases.write_one(found.single, many_cases.rows(1, lines=LINES))
        yield found


def page_speed(page: Page, table: Path) -> dict[str, float]:
    """Of the desk's page once it is ready: rows a second from the press to the last result, milliseconds to the first
    results, and the longest task of the main thread since the file was handed over."""
    page.evaluate("window.__bench.tasks.length = 0")
    page.locator("[data-desk-in] input").set_input_files(table)
    page.locator("[data-action=begin]").wait_for(state="visible", timeout=_PATIENCE * 1000)
    start = time.monotonic()
    page.locator("[data-action=begin]").click()
    page.locator(".desk-results").wait_for(timeout=_PATIENCE * 1000)
    first = time.monotonic()
    page.locator("[data-desk-going]").wait_for(state="hidden", timeout=_PATIENCE * 1000)
    took = time.monotonic() - start
    # A long task is told of after it ended.
    page.wait_for_timeout(300)
    longest = page.evaluate("Math.max(0, ...window.__bench.tasks.map(([, length]) => length))")
    return {"rows_per_s": _CASES * LINES / took, "first_ms": (first - start) * 1000, "longest_ms": float(longest)}


def command(python: str | Path, table: Path, *more: str) -> Took:
    """The desk's command over the table."""
    with tempfile.TemporaryDirectory() as folder:
        call = [python, "-m", "calculators", "desk", table, "-o", f"{folder}/out.csv", "--day", DAY, *more]
        start = time.monotonic()
        running = subprocess.Popen(call, cwd=ROOT, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode > 1:
            raise RuntimeError(f"the desk's command ended with {running.returncode}")
        return Took(time.monotonic() - start, used.ru_utime + used.ru_stime)


def command_rows(made: Tables) -> float:
    """Rows a second by one process of CPython, its start left out."""
    return _CASES * LINES / command(sys.executable, made.one).without(command(sys.executable, made.single)).wall


@contextmanager
def _cluster(python: Path, workers: int) -> Iterator[str]:
    running = subprocess.Popen(
        [python, "-c", _CLUSTER, str(workers)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert running.stdout
        yield running.stdout.readline().strip()
    finally:
        running.communicate("")


def spread(made: Tables) -> dict[str, object]:
    """Cases a second with so many workers, from many files and from one; and what holds them back: the cores of this
    machine, or the process that asks, which alone reads one file and alone writes. `most_workers`: how many would keep
    that process busy, if each had a core of its own."""
    python, cores = distributed_python(), os.cpu_count() or 1
    rates: dict[str, dict[str, int]] = {"many files": {}, "one file": {}}
    most: dict[str, int] = {}
    for workers in WORKERS:
        with _cluster(python, workers) as scheduler:
            over = ("--engine", "dask", "--scheduler", scheduler)
            start = command(python, made.single, *over)
            for name, table in (("many files", made.many), ("one file", made.one)):
                took = command(python, table, *over).without(start)
                rates[name][str(workers)] = round(_CASES / took.wall)
                if workers == 1:
                    most[name] = max(1, round(took.wall / took.cpu))
    limits = [
        f"{workers} workers: the {cores} cores" if workers >= cores else f"{workers} worker: itself"
        for workers in WORKERS
    ]
    said = "; ".join(
        [*limits, *(f"the process that asks, from {count} workers on ({name})" for name, count in most.items())]
    )
    return {"cases_per_s": rates, "most_workers": most, "limited_by": said}
