"""What a report prints of its sources: title in its own language and ours where asked for, publisher, grade, the day
read.

Where many have numbers, those of one grade, day and way of reading are grouped, so that neither is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from calculators import data
from calculators.html import Html, element, fragment, whole_days
from calculators.report.paper import FOLDER, HTML_LANG, Paper

Entry = dict[str, Any]


def _known() -> dict[str, Entry]:
    return {entry["id"]: entry for entry in data.table(FOLDER, "sources.toml")["source"]}


def cited(names: Iterable[str]) -> list[str]:
    """Those of a value's sources that a report names:
    no rule of our own, and none of grade D, which no figure rests on."""
    known = _known()
    return [name for name in names if name in known]


def _groups(names: Iterable[str]) -> list[list[Entry]]:
    """Each source once: by grade, then with those read on the same day, else in the order in which they are named."""
    known = _known()
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for name in dict.fromkeys(names):
        entry = known[name]
        groups.setdefault((entry["grade"], str(entry["read"]), entry["how"]), []).append(entry)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def numbers(names: Iterable[str]) -> dict[str, int]:
    """The number of each of these sources in `numbered`, from 1."""
    return {
        entry["id"]: number for number, entry in enumerate([one for group in _groups(names) for one in group], start=1)
    }


def _each(entry: Entry, part: str, paper: Paper) -> Html:
    """The part in every language of the report, once where it is the same;
    marked where it is not in the report's first."""
    texts = dict.fromkeys([entry[f"{part}_{lang}"] for lang in paper.langs])
    marked: list[object] = []
    for text in texts:
        lang = "zh" if any(character >= "\u3400" for character in text) else "en"
        marked += [
            " / " if marked else None,
            text if lang == paper.langs[0] else element("span", lang=HTML_LANG[lang])(text),
        ]
    return fragment(marked)


def _title(entry: Entry, paper: Paper) -> Html:
    return element("cite", _each(entry, "title", paper))


def _read(entry: Entry, paper: Paper) -> Html:
    is_live = fragment(" · ", paper.say("source-live")) if entry["how"] == "live" else None
    return fragment(entry["grade"], " · ", whole_days(entry["read"]), is_live)


def listed(names: Iterable[str], paper: Paper) -> list[Html]:
    """One entry a source, in the order in which they are named."""
    known = _known()
    return [
        fragment(_title(entry, paper), " · ", _each(entry, "publisher", paper), " · ", _read(entry, paper))
        for entry in [known[name] for name in names]
    ]


def _numbered(entry: Entry, number: int, paper: Paper) -> Html:
    # A law is known by its title; whose a report or a page is, its title does not say.
    publisher = None if entry["is_rule"] else fragment(" · ", _each(entry, "publisher", paper))
    return fragment(
        " ",
        element("span", class_="report-source")(element("strong", f"[{number}]"), " ", _title(entry, paper), publisher),
    )


def numbered(names: Iterable[str], paper: Paper) -> list[Html]:
    """One entry a grade;
    in it each source under its number, after the day on which it and those beside it were read."""
    given = numbers(names := list(names))
    found: dict[str, list[Html]] = {}
    for group in _groups(names):
        entries = [_numbered(entry, given[entry["id"]], paper) for entry in group]
        read = element("strong", _read(group[0], paper))
        beside = found.setdefault(group[0]["grade"], [])
        beside.append(fragment(" " if beside else None, read, entries))
    return [fragment(entries) for entries in found.values()]
