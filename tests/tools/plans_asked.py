"""The repayment plan through the door."""

from __future__ import annotations

from calculators import answer, render

DAY = "2026-11-23"


def figures(form: dict[str, object]) -> dict[str, object]:
    found = answer("utilisation", form, lang="zh", day=DAY)
    assert found.pop("errors") == {}
    return {name: value for name, value in found.items() if name.startswith("plan")}


def html(form: dict[str, object], lang: str = "zh") -> str:
    return render("utilisation", form, lang=lang, day=DAY)
