"""The ledger as frozen dataclasses: claims of the article, sources, glossary, contacts, banned words, permalinks.

Reading fails with file, entry and field where a field is missing or unknown: the files are written by hand.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from build_scripts.reading.places import LEDGER, relative

VERDICTS = {
    "supported": ("有依据", "Supported"),
    "partly-supported": ("部分有依据", "Partly supported"),
    "unsupported": ("没有依据", "No basis found"),
    "contradicted": ("与依据相反", "Contradicted"),
    "outdated": ("已过时", "Out of date"),
    "opinion": ("看法", "Opinion"),
    "not-checkable": ("无法核实", "Cannot be checked"),
}
CAUTIONS = {
    "costly": ("可能多花钱", "may cost you"),
    "scam-bait": ("常被骗子利用", "used as scam bait"),
    "needs-licence": ("需要牌照", "needs a licence"),
    "needs-consent": ("需要本人同意", "needs consent"),
    "breaks-contract": ("违反合同约定", "breaks the contract"),
    "may-be-illegal": ("可能违法", "may be illegal"),
}
KINDS = {
    "definition": ("定义", "definition"),
    "factor": ("影响因素", "factor"),
    "method": ("方法", "method"),
    "strategy": ("行业策略", "strategy"),
    "risk": ("风险管理", "risk"),
    "opinion": ("看法", "opinion"),
    "disclaimer": ("声明", "disclaimer"),
}
PLACES = {
    "title": ("标题", "Title"),
    "opening": ("开头", "Opening"),
    "concepts": ("基本概念", "Concepts"),
    "factors": ("影响因素", "Factors"),
    "methods": ("提额方法", "Methods"),
    "strategies": ("行业策略", "Strategies"),
    "risks": ("风险与合规", "Risk and compliance"),
    "closing": ("结尾", "Closing"),
    "disclaimer": ("声明", "Disclaimers"),
}
STATUSES = {
    "in-force": ("现行有效", "in force"),
    "draft": ("征求意见稿", "draft"),
    "reported": ("据报道", "as reported"),
    "ended": ("已结束", "ended"),
}
GRADES = {
    "A": ("A：原文或官方", "A: primary or official"),
    "B": ("B：主流媒体", "B: mainstream press"),
    "C": ("C：二手资料", "C: secondary"),
    "D": ("D：质量低", "D: low quality"),
}


class LedgerError(Exception):
    """A ledger file that cannot be read; the message names file, entry and field."""


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
class BannedWord:
    text: str
    lang: str
    why: str


@dataclass(frozen=True)
class Permalinks:
    """Every heading id ever published, and for the ones that went away where they lead now."""

    ids: tuple[str, ...]
    heirs: dict[str, str]


@dataclass(frozen=True)
class Ledger:
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    contacts: tuple[Contact, ...]
    banned_words: tuple[BannedWord, ...]
    permalinks: Permalinks

    def source(self, wanted: str) -> Source:
        for source in self.sources:
            if source.id == wanted:
                return source
        raise LedgerError(f"no source '{wanted}' in docs/ledger/sources.toml")


_Entry = TypeVar("_Entry", Claim, Source, Term, Contact, BannedWord)


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LedgerError(f"{relative(path)}: {error}") from error


def _entries(path: Path, table: str, kind: type[_Entry]) -> tuple[_Entry, ...]:
    known = {field.name: field for field in fields(kind)}
    entries = []
    for number, row in enumerate(read_toml(path).get(table, ()), 1):
        name = f"{relative(path)}: [[{table}]] {number} ({row.get('id', row.get('text', '?'))})"
        for key in row.keys() - known.keys():
            raise LedgerError(f"{name}: unknown field '{key}'; known are {', '.join(sorted(known))}")
        for key, field in known.items():
            if key not in row and field.default is MISSING:
                raise LedgerError(f"{name}: field '{key}' is missing")
        values = {key: _value(known[key].type, value) for key, value in row.items()}
        entries.append(kind(**values))
    return tuple(entries)


def _value(kind: Any, value: Any) -> Any:
    if str(kind).startswith("tuple"):
        return tuple(value)
    return str(value) if str(kind) == "str" else value


def read_permalinks(text: str) -> Permalinks:
    rows = tomllib.loads(text)
    heirs = {row["of"]: row["to"] for row in rows.get("heir", ())}
    return Permalinks(tuple(row["id"] for row in rows.get("id", ())), heirs)


def read_ledger(folder: Path = LEDGER) -> Ledger:
    return Ledger(
        claims=_entries(folder / "claims.toml", "claim", Claim),
        sources=_entries(folder / "sources.toml", "source", Source),
        terms=_entries(folder / "glossary.toml", "term", Term),
        contacts=_entries(folder / "contacts.toml", "contact", Contact),
        banned_words=_entries(folder / "banned-words.toml", "word", BannedWord),
        permalinks=read_permalinks((folder / "permalinks.toml").read_text("utf-8")),
    )
