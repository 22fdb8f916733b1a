"""Finds the line of an entry in a TOML file, so that a fault can name it. tomllib reads the TOML itself."""

from __future__ import annotations

import re


def entry_line(text: str, table: str, number: int, field: str = "") -> int:
    """The line of the `number`th (from 0) `[[table]]`, or of its field where it has one; 0 where it is not found."""
    heads = [
        row
        for row, line in enumerate(text.split("\n"))
        if "[[" in line and re.fullmatch(rf"\s*\[\[{re.escape(table)}\]\]\s*(#.*)?", line)
    ]
    return _field_line(text, heads[number], field) if number < len(heads) else 0


def entry_field_line(text: str, table: str, number: int, field: str) -> int:
    """The line of the field in the `number`th `[[table]]`, where tables of its own and `{…}` are looked into as well.

    The entry's own line where the field is not found.
    """
    lines = text.split("\n")
    head = entry_line(text, table, number)
    for row, line in enumerate(lines[head:], head):
        if line.lstrip().startswith("[["):
            break
        if re.search(rf"(?:^\s*|[{{,]\s*)[\"']?{re.escape(field)}[\"']?\s*=", line):
            return row + 1
    return head


def table_line(text: str, table: str, field: str = "") -> int:
    """The line of `[table]`, or of its field where it has one; 0 where it is not found."""
    for row, line in enumerate(text.split("\n")):
        if re.fullmatch(rf"\s*\[\s*[\"']?{re.escape(table)}[\"']?\s*\]\s*(#.*)?", line):
            return _field_line(text, row, field)
    return 0


def _field_line(text: str, head: int, field: str) -> int:
    if field:
        for row, line in enumerate(text.split("\n")[head + 1 :], head + 1):
            if line.lstrip().startswith("["):
                break
            if re.match(rf"\s*[\"']?{re.escape(field)}[\"']?\s*=", line):
                return row + 1
    return head + 1
