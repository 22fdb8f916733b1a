"""The lines of Python that give a result's figures with the wheel that the page's own Python is made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from calculators.form import Form
from calculators.register import Calculator

_WIDTH = 100


def _is_left_out(name: str, value: str | list[str]) -> bool:
    """Flags of the example and empty fields change no figure."""
    return name.endswith("-example") or not (value if isinstance(value, str) else "".join(value))


def _listed(texts: list[str], indent: str) -> str:
    """The list as Python writes it, broken where a line of it would be long."""
    on_one_line = repr(texts)
    if len(on_one_line) <= _WIDTH:
        return on_one_line
    return "[\n" + "".join(f"{indent}    {text!r},\n" for text in texts) + f"{indent}]"


def lines(calculator: str, form: Form, *, lang: str, day: date) -> str:
    """Two statements to paste into Python: the import, and the answer printed.

    Every text is written as `repr` writes it, so that whatever was typed is one string and nothing else.
    """
    fields = []
    for name, value in form.values().items():
        if not _is_left_out(name, value):
            shown = repr(value) if isinstance(value, str) else _listed(value, " " * 8)
            fields.append(f"        {name!r}: {shown},\n")
    filled = "{\n" + "".join(fields) + "    }" if fields else "{}"
    return (
        "from calculators import answer\n\n"
        f"print(answer(\n    {calculator!r},\n    {filled},\n    lang={lang!r},\n    day={day.isoformat()!r},\n))\n"
    )


def part(
    calculator: Calculator, figures: Mapping[str, str], form: Form, given: str, *, lang: str, day: date
) -> dict[str, object]:
    """The part `python`."""
    return {"text": lines(calculator.name, form, lang=lang, day=day)}
