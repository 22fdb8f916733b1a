"""Tables as spreadsheets really are: merged cells, sums among the rows, one row a case, balances that compete."""

from __future__ import annotations

import pytest
from desk_command import Desk

from build_scripts.reading.places import ROOT
from calculators import pasted_table
from calculators.desk.chosen import chosen, used_as
from calculators.desk.columns import NAMES, Columns, as_told, columns_of
from calculators.desk.in_order import with_case
from calculators.desk.wide import with_lines
from calculators.pasted_table import Row

FIXTURES = ROOT / "tests/fixtures/desk"


def ratios(rows: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    return {row["case"]: (row["lines"], row["total-ratio"]) for row in rows}


def test_a_wide_table_under_merged_headings_as_excel_saves_it_in_chinese(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = desk.run((FIXTURES / "wide-merged-gb18030.csv").read_bytes(), code=1)
    # 38,000 of 80,000; 1,200 of 35,000, full-width digits among them. Sums count nothing twice.
    assert ratios(rows) == {
        "K-001": ("3", "0.475"), "K-002": ("2", "0.034285714286"), "K-003": ("0", ""), "K-004": ("2", ""),
    }  # fmt: skip
    assert [(each["row"], each["column"], each["read"]) for each in desk.problems] == [
        ("7", "花呗已用", "#REF!"), ("8", "借呗已用", "'=E8*2"),
    ]  # fmt: skip
    assert "有 1 行是合计，没有当成客户：第 10 行" in capsys.readouterr().err


def test_a_case_named_once_is_filled_down_where_that_is_safe_and_asked_about_where_it_is_not(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = desk.run((FIXTURES / "named-once.csv").read_bytes(), "--lang", "en", code=1)
    # Not taken: a second Jiebei of one client, a row below a sum, a row with a month code of its own.
    assert [row["lines"] for row in rows] == ["3", "2", "1", "1"]
    assert [each["row"] for each in desk.problems] == ["8", "12", "14"]
    said = capsys.readouterr().err
    assert "sums of others: 3 (5, 10, 15)" in said and "with the case above them: 3 (3, 4, 7)" in said


@pytest.mark.parametrize(
    "table",
    [
        # One name is missing among many; names are repeated; a gap; no name of a line to tell them apart.
        "case,line-name,line-limit,line-used\nA,花呗,100,10\n,借呗,100,90\nB,花呗,100,10\nC,花呗,100,10\nD,花呗,100,10\n",
        "case,line-name,line-limit,line-used\nA,花呗,100,10\nA,借呗,100,10\n,花呗,100,90\n,借呗,100,90\n",
        "case,line-name,line-limit,line-used\nA,花呗,100,10\n\n,借呗,100,90\n,信用卡,100,90\n",
        "case,line-limit,line-used\nA,100,10\n,100,90\n,100,90\n",
    ],
)
def test_a_name_that_may_have_been_forgotten_is_not_put_in(desk: Desk, table: str) -> None:
    rows = desk.run(table, code=1)
    assert all(row["total-ratio"] == "0.1" for row in rows)
    assert all("看不出是不是上一行那个客户的" in each["message"] for each in desk.problems) and desk.problems


WIDE = [
    "客户,花呗额度,花呗已用,借呗额度,借呗已用\n甲,10000,6200,50000,12000\n",
    "client,Huabei limit,Huabei used,Jiebei limit,Jiebei used\nA,10000,6200,50000,12000\n",
    "客户,额度1,已用1,额度2,已用2\n甲,10000,6200,50000,12000\n",
    "client,limit 1,used 1,limit 2,used 2\nA,10000,6200,50000,12000\n",
    "客户,额度（花呗）,已用（花呗）,额度（借呗）,可用（借呗）\n甲,10000,6200,50000,38000\n",
    "客户,额度,已用,额度.1,已用.1\n甲,10000,6200,50000,12000\n",
    "客户,额度,已用,额度,已用\n甲,10000,6200,50000,12000\n",
    "客户,花呗,,借呗,\n,额度,已用,额度,已用\n甲,10000,6200,50000,12000\n",
    "客户,目标,花呗,,借呗,\n,,额度,已用,额度,已用\n甲,,10000,6200,50000,12000\n",
    "单位：万元\n客户,花呗,,借呗,\n,额度,已用,额度,已用\n甲,1,0.62,5,1.2\n",
    "客户,花呗额度,花呗已用,借呗额度,借呗已用,总额度,总已用\n甲,10000,6200,50000,12000,60000,18200\n",
    "客户,总额度,总欠款,花呗额度,花呗已用,借呗额度,借呗已用\n甲,60000,18200,10000,6200,50000,12000\n",
]


@pytest.mark.parametrize("table", WIDE)
def test_a_row_a_case_is_read_in_both_languages(desk: Desk, table: str) -> None:
    (row,) = desk.run(table)
    assert (row["lines"], row["total-ratio"], row["highest-ratio"]) == ("2", "0.303333333333", "0.62")


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("客户,花呗额度,借呗额度,已用\n甲,1,2,3\n", "花呗额度 / 借呗额度"),
        ("客户,花呗额度,花呗已用,借呗额度,借呗已用,白条额度\n甲,1,1,1,1,1\n", "白条额度"),
        ("client,limit,limit,used,used\nA,1,2,3,4\n", "limit / limit"),
        ("客户,额度,已出账单欠款,未出账欠款\n甲,100,30,75\n", "已出账单欠款 / 未出账欠款"),
    ],
)
def test_columns_of_which_nobody_can_tell_whose_they_are_are_named_and_nothing_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], table: str, named: str
) -> None:
    desk.run(table, code=2)
    assert named in capsys.readouterr().err


def test_a_problem_of_a_wide_row_is_in_its_own_column(desk: Desk) -> None:
    rows = desk.run(
        "客户,花呗额度,花呗已用,借呗额度,借呗已用,目标\n甲,100,10,abc,1,30%\n乙,100,10,,,\n丙,100,10,100,-,x\n", code=1
    )
    assert [(row["lines"], row["total-ratio"]) for row in rows] == [("2", ""), ("1", "0.1"), ("2", "")]
    assert [(each["row"], each["column"]) for each in desk.problems] == [("2", "借呗额度"), ("4", "目标")]


def test_what_is_available_tells_what_is_used_or_contradicts_it(desk: Desk) -> None:
    assert desk.run("client,limit,available balance\nA,10000,2500\n")[0]["total-ratio"] == "0.75"
    table = "client,limit,statement balance,current balance,available\nA,10000,300,7500,2500\nB,10000,300,7500,2000\n"
    rows = desk.run(table, "--lang", "en", code=1)
    assert [row["total-ratio"] for row in rows] == ["0.75", ""]
    assert "do not fit together" in desk.problems[0]["message"] and desk.problems[0]["column"] == "available"


def test_errors_and_formulas_left_in_cells_are_said(desk: Desk) -> None:
    rows = desk.run("case,limit,used,months\nA,#DIV/0!,1,\nB,100,=B2*2,\n#N/A,100,1,\nC,100,10,#N/A\n", code=1)
    assert [row["total-ratio"] for row in rows] == ["", "", "0.1"]
    assert [(each["row"], each["case"]) for each in desk.problems] == [("2", "A"), ("3", "B"), ("4", "")]


@pytest.mark.parametrize(
    ("cells", "with_its_case"),
    [(("100", "10"), ("100", "10", "A")), (("100",), ("100", "", "A")), (("1", "2", "", "x"), ("1", "2", "A", "x"))],
)
def test_a_row_gets_its_case_and_as_many_cells_as_that_needs(
    cells: tuple[str, ...], with_its_case: tuple[str, ...]
) -> None:
    columns = columns_of(pasted_table.read_table("limit,used,case\n100,10,A\n", NAMES))
    assert columns and with_case(Row(3, cells, ""), "A", columns).cells == with_its_case


@pytest.mark.parametrize("table", WIDE[:2])
def test_lines_of_a_row_keep_their_names_where_a_person_chooses_their_columns(table: str) -> None:
    told = with_lines(as_told(pasted_table.read_table(table, NAMES)))
    assert isinstance(told, Columns)
    uses = used_as(told)
    # The case, then limit and used of each of two lines.
    assert uses == {0: "case", 1: "line-limit@0", 2: "line-used@0", 3: "line-limit@1", 4: "line-used@1"}
    found = chosen(told, uses)
    names = ["花呗", "借呗"] if "花呗" in table else ["huabei", "jiebei"]
    assert found and [line.line_name for line in found.lines] == names
    # Of one line alone the row is that line.
    one = chosen(told, {0: "case", 1: "line-limit@0", 2: "line-used@0"})
    assert one and one.line_name == names[0] and not one.lines
