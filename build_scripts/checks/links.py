"""Every link inside the site is relative, ends in `.md` and leads to a page,
and to a heading or entry that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from build_scripts.checks.calculators import incomplete
from build_scripts.pages.cases import anchor, cases
from build_scripts.reading.guides import Fault, Link, Page
from build_scripts.reading.ledger import Ledger
from calculators.register import CALCULATORS

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check_links(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    entries = {
        "ledger": {f"claim-{claim.id}" for claim in ledger.claims},
        "sources": {f"source-{source.id}" for source in ledger.sources},
        "glossary": {f"term-{term.id}" for term in ledger.terms},
        **{
            f"calculators/{name}": {anchor(name, case) for case in cases(name)}
            for name in CALCULATORS.keys() - incomplete()
        },
    }
    faults = []
    for pages in guides.values():
        anchors = {
            page.name: {section.id for section in page.sections} | entries.get(page.name, set()) for page in pages
        }
        for page in pages:
            for section in page.sections:
                for link in section.links:
                    if message := _fault(link, page, anchors):
                        faults.append(Fault(page.file, link.line, message))
    return faults


def _fault(link: Link, page: Page, anchors: Mapping[str, set[str]]) -> str | None:
    target = link.target
    if not link.text.strip():
        return f"the link to '{target}' has no words; please say where it leads"
    if not target:
        return f"the link '{link.text}' leads nowhere; please give it an address like late-now.md"
    if _SCHEME.match(target) or target.startswith("//"):
        return (
            f"'{target}' leads off the site; cite a source with a footnote, like [^cfpb-318],"
            " or link its entry in sources.md"
        )
    if target.startswith("/"):
        return (
            f"'{target}' is absolute and breaks under a sub-path;"
            " please write it relative to this page, like ../ledger.md"
        )
    path, _, anchor = target.partition("#")
    if "?" in path:
        return f"'{target}' has a query; the site keeps nothing there, so please leave it out"
    if path and not path.endswith(".md"):
        return (
            f"'{target}' does not end in .md; please link the page's Markdown file, like ../calculators/utilisation.md"
        )
    name = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path.removesuffix(".md")))
        if path
        else page.name
    )
    if name.startswith(".."):
        return f"'{target}' leads out of docs/{page.lang}; the header's switch leads to the other language"
    if name not in anchors:
        return f"'{target}' leads to the page '{name}', which is not there in '{page.lang}'{_near(name, anchors)}"
    if "#" in target and anchor not in anchors[name]:
        return f"'{target}': there is no '#{anchor}' on the page '{name}'{_near(anchor, anchors[name])}"
    return None


def _near(read: str, known: Mapping[str, set[str]] | set[str]) -> str:
    found = get_close_matches(read, sorted(known), n=1, cutoff=0.75)
    return f"; did you mean '{found[0]}'?" if found else ""
