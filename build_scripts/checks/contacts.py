"""The contacts that pages show are there, and good enough to be printed; each contact is shown somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import LEDGER, relative
from build_scripts.reading.toml_lines import entry_line

CONTACTS = "contacts.toml"
_PRINTED = ("A", "B")


def check_contacts(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    """What is wrong with each `<div data-contacts="…"></div>`."""
    known = {contact.id: contact for contact in ledger.contacts}
    faults = []
    for wanted, page, line in _shown(guides):
        if wanted not in known:
            faults.append(
                Fault(
                    page.file, line, f"there is no contact '{wanted}' in docs/ledger/{CONTACTS}; please name one of it"
                )
            )
        elif known[wanted].grade not in _PRINTED:
            message = (
                f"the contact '{wanted}' is grade {known[wanted].grade};"
                f" only {' and '.join(_PRINTED)} are printed, so please leave it out until a better page was read"
            )
            faults.append(Fault(page.file, line, message))
    return faults


def unshown_contacts(guides: Mapping[str, Sequence[Page]], ledger: Ledger, *, folder: Path = LEDGER) -> list[Fault]:
    """Contacts that no page shows; those of a low grade are kept for later."""
    shown = {wanted for wanted, _, _ in _shown(guides)}
    text = (folder / CONTACTS).read_text("utf-8")
    return [
        Fault(
            relative(folder / CONTACTS),
            entry_line(text, "contact", number),
            f"no page shows '{contact.id}'; please place it where people need it"
            f' (<div data-contacts="{contact.id}"></div>), or take it out',
        )
        for number, contact in enumerate(ledger.contacts)
        if contact.id not in shown and contact.grade in _PRINTED
    ]


def _shown(guides: Mapping[str, Sequence[Page]]) -> Iterator[tuple[str, Page, int]]:
    """Each id of each marker, with its page and line."""
    for pages in guides.values():
        for page in pages:
            for section in page.sections:
                for marker in section.markers:
                    if marker.kind == "contacts":
                        yield from ((wanted, page, marker.line) for wanted in marker.name.split())
