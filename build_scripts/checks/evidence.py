"""The guides say of every claim what the ledger says: once, in its section, with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from build_scripts.pages.markdown_finish import box_kind, box_label
from build_scripts.reading.guides import Fault, Page, Section
from build_scripts.reading.ledger import VERDICTS, Claim, Ledger
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.words import words

# The article that is judged: its own page is the source for what it says, and for nothing else.
JUDGED = "the-article"


def answers(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    claims = {claim.id: claim for claim in ledger.claims}
    faults = []
    for lang in LANGUAGES:
        linked: dict[str, str] = {}
        for page in guides.get(lang, ()):
            for section in page.sections:
                said = dict(_linked_in_evidence(section))
                for link in section.claims:
                    claim = claims.get(link.target)
                    if claim is None:
                        faults.append(
                            Fault(page.file, link.line, f"there is no claim '{link.target}' in docs/ledger/claims.toml")
                        )
                        continue
                    here = f"{page.file}:{link.line}"
                    if link.target in linked:
                        message = (
                            f"the claim '{claim.id}' is linked at {linked[claim.id]} already;"
                            " it is answered once, so please link the section instead"
                        )
                        faults.append(Fault(page.file, link.line, message))
                        continue
                    linked[claim.id] = here
                    if section.id != claim.section:
                        message = (
                            f"the claim '{claim.id}' is linked in '{section.id}',"
                            f" but the ledger says that '{claim.section}' answers it"
                        )
                        faults.append(Fault(page.file, link.line, message))
                    if differing := _said(claim, said.get(claim.id), lang):
                        faults.append(Fault(page.file, link.line, differing))
        faults += _unanswered(guides, ledger, lang, linked)
    return faults


def _unanswered(
    guides: Mapping[str, Sequence[Page]], ledger: Ledger, lang: str, linked: Mapping[str, str]
) -> Iterator[Fault]:
    places = {section.id: (page, section) for page in guides.get(lang, ()) for section in page.sections}
    for claim in ledger.claims:
        if claim.id not in linked and claim.section in places:
            page, section = places[claim.section]
            message = (
                f"'{section.id}' should answer the claim '{claim.id}': please link ledger.md#claim-{claim.id}"
                f" in its box '{box_label('evidence', lang)}', with the verdict as the words of the link"
            )
            yield Fault(page.file, section.line, message)


def _said(claim: Claim, linked: str | None, lang: str) -> str | None:
    """What is wrong with the words of a link to a claim, `linked`: in an evidence box, they say the verdict."""
    if linked is None:
        return (
            f"the link to the claim '{claim.id}' stands outside an evidence box;"
            f" please move it into the box '{box_label('evidence', lang)}' at the end of its section"
        )
    if claim.verdict not in VERDICTS:
        return None
    phrases = words("ledger", lang)[f"said-{claim.verdict}"].split("|")
    if linked.lower() in phrases:
        return None
    return (
        f"the link to the claim '{claim.id}' should say its verdict in words, one of {', '.join(phrases)};"
        f" it says '{linked}'"
    )


def _linked_in_evidence(section: Section) -> Iterator[tuple[str, str]]:
    """Each claim that an evidence box links, with the words of the link."""
    is_evidence = False
    for token, following in zip(section.tokens, section.tokens[1:], strict=False):
        if token.type == "dt_open":
            is_evidence = box_kind(_plain(following.children or ())) == "evidence"
        elif token.type == "dl_close":
            is_evidence = False
        elif token.type == "inline" and is_evidence:
            yield from _linked(token.children or ())


def _linked(children: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for at, child in enumerate(children):
        if child.type == "link_open" and "ledger.md#claim-" in str(child.attrGet("href")):
            ends = next(end for end in range(at, len(children)) if children[end].type == "link_close")
            yield str(child.attrGet("href")).partition("#claim-")[2], _plain(children[at:ends])


def _plain(children: Sequence[Token]) -> str:
    return "".join(child.content for child in children if child.type == "text")


def citations(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    grades = {source.id: source.grade for source in ledger.sources}
    faults = []
    for pages in guides.values():
        for page in pages:
            for section in page.sections:
                for link in section.sources:
                    if link.target not in grades:
                        message = f"[^{link.target}]: there is no source '{link.target}' in docs/ledger/sources.toml"
                        faults.append(Fault(page.file, link.line, message))
                for names, line in _together(section):
                    weak = [name for name in names if grades.get(name) == "D" and name != JUDGED]
                    if weak and all(grades.get(name) == "D" for name in names):
                        message = (
                            f"[^{weak[0]}] is grade D and stands alone;"
                            " please cite a better source beside it, or leave the sentence out"
                        )
                        faults.append(Fault(page.file, line, message))
    return faults


def _together(section: Section) -> Iterator[tuple[list[str], int]]:
    """Footnotes at the same place, one right after the other."""
    names: list[str] = []
    line = 0
    for piece in section.pieces():
        if piece.token.type == "footnote_ref":
            names.append(str(piece.token.meta["label"]))
            line = piece.line
        elif names:
            yield names, line
            names = []
    if names:
        yield names, line
