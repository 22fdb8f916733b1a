"""Files that nobody should give the desk, or that people do: each by the name of what is wrong with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from a_workbook import workbook

from build_scripts.reading.places import ROOT

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_MILLION = 1_000_000


def packed(sheet: str, strings: str = "", book: str = "", *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook by hand, with that sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as parts:
        of_relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        sheets = f'<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets>'  # noqa: F541
        parts.writestr("xl/workbook.xml", book or f'<workbook {MAIN} xmlns:r="{of_relations}">{sheets}</workbook>')
        parts.writestr(
            "xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="s.xml"/></Relationships>'
        )
        parts.writestr("xl/s.xml", f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>")
        if strings:
            parts.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{strings}</sst>")
    return out.getvalue()


HEAD_ROW = '<row r="1">' + "".join(
    f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("case", "limit", "used")
) + "</row>"  # fmt: skip
_ODD = 'case,limit,used\nA,1e20,1\nB,１００,-5\nC,-,"1\n2"\nD,∞,NaN\nE,0x10,1_000\nF,=B2*2,1\nG,#REF!,1\nTotal,100,1\n'
_MERGED = "Clients,Huabei,,Jiebei,\n,limit,used,limit,used\nA,10000,6200,50000,12000\nTotal,10000,6200,50000,12000\n"


def listed(book: bytes, *, packed_bytes: int, size: int) -> bytes:
    """That workbook, whose list at the end says so many bytes of the sheet."""
    at = book.rindex(b"xl/s.xml") - 26
    return book[:at] + packed_bytes.to_bytes(4, "little") + size.to_bytes(4, "little") + book[at + 8 :]


# Each is made when it is asked for: a workbook of 70 MB takes its time.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing.csv": lambda: b"",
    "blank.csv": lambda: b"\n\n  \n",
    "one-byte-over-and-over.csv": lambda: b"\xff" * 3000,
    "every-byte.csv": lambda: bytes(range(256)) * 40,
    "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "document.csv": lambda: b"%PDF-1.7\n" + b"x" * 500,
    "torn-utf-16.csv": lambda: b"case,limit,used\n" + b"\xff\xfe\x00" * 500,
    "old-line-ends.csv": lambda: b"case,limit,used\r" + b"," * 3000 + b"\r",
    "million-characters-of-a-limit.csv": lambda: f'case,limit,used\nA,"{"9" * _MILLION}",1\n'.encode(),
    "million-characters-of-a-name.csv": lambda: f"case,limit,used\n{'A' * _MILLION},x,1\n".encode(),
    "quote-left-open.csv": lambda: b'case,limit,used\nA,100,50\nB,"' + b"x" * (3 * _MILLION),
    "odd-numbers-and-formulas.csv": lambda: _ODD.encode("utf-16"),
    "300-columns.csv": lambda: (
        "case," + ",".join(f"limit {n},used {n}" for n in range(150)) + "\n" + "A,1,x" * 150 + "\n"
    ).encode(),
    # Merged headings, a row of totals, full-width digits, #REF! and a formula, as a Chinese Excel saves them as CSV.
    "merged-and-totals-gb18030.csv": lambda: (ROOT / "tests/fixtures/desk/wide-merged-gb18030.csv").read_bytes(),
    "odd-numbers-and-formulas.xlsx": lambda: workbook(_ODD),
    "merged-and-totals.xlsx": lambda: workbook(_MERGED),
    "million-characters.xlsx": lambda: packed(
        HEAD_ROW + f"<row><c t='str'><v>A</v></c><c><v>{'9' * _MILLION}</v></c></row>"
    ),
    "bomb.xlsx": lambda: packed(HEAD_ROW + "<row r='2'><c><v>" + "9" * 70_000_000 + "</v></c></row>"),
    # At 250 to one no more than sheets are packed, and too much all the same.
    "gigabytes.xlsx": lambda: listed(packed(HEAD_ROW), packed_bytes=12 << 20, size=3 << 30),
    "changed-digit.xlsx": lambda: packed(HEAD_ROW + "<row><c><v>10</v></c></row>", how=zipfile.ZIP_STORED).replace(
        b"<v>10", b"<v>90"
    ),
    "entities.xlsx": lambda: packed("", book='<!DOCTYPE a [<!ENTITY b "cccccccc">]><workbook>&b;</workbook>'),
    "cut-sheet.xlsx": lambda: packed(HEAD_ROW + "<row r='2'><c"),
    "no-such-text.xlsx": lambda: packed(HEAD_ROW + "<row r='2'><c t='s'><v>7</v></c></row>"),
    "row-twice.xlsx": lambda: packed(HEAD_ROW + "<row r='1'></row>"),
    "wide.xlsx": lambda: packed("<row><c r='ZZZ1'><v>1</v></c></row>"),
    "no-rows.xlsx": lambda: packed(""),
    "half.xlsx": lambda: packed(HEAD_ROW)[:-60],
}
