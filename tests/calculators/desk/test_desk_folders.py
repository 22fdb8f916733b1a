"""A table in many files, worked out alone: as if it were one, with each problem in its own file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from desk_command import DAY

from build_scripts.measuring import many_cases
from calculators.desk import command, engine, frames, parquet_file, writing


def run(given: Path | str, out: Path | str, *more: str, code: int = 0) -> None:
    assert command.main([str(given), "-o", str(out), "--day", DAY, "--lang", "en", *more]) == code


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_parts_of_whole_cases_give_the_same_bytes_as_one_file(tmp_path: Path) -> None:
    one, parts = tmp_path / "one.csv", tmp_path / "parts"
    many_cases.write_one(one, many_cases.rows(300))
    many_cases.write_parts(parts, many_cases.rows(300), 70)
    assert len(list(parts.iterdir())) == 5
    (parts / "_SUCCESS").write_text("", "utf-8")
    run(one, tmp_path / "of-one.csv", "--problems", str(tmp_path / "wrong-one.csv"), code=1)
    run(parts, tmp_path / "of-parts.csv", "--problems", str(tmp_path / "wrong-parts.csv"), code=1)
    run(f"{parts}/part-*.csv", tmp_path / "of-pattern.csv", code=1)
    whole = (tmp_path / "of-one.csv").read_bytes()
    assert (tmp_path / "of-parts.csv").read_bytes() == (tmp_path / "of-pattern.csv").read_bytes() == whole
    # Each problem is where it stands in its own file, which is read here again.
    for problem in read(tmp_path / "wrong-parts.csv"):
        with Path(problem["file"]).open(encoding="utf-8", newline="") as file:
            row = list(csv.reader(file))[int(problem["row"]) - 1]
        assert (row[0], row[4]) == (problem["case"], problem["read"])
    assert len(read(tmp_path / "wrong-parts.csv")) == len(read(tmp_path / "wrong-one.csv")) > 3


def test_a_case_in_several_files_is_worked_out_by_all_of_its_rows(tmp_path: Path) -> None:
    head = "case,limit,used,target,months\n"
    folder = write(
        tmp_path / "cases",
        a=head + "A,100,50,30%,\nB,100,10,,\n,1,1,,\n",
        b=head + "C,100,20,,\nA,100,30,40%,\nA,100,x,,NNNNNN\n",
        c=head + "A,100,40,,\nD,1,1,,\n",
    )
    run(folder, tmp_path / "out.csv", "--problems", str(tmp_path / "wrong.csv"), code=1)
    found = {row["case"]: row for row in read(tmp_path / "out.csv")}
    # In order of first appearance; A has four lines: one that cannot be read, and its targets contradict one another.
    assert list(found) == ["A", "B", "C", "D"] and found["A"]["lines"] == "4"
    assert (found["A"]["total-ratio"], found["A"]["self-check-points"], found["A"]["problems"]) == ("", "100", "2")
    places = [
        (Path(each["file"]).name, each["row"], each["case"], each["column"]) for each in read(tmp_path / "wrong.csv")
    ]
    assert places == [("b.csv", "3", "A", "target"), ("b.csv", "4", "A", "used"), ("a.csv", "4", "", "case")]
    # Without the two bad cells: 50 + 30 + 40 of 300.
    (folder / "b.csv").write_text(head + "C,100,20,,\nA,100,30,,\n", "utf-8")
    (folder / "a.csv").write_text(head + "A,100,50,30%,\nB,100,10,,\n", "utf-8")
    run(folder, tmp_path / "out.csv")
    assert read(tmp_path / "out.csv")[0]["total-ratio"] == "0.4"


def test_results_go_into_a_folder_of_parts_that_was_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(writing, "CASES_A_PART", 40)
    many_cases.write_one(tmp_path / "one.csv", many_cases.rows(100))
    out = tmp_path / "out"
    run(tmp_path / "one.csv", f"{out}/", code=1)
    run(tmp_path / "one.csv", tmp_path / "all.csv", code=1)
    parts = sorted(out.iterdir())
    assert [each.name for each in parts] == ["part-00000.csv", "part-00001.csv", "part-00002.csv"]
    assert [len(read(each)) for each in parts] == [40, 40, 20]
    assert [row for each in parts for row in read(each)] == read(tmp_path / "all.csv")
    capsys.readouterr()
    run(tmp_path / "one.csv", out, code=2)
    assert "is not empty" in capsys.readouterr().err
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["all.csv", "one.csv", "out"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no tables"),
        ({"a": "case,limit,used\nA,1,1\n", "b": "case,used,limit\nB,1,1\n"}, "b.csv” has other headings"),
        ({"a": "case,limit,used\nA,1,1\n", "b": "什么,limit,used\nB,1,1\n"}, "No row of headings"),
        # The same headings, but another unit above them.
        ({"a": "case,limit,used\nA,1,1\n", "b": "单位：万元,,\ncase,limit,used\nB,1,1\n"}, "other headings"),
        ({"a": "case,limit,used\nA,1,1\n", "b": "\x00\x00"}, "b.csv” is not a table"),
    ],
)  # fmt: skip
def test_files_that_are_not_one_table_are_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], said: str
) -> None:
    run(write(tmp_path / "cases", **files), tmp_path / "out.csv", code=2)
    assert said in capsys.readouterr().err and not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["--engine", "dask"], "needs Dask"),
        (["-o", "results.parquet"], "needs pyarrow"),
        (["-o", "results.parquet/"], "needs pyarrow"),
    ],
)
def test_what_is_not_installed_is_named_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for module in (engine, parquet_file):
        monkeypatch.setattr(module, "find_spec", lambda _: None)
    many_cases.write_one(tmp_path / "one.csv", many_cases.rows(1))
    run("one.csv", "out.csv", *call, code=2)
    (tmp_path / "one.parquet").write_bytes(parquet_file.BEGIN)
    run("one.parquet", "out.csv", code=2)
    told = capsys.readouterr().err
    assert said in told and told.count("needs pyarrow") == 1 + (said == "needs pyarrow")
    assert {each.name for each in tmp_path.iterdir()} == {"one.csv", "one.parquet"}


def test_the_columns_of_a_frame_are_told_by_their_names_or_refused() -> None:
    # What Spark hands over has no page on which somebody could say what a column is.
    assert set(frames.columns_of_frame(["客户编号", "额度", "已用"]).by_field) == {"case", "line-limit", "line-used"}
    for names in (["name", "limit"], ["limit", "used"], ["colour"], ["case", "self-check-points", "months-counted"]):
        with pytest.raises(ValueError, match="hold no table of cases"):
            frames.columns_of_frame(names)
