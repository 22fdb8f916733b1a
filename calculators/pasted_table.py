"""A block copied from a spreadsheet or opened from a CSV file, as rows of cells and recognised columns.

Nothing here raises, whatever the text. It has no words and guesses nothing in silence: a row keeps its own
text, so that what a calculator cannot use can be given back to the reader unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from calculators import form as typed
from calculators.form import Problem

# Of two that fit equally well the earlier one is meant: numbers have commas of their own.
DELIMITERS = ("\t", ";", "；", "，", ",")
MOST_CHARACTERS = 200_000
# What apps export begins with up to a page of title, account and totals.
_ROWS_LOOKED_AT = 100
_MOST_NAMED_ROWS = 60
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0xFFE5: 0xA5}
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_PROGRAMS_NAME = "[A-Za-z]+(?:-[A-Za-z]+)+"
_IN_BRACKETS = "[(\\[{【〔][^)\\]}】〕]*[)\\]}】〕]"
_CURRENCY = "人民币|rmb|cny|cn(?=¥)"
# The blanks that software puts between the thousands: none, narrow, thin, of a digit's width.
_SET_BLANKS = "\u00a0\u2007\u2009\u202f"
_SET_THOUSANDS = f"(?<![0-9])[0-9]{{1,3}}(?:[{_SET_BLANKS}][0-9]{{3}})+(?![0-9{_SET_BLANKS}])"
_DASHES = ("-", "--", "–", "—", "——", "−")
_SMALLER_UNITS = ("分", "角", "fen", "jiao")
_OTHER_UNITS = ("百", "千", "亿", "美元", "美金", "港元", "港币", "日元", "欧元", "usd", "hk", "eur", "jpy", "gbp",
    "$", "€", "%", "thousand", "million", "000")  # fmt: skip
_FOREIGN = [
    "usd",
    "hkd",
    "eur",
    "jpy",
    "gbp",
    "mop",
    "twd",
    "krw",
    "sgd",
    "aud",
    "cad",
    "us$",
    "hk$",
    "美元",
    "美金",
    "港元",
    "港币",
    "欧元",
    "日元",
    "英镑",
    "澳门元",
    "新台币",
    "台币",
    "韩元",
]
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
_SHORT_YEAR = "([0-9]{1,2})-([a-z]{3})-([0-9]{2})"
_TIME = "(?:[ t]+([0-9]{1,2}):[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(z|\\+00:?00|\\+08:?00)?)?"
_WEEKDAY = (
    "[(\\[]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|"
    "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?(?![a-z]))[)\\]]?,?"
)
# A day that a clock of Greenwich writes from then on is the next one in China.
_NEXT_DAY_FROM = 16


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


def _undressed(cell: str) -> str:
    """The cell without what makes a spreadsheet show it as a text: `="…"`, or a quote or backtick before
    a number."""
    text = cell.strip(typed.SPACES)
    if text[:2] == '="' and text[-1:] == '"' and len(text) > 2:
        return text[2:-1].replace('""', '"')
    is_value = text[1:2].isdigit() or text[1:2] in ("¥", "￥", "-", "(")
    return text[1:] if text[:1] in ("'", "`", "‘", "’") and is_value else cell


def cell_text(cell: str) -> str:
    """What the cell says, on one line, without its spreadsheet's dress."""
    if not cell or (cell.isascii() and cell.isprintable() and cell[:1].isalnum() and cell[-1:].isalnum()):
        # Most cells of a long table: nothing to take off.
        return cell
    return one_line(_undressed(cell))


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
        found = None
        if text[place : place + 1] == '"':
            found = _quoted(text, place, cell_end)
        elif text[place : place + 2] == '="' and (formula := _quoted(text, place + 1, cell_end)):
            found = formula
        if found is None:
            end = cell_end.search(text, place)
            stop = end.start() if end else len(text)
            found = text[place:stop], stop
        cell, place = found
        cells.append(cell_text(cell))
        if text[place : place + 1] == delimiter:
            place += 1
            continue
        rows.append(Row(len(rows) + 1, tuple(cells), text[begin:place]))
        place += 2 if text[place : place + 2] == "\r\n" else 1
        if place >= len(text):
            break
        cells, begin = [], place
    return rows


def _delimiter(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """The one by which a row of headings is found, else the one that gives the most rows of one width, two cells at
    least. Prose above a table has commas of its own, and some exports put a tab after every cell."""
    fits = []
    for delimiter in DELIMITERS:
        rows = rows_by(text, delimiter, _ROWS_LOOKED_AT)
        widths = [len(row.cells) for row in rows if len(row.cells) > 1]
        found = max((sum(bool(field_of(cell, names)) for cell in row.cells) for row in _of_names(rows)), default=0)
        strays = sum(cell[:1] in DELIMITERS for row in rows for cell in row.cells if cell)
        even = max((widths.count(width) for width in set(widths)), default=0)
        fits.append((found if found > 1 else 0, even, -strays))
    return DELIMITERS[fits.index(max(fits))]


def _of_names(rows: Sequence[Row]) -> Iterator[Row]:
    """The first rows that may hold headings: more than one cell, and none of them an amount or a day."""
    filled = (row for row in rows if not row.is_blank)
    return (row for row in islice(filled, _MOST_NAMED_ROWS) if sum(map(bool, row.cells)) > 1 and not _has_value(row))


def _has_value(row: Row) -> bool:
    return any(
        not isinstance(read, Problem) for cell in row.cells if cell for read in (amount(cell, minus=True), day(cell))
    )


def rows_of(text: str, names: Mapping[str, Sequence[str]] | None = None) -> tuple[str, list[Row]]:
    """The delimiter and every row, blank ones too; `names` as for `read_table`, to tell the delimiter by.

    Cells may be in double quotes, a doubled quote being one quote; a quote that nothing closes is an ordinary
    character. Characters beyond 200,000 are the caller's to refuse.
    """
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text, names or {})
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
    2 Chinese or 4 other characters on; one within a program's name (`months-counted`) does not, since that says
    what it is as a whole.
    """
    plain, found, length = _name_in(heading), "", 0
    is_whole = re.fullmatch(_PROGRAMS_NAME, heading.strip()) is not None
    for field, synonyms in names.items():
        for synonym in synonyms:
            name = folded(synonym)
            if plain and (name == plain or (is_whole and name.replace("-", "") == plain.replace("-", ""))):
                return field
            if is_whole:
                continue
            if name in plain and len(name) >= (4 if name.isascii() else 2) and len(name) > length:
                found, length = field, len(name)
    return found


def columns_in(row: Row, names: Mapping[str, Sequence[str]], unit: str | None) -> tuple[Column, ...]:
    """Each cell as a heading; `unit` is the one that is said above. A field goes to one column: to the first that bears
    its very name, else to the first."""
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
    return not _has_value(row) and sum(bool(column.field) for column in columns) >= 2


def unit_said(row: Row, otherwise: str | None) -> str | None:
    """The unit that the row says amounts below it are in; the one that was said before where it says none."""
    said = "".join(cell for cell in row.cells if "单位" in cell)
    return _unit(folded(said)) if said else otherwise


def read_table(text: str, names: Mapping[str, Sequence[str]]) -> Table:
    """The block with its columns. `names`: field to the headings that mean it, in both languages.

    Headings are looked for in the first 60 rows that hold anything; `单位：万元` above them or in them is minded.
    Without headings `columns` is empty: the calculator goes by what the cells hold.
    """
    delimiter, every = rows_of(text, names)
    rows = [row for row in every if not row.is_blank]
    unit: str | None = ""
    for place, row in enumerate(rows[:_MOST_NAMED_ROWS]):
        unit = unit_said(row, unit)
        columns = columns_in(row, names, unit)
        if _is_headings(row, columns):
            return Table(delimiter, row, columns, tuple(rows[place + 1 :]), tuple(rows[:place]))
    return Table(delimiter, None, (), tuple(rows), ())


def other_kind(text: str) -> str:
    """What the file is where it holds no rows of text: `workbook`, `document` (PDF, a picture) or `binary`; else ''."""
    head = text[:8].removeprefix("\ufeff")
    # Bytes that are no text come read as a Chinese spreadsheet's would be.
    if head.startswith(("PK\x03\x04", "邢\x11")):
        return "workbook"
    if head.startswith(("%PDF-", "塒NG", "GIF8")) or "JFIF" in text[:16]:
        return "document"
    return "binary" if "\x00" in text[:1000] else ""


def is_foreign(heading: str, cell: str) -> bool:
    """Whether the cell of a column that is no amount's says that the row is in another currency or unit."""
    plain = folded(cell[: typed.MOST_CHARACTERS])
    if plain in _FOREIGN:
        return True
    return _name_in(heading) in ("单位", "金额单位", "unit", "units") and plain not in (
        "",
        "元",
        "人民币",
        "rmb",
        "cny",
        "yuan",
        "¥",
        "人民币元",
    )


def is_total(row: Row) -> bool:
    """Whether the row is a sum of the others: its first text is 合计, 总计, Total or the like."""
    first = folded(next((cell for cell in row.cells if cell), "")).strip("*:：.。")
    return first in _TOTALS or (first[:2] in _TOTALS and len(first) <= 6 and not first.isascii())


def people_of(table: Table) -> set[str]:
    """Whom the rows speak of, by the column `client`; nobody without such a column."""
    column = table.column("client")
    rows = [row for row in table.rows if not is_total(row)]
    return {name for row in rows if (name := folded(row.cell(column.index)))} if column else set()


def amount(text: str, *, unit: str | None = "", minus: bool = False) -> int | Problem:
    """A cell of money in fen, as `form.money` reads it, and as spreadsheets write it: `(1,200.00)` below 0, `-` for 0,
    `RMB`, `CNY` or 人民币 beside it. With the unit 万 a bare number is so many 万; None is a unit we do not read.
    """
    if not unit and unit is not None and (fen := typed.plain_yuan(text)) is not None:
        return fen
    if problem := typed.too_long(text):
        return problem
    if unit is None:
        return Problem("money-unread", read=typed.shown(text))
    text = re.sub(_SET_THOUSANDS, lambda found: re.sub(f"[{_SET_BLANKS}]", "", found[0]), text)
    plain = re.sub(_CURRENCY, "", folded(text)) if text else ""
    bare = plain.replace("¥", "")
    if bare in _DASHES:
        return 0
    plain = _signed(plain)
    # A blank between digits that parts no thousands is no number: form.money says so of the text with its blanks.
    spaced = text.translate(_INVISIBLE).translate(_WIDE).strip()
    if re.search(f"[0-9][ \t{_SET_BLANKS}]+[0-9]", spaced):
        return Problem("money-unread", read=typed.shown(text))
    if unit == "万" and "万" not in plain:
        plain = plain.removesuffix("元") + "万"
    read = typed.money(plain, minus=minus)
    return Problem(read.code, read=typed.shown(text)) if isinstance(read, Problem) else read


def _signed(plain: str) -> str:
    """The amount with its minus in front, where accountants write it otherwise: `(1,200)` `¥(1,200)` `1,200-`, and `CR`
    behind a balance that is the reader's own money; `DR` behind what is owed is no sign."""
    currency = "¥" if plain.startswith("¥") else ""
    rest = plain.removeprefix("¥")
    if rest.startswith("(") and rest.endswith(")"):
        return "-" + currency + rest[1:-1]
    for mark, sign in (("-", "-"), ("−", "-"), ("－", "-"), ("cr", "-"), ("dr", "")):
        if rest.endswith(mark) and rest[:1].isdigit():
            return sign + currency + rest.removesuffix(mark)
    return plain


def _month(word: str) -> int:
    """1 to 12 for an English month, whole or in three letters (Sept too); 0 for any other word."""
    for months in (_MONTHS, _WHOLE_MONTHS):
        if word in months:
            return months.index(word) + 1
    return 9 if word == "sept" else 0


def _written(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day as written in any of the ways that `day` reads; None where the text is none of them."""
    if found := re.fullmatch(f"(?:{_DAY}){_TIME}", plain):
        if found[8] in ("z", "+00:00", "+0000") and int(found[7]) >= _NEXT_DAY_FROM:
            return None
        year, month, number = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        return int(year), int(month), int(number)
    if found := re.fullmatch(f"(?:{_NAMED_DAY}){_TIME}", plain):
        number, word, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return int(year), _month(word), int(number)
    if found := re.fullmatch(_SHORT_YEAR, plain):
        return 2000 + int(found[3]), _month(found[2]), int(found[1])
    if found := re.fullmatch(_YEAR_LAST + _TIME, plain):
        first, second, year_last = int(found[1]), int(found[3]), int(found[4])
        return (year_last, second, first) if first > 12 else (year_last, first, second)
    return None


def day(text: str) -> date | Problem:
    """A cell with a day: `2026-11-03` `2026/11/3` `2026.11.3` `2026年11月3日` `20261103`, `3 Nov 2026` `Nov 3, 2026`
    `03-Nov-26`; a time after it and a weekday beside it are left aside, unless the clock is Greenwich's and the day in
    China another. `15/03/2026` and `03/15/2026` can be one day only. `11/3/2026` is a problem of its own,
    `day-order`: which number is the month, nobody can tell."""
    if problem := typed.too_long(text):
        return problem
    plain = text.translate(_INVISIBLE).translate(_WIDE).translate(_LOWER).strip(typed.SPACES)
    plain = " ".join(re.sub(_WEEKDAY, " ", plain).split()) if len(plain) > 8 else plain
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
