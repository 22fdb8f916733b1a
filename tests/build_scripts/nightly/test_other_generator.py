"""What `make test-generator` says of two outputs:
each kind of difference by itself, and nothing where there is none."""

from __future__ import annotations

from pathlib import Path

from build_scripts.nightly.test_generator import KINDS, compared, differences, relied_on, shown, table

PAGE = """<html><head><title>A  page</title><meta name="description" content="Of it"></head>
<body><nav class="md-nav"><a href="../b/">b</a></nav><h1 id="a">A page</h1><p class="nobodys">Some
text.</p></body></html>"""


def found(tmp_path: Path, theirs: str) -> dict[str, list[str]]:
    for folder, html in (("ours", PAGE), ("theirs", theirs)):
        place = tmp_path / folder / "guides/a/index.html"
        place.parent.mkdir(parents=True)
        place.write_text(html, "utf-8")
    return compared(tmp_path / "ours", tmp_path / "theirs")["guides/a/"]


def test_the_same_page_written_otherwise_is_the_same(tmp_path: Path) -> None:
    # A link is what it leads to: from guides/a/, ../b/ and /guides/b/ are one.
    theirs = PAGE.replace("../b/", "/guides/b/").replace("Some\n", "Some ").replace('class="nobodys"', "")
    assert not any(found(tmp_path, theirs).values())


def test_each_kind_of_difference_is_said_by_itself(tmp_path: Path) -> None:
    theirs = (
        PAGE.replace("A  page", "Another")
        .replace("../b/", "../c/")
        .replace(' id="a"', ' id="a-page"')
        .replace("text.", "words.")
        .replace('class="md-nav"', "")
    )
    assert found(tmp_path, theirs) == {
        "title": ["- A page", "+ Another"],
        "headings": ["- h1 #a A page", "+ h1 #a-page A page"],
        "ids": ["- a", "+ a-page"],
        "links": ["- a /guides/b/", "+ a /guides/c/"],
        "text": ["- Some text.", "+ Some words."],
        "classes": ["- .md-nav"],
    }


def test_a_page_left_out_is_said_in_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    assert "a.html                                page is missing" in table(compared(tmp_path, tmp_path / "none"))


def test_what_is_there_twice_is_missing_once_and_another_order_is_no_loss() -> None:
    assert differences(["a", "b", "a"], ["a", "b"]) == ["- a"]
    assert differences(["a", "b"], ["b", "a"]) == ["order"]
    assert [shown(each) for each in ([], ["order"], ["- a", "+ b", "+ c"])] == ["same", "order", "-1 +2"]


def test_a_difference_of_many_pages_is_named_once_with_their_number() -> None:
    pages = {f"page-{number}": {kind: [] for kind in KINDS} | {"ids": ["+ __skip"]} for number in range(3)}
    lines = table(pages)
    assert lines[1].split() == ["page-0", "same", "same", "+1", "same", "same", "same"]
    assert lines[-2:] == ["ids: 1 different, on so many pages:", "    3 + __skip"]


def test_what_our_sheets_rely_on_is_read_from_all_of_their_parts() -> None:
    assert {".md-typeset", ".cl-box", ".calc-stroke", ".report", "[data-md-color-scheme]", "#home"} <= relied_on()
