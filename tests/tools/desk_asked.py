"""Asks the desk's page part as the page does, through the door."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from desk_command import DAY

from calculators import door
from calculators.desk import page


def ask(what: str, **more: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(
        door(json.dumps({"calculator": "desk", "do": what, "lang": "en", "day": DAY, **more}))
    )
    return answer


def open_table(table: str | bytes) -> dict[str, Any]:
    Path(page.FILE).write_bytes(table if isinstance(table, bytes) else table.encode())
    return ask("open", name="x")


def columns(table: str | bytes) -> dict[str, str]:
    """What each column is used as, as the opened page has it selected."""
    html = open_table(table)["html"]
    rows = html.split("<select ")[1:]
    chosen = {}
    for row in rows:
        at = row.split('data-column="')[1].split('"')[0]
        option = next((each for each in row.split("<option ") if "selected" in each), 'value=""')
        chosen[at] = option.split('value="')[1].split('"')[0]
    return {at: field for at, field in chosen.items() if field}


def worked(text: str | bytes, *, rows: int = 2, masked: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The results' rows after the table was worked out in pieces of so many rows."""
    assert ask("begin", fields=columns(text), masked=list(masked)) == {}
    while not ask("more", rows=rows)["done"]:
        pass
    return list(csv.DictReader(io.StringIO(exported("csv").removeprefix("\ufeff"))))


def opened_again(results: str | bytes, *, rows: int = 2, masked: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The rows of results that were opened again, shown in pieces of so many."""
    assert "begin" in open_table(results)
    assert ask("begin", fields={}, masked=list(masked)) == {}
    while not ask("more", rows=rows)["done"]:
        pass
    return list(csv.DictReader(io.StringIO(exported("csv").removeprefix("\ufeff"))))


def exported(kind: str) -> str:
    found, start = "", 0
    while start >= 0:
        piece = ask("export", kind=kind, **{"from": start})
        found, start = found + piece["text"], piece["next"]
    return found


def view(**more: object) -> str:
    asked = {"sort": "", "down": False, "band": "", "reason": "", "find": "", "from": 0, **more}
    return str(ask("view", **asked)["html"])


def made(kind: str, *, rows: int = 2, **more: object) -> bytes:
    """The file of many parts, made in pieces of so many rows."""
    asked = {"sort": "", "down": False, "band": "", "reason": "", "find": "", **more}
    start = 0
    while start >= 0:
        start = ask("make", kind=kind, rows=rows, **{**asked, "from": start})["next"]
    return Path(page.MADE).read_bytes()
