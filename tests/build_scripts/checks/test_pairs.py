"""What would stand beside the wrong paragraph is told; paragraphs that differ in number are shown by the run."""

from __future__ import annotations

import pytest
from fixture_guides import page, places

from build_scripts.checks.pairs import check_pairs

SAME = [
    # (what it is, Chinese, English, where the fault is)
    ("each in its place", "先还 100 元。\n\n再还 200 元。", "Pay 100 yuan.\n\nThen 200 yuan.", []),
    (
        "the other way round",
        "先还 100 元。\n\n再还 200 元。",
        "Pay 200 yuan.\n\nThen 100 yuan.",
        ["zh.md:3", "zh.md:5"],
    ),
    ("another number of paragraphs", "先还 100 元。\n\n再还 200 元。", "Pay 200 yuan, then 100.", []),
    (
        "points of a list the other way round",
        "- 还 100 元。\n- 还 200 元。",
        "- Pay 200 yuan.\n- Pay 100 yuan.",
        ["zh.md:3", "zh.md:4"],
    ),
    (
        "a link in another point",
        "- 看[征信](credit-report.md)。\n- 别借。",
        "- See.\n- Do not [borrow](credit-report.md).",
        ["zh.md:3", "zh.md:4"],
    ),
    (
        "a source in another point of a box",
        "依据\n: 条例。[^one]\n: 报道。[^two]",
        "Evidence\n: Rules.[^two]\n: Report.[^one]",
        ["zh.md:4", "zh.md:5"],
    ),
    ("a table's rows are its own", "| 一 |\n|---|\n| 1 |\n| 2 |", "| A |\n|---|\n| 2 |\n| 1 |", []),
]


@pytest.mark.parametrize(("chinese", "english", "found"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_a_paragraph_or_point_says_what_its_twin_says(chinese: str, english: str, found: list[str]) -> None:
    guides = {
        "zh": [page(f"# 题 {{ #a-page }}\n\n{chinese}\n")],
        "en": [page(f"# A {{ #a-page }}\n\n{english}\n", lang="en")],
    }
    faults = check_pairs(guides)
    assert list(dict.fromkeys(places(faults))) == found
    assert all("divide both texts alike" in fault.message for fault in faults)
