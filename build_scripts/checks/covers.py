"""Every page's cover can be drawn: each character has an outline, and the title has room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.pages.covers.cover import cover, title_lines
from build_scripts.pages.covers.outlines import without_outline
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger


def check_covers(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    faults = []
    for page in (each for pages in guides.values() for each in pages):
        shown = cover(page, ledger)
        if missing := "".join(without_outline(shown.name + shown.title + shown.line)):
            message = f"the page's cover has no outline of '{missing}'; please run make lettering"
            faults.append(Fault(page.file, 0, message))
        elif not title_lines(shown.title)[1]:
            message = f"the title '{page.title}' is too long for the page's cover; please find a shorter one"
            faults.append(Fault(page.file, 0, message))
    return faults
