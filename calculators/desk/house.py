"""The panel of house rules: the site's own points and target as a form, and the form as the file `house.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculators import data
from calculators.desk.columns import FOLDER
from calculators.desk.rules import Rules
from calculators.html import Html, element, fragment, void

_SELF_CHECK = "repayment_habit"
_POINTS = ("up_to_months_ago", "per_digit", "for_m")
_MOST_BANDS = 4


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def _own(day: date) -> tuple[str, list[list[str]]]:
    """The months that the site's own self-check needs, and its points, as they stand in the form."""
    parameters = data.data(_SELF_CHECK)[0]
    needed, points = (data.value_near(parameters[name], day)[0] for name in ("months-needed", "late-points"))
    return str(needed), [[str(band[key]) for key in _POINTS] for band in points]


def toml_of(values: Mapping[str, Any], day: date) -> str:
    """The form as the file that the command takes too; what is as on this site is left out."""
    needed, points = _own(day)
    target = str(values["target"]).strip()
    asked_needed = str(values["months-needed"]).strip()
    asked_points = [[str(cell).strip() for cell in band] for band in values["late-points"] if any(band)]
    lines = ["[utilisation]", f"target = {_quoted(target)}"] if target else []
    own = [] if asked_needed in ("", needed) else [f"months-needed = {_number(asked_needed)}"]
    if asked_points and asked_points != points:
        bands = (
            ", ".join(f"{key} = {_number(cell)}" for key, cell in zip(_POINTS, band, strict=True))
            for band in asked_points
        )
        own += ["late-points = [", *(f"    {{ {band} }}," for band in bands), "]"]
    return "".join(f"{line}\n" for line in [*lines, *(["[self-check]", *own] if own else [])])


def _number(text: str) -> str:
    """The number as typed; anything else as a text, of which the reader of the file says that it is no number."""
    return str(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else _quoted(text)


def _quoted(text: str) -> str:
    plain = "".join(each for each in text if each.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def panel(rules: Rules, lang: str, *, day: date) -> Html:
    """The form, filled with these rules and, where they say nothing, the site's own."""
    needed, points = _own(day)
    if rules.late_points is not None:
        points = [[str(band[key]) for key in _POINTS] for band in rules.late_points]
    points += [[""] * len(_POINTS)] * (_MOST_BANDS - len(points))
    needed = needed if rules.months_needed is None else str(rules.months_needed)
    return fragment(
        element("p", _text("house-what", lang)),
        element("p", class_="desk-buttons")(
            _field(_text("house-target", lang), "target", rules.target),
            _field(_text("house-months-needed", lang), "months-needed", needed),
        ),
        element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=_text("house-points", lang))(
            element("table")(
                element("caption", _text("house-points", lang)),
                element("thead", element("tr", (
                    element("th", scope="col")(_text(f"house-{key}", lang)) for key in _POINTS
                ))),
                element("tbody", (_band(at, band, lang) for at, band in enumerate(points))),
            )
        ),
    )  # fmt: skip


def _field(label: str, name: str, value: str) -> Html:
    field = void("input", type="text", data_rule=name, value=value, size="6", autocomplete="off")
    return element("label", element("span", label), field)


def _band(at: int, band: Sequence[str], lang: str) -> Html:
    return element("tr")(
        (
            element("td")(
                void(
                    "input",
                    type="text",
                    inputmode="numeric",
                    data_rule="late-points",
                    value=cell,
                    size="4",
                    autocomplete="off",
                    aria_label=_text("house-cell", lang, what=_text(f"house-{key}", lang), number=str(at + 1)),
                )
            )
            for key, cell in zip(_POINTS, band, strict=True)
        )
    )
