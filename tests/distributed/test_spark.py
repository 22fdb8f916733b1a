"""The recipe for Spark, run as it is printed, in local mode; and the frames that it is made of."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.measuring import many_cases
from calculators.desk import command, frames

pandas = pytest.importorskip("pandas", reason="make test-distributed installs pandas")

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "publishing/many-machines.md"
DAY = "2026-11-23"
CASES = 2_000


def alone(table: Path, out: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What the command gives: results and problems."""
    wrong = out.with_name("wrong.csv")
    assert command.main([str(table), "-o", str(out), "--problems", str(wrong), "--day", DAY, "--lang", "en"]) < 2
    found = []
    for path in (out, wrong):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found.append(list(csv.DictReader(file)))
    return found[0], found[1]


@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs a Java")
def test_the_printed_lines_give_the_commands_figures(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="make test-distributed installs Spark")
    many_cases.write_parts(tmp_path / "cases", many_cases.rows(CASES), CASES // 7)
    code = re.findall(r"```python\n(.*?)```", RECIPE.read_text("utf-8"), re.DOTALL)[0]
    (tmp_path / "desk.py").write_text(code, "utf-8")
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
    }
    done = subprocess.run(
        [sys.executable, "desk.py"], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = pandas.read_parquet(tmp_path / "results.parquet").sort_values("case")
    results, _ = alone(tmp_path / "cases", tmp_path / "out.csv")
    assert found.drop(columns="rules").to_dict("records") == results and len(results) == CASES
    assert set(found["rules"]) == {""}


def frame(**columns: list[object]) -> object:
    return pandas.DataFrame(columns)


def test_a_case_may_go_on_in_the_next_frame_and_problems_name_row_and_file(tmp_path: Path) -> None:
    # 30 + 50 of 200; amounts as numbers, a cell that is missing, a row of sums, and a row without a case.
    given = [
        frame(case=["A", "A"], limit=[100, 100.0], used=[30.0, None], row=[2, 3], file=["a.csv"] * 2),
        frame(
            case=["A", "B", None, "合计"],
            limit=[100, 10, 1, 9],
            used=[50, "x", 1, 9],
            row=[4, 5, 6, 7],
            file=["a.csv"] * 4,
        ),
    ]
    (results,) = frames.worked_frames(given, day=DAY, lang="en", rules='[utilisation]\ntarget = "30%"\n')
    assert list(zip(results["case"], results["lines"], results["total-ratio"], strict=True)) == [
        ("A", "3", ""),
        ("B", "1", ""),
    ]
    assert set(map(len, results["rules"])) == {16}
    (problems,) = frames.problem_frames(given, day=DAY, lang="en")
    assert list(zip(problems["file"], problems["row"], problems["case"], problems["column"], strict=True)) == [
        ("a.csv", "3", "A", "used"), ("a.csv", "5", "B", "used"), ("a.csv", "6", "", "case"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "rules", "said"),
    [
        ([frame(case=["A", "B", "A"], limit=["1"] * 3, used=["1"] * 3)], "", "'A' do not stand together"),
        ([frame(name=["A"], limit=["1"])], "", "no-headings"),
        ([], "[notice]\nhide = true\n", "house rules"),
    ],
)
def test_what_would_give_wrong_figures_in_silence_ends_with_a_sentence(
    given: list[object], rules: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        list(frames.worked_frames(given, day=DAY, rules=rules))
