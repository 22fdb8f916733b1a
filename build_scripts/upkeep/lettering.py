"""`make lettering`: the outlines of every character that a page's cover may need, taken from the pinned font.

The build draws covers (pages/covers/) from these outlines, so that it needs no font and gives the same bytes on every
machine. Only this command fetches the font, into npm/lettering; it reads the WOFF file itself, tables of simple and
composite glyphs alone, which is all that an outline needs.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from build_scripts.pages.covers.outlines import FILE, HEAD
from build_scripts.reading.places import DOCS, LANGUAGES, ROOT
from build_scripts.set_up import find_node

FOLDER = ROOT / "npm/lettering"
FONT = FOLDER / "node_modules/@fontsource/noto-sans-sc/files"
# The Latin one first: in the other, quotation marks are as wide as a Chinese character.
FILES = ("noto-sans-sc-latin-700-normal.woff", "noto-sans-sc-chinese-simplified-700-normal.woff")

Point = tuple[int, int, bool]


class Font:
    """A WOFF file of TrueType outlines; `outline` and `advance` take a character that `has` says it has."""

    def __init__(self, data: bytes) -> None:
        self._tables = dict(_tables(data))
        head, maximum = self._tables["head"], self._tables["maxp"]
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        is_long = struct.unpack_from(">h", head, 50)[0]
        count = struct.unpack_from(">H", maximum, 4)[0] + 1
        loca = self._tables["loca"]
        self._places = (
            struct.unpack_from(f">{count}I", loca)
            if is_long
            else tuple(2 * each for each in struct.unpack_from(f">{count}H", loca))
        )
        self._glyphs = dict(_characters(self._tables["cmap"]))

    def has(self, character: str) -> bool:
        return ord(character) in self._glyphs

    def advance(self, character: str) -> int:
        metrics = struct.unpack_from(">H", self._tables["hhea"], 34)[0]
        at = min(self._glyphs[ord(character)], metrics - 1)
        return int(struct.unpack_from(">H", self._tables["hmtx"], 4 * at)[0])

    def outline(self, character: str) -> list[list[Point]]:
        """The closed contours, each a list of (x, y, whether on the curve), in the font's units."""
        return self._contours(self._glyphs[ord(character)])

    def _contours(self, glyph: int) -> list[list[Point]]:
        data = self._tables["glyf"][self._places[glyph] : self._places[glyph + 1]]
        if not data:
            return []
        count = struct.unpack_from(">h", data)[0]
        return _simple(data, count) if count >= 0 else self._composite(data)

    def _composite(self, data: bytes) -> list[list[Point]]:
        found: list[list[Point]] = []
        at, more = 10, True
        while more:
            flags, glyph = struct.unpack_from(">HH", data, at)
            if flags & 0b1100_1000 or not flags & 0b10:
                raise ValueError("a composite glyph that is turned or scaled; please teach lettering.py to read it")
            across, up = struct.unpack_from(">hh" if flags & 1 else ">bb", data, at + 4)
            found += [[(x + across, y + up, on) for x, y, on in each] for each in self._contours(glyph)]
            at += 8 if flags & 1 else 6
            more = bool(flags & 0b10_0000)
        return found


def _tables(data: bytes) -> Iterator[tuple[str, bytes]]:
    for number in range(struct.unpack_from(">H", data, 12)[0]):
        tag, offset, packed, length, _ = struct.unpack_from(">4s4I", data, 44 + 20 * number)
        table = data[offset : offset + packed]
        yield tag.decode(), zlib.decompress(table) if packed < length else table


def _characters(cmap: bytes) -> Iterator[tuple[int, int]]:
    """(code point, glyph) of the tables of formats 4 and 12."""
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        at = struct.unpack_from(">I", cmap, 8 + 8 * number)[0]
        kind = struct.unpack_from(">H", cmap, at)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", cmap, at + 12)[0]):
                first, last, glyph = struct.unpack_from(">3I", cmap, at + 16 + 12 * group)
                yield from ((code, glyph + code - first) for code in range(first, last + 1))
        elif kind == 4:
            yield from _format_4(cmap[at:])


def _format_4(table: bytes) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    shifts = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    for segment, (start, end, shift) in enumerate(zip(starts, ends, shifts, strict=True)):
        place = 16 + 6 * count + 2 * segment
        offset = struct.unpack_from(">H", table, place)[0]
        for code in range(start, end + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", table, place + offset + 2 * (code - start))[0]
            if code != 0xFFFF and (glyph or not offset):
                yield code, (glyph + shift) & 0xFFFF


def _simple(data: bytes, count: int) -> list[list[Point]]:
    ends = struct.unpack_from(f">{count}H", data, 10)
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", data, at)[0]
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag, at = data[at], at + 1
        times = 1
        if flag & 8:
            times, at = 1 + data[at], at + 1
        flags += [flag] * times
    places = []
    for is_short, is_same in ((2, 16), (4, 32)):
        value, row = 0, []
        for flag in flags:
            if flag & is_short:
                value += data[at] if flag & is_same else -data[at]
                at += 1
            elif not flag & is_same:
                value += struct.unpack_from(">h", data, at)[0]
                at += 2
            row.append(value)
        places.append(row)
    points = [(x, y, bool(flag & 1)) for x, y, flag in zip(*places, flags, strict=True)]
    return [points[start : end + 1] for start, end in zip((0, *(each + 1 for each in ends)), ends, strict=False)]


def line(character: str, font: Font) -> str:
    """The character as the file has it: itself, its width, its contours. A point off the curve has a `~`."""
    contours = []
    for points in font.outline(character):
        at = (0, 0)
        words = []
        for x, y, is_on in points:
            words.append(f"{'' if is_on else '~'}{x - at[0]},{y - at[1]}")
            at = (x, y)
        contours.append(" ".join(words))
    return f"{character}\t{font.advance(character)}\t{';'.join(contours)}"


def wanted() -> list[str]:
    """Every character that pages, words and ledger show, ASCII whole."""
    found = set(map(chr, range(0x20, 0x7F)))
    for pattern in (*(f"{lang}/**/*.md" for lang in LANGUAGES), "words/**/*.toml", "ledger/*.toml"):
        for path in DOCS.glob(pattern):
            found |= set(path.read_text("utf-8"))
    return sorted(each for each in found if each.isprintable())


def install() -> None:
    node, npm = find_node()
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run([npm, "ci", "--loglevel=error"], check=True, cwd=FOLDER, env={**os.environ, "PATH": path})


def main() -> int:
    if not FONT.is_dir():
        install()
    fonts = [Font((FONT / name).read_bytes()) for name in FILES]
    units = {font.units for font in fonts}
    if units != {1000}:
        print(f"lettering: the font has {units} units to its size, and the build counts on 1000", file=sys.stderr)
        return 1
    rows = []
    for character in wanted():
        font = next((each for each in fonts if each.has(character)), None)
        if font:
            rows.append(line(character, font))
    FILE.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    print(f"lettering: {len(rows)} characters in {FILE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
