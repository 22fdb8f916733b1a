"""What the desk's page gives: files that open again with equal figures, links, groups; house rules in all of them."""

from __future__ import annotations

import csv
import gc
import html
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from desk_asked import DAY, ask, columns, exported, made, open_table, view, worked
from desk_command import Desk

from build_scripts.reading.words import words
from calculators import answer
from calculators.desk import page_files
from calculators.desk.case import FIGURES

SAMPLE = words("desk", "en")["sample"].strip() + "\n=B,Card,card,100,25.5,open,no,,1111111\n"
SITE = {"target": "", "months-needed": "6", "late-points": [["6", "9", "3"], ["12", "6", "2"], ["24", "3", "1"]]}
HOUSE = {"target": "50%", "months-needed": "3", "late-points": [["12", "20", "5"], ["24", "10", "5"], ["", "", ""]]}


def test_a_workbook_opens_again_with_equal_figures() -> None:
    before = worked(SAMPLE)
    content = made("workbook")
    assert content == made("workbook", rows=1000)
    after = worked(content)
    # The cell that was not read stands in no workbook, so its problem is gone; every figure is the same.
    assert [[row[name] for name in ("case", *FIGURES)] for row in after] == [
        [row[name] for name in ("case", *FIGURES)] for row in before
    ]
    assert "7" in {row["months-counted"] for row in after} and before[-1]["case"] == "'=B"


def test_a_workbook_is_sound_and_its_first_sheet_holds_the_results_as_numbers() -> None:
    before = worked(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(made("workbook"))) as book:
        assert book.testzip() is None
        for name in book.namelist():
            ElementTree.fromstring(book.read(name))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    spaced = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    rows = sheet.findall("sheetData/row", spaced)
    # 0.475 and 14000.00 of the case of three lines (worked by hand in test_desk_command.py).
    figures = [cell.findtext("v", None, spaced) for cell in rows[1].findall("c", spaced)]
    assert figures == [None, "3", "0.475", "0.99", "14000.00", "17000.00", "91", "7", "0"]
    assert len(rows) == len(before) + 1


def test_pages_on_paper_are_named_by_number_and_lead_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    worked(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(made("reports", reason="any"))) as zipped:
        pages = {name: zipped.read(name).decode() for name in zipped.namelist()}
    # A-003 is overdue, so it is the first; A-002 has nothing to look at.
    assert "A-003" in pages["0001.html"] and "104%" in pages["0001.html"] and "no credit score" in pages["0001.html"]
    assert len(pages) == 6 and "A-002" not in "".join(pages.values())
    assert re.findall('(?:src|href)="([^"]*)"', "".join(pages.values())) == [f"000{at}.html" for at in range(1, 6)]
    monkeypatch.setattr("calculators.desk.page.MOST_REPORTS", 2)
    monkeypatch.setattr(page_files, "MOST_REPORTS", 2)
    asked = {"sort": "", "down": False, "band": "", "reason": "", "find": "", "from": 0, "rows": 100}
    assert "first 2 cases" in ask("make", kind="reports", **asked)["said"]


def test_a_case_opens_in_the_single_calculators_with_its_own_figures() -> None:
    rows = {row["case"]: row for row in worked(SAMPLE)}
    links = re.findall('data-open="([^"]*)" data-form="([^"]*)".*?aria-label="[a-z-]+: ([^ ]*) .new tab', view())
    assert len(links) == 12
    for calculator, form, case in links:
        found = answer(calculator, json.loads(html.unescape(form)), lang="en", day=DAY)
        for name in FIGURES:
            single = "score" if name == "self-check-points" else name
            row = rows[f"'{case}" if case.startswith("=") else case]
            if single in found:
                assert found[single] == row[name]


def test_cases_stand_together_by_band_and_those_far_above_the_others_are_told() -> None:
    table = "case,limit,used,target\n" + "".join(f"C{at},1000,{at * 10},30%\n" for at in range(1, 11)) + "D,100,400,\n"
    worked(table)
    shown = view(sort="band")
    order = [shown.index(text) for text in ("Over the limit: 1", ">D<", "Up to the target: 10", ">C10<", ">C1<")]
    assert order == sorted(order)
    # 1 % to 10 % and 400 %: the quartiles are 3 % and 9 %, so that the line is 9 + 1.5 x 6 = 18 %.
    assert "over 18%: 1 (D (400%))" in shown
    assert ">D<" in view(reason="far") and ">C10<" not in view(reason="far")
    # In the chart's steps: 1 to 9 % below ten, 10 % in the next, 400 % above.
    assert [
        int(each)
        for each in re.findall('<th scope="row">(?:0%|10%|Over 100%)[^<]*</th><td class="desk-number">(\\d+)', shown)
    ] == [9, 1, 1]


def test_house_rules_give_what_the_command_gives_and_are_named_everywhere(desk: Desk) -> None:
    found = ask("rules", name="house.toml", values=HOUSE)
    (desk.folder / "house.toml").write_text(found["text"], "utf-8")
    table = "case,limit,used,target,months\nA,100,80,,NN1\nB,100,80,70%,NN\n"
    by_command = desk.run(table, "--rules", str(desk.folder / "house.toml"))
    rows = worked(table)
    # To 50 % it takes 30; the case's own target comes first. 100 - 20 with three months; two are too few.
    assert [(row["repay-total"], row["self-check-points"]) for row in rows] == [("30.00", "80"), ("10.00", "")]
    digest = rows[0]["rules"]
    assert rows == by_command and len(digest) == 16 and digest in found["told"]
    for made_by in (view(), exported("jsonl")):
        assert digest in made_by
    assert view().count(html.escape(f'"house-rules": "{digest}"')) == 4
    for kind in ("workbook", "reports"):
        with zipfile.ZipFile(io.BytesIO(made(kind))) as zipped:
            parts = [zipped.read(name) for name in zipped.namelist()]
        # On paper there is no link on the right.
        assert any(digest.encode() in part for part in parts) and not any(b"on the right" in part for part in parts)
    # Read again they stand in the panel; and the site's own are no house rules.
    again = ask("rules", name="house.toml", text=found["text"])
    assert again["told"] == found["told"] and 'value="20"' in again["html"]
    assert "own rules" in ask("rules", name="house.toml", values=SITE)["told"]
    assert "rules" not in worked(table)[0]


@pytest.mark.parametrize(
    ("lang", "begin", "table"),
    [
        ("zh", "可以换成你们自己的目标和扣分", "每个晚还的月份扣多少分"),
        ("en", "Put in your own target and points", "Points taken off for each late month"),
    ],
)
def test_the_panel_of_house_rules_begins_with_what_they_are_for(lang: str, begin: str, table: str) -> None:
    panel = BeautifulSoup(ask("wake", lang=lang)["html"], "html.parser")
    first = panel.find("p")
    assert first and first.text.startswith(begin)
    # The table moves sideways on a telephone, so that it has a name and is told as a place of its own.
    (region,) = panel.select("[tabindex]")
    assert (region.get("role"), region.get("aria-label")) == ("region", table)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target": "lots"}, "utilisation.target"),
        ({"target": '"\\'}, "utilisation.target"),
        ({"months-needed": "25"}, "months-needed"),
        ({"months-needed": "six"}, "months-needed"),
        ({"late-points": [["24", "3", "3"]]}, "late-points"),
        ({"late-points": [["24", "", "3"]]}, "late-points"),
    ],
)  # fmt: skip
def test_rules_that_break_a_promise_are_refused_and_those_in_use_stay(change: dict[str, object], said: str) -> None:
    assert "in use" in ask("rules", name="house.toml", values=HOUSE)["told"]
    assert said in ask("rules", name="house.toml", values={**HOUSE, **change})["said"]
    assert len(worked("case,limit,used\nA,100,80\n")[0]["rules"]) == 16
    ask("rules", name="house.toml", text="")
    assert set(ask("rules", name="house.toml", text="not toml")) == {"said"}


def _use_a_table_with(name: str) -> None:
    """Everything that the page may ask of a table whose every column has that name somewhere."""
    rows = "".join(f"{name}{at},{name} card,{name},100,{at}{name},{name},{name},{name},NN{name}\n" for at in range(60))
    good = "".join(f"{name}g{at},{name} {at},,100,{at},open,no,30%,NNNNNN{at % 7 + 1}\n" for at in range(60))
    worked("case,name,kind,limit,used,status,overdue,target,months\n" + rows + good, rows=1000)
    view(find=name, sort="band")
    for kind in ("workbook", "reports"):
        made(kind, rows=1000)
    exported("problems")


def _kept_with(name: str) -> list[str]:
    """The texts with that name, and more than it, that Python can reach."""
    gc.collect()
    found = (text for each in gc.get_objects() for text in gc.get_referents(each) if isinstance(text, str))
    return [text[:200] for text in found if name in text and text != name]


def test_nothing_of_an_erased_table_can_be_had_from_python() -> None:
    name = "".join(("Jia", "ngxin", "xu"))
    _use_a_table_with(name)
    assert _kept_with(name)
    ask("erase")
    assert _kept_with(name) == []


def test_a_file_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    assert open_table("no table")["said"] and not (tmp_path / "given").exists()


def test_an_erased_table_leaves_no_file(tmp_path: Path) -> None:
    worked(SAMPLE)
    made("workbook")
    ask("erase")
    assert not (tmp_path / "given").exists() and not (tmp_path / "made").exists()
    assert open_table("case,limit,used\nA,1,1\n")["html"] and columns("case,limit,used\nA,1,1\n")
    assert list(csv.reader(io.StringIO(exported("csv")))) != []
