"""The desk's command over several processes gives the same bytes as alone, and loses nothing with a process that ends.

`CASES=1000000` tries it on that many cases.
"""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from build_scripts.measuring import many_cases

pytest.importorskip("distributed", reason="make test-distributed installs Dask")

from distributed import Client, LocalCluster
from pyarrow import Table, parquet
from pyarrow import csv as arrow_csv

DAY = "2026-11-23"
CASES = int(os.environ.get("CASES", "") or 6_000)
WORKERS = 3


def desk(*call: str | Path, code: int = 1, lang: str = "en") -> str:
    """Runs the command as somebody would type it; what it said."""
    done = started(*call, lang=lang)
    said = done.communicate()[1]
    assert done.returncode == code, said
    return said


def started(*call: str | Path, lang: str = "en") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "calculators", "desk", *map(str, call), "--day", DAY, "--lang", lang]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same cases as one file and in parts, and what they give when this process alone works them out."""
    folder = tmp_path_factory.mktemp("tables")
    many_cases.write_one(folder / "one.csv", many_cases.rows(CASES))
    many_cases.write_parts(folder / "parts", many_cases.rows(CASES), max(1, CASES // 40))
    desk(folder / "one.csv", "-o", folder / "alone.csv", "--problems", folder / "alone-wrong.csv")
    return folder


@contextmanager
def cluster(workers: int = WORKERS) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as local:
        yield local


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with cluster() as local:
        yield local.scheduler_address


def test_one_file_and_many_give_the_bytes_that_one_process_gives(tables: Path, scheduler: str, tmp_path: Path) -> None:
    over = ("--engine", "dask", "--scheduler", scheduler)
    desk(tables / "one.csv", "-o", tmp_path / "one.csv", "--problems", tmp_path / "wrong.csv", *over)
    said = desk(tables / "parts", "-o", tmp_path / "parts.csv", "--problems", tmp_path / "wrong-parts.csv", *over)
    assert f"{CASES:,} cases" in said
    whole = (tables / "alone.csv").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "parts.csv").read_bytes() == whole
    assert (tmp_path / "wrong.csv").read_bytes() == (tables / "alone-wrong.csv").read_bytes()
    # The same cells, each where it stands in its own file.
    found, meant = read(tmp_path / "wrong-parts.csv"), read(tables / "alone-wrong.csv")
    assert [each[1:4] for each in found[1:]] == [each[1:4] for each in meant[1:]]
    for file, problems in groupby(found[1:], key=itemgetter(5)):
        rows = read(Path(file))
        for row, column, case, cell, *_ in problems:
            stands = rows[int(row) - 1]
            assert (stands[0], stands[rows[0].index(column)]) == (case, cell)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_processes_of_its_own_and_house_rules(tables: Path, tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[utilisation]\ntarget = "50%"\n', "utf-8")
    call = (tables / "parts/part-00000.csv", "--rules", rules, "-o")
    desk(*call, tmp_path / "alone.csv")
    desk(*call, tmp_path / "two.csv", "--engine", "dask", "--workers", "2")
    assert (tmp_path / "alone.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    head, row = (tmp_path / "two.csv").read_text("utf-8-sig").splitlines()[:2]
    assert head.endswith(",rules") and len(row.rpartition(",")[2]) == 16


def test_parquet_in_and_out_says_what_csv_says(tables: Path, scheduler: str, tmp_path: Path) -> None:
    """Amounts as numbers, cases as text, and nothing where a cell is empty."""
    (tmp_path / "cases").mkdir()
    options = arrow_csv.ConvertOptions(strings_can_be_null=True, column_types={"months": "string"})
    for part in sorted((tables / "parts").iterdir()):
        parquet.write_table(
            arrow_csv.read_csv(part, convert_options=options), tmp_path / "cases" / f"{part.stem}.parquet"
        )
    out = f"{tmp_path / 'results.parquet'}/"
    wrong = tmp_path / "wrong.csv"
    desk(tmp_path / "cases", "-o", out, "--problems", wrong, "--engine", "dask", "--scheduler", scheduler)
    desk(tables / "parts", "-o", tmp_path / "csv.csv", "--problems", tmp_path / "csv-wrong.csv")
    found = parquet.read_table(out)
    meant = (tmp_path / "csv.csv").read_text("utf-8-sig").splitlines()
    assert found.column_names == meant[0].split(",")
    assert [",".join(row.values()) for row in found.to_pylist()] == meant[1:]
    places = ((wrong, tmp_path / "cases"), (tmp_path / "csv-wrong.csv", tables / "parts"))
    lines = [path.read_text("utf-8-sig").replace(f"{at}/", "").replace(".parquet", ".csv") for path, at in places]
    assert lines[0] == lines[1]


def test_a_worker_killed_midway_loses_nothing(tables: Path, tmp_path: Path) -> None:
    with cluster() as local, Client(local) as client:
        out = tmp_path / "out.csv"
        run = started(tables / "parts", "-o", out, "--engine", "dask", "--scheduler", local.scheduler_address)
        busy = _busy(client)
        os.kill(busy, signal.SIGKILL)
        said = run.communicate()[1]
        assert run.returncode == 1, said
        assert busy not in client.run(os.getpid).values()
    assert out.read_bytes() == (tables / "alone.csv").read_bytes()


def _busy(client: Client) -> int:
    """The process of a worker that is at work on a piece while others still wait."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for address, tasks in client.processing().items():
            if any("worked_file" in str(each) for each in tasks):
                return int(client.run(os.getpid, workers=[address])[address])
        time.sleep(0.01)  # until one is
    raise TimeoutError("no worker was ever at work")


def test_what_is_missing_is_said_and_nothing_is_written(tables: Path, scheduler: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    over = ("-o", out, "--engine", "dask", "--scheduler")
    parquet.write_table(Table.from_pydict({"a": ["1"]}), tmp_path / "odd.parquet")
    assert "No row of headings" in desk(tmp_path / "odd.parquet", *over, scheduler, code=2)
    (tmp_path / "broken.parquet").write_bytes(b"PAR1" + b"\0" * 100)
    assert "cannot be read" in desk(tmp_path / "broken.parquet", *over, scheduler, code=2)
    assert not out.exists()


def test_a_scheduler_that_is_not_there_is_named(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    call = (tables / "one.csv", "-o", tmp_path / "out.csv", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    said = desk(*call, code=2)
    assert "“tcp://127.0.0.1:1” does not answer" in said and "Traceback" not in said


def test_workers_with_other_calculators_are_refused(tmp_path: Path) -> None:
    """A scheduler whose worker has a wheel of another state than the command's."""
    from calculators.desk import engine, pieces

    other = pieces.Asked(pieces.date(2026, 11, 23), "en", pieces.Rules(), "0" * 64)
    with cluster(1) as local, Client(local) as client, pytest.raises(engine.EngineError) as told:
        list(engine.Cluster(client).in_order(pieces.worked_batch, [pieces.Batch([], None, other)]))  # type: ignore[arg-type]
    assert told.value.problem.code == "engine-other-program"
