"""Blocks from spreadsheets: what Excel, WPS and CSV files hold comes out cell by cell, and nothing makes it raise."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.reading.places import THEME
from calculators import pasted_table as pasted
from calculators import sheet_cell

NAMES = {
    "name": ("名称", "name"),
    "limit": ("额度", "授信额度", "总额度", "limit"),
    "used": ("已用", "已用额度", "used"),
    "available": ("可用额度", "available"),
}


def test_the_page_cuts_no_text_short_that_would_be_read() -> None:
    scripts = [(THEME / "assets" / name).read_text("utf-8") for name in ("calculator/form.js", "calculator-tools.js")]
    most = [re.findall(r"const MOST_SIGNS = ([\d_]+);", script) for script in scripts]
    # A field and a part's text: what is too long for Python is told by Python, so more than that is sent, and as much.
    assert most[0] == most[1] and len(most[0]) == 1
    assert int(most[0][0]) > pasted.MOST_CHARACTERS


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in pasted.rows_of(text)[1]]


# What a cell may hold. No tab: Excel itself cannot hold one, and our cells show it as a blank.
CELL = st.text(alphabet=st.sampled_from('花呗借呗abc01239,;"\n ，.%￥'), max_size=8)
PLAIN = CELL.map(sheet_cell.one_line)


def as_excel_copies(rows: list[list[str]]) -> str:
    """Tab-separated with CRLF; Excel quotes a cell that holds a line end, and doubles the quotes in it."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if "\n" in text or text.startswith('"') else text

    return "".join("\t".join(map(cell, row)) + "\r\n" for row in rows)


def as_csv(rows: list[list[str]]) -> str:
    """As the standard library writes the file: another hand than ours."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return "\ufeff" + stream.getvalue()


GRID = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(GRID)
def test_what_excel_copies_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    found = [row.cells for row in pasted.rows_by(as_excel_copies(rows), "\t")]
    assert found == [tuple(map(sheet_cell.one_line, row)) for row in rows]


@given(GRID)
def test_what_a_csv_file_holds_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    found = [row.cells for row in pasted.rows_by(as_csv(rows).removeprefix("\ufeff"), ",")]
    assert found == [tuple(map(sheet_cell.one_line, row)) for row in rows]


@given(GRID)
def test_the_rows_own_texts_put_together_are_the_block(rows: list[list[str]]) -> None:
    text = as_excel_copies(rows)
    assert "\r\n".join(row.source for row in pasted.rows_by(text, "\t")) + "\r\n" == text


@given(st.text(max_size=120))
@example('"')
@example('"a\t"""b\n"')
@example("\ud800\t\udfff")
@example("\ufeff")
@example("٣\t٤\n²\t𝟙")
def test_no_text_makes_it_raise(text: str) -> None:
    table = pasted.read_table(text, NAMES)
    for row in (*table.rows, *table.above):
        pasted.is_total(row)
        table.is_wider(row)
        for cell in row.cells:
            for unit in ("", "万", None):
                sheet_cell.amount(cell, unit=unit, minus=True)
            sheet_cell.day(cell)


def test_a_long_hostile_block_is_read_in_one_pass() -> None:
    for text in ('"\t' * 50_000, '""\t' * 50_000, '"""\t' * 50_000, "\r" * 50_000, '"' * 100_001):
        assert pasted.rows_of(text)[1]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("花呗\t10,000\t6,200", "\t"),
        ("花呗,10000,6200\n借呗,50000,12000", ","),
        ('花呗,"10,000","6,200"', ","),
        ("花呗;10000;6200", ";"),
        ("花呗，10,000，6,200", "，"),
        ("只有一格", "\t"),
    ],
)
def test_the_delimiter_is_the_one_that_gives_even_rows(text: str, delimiter: str) -> None:
    assert pasted.rows_of(text)[0] == delimiter


def test_quoted_cells_may_hold_line_ends_tabs_and_doubled_quotes() -> None:
    assert cells('"花呗\n(支付宝)"\t10000\r\n"说 ""好"""\t1') == [("花呗 (支付宝)", "10000"), ('说 "好"', "1")]


def test_a_quote_that_nothing_closes_is_an_ordinary_character() -> None:
    assert cells('"花呗\t10000\n借呗\t1') == [('"花呗', "10000"), ("借呗", "1")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("额度", "limit"), ("授信额度（元）", "limit"), ("本期已用额度", "used"), ("可用额度", "available"),
        ("剩余可用额度", "available"), ("Ｌｉｍｉｔ", "limit"), ("Credit Limit", "limit"), ("NAME", "name"),
        ("", ""), ("备注", ""), ("（额度）", ""),
    ],
)  # fmt: skip
def test_a_heading_means_the_field_whose_longest_name_it_holds(heading: str, field: str) -> None:
    assert pasted.field_of(heading, NAMES) == field


def test_a_programs_name_is_taken_as_a_whole() -> None:
    names = {"months": ("months",), "overdue": ("past due",), "used": ("line-used",)}
    # How many months were counted is not the months' codes.
    assert pasted.field_of("months-counted", names) == "" and pasted.field_of("Months", names) == "months"
    assert pasted.field_of("past-due", names) == "overdue" and pasted.field_of("Line-used", names) == "used"
    assert pasted.field_of("months - as reported", names) == "months"


def test_a_field_goes_to_the_column_with_its_very_name_before_one_that_only_holds_it() -> None:
    table = pasted.read_table("名称\t临时额度\t额度\t已用\n花呗\t1\t2\t3", NAMES)
    assert [column.field for column in table.columns] == ["name", "", "limit", "used"]


def test_rows_over_the_headings_are_kept_apart_and_their_unit_is_minded() -> None:
    table = pasted.read_table("我的额度\t\t\n单位：万元\t\t\n\t\t\n名称\t额度\t已用\n花呗\t1\t0.62", NAMES)
    assert [row.number for row in table.above] == [1, 2]
    assert table.headings is not None and table.headings.number == 4
    limit = table.column("limit")
    assert limit is not None and limit.unit == "万"
    # 0.62 of 10,000 yuan is 6,200 yuan: 620,000 fen.
    assert sheet_cell.amount(table.rows[0].cell(2), unit=limit.unit) == 620_000


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("额度", ""), ("额度（元）", ""), ("额度（万元）", "万"), ("额度(含分期)", ""), ("额度（分）", None),
        ("额度（千元）", None),
     ("额度 单位：万元", "万"), ("Limit (USD)", None), ("Limit (yuan)", "")],
)  # fmt: skip
def test_the_unit_in_a_heading_is_minded(heading: str, unit: str | None) -> None:
    column = pasted.read_table(f"{heading}\t已用\n1\t2", NAMES).column("limit")
    assert column is not None and column.unit == unit


def test_a_row_of_data_is_never_taken_for_headings() -> None:
    assert pasted.read_table("额度\t已用\t5000\n花呗\t1\t2", NAMES).headings is None


@pytest.mark.parametrize(
    ("first", "is_total"),
    [("合计", True), ("总计：", True), ("合计(元)", True), ("Total", True), ("花呗", False), ("Totals Card", False)],
)
def test_a_row_of_sums_is_known_by_its_first_word(first: str, is_total: bool) -> None:
    assert pasted.is_total(pasted.Row(1, ("", first, "10"), "")) is is_total


def test_the_longest_name_counts_whichever_field_comes_first() -> None:
    assert pasted.field_of("本期已用额度", {"used": ("已用额度",), "limit": ("额度",)}) == "used"


def test_a_byte_order_mark_before_a_quote_is_no_part_of_the_cell() -> None:
    assert cells('\ufeff"a,b",1') == [("a,b", "1")]


def test_headings_are_found_under_a_page_of_prose_with_commas() -> None:
    prose = "".join(f"第 {number} 段，说明，还是说明\n" for number in range(30))
    table = pasted.read_table(f"{prose}名称\t额度\t已用\n花呗\t10000\t5000\n", NAMES)
    assert (table.delimiter, len(table.above)) == ("\t", 30)
    assert [row.cells for row in table.rows] == [("花呗", "10000", "5000")]


def test_a_tab_after_every_cell_parts_nothing() -> None:
    table = pasted.read_table("名称\t,额度\t,已用\t\n花呗\t,10000\t,5000\t\n", NAMES)
    assert [column.field for column in table.columns] == ["name", "limit", "used"]
    assert [row.cells for row in table.rows] == [("花呗", "10000", "5000")]
