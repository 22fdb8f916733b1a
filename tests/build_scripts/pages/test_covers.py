"""Covers: how letters are filled, how a title is set, and what comes out as a picture."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from build_scripts.checks.covers import check_covers
from build_scripts.pages.covers import raster
from build_scripts.pages.covers.cover import HEIGHT, WIDTH, Cover, colours, drawn, lines, title_lines
from build_scripts.pages.covers.outlines import LetteringError, letter, text_width
from build_scripts.pages.covers.png import png
from build_scripts.reading.guides import read_page
from build_scripts.reading.ledger import read_ledger


def levels(text: str, *, left: float, size: int, width: int = 40, height: int = 40) -> list[list[int]]:
    on = raster.canvas(width, height)
    raster.write_text(on, text, left=left, baseline=30, size=size)
    return [list(row) for row in on]


def extent(character: str) -> tuple[int, int]:
    """The width and height of its first contour's points."""
    across, up, _ = zip(*letter(character).contours[0], strict=True)
    return max(across) - min(across), max(up) - min(up)


def test_a_letter_covers_as_much_as_the_area_within_its_outline() -> None:
    for character, share in (("-", 1.0), (".", 0.7854)):  # a rectangle; nearly a disc, its curves read between points
        width, height = extent(character)
        covered = sum(map(sum, levels(character, left=5, size=100, width=99, height=99))) / raster.FULL
        assert covered == pytest.approx(share * width * height / 100, rel=0.05)


def test_a_hole_stays_empty_and_strokes_that_cross_are_filled_once() -> None:
    zero = levels("0", left=2, size=36)
    middle = next(row for row in zero if row.count(raster.FULL) > 4 and 0 in row[8:14])
    inside = [level for level in middle if level]
    assert raster.FULL in inside and max(map(max, zero)) == raster.FULL
    # In this character one contour lies across others.
    assert max(map(max, levels("额", left=2, size=36))) == raster.FULL


def test_half_a_pixel_to_the_right_moves_half_of_the_covering() -> None:
    whole, half = (levels("l", left=left, size=30) for left in (4.0, 4.5))
    place = lambda rows: sum(x * v for row in rows for x, v in enumerate(row)) / sum(map(sum, rows))  # noqa: E731
    assert place(half) - place(whole) == pytest.approx(0.5, abs=0.03)


def test_a_character_without_an_outline_says_what_to_do() -> None:
    with pytest.raises(LetteringError, match="no outline of '\u9f98'; please run make lettering"):
        letter("\u9f98")
    page = read_page("---\ntitle: \u9f98\n---\n# A { #a }\n", name="about", lang="zh", file="a.md")
    (fault,) = check_covers({"zh": [page]}, read_ledger())
    assert "no outline of '\u9f98'" in fault.message


def test_quotation_marks_are_wide_in_chinese_alone() -> None:
    chinese = text_width("“提额”", 100) - text_width("提额", 100)
    assert chinese == pytest.approx(200)
    assert text_width("“repair”", 100) - text_width("repair", 100) < 120


def test_a_title_too_long_for_its_cover_is_said() -> None:
    page = read_page(f"---\ntitle: {'额度' * 40}\n---\n# A {'{'} #a {'}'}\n", name="about", lang="zh", file="a.md")
    (fault,) = check_covers({"zh": [page]}, read_ledger())
    assert "is too long for the page's cover" in fault.message


def test_lines_are_about_equally_long_and_none_begins_with_a_closing_mark() -> None:
    size, found = title_lines("花呗、借呗的额度，查证过再说")
    assert "".join(found) == "花呗、借呗的额度，查证过再说" and len(found) == 2
    assert all(text_width(each, size) <= WIDTH - 160 for each in found)
    assert not any(each[0] in "，、。" for each in found)
    assert found[0] == "花呗、借呗的额度，"
    longest, shortest = (
        f(text_width(each, 84) for each in lines("Late payment, and what to do", 84)) for f in (max, min)
    )
    assert shortest > longest / 2


def test_a_cover_is_a_picture_of_its_size_in_its_colours_and_always_the_same() -> None:
    shown = Cover("额度明白", "额度降了", "写给你", "#0b5563", "#fff", "#7fd3c7")
    data = drawn(shown)
    assert data == drawn(shown)
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT) == (1200, 630)
    assert bytes.fromhex("0b5563") in data[33:80] and b"\xff\xff\xff\x7f\xd3\xc7" in data[33:100]
    assert data != drawn(Cover("额度明白", "额度降了", "写给他", "#0b5563", "#fff", "#7fd3c7"))


def test_a_png_can_be_read_back() -> None:
    data = png([bytes([0, 1, 2, 3]), bytes([3, 2, 1, 0])], [(0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 3)])
    at = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    assert zlib.decompress(data[at + 4 : at + 4 + length]) == bytes.fromhex("000123003210")
    assert struct.unpack(">I", data[at + 4 + length : at + 8 + length])[0] == zlib.crc32(data[at : at + 4 + length])


def test_colours_are_the_marks_and_a_sheet_without_them_is_said(tmp_path: Path) -> None:
    assert all(colour.startswith("#") for colour in colours())
    (tmp_path / "colours.css").write_text(":root { --cl-ink: #123456; }", "utf-8")
    with pytest.raises(LetteringError, match="colours.css sets not all of"):
        colours(tmp_path / "colours.css")
