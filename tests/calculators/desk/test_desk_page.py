"""What the desk's page asks for: the command's figures in pieces, personal data told, files that open again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from a_workbook import workbook
from desk_asked import DAY, ask, columns, exported, open_table, view, worked

from build_scripts.reading.places import ROOT
from build_scripts.reading.words import words
from calculators.desk import command
from calculators.desk.case import RESULT
from calculators.desk.personal import is_card_number, is_identity_number, personal


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample_gives_the_files_that_the_command_gives(lang: str, tmp_path: Path) -> None:
    sample = words("desk", lang)["sample"].strip() + "\n"
    worked(sample)
    table, out, wrong = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "wrong.csv"
    table.write_text(sample, "utf-8")
    for name, kind in ((out, "csv"), (tmp_path / "out.jsonl", "jsonl")):
        code = command.main([str(table), "-o", str(name), "--problems", str(wrong), "--lang", "en", "--day", DAY])
        assert code == command.SOME_PROBLEMS
        assert exported(kind).encode() == name.read_bytes()
    assert exported("problems").encode() == wrong.read_bytes()
    # The case of three lines is the one that test_desk_command.py works by hand.
    first = dict(zip(RESULT, ["A-001", "3", "0.475", "0.99", "14000.00", "17000.00", "91", "7", "0"], strict=True))
    assert worked(sample)[0] == first


WIDE = "客户,花呗额度,花呗已用,借呗额度,借呗已用,还款代码\n甲,1000,475,2000,0,NNNNNN1\n乙,1000,999.5,2000,10,\n"


@pytest.mark.parametrize("name", ["wide-merged-gb18030.csv", "named-once.csv", "wide.csv", "apart.csv", "book.xlsx"])
def test_the_page_reads_what_the_command_reads_in_pieces_of_any_size(name: str, tmp_path: Path) -> None:
    made = {
        "wide.csv": WIDE.encode("utf-16"),
        # Rows of one case far from one another, and a row that names none.
        "apart.csv": b"case,limit,used,months\nA,1000,1,NNNNNN\nB,1000,2,\n,5,5,\nA,1000,3,\nC,1000,4,\nB,9,9,\n",
        "book.xlsx": workbook(WIDE),
    }
    table = made.get(name) or (ROOT / "tests/fixtures/desk" / name).read_bytes()
    given, out, wrong = tmp_path / name, tmp_path / "out.csv", tmp_path / "wrong.csv"
    given.write_bytes(table)
    command.main([str(given), "-o", str(out), "--problems", str(wrong), "--lang", "en", "--day", DAY])
    for rows in (1, 3, 1000):
        worked(table, rows=rows)
        assert exported("csv").encode() == out.read_bytes()
        assert exported("problems").encode() == wrong.read_bytes()


def test_lines_in_one_row_are_told_apart_and_can_be_chosen_otherwise() -> None:
    assert columns(WIDE) == {
        "0": "case", "1": "line-limit@0", "2": "line-used@0", "3": "line-limit@1", "4": "line-used@1", "5": "months",
    }  # fmt: skip
    # A column of the second line that its heading does not tell: the page says so, and goes by what the reader says.
    table = "case,Huabei limit,Huabei used,Jiebei limit,Jiebei so far\nA,1000,475,2000,25\n"
    assert "Jiebei limit" in open_table(table)["told"] and "Or choose" in open_table(table)["told"]
    assert ask("begin", fields={"0": "case", "1": "line-limit@0", "3": "line-limit@1"}, masked=[])["said"]
    chosen = {"0": "case", "1": "line-limit@0", "2": "line-used@0", "3": "line-limit@1", "4": "line-used@1"}
    assert ask("begin", fields=chosen, masked=[]) == {}
    ask("more", rows=100)
    # 500 of 3,000.
    assert next(csv.DictReader(io.StringIO(exported("csv"))))["total-ratio"] == "0.166666666667"


def test_a_sheet_of_several_is_named() -> None:
    assert "“Sheet1” was read; not read: more" in open_table(workbook(WIDE))["told"]


def test_cases_come_while_the_table_is_read() -> None:
    assert ask("begin", fields=columns(WIDE), masked=[]) == {}
    assert ask("more", rows=2)["cases"] == 1 and "甲" in view() and "乙" not in view()


def test_pieces_of_any_size_give_the_same(tmp_path: Path) -> None:
    text = "case,limit,used\n" + "".join(f"C{at % 37},1000,{at}\n" for at in range(300))
    assert worked(text, rows=1) == worked(text, rows=7) == worked(text, rows=10_000)


def test_those_that_a_person_should_look_at_come_first_and_can_be_asked_for_alone() -> None:
    worked(words("desk", "en")["sample"].strip())
    html = view()
    # A-003 is overdue; A-001 ends in a month not paid; A-004 owes on a frozen line; A-005 has a cell that was not read.
    order = [html.index(f">{case}<") for case in ("A-003", "A-001", "A-004", "A-005", "A-002")]
    assert order == sorted(order)
    alone = view(reason="overdue")
    assert ">A-003<" in alone and ">A-001<" not in alone
    # By the total utilisation, highest first: 31,200 of 30,000; 14,000 of the open 5,000; 0.475; 0.2.
    html = view(sort="total-ratio", down=True)
    assert html.index(">A-004<") < html.index(">A-003<") < html.index(">A-001<") < html.index(">A-002<")
    assert ">A-002<" in view(find="a-002") and ">A-001<" not in view(find="a-002")
    assert "no credit score" in html


def test_a_name_is_told_before_anything_is_computed_and_numbers_stand_in_its_place() -> None:
    text = "客户姓名,额度,已用\n王小明,100,50\n李小红,100,30\n王小明,100,30\n"
    html = open_table(text)["html"]
    assert "王小明" not in html and "looks like names" in html
    rows = worked(text, masked=("0",))
    assert [(row["case"], row["lines"], row["total-ratio"]) for row in rows] == [
        ("Case 1", "2", "0.4"),
        ("Case 2", "1", "0.3"),
    ]
    assert "王小明" not in view() + exported("problems") + exported("jsonl")


def test_identity_and_card_numbers_are_told_by_their_check_digits() -> None:
    # GB 11643's own example: 11010519491231002X; one digit off it is none.
    assert is_identity_number("11010519491231002x") and not is_identity_number("11010519491231003x")
    # Luhn: the usual test number, and one digit off.
    assert is_card_number("4111111111111111") and not is_card_number("4111111111111112")
    assert personal("a", ["13800000000"]) == "phone" and personal("a", ["10000", "6200"]) == ""
    assert personal("b", ["花呗", "借呗", "信用卡"]) == ""


def test_what_cannot_be_used_is_said_and_nothing_is_kept_of_it() -> None:
    for text in ("", "PK\x03\x04…", "no table here"):
        assert set(open_table(text)) == {"said"}
    assert ask("begin", fields={}, masked=[])["said"] == "No table is open."
    open_ = columns("case,limit,used\nA,100,50\n")
    assert "case" in ask("begin", fields={"1": open_["1"]}, masked=[])["said"]
    assert "Two columns" in ask("begin", fields={**open_, "2": "line-limit"}, masked=[])["said"]


def test_an_erased_table_is_gone_and_a_quote_left_open_keeps_what_was_read() -> None:
    worked("case,limit,used\nA,100,50\n")
    ask("erase")
    assert view() == "" and ask("more", rows=1) == {"done": True}
    rows = worked('case,limit,used\n=A,100,50\nB,100,"30\n')
    assert [row["case"] for row in rows] == ["'=A", "B"]
