"""A workbook's first sheet as lines of text on the disk, so that what reads text reads it too. Nothing is worked out.

Read in a stream with hard limits, since a workbook is a zip of XML that anybody may have packed.
"""

from __future__ import annotations

import io
import pyexpat
import re

# The page fetches neither `csv` nor `xml`, which add nothing that is used here.
from _csv import writer
from array import array
from collections.abc import Callable
from datetime import date, timedelta
from typing import IO, Any, BinaryIO

from calculators.workbook import UNWORKED
from calculators.workbook.zip_parts import Part, ZipError, parts_of, pieces

# A workbook of a million rows unpacks to about half a gigabyte, at some thirty to one.
_MOST_BYTES, _SMALL, _MOST_TO_ONE = 2 << 30, 64 << 20, 300
_MOST_OF_A_CELL = 1_000_000
_MOST_COLUMNS = 1_000
_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_PERCENTS = frozenset((9, 10))
_UNSAID_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class WorkbookError(Exception):
    """The workbook cannot be read: `code` says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class Sheet:
    """What was read: the sheet's name, the names of the others in their order, and which cells are one from row to
    row, as column, first and last row."""

    def __init__(self, name: str, others: tuple[str, ...]) -> None:
        self.name, self.others = name, others
        self.merged: list[tuple[int, int, int]] = []


def write_lines(
    workbook: BinaryIO, out: BinaryIO, *, scratch: Callable[[], BinaryIO] = io.BytesIO, at: int = 0
) -> Sheet:
    """Writes a sheet as lines of cells, each at the row where it stands: the first that is not hidden, or that so many
    after it. `scratch` gives a file for what is needed meanwhile. Raises WorkbookError."""
    try:
        parts = parts_of(workbook)
        if "xl/workbook.xml" not in parts:
            raise WorkbookError("not-text")
        book = _Book()
        _parse(workbook, parts["xl/workbook.xml"], book.start)
        _parse(workbook, parts["xl/_rels/workbook.xml.rels"], book.start)
        styles = _Styles()
        if "xl/styles.xml" in parts:
            _parse(workbook, parts["xl/styles.xml"], styles.start, styles.end)
        path, sheet = book.sheet(at)
        lines = io.TextIOWrapper(out, "utf-8", newline="")
        with scratch() as kept:
            strings = _Strings(kept)
            if "xl/sharedStrings.xml" in parts:
                _parse(workbook, parts["xl/sharedStrings.xml"], strings.start, strings.end, strings.text)
            rows = _Rows(lines, strings, styles, sheet, is_1904=book.is_1904)
            _parse(workbook, parts[path], rows.start, rows.end, rows.text)
        lines.flush()
        lines.detach()
        return sheet
    except ZipError as error:
        raise WorkbookError("not-text") from error
    except (pyexpat.ExpatError, KeyError, IndexError, ValueError, OverflowError) as error:
        raise WorkbookError("xlsx-broken", reason=str(error)) from error


_Start = Callable[[str, dict[str, str]], None]


def _parse(
    workbook: BinaryIO,
    part: Part,
    start: _Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Reads one part of the workbook, its elements by their names without a prefix."""
    if part.size > _MOST_BYTES or part.size > max(_SMALL, part.packed * _MOST_TO_ONE):
        raise WorkbookError("xlsx-too-big")
    parser = pyexpat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        # A workbook has no document type; one that has means to grow beyond all measure.
        raise WorkbookError("xlsx-too-big")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], found)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    for piece in pieces(workbook, part):
        parser.Parse(piece)
    parser.Parse(b"", True)


class _Book:
    """The sheets in their order, and how days are counted."""

    def __init__(self) -> None:
        self.is_1904 = False
        self._sheets: list[tuple[str, str]] = []
        self._paths: dict[str, str] = {}

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "workbookPr":
            self.is_1904 = found.get("date1904") in ("1", "true")
        elif name == "sheet" and found.get("state", "visible") == "visible":
            place = next(value for key, value in found.items() if key.rpartition(":")[2] == "id" and ":" in key)
            self._sheets.append((found["name"], place))
        elif name == "Relationship":
            target = found["Target"]
            self._paths[found["Id"]] = target[1:] if target.startswith("/") else f"xl/{target}"

    def sheet(self, at: int) -> tuple[str, Sheet]:
        """The path of the visible sheet in that place, and the sheet."""
        name, place = self._sheets[at]
        others = self._sheets[:at] + self._sheets[at + 1 :]
        return self._paths[place], Sheet(name, tuple(other for other, _ in others))


class _Styles:
    """What a number means by the format of its cell: `day`, `percent`, or how many digits it is shown with."""

    def __init__(self) -> None:
        self._formats: dict[int, str] = {}
        self._kinds: list[int] = []
        self._is_inside = False

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[int(found["numFmtId"])] = _UNSAID_IN_FORMAT.sub("", found["formatCode"]).lower()
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            self._kinds.append(int(found.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_inside = False

    def shown(self, text: str, style: str | None, *, is_1904: bool) -> str:
        """The number as the spreadsheet means it."""
        number = float(text)
        kind = self._kinds[int(style)] if style and int(style) < len(self._kinds) else 0
        form = self._formats.get(kind, "")
        if kind in _DATES or re.search("[yd]", form):
            first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
            return (first + timedelta(days=int(number))).isoformat() if 60 < number < 2_958_466 else text
        if kind in _PERCENTS or "%" in form:
            return f"{number * 100:.15g}%"
        # A very small or very large number too as plain digits, of which a spreadsheet keeps fifteen.
        plain = f"{number:.15g}" if "e" not in f"{number:.15g}" else f"{number:.20f}".rstrip("0").rstrip(".")
        return plain.zfill(len(form)) if re.fullmatch("0+", form) and plain.isdigit() else plain


class _Strings:
    """The texts that cells share, on the disk."""

    def __init__(self, kept: IO[bytes]) -> None:
        self._kept, self._places = kept, array("Q", [0])
        self._pieces: list[str] = []
        self._is_text = self._is_reading_aid = False

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "rPh":
            self._is_reading_aid = True
        self._is_text = name == "t" and not self._is_reading_aid

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "rPh":
            self._is_reading_aid = False
        elif name == "si":
            self._kept.write("".join(self._pieces).encode())
            self._places.append(self._kept.tell())
            self._pieces.clear()

    def at(self, place: int) -> str:
        if not 0 <= place < len(self._places) - 1:
            raise IndexError(place)
        self._kept.seek(self._places[place])
        return self._kept.read(self._places[place + 1] - self._places[place]).decode()


class _Rows:
    """Writes the sheet row by row."""

    def __init__(self, lines: IO[str], strings: _Strings, styles: _Styles, sheet: Sheet, *, is_1904: bool) -> None:
        self._lines, self._strings, self._styles, self._sheet = lines, strings, styles, sheet
        self._is_1904 = is_1904
        self._writer = writer(lines, delimiter="\t", lineterminator="\n")
        self._number = self._column = 0
        self._cells: list[str] = []
        self._cell: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}
        self._inside = ""

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "row":
            number = int(found.get("r", self._number + 1))
            if number <= self._number:
                raise ValueError(f"row {number}")
            self._lines.write("\n" * (number - self._number - 1))
            self._number, self._column, self._cells = number, 0, []
        elif name == "c":
            self._cell, self._parts = found, {}
            self._column = _column(found["r"]) if "r" in found else self._column + 1
            if self._column > _MOST_COLUMNS:
                raise WorkbookError("xlsx-too-wide", columns=f"{_MOST_COLUMNS:,}")
        elif name == "mergeCell":
            first, _, last = found["ref"].partition(":")
            if last:
                self._sheet.merged.append((_column(first), _row(first), _row(last)))
        elif name in ("v", "f", "t"):
            self._inside = name
            self._parts.setdefault(name, [])

    def text(self, piece: str) -> None:
        if self._inside and sum(map(len, self._parts[self._inside])) < _MOST_OF_A_CELL:
            self._parts[self._inside].append(piece)

    def end(self, name: str) -> None:
        if name in ("v", "f", "t"):
            self._inside = ""
        elif name == "c":
            self._cells += [""] * (self._column - 1 - len(self._cells))
            self._cells.append(self._shown())
        elif name == "row":
            # A row of one blank cell would be written as a quoted one.
            self._writer.writerow(self._cells if any(self._cells) else [])

    def _shown(self) -> str:
        kind = self._cell.get("t", "n")
        value = "".join(self._parts.get("v", ()))
        if kind == "inlineStr":
            return "".join(self._parts.get("t", ()))
        if not value:
            return UNWORKED + "".join(self._parts["f"]) if "f" in self._parts else ""
        if kind == "s":
            return self._strings.at(int(value))
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "d":
            return value[:10]
        return self._styles.shown(value, self._cell.get("s"), is_1904=self._is_1904) if kind == "n" else value


def _column(reference: str) -> int:
    found = 0
    for letter in reference.rstrip("0123456789").replace("$", "").upper():
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _row(reference: str) -> int:
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"))
