"""Formulas and figures of the method page, as Markdown made from the calculators' own data.

`<div data-method="utilisation-formulas"></div>` is replaced by calculators/utilisation/building/method.toml's formulas,
`-parameters` for parameters.toml as a table, `-example` for the worked example, `-changes` for the versions of the
method. The page is filled before it is read (reading/guides.py), so that sources, search, parity and the catalogue see
what a reader sees.
"""

from __future__ import annotations

import tomllib
import traceback
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.pages.mathml import FormulaError, mathml
from build_scripts.pages.worked_examples import Values, filled, plain_markdown, values
from build_scripts.reading.guides import FillError
from build_scripts.reading.parameters import GapError, cited, figure, number
from build_scripts.reading.places import ROOT
from build_scripts.reading.words import words
from calculators import data
from calculators.html import element
from calculators.register import CALCULATORS


class MethodError(FillError):
    """A part of the method page that cannot be made; the message names the file and what is wrong."""


@cache
def texts(calculator: str) -> dict[str, Any]:
    """calculators/<folder>/building/method.toml. Raises MethodError."""
    path = ROOT / "calculators" / CALCULATORS[calculator].folder / "building/method.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise MethodError(f"{path.relative_to(ROOT)}: {error}") from error


def parts(calculator: str) -> dict[str, Callable[[str], str]]:
    """The fillings of a calculator by the marker's name: a language to Markdown. Raises MethodError."""
    found: dict[str, Callable[[str], str]] = {
        "formulas": lambda lang: formulas(calculator, lang),
        "parameters": lambda lang: parameter_table(calculator, lang),
        "example": lambda lang: example(calculator, lang),
        "changes": lambda lang: changes(calculator, lang),
    }
    if not parameters(calculator):
        del found["parameters"]
    for name, row in texts(calculator).get("parameter", {}).items():
        if "columns" in row:
            found[name] = lambda lang, name=name: list_table(calculator, name, lang)  # type: ignore[misc]
    if "item" in data.data(CALCULATORS[calculator].folder)[0]:
        for audience in dict.fromkeys(
            str(item["audience"]) for item in data.data(CALCULATORS[calculator].folder)[0]["item"]
        ):
            found[f"items-{audience}"] = lambda lang, audience=audience: items(calculator, audience, lang)  # type: ignore[misc]
    return {f"{calculator}-{name}": part for name, part in found.items()}


def method_markdown(name: str, lang: str) -> str:
    """The Markdown that replaces the marker. Raises MethodError."""
    calculator = next((each for each in CALCULATORS if name.startswith(f"{each}-")), "")
    known = parts(calculator) if calculator else {}
    if name not in known:
        raise MethodError(
            f"data-method is '{name}'; it can be {', '.join(known) or 'a calculator and one of its parts'}"
        )
    try:
        return known[name](lang)
    except Exception as error:
        # The calculator's own code has run, which somebody may be in the middle of changing.
        is_ours = isinstance(error, FormulaError | GapError)
        said = str(error) if is_ours else f"the worked example could not be worked out: {_with_place(error)}"
        raise MethodError(f"calculators/{CALCULATORS[calculator].folder}/building/method.toml: {said}") from error


def _with_place(error: Exception) -> str:
    """The error with the last line of ours that it came from."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.startswith(str(ROOT))]
    place = f" ({Path(frames[-1].filename).relative_to(ROOT)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def formulas(calculator: str, lang: str) -> str:
    """Each formula typeset, and below it the same in words; words alone where there is nothing to typeset."""
    known = values(calculator)
    found: list[str] = []
    for row in texts(calculator)["formula"]:
        if "math" in row:
            found.append(
                element("div", class_="cl-formula")(mathml(filled(row["math"], known, lang).replace("\\", "")))
            )
        found.append(filled(row[lang], known, lang))
    return "\n\n".join(found)


def example(calculator: str, lang: str) -> str:
    known = values(calculator)
    points = (f": {filled(row[lang], known, lang)}" for row in texts(calculator)["example"])
    return "\n".join((words("guides", lang)["box-example"], *points))


def changes(calculator: str, lang: str) -> str:
    """The versions of the method, the newest first."""
    rows = sorted(
        data.data(CALCULATORS[calculator].folder)[0][data.METHOD]["changes"], key=lambda row: -int(row["version"])
    )
    return _table(
        [words("method", lang)[name] for name in ("version", "day", "change")],
        ([str(row["version"]), str(row["day"]), plain_markdown(row[lang])] for row in rows),
    )


def parameter_table(calculator: str, lang: str) -> str:
    """Every parameter of parameters.toml:
    its value with its unit, start, source and note, and the day it was checked."""
    return _table(
        [words("method", lang)[name] for name in ("parameter", "value", "start", "source", "checked")],
        _parameter_rows(calculator, lang),
    )


def _parameter_rows(calculator: str, lang: str) -> Iterator[list[str]]:
    known = values(calculator)
    for name, row in parameters(calculator).items():
        if name not in texts(calculator).get("parameter", {}):
            raise GapError(
                f"the parameter '{name}' has no words; please add [parameter.{name}] with zh, en, value_zh and value_en"
            )
        said = texts(calculator)["parameter"][name]
        for entry in row.get("values", [row]):
            end = f"–{entry['until']}" if "until" in entry else ""
            own = _own(row, entry)
            value, note = filled(said[f"value_{lang}"], {**known, **own}, lang), _note(row, entry, own, lang)
            yield [said[lang], value, f"{entry['from']}{end}", note, str(entry["checked"])]


def parameters(calculator: str) -> dict[str, dict[str, Any]]:
    """The tables of parameters.toml that hold a value from the world or of our own, with its start."""
    rows = data.data(CALCULATORS[calculator].folder)[0]
    return {name: row for name, row in rows.items() if isinstance(row, dict) and ("values" in row or "from" in row)}


def _own(row: Mapping[str, Any], entry: Mapping[str, Any]) -> Values:
    """What a note and the words for the value may show of this entry:
    its value, where that is a number, and its start."""
    own: Values = {"from": str(entry["from"])}
    if isinstance(entry.get("value"), int):
        own["value"] = figure(row, entry)
    return own


def _note(row: Mapping[str, Any], entry: Mapping[str, Any], own: Values, lang: str) -> str:
    """The entry's own note, and beside the newest one what is said of the parameter as a whole."""
    is_newest = entry is row or entry["from"] == max(each["from"] for each in row["values"])
    notes = [entry.get(lang, "")] if entry is row or not is_newest else [entry.get(lang, ""), row.get(lang, "")]
    joint = "" if lang == "zh" else " "
    return filled(plain_markdown(joint.join(filter(None, notes))), own, lang) + cited(entry["source"])


def list_table(calculator: str, name: str, lang: str) -> str:
    """A parameter that is a list of rows, as a table; a column with `range` counts from the row above."""
    said = texts(calculator)["parameter"][name]
    entry = data.data(CALCULATORS[calculator].folder)[0][name]["values"][-1]
    rows = []
    before = 0
    for each in entry["value"]:
        cells = []
        for column in said["columns"]:
            value = each[column["field"]]
            cells.append(f"{before + 1}–{value}" if column.get("range") else number(Fraction(value)))
            before = value if column.get("range") else before
        rows.append(cells)
    return _table([column[lang] for column in said["columns"]], rows)


def items(calculator: str, audience: str, lang: str) -> str:
    """The checklist's items of one audience in their order: the effect, effort and basis of each."""
    from calculators.checklist.calculator import items_for

    folder = CALCULATORS[calculator].folder
    days = {item["id"]: str(item["checked"]) for item in data.data(folder)[0]["item"]}

    def word(key: str) -> str:
        return plain_markdown(data.text(folder, key, lang=lang))

    return _table(
        [words("method", lang)[name] for name in ("item", "effect", "effort", "basis", "checked")],
        (
            [
                word(f"{item.id}-what"),
                word(f"effect-{item.effect.replace(' ', '-')}"),
                word(f"effort-{item.effort}"),
                word(f"basis-{item.basis}") + cited(list(item.sources)),
                days[item.id],
            ]
            for item in items_for(audience)
        ),
    )


def _table(head: list[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
