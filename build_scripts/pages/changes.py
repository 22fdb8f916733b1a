"""The lists of what changed and of what was corrected, in a page: `<div data-fill="changes"></div>` and
`<div data-fill="corrections"></div>` become them."""

from __future__ import annotations

from itertools import groupby

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.changes import Change, changes, corrected
from build_scripts.reading.guides import Page
from build_scripts.reading.places import FEED, change_id
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment


def change_list(pages: list[Page], lang: str, *, up: str) -> Html:
    """Every change by its day, each with links to where it can be seen. `up` leads to the root of the language."""
    places = addresses(pages)
    return fragment(
        element("p", element("a", href=f"{up}{FEED}", type="application/atom+xml")(words("guides", lang)["feed"])),
        *(
            fragment(
                element("p", class_="cl-group")(element("time", datetime=day)(day_in_words(day, lang))),
                element("ul", class_="cl-dated")(*(_change(each, places, lang, up) for each in of_day)),
            )
            for day, of_day in groupby(changes(), key=lambda each: each.day)
        ),
    )


def correction_list(lang: str) -> Html:
    """What was wrong here, newest first; each leads to its place in the whole list below."""
    return element("ul", class_="cl-dated")(
        *(
            element("li")(
                element("p", class_="cl-index-note")(
                    element("a", href=f"#{change_id(each.id)}")(
                        element("time", datetime=each.day)(day_in_words(each.day, lang))
                    )
                ),
                element("p", marked(each.said(lang).removeprefix(corrected(lang)), lang)),
            )
            for each in changes()
            if each.is_correction(lang)
        )
    )


def addresses(pages: list[Page]) -> dict[str, tuple[str, str]]:
    """For each page and section of a language its address from that language's root, and its title."""
    found = {page.name: ("" if page.name == "index" else f"{page.name}/", page.title) for page in pages}
    for page in pages:
        for section in page.sections:
            found.setdefault(section.id, (f"{found[page.name][0]}#{section.id}", section.title))
    return found


def _change(change: Change, places: dict[str, tuple[str, str]], lang: str, up: str) -> Html:
    joint = words("guides", lang)["guides-joint"]
    links = (
        fragment(joint if at else None, element("a", href=f"{up}{address}" or "./")(marked(title, lang)))
        for at, (address, title) in enumerate(places[place] for place in change.at)
    )
    return element("li", id=change_id(change.id))(
        element("p", marked(change.said(lang), lang)),
        element("p", class_="cl-index-note")(*links),
    )
