"""Whom to turn to, as a list in a page: `<div data-contacts="contact-110 contact-lender"></div>` becomes it."""

from __future__ import annotations

import re

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.ledger import Contact, Ledger
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import words
from calculators.html import Html, element

_TELEPHONE = re.compile(r"[0-9][0-9-]+")


def contact_list(ids: str, ledger: Ledger, lang: str, *, up: str) -> Html:
    """The contacts in that order: number or place, who answers, for what, where that is from and when it was checked.

    `up` leads from the page to the root of its language.
    """
    known = {contact.id: contact for contact in ledger.contacts}
    return element("ul", class_="cl-contacts")(*(_contact(known[each], lang, up) for each in ids.split()))


def _contact(contact: Contact, lang: str, up: str) -> Html:
    texts = words("guides", lang)
    what, answers, for_what, note = (
        getattr(contact, f"{field}_{lang}") for field in ("what", "answers", "for", "note")
    )
    name = marked(what, lang)
    if _TELEPHONE.fullmatch(what):
        name = element("a", href=f"tel:{what.replace('-', '')}")(what)
    return element("li")(
        element("p", element("b", name), " ", marked(_sentence(answers, texts["contact-stop"]), lang)),
        element("p", marked(_sentence(for_what, texts["contact-stop"]), lang)),
        element("p", marked(note, lang)) if note else None,
        element("p", class_="cl-contact-source")(
            element("a", href=f"{up}sources/#source-{contact.source}")(texts["contact-source"]),
            texts["contact-checked"].format(day=day_in_words(contact.checked, lang)),
        ),
    )


def _sentence(text: str, stop: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(stop) else stop)
