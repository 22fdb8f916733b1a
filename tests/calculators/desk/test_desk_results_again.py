"""Results opened again, in the page and by the command: equal figures, and a sentence at whatever was changed."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path

import pytest
from a_workbook import workbook
from desk_asked import DAY, ask, exported, made, open_table, opened_again, view, worked
from desk_command import Desk

from build_scripts.reading.words import words
from calculators.desk import command, page
from calculators.desk.case import RESULT

# The sample, a case that begins as a formula does, and one of whose ratio a spreadsheet keeps as 1e-05.
SAMPLE = words("desk", "en")["sample"].strip() + (
    "\n=B,Card,card,100,25.5,open,no,,1111111\n007,Card,card,100000,1,open,no,0,\n"
)
HOUSE = '[utilisation]\ntarget = "50%"\n'
HEAD = ",".join(RESULT) + "\r\n"
GOOD = "A,1,0.5,0.5,20.00,20.00,91,7,0\r\n"


@pytest.mark.parametrize("rules", ["", HOUSE])
def test_an_export_opens_again_with_equal_figures(rules: str, tmp_path: Path) -> None:
    ask("rules", name="house.toml", text=rules)
    worked(SAMPLE)
    table, lines = exported("csv"), exported("jsonl")
    (tmp_path / "in.csv").write_text(SAMPLE, "utf-8")
    (tmp_path / "house.toml").write_text(rules, "utf-8")
    call = [str(tmp_path / "in.csv"), "--day", DAY, *(["--rules", str(tmp_path / "house.toml")] if rules else [])]
    for name in ("out.csv", "out.jsonl", "out.xlsx"):
        assert command.main([*call, "-o", str(tmp_path / name)]) == command.SOME_PROBLEMS
    assert "'=B," in table and (",rules" in table) == bool(rules)
    # The page's own house rules are others meanwhile: results are by those that they name.
    ask("rules", name="house.toml", text="")
    for kept in (table, lines, *((tmp_path / name).read_bytes() for name in ("out.csv", "out.jsonl", "out.xlsx"))):
        opened_again(kept)
        assert exported("csv") == table and exported("jsonl") == lines and exported("problems").count("\n") == 1
    # A workbook made of results opened again holds results alone, and opens once more.
    opened_again(made("workbook"))
    assert exported("csv") == table
    for name in ("out.csv", "out.jsonl", "out.xlsx"):
        again = tmp_path / "again.csv"
        assert command.main([str(tmp_path / name), "-o", str(again)]) == command.ALL_WELL
        assert again.read_bytes() == table.encode()


def test_results_opened_again_are_said_to_be_a_file_s_and_what_it_does_not_tell_is_not_guessed() -> None:
    worked(SAMPLE)
    table, bands = exported("csv"), view(sort="band")
    assert "not worked out again" in open_table(table)["told"]
    rows = opened_again(table)
    shown = view(sort="band")
    assert "nothing was worked out again" in shown and "data-open" not in shown
    # The chart, the bands and who stands in them are those of the table.
    assert (
        shown[shown.index("desk-charts") : shown.index("<thead>")].replace(" desk-warn", "")
        == (bands[bands.index("desk-charts") : bands.index("<thead>")])
    )
    # A-003 is overdue and over its limit; the file tells the second alone. A-005 has a cell that was not read.
    assert ">A-003<" in view(reason="over") and ">A-005<" in view(reason="problem")
    assert "does not say which cases" in view(reason="overdue") and "No such case" in view(find="nobody")
    assert [row["case"] for row in rows][-2:] == ["'=B", "007"]
    said = ask("make", kind="reports", rows=10, **{"from": 0}, sort="", down=False, band="", reason="", find="")
    assert said["refused"] and "does not hold the lines" in said["said"]


def test_where_a_case_stands_is_told_by_its_figures_as_it_was_worked_out() -> None:
    chance = random.Random(19)
    amounts = ("0", "1", "98.99", "99", "99.01", "100", "100.01", "300", "-5", "")
    lines = ["case,limit,used,status,target,months"]
    for at in range(400):
        target = chance.choice(("30%", "0", "100", "33.3333%", ""))
        for _ in range(chance.choice((1, 1, 2))):
            limit, used = chance.choice(("0", "100", "300")), chance.choice(amounts)
            lines.append(f"C{at},{limit},{used},{chance.choice(('open', 'open', 'frozen'))},{target},")
    worked("\n".join(lines), rows=1000)
    before = {each.row[0]: each for each in page.desk.work.results}  # type: ignore[union-attr]
    opened_again(exported("csv"), rows=1000)
    after = {each.row[0]: each for each in page.desk.work.results}  # type: ignore[union-attr]
    assert before.keys() == after.keys() and len({each.band for each in after.values()}) > 6
    for name, each in after.items():
        # Without a target nothing is to be repaid, so that a case without an open limit leaves no figure.
        untold = not each.figure("repay-total") and not each.figure("total-ratio")
        assert each.band == ("" if untold else before[name].band), (name, each.row)
        assert set(each.reasons) <= set(before[name].reasons) or untold


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("B,1,half,0.5,20.00,20.00,91,7,0", ("total-ratio", "half")),
        ("B,1,0.5,50%,20.00,20.00,91,7,0", ("highest-ratio", "50%")),
        ("B,1,0.5,0.5,20.005,20.00,91,7,0", ("repay-total", "20.005")),
        ("B,1,0.5,0.5,20.00,20.00,101,7,0", ("self-check-points", "101")),
        ("B,,0.5,0.5,20.00,20.00,91,7,0", ("lines", "")),
        ("B,1,0.5,0.5,20.00,2", ("", "2")),
        ("B,1,0.5,0.5,20.00,20.00,91,7,0,more", ("", "more")),
        (",1,0.5,0.5,20.00,20.00,91,7,0", ("case", "")),
        (GOOD.strip(), ("case", "A")),
    ],
    ids=["word", "per-cent", "fen", "points", "no-lines", "half", "wide", "no-case", "twice"],
)
def test_a_changed_or_half_row_is_a_problem_at_its_row_and_column(
    row: str, problem: tuple[str, str], desk: Desk
) -> None:
    table = HEAD + GOOD + row
    rows = opened_again(table)
    found = list(csv.DictReader(io.StringIO(exported("problems").removeprefix("\ufeff"))))
    assert [(each["row"], each["column"], each["read"]) for each in found] == [("3", *problem)]
    assert found[0]["message"] and list(rows[0].values()) == GOOD.strip().split(",")
    if problem[0] in RESULT[1:]:
        assert rows[1][problem[0]] == "" and sum(map(bool, rows[1].values())) == sum(map(bool, row.split(","))) - bool(
            problem[1]
        )
    # What was left out makes no case one without a limit: where it stands is not told.
    assert {each.band for each in page.desk.work.results[1:]} <= {""}  # type: ignore[union-attr]
    assert desk.run(table, "--lang", "en", code=command.SOME_PROBLEMS) == rows
    assert desk.problems == found
    # The same as a workbook's sheet, where a half row is one with empty cells, and as JSON lines.
    if len(row.split(",")) == len(RESULT):
        assert opened_again(workbook(table)) == rows
        lines = (dict(zip(RESULT, each.split(","), strict=True)) for each in (GOOD.strip(), row))
        assert opened_again("".join(json.dumps(each) + "\n" for each in lines)) == rows


def test_half_a_line_of_json_and_rows_of_other_rules_give_no_figures() -> None:
    first = json.dumps(dict(zip(RESULT, GOOD.strip().split(","), strict=True)))
    assert [row["lines"] for row in opened_again(first + "\n" + first[:40])] == ["1"]
    assert "2,," in exported("problems")
    one, other = "0123456789abcdef", "fedcba9876543210"
    table = HEAD.strip() + ",rules\r\n" + GOOD.strip() + f",{one}\r\nB,1,0.5,0.5,20.00,20.00,91,7,0,{other}\r\n"
    rows = opened_again(table)
    assert [(row["total-ratio"], row["rules"]) for row in rows] == [("0.5", one), ("", one)]
    assert f"3,rules,B,{other}," in exported("problems") and f"The file says: worked out by house rules {one}" in view()


def test_a_fault_in_results_of_one_file_is_told_by_its_row_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Files are named where there are several.
    (tmp_path / "results.csv").write_text(HEAD + GOOD + "B,1,half,0.5,20.00,20.00,91,7,0\r\n", "utf-8")
    call = [str(tmp_path / "results.csv"), "-o", str(tmp_path / "again.csv"), "--lang", "en"]
    assert command.main(call) == command.SOME_PROBLEMS
    told = [line for line in capsys.readouterr().err.splitlines() if "half" in line]
    assert len(told) == 1 and told[0].startswith("Row 3, “total-ratio”: ")


def test_names_in_results_are_told_and_can_be_numbers_instead() -> None:
    table = HEAD + GOOD.replace("A,", "王小明,") + GOOD.replace("A,", "李小红,")
    assert "looks like" not in open_table(HEAD + GOOD)["html"] and "data-mask" in open_table(table)["html"]
    assert [row["case"] for row in opened_again(table, masked=("0",))] == ["Case 1", "Case 2"]
    assert "王小明" not in view() + exported("jsonl")


def test_results_whose_columns_were_changed_or_that_come_with_house_rules_are_refused(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "their columns were changed" in open_table(HEAD.replace("lines,", "") + GOOD)["said"]
    (desk.folder / "house.toml").write_text(HOUSE, "utf-8")
    desk.run(HEAD + GOOD, "--rules", str(desk.folder / "house.toml"), "--lang", "en", code=command.UNUSABLE)
    assert "Leave --rules out" in capsys.readouterr().err
    (desk.folder / "parts").mkdir()
    (desk.folder / "parts" / "out.csv").write_text(HEAD + GOOD, "utf-8")
    assert command.main([str(desk.folder / "parts"), "--lang", "en"]) == command.UNUSABLE
    assert "These are results" in capsys.readouterr().err
