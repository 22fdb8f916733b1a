"""What the sections said at each release, so that a course built then can be told what has changed since.

docs/ledger/releases/<number>.json lists every section with its page and a digest of its text in each language;
texts.jsonl holds each text once. Both are written by `make release` alone and only grow.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.reading.guides import Page, Section
from build_scripts.reading.places import LANGUAGES, LEDGER
from build_scripts.reading.typography import joined_lines

RELEASES = LEDGER / "releases"
TEXTS = "texts.jsonl"
_LENGTH = 8


@dataclass(frozen=True)
class Standing:
    """Where a section stands, and the digest of what it says in each language."""

    page: str
    digests: dict[str, str]


@dataclass(frozen=True)
class Release:
    """`build` is the number that packages carry, a digest of all sections."""

    number: int
    day: str
    build: str
    sections: dict[str, Standing]


def section_text(section: Section) -> str:
    """What a reader reads of the section, its title first, a block a line."""
    blocks = (joined_lines(passage.text) for passage in section.passages)
    return "\n".join(block for block in blocks if block)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def standings(guides: Mapping[str, Sequence[Page]]) -> dict[str, Standing]:
    """Every section as it is now, by its id."""
    found: dict[str, Standing] = {}
    for lang in LANGUAGES:
        for page in guides[lang]:
            for section in page.sections:
                standing = found.setdefault(section.id, Standing(page.name, {}))
                standing.digests[lang] = digest(section_text(section))
    return found


def texts_now(guides: Mapping[str, Sequence[Page]]) -> dict[str, str]:
    """The texts of all sections in both languages, by their digests."""
    every = (section_text(section) for lang in LANGUAGES for page in guides[lang] for section in page.sections)
    return {digest(text): text for text in every}


def build_number(sections: Mapping[str, Standing]) -> str:
    """Another one for any section that says something else, moves, comes or goes."""
    rows = sorted(
        [name, each.page, *(each.digests.get(lang, "") for lang in LANGUAGES)] for name, each in sections.items()
    )
    return digest(json.dumps(rows))


def releases(folder: Path = RELEASES) -> list[Release]:
    """In their order."""
    found = []
    for path in sorted(folder.glob("*.json"), key=lambda path: int(path.stem)):
        row = json.loads(path.read_text("utf-8"))
        sections = {name: Standing(page, {"zh": zh, "en": en}) for name, (page, zh, en) in row["sections"].items()}
        found.append(Release(int(path.stem), row["day"], row["build"], sections))
    return found


def kept_texts(folder: Path = RELEASES) -> dict[str, str]:
    """The texts of all releases by their digests."""
    file = folder / TEXTS
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return {row["digest"]: row["text"] for row in map(json.loads, lines)}
