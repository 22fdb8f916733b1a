"""A picture and the same in words; the figure that holds both."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from build_scripts.pages.foreign_words import marked
from build_scripts.pages.pictures.drawing import Shape, svg
from build_scripts.reading.ledger import Ledger, Source
from build_scripts.reading.parameters import with_figures
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment

WORDS = "pictures"


@dataclass(frozen=True)
class Picture:
    """What is drawn, the list or table that tells all of it, and the sources of the figures it took from elsewhere."""

    shapes: tuple[Shape, ...]
    told: Html
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Say:
    """A picture's own texts in one language: `say("due")` is [<picture>-due] of docs/words/pictures.toml.

    A figure that a text draws stands there in double braces."""

    picture: str
    lang: str
    ledger: Ledger

    def __call__(self, key: str, **gaps: object) -> str:
        """Raises WordsError where there is no such text."""
        return with_figures(words(WORDS, self.lang)[f"{self.picture}-{key}"].format(**gaps))


Draw = Callable[[Say], Picture]


def told_list(points: Sequence[str | Html], lang: str, *, is_ordered: bool = False) -> Html:
    """The words of boxes in their order; a point that is a list already belongs to the one before it."""
    items: list[list[Html]] = []
    for point in points:
        if isinstance(point, Html):
            items[-1].append(point)
        else:
            heading, *body = point.split("\n")
            # Bold cannot be heard; a stop can.
            stop = "" if not body or unicodedata.category(heading[-1]) == "Po" else words(WORDS, lang)["stop"]
            items.append([element("b", marked(heading + stop, lang))])
            items[-1] += [fragment(" ", marked(each, lang)) for each in body]
    return element("ol" if is_ordered else "ul", *(element("li", fragment(*item)) for item in items))


def told_table(head: Sequence[str], rows: Sequence[Sequence[str]], lang: str) -> Html:
    """The figures of a chart; the first cell of a row is its heading."""
    return element(
        "table",
        element("thead", element("tr", *(element("th", scope="col")(marked(cell, lang)) for cell in head))),
        element(
            "tbody",
            *(
                element(
                    "tr",
                    element("th", scope="row")(marked(first, lang)),
                    *(element("td", marked(cell, lang)) for cell in others),
                )
                for first, *others in rows
            ),
        ),
    )


def picture_figure(name: str, draw: Draw, sources: Sequence[str], ledger: Ledger, lang: str, *, up: str) -> Html:
    """The picture under its title, with the same in words folded below. `up` leads to the root of the language."""
    texts = words(WORDS, lang)
    say = Say(name, lang, ledger)
    made = draw(say)
    title = say("title")
    return element("figure", class_="cl-picture")(
        element("figcaption", marked(title, lang)),
        svg(made.shapes, f"{title}{texts['below']}", lang),
        element(
            "details",
            element("summary", texts["told"]),
            made.told,
            _rests_on([*sources, *made.sources], ledger, lang, up),
        ),
    )


def _rests_on(ids: Sequence[str], ledger: Ledger, lang: str, up: str) -> Html | None:
    if not ids:
        return None
    texts = words(WORDS, lang)
    links: list[object] = []
    for each in map(ledger.source, ids):
        name = element("a", href=f"{up}sources/#source-{each.id}")(marked(_title(each, lang), lang))
        links += [texts["sources-joint"], name] if links else [name]
    return element("p", texts["sources"], links, texts["stop"])


def _title(source: Source, lang: str) -> str:
    return (source.title_en if lang == "en" else "") or source.title
