"""Rules for headings, lists, tables and HTML on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from build_scripts.checks.markdown_reading import COMMENT, Reading, Rule
from build_scripts.pages.course import PARTS
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import NEEDS
from build_scripts.reading.places import CALCULATOR_PAGES, COURSE_PAGES
from build_scripts.reading.typography import is_chinese

_MARKER_KINDS = {
    "calculator": {name.split("/")[1] for name in CALCULATOR_PAGES},
    "fill": {
        "claims",
        "sources",
        "glossary",
        "offline",
        "links",
        "reading",
        "releases",
        "calculators",
        "changes",
        "corrections",
        "software",
        "desk",
        "audit",
    },
    "course": {"all-files", *(f"{page.split('/')[1]}-{part}" for page in COURSE_PAGES for part in PARTS)},
    "guides": set(NEEDS),
}
# checks/method.py knows the names of method, checks/contacts.py those of contacts, checks/pictures.py those of
# picture.
_MARKER = re.compile(
    r'<div data-(?:(calculator|fill|table|method|picture|course|guides)="([a-z0-9-]+)"'
    r'|contacts="[a-z0-9-]+(?: [a-z0-9-]+)*")></div>'
)
_STRANGERS = {
    "fence": "a code block",
    "code_block": "an indented code block (four spaces after an empty line)",
    "blockquote_open": "a block quotation",
    "hr": "a rule (---)",
}
_LISTS = ("bullet_list", "ordered_list")
_LIST_OPENS = tuple(f"{name}_open" for name in _LISTS)
_LIST_ENDS = tuple(f"{name}_close" for name in _LISTS)


def strange_block(reading: Reading) -> Iterator[Fault]:
    """A code block, a quotation or a rule."""
    for row, token in reading.opening(*_STRANGERS):
        yield reading.fault(
            row, f"{_STRANGERS[token.type]} is not in our Markdown; please write a paragraph, a list or a table"
        )


def heading_inside(reading: Reading) -> Iterator[Fault]:
    """`- # Words`: a heading in a list or a box."""
    for row, heading in reading.opening("heading_open"):
        if heading.level:
            yield reading.fault(row, "this heading stands inside a list or a box; please let it stand by itself")


def heading_underlined(reading: Reading) -> Iterator[Fault]:
    """A heading made by a line of `===` below it, which cannot have an id."""
    for row, heading in reading.opening("heading_open"):
        if heading.markup in ("=", "-"):
            yield reading.fault(
                row, "this line is underlined to make a heading; please write it with # marks and an id"
            )


def heading_not_plain(reading: Reading) -> Iterator[Fault]:
    """`## **Words**` or `## [Words](page.md)`."""
    for row, words in _headings(reading):
        if any(child.type not in ("text", "code_inline") for child in words.children or ()):
            yield reading.fault(
                row, "a heading has plain words only; please take emphasis, links, footnotes and HTML out of it"
            )


def heading_in_chinese(reading: Reading) -> Iterator[Fault]:
    """An English heading with Chinese characters: the menu and the search would show them."""
    for row, words in _headings(reading):
        if reading.page.lang == "en" and any(map(is_chinese, words.content)):
            yield reading.fault(
                row, "an English heading has no Chinese characters; please name them in the text below it"
            )


def _headings(reading: Reading) -> Iterator[tuple[int, Token]]:
    """Each heading's row and its words."""
    for opening, words in zip(reading.tokens, reading.tokens[1:], strict=False):
        if opening.type == "heading_open" and opening.map:
            yield opening.map[0], words


def list_in_a_box(reading: Reading) -> Iterator[Fault]:
    """`: - one`: the page's reader makes no list of it."""
    for token, _, is_in_box in _list_tokens(reading):
        if is_in_box and token.type in _LIST_OPENS:
            yield reading.fault(
                _row(token), "a list stands inside a box; please give each point a ': ' line of its own"
            )


def list_below_text(reading: Reading) -> Iterator[Fault]:
    """A list right below a sentence: the page's reader takes it for more of the sentence."""
    for token, depth, is_in_box in _list_tokens(reading):
        if token.type in _LIST_OPENS and depth == 1 and not is_in_box:
            yield from _below_text(reading, _row(token), "list")


def list_start(reading: Reading) -> Iterator[Fault]:
    """A list that starts at `3.`"""
    for token, _, is_in_box in _list_tokens(reading):
        start = token.attrGet("start")
        if token.type == "ordered_list_open" and not is_in_box and start not in (None, 1, "1"):
            yield reading.fault(
                _row(token), f"this list starts at {start}; the page would count from 1, so please start at 1"
            )


def list_after_list(reading: Reading) -> Iterator[Fault]:
    """Two lists with nothing between them, `- a` and `1. b`."""
    for before, token in zip(reading.tokens, reading.tokens[1:], strict=False):
        if token.type in _LIST_OPENS and before.type in _LIST_ENDS:
            yield reading.fault(
                _row(token),
                "this list follows another at once; the page would make them one,"
                " so please put a sentence between them",
            )


def point_indent(reading: Reading) -> Iterator[Fault]:
    """A nested point that is not indented by four spaces a step: only one reader nests it."""
    for token, depth, is_in_box in _list_tokens(reading):
        if token.type != "list_item_open" or is_in_box:
            continue
        row, right = _row(token), 4 * (depth - 1)
        if (indent := reading.indent(row)) != right:
            yield reading.fault(
                row,
                f"this point of a list is indented by {indent} spaces where {right} are right; each step is four",
            )


def point_empty(reading: Reading) -> Iterator[Fault]:
    """`-` with nothing after it."""
    following = dict(zip(map(id, reading.tokens), reading.tokens[1:], strict=False))
    for token, _, is_in_box in _list_tokens(reading):
        if token.type == "list_item_open" and not is_in_box and following[id(token)].type == "list_item_close":
            yield reading.fault(_row(token), "this point of a list is empty; please fill it or take it out")


def _list_tokens(reading: Reading) -> Iterator[tuple[Token, int, bool]]:
    """The tokens that open a list or a point, each with the depth of its list and whether it is in a box."""
    depth = 0
    is_in_box = False
    for token in reading.tokens:
        depth += token.type in _LIST_OPENS
        depth -= token.type in _LIST_ENDS
        if token.type in ("dd_open", "dd_close"):
            is_in_box = token.type == "dd_open"
        if token.type in (*_LIST_OPENS, "list_item_open"):
            yield token, depth, is_in_box


def raw_html_block(reading: Reading) -> Iterator[Fault]:
    """`<table>` or any other HTML that is neither a marker nor a comment."""
    for row, content in _html_blocks(reading):
        if not _MARKER.fullmatch(content):
            yield reading.fault(
                row,
                f"'{content.splitlines()[0]}' is raw HTML;"
                ' a block may only be a marker such as <div data-table="…"></div> or a comment',
            )


def marker_unknown(reading: Reading) -> Iterator[Fault]:
    """`<div data-calculator="…"></div>` with the name of no calculator."""
    for row, content in _html_blocks(reading):
        if not (found := _MARKER.fullmatch(content)):
            continue
        kind, name = found.groups()
        known = _MARKER_KINDS.get(kind or "")
        if known is not None and name not in known:
            yield reading.fault(row, f"data-{kind} is '{name}'; it can be {', '.join(sorted(known))}")


def _html_blocks(reading: Reading) -> Iterator[tuple[int, str]]:
    """Each block of HTML with its row, comments left out."""
    for row, token in reading.opening("html_block"):
        if content := COMMENT.sub("", token.content).strip():
            yield row, content


def block_below_text(reading: Reading) -> Iterator[Fault]:
    """A table, box or line of HTML right below a sentence: the page's reader takes it for more of the sentence."""
    kinds = {"table_open": "table", "dl_open": "box", "html_block": "line of HTML"}
    for row, token in reading.opening(*kinds):
        if not token.level:
            yield from _below_text(reading, row, kinds[token.type])


def _below_text(reading: Reading, row: int, what: str) -> Iterator[Fault]:
    if reading.is_below_text(row):
        yield reading.fault(
            row, f"this {what} stands right below a line of text; please leave an empty line between them"
        )


def text_below_table(reading: Reading) -> Iterator[Fault]:
    """A sentence right below a table: one reader makes a row of it."""
    for _, token in reading.opening("table_open"):
        end = token.map[1] if token.map and not token.level else len(reading.lines)
        if end < len(reading.lines) and reading.lines[end].strip() and reading.lines[end - 1].strip():
            yield reading.fault(end, "this line stands right below a table; please leave an empty line between them")


def row_without_pipe(reading: Reading) -> Iterator[Fault]:
    """`a | b` without the outer pipes."""
    for row, line, _ in _table_rows(reading):
        if not _is_piped(line):
            yield reading.fault(row, "every row of a table begins and ends with '|'; please add the missing one")


def pipe_in_cell(reading: Reading) -> Iterator[Fault]:
    r"""`| a \| b |`."""
    for row, line, _ in _table_rows(reading):
        if _is_piped(line) and "\\|" in line:
            yield reading.fault(
                row,
                "a '|' stands inside a cell; the two readers take it differently, so please write it another way",
            )


def row_length(reading: Reading) -> Iterator[Fault]:
    """A row with more or fewer cells than the head: one reader drops what is too much."""
    for row, line, head in _table_rows(reading):
        if _is_piped(line) and "\\|" not in line and _cells(line) != _cells(head):
            yield reading.fault(
                row,
                f"this row has {_cells(line)} cells and the table's head has {_cells(head)}; please make them equal",
            )


def row_empty(reading: Reading) -> Iterator[Fault]:
    """`|  |  |`."""
    for row, line, head in _table_rows(reading):
        if _is_piped(line) and _cells(line) == _cells(head) and not line.replace("|", "").strip():
            yield reading.fault(row, "this row is empty; please fill it or take it out")


def _table_rows(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Each line of each table with its row and the line of its head."""
    for first, token in reading.opening("table_open"):
        last = min(token.map[1] if token.map else first, len(reading.lines))
        rows = [(row, reading.lines[row].strip()) for row in range(first, last) if reading.lines[row].strip()]
        head = next((line for _, line in rows if _is_piped(line)), "")
        yield from ((row, line, head) for row, line in rows)


def _is_piped(line: str) -> bool:
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def _cells(line: str) -> int:
    return line.count("|") - 1


def _row(token: Token) -> int:
    return token.map[0] if token.map else 0


RULES: tuple[Rule, ...] = (
    list_in_a_box,
    list_below_text,
    list_start,
    list_after_list,
    point_indent,
    point_empty,
    heading_inside,
    heading_underlined,
    heading_not_plain,
    heading_in_chinese,
    strange_block,
    raw_html_block,
    marker_unknown,
    block_below_text,
    text_below_table,
    row_without_pipe,
    pipe_in_cell,
    row_length,
    row_empty,
)
