"""The words that the build writes: docs/words/, one file a subject, zh and en side by side.

A file below docs/words/scripts/ is one script's share: the build hands it whole to the page, as JSON in an attribute.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache

from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.places import DOCS

WORDS = DOCS / "words"


class WordsError(LedgerError):
    """A text that is missing; the message names the file to write it in."""


class Words(Mapping[str, str]):
    """One file's texts in one language, by key."""

    def __init__(self, file: str, lang: str, texts: dict[str, str]) -> None:
        self._file, self._lang, self._texts = file, lang, texts

    def __getitem__(self, key: str) -> str:
        """Raises WordsError where there is no such text."""
        if key not in self._texts:
            raise WordsError(
                f"docs/words/{self._file}.toml: no text [{key}] in {self._lang}; please add it in zh and en"
            )
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@cache
def words(file: str, lang: str) -> Words:
    """The texts of docs/words/<file>.toml in that language. Raises LedgerError where the file cannot be read."""
    try:
        rows = read_toml(WORDS / f"{file}.toml")
    except FileNotFoundError as error:
        raise WordsError(f"docs/words/{file}.toml: there is no such file") from error
    return Words(file, lang, {key: row[lang] for key, row in rows.items() if lang in row})


def for_script(name: str, lang: str, /, **more: object) -> str:
    """A script's share, docs/words/scripts/<name>.toml, as JSON; `more` is what the script is told besides."""
    return json.dumps({**words(f"scripts/{name}", lang), **more}, ensure_ascii=False)
