"""The ledger as frozen dataclasses: claims of the article, sources, glossary, contacts, people, notes and more.

Reading fails with file, entry and field where a field is missing or unknown: the files are written by hand.
"""

from __future__ import annotations

import pickle
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from build_scripts.reading.parameters import with_figures
from build_scripts.reading.places import LEDGER, relative
from build_scripts.reading.toml_lines import entry_line

# What the fields of that name may be, in the order in which pages show them; docs/words/ledger.toml says
# what each is called.
VERDICTS = ("supported", "partly-supported", "unsupported", "contradicted", "outdated", "opinion", "not-checkable")
CAUTIONS = ("costly", "scam-bait", "needs-licence", "needs-consent", "breaks-contract", "may-be-illegal")
KINDS = ("definition", "factor", "method", "strategy", "risk", "opinion", "disclaimer")
PLACES = ("title", "opening", "concepts", "factors", "methods", "strategies", "risks", "closing", "disclaimer")
STATUSES = ("in-force", "draft", "reported", "ended")
GRADES = ("A", "B", "C", "D")
# What brings a guide's reader here: a part each of the page of all guides.
NEEDS = ("trouble", "before", "understand", "work")


class LedgerError(Exception):
    """A ledger file that cannot be read; the message names file, entry and field."""


@dataclass(frozen=True)
class Missing:
    """A field that is missing in an entry, or one that none has; `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Claim:
    id: str
    place: str
    quote: str
    zh: str
    en: str
    kind: str
    verdict: str
    caution: tuple[str, ...]
    omits_zh: str
    omits_en: str
    reason_zh: str
    reason_en: str
    sources: tuple[str, ...]
    section: str


@dataclass(frozen=True)
class Source:
    id: str
    title: str
    title_en: str
    title_en_ours: bool
    publisher: str
    status: str
    grade: str
    read: str
    how: str
    extent: str
    publisher_en: str = ""
    publisher_former: str = ""
    publisher_former_en: str = ""
    number: str = ""
    number_en: str = ""
    issued: str = ""
    in_force: str = ""
    binds_zh: str = ""
    binds_en: str = ""
    url: str = ""
    url_official: str = ""
    note_zh: str = ""
    note_en: str = ""
    valid_until: str = ""
    recheck_by: str = ""

    def publisher_in(self, lang: str) -> str:
        return (self.publisher_en if lang == "en" else "") or self.publisher

    def number_in(self, lang: str) -> str:
        return (self.number_en if lang == "en" else "") or self.number


@dataclass(frozen=True)
class Term:
    id: str
    zh: str
    en: str
    pinyin: str
    sentence_zh: str
    sentence_en: str
    synonyms_zh: tuple[str, ...] = ()
    synonyms_en: tuple[str, ...] = ()
    avoid_zh: tuple[str, ...] = ()
    avoid_en: tuple[str, ...] = ()
    section: str = ""
    explained: bool = False


@dataclass(frozen=True)
class Contact:
    id: str
    what_zh: str
    what_en: str
    answers_zh: str
    answers_en: str
    for_zh: str
    for_en: str
    source: str
    grade: str
    checked: str
    also: tuple[str, ...] = ()
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody in an example, always made up; `pages` are those that may name the person."""

    id: str
    zh: str
    en: str
    pronoun: str
    who_zh: str
    who_en: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class TeachingNote:
    """How a guide is taught; guides are named without their folder, and `minutes` are those of the lesson.

    The texts of `exercise`, `answer`, `objective` and `opening` have a paragraph a line.
    """

    guide: str
    need: str
    for_zh: str
    for_en: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    minutes: int
    objective_zh: str
    objective_en: str
    opening_zh: str
    opening_en: str
    exercise_zh: str
    exercise_en: str
    answer_zh: str
    answer_en: str


@dataclass(frozen=True)
class BannedWord:
    text: str
    lang: str
    why: str
    # The words call on the reader to do something, so that advice against it may say them: "do not borrow today".
    urges: bool = False

    @cached_property
    def first(self) -> str:
        """Its first word without regard to capitals: where a text does not hold this, it does not hold the whole."""
        return next(iter(self.text.split()), "").casefold()


@dataclass(frozen=True)
class Permalinks:
    """Every heading id ever published, for the ones that went away where they lead now, and for the ones that moved
    the page that they left."""

    ids: tuple[str, ...]
    heirs: dict[str, str]
    moved: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ledger:
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    contacts: tuple[Contact, ...]
    banned_words: tuple[BannedWord, ...]
    permalinks: Permalinks
    cast: tuple[Person, ...] = ()
    notes: tuple[TeachingNote, ...] = ()

    def source(self, wanted: str) -> Source:
        for source in self.sources:
            if source.id == wanted:
                return source
        raise LedgerError(f"no source '{wanted}' in docs/ledger/sources.toml")


_Entry = TypeVar("_Entry", Claim, Source, Term, Contact, Person, TeachingNote, BannedWord)


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return dict(pickle.loads(_pickled(path.read_text("utf-8"))))
    except tomllib.TOMLDecodeError as error:
        raise LedgerError(f"{relative(path)}: {error}") from error


@cache
def _pickled(text: str) -> bytes:
    """What a TOML text holds, parsed once a run though forty checks ask; unpickled, so that each has its own."""
    return pickle.dumps(tomllib.loads(text))


def _entries(path: Path, table: str, kind: type[_Entry], faults: list[Missing]) -> tuple[_Entry, ...]:
    """The entries of one table; a missing field is empty, and told among the faults."""
    known = {each.name: each for each in fields(kind)}
    text = path.read_text("utf-8")
    entries = []
    for number, row in enumerate(read_toml(path).get(table, ())):
        name = f"[[{table}]] {number + 1} ({row.get('id', row.get('guide', row.get('text', '?')))})"
        for key in sorted(row.keys() - known.keys()):
            message = f"{name}: unknown field '{key}'; known are {', '.join(sorted(known))}"
            faults.append(Missing(relative(path), entry_line(text, table, number, key), message))
        for key, value in row.items():
            if key in known and str(known[key].type) == "str" and not isinstance(value, str):
                message = f"{name}: '{key}' is {value} without quotes; it should be a text: {key} = \"{value}\""
                faults.append(Missing(relative(path), entry_line(text, table, number, key), message))
        values = {key: _value(known[key].type, value) for key, value in row.items() if key in known}
        for key, known_field in known.items():
            if key not in row and known_field.default is MISSING:
                message = f"{name}: field '{key}' is missing"
                faults.append(Missing(relative(path), entry_line(text, table, number), message))
                values[key] = _value(known_field.type, 0 if str(known_field.type) == "int" else "")
        entries.append(kind(**values))
    return tuple(entries)


def _value(kind: Any, value: Any) -> Any:
    if str(kind).startswith("tuple"):
        return tuple(value)
    return with_figures(str(value)) if str(kind) == "str" else value


def read_permalinks(text: str) -> Permalinks:
    rows = tomllib.loads(text)
    heirs = {row["of"]: row["to"] for row in rows.get("heir", ())}
    moved = {row["id"]: row["from"] for row in rows.get("moved", ())}
    return Permalinks(tuple(row["id"] for row in rows.get("id", ())), heirs, moved)


def read_ledger(folder: Path = LEDGER) -> Ledger:
    """The ledger. Raises LedgerError, which names everything that is missing or unknown in it."""
    ledger, faults = read_in_part(folder)
    if faults:
        raise LedgerError("\n".join(map(str, faults)))
    return ledger


def read_in_part(folder: Path = LEDGER) -> tuple[Ledger, list[Missing]]:
    """The ledger as far as it can be read, and what is wrong. Raises LedgerError where a file is no TOML at all."""
    faults: list[Missing] = []
    ledger = Ledger(
        claims=_entries(folder / "claims.toml", "claim", Claim, faults),
        sources=_entries(folder / "sources.toml", "source", Source, faults),
        terms=_entries(folder / "glossary.toml", "term", Term, faults),
        contacts=_entries(folder / "contacts.toml", "contact", Contact, faults),
        banned_words=_entries(folder / "banned-words.toml", "word", BannedWord, faults),
        permalinks=read_permalinks((folder / "permalinks.toml").read_text("utf-8")),
        cast=_entries(folder / "cast.toml", "person", Person, faults),
        notes=_entries(folder / "teaching.toml", "note", TeachingNote, faults),
    )
    return ledger, faults
