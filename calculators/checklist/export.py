"""The list of one audience as a file: a table for spreadsheets (CSV) or in Markdown, in the order of the page; or its
days as a calendar.

The page and not the wheel says why an item is there and how to show it, so the page sends them along: after the
kind (`csv`, `markdown`, `calendar`) one line an item, with its id, why, how to show it, basis and address between tabs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calculators import data
from calculators.checklist import model
from calculators.checklist.calculator import FOLDER, Outcome, outcome
from calculators.checklist.calendar_file import as_calendar
from calculators.checklist.phrases import answer_key, effect_and_effort, section_address, text
from calculators.checklist.view_brought_along import reasons
from calculators.form import Form, shown

COLUMNS = (
    "order", "item", "why", "show", "basis", "answer", "due", "owner", "evidence", "address", "moved",
)  # fmt: skip
CSV, MARKDOWN, CALENDAR = "csv", "markdown", "calendar"
_TYPES = {
    CSV: ("csv", "text/csv;charset=utf-8"),
    MARKDOWN: ("md", "text/markdown;charset=utf-8"),
    CALENDAR: ("ics", "text/calendar;charset=utf-8"),
}
_MOST_CELL = 2_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARKS = "\\`*_[]<>|&~$#"


@dataclass(frozen=True)
class Said:
    """One item's texts in the page, beside its fields; '' where the page did not send them."""

    why: str = ""
    show: str = ""
    basis: str = ""
    address: str = ""


def said(given: str) -> tuple[str, dict[str, Said]]:
    """The kind of file asked for, and what the page says about each item. Any text is read; most of it as nothing."""
    kind, *lines = given.split("\n")
    found = {}
    for line in lines:
        name, *cells = line.split("\t")
        cells = [shown(cell, at_most=_MOST_CELL) for cell in cells[:4]]
        found[name] = Said(*cells)
    return kind.strip(), found


def _own(item: model.Item, lang: str) -> Said:
    """The texts from the repository, where it is at hand; the page sends its own."""
    texts = data.data(FOLDER)[1]
    why, show, basis = [
        texts.get(key, {}).get(lang, "") for key in (f"{item.id}-why", f"{item.id}-evidence", f"basis-{item.basis}")
    ]
    prefix = "" if lang == "zh" else f"{lang}/"
    return Said(
        why,
        show,
        f"{effect_and_effort(item, lang=lang)} · {basis}" if basis else "",
        prefix + section_address(item.section),
    )


def _answer(item: model.Item, found: Outcome, lang: str) -> str:
    """The choice, and whether it is still the example's; '' where it could not be read."""
    if item.id not in found.answers:
        return ""
    chosen = text(answer_key(item, found.answers[item.id]), lang=lang)
    return text("answer-example", lang=lang, answer=chosen) if item.id in found.example_items else chosen


def _example(found: Outcome, lang: str) -> list[str]:
    """The sentence for the head of a text: how much of the list is the example's; none where nothing is."""
    if found.example_items:
        return [text("export-example", lang=lang, count=str(len(found.example_items)))]
    return [text("result-example-audience", lang=lang)] if found.is_audience_example else []


def rows(found: Outcome, pages: dict[str, Said], *, lang: str) -> list[list[str]]:
    """The headings, then every item of the audience: what a result moved first, then the others in ranked order.

    Closed items keep their ranked place too. The first column counts from 1.
    """
    causes = {item.id: why for item, why in found.moved}
    moved = [item for item, _ in found.moved]
    listed = [*moved, *[item for item in found.items if item.id not in causes]]
    table = [[text(f"column-{name}", lang=lang) for name in COLUMNS]]
    for number, item in enumerate(listed, start=1):
        own, page, note = _own(item, lang), pages.get(item.id, Said()), found.notes[item.id]
        table.append(
            [
                str(number),
                text(f"{item.id}-what", lang=lang),
                page.why or own.why,
                page.show or own.show,
                page.basis or own.basis,
                _answer(item, found, lang),
                "" if note.due is None else note.due.isoformat(),
                note.owner,
                note.evidence,
                page.address or own.address,
                reasons(causes.get(item.id, ()), found, lang=lang),
            ]
        )
    return table


def as_csv(table: list[list[str]]) -> str:
    """RFC 4180 with a byte-order mark, as spreadsheets need for Chinese; a cell that starts like a formula gets a '."""
    lines = []
    for row in table:
        cells = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row]
        lines.append(
            ",".join(
                [f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set('",\r\n') else cell for cell in cells]
            )
        )
    return "\ufeff" + "".join([f"{line}\r\n" for line in lines])


def _marked(cell: str) -> str:
    """The text so that Markdown shows exactly it, in one line."""
    return "".join([f"\\{mark}" if mark in _MARKS else mark for mark in " ".join(cell.split())])


def _cell(cell: str) -> str:
    """A web address as a link that also copies as it is; a backslash in it would lead elsewhere.

    Other text unchanged.
    """
    is_address = cell.startswith(("http://", "https://")) and cell.isascii() and not set(cell) & set(" <>|\\`")
    return f"<{cell}>" if is_address else _marked(cell)


def as_markdown(table: list[list[str]], title: str, notes: list[str]) -> str:
    lines = [f"# {_marked(title)}", "", *[part for note in notes for part in (_marked(note), "")]]
    lines += [f"| {' | '.join([_cell(cell) for cell in row])} |" for row in table]
    lines.insert(len(lines) - len(table) + 1, f"|{' --- |' * len(table[0])}")
    return "\n".join(lines) + "\n"


def part(form: Form, given: str, *, lang: str, day: date) -> dict[str, object]:
    """One file, and the same text for copying; nothing where the form names no list or `given` no kind of file."""
    kind, pages = said(Form({"given": given}).text("given"))
    found = outcome(form, day=day)
    if kind not in _TYPES or not found.items:
        return {}
    table = rows(found, pages, lang=lang)
    suffix, media = _TYPES[kind]
    if kind == CALENDAR:
        written = as_calendar(found, lang=lang, day=day)
        if not written:
            return {"said": text("export-no-days", lang=lang)}
    elif kind == CSV:
        written = as_csv(table)
    else:
        title = text("export-heading", lang=lang, audience=text(f"audience-{found.audience}", lang=lang))
        day_of = text("export-day", lang=lang, day=day.isoformat())
        written = as_markdown(table, title, [*_example(found, lang), day_of, text("result-limits", lang=lang)])
    name = f"clearlimit-checklist-{found.audience}-{day.isoformat()}.{suffix}"
    return {"files": [{"name": name, "type": media, "text": written}], "text": written.removeprefix("\ufeff")}
