"""Files that the desk's page makes of its cases: a workbook that can be opened again, and a page on paper for each."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from datetime import date

from calculators import data
from calculators.desk.case import RESULT, result_columns
from calculators.desk.cases import Cases, Result
from calculators.desk.columns import CASE, FOLDER, LIMIT, LINE, MONTHS, TARGET, USED
from calculators.desk.page_results import band_said, figure_shown, reasons_said, rules_said
from calculators.desk.results import safe
from calculators.desk.zip_written import ZipWriter
from calculators.html import Html, element, escaped, fragment, void

MOST_REPORTS = 1_000
# As many as a sheet has, and digits that a spreadsheet keeps of a number.
_MOST_ROWS, _MOST_DIGITS = 1_048_576, 15
_READ = (CASE, *LINE, TARGET, MONTHS)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def workbook(to: ZipWriter, work: Cases, lang: str) -> Generator[None]:
    """The results, and behind them the cases as they were read, where they are at hand, so that the file opens again:
    both as the command takes them. A figure is a number where a spreadsheet keeps all of its digits."""
    names = [_text("sheet-results", lang), *([_text("sheet-cases", lang)] if work.has_lines else [])]
    for name, content in _frame(names).items():
        to.begin(name)
        to.write(_XML + content)
        to.end()
    results = [each.row + ((work.digest,) if work.digest else ()) for each in work.results]
    yield from _sheet(to, 1, result_columns(work.digest), results, numbers=range(1, len(RESULT)))
    if not work.has_lines:
        to.close()
        return
    lines = (row for each in work.results for row in _as_read(work, each))
    yield from _sheet(to, 2, _READ, lines, numbers=(_READ.index(LIMIT), _READ.index(USED)))
    to.close()


def _frame(names: Sequence[str]) -> dict[str, str]:
    """The parts of a workbook beside its sheets."""
    sheets = "".join(
        f'<sheet name="{escaped(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, start=1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for at in range(1, len(names) + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
    }


def _as_read(work: Cases, case: Result) -> list[tuple[str, ...]]:
    """The case's rows as a table of cases has them; what is said once stands in the first."""
    read = work.as_read(case.at)
    lines = read.lines or ({},)
    once = [(read.target, read.months), *[("", "")] * (len(lines) - 1)]
    return [
        (case.row[0], *(line.get(name, "") for name in LINE), *said) for line, said in zip(lines, once, strict=True)
    ]


def _sheet(
    to: ZipWriter, number: int, columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int]
) -> Generator[None]:
    """A sheet with those headings; the columns in `numbers` hold figures. Rows beyond what a sheet has are left out:
    the page takes fewer."""
    of_figures = frozenset(numbers)
    to.begin(f"xl/worksheets/sheet{number}.xml")
    pane = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    widths = f'<cols><col min="1" max="{len(columns)}" width="18" customWidth="1"/></cols>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    to.write(f'{_XML}<worksheet xmlns="{_MAIN}">{view}{widths}<sheetData>')
    to.write(_row(1, columns, frozenset()))
    for at, row in enumerate(rows, start=2):
        if at > _MOST_ROWS:
            break
        to.write(_row(at, row, of_figures))
        yield
    to.write("</sheetData></worksheet>")
    to.end()


def _row(number: int, cells: Sequence[str], of_figures: frozenset[int]) -> str:
    made = [_cell(f"{chr(65 + at)}{number}", cell, at in of_figures) for at, cell in enumerate(cells) if cell]
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(place: str, text: str, is_figure: bool) -> str:
    if is_figure and text.isascii() and text.replace(".", "", 1).isdigit() and len(text) <= _MOST_DIGITS:
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(safe(text))}</t></is></c>'


def reports(to: ZipWriter, work: Cases, cases: Sequence[Result], lang: str, *, day: date) -> Generator[None]:
    """A page on paper for each of the cases, the first thousand, and one that leads to them. Their names are numbers:
    a case's own name may tell who it is."""
    taken = cases[:MOST_REPORTS]
    names = [f"{at:04}.html" for at in range(1, len(taken) + 1)]
    for name, each in zip(names, taken, strict=True):
        to.begin(name)
        to.write(_page(_report(work, each, lang, day=day), each.row[0], lang))
        to.end()
        yield
    to.begin("index.html")
    links = (
        element("li")(element("a", href=name)(each.row[0]), " ", reasons_said(each.reasons, lang))
        for name, each in zip(names, taken, strict=True)
    )
    to.write(_page(fragment(element("h1", _text("results", lang)), element("ol", links)), _text("results", lang), lang))
    to.end()
    to.close()


def _page(content: Html, title: str, lang: str) -> str:
    head = element("head")(
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width"),
        element("title", title),
        element("style", Html(_LOOK)),
    )
    whole = element("html", lang="zh-Hans" if lang == "zh" else "en")(head, element("body", content))
    return f"<!doctype html>\n{whole}\n"


_LOOK = (
    "body{font:16px/1.6 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}"
    "th,td{border-bottom:1px solid #bbb;padding:.2em .7em;text-align:start;vertical-align:top}"
    "@page{size:A4;margin:18mm}@media print{body{margin:0;font-size:11pt}}"
)


def _report(work: Cases, case: Result, lang: str, *, day: date) -> Html:
    read = work.as_read(case.at)
    figures = [(_text("result-band", lang), band_said(case.band, lang))]
    figures += [
        (_text(f"result-{name}", lang), figure_shown(name, value))
        for name, value in zip(RESULT[1:], case.row[1:], strict=True)
        if value
    ]
    headings = [name for name in LINE if any(line[name] for line in read.lines)]
    return fragment(
        element("h1", case.row[0]),
        element("p", _text("report-day", lang, day=day.isoformat())),
        element("p", rules_said(work.digest, lang)) if work.digest else None,
        element("p", _text("of-line", lang, line=_text("result-look", lang), field=reasons_said(case.reasons, lang)))
        if case.reasons
        else None,
        element(
            "table", (element("tr", element("th", scope="row")(name), element("td", value)) for name, value in figures)
        ),
        element("h2", _text("report-lines", lang)) if headings else None,
        element("table")(
            element("tr", (element("th", scope="col")(_text(f"field-{name}", lang)) for name in headings)),
            (element("tr", (element("td", line[name]) for name in headings)) for line in read.lines),
        )
        if headings
        else None,
        element("p", _text("of-line", lang, line=_text("field-months", lang), field=read.months))
        if read.months
        else None,
        element(
            "ul",
            (element("li", ": ".join(filter(None, (problem[0], problem[1], problem[4])))) for problem in case.problems),
        )
        if case.problems
        else None,
        element("p", _text("notice", lang)),
    )
