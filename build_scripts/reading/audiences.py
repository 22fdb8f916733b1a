"""For whom each page is: docs/ledger/audiences.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import LEDGER

AUDIENCES = LEDGER / "audiences.toml"


@dataclass(frozen=True)
class Audience:
    id: str
    zh: str
    en: str
    pages: tuple[str, ...]

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@cache
def audiences(file: Path = AUDIENCES) -> tuple[Audience, ...]:
    """In the order of the file; the first is that of every page which none of them names."""
    return tuple(Audience(**{**row, "pages": tuple(row["pages"])}) for row in read_toml(file)["audience"])


def audiences_of(page: str, known: tuple[Audience, ...] | None = None) -> tuple[str, ...]:
    """The ids of those whom the page is for."""
    known = known or audiences()
    return tuple(each.id for each in known if page in each.pages) or (known[0].id,)
