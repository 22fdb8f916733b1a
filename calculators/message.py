"""What a result says of the form: a problem in words, with what would be right, and what is still the example's."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from calculators import data
from calculators.form import Problem
from calculators.html import Html, element


def message(folder: str, problem: Problem, *, lang: str) -> str:
    """The sentence `problem-<code>` of the folder's texts, or the shared one; gaps are the problem's values.

    `{place}` is filled with the field's label (text `field-<name>`) and, for a row, its number.
    """
    values = dict(problem.values)
    field = values.pop("field", "")
    row = values.pop("row", "")
    label = data.text(folder, f"field-{field}", lang=lang)
    # Rows that are no lines of the table have a text of their own, such as `place-in-scenario`.
    kind = f"place-in-{field.partition('-')[0]}"
    named = kind if data.has_text(folder, kind) else "place-in-row"
    place = data.text(folder, named if row else "place", lang=lang, field=label, row=row)
    return data.text(folder, f"problem-{problem.code}", lang=lang, **{**values, "place": place})


# The same from key to key, until the last of the example's values is changed.
@lru_cache(maxsize=16)
def still_the_example(rows: str = "", *, lang: str, day: date) -> Html:
    """The sentence for a form that still holds a value of the example's. `rows`: the names of such rows, as far as the
    calculator has any; fields are not named, they are marked themselves."""
    where = data.text("", "rows-in-brackets", lang=lang, rows=rows) if rows else ""
    said = data.text("", "still-the-example", lang=lang, rows=where, day=day.isoformat())
    return element("p", class_="calc-example")(said)
