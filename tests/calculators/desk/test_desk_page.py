"""What the desk's page asks for: the command's figures in pieces, personal data told, files that open again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from build_scripts.reading.words import words
from calculators import door
from calculators.desk import command
from calculators.desk.case import RESULT
from calculators.desk.personal import is_card_number, is_identity_number, personal

DAY = "2026-11-23"


def ask(what: str, **more: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(
        door(json.dumps({"calculator": "desk", "do": what, "lang": "en", "day": DAY, **more}))
    )
    return answer


def columns(text: str) -> dict[str, str]:
    """What each column is used as, as the opened page has it selected."""
    html = ask("open", text=text, name="x")["html"]
    rows = html.split("<select ")[1:]
    chosen = {}
    for row in rows:
        at = row.split('data-column="')[1].split('"')[0]
        option = next((each for each in row.split("<option ") if "selected" in each), 'value=""')
        chosen[at] = option.split('value="')[1].split('"')[0]
    return {at: field for at, field in chosen.items() if field}


def worked(text: str, *, rows: int = 2, masked: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The results' rows after the table was worked out in pieces of so many rows."""
    assert ask("begin", fields=columns(text), masked=list(masked)) == {}
    while not ask("more", rows=rows)["done"]:
        pass
    return list(csv.DictReader(io.StringIO(exported("csv").removeprefix("\ufeff"))))


def exported(kind: str) -> str:
    found, start = "", 0
    while start >= 0:
        piece = ask("export", kind=kind, **{"from": start})
        found, start = found + piece["text"], piece["next"]
    return found


def view(**more: object) -> str:
    asked = {"sort": "", "down": False, "band": "", "reason": "", "find": "", "from": 0, **more}
    return str(ask("view", **asked)["html"])


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
    html = ask("open", text=text, name="x")["html"]
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
        assert set(ask("open", text=text, name="x")) == {"said"}
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
