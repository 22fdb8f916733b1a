"""The method page can be made: versions, formulas, names of parameters and worked examples are whole in both languages.

The page shows every part that can be made, in both languages, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from build_scripts.checks.calculators import incomplete
from build_scripts.pages.method import MethodError, method_markdown, parameters, parts, texts
from build_scripts.pages.worked_examples import gaps
from build_scripts.reading.guides import METHOD_MARKER, Fault, Page
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.toml_lines import entry_line, table_line
from calculators import data
from calculators.register import CALCULATORS

PAGE = "calculators/method"


def check_method(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    faults: list[Fault] = []
    known: set[str] = set()
    missing = incomplete()
    for calculator, registered in CALCULATORS.items():
        if calculator in missing:
            continue  # checks/calculators.py says what it lacks.
        folder = registered.folder
        file = f"calculators/{folder}/parameters.toml"
        text = (ROOT / file).read_text("utf-8")
        faults += (
            Fault(file, table_line(text, data.METHOD), message)
            for message in version_faults(data.data(folder)[0].get(data.METHOD))
        )
        try:
            names = parts(calculator)
        except MethodError as error:
            faults.append(Fault(f"calculators/{folder}/building/method.toml", 0, str(error)))
            continue
        known |= names.keys()
        faults += _texts(calculator, f"calculators/{folder}/building/method.toml")
        for name in names:
            for lang in LANGUAGES:
                try:
                    method_markdown(name, lang)
                except MethodError as error:
                    faults.append(
                        Fault(
                            f"calculators/{folder}/building/method.toml",
                            0,
                            f"data-method={name}, {lang}: {str(error).partition(': ')[2]}",
                        )
                    )
    return [*faults, *_markers(guides, known, missing)]


def version_faults(method: Any) -> Iterator[str]:
    """The faults of a [method] table: its version counts from 1, and every version says what changed."""
    if not isinstance(method, dict) or not isinstance(method.get("version"), int) or method["version"] < 1:
        yield "[method] should hold version = 1 or more, a whole number; it counts every change of a figure"
        return
    rows = method.get("changes", [])
    if [row.get("version") for row in rows] != list(range(1, method["version"] + 1)):
        yield f"[[method.changes]] should stand once for each version from 1 to {method['version']}, in that order"
    for row in rows:
        if not isinstance(row.get("day"), date):
            yield f"version {row.get('version')}: 'day' should be the day it began, like 2026-11-23"
        for lang in LANGUAGES:
            if not str(row.get(lang, "")).strip():
                yield f"version {row.get('version')} has no '{lang}'; please say in both languages what changed and why"


def _texts(calculator: str, file: str) -> Iterator[Fault]:
    """Both languages with the same gaps, and no words for a parameter that is not there."""
    rows = texts(calculator)
    text = (ROOT / file).read_text("utf-8")
    pairs = [
        (row, "zh", "en", entry_line(text, kind, number))
        for kind in ("formula", "example")
        for number, row in enumerate(rows.get(kind, []))
    ]
    for name, row in rows.get("parameter", {}).items():
        line = table_line(text, f"parameter.{name}")
        if name not in parameters(calculator):
            yield Fault(
                file,
                line,
                f"there is no parameter '{name}' in parameters.toml; please take [parameter.{name}] out or rename it",
            )
        pairs += [(row, "zh", "en", line), (row, "value_zh", "value_en", line)]
        pairs += [(column, "zh", "en", line) for column in row.get("columns", [])]
    for row, zh, en, line in pairs:
        if not row.get(zh) or not row.get(en):
            yield Fault(file, line, f"'{zh}' and '{en}' should both stand here; the page is written in both languages")
        elif gaps(row[zh]) != gaps(row[en]):
            yield Fault(
                file,
                line,
                f"the gaps are {', '.join(gaps(row[zh])) or 'none'} in {zh} and {', '.join(gaps(row[en])) or 'none'}"
                f" in {en}; please make them equal",
            )


def _markers(guides: Mapping[str, Sequence[Page]], known: set[str], missing: set[str]) -> Iterator[Fault]:
    for pages in guides.values():
        for page in pages:
            seen: set[str] = set()
            for row, line in enumerate(page.body.split("\n"), page.shift + 1):
                marker = METHOD_MARKER.fullmatch(line)
                if marker and any(marker.group(1).startswith(f"{each}-") for each in missing):
                    continue
                if marker and marker.group(1) in {f"{each}-parameters" for each in CALCULATORS} - known:
                    message = (
                        "this calculator has no parameters, so there is no table of them; please take this line out"
                    )
                    yield Fault(page.file, row, message)
                elif marker and marker.group(1) not in known:
                    yield Fault(
                        page.file, row, f"data-method is '{marker.group(1)}'; it can be {', '.join(sorted(known))}"
                    )
                elif marker and marker.group(1) in seen:
                    yield Fault(
                        page.file, row, f"data-method={marker.group(1)} stands twice on this page; please take one out"
                    )
                elif marker:
                    seen.add(marker.group(1))
            if page.name == PAGE and known - seen:
                yield Fault(
                    page.file,
                    0,
                    f"the page does not show {', '.join(sorted(known - seen))};"
                    ' please add <div data-method="…"></div> for each',
                )
