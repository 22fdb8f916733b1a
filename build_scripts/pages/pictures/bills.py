"""A bill on its way, and what a late one costs."""

from __future__ import annotations

from fractions import Fraction

from build_scripts.pages.pictures.drawing import WIDTH, Bar, Shape, arrow, box, column, label, stroke
from build_scripts.pages.pictures.picture import Picture, Say, told_list, told_table
from calculators.html import element, fragment

_INDENT = 30
_RAIL = 12
_GAP = 22

# The example of the guide 'late now': yuan owed, the share of it that a day costs, the days shown.
OWED = 2380
A_DAY = Fraction(5, 10_000)
DAYS = (1, 9, 30, 60, 90)
_BAR_START, _BAR_ROOM, _ROW = 82, 140, 28


def bill_life(say: Say) -> Picture:
    """From purchase to report: on time, late within the month, later than that."""
    steps = [say("buy"), say("bill"), say("due")]
    shapes: list[Shape] = []
    y = 0
    for at, text in enumerate(steps):
        shapes.append(step := box(0, y, WIDTH, text))
        y = step.bottom + _GAP
        if at < len(steps) - 1:
            shapes.append(arrow((_RAIL, step.bottom), (_RAIL, y)))
    start = y - _GAP
    ways = [(say("on-time"), "good"), (say("within-month"), "warn"), (say("past-month"), "stop")]
    branches = column(_INDENT, y - 8, WIDTH - _INDENT, ways)
    shapes += branches
    shapes += [arrow((_RAIL, each.y + 18), (_INDENT, each.y + 18)) for each in branches]
    y = branches[-1].bottom + _GAP
    shapes.append(arrow((_RAIL, start), (_RAIL, y)))
    reported = box(0, y, WIDTH, say("reported"), "info")
    kept = box(0, reported.bottom + _GAP, WIDTH, say("kept"), "info")
    unknown = box(0, kept.bottom + 12, WIDTH, say("unknown"), "quiet")
    shapes += [reported, arrow((_RAIL, reported.bottom), (_RAIL, kept.y)), kept, unknown]
    told = told_list(
        [*steps, told_list([text for text, _ in ways], say.lang), say("reported"), say("kept")],
        say.lang,
        is_ordered=True,
    )
    return Picture(tuple(shapes), fragment(told, told_list([say("unknown")], say.lang)))


def late_cost(day: int) -> str:
    """Yuan with two decimals."""
    fen = OWED * A_DAY * day * 100
    return f"{int(fen) // 100}.{int(fen) % 100:02}"


def late_days(say: Say) -> Picture:
    """Bars: what has been added by a day, with the mark a report is said to bear then; below, what happens when."""
    example = label(0, 0, WIDTH, say("example", owed=f"{OWED:,}", a_day=late_cost(1)))
    shapes: list[Shape] = [example]
    y = example.bottom + 8
    heads = [say("head-day"), say("head-cost"), say("head-mark")]
    shapes += [
        label(0, y, _BAR_START, heads[0], is_bold=True),
        label(_BAR_START, y, 180, heads[1], is_bold=True),
        label(WIDTH, y, 100, heads[2], is_bold=True, anchor="end"),
    ]
    y += 28
    rows = []
    for day in DAYS:
        long = max(2, round(_BAR_ROOM * day / DAYS[-1]))
        cost, mark = say("cost", yuan=late_cost(day)), say(f"mark-{day}")
        shapes += [
            label(0, y, _BAR_START, say("day", day=day)),
            Bar(_BAR_START, y + 1, long, 18, "bar"),
            label(_BAR_START + long + 8, y, 90, cost),
            label(WIDTH, y, 60, mark, anchor="end"),
        ]
        rows.append((say("day", day=day), cost, mark))
        y += _ROW
    shapes.append(stroke((_BAR_START, y - len(DAYS) * _ROW - 2), (_BAR_START, y)))
    events = [(say("from-day-1"), "warn"), (say("past-month-end"), "stop"), (say("every-month"), "stop")]
    boxes = column(_INDENT, y + 14, WIDTH - _INDENT, events)
    unknown = box(0, boxes[-1].bottom + 12, WIDTH, say("unknown"), "quiet")
    shapes += boxes
    shapes += [arrow((_RAIL, each.y + 18), (_INDENT, each.y + 18)) for each in boxes]
    shapes += [stroke((_RAIL, boxes[0].y), (_RAIL, boxes[-1].y + 18)), unknown]
    told = told_table(heads, rows, say.lang)
    listed = told_list([*(text for text, _ in events), say("unknown")], say.lang)
    return Picture(
        tuple(shapes), fragment(element("p", say("example", owed=f"{OWED:,}", a_day=late_cost(1))), told, listed)
    )
