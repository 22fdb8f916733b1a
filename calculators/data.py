"""The one place that reads `parameters.toml` and `texts.toml`. A value from the world carries its start and source.

In the wheel each folder's TOML stands as a Python module, `baked`, which the build writes (build_runtime.py): reading
TOML takes the reader's start-up 40 to 100 ms longer. The wheel has no `fields.toml`: only the build writes the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

_Tables = tuple[dict[str, Any], dict[str, dict[str, str]]]
_ROOT = Path(__file__).parent
_read: dict[str, _Tables] = {}


def tables(folder: Path) -> _Tables:
    """(parameters, texts) of a folder's TOML files; {} for a file that is not there."""
    import tomllib

    found: list[dict[str, Any]] = []
    for name in ("parameters.toml", "texts.toml", "fields.toml"):
        place = folder / name
        found.append(tomllib.loads(place.read_text(encoding="utf-8")) if place.exists() else {})
    parameters, texts, fields = found
    return parameters, {**texts, **fields}


def data(folder: str) -> _Tables:
    """(parameters, texts) of a calculator's folder, read once; '' gives the texts that all calculators share."""
    if folder not in _read:
        try:
            baked = import_module(f"calculators.{folder}.baked" if folder else "calculators.baked")
            _read[folder] = (baked.PARAMETERS, baked.TEXTS)
        except ModuleNotFoundError:
            _read[folder] = tables(_ROOT / folder)
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
