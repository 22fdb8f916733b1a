"""What a picture is made of: boxes with words, labels, arrows and bars, at whole units of a column WIDTH wide.

A unit is a CSS pixel on a telephone of 390. Looks are classes of pictures.css. A box whose look has a meaning has a
mark for it, so that nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from build_scripts.pages.pictures.writing import LEADING, SIZE, width, wrapped
from build_scripts.reading.typography import foreign_runs
from calculators.html import Html, element, escaped, fragment

WIDTH = 358
PAD = 10
# Of boxes; a frame holds other shapes, cells stand side by side.
LOOKS = ("plain", "good", "warn", "stop", "info", "quiet", "frame", "cell", "cell-late")
_MARKS = {"good": "✓ ", "stop": "✕ ", "warn": "! ", "quiet": "? "}
_BASELINE = 15  # from the top of a line


@dataclass(frozen=True)
class Line:
    """One line of words; `y` is its baseline, `x` its start, middle or end by `anchor`."""

    x: int
    y: int
    text: str
    is_bold: bool = False
    anchor: str = "start"

    @property
    def left(self) -> int:
        shift = {"start": 0, "middle": self.width // 2, "end": self.width}[self.anchor]
        return self.x - shift

    @property
    def width(self) -> int:
        return width(self.text, is_bold=self.is_bold)


@dataclass(frozen=True)
class Box:
    """A rectangle with words in it."""

    x: int
    y: int
    width: int
    height: int
    look: str
    lines: tuple[Line, ...] = ()

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Label:
    """Words by themselves."""

    lines: tuple[Line, ...]

    @property
    def bottom(self) -> int:
        return self.lines[-1].y + LEADING - _BASELINE


@dataclass(frozen=True)
class Bar:
    """A bar of a chart; its length is what it tells, and words beside it say the same."""

    x: int
    y: int
    width: int
    height: int
    look: str


@dataclass(frozen=True)
class Stroke:
    """A line from point to point, upright or level, with a head at its end or without."""

    points: tuple[tuple[int, int], ...]
    has_head: bool
    is_dashed: bool = False


Shape: TypeAlias = Box | Label | Bar | Stroke


def label(x: int, y: int, room: int, text: str, *, is_bold: bool = False, anchor: str = "start") -> Label:
    """Words from `y` downwards, in lines no wider than `room`; `x` is their start, middle or end by `anchor`."""
    lines = wrapped(text, room, is_bold=is_bold)
    return Label(tuple(Line(x, y + _BASELINE + at * LEADING, line, is_bold, anchor) for at, line in enumerate(lines)))


def box(x: int, y: int, wide: int, text: str, look: str = "plain") -> Box:
    """A box as high as its words; the first line of `text` is its heading, each further one a paragraph."""
    heading, *body = text.split("\n")
    room = wide - 2 * PAD
    lines = [(line, True) for line in wrapped(_MARKS.get(look, "") + heading, room, is_bold=True)]
    lines += [(line, False) for paragraph in body for line in wrapped(paragraph, room)]
    written = tuple(
        Line(x + PAD, y + PAD - 2 + _BASELINE + at * LEADING, line, is_bold) for at, (line, is_bold) in enumerate(lines)
    )
    return Box(x, y, wide, len(lines) * LEADING + 2 * PAD - 4, look, written)


def row(y: int, texts: Sequence[tuple[str, str]], *, x: int = 0, gap: int = 10) -> tuple[Box, ...]:
    """Boxes (text, look) side by side up to the right edge, all as high as the highest."""
    wide = (WIDTH - x - gap * (len(texts) - 1)) // len(texts)
    boxes = [box(x + at * (wide + gap), y, wide, text, look) for at, (text, look) in enumerate(texts)]
    highest = max(each.height for each in boxes)
    return tuple(replace(each, height=highest) for each in boxes)


def column(x: int, y: int, wide: int, texts: Iterable[tuple[str, str]], *, gap: int = 10) -> tuple[Box, ...]:
    """Boxes (text, look) one below the other."""
    boxes: list[Box] = []
    for text, look in texts:
        boxes.append(box(x, y, wide, text, look))
        y = boxes[-1].bottom + gap
    return tuple(boxes)


def arrow(*points: tuple[int, int]) -> Stroke:
    """A line that ends in a head."""
    return Stroke(points, has_head=True)


def stroke(*points: tuple[int, int], is_dashed: bool = False) -> Stroke:
    """A line without a head."""
    return Stroke(points, has_head=False, is_dashed=is_dashed)


def height(shapes: Iterable[Shape]) -> int:
    """The height that holds all of them."""
    return bottom(shapes) + 2


def bottom(shapes: Iterable[Shape]) -> int:
    """Where the lowest of them ends; 0 where there is none."""
    return max(map(_bottom, shapes), default=0)


def _bottom(shape: Shape) -> int:
    if isinstance(shape, Stroke):
        return max(y for _, y in shape.points)
    return shape.y + shape.height if isinstance(shape, Bar) else shape.bottom


def svg(shapes: Sequence[Shape], name: str, lang: str) -> Html:
    """The picture as one image called `name`; its words are told beside it, so nothing in it is read piece by piece."""
    strokes = [shape for shape in shapes if isinstance(shape, Stroke)]
    return element(
        "svg",
        viewBox=f"-1 -1 {WIDTH + 2} {height(shapes)}",
        role="img",
        aria_label=name,
    )(
        *(_rectangle(shape) for shape in shapes if isinstance(shape, Box | Bar)),
        _path("cl-pic-line", [_line(each) for each in strokes if not each.is_dashed]),
        _path("cl-pic-line cl-pic-dashed", [_line(each) for each in strokes if each.is_dashed]),
        _path("cl-pic-head", [_head(each) for each in strokes if each.has_head]),
        *(_written(line, lang) for shape in shapes if isinstance(shape, Box | Label) for line in shape.lines),
    )


def _rectangle(shape: Box | Bar) -> Html:
    rounded = 4 if isinstance(shape, Box) and not shape.look.startswith("cell") else None
    return element(
        "rect",
        class_=f"cl-pic-{shape.look}",
        x=shape.x,
        y=shape.y,
        width=shape.width,
        height=shape.height,
        rx=rounded,
    )("")


def _path(class_: str, pieces: Sequence[str]) -> Html | None:
    return element("path", class_=class_, d="".join(pieces))("") if pieces else None


def _line(each: Stroke) -> str:
    (x, y), *others = each.points
    return f"M{x} {y}" + "".join(f"L{x} {y}" for x, y in others)


def _head(each: Stroke) -> str:
    (x1, y1), (x, y) = each.points[-2:]
    if x1 == x:
        return f"M{x} {y}l-5 {-9 if y > y1 else 9}h10z"
    return f"M{x} {y}l{-9 if x > x1 else 9} -5v10z"


def _written(line: Line, lang: str) -> Html:
    other = "zh-Hans" if lang == "en" else "en"
    words = fragment(
        *(
            element("tspan", lang=other)(escaped(piece)) if is_foreign else escaped(piece)
            for piece, is_foreign in foreign_runs(line.text, lang)
        )
    )
    attributes = {
        "class_": "cl-pic-bold" if line.is_bold else None,
        "text_anchor": None if line.anchor == "start" else line.anchor,
    }
    return element("text", x=line.x, y=line.y, **attributes)(words)


__all__ = [
    "LOOKS", "PAD", "SIZE", "WIDTH", "Bar", "Box", "Label", "Line", "Shape", "Stroke",
    "arrow", "bottom", "box", "column", "height", "label", "row", "stroke", "svg",
]  # fmt: skip
