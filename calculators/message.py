"""Puts a field's problem into words: its name, the text that was read, and what would be right."""

from __future__ import annotations

from calculators import data
from calculators.form import Problem


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
