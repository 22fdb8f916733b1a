"""The table of figures that several texts say (docs/ledger/figures.toml) is whole, and no text types one of them.

checks/figures.py finds one typed beside its source; here those are found that speak of it without one, whatever number
they say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from build_scripts.reading.figures import FIGURE, FIGURES, TEN_THOUSAND, WAN, SaidFigure, read_figures
from build_scripts.reading.guides import FOOTNOTE, Fault, Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.parameters import GAP, number
from build_scripts.reading.places import LANGUAGES, LEDGER, ROOT, relative
from build_scripts.reading.toml_lines import entry_line
from build_scripts.reading.words import WORDS

_FIELDS = frozenset({"id", "value", "sources", "zh", "en", "said_zh", "said_en"})
_NEEDED = _FIELDS - {"said_zh", "said_en"}
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
# What we say of the past there stays as it was said.
_OF_THE_PAST = frozenset({"changes.toml", "figures.toml"})


def check_said_figures(
    guides: Mapping[str, Sequence[Page]],
    ledger: Ledger,
    *,
    path: Path = FIGURES,
    folder: Path = LEDGER,
    calculators: Path = ROOT / "calculators",
    written: Path = WORDS,
) -> list[Fault]:
    text = path.read_text("utf-8")
    faults = list(_as_written(text, relative(path), {source.id for source in ledger.sources}))
    if faults:
        return faults
    known = read_figures(text)
    drawing = {
        **{page.file: (page.lang, page.typed) for pages in guides.values() for page in pages},
        **{
            relative(each): ("", each.read_text("utf-8"))
            for each in [*sorted(folder.glob("*.toml")), *sorted(written.rglob("*.toml"))]
            if each.name not in _OF_THE_PAST
        },
    }
    tied = {
        relative(each): ("", each.read_text("utf-8"))
        for name in ("texts", "fields", "parameters", "cases")
        for each in sorted(calculators.rglob(f"{name}.toml"))
    }
    drawn = {match.group(2) for _, each in drawing.values() for match in GAP.finditer(each) if match[1] == FIGURE}
    for row, name in enumerate(known):
        if name not in drawn:
            message = f"no text draws '{name}'; please write {{{FIGURE}.{name}}} where it is said, or take it out"
            faults.append(Fault(relative(path), entry_line(text, "figure", row), message))
    for file, (lang, each) in drawing.items():
        faults += _spoken(each, file, lang, known, is_drawing=True)
    for file, (lang, each) in tied.items():
        faults += _spoken(each, file, lang, known, is_drawing=False)
    return faults


def _as_written(text: str, file: str, sources: set[str]) -> Iterator[Fault]:
    try:
        rows = tomllib.loads(text).get("figure", [])
    except tomllib.TOMLDecodeError as error:
        yield Fault(file, 0, f"this could not be read: {error}")
        return
    seen: set[str] = set()
    for place, row in enumerate(rows):
        for message in _row(row, sources, seen):
            yield Fault(file, entry_line(text, "figure", place), f"'{row.get('id', '?')}': {message}")
        seen.add(str(row.get("id")))


def _row(row: Mapping[str, Any], sources: set[str], seen: set[str]) -> Iterator[str]:
    if lacking := sorted(_NEEDED - row.keys()):
        yield f"it lacks {', '.join(lacking)}"
        return
    if extra := sorted(row.keys() - _FIELDS):
        yield f"unknown field {', '.join(extra)}; known are {', '.join(sorted(_FIELDS))}"
    if row["id"] in seen or not _ID.fullmatch(str(row["id"])):
        yield "an id is words of small letters joined by hyphens, and stands once"
    if not re.fullmatch(r"\d+(?:\.\d+)?", str(row["value"])) or isinstance(row["value"], float):
        yield f'value is {row["value"]!r}; it is a whole number, or a decimal in quotes such as "5.475"'
    if not row["sources"] or not set(row["sources"]) <= sources:
        yield f"sources are ids of sources.toml, at least one; here stands {row['sources']}"
    for lang in LANGUAGES:
        if str(row[lang]).count("#") != 1:
            yield f"{lang} has one #, which is the number"
        for pattern in row.get(f"said_{lang}", ()):
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"said_{lang}: '{pattern}' is no pattern ({error})"
            if pattern.count("#") != 1:
                yield f"said_{lang}: '{pattern}' has one #, which is the number"


def _spoken(text: str, file: str, lang: str, known: Mapping[str, SaidFigure], *, is_drawing: bool) -> Iterator[Fault]:
    """A number typed where the text speaks of a figure; where a text cannot draw, one that is not the figure."""
    bare = FOOTNOTE.sub("", GAP.sub("", text))
    for figure in known.values():
        for each in LANGUAGES if not lang else (lang,):
            for pattern in figure.spoken(each):
                for match in pattern.finditer(bare):
                    if message := _said(match, figure, is_drawing=is_drawing):
                        yield Fault(file, bare.count("\n", 0, match.start("number")) + 1, message)


def _said(match: re.Match[str], figure: SaidFigure, *, is_drawing: bool) -> str:
    read = Fraction(match["number"].replace(",", ""))
    if match.string[match.end("number") :].lstrip().startswith(WAN):
        read *= TEN_THOUSAND
    known = f"{figure.id} of docs/ledger/figures.toml, which is {number(figure.value)}"
    if is_drawing:
        return f"'{match.group()}' types the figure {known}; please write {{{FIGURE}.{figure.id}}} for the number"
    return "" if read == figure.value else f"'{match.group()}' speaks of {known}; please say the same here"
