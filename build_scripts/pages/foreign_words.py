"""Text for a page, with what is in the other language marked as such."""

from __future__ import annotations

from build_scripts.reading.typography import foreign_runs
from calculators.html import Html, element, fragment


def marked(text: str, lang: str) -> Html:
    """The text with every run in the other language marked as such."""
    other = "zh-Hans" if lang == "en" else "en"
    return fragment(
        *(element("span", lang=other)(piece) if foreign else piece for piece, foreign in foreign_runs(text, lang))
    )
