"""A pasted block of lines through the door: what it fills, what it says, what stays in the box."""

from __future__ import annotations

import json

from page import Page

from calculators import door

DAY = "2026-11-23"


def part(text: str, lang: str = "zh", form: dict[str, object] | None = None) -> dict[str, object]:
    request = {
        "calculator": "utilisation",
        "form": form or {},
        "lang": lang,
        "day": DAY,
        "part": "paste",
        "given": text,
    }
    found = json.loads(door(json.dumps(request)))["part"]
    assert isinstance(found, dict)
    Page(str(found["html"]))
    return found


def filled(text: str, lang: str = "zh") -> list[tuple[str, ...]]:
    """(name, kind, limit, used, status, overdue) of each row."""
    fill = part(text, lang).get("fill")
    if fill is None:
        return []
    assert isinstance(fill, dict)
    return list(
        zip(*(fill[f"line-{name}"] for name in ("name", "kind", "limit", "used", "status", "overdue")), strict=True)
    )


def shown(text: str, lang: str = "zh") -> str:
    return Page(str(part(text, lang)["html"])).text


def rest(text: str) -> str:
    fill = part(text)["fill"]
    assert isinstance(fill, dict)
    return str(fill["pasted"])
