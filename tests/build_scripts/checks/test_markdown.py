"""Our Markdown subset: each thing outside it is found at its line, and all that it allows is left alone."""

from __future__ import annotations

import pytest
from fixture_guides import fixture_guides, folders, places

from build_scripts.checks.markdown import GUIDE_RULES, PAGE_RULES, check_markdown
from build_scripts.checks.markdown_reading import Reading

RULES = (*PAGE_RULES, *GUIDE_RULES)
# What each fixture folder holds, and where the fault is; none where it is right.
MARKDOWN = {
    "address_apart_from_its_link": ["zh.md:16"],
    "address_below_a_line": ["zh.md:15"],
    "admonition": ["zh.md:14"],
    "backtick_left_over": ["zh.md:14"],
    "block_quotation": ["zh.md:14"],
    "bold_not_closed_for_both": ["zh.md:14"],
    "box_continued_by_none": ["zh.md:16"],
    "box_continued_by_two_spaces": ["zh.md:16"],
    "box_in_a_list": ["zh.md:14", "zh.md:15"],
    "box_label_misspelt": ["zh.md:14"],
    "box_point_by_a_tilde": ["zh.md:15"],
    "box_right_below_text": ["zh.md:16"],
    "box_term_in_a_list": ["zh.md:16"],
    "box_term_indented": ["zh.md:14"],
    "box_with_a_list": ["zh.md:17"],
    "box_with_a_table": ["zh.md:15", "zh.md:15"],
    "box_with_an_empty_line_above_a_point": ["zh.md:17"],
    "box_with_two_paragraphs": ["zh.md:17"],
    "brace_left_over": ["zh.md:14"],
    "chinese_in_an_english_heading": ["en.md:6"],
    "code_block": ["zh.md:14"],
    "colon_alone": ["zh.md:15"],
    "comment_begins_a_line_of_text": ["zh.md:14", "zh.md:15"],
    "comment_in_a_table_cell": ["zh.md:16"],
    "description_too_short": ["zh.md:3"],
    "do_not_missing": ["zh.md:6"],
    "emphasis_with_one_star": ["zh.md:14"],
    "end_date_misspelt": ["zh.md:14"],
    "fenced_code": ["zh.md:14"],
    "folding_box": ["zh.md:14"],
    "footnote_defined": ["zh.md:16"],
    "forced_line_end": ["zh.md:14"],
    "front_matter_day_misspelt": ["zh.md:4"],
    "front_matter_field_missing": ["zh.md:1"],
    "front_matter_field_unknown": ["zh.md:2"],
    "front_matter_missing": ["zh.md:1"],
    "front_matter_one_sheet_ends_nowhere": ["zh.md:2"],
    "heading_right_below_table": ["zh.md:17"],
    "heading_underlined": ["zh.md:14", "zh.md:15"],
    "heading_with_bold": ["zh.md:14"],
    "heading_with_link": ["zh.md:14"],
    "image": ["zh.md:14"],
    "in_short_missing": ["zh.md:6"],
    "in_short_not_first": ["zh.md:10"],
    "in_short_of_one_point": ["zh.md:8"],
    "in_short_twice": ["zh.md:14"],
    "label_in_the_other_language": ["zh.md:14"],
    "line_of_dashes_in_a_list": ["zh.md:14", "zh.md:14", "zh.md:15"],
    "line_of_equals_signs": ["zh.md:15"],
    "link_not_closed": ["zh.md:14"],
    "list_after_list": ["zh.md:16"],
    "list_nested_by_three": ["zh.md:15"],
    "list_nested_by_two": ["zh.md:15"],
    "list_point_empty": ["zh.md:15", "zh.md:15"],
    "list_right_below_text": ["zh.md:15"],
    "list_starts_at_three": ["zh.md:14"],
    "marker_of_another_kind": ["zh.md:14"],
    "marker_unknown": ["zh.md:14"],
    "raw_address": ["zh.md:14"],
    "raw_html_block": ["zh.md:14"],
    "raw_html_inline": ["zh.md:14", "zh.md:14"],
    "right": [],
    "rule": ["zh.md:14"],
    "tab": ["zh.md:14"],
    "tab_character": ["zh.md:14"],
    "table_pipe_in_cell": ["zh.md:16"],
    "table_right_below_text": ["zh.md:15"],
    "table_row_empty": ["zh.md:16"],
    "table_row_short": ["zh.md:16"],
    "table_row_without_pipe": ["zh.md:16"],
    "table_without_head_line": ["zh.md:14"],
    "text_before_the_first_heading": ["zh.md:6"],
    "text_right_below_table": ["zh.md:17"],
    "underscore_alone": ["zh.md:14"],
    "what_next_missing": ["zh.md:6"],
    "what_next_not_last": ["zh.md:19"],
}


@pytest.mark.parametrize("folder", folders("markdown"))
def test_each_fixture_has_its_fault_where_it_is(folder: str) -> None:
    assert places(check_markdown(fixture_guides(f"markdown/{folder}"))) == MARKDOWN[folder]


def test_each_rule_has_a_fixture_that_breaks_it() -> None:
    pages = [page for folder in folders("markdown") for page in fixture_guides(f"markdown/{folder}").values()]
    readings = [Reading(page) for (page,) in pages]
    assert [rule.__name__ for rule in RULES if not any(list(rule(reading)) for reading in readings)] == []


def test_boxes_are_asked_of_guides_only() -> None:
    assert check_markdown(fixture_guides("markdown/in_short_missing", name="about")) == []


def test_a_message_says_what_was_read_and_what_would_be_right() -> None:
    fault = check_markdown(fixture_guides("markdown/list_nested_by_two"))[0]
    assert fault.message == "this point of a list is indented by 2 spaces where 4 are right; each step is four"
