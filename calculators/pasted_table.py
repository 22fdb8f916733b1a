"""A block copied from a spreadsheet or opened from a CSV file, as rows of cells and recognised columns.

Nothing here raises, whatever the text. It has no words and guesses nothing in silence: a row keeps its own
text, so that what a calculator cannot use can be given back to the reader unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calculators import form as typed
from calculators.form import Problem

# Of two that fit equally well the earlier one is meant: numbers have commas of their own.
DELIMITERS = ("\t", ";", "；", "，", ",")
MOST_CHARACTERS = 200_000
_ROWS_LOOKED_AT = 20
_ROWS_ABOVE_HEADINGS = 10
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0xFFE5: 0xA5}
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_IN_BRACKETS = "[(\\[{【〔][^)\\]}】〕]*[)\\]}】〕]"
_CURRENCY = "人民币|rmb|cny|cn(?=¥)"
_DASHES = ("-", "--", "–", "—", "——", "−")
_SMALLER_UNITS = ("分", "角", "fen", "jiao")
_OTHER_UNITS = ("百", "千", "亿", "美元", "美金", "港元", "港币", "日元", "欧元", "usd", "hk", "eur", "jpy", "gbp",
    "$", "€", "%", "thousand", "million", "000")  # fmt: skip
_TOTALS = ("合计", "总计", "小计", "共计", "总和", "合計", "總計", "小計", "total", "subtotal", "grandtotal", "sum",
    "totals")  # fmt: skip
_DAY = "([0-9]{4})(?:-|/|\\.|年)([0-9]{1,2})(?:-|/|\\.|月)([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december")  # fmt: skip
_NAMED_DAY = (
    "([0-9]{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?([a-z]{3,9})\\.?,?[ -]?([0-9]{4})|([a-z]{3,9})\\.?["
    " -]?([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?|[ -])([0-9]{4})"
)
_YEAR_LAST = "([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})"
_TIME = "(?:[ t]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?)?"


@dataclass(frozen=True)
class Row:
    """One row: its number in the block counted from 1 (a cell may hold line ends), its cells, and its own text."""

    number: int
    cells: tuple[str, ...]
    source: str

    def cell(self, index: int) -> str:
        """The cell's text; '' where the row is shorter."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True)
class Column:
    """A column: `field` is '' where the heading is not recognised; `unit` is '', '万', or None where it is none of
    ours (thousands, dollars …), and then no amount of the column may be used."""

    index: int
    heading: str
    field: str
    unit: str | None


@dataclass(frozen=True)
class Table:
    """The block: `headings` None where there are none.

    `above` are the rows above the headings; blank rows are left out.
    """

    delimiter: str
    headings: Row | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    above: tuple[Row, ...]

    def column(self, field: str) -> Column | None:
        """The column recognised as that field."""
        return next((column for column in self.columns if column.field == field), None)

    def is_wider(self, row: Row) -> bool:
        """Whether the row has something to the right of the last heading: a comma inside a number, mostly."""
        return self.headings is not None and any(row.cells[len(self.headings.cells) :])


def folded(text: str) -> str:
    """The text to compare by: half-width, ASCII letters lower case, no blanks and no invisible characters."""
    return "".join(text.translate(_INVISIBLE).translate(_WIDE).translate(_LOWER).split())


def one_line(text: str) -> str:
    """A cell's text without blanks around it; line ends and tabs inside become one blank."""
    trimmed = text.translate(_INVISIBLE).strip(typed.SPACES)
    return " ".join(trimmed.split()) if any(mark in trimmed for mark in "\r\n\t") else trimmed


def _quoted(text: str, place: int, cell_end: re.Pattern[str]) -> tuple[str, int] | None:
    """A cell from its opening quote, and where it ends; None where no quote closes it."""
    pieces: list[str] = []
    at = place + 1
    while (close := text.find('"', at)) >= 0:
        pieces.append(text[at:close])
        if text[close + 1 : close + 2] != '"':
            found = cell_end.search(text, close + 1)
            end = found.start() if found else len(text)
            return "".join(pieces) + text[close + 1 : end], end
        pieces.append('"')
        at = close + 2
    return None


def rows_by(text: str, delimiter: str, most: int | None = None) -> list[Row]:
    """The rows of the text, its cells apart at that delimiter; the first `most` of them."""
    cell_end = re.compile(f"[{delimiter}\r\n]")
    rows: list[Row] = []
    cells: list[str] = []
    begin = place = 0
    while most is None or len(rows) < most:
        found = _quoted(text, place, cell_end) if text[place : place + 1] == '"' else None
        if found is None:
            end = cell_end.search(text, place)
            stop = end.start() if end else len(text)
            found = text[place:stop], stop
        cell, place = found
        cells.append(one_line(cell))
        if text[place : place + 1] == delimiter:
            place += 1
            continue
        rows.append(Row(len(rows) + 1, tuple(cells), text[begin:place]))
        place += 2 if text[place : place + 2] == "\r\n" else 1
        if place >= len(text):
            break
        cells, begin = [], place
    return rows


def _delimiter(text: str) -> str:
    """The one that gives the most rows of one width, two cells at least."""
    fits = []
    for delimiter in DELIMITERS:
        widths = [len(row.cells) for row in rows_by(text, delimiter, _ROWS_LOOKED_AT) if len(row.cells) > 1]
        fits.append(max((widths.count(width) for width in set(widths)), default=0))
    return DELIMITERS[fits.index(max(fits))]


def rows_of(text: str) -> tuple[str, list[Row]]:
    """The delimiter and every row, blank ones too. Cells may be in double quotes, a doubled quote being one quote;
    a quote that nothing closes is an ordinary character. Characters beyond 200,000 are the caller's to refuse."""
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text)
    return delimiter, rows_by(text, delimiter)


def _unit(heading: str) -> str | None:
    """The unit said in brackets or after 单位: '' yuan, '万', None for one we do not read."""
    marks = [content.strip("()[]{}【】〔〕") for content in re.findall(_IN_BRACKETS, heading)]
    if "单位" in heading:
        marks.append(heading[heading.find("单位") + 2 :].strip(":：()[]【】"))
    if any(mark in _SMALLER_UNITS or any(unit in mark for unit in _OTHER_UNITS) for mark in marks):
        return None
    return "万" if any("万" in mark for mark in marks) else ""


def _name_in(heading: str) -> str:
    return re.sub(_IN_BRACKETS, "", folded(heading)).strip("*:：_-·.。?!")


def is_exactly(heading: str, synonyms: Sequence[str]) -> bool:
    """Whether the heading is one of those names, and not only has it in it."""
    return bool(plain := _name_in(heading)) and any(folded(name) == plain for name in synonyms)


def field_of(heading: str, names: Mapping[str, Sequence[str]]) -> str:
    """The field whose name is the heading, else the one whose longest name is part of it; '' where none is.

    Words in brackets (`额度（元）`) are no part of the name. A name within a heading counts from
    2 Chinese or 4 other characters on.
    """
    plain, found, length = _name_in(heading), "", 0
    for field, synonyms in names.items():
        for synonym in synonyms:
            name = folded(synonym)
            if name == plain != "":
                return field
            if name in plain and len(name) >= (4 if name.isascii() else 2) and len(name) > length:
                found, length = field, len(name)
    return found


def _columns(row: Row, names: Mapping[str, Sequence[str]], unit: str | None) -> tuple[Column, ...]:
    """Each cell as a heading. A field goes to one column: to the first that bears its very name, else to the first."""
    spelled = {field: {folded(name) for name in synonyms} for field, synonyms in names.items()}
    fields = [field_of(cell, names) for cell in row.cells]
    owners: dict[str, int] = {}
    for is_exact in (True, False):
        for index, field in enumerate(fields):
            if field and (not is_exact or _name_in(row.cells[index]) in spelled[field]):
                owners.setdefault(field, index)
    columns = []
    for index, (heading, field) in enumerate(zip(row.cells, fields, strict=True)):
        own = _unit(folded(heading))
        columns.append(Column(index, heading, field if owners.get(field) == index else "", unit if own == "" else own))
    return tuple(columns)


def _is_headings(row: Row, columns: Sequence[Column]) -> bool:
    """Two columns recognised, and no cell that is an amount or a day."""
    is_value = any(
        not isinstance(read, Problem) for cell in row.cells if cell for read in (amount(cell, minus=True), day(cell))
    )
    return not is_value and sum(bool(column.field) for column in columns) >= 2


def read_table(text: str, names: Mapping[str, Sequence[str]]) -> Table:
    """The block with its columns. `names`: field to the headings that mean it, in both languages.

    Headings are looked for in the first 10 rows that hold anything; `单位：万元` above them or in them is minded.
    Without headings `columns` is empty: the calculator goes by what the cells hold.
    """
    delimiter, every = rows_of(text)
    rows = [row for row in every if not row.is_blank]
    unit: str | None = ""
    for place, row in enumerate(rows[:_ROWS_ABOVE_HEADINGS]):
        if any(cell and "单位" in cell for cell in row.cells):
            unit = _unit(folded("".join(cell for cell in row.cells if "单位" in cell)))
        columns = _columns(row, names, unit)
        if _is_headings(row, columns):
            return Table(delimiter, row, columns, tuple(rows[place + 1 :]), tuple(rows[:place]))
    return Table(delimiter, None, (), tuple(rows), ())


def is_total(row: Row) -> bool:
    """Whether the row is a sum of the others: its first text is 合计, 总计, Total or the like."""
    first = folded(next((cell for cell in row.cells if cell), "")).strip("*:：.。")
    return first in _TOTALS or (first[:2] in _TOTALS and len(first) <= 6 and not first.isascii())


def amount(text: str, *, unit: str | None = "", minus: bool = False) -> int | Problem:
    """A cell of money in fen, as `form.money` reads it, and as spreadsheets write it: `(1,200.00)` below 0, `-` for 0,
    `RMB`, `CNY` or 人民币 beside it. With the unit 万 a bare number is so many 万; None is a unit we do not read.
    """
    if problem := typed.too_long(text):
        return problem
    if unit is None:
        return Problem("money-unread", read=typed.shown(text))
    plain = re.sub(_CURRENCY, "", folded(text)) if text else ""
    bare = plain.replace("¥", "")
    if bare in _DASHES:
        return 0
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    # A blank between digits is no number: form.money says so of the text with its blanks.
    spaced = text.translate(_INVISIBLE).translate(_WIDE).strip()
    if re.search("[0-9][ \t]+[0-9]", spaced):
        return Problem("money-unread", read=typed.shown(text))
    if unit == "万" and "万" not in plain:
        plain = plain.removesuffix("元") + "万"
    read = typed.money(plain, minus=minus)
    return Problem(read.code, read=typed.shown(text)) if isinstance(read, Problem) else read


def _month(word: str) -> int:
    """1 to 12 for an English month, whole or in three letters (Sept too); 0 for any other word."""
    for months in (_MONTHS, _WHOLE_MONTHS):
        if word in months:
            return months.index(word) + 1
    return 9 if word == "sept" else 0


def _written(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day as written in any of the ways that `day` reads; None where the text is none of them."""
    if found := re.fullmatch(f"(?:{_DAY}){_TIME}", plain):
        year, month, number = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        return int(year), int(month), int(number)
    if found := re.fullmatch(f"(?:{_NAMED_DAY}){_TIME}", plain):
        number, word, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return int(year), _month(word), int(number)
    if found := re.fullmatch(_YEAR_LAST + _TIME, plain):
        first, second, year_last = int(found[1]), int(found[3]), int(found[4])
        return (year_last, second, first) if first > 12 else (year_last, first, second)
    return None


def day(text: str) -> date | Problem:
    """A cell with a day: `2026-11-03` `2026/11/3` `2026.11.3` `2026年11月3日` `20261103`, `3 Nov 2026` `Nov 3, 2026`; a
    time after it is left aside. `15/03/2026` and `03/15/2026` can be one day only. `11/3/2026` is a problem of its own,
    `day-order`: which number is the month, nobody can tell."""
    if problem := typed.too_long(text):
        return problem
    plain = text.translate(_INVISIBLE).translate(_WIDE).translate(_LOWER).strip(typed.SPACES)
    written = _written(plain)
    if written is not None:
        year_last = re.fullmatch(_YEAR_LAST + _TIME, plain)
        if year_last and int(year_last[1]) <= 12 and int(year_last[3]) <= 12:
            return Problem("day-order", read=typed.shown(text))
        try:
            return date(*written)
        except ValueError:
            pass
    return Problem("day-unread", read=typed.shown(text))
