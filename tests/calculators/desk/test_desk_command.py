"""The case desk from the command line: real files in, results and problems out, as the single calculators say."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle

import pytest
from desk_command import DAY, Desk
from hypothesis import given
from hypothesis import strategies as st

from calculators import answer
from calculators.desk.case import FIGURES, RESULT

HEAD = "case,line-name,line-kind,line-limit,line-used,line-status,line-overdue,target,months\n"


XIAO_LIN = (
    HEAD
    + "A,花呗,huabei,10000,6200,,,30%,NNNNNN1\nA,借呗,jiebei,50000,12000,,,,\nA,信用卡,credit-card,20000,19800,,,,\n"
)


def test_a_case_of_three_lines_worked_by_hand(desk: Desk) -> None:
    (row,) = desk.run(XIAO_LIN)
    # 38,000 of 80,000; 19,800 of 20,000; to 30 % of 80,000 it takes 14,000; line by line 3,200 + 0 + 13,800.
    # Seven months, the last one a 1: 100 - 9.
    assert row == {
        "case": "A", "lines": "3", "total-ratio": "0.475", "highest-ratio": "0.99", "repay-total": "14000.00",
        "repay-every-line": "17000.00", "self-check-points": "91", "months-counted": "7", "problems": "0",
    }  # fmt: skip
    assert tuple(row) == RESULT and desk.problems == []


def test_cases_come_in_order_of_first_appearance_wherever_their_rows_are(desk: Desk) -> None:
    rows = desk.run(HEAD + "B,,,100,50,,,,\nA,,,100,10,,,,\nB,,,100,30,,,,\n")
    assert [(row["case"], row["lines"], row["total-ratio"]) for row in rows] == [("B", "2", "0.4"), ("A", "1", "0.1")]


def test_chinese_headings_a_unit_a_preamble_and_gb18030(desk: Desk) -> None:
    text = "客户额度表,,,\r\n单位：万元,,,\r\n客户编号,产品,授信额度,已用额度\r\n甲,花呗,1,0.62\r\n乙,借呗,5,1.2\r\n"
    rows = desk.run(text.encode("gb18030"))
    assert [(row["case"], row["total-ratio"]) for row in rows] == [("甲", "0.62"), ("乙", "0.24")]
    for encoded in (text.encode("utf-8-sig"), text.encode("utf-16"), text.replace(",", "\t").encode()):
        assert desk.run(encoded) == rows


def test_a_bad_cell_is_told_by_row_and_column_and_costs_its_own_case_alone(desk: Desk) -> None:
    table = HEAD + "A,,,abc,50,,,,\nB,,,100,50,,,,NNNNNX\n,,,1,1,,,,\nC,,,100,50,maybe,,,\nD,,,100,25,,,,\n"
    rows = desk.run(table, "--lang", "en", code=1)
    assert [(row["case"], row["total-ratio"], row["problems"]) for row in rows] == [
        ("A", "", "1"), ("B", "0.5", "1"), ("C", "", "1"), ("D", "0.25", "0"),
    ]  # fmt: skip
    found = [(each["row"], each["column"], each["case"], each["read"]) for each in desk.problems]
    assert found == [("2", "line-limit", "A", "abc"), ("3", "months", "B", "NNNNNX"), ("4", "case", "", ""),
        ("5", "line-status", "C", "maybe")]  # fmt: skip
    assert desk.problems[0]["message"].startswith("Row 2, “Limit”: “abc” could not be read as money")
    assert "says neither open nor frozen" in desk.problems[3]["message"]


def test_targets_and_months_that_contradict_one_another_are_not_used(desk: Desk) -> None:
    (row,) = desk.run(HEAD + "A,,,100,50,,,30%,NNNNNN\nA,,,100,50,,,40%,NNNNNN\n", code=1)
    assert (row["total-ratio"], row["repay-total"], row["self-check-points"]) == ("0.5", "", "100")
    assert desk.problems[0]["row"] == "3" and "30%" in desk.problems[0]["message"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "不是文本表格"),
        (b"PK\x03\x04\x14\x00\x06\x00", "不是文本表格"),
        (b"\x00" * 400, "不是文本表格"),
        ("名称,额度,已用\n花呗,1,1\n".encode(), "没有认出表头"),
        ((HEAD + 'A,"' + "x" * 3_000_000).encode(), "读不成表格"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_nothing_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], table: bytes, said: str
) -> None:
    assert desk.run(table, code=2) == []
    assert said in capsys.readouterr().err


def test_hostile_cells_are_problems_and_never_a_formula_or_a_crash(desk: Desk) -> None:
    name = "=HYPERLINK(1)"
    table = HEAD + f"{name},,,1e20,１２００,,,,\nB,,,{'9' * 1_000_000},1,,,,\nC,,,-5,1,,,,\nD,,,１０００,５００,,,,\n"
    rows = desk.run(table, code=1)
    assert rows[0]["case"] == f"'{name}" and rows[3]["total-ratio"] == "0.5"
    assert [each["row"] for each in desk.problems] == ["2", "3", "4"]
    # What was written is read again as the same case.
    again = desk.run(f"case,line-limit,line-used\n{rows[0]['case']},100,10\n")
    assert again[0]["case"] == f"'{name}" and again[0]["total-ratio"] == "0.1"


def test_a_row_in_another_currency_or_with_too_many_cells_is_not_worked_out(desk: Desk) -> None:
    rows = desk.run("case,line-limit,line-used,币种\nA,100,50,USD\nB,100,50,元\nC,1,000,50\nD,1,1,,,9\n", code=1)
    assert [(row["case"], row["total-ratio"]) for row in rows] == [("A", ""), ("B", "0.5"), ("C", ""), ("D", "")]
    assert "不是人民币元" in desk.problems[0]["message"] and "逗号把一格拆开" in desk.problems[1]["message"]
    assert "格子比表头多" in desk.problems[2]["message"]


RULES = """
[utilisation]
target = "50%"
[self-check]
months-needed = 3
late-points = [
    { up_to_months_ago = 12, per_digit = 20, for_m = 5 },
    { up_to_months_ago = 24, per_digit = 10, for_m = 5 },
]
"""


def test_house_rules_change_points_and_target_and_are_named_in_the_results(desk: Desk) -> None:
    rules = desk.folder / "house.toml"
    rules.write_text(RULES, "utf-8")
    rows = desk.run(HEAD + "A,,,100,80,,,,NN1\nB,,,100,80,,,70%,NN\n", "--rules", str(rules))
    # To 50 % it takes 30; the case's own target comes first. 100 - 20 with three months; two are too few.
    assert [(row["repay-total"], row["self-check-points"]) for row in rows] == [("30.00", "80"), ("10.00", "")]
    assert len(rows[0]["rules"]) == 16 and rows[0]["rules"] == rows[1]["rules"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("[utilisation]\ntarget = 30\n", "utilisation.target"),
        ("[self-check]\nname = 'Score'\n", "self-check.name"),
        ("[notice]\nhide = true\n", "notice"),
        ("[self-check]\nlate-points = [{up_to_months_ago=24, per_digit=3, for_m=3}]\n", "late-points"),
        # Points that grow with the months ago, and months that do not reach 24.
        ("[self-check]\nlate-points = [{up_to_months_ago=6, per_digit=3, for_m=1}, "
         "{up_to_months_ago=24, per_digit=9, for_m=1}]\n", "late-points"),
        ("[self-check]\nlate-points = [{up_to_months_ago=6, per_digit=3, for_m=1}]\n", "late-points"),
        ("not toml", "house.toml"),
    ],
)  # fmt: skip
def test_rules_that_break_a_promise_or_name_anything_else_are_refused(
    desk: Desk, capsys: pytest.CaptureFixture[str], rules: str, said: str
) -> None:
    (desk.folder / "house.toml").write_text(rules, "utf-8")
    assert desk.run(XIAO_LIN, "--rules", str(desk.folder / "house.toml"), code=2) == []
    assert said in capsys.readouterr().err


def test_standard_input_and_output_and_json_lines(desk: Desk) -> None:
    call = [sys.executable, "-m", "calculators", "desk", "-", "--day", DAY]
    done = subprocess.run(call, input=XIAO_LIN.encode(), capture_output=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith(b"\xef\xbb\xbfcase,lines,") and b"\r\n" in done.stdout
    out = desk.folder / "out.jsonl"
    done = subprocess.run([*call, "-o", str(out)], input=XIAO_LIN.encode(), capture_output=True, check=False)
    assert json.loads(out.read_text("utf-8"))["self-check-points"] == "91"
    assert "1 个客户" in done.stderr.decode()
    assert subprocess.run([sys.executable, "-m", "calculators"], capture_output=True, check=False).returncode == 2


AMOUNTS = st.integers(0, 10**9).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
LINES = st.tuples(
    st.sampled_from(["huabei", "jiebei", "credit-card", "other"]), AMOUNTS, AMOUNTS, st.sampled_from(["open", "frozen"])
)
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
# An amount as spreadsheets and people dress it; each means the same.
DRESSES = (
    lambda text: text,
    lambda text: f"¥{text}",
    lambda text: f"{text} 元",
    lambda text: f"RMB {text}",
    lambda text: f'="{text}"',
    lambda text: f"'{text}",
    lambda text: f"  {text}\u00a0",
    lambda text: f"{int(text[:-3]):,}{text[-3:]}",
    lambda text: f"{int(text[:-3]):,}{text[-3:]}".replace(",", "\u202f"),
    lambda text: text.translate(FULL_WIDTH),
)
DRESSED = st.lists(st.sampled_from(DRESSES), min_size=2, max_size=9)
CASES = st.lists(
    st.tuples(
        st.lists(LINES, max_size=4), st.sampled_from(["", "30%", "12.5"]), st.text("NM1234567*#/ABCGDZ", max_size=24)
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@given(cases=CASES, dressed=DRESSED)
def test_a_row_of_the_desk_is_what_the_single_calculators_answer(
    tmp_path_factory: pytest.TempPathFactory,
    cases: list[tuple[list[tuple[str, str, str, str]], str, str]],
    dressed: list[Callable[[str], str]],
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    dress = cycle(dressed)
    writer.writerow(HEAD.strip().split(","))
    for number, (lines, target, months) in enumerate(cases):
        for kind, limit, used, status in lines or [("", "", "", "")]:
            limit, used = (next(dress)(each) if each else "" for each in (limit, used))
            writer.writerow([f"case {number}", "", kind, limit, used, status, "", target, months])
    desk = Desk(tmp_path_factory.mktemp("desk"))
    rows = desk.run(out.getvalue())
    for row, (lines, target, months) in zip(rows, cases, strict=True):
        columns = list(zip(*lines, strict=True)) or [(), (), (), ()]
        form = dict(zip(("line-kind", "line-limit", "line-used", "line-status"), map(list, columns), strict=True))
        found = answer("utilisation", {**form, "target": target}, lang="zh", day=DAY) if lines else {}
        found |= {
            {"score": "self-check-points"}.get(name, name): value
            for name, value in answer("repayment-habit", {"months": months}, lang="zh", day=DAY).items()
        }
        assert {name: row[name] for name in FIGURES} == {name: found.get(name, "") for name in FIGURES}
