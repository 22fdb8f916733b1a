"""Rules for the words, links and HTML within a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.dates import is_day
from build_scripts.checks.markdown_reading import COMMENT, Reading, Rule, short
from build_scripts.reading.guides import END_DATE, Fault

_RAW_ADDRESS = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
_STRANGERS = {
    "image": "an image",
    "em_open": "*emphasis* with one star",
    "hardbreak": "a forced line end (two spaces or \\ at the end of a line)",
}
_SYNTAXES = (("!!!", "an admonition"), ("???", "a folding box"), ("=== ", "a tab"), ("[TOC]", "a table of contents"))


def comment_before_text(reading: Reading) -> Iterator[Fault]:
    """`<!-- … --> Words`: one reader takes the whole line for HTML."""
    for words in reading.words():
        if words.begins_line and words.token.type == "html_inline" and COMMENT.fullmatch(words.token.content):
            yield reading.fault(
                words.row, "a comment begins this line of text; please give it a line of its own, empty lines around it"
            )


def colon_without_box(reading: Reading) -> Iterator[Fault]:
    """`: words` with no term above it."""
    for words in reading.texts():
        if words.begins_line and _begins_with_colon(words.token.content):
            yield reading.fault(
                words.row,
                "this line begins with ': ' but belongs to no box; a box's term needs an empty line above it",
            )


def _begins_with_colon(text: str) -> bool:
    return text.rstrip() == ":" or text.startswith(": ")


def pipe_without_table(reading: Reading) -> Iterator[Fault]:
    """`| a | b |` without a line of dashes below its head."""
    tables = [token.map for _, token in reading.opening("table_open") if token.map]
    for words in reading.texts():
        is_in_table = any(first <= words.row < last for first, last in tables)
        if words.begins_line and words.token.content.startswith("|") and not is_in_table:
            yield reading.fault(
                words.row,
                "this line begins with '|' but belongs to no table;"
                " a table needs an empty line above it and |---| below its head",
            )


def address_in_text(reading: Reading) -> Iterator[Fault]:
    """`[name]: address.md` right below a sentence, where it is no definition but text."""
    for words in reading.texts():
        if words.begins_line and re.match(r"\[[^\]]+\]:", words.token.content):
            yield reading.fault(
                words.row,
                f"'{short(words.token.content)}' looks like an address that stands apart from its link;"
                " please write [words](address.md)",
            )


def strange_words(reading: Reading) -> Iterator[Fault]:
    """An image, *emphasis* or a forced line end."""
    for words in reading.words():
        if what := _STRANGERS.get(words.token.type):
            yield reading.fault(words.row, f"{what} is not in our Markdown; please take it out")


def other_syntax(reading: Reading) -> Iterator[Fault]:
    """`!!! note` and other syntax of extensions that we do not use."""
    for words in reading.texts():
        for start, what in _SYNTAXES:
            if words.token.content.startswith(start):
                yield reading.fault(
                    words.row,
                    f"'{start.strip()}' begins {what}, which our Markdown has not;"
                    " please use a box (a term line, then ': ')",
                )


def stars_left(reading: Reading) -> Iterator[Fault]:
    """`**words。**words`: the closing stars do not close."""
    for words in reading.texts():
        if "**" in words.token.content:
            yield reading.fault(
                words.row,
                "'**' is left as it stands; after the closing '**' there must be a space, a line end or a mark,"
                " and none before it",
            )


def underscore_left(reading: Reading) -> Iterator[Fault]:
    """`_words_`: an underscore is no emphasis here, and a blank to fill in has two or more."""
    for words in reading.texts():
        if re.search(r"(?<!_)_(?!_)", words.token.content):
            yield reading.fault(
                words.row,
                f"a single '_' is left in '{short(words.token.content)}'; emphasis is **bold**, a blank is ____",
            )


def brace_left(reading: Reading) -> Iterator[Fault]:
    """`{ #id }` anywhere but at the end of a heading."""
    for words in reading.texts():
        if "{" in words.token.content or "}" in words.token.content:
            yield reading.fault(
                words.row,
                f"a brace is left in '{short(words.token.content)}';"
                " braces are only for heading ids, at the end of the heading",
            )


def link_not_closed(reading: Reading) -> Iterator[Fault]:
    """`[words](page.md` or `[^source]` that no reader takes for a link or footnote."""
    for words in reading.texts():
        if "](" in words.token.content or re.search(r"\[\^[^\]]*\]", words.token.content):
            yield reading.fault(
                words.row,
                f"a link or footnote in '{short(words.token.content)}' is not closed; please look at its brackets",
            )


def raw_address(reading: Reading) -> Iterator[Fault]:
    """An address in the text, bare or between `<` and `>`: a source is cited by a footnote."""
    for words in reading.words():
        read = None
        if words.token.type == "link_open" and words.token.markup == "autolink":
            read = f"<{words.token.attrGet('href')}>"
        elif words.token.type == "text" and (found := _RAW_ADDRESS.search(words.token.content)):
            read = found.group()
        if read:
            yield reading.fault(words.row, f"'{read}' is a raw address; please cite the source with a footnote")


def backtick_left(reading: Reading) -> Iterator[Fault]:
    """A ` that opens code and is never closed."""
    for words in reading.texts():
        if "`" in words.token.content:
            yield reading.fault(
                words.row, f"a ` is left in '{short(words.token.content)}'; please close it or take it out"
            )


def raw_html_in_text(reading: Reading) -> Iterator[Fault]:
    """`<b>words</b>`."""
    for words in reading.words():
        content = words.token.content
        if words.token.type != "html_inline" or content == "</span>":
            continue
        if not COMMENT.fullmatch(content) and not END_DATE.fullmatch(content):
            yield reading.fault(
                words.row,
                f"'{content}' is raw HTML;"
                ' in a line only <span data-ends="YYYY-MM-DD">…</span> and comments may stand',
            )


def end_date_misspelt(reading: Reading) -> Iterator[Fault]:
    """`<span data-ends="2026-12">`."""
    for words in reading.words():
        found = END_DATE.fullmatch(words.token.content) if words.token.type == "html_inline" else None
        if found and not is_day(found.group(1)):
            yield reading.fault(
                words.row, f"data-ends is '{found.group(1)}'; it should be the last valid day, like 2026-12-31"
            )


RULES: tuple[Rule, ...] = (
    comment_before_text,
    colon_without_box,
    pipe_without_table,
    address_in_text,
    strange_words,
    other_syntax,
    stars_left,
    underscore_left,
    brace_left,
    link_not_closed,
    raw_address,
    backtick_left,
    raw_html_in_text,
    end_date_misspelt,
)
