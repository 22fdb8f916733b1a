"""Our Markdown subset: what both readers of it, and every page, agree on. Also the front matter and a guide's boxes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from build_scripts.checks.dates import is_day
from build_scripts.pages.markdown_finish import box_kind, box_label
from build_scripts.reading.guides import Fault, Page, body_tokens, markdown_reader
from build_scripts.reading.places import CALCULATOR_PAGES
from build_scripts.reading.typography import is_chinese

_FIELDS = ("title", "description", "written")
_DESCRIPTION = {"zh": (50, 110), "en": (100, 170)}
_NEEDED = ("in-short", "do-not", "next")
_MARKER_KINDS = {
    "calculator": {name.split("/")[1] for name in CALCULATOR_PAGES},
    "fill": {"claims", "sources", "glossary", "offline"},
}
# checks/method.py knows the names of method.
_MARKER = re.compile(r'<div data-(calculator|fill|table|method)="([a-z0-9-]+)"></div>')
_ENDS = re.compile(r'<span data-ends="([^"]*)">')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RAW_ADDRESS = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
_STRANGERS = {
    "fence": "a code block",
    "code_block": "an indented code block (four spaces after an empty line)",
    "blockquote_open": "a block quotation",
    "hr": "a rule (---)",
}
_INLINE_STRANGERS = {
    "image": "an image",
    "em_open": "*emphasis* with one star or underscore",
    "hardbreak": "a forced line end (two spaces or \\ at the end of a line)",
}
_UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*")
_LIST_MARK = re.compile(r"(?:[-+*]|\d+[.)]) ")
_SYNTAXES = (("!!!", "an admonition"), ("???", "a folding box"), ("=== ", "a tab"), ("[TOC]", "a table of contents"))


def check_markdown(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    return [fault for pages in guides.values() for page in pages for fault in _Reading(page).faults()]


class _Reading:
    """One page's tokens and lines, and the faults found in them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = page.body.split("\n")
        self.tokens = body_tokens(page)
        self.found: list[Fault] = []

    def faults(self) -> list[Fault]:
        self._front_matter()
        self._lines_and_footnotes()
        self._before_first_heading()
        self._blocks()
        self._inline()
        self._spaced()
        self._definitions()
        self._tables()
        if self.page.name.startswith("guides/"):
            self._boxes()
        return sorted(self.found, key=lambda fault: fault.line)

    def _add(self, row: int, message: str) -> None:
        """`row` counts from 0 in the body."""
        self.found.append(Fault(self.page.file, row + 1 + self.page.shift, message))

    def _front_matter(self) -> None:
        page, meta = self.page, self.page.meta
        if not page.shift:
            self.found.append(
                Fault(page.file, 1, "the file should begin with '---', then title, description and written, then '---'")
            )
            return
        for field in _FIELDS:
            if not str(meta.get(field) or "").strip():
                self.found.append(
                    Fault(page.file, 1, f"the front matter has no '{field}'; it needs title, description and written")
                )
        for field in meta.keys() - set(_FIELDS):
            self.found.append(
                Fault(
                    page.file, 1, f"'{field}' in the front matter is not known; it holds title, description and written"
                )
            )
        if not is_day(page.written):
            self.found.append(Fault(page.file, 1, f"'written' is '{page.written}'; it should be a day like 2026-11-23"))
        self._description(str(meta.get("description") or ""))

    def _description(self, text: str) -> None:
        least, most = _DESCRIPTION[self.page.lang]
        if text and not least <= len(text) <= most:
            message = f"the description has {len(text)} characters; search results show it best with {least} to {most}"
            self.found.append(Fault(self.page.file, 1, message))

    def _lines_and_footnotes(self) -> None:
        for row, line in enumerate(self.lines):
            if "\t" in line:
                self._add(row, "a tab stands in this line; please use spaces, four for each step")
            if _UNDERLINE.fullmatch(line):
                self._add(
                    row,
                    f"a line of '{line.strip()}' alone makes the line above it a heading for one reader; please take it out",
                )
            if "\r" in line:
                self._add(row, "this line ends with a carriage return; please save the file with plain line ends")
        environment: dict[str, object] = {}
        markdown_reader().parse(self.page.body, environment)
        if environment.get("references"):
            rows = (at for at, line in enumerate(self.lines) if re.match(r" {0,3}\[[^\]^]+\]:", line))
            self._add(
                next(rows, 0),
                "a link's address stands apart from it ('[name]: address'); please write [words](address.md) in the line",
            )
        notes = environment.get("footnotes")
        for name in notes.get("refs", {}) if isinstance(notes, dict) else {}:
            note = name.removeprefix(":")
            row = next((at for at, line in enumerate(self.lines) if line.startswith(f"[^{note}]:")), 0)
            self._add(
                row, f"'[^{note}]:' defines a footnote; the build writes them from sources.toml, so please leave it out"
            )

    def _before_first_heading(self) -> None:
        for token in self.tokens:
            if token.type == "heading_open":
                return
            if token.map and not (token.type == "html_block" and not _COMMENT.sub("", token.content).strip()):
                self._add(
                    token.map[0],
                    "this stands before the first heading and belongs to no section; please move it below the h1",
                )
                return

    def _blocks(self) -> None:
        depth = 0
        in_definition = False
        for at, token in enumerate(self.tokens):
            row = token.map[0] if token.map else 0
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
                self._list(token, row, depth, in_definition)
                if at and self.tokens[at - 1].type in ("bullet_list_close", "ordered_list_close"):
                    self._add(
                        row,
                        "this list follows another at once; the page would make them one, so please put a sentence between them",
                    )
            elif token.type == "list_item_open" and not in_definition:
                self._list_item(row, depth)
                if self.tokens[at + 1].type == "list_item_close":
                    self._add(row, "this point of a list is empty; please fill it or take it out")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif token.type in ("dd_open", "dd_close"):
                in_definition = token.type == "dd_open"
            elif token.type == "heading_open":
                self._heading(token, self.tokens[at + 1], row)
            elif token.type in _STRANGERS:
                self._add(
                    row, f"{_STRANGERS[token.type]} is not in our Markdown; please write a paragraph, a list or a table"
                )
            elif token.type == "html_block":
                self._html_block(token, row)

    def _list(self, token: Token, row: int, depth: int, in_definition: bool) -> None:
        if in_definition:
            self._add(row, "a list stands inside a box; please give each point a ': ' line of its own")
            return
        if depth == 1:
            self._blank_before(row, "list")
        if token.type == "ordered_list_open" and token.attrGet("start") not in (None, 1, "1"):
            self._add(
                row, f"this list starts at {token.attrGet('start')}; the page would count from 1, so please start at 1"
            )

    def _list_item(self, row: int, depth: int) -> None:
        line = self.lines[row]
        indent = len(line) - len(line.lstrip(" "))
        if indent != 4 * (depth - 1):
            message = f"this point of a list is indented by {indent} spaces where {4 * (depth - 1)} are right; each step is four"
            self._add(row, message)

    def _heading(self, opening: Token, inline: Token, row: int) -> None:
        if opening.level:
            self._add(row, "this heading stands inside a list or a box; please let it stand by itself")
        if opening.markup in ("=", "-"):
            self._add(row, "this line is underlined to make a heading; please write it with # marks and an id")
        children = inline.children or []
        if any(child.type not in ("text", "code_inline") for child in children):
            self._add(row, "a heading has plain words only; please take emphasis, links, footnotes and HTML out of it")
        if self.page.lang == "en" and any(map(is_chinese, inline.content)):
            self._add(row, "an English heading has no Chinese characters; please name them in the text below it")

    def _html_block(self, token: Token, row: int) -> None:
        content = _COMMENT.sub("", token.content).strip()
        if not content:
            return
        found = _MARKER.fullmatch(content)
        if not found:
            message = f"'{content.splitlines()[0]}' is raw HTML; a block may only be a marker such as <div data-table=\"…\"></div> or a comment"
            self._add(row, message)
            return
        kind, name = found.groups()
        known = _MARKER_KINDS.get(kind)
        if known is not None and name not in known:
            self._add(row, f"data-{kind} is '{name}'; it can be {', '.join(sorted(known))}")

    def _inline(self) -> None:
        for token in self.tokens:
            if token.type != "inline" or not token.map:
                continue
            row = token.map[0]
            line_start = True
            for child in token.children or ():
                if line_start and child.type == "html_inline" and _COMMENT.fullmatch(child.content):
                    self._add(
                        row,
                        "a comment begins this line of text; please give it a line of its own, empty lines around it",
                    )
                if line_start and child.type == "text":
                    self._line_start(child.content, row)
                line_start = child.type in ("softbreak", "hardbreak")
                if child.type in _INLINE_STRANGERS:
                    self._add(row, f"{_INLINE_STRANGERS[child.type]} is not in our Markdown; please take it out")
                elif child.type == "text":
                    self._text(child.content, row)
                elif child.type == "html_inline":
                    self._html_inline(child.content, row)
                elif child.type == "link_open" and child.markup == "autolink":
                    self._add(
                        row, f"'<{child.attrGet('href')}>' is a raw address; please cite the source with a footnote"
                    )
                if child.type in ("softbreak", "hardbreak"):
                    row += 1

    def _line_start(self, text: str, row: int) -> None:
        if text.rstrip() == ":" or text.startswith(": "):
            self._add(
                row, "this line begins with ': ' but belongs to no box; a box's term needs an empty line above it"
            )
        elif text.startswith("|") and not self._in_table(row):
            self._add(
                row,
                "this line begins with '|' but belongs to no table; a table needs an empty line above it and |---| below its head",
            )
        elif re.match(r"\[[^\]]+\]:", text):
            self._add(
                row,
                f"'{_short(text)}' looks like an address that stands apart from its link; please write [words](address.md)",
            )

    def _in_table(self, row: int) -> bool:
        return any(
            token.type == "table_open" and token.map and token.map[0] <= row < token.map[1] for token in self.tokens
        )

    def _text(self, text: str, row: int) -> None:
        for start, what in _SYNTAXES:
            if text.startswith(start):
                self._add(
                    row,
                    f"'{start.strip()}' begins {what}, which our Markdown has not; please use a box (a term line, then ': ')",
                )
        if "**" in text:
            message = "'**' is left as it stands; after the closing '**' there must be a space, a line end or a mark, and none before it"
            self._add(row, message)
        if "{" in text or "}" in text:
            self._add(
                row, f"a brace is left in '{_short(text)}'; braces are only for heading ids, at the end of the heading"
            )
        if "](" in text or re.search(r"\[\^[^\]]*\]", text):
            self._add(row, f"a link or footnote in '{_short(text)}' is not closed; please look at its brackets")
        if found := _RAW_ADDRESS.search(text):
            self._add(row, f"'{found.group()}' is a raw address; please cite the source with a footnote")
        if "`" in text:
            self._add(row, f"a ` is left in '{_short(text)}'; please close it or take it out")

    def _html_inline(self, content: str, row: int) -> None:
        if content == "</span>" or _COMMENT.fullmatch(content):
            return
        found = _ENDS.fullmatch(content)
        if not found:
            message = f"'{content}' is raw HTML; in a line only <span data-ends=\"YYYY-MM-DD\">…</span> and comments may stand"
            self._add(row, message)
            return
        if not is_day(found.group(1)):
            self._add(row, f"data-ends is '{found.group(1)}'; it should be the last valid day, like 2026-12-31")

    def _spaced(self) -> None:
        """An empty line before and after a table and before a box: the page's reader needs it."""
        for token in self.tokens:
            if not token.map or token.level:
                continue
            if token.type == "table_open":
                self._blank_before(token.map[0], "table")
                end = token.map[1]
                if end < len(self.lines) and self.lines[end].strip() and self.lines[end - 1].strip():
                    self._add(end, "this line stands right below a table; please leave an empty line between them")
            elif token.type == "dl_open":
                self._blank_before(token.map[0], "box")
            elif token.type == "html_block":
                self._blank_before(token.map[0], "line of HTML")

    def _blank_before(self, row: int, what: str) -> None:
        if row > 0 and self.lines[row - 1].strip() and not self.lines[row - 1].startswith("#"):
            self._add(row, f"this {what} stands right below a line of text; please leave an empty line between them")

    def _definitions(self) -> None:
        for at, token in enumerate(self.tokens):
            if token.type == "dt_open" and token.map and _LIST_MARK.match(self.lines[token.map[0]]):
                self._add(
                    token.map[0],
                    "a box's term is a point of a list here; please leave an empty line between list and box",
                )
            if token.type == "dt_open" and token.map and self.lines[token.map[0]].startswith(" "):
                self._add(token.map[0], "a term begins at the start of its line; please take the spaces away")
            if token.type != "dd_open" or not token.map:
                continue
            # The map of a dd after a second term begins at that term; what stands in it knows its own line.
            first = next((inner.map[0] for inner in self.tokens[at + 1 :] if inner.map), token.map[0])
            last = token.map[1]
            if not self.lines[first].startswith(": "):
                self._add(first, "a box's text begins with ': ', a colon and one space, at the start of the line")
            if first and not self.lines[first - 1].strip():
                self._add(
                    first,
                    "an empty line stands above this point of a box; please take it away, so that term and points stay together",
                )
            for row in range(first + 1, min(last, len(self.lines))):
                line = self.lines[row]
                if line.strip() and not re.match(r" {4}\S", line):
                    indent = len(line) - len(line.lstrip(" "))
                    self._add(
                        row,
                        f"this line of a box is indented by {indent} spaces; it needs four, or the page splits the box here",
                    )
            paragraphs = 0
            for inner in self.tokens[at + 1 :]:
                if inner.type == "dd_close":
                    break
                is_paragraph = inner.type == "paragraph_open" and inner.level == token.level + 1
                paragraphs += is_paragraph
                if paragraphs == 2 and is_paragraph and inner.map:
                    self._add(
                        inner.map[0],
                        "a second paragraph stands inside one point of a box; please give it a ': ' line of its own",
                    )
                elif inner.type in ("table_open", "dl_open") and inner.map:
                    self._add(inner.map[0], "a table or a box stands inside a box; please let it stand by itself")

    def _tables(self) -> None:
        for token in self.tokens:
            if token.type != "table_open" or not token.map:
                continue
            first, last = token.map
            columns = 0
            for row in range(first, min(last, len(self.lines))):
                line = self.lines[row].strip()
                if not line:
                    continue
                if not (line.startswith("|") and line.endswith("|")) or len(line) < 2:
                    self._add(row, "every row of a table begins and ends with '|'; please add the missing one")
                    continue
                cells = line.count("|") - 1
                columns = columns or cells
                if "\\|" in line:
                    self._add(
                        row,
                        "a '|' stands inside a cell; the two readers take it differently, so please write it another way",
                    )
                elif cells != columns:
                    self._add(
                        row, f"this row has {cells} cells and the table's head has {columns}; please make them equal"
                    )
                elif row != first + 1 and not line.replace("|", "").strip():
                    self._add(row, "this row is empty; please fill it or take it out")

    def _boxes(self) -> None:
        """A guide answers first, warns at least once, and ends with where to go next."""
        boxes = self._read_boxes()
        lang = self.page.lang
        for row, label, _ in boxes:
            if box_kind(label) is None:
                known = {box_label(kind, lang) for kind in _NEEDED}
                self._add(
                    row,
                    f"'{_short(label)}' is no label of a box that a guide may carry, such as {', '.join(sorted(known))}; please look at its spelling",
                )
            elif (kind := box_kind(label)) in _NEEDED and label.strip() != box_label(kind, lang):
                self._add(row, f"'{label}' is in the other language; here it is '{box_label(kind, lang)}'")
        short = [box for box in boxes if box_kind(box[1]) == "in-short"]
        name = box_label("in-short", lang)
        if not short:
            self._add(0, f"this guide has no '{name}' box; please put one right below the h1")
        for row, _, _ in short[1:]:
            self._add(row, f"this is a second '{name}' box; a guide has one, right below the h1")
        if short:
            row, _, points = short[0]
            if not 2 <= points <= 5:
                self._add(row, f"'{name}' has {points} points; two to five are right")
            if row != self._first_row():
                self._add(row, f"'{name}' should be the first thing below the h1")
        if not any(box_kind(label) == "do-not" for _, label, _ in boxes):
            self._add(0, f"this guide has no '{box_label('do-not', lang)}' box; please add one")
        following = [box for box in boxes if box_kind(box[1]) == "next"]
        if not following:
            self._add(0, f"this guide has no '{box_label('next', lang)}' box; please end it with one")
        elif following[-1] != boxes[-1] or not self._ends_with_box():
            self._add(following[-1][0], f"a guide ends with '{box_label('next', lang)}'; something stands after it")

    def _read_boxes(self) -> list[tuple[int, str, int]]:
        """Each term's row, its words, and how many points follow it."""
        boxes: list[tuple[int, str, int]] = []
        for token, inline in zip(self.tokens, self.tokens[1:], strict=False):
            if token.type == "dt_open":
                words = "".join(child.content for child in inline.children or () if child.type == "text")
                boxes.append((token.map[0] if token.map else 0, words, 0))
            elif token.type == "dd_open" and boxes:
                row, words, points = boxes[-1]
                boxes[-1] = (row, words, points + 1)
        return boxes

    def _first_row(self) -> int:
        headings = 0
        for token in self.tokens:
            headings += token.type == "heading_close"
            if headings and token.map and token.type != "html_block":
                return token.map[0]
        return -1

    def _ends_with_box(self) -> bool:
        last = [token for token in self.tokens if token.type != "html_block"]
        return bool(last) and last[-1].type == "dl_close"


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"
