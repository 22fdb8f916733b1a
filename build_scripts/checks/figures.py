"""A figure that a text takes from a parameter is drawn from it (`{borrowing-cost.lpr:decimals1}%`) or tied to it.

Every gap can be filled. Where a text cites a parameter's source, its figure is not typed by hand. A calculator's text,
which has no such gaps, names the parameters that its figures are of (`figures = ["repayment-habit.years-kept"]`), and
holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.pages.method import MethodError
from build_scripts.pages.method import texts as method_texts
from build_scripts.reading.figures import FIGURE, figures
from build_scripts.reading.guides import FOOTNOTE, Fault, Page
from build_scripts.reading.ledger import read_toml
from build_scripts.reading.parameters import (
    GAP,
    OWN_METHOD,
    GapError,
    figure,
    filled_gap,
    in_force,
    number,
    parameters,
    with_figures,
)
from build_scripts.reading.places import LANGUAGES, LEDGER, ROOT, relative
from build_scripts.reading.toml_lines import entry_line, table_line
from calculators.register import CALCULATORS

_OPEN = re.compile(r"\{[a-z-]+\.[^{}\s]*\}")
# A point, a row, a box's line or an empty line begins what its footnotes speak for.
_BEGINS = re.compile(r"\s*(?:$|[-*] |\d+\. |: |\||#)")
_CLAIM_TEXTS = ("omits", "reason")


@dataclass(frozen=True)
class Typed:
    """How a parameter's figure looks where it is typed by hand, in one language, and the sources beside it."""

    name: str
    pattern: re.Pattern[str]
    sources: frozenset[str]
    lang: str


def check_figures(guides: Mapping[str, Sequence[Page]], *, ledger: Path = LEDGER) -> list[Fault]:
    known = tuple(_typed())
    pages = [page for pages in guides.values() for page in pages]
    return [
        *(fault for page in pages for fault in _gaps(page.typed, page.file)),
        *(fault for page in pages for fault in _by_hand(page, known)),
        *(fault for path in sorted(ledger.glob("*.toml")) for fault in _gaps(path.read_text("utf-8"), relative(path))),
        *_claims(ledger / "claims.toml", known),
        *_notes(),
        *_calculator_texts(known),
    ]


def _gaps(text: str, file: str) -> Iterator[Fault]:
    for row, line in enumerate(text.split("\n"), 1):
        for found in _OPEN.finditer(line) if "{" in line else ():
            gap = GAP.fullmatch(found.group())
            if gap is None:
                yield Fault(file, row, f"'{found.group()}' is no gap; one is written {{borrowing-cost.lpr:decimals1}}")
                continue
            try:
                filled_gap(gap)
            except GapError as error:
                yield Fault(file, row, str(error))


@cache
def _unit(calculator: str, name: str, lang: str) -> str:
    """The unit right behind the figure, from the method page's words for it: '%', ' years', '年'."""
    try:
        words = method_texts(calculator).get("parameter", {}).get(name, {})
    except MethodError:
        return ""  # checks/method.py says so.
    found = re.search(r"\{value\}\s?(%|[A-Za-z]+|\S)", str(words.get(f"value_{lang}", "")))
    return found.group(1) if found else ""


def _pattern(value: str, unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,×-]){re.escape(value)}(?:\.0+)?\s?{re.escape(unit)}")


def _typed() -> Iterator[Typed]:
    for calculator in CALCULATORS:
        for name, row in parameters(calculator).items():
            # An older figure beside the newer one's source is typed by hand as well.
            sources = frozenset(source for entry in row["values"] for source in entry.get("source", ()))
            sources -= {OWN_METHOD}
            for entry in row["values"]:
                if not isinstance(entry.get("value"), int):
                    continue
                for lang in LANGUAGES:
                    if sources and (unit := _unit(calculator, name, lang)):
                        pattern = _pattern(number(figure(row, entry)), unit)
                        yield Typed(f"{calculator}.{name}", pattern, sources, lang)
    for each in figures().values():
        for lang in LANGUAGES:
            yield Typed(f"{FIGURE}.{each.id}", each.typed(lang), frozenset(each.sources), lang)


def _found(text: str, cited: set[str], lang: str, known: Sequence[Typed]) -> dict[str, re.Match[str]]:
    """The parameters whose figure is typed in the text, which cites their source."""
    return {
        each.name: match
        for each in known
        if each.lang == lang and each.sources & cited and (match := each.pattern.search(text))
    }


def _by_hand(page: Page, known: Sequence[Typed]) -> Iterator[Fault]:
    """Piece by piece of the file: a paragraph, a point, a row of a table."""
    lines = page.typed.split("\n")
    first = 0
    for row in range(1, len(lines) + 1):
        if row < len(lines) and not _BEGINS.match(lines[row]):
            continue
        piece = "\n".join(lines[first:row])
        bare = FOOTNOTE.sub("", GAP.sub("", piece))
        cited = set(FOOTNOTE.findall(with_figures(piece)))
        for name, match in _found(bare, cited, page.lang, known).items():
            line = first + 1 + bare.count("\n", 0, match.start())
            yield Fault(page.file, line, _said(match, name))
        yield from _old_sources(piece, cited, page.file, first + 1)
        first = row


def _old_sources(piece: str, cited: set[str], file: str, line: int) -> Iterator[Fault]:
    """A figure drawn from the newest value beside the source of an older one alone."""
    for gap in GAP.finditer(piece):
        calculator, product, day, form, _ = gap.groups()
        if calculator == FIGURE or day is not None or form in ("from", "checked"):
            continue
        with suppress(GapError):  # _gaps says so.
            for name in product.split("×"):
                now = set(in_force(calculator, name)["source"]) - {OWN_METHOD}
                ever = {source for entry in parameters(calculator)[name]["values"] for source in entry["source"]}
                if now and not cited & now and (old := sorted(cited & (ever - now))):
                    message = (
                        f"{gap.group()} shows a value that rests on {', '.join(sorted(now))},"
                        f" and {', '.join(old)} is cited; "
                        f"please cite its own, or write {{{calculator}.{name}:sources}}"
                    )
                    yield Fault(file, line + piece.count("\n", 0, gap.start()), message)


def _said(match: re.Match[str], name: str) -> str:
    if name.startswith(f"{FIGURE}."):
        return (
            f"'{match.group()}' is typed by hand beside the source of {name}; write {{{name}}} for the number,"
            f" or {{{name}:wan}} for ten thousands of it, so that every page says the same"
        )
    return (
        f"'{match.group()}' is typed by hand beside the source of {name};"
        f" write {{{name}}}, or {{{name}@2026-01-20}} where the "
        "text speaks of the value of that day, so that no page says an old value as if it held"
    )


def _claims(path: Path, known: Sequence[Typed]) -> Iterator[Fault]:
    text = path.read_text("utf-8")
    for number_, claim in enumerate(read_toml(path).get("claim", [])):
        for lang in LANGUAGES:
            for field in (f"{each}_{lang}" for each in _CLAIM_TEXTS):
                bare = GAP.sub("", str(claim.get(field, "")))
                for name, match in _found(bare, set(claim.get("sources", ())), lang, known).items():
                    yield Fault(relative(path), entry_line(text, "claim", number_, field), _said(match, name))


def _notes() -> Iterator[Fault]:
    """A note's own figure is its entry's `{value}` and its day `{from}`, so that a note copied to a new value says the
    new ones; both languages have the same gaps, and so have the notes of one parameter."""
    for calculator, known in CALCULATORS.items():
        path = ROOT / "calculators" / known.folder / "parameters.toml"
        text = path.read_text("utf-8")
        for name, row in parameters(calculator).items():
            values = {number(figure(row, entry)) for entry in row["values"] if isinstance(entry.get("value"), int)}
            days = {str(entry["from"]) for entry in row["values"]}
            earlier: set[str] = set()
            for place, entry in enumerate(row["values"]):
                for lang in LANGUAGES:
                    for message in _note(entry, lang, values, days, _unit(calculator, name, lang), earlier):
                        line = entry_line(text, f"{name}.values", place, lang)
                        yield Fault(relative(path), line, f"'{name}' from {entry['from']}: its note {message}")
                earlier |= {gap for lang in LANGUAGES for gap in _note_gaps(entry, lang)}


def _note_gaps(entry: Mapping[str, Any], lang: str) -> set[str]:
    return set(re.findall(r"\{(value|from)[:}]", str(entry.get(lang, ""))))


def _note(
    entry: Mapping[str, Any], lang: str, values: set[str], days: set[str], unit: str, earlier: set[str]
) -> Iterator[str]:
    note = str(entry.get(lang, ""))
    for value in values if unit else ():
        if match := _pattern(value, unit).search(note):
            yield f"says '{match.group()}'; write {{value}} for the figure"
    yield from (f"says '{day}'; write {{from}} for the day" for day in sorted(days) if day in note)
    other = next(each for each in LANGUAGES if each != lang)
    wanted = earlier | _note_gaps(entry, other)
    if lacking := sorted(wanted - _note_gaps(entry, lang)):
        where = "that of an earlier value" if earlier.intersection(lacking) else f"the one in {other}"
        yield f"in {lang} has no {', '.join(f'{{{gap}}}' for gap in lacking)}, as {where} has; please say its own"


def _calculator_texts(known: Sequence[Typed]) -> Iterator[Fault]:
    for calculator in CALCULATORS.values():
        folder = ROOT / "calculators" / calculator.folder
        sources = {
            str(item["id"]): set(item.get("sources", ()))
            for item in read_toml(folder / "parameters.toml").get("item", ())
        }
        for path in (folder / "texts.toml", folder / "building/fields.toml"):
            text = path.read_text("utf-8")
            for key, words in read_toml(path).items():
                yield from _text(key, words, sources.get(key.rpartition("-")[0], set()), known, text, relative(path))


def _text(
    key: str, words: Mapping[str, Any], cited: set[str], known: Sequence[Typed], text: str, file: str
) -> Iterator[Fault]:
    tied = words.get("figures", [])
    for name in tied:
        calculator, _, parameter = str(name).partition(".")
        if calculator == FIGURE:
            yield from _tied_figure(key, words, parameter, text, file)
            continue
        try:
            entry = in_force(calculator, parameter)
            row = parameters(calculator)[parameter]
            value = number(figure(row, entry))
        except GapError as error:
            yield Fault(file, table_line(text, key, "figures"), f"'{key}': {error}")
            continue
        others = {number(figure(row, each)) for each in row["values"]} - {value}
        for lang in LANGUAGES:
            said, unit = str(words.get(lang, "")), _unit(calculator, parameter, lang)
            still = [other for other in sorted(others) if _pattern(other, unit).search(said)]
            if still or not _pattern(value, unit).search(said):
                message = (
                    f"'{key}' is tied to {name}, which is {value} since {entry['from']}, and "
                    f"{f'still says {still[0]}' if still else f'does not say {value}'} in {lang};"
                    " please write the figure that holds"
                )
                yield Fault(file, table_line(text, key, lang), message)
    for lang in LANGUAGES:
        for name, match in _found(str(words.get(lang, "")), cited, lang, known).items():
            if not _is_tied(name, tied):
                message = (
                    f"'{key}' says '{match.group()}' and its item cites the source of {name}; tie it:"
                    f' figures = ["{name}"]'
                )
                yield Fault(file, table_line(text, key, lang), message)


def _is_tied(name: str, tied: Sequence[str]) -> bool:
    """Two figures of one source may be the same number; the text is tied to that of which it speaks."""

    def value(each: str) -> object:
        kind, _, figure_id = str(each).partition(".")
        return figures()[figure_id].value if kind == FIGURE and figure_id in figures() else each

    return value(name) in [value(each) for each in tied]


def _tied_figure(key: str, words: Mapping[str, Any], name: str, text: str, file: str) -> Iterator[Fault]:
    if name not in figures():
        message = f"'{key}': docs/ledger/figures.toml has no figure '{name}'; it has {', '.join(figures())}"
        yield Fault(file, table_line(text, key, "figures"), message)
        return
    for lang in LANGUAGES:
        if not figures()[name].typed(lang).search(str(words.get(lang, ""))):
            message = (
                f"'{key}' is tied to {FIGURE}.{name}, which is {number(figures()[name].value)},"
                f" and does not say so in {lang}; please write the figure that holds"
            )
            yield Fault(file, table_line(text, key, lang), message)
