"""Fills outlines: how much of each pixel a letter covers, by the signed area to the right of its edges.

Sums of plain floating-point numbers in a fixed order, so that every machine gets the same levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from build_scripts.pages.covers.outlines import UNITS, letters

# What a pixel wholly covered has.
FULL = 14
# A curve becomes that many lines; at the sizes of a cover no corner of them can be seen.
_STEPS = 6

Point = tuple[float, float]
Canvas = list[bytearray]


def canvas(width: int, height: int) -> Canvas:
    """Rows of pixels, each a level: 0 is the ground."""
    return [bytearray(width) for _ in range(height)]


def fill_rectangle(on: Canvas, *, left: int, top: int, width: int, height: int, level: int) -> None:
    for row in on[top : top + height]:
        row[left : left + width] = bytes([level]) * width


def write_text(on: Canvas, text: str, *, left: float, baseline: float, size: int, level: int = FULL) -> None:
    """The text from `left` on, its letters standing on `baseline`; `level` is that of a pixel wholly covered."""
    for given in letters(text):
        scale = size / UNITS
        lines = [
            edge
            for contour in given.contours
            for edge in _edges([(left + x * scale, baseline - y * scale, is_on) for x, y, is_on in contour])
        ]
        _fill(on, lines, level)
        left += given.advance * scale


def _edges(points: list[tuple[float, float, bool]]) -> Iterator[tuple[Point, Point]]:
    """The closed contour as lines. Between two points off the curve lies one on it, which no font writes down."""
    whole: list[tuple[float, float, bool]] = []
    for (x, y, is_on), (last_x, last_y, was_on) in zip(points, (points[-1], *points), strict=False):
        if not is_on and not was_on:
            whole.append(((x + last_x) / 2, (y + last_y) / 2, True))
        whole.append((x, y, is_on))
    first = next(at for at, point in enumerate(whole) if point[2])
    whole = whole[first:] + whole[: first + 1]
    start = whole[0][:2]
    control: Point | None = None
    for x, y, is_on in whole[1:]:
        if not is_on:
            control = (x, y)
        elif control is None:
            yield start, (x, y)
            start = (x, y)
        else:
            for each in _curve(start, control, (x, y)):
                yield start, each
                start = each
            control = None


def _curve(start: Point, control: Point, end: Point) -> Iterator[Point]:
    for step in range(1, _STEPS):
        t = step / _STEPS
        yield (
            (1 - t) * (1 - t) * start[0] + 2 * (1 - t) * t * control[0] + t * t * end[0],
            (1 - t) * (1 - t) * start[1] + 2 * (1 - t) * t * control[1] + t * t * end[1],
        )
    yield end


def _fill(on: Canvas, lines: list[tuple[Point, Point]], level: int) -> None:
    if not lines:
        return
    left = floor(min(min(start[0], end[0]) for start, end in lines))
    right = ceil(max(max(start[0], end[0]) for start, end in lines))
    top = floor(min(min(start[1], end[1]) for start, end in lines))
    bottom = ceil(max(max(start[1], end[1]) for start, end in lines))
    areas = [[0.0] * (right - left + 2) for _ in range(bottom - top)]
    for (x0, y0), (x1, y1) in lines:
        _add_edge(areas, x0 - left, y0 - top, x1 - left, y1 - top)
    for row, line in enumerate(areas, top):
        covered = 0.0
        pixels = on[row]
        for column, area in enumerate(line, left):
            covered += area
            shade = int(min(abs(covered), 1.0) * level + 0.5)
            if shade > pixels[column]:
                pixels[column] = shade


def _add_edge(areas: list[list[float]], x0: float, y0: float, x1: float, y1: float) -> None:
    """What the edge adds to each pixel and, by what is left over, to all on its right."""
    if y0 == y1:
        return
    sign = 1.0
    if y0 > y1:
        x0, y0, x1, y1, sign = x1, y1, x0, y0, -1.0
    slope = (x1 - x0) / (y1 - y0)
    for row in range(floor(y0), ceil(y1)):
        high, low = max(y0, row), min(y1, row + 1)
        if low <= high:
            continue
        start, end = x0 + (high - y0) * slope, x0 + (low - y0) * slope
        if start > end:
            start, end = end, start
        _add_slice(areas[row], start, end, sign * (low - high))


def _add_slice(line: list[float], start: float, end: float, height: float) -> None:
    """An edge within one row, from `start` to `end`: each pixel that it crosses has its share of the height, and of
    that what lies on the right of the edge."""
    first, last = floor(start), floor(end)
    if first == last:
        beside = first + 1 - (start + end) / 2
        line[first] += height * beside
        line[first + 1] += height * (1 - beside)
        return
    per_pixel = height / (end - start)
    for column in range(first, last + 1):
        at, to = max(start, column), min(end, column + 1)
        share = per_pixel * (to - at)
        beside = column + 1 - (at + to) / 2
        line[column] += share * beside
        line[column + 1] += share * (1 - beside)
