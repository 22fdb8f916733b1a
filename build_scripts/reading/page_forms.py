"""A calculator's form as its page has it: its HTML, filled with the example, and the names of its fields."""

from __future__ import annotations

import re

from calculators.register import CALCULATORS


def form_html(calculator: str) -> str:
    """The form in English; the languages differ in words alone."""
    form = CALCULATORS[calculator].module("building.fields")
    return str(form.fields(lang="en", day=form.EXAMPLE_DAY))


def field_names(html: str) -> list[str]:
    """The names of the form's fields, each once, marks of the example among them."""
    return list(dict.fromkeys(re.findall(r'<(?:input|select|textarea)\b[^>]* name="([^"]+)"', html)))
