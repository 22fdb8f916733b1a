"""The tables a team can adopt, beside the page that shows them: as CSV, and as Markdown in a `.txt` (hosts know it)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from markdown_it.token import Token

from build_scripts.reading.guides import Page, Section
from build_scripts.reading.places import LANGUAGES, SITE
from build_scripts.reading.typography import joined_lines


def table_rows(tokens: tuple[Token, ...]) -> Iterator[list[str]]:
    """The rows of the first table, each cell as the text a reader sees."""
    cells: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline" and token.level >= 4:
            cells.append(_cell(token))
        elif token.type == "tr_close":
            yield cells
        elif token.type == "table_close":
            return


def _cell(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "footnote_ref":
            parts.append(f" [{child.meta['label']}]")
        elif child.type == "softbreak":
            parts.append("\n")
    return joined_lines("".join(parts))


def _after_marker(section: Section, name: str) -> tuple[Token, ...]:
    for at, token in enumerate(section.tokens):
        if token.type == "html_block" and f'data-table="{name}"' in token.content:
            return section.tokens[at:]
    raise ValueError(f"no marker for table {name}")


def as_csv(rows: list[list[str]]) -> str:
    """RFC 4180 with a byte-order mark, which spreadsheets need to read Chinese;
    cells that start like a formula are quoted."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(
        [f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in row] for row in rows
    )
    return "\ufeff" + stream.getvalue()


def as_markdown(rows: list[list[str]], title: str) -> str:
    lines = [f"# {title}", "", f"| {' | '.join(rows[0])} |", f"|{' --- |' * len(rows[0])}"]
    lines += [f"| {' | '.join(row)} |" for row in rows[1:]]
    return "\n".join(lines) + "\n"


def build_downloads(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    for lang in LANGUAGES:
        folder = target / ("downloads" if lang == "zh" else f"{lang}/downloads")
        for page in guides[lang]:
            for section in page.sections:
                for marker in section.markers:
                    if marker.kind == "table":
                        rows = list(table_rows(_after_marker(section, marker.name)))
                        folder.mkdir(parents=True, exist_ok=True)
                        (folder / f"{marker.name}.csv").write_bytes(as_csv(rows).encode())
                        (folder / f"{marker.name}.txt").write_text(as_markdown(rows, section.title), "utf-8")
