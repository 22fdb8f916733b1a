"""The outlines of characters, from lettering.txt: one a line, made by `make lettering`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_scripts.reading.typography import is_chinese

FILE = Path(__file__).with_name("lettering.txt")
# To its size, and how far above the line on which a text stands its square ends.
UNITS, ABOVE = 1000, 880
_QUOTATION_MARKS = "“”‘’"
# The room on either side of a narrow one.
_BESIDE = 45
HEAD = """\
# Outlines of Noto Sans SC Bold, Copyright Google Inc., under the SIL Open Font License 1.1 (lettering-LICENSE.txt).
# Written by `make lettering`: character, width, contours; points are steps from the one before, ~ off the curve.
"""


class LetteringError(Exception):
    """A character without an outline; the message says how it gets one."""


@dataclass(frozen=True)
class Letter:
    """A character's width and closed contours: points (x, y, whether on the curve) in UNITS, y upwards."""

    advance: int
    contours: tuple[tuple[tuple[int, int, bool], ...], ...]


@cache
def _lines() -> dict[str, str]:
    rows = FILE.read_text("utf-8")[len(HEAD) :].splitlines()
    return {row[0]: row[2:] for row in rows}


@cache
def letter(character: str) -> Letter:
    """Raises LetteringError."""
    if character not in _lines():
        raise LetteringError(f"there is no outline of '{character}'; please run make lettering")
    advance, _, contours = _lines()[character].partition("\t")
    return Letter(int(advance), tuple(_contour(each) for each in contours.split(";") if each))


def _contour(text: str) -> tuple[tuple[int, int, bool], ...]:
    points = []
    x = y = 0
    for word in text.split(" "):
        across, _, up = word.lstrip("~").partition(",")
        x, y = x + int(across), y + int(up)
        points.append((x, y, not word.startswith("~")))
    return tuple(points)


def without_outline(text: str) -> list[str]:
    """The characters of a text that no cover can show."""
    return [character for character in dict.fromkeys(text) if character not in _lines()]


def letters(text: str) -> Iterator[Letter]:
    """The text's letters. Quotation marks are as wide as a Chinese character in Chinese alone."""
    is_narrow = not any(map(is_chinese, text))
    for character in text:
        yield _narrowed(letter(character)) if is_narrow and character in _QUOTATION_MARKS else letter(character)


def _narrowed(wide: Letter) -> Letter:
    across = [x for contour in wide.contours for x, _, _ in contour]
    left = min(across) - _BESIDE
    contours = tuple(tuple((x - left, y, is_on) for x, y, is_on in contour) for contour in wide.contours)
    return Letter(max(across) - left + _BESIDE, contours)


def text_width(text: str, size: int) -> float:
    """The width of the text at that size, in pixels."""
    return sum(each.advance for each in letters(text)) * size / UNITS
