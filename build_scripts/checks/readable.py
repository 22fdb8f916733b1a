"""Every TOML file can be read, and every dated value is a number: what one that is not would spoil is said once, there.

The other checks go on with the number that was meant, a text's or a decimal's, as if it stood there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Fault
from build_scripts.reading.places import ROOT
from build_scripts.reading.toml_lines import entry_line
from calculators import data
from calculators.data import METHOD
from calculators.register import CALCULATORS

_FOLDERS = ("calculators", "docs", "tests/golden", "tests/fixtures/runtime")
_PLACE = re.compile(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True)
class Unreadable:
    """A file that is no TOML: the fault with its line, and how the reader of TOML says it, by which others know it."""

    fault: Fault
    said: str


def unreadable(root: Path = ROOT) -> list[Unreadable]:
    found = []
    for path in sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*.toml")):
        try:
            tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            file = path.relative_to(root).as_posix()
            found.append(Unreadable(Fault(file, *_place(error, path)), str(error)))
    return found


def _place(error: ValueError, path: Path) -> tuple[int, str]:
    """The line, and the message."""
    content = path.read_bytes()
    if isinstance(error, UnicodeDecodeError):
        line = content.count(b"\n", 0, error.start) + 1
        return line, "a character here is not UTF-8; please save the file as UTF-8"
    place = _PLACE.fullmatch(str(error))
    if place is None or place[2] is None:
        why = place[1] if place else str(error)
        return content.count(b"\n") + 1, f"this file ends where more should come: {why}; is a quotation mark open?"
    shown = content.decode().split("\n")[int(place[2]) - 1].strip()
    return int(place[2]), f"'{shown[:60]}' cannot be read: {place[1]}, at column {place[3]}"


def without(faults: list[Fault], broken: list[Unreadable]) -> list[Fault]:
    """The faults that do not merely say once more that one of these files cannot be read."""
    return [fault for fault in faults if not any(each.said in fault.message for each in broken)]


def check_values(root: Path = ROOT) -> list[Fault]:
    """The values that are no whole number and no list of them.

    Where it is clear which number was meant, it counts from here on.
    """
    found: list[Fault] = []
    for calculator in CALCULATORS.values():
        path = root / "calculators" / calculator.folder / "parameters.toml"
        if path.exists():
            found += _values(data.data(calculator.folder)[0], path, path.relative_to(root).as_posix())
    return found


def _values(rows: Mapping[str, Any], path: Path, file: str) -> Iterator[Fault]:
    for name, row in rows.items():
        if name == METHOD or not isinstance(row, dict):
            continue
        for number, entry in enumerate(row.get("values", [])):
            value = entry.get("value")
            if _is_number(value):
                continue
            line = entry_line(path.read_text("utf-8"), f"{name}.values", number, "value")
            meant = _meant(value, int(row.get("parts", 1)))
            wanted = "a whole number without quotes"
            wanted += f" in parts of 1/{row['parts']}" if "parts" in row else ""
            wanted += ", or a list of such" if meant is None else f": value = {meant}"
            message = f"'{name}' from {entry.get('from')}: value is {_shown(value)}; it should be {wanted}"
            yield Fault(file, line, message)
            if meant is not None:
                entry["value"] = meant


def _meant(value: object, parts: int) -> int | None:
    """The whole number that a text or a decimal must have been meant for; None where nobody can tell."""
    try:
        number = Decimal(str(value)) * (parts if isinstance(value, float) else 1)
    except ArithmeticError:
        return None
    return int(number) if number == number.to_integral_value() else None


def _is_number(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_number, value))
    if isinstance(value, dict):
        return all(map(_is_number, value.values()))
    return isinstance(value, int) and not isinstance(value, bool)


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    return f'the text "{value}"' if isinstance(value, str) else str(value)
