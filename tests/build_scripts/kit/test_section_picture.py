"""What a section's picture says: its beginning in whole blocks, and nothing that is the page's alone."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fixture_guides import page

from build_scripts.kit.section_picture import MOST, Block, picture_blocks, pictures
from build_scripts.pages.markdown_finish import box_label
from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import read_guides
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.typography import text_length


@cache
def told(lang: str) -> dict[str, Any]:
    found: dict[str, Any] = pictures(read_guides(method_markdown)[lang])["sections"]
    return found


def blocks(text: str, lang: str = "en") -> list[Block]:
    return picture_blocks(page(f"# Title {{ #late-now }}\n\n{text}\n", lang=lang).sections[0], lang)


def test_an_answer_its_reasons_a_whole_list_and_an_example_are_shown_in_their_order() -> None:
    said = blocks("**Pay first.**\nIt grows.\n\n1. See.\n2. Pay.\n\nAn example\n: Xiao Lin owes 10 yuan.")
    assert said == [
        Block("answer", "Pay first."),
        Block("text", "It grows."),
        Block("point", "See.", "1."),
        Block("point", "Pay.", "2."),
        Block("label", "An example"),
        Block("text", "Xiao Lin owes 10 yuan."),
    ]


def test_evidence_tables_and_what_follows_them_are_the_pages() -> None:
    assert blocks("One.\n\nEvidence\n: A report.\n\nTwo.") == [Block("text", "One.")]
    assert blocks("One.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTwo.") == [Block("text", "One.")]


def test_a_link_that_is_a_sentence_at_the_end_of_a_line_is_left_out_and_one_within_a_sentence_stays() -> None:
    assert blocks("One. [What to do](limit-cut.md)\n[More](limit-cut.md). [Still more](limit-cut.md).") == [
        Block("text", "One.")
    ]
    assert blocks("See [the other page](limit-cut.md) first.") == [Block("text", "See the other page first.")]


def test_a_list_without_room_is_left_out_whole_with_the_line_that_announces_it() -> None:
    long = "\n".join(f"- {'word ' * 100}" for _ in range(3))
    assert blocks(f"One.\n\nThese are:\n\n{long}") == [Block("text", "One.")]
    # A section that begins with one shows as much of it as there is room for.
    assert len(blocks(long)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_and_case_has_a_picture_of_which_nearly_all_say_more_than_a_title(lang: str) -> None:
    assert told(lang).keys() == told("zh").keys() and len(told(lang)) > 240
    assert sum(not entry["said"] for entry in told(lang).values()) < 20, "lists and tables alone"
    label = box_label("evidence", lang)
    for name, entry in told(lang).items():
        first, *more = entry["said"] or [{"text": ""}]
        assert sum(text_length(block["text"]) for block in more) <= MOST[lang], name
        assert all(block["text"] not in ("", label) for block in entry["said"]), name


def test_a_case_shows_its_story_and_the_figures_that_the_calculator_gives() -> None:
    said = told("zh")["case-utilisation-two-lines"]["said"]
    assert said[0]["kind"] == "text" and {"kind": "point", "text": "合计使用率：35%", "mark": "•"} in said
