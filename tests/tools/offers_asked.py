"""Offers of a loan through the door: their figures, page and errors."""

from __future__ import annotations

from page import Page

from calculators import answer, render

DAY = "2026-11-23"
NAME = "borrowing-cost"
LANGUAGES = ("zh", "en")


def form(**terms: object) -> dict[str, object]:
    """A form in which names are written with _ for -."""
    return {name.replace("_", "-"): value for name, value in terms.items()}


def ask(lang: str = "zh", **terms: object) -> dict[str, object]:
    return dict(answer(NAME, form(**terms), lang=lang, day=DAY))


def page(lang: str = "zh", **terms: object) -> Page:
    return Page(render(NAME, form(**terms), lang=lang, day=DAY))


def errors_said(**terms: object) -> dict[str, str]:
    found = ask(**terms)["errors"]
    assert isinstance(found, dict)
    return found


def errors(**terms: object) -> list[str]:
    return list(errors_said(**terms))


YEAR = {"principal": "12000", "periods": "12"}
