"""The checklist's words, and the phrases made of them that the form, the result and the files share."""

from __future__ import annotations

from calculators import data
from calculators.checklist.calculator import FOLDER
from calculators.checklist.model import DONE, Item
from calculators.html import Html, element


def text(key: str, lang: str, **gaps: str) -> str:
    """The checklist's text of that key."""
    return data.text(FOLDER, key, lang=lang, **gaps)


def effect_and_effort(item: Item, *, lang: str) -> str:
    """The item's effect and effort, as one phrase."""
    effect = text(f"effect-{item.effect.replace(' ', '-')}", lang=lang)
    return effect + text("separator", lang=lang) + text(f"effort-{item.effort}", lang=lang)


def answer_key(item: Item, answer: str) -> str:
    """The key of an answer's words; to have done what an item asks not to do is to have kept to it."""
    if not answer:
        return "chosen-unanswered"
    return f"answer-{answer}-{item.kind}" if answer == DONE else f"answer-{answer}"


def section_address(section: str) -> str:
    """The address of a guide's section, from the top of its language."""
    return f"{data.data(FOLDER)[0]['sections'][section]}/#{section}"


def section_link(section: str, *, lang: str, key: str = "", **attributes: object) -> Html:
    """A link from the calculator's page to a guide's section."""
    return element("a", href=f"../../{section_address(section)}", **attributes)(
        text(key or f"section-{section}", lang=lang)
    )
