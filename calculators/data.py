"""The one place that reads `parameters.toml` and `texts.toml`. A value from the world carries its start and source.

In the page each TOML file stands as JSON, which the build makes of it (build_runtime.py): reading TOML would take the
reader's start-up 35 to 60 ms longer. `fields.toml` is not in the wheel at all: only the build writes the form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent
_DAYS = ("from", "until", "checked")
_read: dict[str, tuple[dict[str, Any], dict[str, dict[str, str]]]] = {}


def _with_days(entry: dict[str, Any]) -> dict[str, Any]:
    """JSON has no dates, so the entries that hold one are texts there."""
    return {key: date.fromisoformat(value) if key in _DAYS else value for key, value in entry.items()}


def table(place: Path) -> dict[str, Any]:
    """What the TOML file holds, or the JSON file in its place; {} where neither is there."""
    as_json = place.with_suffix(".json")
    if as_json.exists():
        found: dict[str, Any] = json.loads(as_json.read_text(encoding="utf-8"), object_hook=_with_days)
        return found
    if not place.exists():
        return {}
    import tomllib

    return tomllib.loads(place.read_text(encoding="utf-8"))


def data(folder: str) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """(parameters, texts) of a calculator's folder, read once; '' gives the texts that all calculators share."""
    if folder not in _read:
        parameters, texts, fields = (
            table(_ROOT / folder / name) for name in ("parameters.toml", "texts.toml", "fields.toml")
        )
        _read[folder] = (parameters, {**texts, **fields})
    return _read[folder]


def text(folder: str, key: str, *, lang: str, **gaps: str) -> str:
    """The sentence of that key in that language, its named gaps filled; a shared one where the folder has none."""
    texts = data(folder)[1]
    if key not in texts:
        texts = data("")[1]
    if key not in texts:
        raise LookupError(f"no text {key!r} in calculators/{folder}/texts.toml; add it there in zh and en")
    return texts[key][lang].format(**gaps)


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


def value_near(parameter: Mapping[str, Any], day: date) -> tuple[Any, date | None]:
    """(value, None) where one is in force on the day; else the nearest checked value and the day it is of.

    The page must say so in a sentence where the second is not None.
    """
    try:
        return value_on(parameter, day), None
    except LookupError:
        edges = [
            (abs((edge - day).days), number, edge)
            for number, entry in enumerate(_entries(parameter))
            for edge in (entry["from"], entry.get("until", entry["from"]))
        ]
        _, number, edge = min(edges)
        return _entries(parameter)[number]["value"], edge
