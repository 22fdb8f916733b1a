"""What changed for readers, written by hand: docs/ledger/changes.toml, newest first."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.places import LEDGER, relative
from build_scripts.reading.toml_lines import entry_line
from build_scripts.reading.words import words

CHANGES = LEDGER / "changes.toml"


@dataclass(frozen=True)
class Change:
    """A change of one day; `at` are the pages or section ids to look at, the first one most of all."""

    id: str
    day: str
    at: tuple[str, ...]
    zh: str
    en: str

    def is_correction(self, lang: str) -> bool:
        """Whether it says that something was wrong before; `make check` sees that both languages say so."""
        return self.said(lang).startswith(corrected(lang))

    def said(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


def corrected(lang: str) -> str:
    """How the sentence of a correction begins; such entries are listed by themselves too."""
    return words("guides", lang)["corrected"]


@cache
def changes(file: Path = CHANGES) -> tuple[Change, ...]:
    """In the order of the file. Raises LedgerError where an entry lacks a field or has one that none has."""
    known = {each.name for each in fields(Change)}
    text = file.read_text("utf-8")
    found = []
    for number, row in enumerate(read_toml(file).get("change", ())):
        if wrong := sorted(known ^ row.keys()):
            said = ", ".join(f"'{key}' is {'missing' if key in known else 'unknown'}" for key in wrong)
            raise LedgerError(f"{relative(file)}:{entry_line(text, 'change', number)}: [[change]]: {said}")
        found.append(Change(row["id"], str(row["day"]), tuple(row["at"]), row["zh"], row["en"]))
    return tuple(found)
