"""Rules for boxes (a term, then points that begin with `: `) and for the boxes that a guide must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from build_scripts.checks.markdown_reading import Reading, Rule, short
from build_scripts.pages.markdown_finish import BOXES, box_kind, box_label
from build_scripts.reading.guides import Fault

_NEEDED = ("in-short", "do-not", "next")
_LIST_MARK = re.compile(r"(?:[-+*]|\d+[.)]) ")


def term_in_a_list(reading: Reading) -> Iterator[Fault]:
    """`- Do not` with `: ` below it."""
    for row, _ in reading.opening("dt_open"):
        if _LIST_MARK.match(reading.lines[row]):
            yield reading.fault(
                row, "a box's term is a point of a list here; please leave an empty line between list and box"
            )


def term_indented(reading: Reading) -> Iterator[Fault]:
    """A term with spaces before it."""
    for row, _ in reading.opening("dt_open"):
        if reading.lines[row].startswith(" "):
            yield reading.fault(row, "a term begins at the start of its line; please take the spaces away")


def point_without_colon(reading: Reading) -> Iterator[Fault]:
    """A point that does not begin with a colon and one space."""
    for point in _points(reading):
        if not reading.lines[point.first].startswith(": "):
            yield reading.fault(
                point.first, "a box's text begins with ': ', a colon and one space, at the start of the line"
            )


def empty_line_above_point(reading: Reading) -> Iterator[Fault]:
    """An empty line between a term and its point, or between two points."""
    for point in _points(reading):
        if point.first and not reading.lines[point.first - 1].strip():
            yield reading.fault(
                point.first,
                "an empty line stands above this point of a box;"
                " please take it away, so that term and points stay together",
            )


def point_indent(reading: Reading) -> Iterator[Fault]:
    """A second line of a point that is not indented by four spaces."""
    for point in _points(reading):
        for row in range(point.first + 1, min(point.last, len(reading.lines))):
            line = reading.lines[row]
            if line.strip() and not re.match(r" {4}\S", line):
                yield reading.fault(
                    row,
                    f"this line of a box is indented by {reading.indent(row)} spaces;"
                    " it needs four, or the page splits the box here",
                )


def second_paragraph(reading: Reading) -> Iterator[Fault]:
    """Two paragraphs in one point."""
    for point in _points(reading):
        paragraphs = [
            token.map[0]
            for token in point.tokens
            if token.type == "paragraph_open" and token.level == point.level + 1 and token.map
        ]
        for row in paragraphs[1:2]:
            yield reading.fault(
                row, "a second paragraph stands inside one point of a box; please give it a ': ' line of its own"
            )


def block_in_a_box(reading: Reading) -> Iterator[Fault]:
    """A table or another box in a point."""
    for point in _points(reading):
        for token in point.tokens:
            if token.type in ("table_open", "dl_open") and token.map:
                yield reading.fault(token.map[0], "a table or a box stands inside a box; please let it stand by itself")


@dataclass(frozen=True)
class _Point:
    """One point of a box: its first row, the row after its last, and the tokens in it."""

    first: int
    last: int
    level: int
    tokens: list[Token]


def _points(reading: Reading) -> Iterator[_Point]:
    for at, token in enumerate(reading.tokens):
        if token.type != "dd_open" or not token.map:
            continue
        following = reading.tokens[at + 1 :]
        # markdown-it-py starts the map of a point after a second term at that term; the tokens in it know better.
        first = next((inner.map[0] for inner in following if inner.map), token.map[0])
        ends = next((end for end, inner in enumerate(following) if inner.type == "dd_close"), len(following))
        yield _Point(first, token.map[1], token.level, following[:ends])


def label_unknown(reading: Reading) -> Iterator[Fault]:
    """A misspelt term such as 'In shrot'."""
    known = sorted({box_label(kind, reading.page.lang) for kind in BOXES})
    for box in _boxes(reading):
        if box.kind is None:
            yield reading.fault(
                box.row,
                f"'{short(box.label)}' is no label of a box that a guide may carry: {', '.join(known)};"
                " please look at its spelling",
            )


def label_of_the_other_language(reading: Reading) -> Iterator[Fault]:
    """'In short' in a Chinese guide."""
    for box in _boxes(reading):
        right = box_label(box.kind, reading.page.lang) if box.kind in BOXES else box.label.strip()
        if box.label.strip() != right:
            yield reading.fault(box.row, f"'{box.label}' is in the other language; here it is '{right}'")


def answer_first(reading: Reading) -> Iterator[Fault]:
    """A guide begins with one box of two to five points that answers in short."""
    name = box_label("in-short", reading.page.lang)
    answers = _of_kind(reading, "in-short")
    if not answers:
        yield reading.fault(0, f"this guide has no '{name}' box; please put one right below the h1")
    for box in answers[1:]:
        yield reading.fault(box.row, f"this is a second '{name}' box; a guide has one, right below the h1")
    for box in answers[:1]:
        if not 2 <= box.points <= 5:
            yield reading.fault(box.row, f"'{name}' has {box.points} points; two to five are right")
        if box.row != _row_below_h1(reading):
            yield reading.fault(box.row, f"'{name}' should be the first thing below the h1")


def warning_missing(reading: Reading) -> Iterator[Fault]:
    """A guide warns at least once."""
    if not _of_kind(reading, "do-not"):
        yield reading.fault(0, f"this guide has no '{box_label('do-not', reading.page.lang)}' box; please add one")


def next_step_last(reading: Reading) -> Iterator[Fault]:
    """A guide ends with where to go next."""
    name = box_label("next", reading.page.lang)
    following = _of_kind(reading, "next")
    if not following:
        yield reading.fault(0, f"this guide has no '{name}' box; please end it with one")
    elif following[-1] != _boxes(reading)[-1] or not _ends_with_box(reading):
        yield reading.fault(following[-1].row, f"a guide ends with '{name}'; something stands after it")


@dataclass(frozen=True)
class _Box:
    """A term with its points."""

    row: int
    label: str
    points: int

    @property
    def kind(self) -> str | None:
        return box_kind(self.label)


def _boxes(reading: Reading) -> list[_Box]:
    boxes: list[_Box] = []
    for token, inline in zip(reading.tokens, reading.tokens[1:], strict=False):
        if token.type == "dt_open":
            label = "".join(child.content for child in inline.children or () if child.type == "text")
            boxes.append(_Box(token.map[0] if token.map else 0, label, 0))
        elif token.type == "dd_open" and boxes:
            boxes[-1] = _Box(boxes[-1].row, boxes[-1].label, boxes[-1].points + 1)
    return boxes


def _of_kind(reading: Reading, kind: str) -> list[_Box]:
    return [box for box in _boxes(reading) if box.kind == kind]


def _row_below_h1(reading: Reading) -> int:
    headings = 0
    for token in reading.tokens:
        headings += token.type == "heading_close"
        if headings and token.map and token.type != "html_block":
            return token.map[0]
    return -1


def _ends_with_box(reading: Reading) -> bool:
    last = [token for token in reading.tokens if token.type != "html_block"]
    return bool(last) and last[-1].type == "dl_close"


RULES: tuple[Rule, ...] = (
    term_in_a_list,
    term_indented,
    point_without_colon,
    empty_line_above_point,
    point_indent,
    second_paragraph,
    block_in_a_box,
)
# Asked of guides alone: an answer first, a warning, the next step last.
GUIDE_RULES: tuple[Rule, ...] = (
    label_unknown,
    label_of_the_other_language,
    answer_first,
    warning_missing,
    next_step_last,
)
