"""What the pages of all guides and all calculators list: who needs which, taken from the pages themselves, their
teaching notes and the calculators' cases. `up` leads from the page to the root of its language."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from build_scripts.pages.cases import anchor, cases
from build_scripts.pages.foreign_words import marked
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger, TeachingNote
from build_scripts.reading.places import CALCULATOR_PAGES
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment

_METHOD = "calculators/method"
_MOST_GUIDES = 3


def guide_list(need: str, pages: Sequence[Page], ledger: Ledger, *, up: str) -> Html:
    """The guides of that need, in the menu's order."""
    notes = {f"guides/{note.guide}": note for note in ledger.notes if note.need == need}
    return _list(_guide(page, notes[page.name], up) for page in pages if page.name in notes)


def calculator_list(pages: Sequence[Page], *, up: str) -> Html:
    """Every calculator with its worked cases and the guides that lead to it, then the page that says how they work."""
    return _list(
        _entry(page, up, *_beside(page, pages, up))
        for page in pages
        if page.name in CALCULATOR_PAGES or page.name == _METHOD
    )


def _guide(page: Page, note: TeachingNote, up: str) -> Html:
    texts = words("guides", page.lang)
    who = texts["for"].format(who=note.for_zh if page.lang == "zh" else note.for_en)
    minutes = texts["minutes"].format(minutes=page.minutes)
    return _entry(page, up, fragment(marked(who, page.lang), "\u00a0· ", element("span", minutes)))


def _beside(page: Page, pages: Sequence[Page], up: str) -> Iterator[Html]:
    if page.name == _METHOD:
        return
    texts = words("guides", page.lang)
    name = page.name.removeprefix("calculators/")
    address = _address(page, up)
    yield _row(
        texts["index-cases"],
        (
            element("a", href=f"{address}#{anchor(name, case)}")(marked(case.title[page.lang], page.lang))
            for case in cases(name)
        ),
        page.lang,
    )
    if leading := _leading(page, pages):
        yield _row(
            texts["index-guides"],
            (element("a", href=_address(each, up))(marked(each.title, page.lang)) for each in leading),
            page.lang,
        )


def _leading(page: Page, pages: Sequence[Page]) -> list[Page]:
    """The guides that lead to the page, those first that do so most often; of all of them a few."""
    times = {each.name: _linked(each)[page.name] for each in pages if each.name.startswith("guides/")}
    found = [each for each in pages if times.get(each.name)]
    return sorted(found, key=lambda each: -times[each.name])[:_MOST_GUIDES]


def _linked(page: Page) -> Counter[str]:
    """The pages that this one has links to, each with how many."""
    folder = posixpath.dirname(page.name)
    return Counter(
        posixpath.normpath(posixpath.join(folder, link.target.partition("#")[0].removesuffix(".md")))
        for section in page.sections
        for link in section.links
    )


def _row(lead: str, links: Iterable[Html], lang: str) -> Html:
    joint = words("guides", lang)["guides-joint"]
    return fragment(lead, *(fragment(joint if at else None, link) for at, link in enumerate(links)))


def _entry(page: Page, up: str, *notes: Html) -> Html:
    return element("li")(
        element("p", class_="cl-index-name")(
            element("a", href=_address(page, up))(marked(page.title, page.lang)),
        ),
        element("p", marked(page.meta.get("description", ""), page.lang)),
        *(element("p", class_="cl-index-note")(note) for note in notes),
    )


def _address(page: Page, up: str) -> str:
    return f"{up}{page.name}/"


def _list(entries: Iterable[Html]) -> Html:
    return element("ul", class_="cl-index")(*entries)
