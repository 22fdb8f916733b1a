"""One page's Markdown, read once for every rule of checks/markdown.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from build_scripts.reading.guides import Fault, Page, body_tokens, markdown_reader

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """One inline token of a block of text; `row` counts from 0 in the body."""

    token: Token
    row: int
    begins_line: bool


@dataclass(frozen=True)
class Reading:
    """A page with its lines and its tokens; rows count from 0 in the page's body."""

    page: Page

    @cached_property
    def lines(self) -> list[str]:
        return self.page.body.split("\n")

    @cached_property
    def tokens(self) -> list[Token]:
        return body_tokens(self.page)

    @cached_property
    def environment(self) -> dict[str, object]:
        """What the body defines apart from its text, addresses and footnotes; only such a line has `]:` in it."""
        found: dict[str, object] = {}
        if "]:" in self.page.body:
            markdown_reader().parse(self.page.body, found)
        return found

    def fault(self, row: int, message: str) -> Fault:
        return Fault(self.page.file, row + 1 + self.page.shift, message)

    def front_fault(self, message: str, field: str = "") -> Fault:
        """A fault of the front matter, told at the line of the field, or at the file's first where there is none."""
        return Fault(self.page.file, self.page.front_line(field), message)

    def opening(self, *kinds: str) -> Iterator[tuple[int, Token]]:
        """The tokens of these kinds that have a place in the body, each with its row."""
        return ((token.map[0], token) for token in self.tokens if token.type in kinds and token.map)

    def words(self) -> Iterator[Words]:
        """Every inline token of the page, in order."""
        for row, block in self.opening("inline"):
            begins_line = True
            for token in block.children or ():
                yield Words(token, row, begins_line)
                begins_line = token.type in ("softbreak", "hardbreak")
                row += begins_line

    def texts(self) -> Iterator[Words]:
        return (words for words in self.words() if words.token.type == "text")

    def is_below_text(self, row: int) -> bool:
        """Whether a line of text, other than a heading, is right above this row."""
        return row > 0 and bool(self.lines[row - 1].strip()) and not self.lines[row - 1].startswith("#")

    def indent(self, row: int) -> int:
        return len(self.lines[row]) - len(self.lines[row].lstrip(" "))


# A rule names one mistake; it yields a fault wherever the page makes it.
Rule = Callable[[Reading], Iterator[Fault]]


def short(text: str) -> str:
    """The text as a message quotes it: its first 24 characters."""
    return text if len(text) <= 24 else text[:24] + "…"
