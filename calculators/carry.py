"""Takes results to the checklist: a few figures as one short text, and the button.

The text is `name=value` pairs with blanks between them, every name with its calculator in front:
`utilisation:highest-ratio=0.99 utilisation:overdue=yes`. The checklist reads it from its field `carried`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from calculators import data
from calculators.html import Html, element

MOST_CHARACTERS = 400
_PLACES = 6  # so that the texts of all calculators together stay short


def carried(calculator: str, pairs: Mapping[str, str], *, day: date, is_example: bool) -> str:
    """The pairs that have a value as one text, with the day they are of and whether any is still the example's.

    '' where there is nothing to take along. Of a figure's decimals the first six are kept.
    """
    kept = {name: _short(value) for name, value in pairs.items() if value}
    if not kept:
        return ""
    kept = {"day": day.isoformat(), **kept, "example": "yes" if is_example else ""}
    return " ".join([f"{calculator}:{name}={value}" for name, value in kept.items() if value])


def _short(value: str) -> str:
    whole, point, decimals = value.partition(".")
    return f"{whole}{point}{decimals[:_PLACES]}"


# From key to key it mostly stays as it is.
@lru_cache(maxsize=16)
def button(text: str, *, lang: str) -> Html | None:
    """The block at the end of a result that offers to take `carried`'s text along; None where there is nothing."""
    if not text:
        return None
    return element("div", class_="calc-carry")(
        element("p", class_="calc-title")(data.text("", "carry-title", lang=lang)),
        element("p", data.text("", "carry-note", lang=lang)),
        element(
            "p",
            element("button", type="button", data_action="carry", data_value=text)(
                data.text("", "carry-button", lang=lang)
            ),
        ),
        element("p", element("a", href="../checklist/")(data.text("", "carry-link", lang=lang))),
    )
