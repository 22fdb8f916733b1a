"""The pictures that pages show are there; each picture is shown somewhere, and rests on sources of the ledger."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from build_scripts.pages.pictures import register
from build_scripts.pages.pictures.register import PICTURES, Entry
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import relative


def check_pictures(
    guides: Mapping[str, Sequence[Page]], ledger: Ledger, pictures: Mapping[str, Entry] = PICTURES
) -> list[Fault]:
    """What is wrong with each `<div data-picture="…"></div>`, and with the table of pictures."""
    shown = list(_shown(guides))
    faults = [
        Fault(page.file, line, f"there is no picture '{name}'; there are {', '.join(sorted(pictures))}")
        for name, page, line in shown
        if name not in pictures
    ]
    known = {source.id for source in ledger.sources}
    seen = {name for name, _, _ in shown}
    for name, entry in pictures.items():
        if name not in seen:
            message = f"no page shows '{name}'; please place it (<div data-picture=\"{name}\"></div>), or take it out"
            faults.append(_fault(name, message))
        faults += [
            _fault(name, f"'{name}': there is no source '{each}' in docs/ledger/sources.toml")
            for each in entry.sources
            if each not in known
        ]
    return faults


def _fault(name: str, message: str) -> Fault:
    """A fault at the picture's line in the table."""
    file = Path(inspect.getfile(register))
    lines = file.read_text("utf-8").split("\n")
    line = next((number for number, each in enumerate(lines, 1) if each.lstrip().startswith(f'"{name}":')), 0)
    return Fault(relative(file), line, message)


def _shown(guides: Mapping[str, Sequence[Page]]) -> Iterator[tuple[str, Page, int]]:
    """The name of each marker, with its page and line."""
    for pages in guides.values():
        for page in pages:
            for section in page.sections:
                for marker in section.markers:
                    if marker.kind == "picture":
                        yield marker.name, page, marker.line
