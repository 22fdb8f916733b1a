"""Rules for the front matter, and for lines that the two readers of Markdown take differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.dates import is_day
from build_scripts.checks.markdown_reading import COMMENT, Reading, Rule
from build_scripts.reading.guides import Fault

_FIELDS = ("title", "description", "written")
_OPTIONAL = ("one_sheet",)
_DESCRIPTION = {"zh": (50, 110), "en": (100, 170)}
_UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*")
_ADDRESS = re.compile(r" {0,3}\[[^\]^]+\]:")


def front_matter_missing(reading: Reading) -> Iterator[Fault]:
    """A file that does not begin with `---`, fields, `---`."""
    if not reading.page.shift:
        yield reading.front_fault("the file should begin with '---', then title, description and written, then '---'")


def field_missing(reading: Reading) -> Iterator[Fault]:
    """A front matter without a title, description or day."""
    for field in _FIELDS if reading.page.shift else ():
        if not reading.page.meta.get(field, "").strip():
            message = f"the front matter has no '{field}'; it needs title, description and written"
            yield reading.front_fault(message, field)


def field_unknown(reading: Reading) -> Iterator[Fault]:
    """A field that nothing reads, such as a misspelt one."""
    for field in sorted(reading.page.meta.keys() - {*_FIELDS, *_OPTIONAL}):
        yield reading.front_fault(
            f"'{field}' in the front matter is not known; it holds title, description and written,"
            " and may hold one_sheet",
            field,
        )


def one_sheet_ends_nowhere(reading: Reading) -> Iterator[Fault]:
    """`one_sheet: limit-cut` where no heading has that id: the sheet ends before that section."""
    asked = reading.page.meta.get("one_sheet")
    if asked is not None and asked not in [section.id for section in reading.page.sections if section.level == 2]:
        yield reading.front_fault(
            f"'one_sheet' is '{asked}'; it should be the id of the h2 before which the printed sheet ends",
            "one_sheet",
        )


def day_misspelt(reading: Reading) -> Iterator[Fault]:
    """`written: 2026-11` or `written: 23.11.2026`."""
    if reading.page.shift and not is_day(reading.page.written):
        yield reading.front_fault(
            f"'written' is '{reading.page.written}'; it should be a day like 2026-11-23", "written"
        )


def description_length(reading: Reading) -> Iterator[Fault]:
    """A description that a search engine would cut off or replace."""
    text = reading.page.meta.get("description", "")
    least, most = _DESCRIPTION[reading.page.lang]
    if text and not least <= len(text) <= most:
        yield reading.front_fault(
            f"the description has {len(text)} characters; search results show it best with {least} to {most}",
            "description",
        )


def tab_character(reading: Reading) -> Iterator[Fault]:
    """A tab: the readers turn it into different numbers of spaces."""
    for row, line in enumerate(reading.lines):
        if "\t" in line:
            yield reading.fault(row, "a tab stands in this line; please use spaces, four for each step")


def underline(reading: Reading) -> Iterator[Fault]:
    """A line of `===` or `---`: one reader makes a heading of the line above it."""
    for row, line in enumerate(reading.lines):
        if _UNDERLINE.fullmatch(line):
            yield reading.fault(
                row,
                f"a line of '{line.strip()}' alone makes the line above it a heading for one reader;"
                " please take it out",
            )


def address_apart(reading: Reading) -> Iterator[Fault]:
    """`[name]: address.md`, far from the link that uses it."""
    if reading.environment.get("references"):
        row = next((at for at, line in enumerate(reading.lines) if _ADDRESS.match(line)), 0)
        yield reading.fault(
            row,
            "a link's address stands apart from it ('[name]: address'); please write [words](address.md) in the line",
        )


def footnote_defined(reading: Reading) -> Iterator[Fault]:
    """`[^source]: …`: the build writes the footnotes."""
    notes = reading.environment.get("footnotes")
    for name in notes.get("refs", {}) if isinstance(notes, dict) else {}:
        note = name.removeprefix(":")
        row = next((at for at, line in enumerate(reading.lines) if line.startswith(f"[^{note}]:")), 0)
        yield reading.fault(
            row, f"'[^{note}]:' defines a footnote; the build writes them from sources.toml, so please leave it out"
        )


def text_before_heading(reading: Reading) -> Iterator[Fault]:
    """Text above the h1: no section holds it."""
    for token in reading.tokens:
        if token.type == "heading_open":
            return
        if token.map and not (token.type == "html_block" and not COMMENT.sub("", token.content).strip()):
            yield reading.fault(
                token.map[0],
                "this stands before the first heading and belongs to no section; please move it below the h1",
            )
            return


RULES: tuple[Rule, ...] = (
    front_matter_missing,
    field_missing,
    field_unknown,
    one_sheet_ends_nowhere,
    day_misspelt,
    description_length,
    tab_character,
    underline,
    address_apart,
    footnote_defined,
    text_before_heading,
)
