"""House rules: a practitioner's own points and target, from a TOML file. They change no name and no notice.

The points keep the self-check's promises: they never grow with the months ago, and M stays below 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from calculators import form as typed
from calculators.form import Problem

_KEYS = {"utilisation": ("target",), "self-check": ("late-points", "months-needed")}
_BAND = ("up_to_months_ago", "per_digit", "for_m")
MOST_MONTHS = 24


@dataclass(frozen=True)
class Rules:
    """The rules as read. `target` is '' and the others None where the site's own hold. `digest` names the file's
    content: the first 16 digits of its SHA-256; '' without a file."""

    target: str = ""
    late_points: tuple[dict[str, int], ...] | None = None
    months_needed: int | None = None
    digest: str = ""


def read_rules(text: str) -> Rules | Problem:
    """The rules, or what is wrong with the first of them."""
    # A page without house rules fetches neither.
    import hashlib
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Problem("unread", reason=str(error))
    for table, value in found.items():
        if table not in _KEYS or not isinstance(value, dict):
            return Problem("unknown", found=typed.shown(table), keys=", ".join(_KEYS))
        for key in value:
            if key not in _KEYS[table]:
                return Problem("unknown", found=f"{table}.{typed.shown(key)}", keys=", ".join(_KEYS[table]))
    target = found.get("utilisation", {}).get("target", "")
    if target and (not isinstance(target, str) or isinstance(typed.percent(target), Problem)):
        return Problem("target")
    own = found.get("self-check", {})
    needed = own.get("months-needed")
    if needed is not None and not (_is_whole(needed) and 1 <= needed <= MOST_MONTHS):
        return Problem("months-needed")
    points = own.get("late-points")
    if points is not None and not _are_points(points):
        return Problem("late-points")
    return Rules(
        target=target,
        late_points=None if points is None else tuple(points),
        months_needed=needed,
        digest=hashlib.sha256(text.encode()).hexdigest()[:16],
    )


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_points(points: Any) -> bool:
    """Whether the bands are whole, in order, end at the last month looked at and never grow with the months ago."""
    if not isinstance(points, list) or not points:
        return False
    if not all(
        isinstance(band, dict) and set(band) == set(_BAND) and all(map(_is_whole, band.values())) for band in points
    ):
        return False
    months = [band["up_to_months_ago"] for band in points]
    if months != sorted(set(months)) or months[0] < 1 or months[-1] != MOST_MONTHS:
        return False
    if not all(0 < band["for_m"] < band["per_digit"] <= 100 for band in points):
        return False
    return all(
        earlier[key] >= later[key]
        for earlier, later in zip(points, points[1:], strict=False)
        for key in ("per_digit", "for_m")
    )
