"""A credit report to learn on, and how long an old default stays in one."""

from __future__ import annotations

from datetime import date

from build_scripts.pages.pictures.drawing import PAD, WIDTH, Box, Line, Shape, arrow, box, label, stroke
from build_scripts.pages.pictures.picture import Picture, Say, told_list, told_table
from build_scripts.pages.pictures.writing import LEADING
from build_scripts.reading.parameters import figure, in_force, parameters
from build_scripts.reading.typography import day_in_words
from calculators.html import element, fragment

# The invented account of the guide 'credit report'; its monthly marks, oldest first.
OPENED = "2023-05-12"
LIMIT, USED = 20_000, 6_000
MARKS = "NNN1NN"
CODES = ("N", "M", "1", "2-7", "B", "C", "*")
_CELL = 28

# The day on which the default ended, in the example of the same guide.
ENDED = date(2026, 4, 20)


def report_specimen(say: Say) -> Picture:
    """The eight parts of a report; the third opened on one invented account."""
    wide = WIDTH - 2 * PAD
    head = label(PAD, 8, wide, say("head"), is_bold=True)
    note = label(PAD, head.bottom + 2, wide, say("invented"))
    shapes: list[Shape] = [head, note]
    y = note.bottom + 8
    before, after = ("basic", "summary"), ("other", "public", "statement", "dispute", "enquiries")
    for key in before:
        shapes.append(part := box(PAD, y, wide, say(key)))
        y = part.bottom + 8
    fields = ("lender", "kind", "opened", "limit", "used", "status")
    account = [say(key, opened=OPENED, limit=f"{LIMIT:,}", used=f"{USED:,}") for key in fields]
    title = box(PAD, y, wide, say("accounts"), "info")
    shapes.append(title)
    y = title.bottom + 8
    for text in account:
        name, *meaning = text.split("\n")
        field = label(2 * PAD, y, wide - 2 * PAD, name, is_bold=True)
        shapes.append(field)
        y = field.bottom
        for each in meaning:
            shapes.append(said := label(2 * PAD, y, wide - 2 * PAD, each))
            y = said.bottom
        y += 6
    shapes += _cells(2 * PAD, y)
    y += _CELL + 8
    rows = []
    for code in CODES:
        key = "rest" if code == "*" else code.lower()
        meaning_of = say(f"code-{key}")
        shown = code.replace("-", "\N{EN DASH}")
        shapes.append(label(2 * PAD, y, 40, shown, is_bold=True))
        shapes.append(said := label(2 * PAD + 44, y, wide - 2 * PAD - 44, meaning_of))
        rows.append((shown, meaning_of))
        y = said.bottom + 2
    y += 8
    for key in after:
        shapes.append(part := box(PAD, y, wide, say(key)))
        y = part.bottom + 8
    frame = Box(0, 0, WIDTH, y, "frame")
    codes = told_table([say("head-code"), say("head-meaning")], rows, say.lang)
    marks = element("p", " ".join(MARKS))
    told = told_list(
        [*(say(key) for key in before), say("accounts"), fragment(told_list(account, say.lang), marks, codes)]
        + [say(key) for key in after],
        say.lang,
        is_ordered=True,
    )
    return Picture((frame, *shapes), fragment(element("p", say("head")), element("p", say("invented")), told))


def _cells(x: int, y: int) -> list[Box]:
    """The marks, a month a cell."""
    return [
        Box(
            left := x + _CELL * at,
            y,
            _CELL,
            _CELL,
            "cell" if mark == "N" else "cell-late",
            (Line(left + _CELL // 2, y + LEADING - 1, mark, mark != "N", "middle"),),
        )
        for at, mark in enumerate(MARKS)
    ]


def record_years(say: Say) -> Picture:
    """A line of time from the default to the day on which it leaves the report, and one that never begins."""
    years = int(figure(parameters("repayment-habit")["years-kept"], in_force("repayment-habit", "years-kept")))
    leaves = ENDED.replace(year=ENDED.year + years)
    ended, gone = (day_in_words(day.isoformat(), say.lang) for day in (ENDED, leaves))
    top = box(0, 0, WIDTH, say("late"), "stop")
    end = box(0, top.bottom + 22, WIDTH, say("ended", day=ended), "info")
    shapes: list[Shape] = [top, arrow((12, top.bottom), (12, end.y)), end]
    axis = end.bottom + 34
    step = (WIDTH - 40) // years
    for year in range(years + 1):
        x = 20 + year * step
        shapes.append(stroke((x, axis - 5), (x, axis + 5)))
        if year in (0, years):
            side, anchor = (x + 6, "start") if year == 0 else (x - 6, "end")
            shapes.append(label(side, axis - 24, 60, str(ENDED.year + year), anchor=anchor))
    shapes.append(stroke((20, axis), (20 + years * step, axis)))
    shapes.append(stroke((20, end.bottom), (20, axis)))
    last = box(0, axis + 24, WIDTH, say("gone", day=gone), "good")
    never = box(0, last.bottom + 12, WIDTH, say("never"), "stop")
    shapes += [arrow((20 + years * step, axis), (20 + years * step, last.y)), last, never]
    told = told_list(
        [say("late"), say("ended", day=ended), say("gone", day=gone), say("never")],
        say.lang,
        is_ordered=True,
    )
    return Picture(tuple(shapes), told)
