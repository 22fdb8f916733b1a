"""How wide a text is and where its lines end, without a font: a table of widths that no common font exceeds by much."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_scripts.reading.typography import is_chinese

SIZE = 14
LEADING = 20

# Thousandths of the size.
_NARROW, _SPACE, _DIGIT, _SMALL, _LARGE, _WIDE = 360, 310, 600, 590, 730, 930
_BOLD = 1060
_NARROW_ONES = frozenset("ilIjtfr.,:;'|!()[]/-·’‘")
_WIDE_ONES = frozenset("mwMW%@—…")
# A short note in full-width brackets is not parted either.
_TOKEN = re.compile(r"\uff08[^\uff09]{1,8}\uff09|\s+|.")
_SHORTEST_LAST_LINE = 3 * SIZE


def width(text: str, *, is_bold: bool = False) -> int:
    """The width of the text at SIZE, in the picture's units, rounded up."""
    thousandths = sum(map(_character, text)) * (_BOLD if is_bold else 1000) // 1000
    return -(-thousandths * SIZE // 1000)


def _character(character: str) -> int:
    if character in _NARROW_ONES:
        return _NARROW
    if character in _WIDE_ONES:
        return _WIDE
    if character.isspace():
        return _SPACE
    if character.isdigit():
        return _DIGIT
    if character.isascii():
        return _LARGE if character.isupper() else _SMALL
    # Quotation marks count as Chinese ones, which are the wider.
    return 1000


def wrapped(text: str, room: int, *, is_bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `room`; no line begins with a closing mark or ends with an opening one.

    A last line of a character or two is lengthened by shortening those before it. Raises ValueError for a word wider
    than `room`.
    """
    lines = _filled(text, room, is_bold)
    narrower = room
    while len(lines) > 1 and width(lines[-1], is_bold=is_bold) < _SHORTEST_LAST_LINE and narrower > room * 2 // 3:
        narrower -= SIZE // 2
        tried = _filled(text, narrower, is_bold)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _filled(text: str, room: int, is_bold: bool) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces(text):
        if width((lines[-1] + piece).rstrip(), is_bold=is_bold) <= room or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
    lines = [line.strip() for line in lines]
    for line in lines:
        if width(line, is_bold=is_bold) > room:
            raise ValueError(f"'{line}' is wider than {room}; please use a shorter word")
    return tuple(lines)


def pieces(text: str) -> Iterator[str]:
    """What no line end parts: a Chinese character or a word, its space, marks that stay with it, a number's measure."""
    piece = ""
    for token in _TOKEN.findall(text):
        if piece and not _stays(piece, token):
            yield piece
            piece = ""
        piece += token
    if piece:
        yield piece


def _stays(piece: str, token: str) -> bool:
    """Whether the token stays in the line of the piece before it."""
    last = piece[-1]
    if token.isspace() or unicodedata.category(token[0]) in ("Pe", "Pf", "Po") or token[0] in "—…":
        return True
    if unicodedata.category(last) in ("Ps", "Pi"):
        return True
    if last.isspace():
        return piece.strip()[-1:].isdigit()  # a number and what it counts
    return not is_chinese(token[0]) and not is_chinese(last) and unicodedata.category(last) not in ("Pf", "Pe")
