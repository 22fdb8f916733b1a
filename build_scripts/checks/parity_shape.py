"""The shape of a section: its lists, boxes and tables, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from build_scripts.checks.parity_numbers import Item
from build_scripts.pages.markdown_finish import box_kind
from build_scripts.reading.guides import Section


def shape(section: Section) -> list[Item]:
    """Lists with what is nested in them, boxes with their points, tables with rows and columns, in order."""
    found = []
    depth = 0
    for at, token in enumerate(section.tokens):
        if token.type in _SHAPES:
            if depth == 0:
                key, read = _SHAPES[token.type](section.tokens[at:])
                found.append(Item(key, read, (token.map[0] if token.map else 0) + 1 + section.shift))
            depth += 1
        elif token.type in _SHAPE_ENDS:
            depth -= 1
    return found


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens between the first one, which opens a block, and the one that closes it."""
    for token in tokens[1:]:
        if token.level == tokens[0].level and token.nesting == -1:
            return
        yield token


def _list_shape(tokens: Sequence[Token]) -> tuple[str, str]:
    kind = "a list" if tokens[0].type == "bullet_list_open" else "a numbered list"
    points = []
    for token in _inside(tokens):
        if token.type == "list_item_open" and token.level == tokens[0].level + 1:
            points.append(0)
        elif token.type == "list_item_open" and token.level == tokens[0].level + 3:
            points[-1] += 1
    nested = f" (nested: {', '.join(map(str, points))})" if any(points) else ""
    return f"{kind} {points}", f"{kind} of {len(points)}{nested}"


def _table_shape(tokens: Sequence[Token]) -> tuple[str, str]:
    rows = columns = 0
    for token in _inside(tokens):
        rows += token.type == "tr_open"
        columns += token.type == "th_open"
    return f"table {rows}x{columns}", f"a table of {rows} rows and {columns} columns"


def _boxes_shape(tokens: Sequence[Token]) -> tuple[str, str]:
    boxes: list[tuple[str, int]] = []
    opened = None
    for token in _inside(tokens):
        if token.type in ("dt_open", "dd_open"):
            opened = token.type
        elif token.type == "inline" and opened == "dt_open":
            boxes.append((box_kind(token.content) or "term", 0))
        if token.type == "dd_open" and boxes:
            boxes[-1] = (boxes[-1][0], boxes[-1][1] + 1)
    return f"boxes {boxes}", "boxes " + ", ".join(f"{kind} ({points})" for kind, points in boxes)


_SHAPES: dict[str, Callable[[Sequence[Token]], tuple[str, str]]] = {
    "bullet_list_open": _list_shape,
    "ordered_list_open": _list_shape,
    "table_open": _table_shape,
    "dl_open": _boxes_shape,
}
_SHAPE_ENDS = frozenset(name.replace("_open", "_close") for name in _SHAPES)
