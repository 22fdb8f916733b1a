"""Every guide's teaching note is whole: both languages say the same, and the guides that it names are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from build_scripts.checks.parity import differing_numbers
from build_scripts.reading.guides import Fault, Page, Section, read_page
from build_scripts.reading.ledger import NEEDS, Ledger, TeachingNote
from build_scripts.reading.places import GUIDES, INDEXES, LEDGER, relative
from build_scripts.reading.toml_lines import entry_line

TEACHING = "teaching.toml"
_MINUTES = range(5, 241)
_NAMES = tuple(guide.removeprefix("guides/") for guide in GUIDES)
_TEXTS = tuple(field.name.removesuffix("_zh") for field in fields(TeachingNote) if field.name.endswith("_zh"))


def check_teaching(ledger: Ledger, *, folder: Path = LEDGER) -> list[Fault]:
    file, text = relative(folder / TEACHING), (folder / TEACHING).read_text("utf-8")
    times = Counter(note.guide for note in ledger.notes)
    return [
        Fault(file, entry_line(text, "note", number, field), f"'{note.guide}': {message}")
        for number, note in enumerate(ledger.notes)
        for field, message in _mistakes(note, times)
    ]


def untaught_guides(ledger: Ledger, *, folder: Path = LEDGER) -> list[Fault]:
    """Guides without a note."""
    noted = {note.guide for note in ledger.notes}
    return [
        Fault(
            relative(folder / TEACHING),
            0,
            f"'{name}' has no [[note]]; please write for whom it is and how it is taught",
        )
        for name in _NAMES
        if name not in noted
    ]


def unshown_needs(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    """Needs that the page of all guides has no part for, or several: their guides would be in no list, or in two."""
    faults = []
    for page in (each for pages in guides.values() for each in pages if each.name == INDEXES[0]):
        shown = Counter(marker.name for section in page.sections for marker in section.markers)
        faults += [
            Fault(page.file, 0, f'<div data-guides="{need}"></div> stands {shown[need]} times; please write it once')
            for need in NEEDS
            if shown[need] != 1
        ]
    return faults


def _mistakes(note: TeachingNote, times: Counter[str]) -> Iterator[tuple[str, str]]:
    """(field, what is wrong there)."""
    if note.guide not in _NAMES:
        yield "guide", f"there is no such guide; there are {', '.join(_NAMES)}"
    if times[note.guide] > 1:
        yield "guide", "it has two notes; please leave one"
    if note.need not in NEEDS:
        yield "need", f"need is '{note.need}'; it can be {', '.join(NEEDS)}"
    for field in ("before", "after"):
        for name in getattr(note, field):
            if name not in _NAMES or name == note.guide:
                yield field, f"{field} names '{name}'; it names another guide, such as {_NAMES[0]}"
    if note.minutes not in _MINUTES:
        yield "minutes", f"minutes is {note.minutes}; a lesson has {_MINUTES[0]} to {_MINUTES[-1]}"
    for field in _TEXTS:
        zh, en = (getattr(note, f"{field}_{lang}").strip() for lang in ("zh", "en"))
        for lang, said in (("zh", zh), ("en", en)):
            if not said:
                yield f"{field}_{lang}", f"'{field}_{lang}' is empty; please fill it in"
        only_zh, only_en = differing_numbers(as_section(zh, "zh"), as_section(en, "en"))
        if only_zh or only_en:
            sides = "; ".join(
                f"only in {lang}: " + ", ".join(f"'{item.read}'" for item in items)
                for lang, items in (("zh", only_zh), ("en", only_en))
                if items
            )
            yield f"{field}_zh" if only_zh else f"{field}_en", f"the numbers of {field} differ; {sides}"


def as_section(text: str, lang: str) -> Section:
    """The text as the only section of a page, a paragraph a line."""
    body = "# T { #t }\n\n" + text.replace("\n", "\n\n")
    return read_page(body, name="teaching", lang=lang, file=TEACHING).sections[0]
