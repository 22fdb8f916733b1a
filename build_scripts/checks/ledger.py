"""The ledger is whole: every entry, in both languages, with the sources that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from build_scripts.checks.dates import is_day
from build_scripts.checks.evidence import JUDGED, answers, citations
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import (
    CAUTIONS,
    GRADES,
    KINDS,
    PLACES,
    STATUSES,
    VERDICTS,
    Claim,
    Contact,
    Ledger,
    Source,
    Term,
)
from build_scripts.reading.places import LEDGER, relative
from build_scripts.reading.toml_lines import entry_line

_MOST_CLAIMS = 4
_LONGEST_QUOTE = 20
_HOW = ("live", "stored-copy")
_EXTENT = ("full", "part", "report-of-it")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY_OR_LESS = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class _File:
    """One file of the ledger, to name the line of an entry."""

    name: str
    text: str
    table: str

    def fault(self, number: int, field: str, message: str) -> Fault:
        return Fault(self.name, entry_line(self.text, self.table, number, field), message)


def check_ledger(guides: Mapping[str, Sequence[Page]], ledger: Ledger, *, folder: Path = LEDGER) -> list[Fault]:
    files = {
        table: _File(relative(folder / name), (folder / name).read_text("utf-8"), table)
        for table, name in (
            ("claim", "claims.toml"),
            ("source", "sources.toml"),
            ("term", "glossary.toml"),
            ("contact", "contacts.toml"),
        )
    }
    return [
        *_claims(guides, ledger, files["claim"]),
        *_sources(ledger, files["source"]),
        *_terms(guides, ledger, files["term"]),
        *_contacts(ledger, files["contact"]),
        *answers(guides, ledger),
        *citations(guides, ledger),
    ]


def _repeated(entries: Sequence[Claim | Source | Term | Contact], file: _File) -> list[Fault]:
    faults = []
    seen = set()
    for number, entry in enumerate(entries):
        if not _KEBAB.fullmatch(entry.id):
            faults.append(
                file.fault(number, "id", f"the id '{entry.id}' should be lower-case ASCII words joined by hyphens")
            )
        if entry.id in seen:
            faults.append(file.fault(number, "id", f"'{entry.id}' is there twice; an id names one entry"))
        seen.add(entry.id)
    return faults


def _empty(entry: Claim | Source | Term | Contact, number: int, needed: Sequence[str], file: _File) -> list[Fault]:
    return [
        file.fault(number, field, f"'{entry.id}': '{field}' is empty; please fill it in")
        for field in needed
        if not str(getattr(entry, field)).strip()
    ]


def _one_sided(entry: Claim | Source | Term | Contact, number: int, file: _File) -> list[Fault]:
    """A field that one language fills and the other leaves empty."""
    names = {field.name for field in fields(entry)}
    faults = []
    for name in sorted(names):
        other = name.removesuffix("zh") + "en"
        if not name.endswith("_zh") or other not in names or name.startswith(("avoid", "synonyms")):
            continue
        if bool(getattr(entry, name)) != bool(getattr(entry, other)):
            empty = other if getattr(entry, name) else name
            faults.append(
                file.fault(
                    number, name, f"'{entry.id}': '{empty}' is empty and its fellow is not; both languages say the same"
                )
            )
    return faults


def _unknown(
    entry: Claim | Source | Contact, number: int, field: str, known: Sequence[str], file: _File
) -> list[Fault]:
    read = getattr(entry, field)
    if read in known:
        return []
    return [file.fault(number, field, f"'{entry.id}': {field} is '{read}'; it can be {', '.join(known)}")]


def _claims(guides: Mapping[str, Sequence[Page]], ledger: Ledger, file: _File) -> list[Fault]:
    faults = _repeated(ledger.claims, file)
    known = {source.id: source for source in ledger.sources}
    sections = {section.id for pages in guides.values() for page in pages for section in page.sections}
    places = list(PLACES)
    answered: dict[str, list[str]] = {}
    furthest = 0
    for number, claim in enumerate(ledger.claims):
        faults += _empty(claim, number, ("quote", "zh", "en", "reason_zh", "reason_en", "section"), file)
        faults += _one_sided(claim, number, file)
        faults += _unknown(claim, number, "place", places, file)
        faults += _unknown(claim, number, "kind", list(KINDS), file)
        faults += _unknown(claim, number, "verdict", list(VERDICTS), file)
        for caution in claim.caution:
            if caution not in CAUTIONS:
                faults.append(
                    file.fault(
                        number,
                        "caution",
                        f"'{claim.id}': caution '{caution}' is not known; it can be {', '.join(CAUTIONS)}",
                    )
                )
        if len(claim.quote) > _LONGEST_QUOTE:
            message = (
                f"'{claim.id}': the quote has {len(claim.quote)} characters;"
                f" at most {_LONGEST_QUOTE} of the article are printed"
            )
            faults.append(file.fault(number, "quote", message))
        if claim.place in places:
            if places.index(claim.place) < furthest:
                faults.append(
                    file.fault(
                        number,
                        "place",
                        f"'{claim.id}' stands out of order; claims follow the article: {', '.join(places)}",
                    )
                )
            furthest = max(furthest, places.index(claim.place))
        faults += _claim_sources(claim, number, known, file)
        if claim.section and claim.section not in sections:
            message = (
                f"'{claim.id}': no heading has the id '{claim.section}'; please name the section that answers the claim"
            )
            faults.append(file.fault(number, "section", message))
        if f"claim-{claim.id}" in sections:
            faults.append(
                file.fault(
                    number,
                    "id",
                    f"'{claim.id}': a heading has the id 'claim-{claim.id}', which is this entry's address",
                )
            )
        answered.setdefault(claim.section, []).append(claim.id)
        if len(answered[claim.section]) == _MOST_CLAIMS + 1:
            message = (
                f"'{claim.id}' is the fifth claim of '{claim.section}';"
                " a section answers at most four, so please move one"
            )
            faults.append(file.fault(number, "section", message))
    return faults


def _claim_sources(claim: Claim, number: int, known: Mapping[str, Source], file: _File) -> Iterator[Fault]:
    for wanted in claim.sources:
        if wanted not in known:
            yield file.fault(number, "sources", f"'{claim.id}': there is no source '{wanted}' in sources.toml")
    if claim.verdict in ("supported", "partly-supported", "contradicted", "outdated"):
        if not claim.sources:
            yield file.fault(
                number,
                "sources",
                f"'{claim.id}' is judged '{claim.verdict}' without a source; please name what carries it",
            )
        grades = {known[wanted].grade for wanted in claim.sources if wanted in known and wanted != JUDGED}
        if grades == {"D"}:
            yield file.fault(
                number, "sources", f"'{claim.id}' rests on grade D alone; please name a better source or judge it anew"
            )


def _sources(ledger: Ledger, file: _File) -> list[Fault]:
    faults = _repeated(ledger.sources, file)
    for number, source in enumerate(ledger.sources):
        faults += _empty(source, number, ("title", "title_en", "publisher", "read"), file)
        faults += _one_sided(source, number, file)
        faults += _unknown(source, number, "status", list(STATUSES), file)
        faults += _unknown(source, number, "grade", list(GRADES), file)
        faults += _unknown(source, number, "how", _HOW, file)
        faults += _unknown(source, number, "extent", _EXTENT, file)
        for field in ("read", "valid_until", "recheck_by"):
            read = getattr(source, field)
            if read and not is_day(read):
                faults.append(
                    file.fault(number, field, f"'{source.id}': {field} is '{read}'; it should be a day like 2026-11-23")
                )
        for field in ("issued", "in_force"):
            read = getattr(source, field)
            if read and not _is_day_or_less(read):
                message = (
                    f"'{source.id}': {field} is '{read}'; it should be a day, a month or a year:"
                    " 2026-11-23, 2026-11, 2026"
                )
                faults.append(file.fault(number, field, message))
        if source.status in ("in-force", "draft", "ended") and not (source.issued or source.in_force or source.note_zh):
            message = (
                f"'{source.id}' is '{source.status}' and has no date;"
                " please give issued or in_force, or say in note_zh and note_en why not"
            )
            faults.append(file.fault(number, "status", message))
        if source.status == "in-force" and not (source.binds_zh and source.binds_en):
            message = f"'{source.id}' is in force; please say whom it binds, in binds_zh and binds_en"
            faults.append(file.fault(number, "status", message))
    return faults


def _is_day_or_less(text: str) -> bool:
    return bool(_DAY_OR_LESS.fullmatch(text)) and is_day((text + "-01-01")[:10])


def _terms(guides: Mapping[str, Sequence[Page]], ledger: Ledger, file: _File) -> list[Fault]:
    faults = _repeated(ledger.terms, file)
    sections = {section.id for pages in guides.values() for page in pages for section in page.sections}
    for number, term in enumerate(ledger.terms):
        faults += _empty(term, number, ("zh", "en", "pinyin", "sentence_zh", "sentence_en"), file)
        if term.section and term.section not in sections:
            message = f"'{term.id}': no heading has the id '{term.section}'; please name the section that explains it"
            faults.append(file.fault(number, "section", message))
        for field, stop in (("sentence_zh", "。？！"), ("sentence_en", ".?!")):
            sentence = str(getattr(term, field)).rstrip("”」'’\"）)")
            if sentence and sentence[-1] not in stop:
                faults.append(
                    file.fault(
                        number, field, f"'{term.id}': {field} should be one whole sentence that ends with '{stop[0]}'"
                    )
                )
    return faults


def _contacts(ledger: Ledger, file: _File) -> list[Fault]:
    faults = _repeated(ledger.contacts, file)
    known = {source.id: source for source in ledger.sources}
    for number, contact in enumerate(ledger.contacts):
        faults += _empty(contact, number, ("what_zh", "what_en", "answers_zh", "answers_en", "for_zh", "for_en"), file)
        faults += _one_sided(contact, number, file)
        faults += _unknown(contact, number, "grade", list(GRADES), file)
        if not is_day(contact.checked):
            faults.append(
                file.fault(
                    number,
                    "checked",
                    f"'{contact.id}': checked is '{contact.checked}'; it should be a day like 2026-11-23",
                )
            )
        for wanted in (contact.source, *contact.also):
            if wanted not in known:
                faults.append(
                    file.fault(number, "source", f"'{contact.id}': there is no source '{wanted}' in sources.toml")
                )
        if contact.grade in "AB" and contact.source in known and known[contact.source].grade > contact.grade:
            read = known[contact.source].grade
            message = (
                f"'{contact.id}' is graded {contact.grade} and its source '{contact.source}' only {read};"
                " please give it the source's grade"
            )
            faults.append(file.fault(number, "grade", message))
    return faults
