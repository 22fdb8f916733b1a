"""Parity: a difference between the two languages is found, and an allowed one is left alone."""

from __future__ import annotations

import pytest
from fixture_guides import fixture_guides, folders, page, places

from build_scripts.checks.parity import check_parity, numbers, parity_exceptions

# What each fixture folder holds, and where the fault is; none where it is right.
PARITY = {
    "box_of_another_kind": ["en.md:3"],
    "box_point_missing": ["en.md:3"],
    "calculator_missing": ["zh.md:3"],
    "claim_differs": ["zh.md:4"],
    "date_american_is_the_same": [],
    "date_differs": ["zh.md:3"],
    "date_in_words_is_the_same": [],
    "digit_one_is_not_free": ["zh.md:3"],
    "end_date_differs": ["zh.md:3"],
    "exception_of_another_kind": ["zh.md:3", "en.md:5"],
    "exception_that_excuses_nothing": ["en.md:5"],
    "exception_unknown": ["en.md:5"],
    "exception_with_reason": [],
    "exception_without_reason": ["zh.md:3", "en.md:5"],
    "link_anchor_differs": ["zh.md:3"],
    "link_differs": ["zh.md:3"],
    "link_missing": ["zh.md:4"],
    "link_written_otherwise_is_the_same": [],
    "list_nested_on_one_side": ["en.md:3"],
    "list_numbered_on_one_side": ["en.md:3"],
    "list_ordinals_are_free": [],
    "list_point_missing": ["en.md:3"],
    "marker_differs": ["zh.md:3"],
    "number_differs": ["zh.md:3"],
    "number_full_width_is_the_same": [],
    "number_in_a_heading": ["zh.md:3"],
    "number_in_a_table_cell": ["zh.md:5"],
    "number_in_words_of_ten_thousands": [],
    "number_missing": ["zh.md:3"],
    "number_twice_on_one_side": ["zh.md:3"],
    "number_word_answers_a_digit": [],
    "number_word_differs": ["zh.md:3"],
    "number_word_outside_the_list_is_free": [],
    "one_is_free": [],
    "ordinal_is_free": [],
    "other_comment_is_no_exception": [],
    "per_cent_is_not_its_number": ["zh.md:3"],
    "per_cent_written_out_is_the_same": [],
    "range_is_the_same": [],
    "sentences_are_free": [],
    "source_cited_twice_is_free": [],
    "source_missing": ["zh.md:3"],
    "table_column_missing": ["en.md:3"],
    "table_row_missing": ["en.md:3"],
}


@pytest.mark.parametrize("folder", folders("parity"))
def test_each_fixture_has_its_fault_where_it_is(folder: str) -> None:
    assert places(check_parity(fixture_guides(f"parity/{folder}"))) == PARITY[folder]


def test_a_fault_names_both_values_and_both_files() -> None:
    fault = check_parity(fixture_guides("parity/number_differs"))[0]
    assert "only in zh: '3,500' (line 3); only in en: '3,600' (line 3)" in fault.message
    assert "en.md:1" in fault.message


def test_exceptions_are_counted_with_their_reason() -> None:
    found = parity_exceptions(fixture_guides("parity/exception_with_reason"))
    assert [(excuse.kind, excuse.reason) for excuse in found] == [("numbers", "the Chinese counts what English lists")]
    assert parity_exceptions(fixture_guides("parity/exception_without_reason")) == []


def _keys(text: str, lang: str) -> list[str]:
    heading = "# 题 { #a-page }" if lang == "zh" else "# A { #a-page }"
    return [item.key for item in numbers(page(f"{heading}\n\n{text}\n", lang=lang).sections[0], lang).counted]


@pytest.mark.parametrize(
    ("text", "lang", "keys"),
    [
        ("1,234.50 元", "zh", ["2469/2"]),
        ("1.2 万元", "zh", ["12000"]),
        ("20 多万元", "zh", ["200000"]),
        ("3,000 亿元", "zh", ["300000000000"]),
        ("300 billion yuan", "en", ["300000000000"]),
        ("20–30 万元", "zh", ["200000", "300000"]),
        ("9%–24%", "en", ["9/100", "6/25"]),
        ("9 to 24%", "en", ["9/100", "6/25"]),
        ("30 天到 2 万元", "zh", ["30", "20000"]),
        ("2026-11-23 和 2026-11", "zh", ["2026-11-23", "2026-11"]),
        ("2026年1月5日", "zh", ["2026-01-05"]),
        ("5 January 2026, January 5, 2026, 5th January", "en", ["2026-01-05", "2026-01-05", "--01-05"]),
        ("21 and 24 April 2026", "en", ["2026-04-21", "2026-04-24"]),
        ("2026 年 4 月 21 日和 24 日", "zh", ["2026-04-21", "2026-04-24"]),
        ("2026 年 4 月 21 日，24 天", "zh", ["2026-04-21", "24"]),
        ("三番五次说过，三天两头来，五次", "zh", ["5"]),
        ("2022 年，24 个月", "zh", ["2022", "24"]),
        ("A4 纸，第 35 条", "zh", ["35"]),
        ("a 24-month term, the 5th", "en", ["24", "5"]),
        ("十二个月，二十四个月，两三天，第三家，十分难", "zh", ["12"]),
        ("twelve months, two of them, one line, Two lines", "en", ["12", "2"]),
        ("三 家银行，一万元", "zh", ["3"]),
    ],
)
def test_numbers_are_read_by_value(text: str, lang: str, keys: list[str]) -> None:
    assert _keys(text, lang) == keys
