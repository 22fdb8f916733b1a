"""Every text is there in both languages with the same gaps; every value from the world is dated and sourced."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import Ledger, LedgerError, read_toml
from build_scripts.reading.parameters import OWN_METHOD
from build_scripts.reading.places import LANGUAGES, ROOT, relative
from build_scripts.reading.toml_lines import entry_line, table_line
from build_scripts.reading.words import WORDS
from calculators.data import METHOD


def check_texts(ledger: Ledger, *, folder: Path = ROOT / "calculators", written: Path = WORDS) -> list[Fault]:
    """The texts and parameters of the calculators below `folder`,
    and the words that the build writes, below `written`."""
    faults: list[Fault] = []
    sources = {source.id for source in ledger.sources} | {OWN_METHOD}
    for path in sorted([*folder.rglob("texts.toml"), *folder.rglob("fields.toml"), *written.rglob("*.toml")]):
        faults += _read(path, lambda rows, file: _texts(rows, file))
    for path in sorted(folder.rglob("parameters.toml")):
        faults += _read(path, lambda rows, file: _parameters(rows, file, sources))
    return faults


class _File:
    """One TOML file, to name the line of an entry."""

    def __init__(self, path: Path) -> None:
        self.name, self.text = relative(path), path.read_text("utf-8")

    def fault(self, table: str, number: int | None, field: str, message: str) -> Fault:
        line = table_line(self.text, table, field) if number is None else entry_line(self.text, table, number, field)
        return Fault(self.name, line, message)


def _read(path: Path, check: Any) -> list[Fault]:
    try:
        return list(check(read_toml(path), _File(path)))
    except LedgerError as error:
        return [Fault(relative(path), 0, f"this could not be read: {error}")]


def _texts(rows: Mapping[str, Any], file: _File) -> Iterator[Fault]:
    for key, row in rows.items():
        if not isinstance(row, dict):
            yield file.fault(key, None, "", f"'{key}' stands by itself; a text is [{key}] with zh and en below it")
            continue
        # checks/figures.py looks at `figures`.
        for extra in row.keys() - {*LANGUAGES, "figures"}:
            yield file.fault(key, None, extra, f"'{key}' holds '{extra}'; a text holds zh and en")
        for lang in LANGUAGES:
            if lang not in row or (_blank(row, lang) and not all(_blank(row, other) for other in LANGUAGES)):
                yield file.fault(key, None, "", f"'{key}' has no '{lang}'; every text stands in both languages")
        gaps = {}
        for lang in LANGUAGES:
            try:
                gaps[lang] = _gaps(str(row.get(lang, "")))
            except ValueError as error:
                yield file.fault(
                    key, None, lang, f"'{key}', {lang}: the braces could not be read ({error}); a gap is {{name}}"
                )
        if len(gaps) == len(LANGUAGES) and gaps["zh"] != gaps["en"]:
            zh, en = (", ".join(sorted(gaps[lang])) or "none" for lang in LANGUAGES)
            yield file.fault(
                key, None, "en", f"'{key}': the gaps are {en} in en and {zh} in zh; they are the same in both languages"
            )


def _blank(row: Mapping[str, Any], lang: str) -> bool:
    """Blank in both languages is a joint between two sentences, and right."""
    return not str(row.get(lang, "")).strip()


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _parameters(rows: Mapping[str, Any], file: _File, sources: set[str]) -> Iterator[Fault]:
    for key, row in rows.items():
        if key == METHOD:  # checks/method.py looks at it.
            continue
        if isinstance(row, list):
            for number, entry in enumerate(row):
                yield from _value(entry, entry, file, key, number, sources, unit=False)
        elif isinstance(row, dict) and "values" not in row and not _is_index(row):
            yield from _value(row, row, file, key, None, sources, unit=True)
        elif isinstance(row, dict) and "values" in row:
            if not str(row.get("unit", "")).strip():
                yield file.fault(key, None, "", f"'{key}' has no unit; please say in what it is counted")
            for number, entry in enumerate(row["values"]):
                yield from _value(row, entry, file, f"{key}.values", number, sources, unit=False)
        for part in row if isinstance(row, list) else [row]:
            if isinstance(part, dict) and ("zh" in part) != ("en" in part):
                missing = "en" if "zh" in part else "zh"
                yield file.fault(key, None, "", f"'{key}' has no '{missing}'; a note stands in both languages")
        for number, entry in enumerate(row.get("values", []) if isinstance(row, dict) else []):
            for lang in LANGUAGES:
                if not str(entry.get(lang, "")).strip():
                    message = (
                        f"'{key}' from {entry.get('from')} has no '{lang}'; what a value is and says stands beside it"
                    )
                    yield file.fault(f"{key}.values", number, "", message)


def _is_index(row: Mapping[str, Any]) -> bool:
    """A table that only says where things are: every value a text, none of a parameter's fields."""
    return all(isinstance(value, str) for value in row.values()) and not row.keys() & {
        "unit",
        "from",
        "checked",
        "source",
        "value",
    }


def _value(
    whole: Mapping[str, Any],
    entry: Mapping[str, Any],
    file: _File,
    table: str,
    number: int | None,
    sources: set[str],
    *,
    unit: bool,
) -> Iterator[Fault]:
    name = whole.get("name") or entry.get("id") or table
    if unit and not str(entry.get("unit", "")).strip():
        yield file.fault(table, number, "", f"'{name}' has no unit; please say in what it is counted")
    for field in ("from", "checked"):
        if not isinstance(entry.get(field), date):
            what = "the day it holds from" if field == "from" else "the day someone last looked"
            yield file.fault(
                table,
                number,
                field,
                f"'{name}': '{field}' is {_read_as(entry.get(field))}; it should be {what},"
                " without quotes, like 2026-11-23",
            )
    start, until = entry.get("from"), entry.get("until")
    if "until" in entry and not isinstance(until, date):
        yield file.fault(
            table,
            number,
            "until",
            f"'{name}': 'until' is {_read_as(until)}; it should be the last valid day, like 2026-12-31",
        )
    elif isinstance(start, date) and isinstance(until, date) and until < start:
        yield file.fault(
            table, number, "until", f"'{name}' ends on {until}, before it begins on {start}; please look at both days"
        )
    cited = entry.get("source", entry.get("sources"))
    cited = [cited] if isinstance(cited, str) else cited
    if not cited and entry.get("basis") != "own":
        yield file.fault(
            table,
            number,
            "",
            f"'{name}' has no source; please name a source of sources.toml, or '{OWN_METHOD}' for a rule of ours",
        )
    for wanted in cited or ():
        if wanted not in sources:
            yield file.fault(
                table, number, "source", f"'{name}': there is no source '{wanted}' in docs/ledger/sources.toml"
            )


def _read_as(value: object) -> str:
    return "missing" if value is None else f"'{value}'"
