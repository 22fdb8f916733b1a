"""Where a section moved to another page: a short line on the old one that carries its id, so that an old address still
leads to it, without JavaScript too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.guides import Page
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment


def moved_sections(page: Page, pages: Sequence[Page], moved: Mapping[str, str]) -> Html | None:
    """The line for the sections that left `page`; `moved` gives, by id, the page that a section stood on before.

    `pages` are all of the page's language. None where no section left it.
    """
    up = "../" * (page.name.count("/") + 1)
    links = [
        element("li", id=section.id)(
            element("a", href=f"{up}{other.name}/#{section.id}")(marked(section.title, page.lang))
        )
        for other in pages
        for section in other.sections
        if moved.get(section.id) == page.name and other.name != page.name
    ]
    if not links:
        return None
    return fragment(
        element("p", class_="cl-moved")(words("guides", page.lang)["moved"]), element("ul", class_="cl-moved")(*links)
    )
