"""What is owed month by month: a debt that is paid off, and a gap that a limit fills for a while."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.pages.pictures.drawing import WIDTH, Bar, Shape, column, label, row, stroke
from build_scripts.pages.pictures.picture import Picture, Say, told_list, told_table
from calculators.html import element, fragment

_STEP, _BAR, _HIGH = 29, 22, 120

# The example of the guide on caps and rates: yuan borrowed, months, the fee of each.
BORROWED, MONTHS, FEE = 12_000, 12, 72
# The example of the guide 'before you ask': what is missing each month, the limit that fills it.
GAP, LIMIT = 600, 6000


def _bars(y: int, owed: Sequence[int]) -> list[Shape]:
    """A bar a month from `y` down, the most owed _HIGH tall, with the month's number below and a line to stand on."""
    base = y + _HIGH
    shapes: list[Shape] = []
    for at, yuan in enumerate(owed):
        tall = _HIGH * yuan // max(owed)
        shapes.append(Bar(at * _STEP + 4, base - tall, _BAR, tall, "bar"))
        shapes.append(label(at * _STEP + 4 + _BAR // 2, base + 4, _STEP, str(at + 1), anchor="middle"))
    return [*shapes, stroke((0, base), (WIDTH, base))]


def fee_not_rate(say: Say) -> Picture:
    """Bars of the principal still owed, its average, and the year's fees divided by the one and the other."""
    owed = [BORROWED - BORROWED // MONTHS * month for month in range(MONTHS)]
    average, fees = sum(owed) // MONTHS, FEE * MONTHS
    example = say("example", borrowed=f"{BORROWED:,}", months=MONTHS, fee=FEE, fees=fees)
    head = label(0, 0, WIDTH, example)
    axis = label(0, head.bottom + 6, WIDTH, say("axis"), is_bold=True)
    top = axis.bottom + 22
    level = top + _HIGH - _HIGH * average // BORROWED
    mean = label(WIDTH, level - 24, 160, say("average", average=f"{average:,}"), anchor="end")
    shapes: list[Shape] = [head, axis, label(4, top - 22, 80, f"{owed[0]:,}"), *_bars(top, owed)]
    shapes += [stroke((0, level), (WIDTH, level), is_dashed=True), mean]
    shapes.append(label(WIDTH, top + _HIGH - 46, 60, f"{owed[-1]:,}", anchor="end"))
    answers = [
        (say("by-borrowed", sum=f"{fees} ÷ {BORROWED:,} = {100 * fees / BORROWED:.1f}%"), "stop"),
        (say("by-average", sum=f"{fees} ÷ {average:,} ≈ {100 * fees / average:.0f}%"), "good"),
    ]
    shapes += row(top + _HIGH + 36, answers)
    rows = [(str(at + 1), f"{yuan:,}") for at, yuan in enumerate(owed)]
    told = told_table([say("head-month"), say("axis")], rows, say.lang)
    listed = told_list([text for text, _ in answers], say.lang)
    words = [element("p", text) for text in (example, say("average", average=f"{average:,}"))]
    return Picture(tuple(shapes), fragment(*words, told, listed))


def gap_filled(say: Say) -> Picture:
    """Bars of a debt that grows until the limit is used up, what is left then, and the other way out."""
    filled = LIMIT // GAP
    owed = [min(LIMIT, GAP * month) for month in range(1, filled + 3)]
    example = say("example", gap=GAP, limit=f"{LIMIT:,}")
    head = label(0, 0, WIDTH, example)
    axis = label(0, head.bottom + 6, WIDTH, say("axis"), is_bold=True)
    top = axis.bottom + 22
    shapes: list[Shape] = [head, axis, *_bars(top, owed)]
    shapes.append(label(0, top + _HIGH - 34, 60, str(owed[0])))
    shapes.append(label(WIDTH, top - 22, 80, f"{LIMIT:,}", anchor="end"))
    ends = [
        (say("used-up", months=filled, gap=GAP, limit=f"{LIMIT:,}"), "stop"),
        (say("instead", each=GAP // 2), "good"),
    ]
    shapes += column(0, top + _HIGH + 36, WIDTH, ends)
    rows = [(str(at + 1), f"{yuan:,}") for at, yuan in enumerate(owed)]
    told = told_table([say("head-month"), say("axis")], rows, say.lang)
    listed = told_list([text for text, _ in ends], say.lang)
    return Picture(tuple(shapes), fragment(element("p", example), told, listed))
