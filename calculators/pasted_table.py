"""A block copied from a spreadsheet or opened from a CSV file, as rows of cells and recognised columns.

Nothing here raises, whatever the text. It has no words and guesses nothing in silence: a row keeps its own
text, so that what a calculator cannot use can be given back to the reader unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from calculators import form as typed
from calculators.form import Problem
from calculators.sheet_cell import amount, cell_text, day, folded

# Of two that fit equally well the earlier one is meant: numbers have commas of their own.
DELIMITERS = ("\t", ";", "；", "，", ",")
MOST_CHARACTERS = 200_000
# What apps export begins with up to a page of title, account and totals.
_ROWS_LOOKED_AT = 100
_MOST_NAMED_ROWS = 60
_PROGRAMS_NAME = "[A-Za-z]+(?:-[A-Za-z]+)+"
_IN_BRACKETS = "[(\\[{【〔][^)\\]}】〕]*[)\\]}】〕]"
_SMALLER_UNITS = ("分", "角", "fen", "jiao")
_OTHER_UNITS = ("百", "千", "亿", "美元", "美金", "港元", "港币", "日元", "欧元", "usd", "hk", "eur", "jpy", "gbp",
    "$", "€", "%", "thousand", "million", "000")  # fmt: skip
_FOREIGN = ("usd", "hkd", "eur", "jpy", "gbp", "mop", "twd", "krw", "sgd", "aud", "cad", "us$", "hk$", "美元", "美金",
    "港元", "港币", "欧元", "日元", "英镑", "澳门元", "新台币", "台币", "韩元")  # fmt: skip
_TOTALS = ("合计", "总计", "小计", "共计", "总和", "合計", "總計", "小計", "total", "subtotal", "grandtotal", "sum",
    "totals")  # fmt: skip


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
