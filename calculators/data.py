"""The one place that reads a calculator's TOML files. A value from the world carries its start and source.

In the page each TOML file is JSON, which the build makes of it (runtime/build.py): reading TOML would take the
reader's start-up 35 to 60 ms longer. `building/fields.toml` is not in the wheel at all: only the build writes the form.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

_DAYS = ("from", "until", "checked", "day")
# The one table of parameters.toml that is no parameter: the version of the method, and what changed with each.
METHOD = "method"
# English texts are written for several; of one thing the s goes. A decimal, a range or a date before it is no count of
# one.
_ONE = re.compile("(?<![0-9.,–-])1 (month|day|bill|code|payment|row)s\\b")
_read: dict[str, tuple[dict[str, Any], dict[str, dict[str, str]]]] = {}


def _with_days(entry: dict[str, Any]) -> dict[str, Any]:
    """JSON has no dates, so the entries that hold one are texts there."""
    return {key: date.fromisoformat(value) if key in _DAYS else value for key, value in entry.items()}


def _read_file(folder: str, name: str, beside: str = "") -> bytes | None:
    """The file's bytes, from where Python imported that folder's package; None where there is none.

    In the page that is a zip, and another one for each calculator. `beside` names a module of the folder that came
    later, in a zip of its own with the file.
    """
    module: Any = import_module(beside or (f"calculators.{folder}" if folder else "calculators"))
    try:
        return bytes(module.__spec__.loader.get_data(os.path.join(os.path.dirname(module.__file__), name)))
    except OSError:
        return None


def from_json(text: bytes) -> dict[str, Any]:
    """The table as the TOML file gave it to the build."""
    found: dict[str, Any] = json.loads(text, object_hook=_with_days)
    return found


def table(folder: str, name: str, beside: str = "") -> dict[str, Any]:
    """What the TOML file of that folder holds, or the JSON file in its place; {} where neither is there."""
    as_json = _read_file(folder, name.removesuffix(".toml") + ".json", beside)
    if as_json is not None:
        return from_json(as_json)
    as_toml = _read_file(folder, name, beside)
    if as_toml is None:
        return {}
    import tomllib

    found = tomllib.loads(as_toml.decode())
    try:
        # A day that somebody put in quotes is read as the page reads it; checks/texts.py says at which line it is.
        return from_json(json.dumps(found, default=str).encode())
    except ValueError:
        return found


def data(folder: str) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """(parameters, texts) of a calculator's folder, read once; '' gives the texts that all calculators share."""
    if folder not in _read:
        parameters, texts, fields = (
            table(folder, name) for name in ("parameters.toml", "texts.toml", "building/fields.toml")
        )
        _read[folder] = (parameters, {**texts, **fields})
    return _read[folder]


def headings(folder: str, *, beside: str) -> dict[str, tuple[str, ...]]:
    """Field to the headings that mean it in a pasted block, from the folder's headings.toml.

    `beside` is the module that asks: it comes into the page with the file, when a reader pastes.
    """
    found = table(folder, "headings.toml", beside)
    return {field: (*names["zh"], *names["en"]) for field, names in found.items()}


def has_text(folder: str, key: str) -> bool:
    """Whether the folder's texts, or the shared ones, have that key."""
    return key in data(folder)[1] or key in data("")[1]


def _closed_up(sentence: str, gaps: Mapping[str, str]) -> str:
    """The sentence without the blank that digits in a gap need,
    where the gap has Chinese on that side: 约 30%, 5 元."""
    for name, value in gaps.items():
        gap = f"{{{name}}}"
        around = sentence.split(gap)
        for at in range(1, len(around)):
            before, after = around[at - 1 : at + 1]
            if _is_chinese(value[:1]) and before[-1:] == " " and _is_chinese(before[-2:-1]):
                around[at - 1] = before[:-1]
            if _is_chinese(value[-1:]) and after[:1] == " " and _is_chinese(after[1:2]):
                around[at] = after[1:]
        sentence = gap.join(around)
    return sentence


def _is_chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


# From one key that a reader presses to the next most sentences stay as they are.
@lru_cache(maxsize=1024)
def text(folder: str, key: str, *, lang: str, **gaps: str) -> str:
    """The sentence of that key in that language, its named gaps filled; a shared one where the folder has none."""
    texts = data(folder)[1]
    if key not in texts:
        texts = data("")[1]
    if key not in texts:
        raise LookupError(f"no text {key!r} in calculators/{folder}/texts.toml; add it there in zh and en")
    sentence = texts[key][lang]
    if lang == "zh":
        return _closed_up(sentence, gaps).format(**gaps)
    said = sentence.format(**gaps)
    return _ONE.sub("1 \\1", said) if "1 " in said else said


def method_version(folder: str) -> int:
    """The version of the method that the folder's figures follow."""
    version: int = data(folder)[0][METHOD]["version"]
    return version


def _entries(parameter: Mapping[str, Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = sorted(parameter["values"], key=lambda entry: str(entry["from"]))
    return entries


def _holds(entry: Mapping[str, Any], day: date) -> bool:
    return bool(entry["from"] <= day <= entry.get("until", day))


def value_on(parameter: Mapping[str, Any], day: date) -> Any:
    """The value in force on that day: the latest start wins, `until` is the last valid day.

    Raises LookupError naming parameter, day and what to do.
    """
    for entry in reversed(_entries(parameter)):
        if _holds(entry, day):
            return entry["value"]
    raise LookupError(
        f"{parameter.get('name', 'parameter')}: no value on {day.isoformat()}; look the value of that day up and add "
        "an entry with from, source and checked to its parameters.toml"
    )


def entry_near(parameter: Mapping[str, Any], day: date) -> tuple[dict[str, Any], date | None]:
    """As `value_near`, with the whole entry: its start and the day it was checked beside the value."""
    entries = _entries(parameter)
    for entry in reversed(entries):
        if _holds(entry, day):
            return entry, None
    edges = [
        (abs((edge - day).days), number, edge)
        for number, entry in enumerate(entries)
        for edge in (entry["from"], entry.get("until", entry["from"]))
    ]
    _, number, edge = min(edges)
    return entries[number], edge


def value_near(parameter: Mapping[str, Any], day: date) -> tuple[Any, date | None]:
    """(value, None) where one is in force on the day; else the nearest checked value and the day it is of.

    The page must say so in a sentence where the second is not None.
    """
    entry, edge = entry_near(parameter, day)
    return entry["value"], edge
