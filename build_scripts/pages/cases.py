"""The worked cases of a calculator: fictional people whose forms open with one click, with the results beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import ROOT
from build_scripts.reading.words import words
from calculators import answer
from calculators.figure import shown_money, shown_percent
from calculators.html import Html, element
from calculators.ratio import Ratio
from calculators.register import CALCULATORS

# Of a frame where nothing tells it its height: a form and its first result.
EMBED_HEIGHT = 900


@dataclass(frozen=True)
class Case:
    """A fictional person's form; `id` is part of an address and is for ever."""

    id: str
    day: str
    form: dict[str, str | list[str]]
    title: dict[str, str]
    story: dict[str, str]


@cache
def _read(calculator: str) -> dict[str, Any]:
    return read_toml(ROOT / "calculators" / CALCULATORS[calculator].folder / "building/cases.toml")


@cache
def cases(calculator: str) -> tuple[Case, ...]:
    """The calculator's cases, in the order in which they are shown."""
    return tuple(
        Case(
            row["id"],
            str(row["day"]),
            row["form"],
            {"zh": row["zh"], "en": row["en"]},
            {"zh": row["story_zh"], "en": row["story_en"]},
        )
        for row in _read(calculator)["case"]
    )


def anchor(calculator: str, case: Case) -> str:
    """The case's place on the page."""
    return f"case-{calculator}-{case.id}"


def filled_form(calculator: str, case: Case) -> dict[str, str | list[str]]:
    """The case's form with the example's marks: it is nobody's own figures until a field is changed."""
    known = CALCULATORS[calculator].module("building.fields").example_form()
    form = dict(case.form)
    for field, value in case.form.items():
        if f"{field}-example" in known:
            is_one = isinstance(value, str) or not isinstance(known[f"{field}-example"], list)
            form[f"{field}-example"] = "yes" if is_one else ["yes" if each else "" for each in value]
    if "line-example" in known:
        form["line-example"] = ["yes"] * len(case.form["line-limit"])
    return form


def results(calculator: str, case: Case, lang: str) -> list[tuple[str, str]]:
    """(what it is, the figure as people read it) for the figures that this case has."""
    figures = answer(calculator, case.form, lang=lang, day=case.day)
    found = []
    for row in _read(calculator)["figure"]:
        value = figures.get(row["name"])
        if isinstance(value, str):
            found.append((row[lang], _shown(value, row["as"], lang)))
    return found


def _shown(value: str, kind: str, lang: str) -> str:
    if kind == "percent":
        exact = Fraction(value)
        return shown_percent(Ratio(exact.numerator, exact.denominator), lang=lang)
    if kind == "money":
        return shown_money(int(Fraction(value) * 100), lang=lang)
    return value


def opening(case: Case, calculator: str) -> str:
    """The case's form and day, as the page's script fills them in."""
    return json.dumps({"form": filled_form(calculator, case), "day": case.day}, ensure_ascii=False)


def note(calculator: str, lang: str) -> str:
    """What has to be said beside every case of the calculator, if anything."""
    return str(_read(calculator).get("note", {}).get(lang, ""))


def case_list(calculator: str, lang: str) -> Html:
    """The cases with a button each; the page's script fills the form from `data-case`."""
    texts = words("cases", lang)
    return element("div", class_="calc-cases")(
        element("p", class_="calc-title")(texts["title"]),
        element("p", class_="calc-note")(texts["note"]),
        element("ul", (_item(calculator, case, lang) for case in cases(calculator))),
    )


def _item(calculator: str, case: Case, lang: str) -> Html:
    texts = words("cases", lang)
    said = note(calculator, lang)
    place = anchor(calculator, case)
    # As beside a heading: a plain link, which opens what can be done with the short address where scripts run.
    sign = element("a", class_="headerlink", href=f"#{place}", title=texts["sign"], data_height=str(EMBED_HEIGHT))("#")
    return element("li", id=place)(
        element("p", element("b", case.title[lang]), " ", sign),
        element("p", case.story[lang]),
        element(
            "dl",
            (
                element("div", element("dt", name), element("dd", shown))
                for name, shown in results(calculator, case, lang)
            ),
        ),
        element("p", said) if said else None,
        element(
            "p",
            element(
                "button",
                type="button",
                data_action="case",
                data_case=opening(case, calculator),
                aria_label=texts["open-titled"].format(title=case.title[lang]),
            )(texts["open"]),
        ),
    )
