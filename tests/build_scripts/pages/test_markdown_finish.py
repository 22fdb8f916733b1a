"""Our additions to plain Markdown, as HTML."""

import markdown
import pytest
from bs4 import BeautifulSoup

from build_scripts.pages.markdown_finish import FinishExtension, box_kind


def rendered(text: str, lang: str) -> BeautifulSoup:
    extensions = ["attr_list", "def_list", "footnotes", "tables", FinishExtension(lang=lang)]
    return BeautifulSoup(markdown.markdown(text, extensions=extensions), "html.parser")


def test_chinese_lines_join_across_bold_and_footnote_marks() -> None:
    page = rendered("**没有红线。**\n用得越少，\n余地越大。[^a]\n先还逾期。\n\n[^a]: 依据", "zh")
    for mark in page.select("sup"):
        mark.decompose()
    assert page.p is not None
    assert page.p.get_text() == "没有红线。用得越少，余地越大。先还逾期。"


def test_the_space_after_a_bold_chinese_sentence_disappears() -> None:
    page = rendered("**先还逾期。** 再看比例。", "zh")
    assert page.p is not None
    assert page.p.get_text() == "先还逾期。再看比例。"


def test_the_space_after_bold_english_stays() -> None:
    page = rendered("**Pay first.** Look later.", "en")
    assert page.p is not None
    assert page.p.get_text() == "Pay first. Look later."


def test_chinese_in_english_text_carries_its_language() -> None:
    page = rendered("Pay *later* (花呗) with **借呗**.", "en")
    assert [(span["lang"], span.get_text()) for span in page.select("span[lang]")] == [
        ("zh-Hans", "花呗"),
        ("zh-Hans", "借呗"),
    ]


def test_each_term_of_a_definition_list_is_a_box_of_its_kind() -> None:
    page = rendered("先看答案\n: 一。\n\n别碰这些\n: 甲。\n    乙。\n: 丙。\n", "zh")
    boxes = page.select("dl.cl-boxes > div")
    assert [box["class"] for box in boxes] == [["cl-box", "cl-in-short"], ["cl-box", "cl-do-not"]]
    assert [dd.get_text().strip() for dd in boxes[1].select("dd")] == ["甲。乙。", "丙。"]


def test_a_box_is_known_by_its_label_in_either_language_and_by_nothing_else() -> None:
    assert box_kind("依据") == box_kind("Evidence") == "evidence"
    assert box_kind("A message to send") == "message"
    assert box_kind("The article says: bind devices.") is None


@pytest.mark.parametrize(("columns", "name"), [(3, None), (4, "cl-wide"), (6, "cl-very-wide")])
def test_a_wide_table_names_its_cells_for_narrow_screens(columns: int, name: str | None) -> None:
    head = "|" + "".join(f" h{n} |" for n in range(columns))
    rule = "|" + "---|" * columns
    row = "|" + "".join(f" c{n} |" for n in range(columns))
    page = rendered(f"## Rates {{ #rates }}\n\n{head}\n{rule}\n{row}\n", "en")
    frame = page.select_one("div.cl-table")
    assert frame is not None
    assert frame["aria-label"] == "Table: Rates"
    table = page.table
    assert table is not None
    assert table.get("class") == ([name] if name else None)
    first = table.select_one("td")
    assert first is not None
    assert first.get("data-label") == ("h0" if name else None)


def test_three_columns_with_a_long_row_are_wide_too() -> None:
    for words, name in (("字" * 35, None), ("字" * 37, "cl-wide"), ("a" * 66, None), ("a" * 74, "cl-wide")):
        page = rendered(f"| a | b | c |\n|---|---|---|\n| d | e | {words} |\n", "en")
        assert page.table is not None and page.table.get("class") == ([name] if name else None), words


def test_rules_in_detail_are_folded_and_lose_nothing() -> None:
    page = rendered("Words.\n\nThe rules in detail\n: **First.** One.\n    More.\n: Two.\n\nWords.\n", "en")
    fold = page.details
    assert fold is not None and fold["class"] == ["cl-detail"]
    assert [child.name for child in fold.find_all(recursive=False)] == ["summary", "div", "div"]
    assert [child.get_text().strip() for child in fold.find_all(recursive=False)] == [
        "The rules in detail",
        "First. One. More.",
        "Two.",
    ]
    assert page.dl is None


def test_a_template_unfolds_beside_boxes_that_stay_open_and_is_copied_as_a_message() -> None:
    page = rendered("What to do\n: One.\n\nTemplate to copy\n: I, ____.\n: Signed.\n\nEvidence\n: Two.\n", "en")
    assert [(box.name, box["class"]) for box in page.find_all(["dl", "details"])] == [
        ("dl", ["cl-boxes"]),
        ("details", ["cl-detail", "cl-message"]),
        ("dl", ["cl-boxes"]),
    ]
    fold = page.details
    assert fold is not None
    # The script that copies a message takes all that follows its first element.
    assert [child.get_text().strip() for child in fold.find_all(recursive=False)] == [
        "Template to copy",
        "I, ____.",
        "Signed.",
    ]
