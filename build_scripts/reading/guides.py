"""Reads a guide once, with markdown-it-py, into dataclasses that know their line numbers.

Every check and the catalogue of sections work on these. Python-Markdown renders the pages; a test holds the two
readings against each other, guide by guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from build_scripts.reading.parameters import with_figures
from build_scripts.reading.places import LANGUAGES, PAGES, markdown_file, relative
from build_scripts.reading.typography import reading_minutes

_HEADING_ID = re.compile(r"\s*\{\s*#([^\s}]*)\s*\}\s*$")
# The ledger page's own headings begin with claim-ledger.
_CLAIM_LINK = re.compile(r"(?:^|/)ledger\.md#claim-(?!ledger(?:-|$))(.+)$")
_MARKER = re.compile(r'^<div data-(calculator|fill|table|contacts|picture|course|guides)="([^"]+)"></div>\s*$')
# Stands for Markdown that is made from data; it is filled in before the page is read.
METHOD_MARKER = re.compile(r'<div data-method="([a-z0-9-]+)"></div>\s*')
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# A fact that ends, in a line of text; the group is its last valid day.
END_DATE = re.compile(r'<span data-ends="([^"]*)">')
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


# Makes the Markdown for a marker's name in a language. Raises FillError.
Fill = Callable[[str, str], str]


class FillError(Exception):
    """A marker cannot be filled; the message names the file and the mistake."""


@dataclass(frozen=True)
class Fault:
    """Something wrong, as `make check` prints it; `line` counts from 1, 0 where no line fits."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class Link:
    target: str
    text: str
    line: int


@dataclass(frozen=True)
class Marker:
    """A line the build fills: `<div data-calculator="utilisation"></div>` is kind 'calculator', name 'utilisation'.

    The name of kind 'contacts' is one id or several, parted by a space.
    """

    kind: str
    name: str
    line: int


@dataclass(frozen=True)
class Piece:
    """One inline token with its line in the file."""

    token: Token
    line: int


@dataclass(frozen=True)
class Passage:
    """The visible text of one block (paragraph, list item, cell, heading), a line end for every line end."""

    text: str
    line: int

    def line_at(self, offset: int) -> int:
        return self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True)
class Section:
    """A heading and all that follows, up to the next heading of any level."""

    id: str
    level: int
    title: str
    line: int
    tokens: tuple[Token, ...]
    shift: int

    def pieces(self) -> Iterator[Piece]:
        """The inline tokens in order, each with its line in the file."""
        for block in self.tokens:
            if block.type != "inline" or block.map is None:
                continue
            line = block.map[0] + 1 + self.shift
            for child in block.children or ():
                yield Piece(child, line)
                if child.type in ("softbreak", "hardbreak"):
                    line += 1

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The section block by block, its title first; without footnote marks and HTML."""
        found = [Passage(self.title, self.line)]
        for block in self.tokens:
            if block.type == "inline" and block.map is not None:
                parts = []
                for child in block.children or ():
                    if child.type in ("softbreak", "hardbreak"):
                        parts.append("\n")
                    elif child.type in ("text", "code_inline"):
                        parts.append(child.content)
                found.append(Passage("".join(parts), block.map[0] + 1 + self.shift))
        return tuple(found)

    @cached_property
    def comments(self) -> tuple[Link, ...]:
        """HTML comments in the section, the target being the text between `<!--` and `-->`."""
        whole = [
            (block.content, block.map[0] + 1 + self.shift)
            for block in self.tokens
            if block.type == "html_block" and block.map
        ]
        inline = [(piece.token.content, piece.line) for piece in self.pieces() if piece.token.type == "html_inline"]
        return tuple(
            Link(inner.group(1).strip(), "", line + content.count("\n", 0, inner.start()))
            for content, line in [*whole, *inline]
            for inner in _COMMENT.finditer(content)
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        found: list[Link] = []
        target, words, start = None, "", 0
        for piece in self.pieces():
            if piece.token.type == "link_open":
                target, words, start = str(piece.token.attrGet("href")), "", piece.line
            elif piece.token.type == "link_close" and target is not None:
                found.append(Link(target, words, start))
                target = None
            elif target is not None:
                words += piece.token.content
        return tuple(found)

    @cached_property
    def sources(self) -> tuple[Link, ...]:
        """Footnote references, in order, as links whose target is the source's id."""
        return tuple(
            Link(str(piece.token.meta["label"]), "", piece.line)
            for piece in self.pieces()
            if piece.token.type == "footnote_ref"
        )

    @cached_property
    def claims(self) -> tuple[Link, ...]:
        """Links to claims of the ledger, the target being the claim's id."""
        return tuple(
            Link(found.group(1), link.text, link.line)
            for link in self.links
            if (found := _CLAIM_LINK.search(link.target))
        )

    @cached_property
    def markers(self) -> tuple[Marker, ...]:
        found = []
        for block in self.tokens:
            if block.type == "html_block" and block.map and (seen := _MARKER.match(block.content)):
                found.append(Marker(seen.group(1), seen.group(2), block.map[0] + 1 + self.shift))
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """The visible text, a line end for every line end; without the footnote marks."""
        parts: list[str] = []
        for block in self.tokens:
            if block.type != "inline":
                continue
            for child in block.children or ():
                if child.type in ("softbreak", "hardbreak"):
                    parts.append("\n")
                elif child.type in ("text", "code_inline"):
                    parts.append(child.content)
            parts.append("\n")
        return "".join(parts)


@dataclass(frozen=True)
class Page:
    """One page in one language: `body` with its figures filled in, `whole` with what is made from data too, as it is
    rendered.

    `typed` is the whole file as it was written.
    """

    name: str
    lang: str
    file: str
    meta: dict[str, str]
    body: str
    shift: int
    sections: tuple[Section, ...]
    whole: str
    typed: str

    @property
    def title(self) -> str:
        return self.meta.get("title", "")

    @property
    def written(self) -> str:
        return self.meta.get("written", "")

    def front_line(self, field: str) -> int:
        """The line of a field of the front matter; the first one where it is not there."""
        above = self.typed.split("\n")[: self.shift]
        return next((row for row, line in enumerate(above, 1) if line.startswith(f"{field}:")), 1)

    @cached_property
    def minutes(self) -> int:
        """Minutes to read the page."""
        return reading_minutes("".join(section.text for section in self.sections))

    @cached_property
    def source_ids(self) -> tuple[str, ...]:
        """The sources the page cites, in the order they first appear."""
        return tuple(dict.fromkeys(link.target for section in self.sections for link in section.sources))


def _take_heading_ids(state: StateCore) -> None:
    """Core rule: takes `{ #id }` off a heading's last text and makes it the heading's id."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open" or not inline.children:
            continue
        last = inline.children[-1]
        if last.type == "text" and (found := _HEADING_ID.search(last.content)):
            opening.attrSet("id", found.group(1))
            last.content = last.content[: found.start()]
            inline.content = _HEADING_ID.sub("", inline.content)


def _emphasis_by_stars(state: StateInline, silent: bool) -> bool:
    """Inline rule: a star may be emphasis, an underscore is a blank to fill in."""
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def markdown_reader() -> MarkdownIt:
    """markdown-it-py with exactly the markup our guides may use."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.use(deflist_plugin).use(footnote_plugin, inline=False)
    reader.core.ruler.after("inline", "heading_ids", _take_heading_ids)
    reader.inline.ruler.at("emphasis", _emphasis_by_stars)
    return reader


def split_front_matter(text: str) -> tuple[dict[str, str], str, int]:
    """The front matter (one `key:
    value` a line), the Markdown below it, and how many lines are above the Markdown."""
    if not text.startswith("---\n"):
        return {}, text, 0
    head, found, body = text[4:].partition("\n---\n")
    if not found:
        return {}, text, 0
    meta = {key.strip(): value.strip() for key, _, value in (line.partition(": ") for line in head.split("\n")) if key}
    return meta, body, head.count("\n") + 3


def _with_empty_definitions(body: str) -> str:
    """The body with a definition for every cited source, since a reference without one is plain text to the reader."""
    cited = dict.fromkeys(FOOTNOTE.findall(body))
    return body + "".join(f"\n\n[^{name}]: source" for name in cited) + "\n"


def body_tokens(page: Page) -> list[Token]:
    """The page's Markdown as tokens, text before the first heading included; line maps count from its body."""
    tokens = markdown_reader().parse(_with_empty_definitions(page.body))
    ends = next((at for at, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    return tokens[:ends]


def _filled(body: str, lang: str, fill: Fill) -> tuple[str, list[int]]:
    """The body with every method marker filled, and for each of its rows the row of the body that it comes from."""
    lines: list[str] = []
    rows: list[int] = []
    for row, line in enumerate(body.split("\n")):
        made = [line]
        if marker := METHOD_MARKER.fullmatch(line):
            # A marker that cannot be filled is left as it is; checks/method.py says why.
            with suppress(FillError):
                made = fill(marker.group(1), lang).split("\n")
        lines += made
        rows += [row] * len(made)
    return "\n".join(lines), rows


def read_page(text: str, *, name: str, lang: str, file: str, fill: Fill | None = None) -> Page:
    """The page that this text holds. Text before the first heading belongs to no section and is a fault elsewhere.

    Figures of parameters are filled in first (reading/parameters.py), each in its line. `fill` makes the text for
    a marker; that text is read too, each of its lines counted as the marker's.
    """
    meta, body, shift = split_front_matter(with_figures(text))
    whole, rows = _filled(body, lang, fill) if fill else (body, [])
    tokens = markdown_reader().parse(_with_empty_definitions(whole))
    for made in tokens if whole != body else ():
        if made.map:
            made.map = [rows[min(row, len(rows) - 1)] for row in made.map]
    sections: list[Section] = []
    start: int | None = None
    ends = next((at for at, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    for at, token in enumerate([*tokens[:ends], None]):
        if token is None or token.type == "heading_open":
            if start is not None:
                sections.append(_section(tokens[start:at], shift))
            start = at
    return Page(name, lang, file, meta, body, shift, tuple(sections), whole, text)


def _section(tokens: list[Token], shift: int) -> Section:
    opening, inline = tokens[0], tokens[1]
    title = "".join(child.content for child in inline.children or ()).strip()
    line = (opening.map[0] if opening.map else 0) + 1 + shift
    return Section(str(opening.attrGet("id") or ""), int(opening.tag[1]), title, line, tuple(tokens[3:]), shift)


def read_file(path: Path, *, name: str, lang: str, fill: Fill | None = None) -> Page:
    return read_page(path.read_text("utf-8"), name=name, lang=lang, file=relative(path), fill=fill)


def read_guides(fill: Fill | None = None) -> dict[str, list[Page]]:
    """Every page that exists, by language, in navigation order."""
    return {
        lang: [
            read_file(markdown_file(name, lang), name=name, lang=lang, fill=fill)
            for name in PAGES
            if markdown_file(name, lang).exists()
        ]
        for lang in LANGUAGES
    }
