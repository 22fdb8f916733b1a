"""The button that shows a page's other language below or beside each paragraph (both-languages.js)."""

from __future__ import annotations

from build_scripts.reading.words import for_script, words
from calculators.html import Html, element

GLOSSARY = "glossary"


def both_button(lang: str) -> Html:
    """Without its script it is out of sight, in the room that it takes."""
    return element(
        "button",
        type="button",
        class_="cl-copy",
        data_both=True,
        aria_pressed="false",
        data_texts=for_script("both-languages", lang),
    )(words("guides", lang)["both"])
