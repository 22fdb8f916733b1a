"""Specimens for the page of components: what scripts put into a page, in their words and their markup.

tests/browser/test_components.py holds each against what its script makes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_scripts.pages.covers.cover import cover_path
from build_scripts.reading.guides import Page
from build_scripts.reading.places import HTML_LANG, LANGUAGES, THEME
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment, void

_ICON = element("div", class_="md-search-result__icon md-icon")()
_BUTTON = element("button", type="button", class_="cl-copy")
_ARROW = re.compile(r"const ARROW = `(.*?)`", re.DOTALL)
# From the page of components to the root of its language.
_UP = "../"


def section_menu(guides: dict[str, list[Page]], lang: str, root: str, url: str) -> Html:
    """The menu of a heading with its citation open, and with its picture. `root` leads to the site's, which is at
    `url`."""
    said, page = words("scripts/section", lang), _guide(guides, lang)
    section = page.sections[1]
    gaps = {"title": section.title, "page": page.title, "written": page.written, "day": page.written}
    gaps |= {"name": words("site", lang)["name"], "address": f"{url}s/{section.id}/"}
    cited = (
        element("div", class_="cl-section-part")(element("p", said[key].format(**gaps)), _BUTTON(said["copy"]))
        for key in ("gbt-section", "english-section")
    )
    picture = void(
        "img",
        src=f"{root}{cover_path(page.name, lang)}",
        alt=said["picture-of"].format(title=page.title),
        class_="cl-section-picture",
        width="1200",
        height="630",
    )
    save = element("a", class_="cl-copy", href=f"{root}{cover_path(page.name, lang)}")(said["picture-save"])
    drawn = (element("p", save), picture)
    return fragment(
        *(
            _menu(said, gaps["address"], title, opened, element("div", *inside))
            for title, opened, inside in ((section.title, "cite", cited), (page.title, "picture", drawn))
        )
    )


def _menu(said: Mapping[str, str], address: str, title: str, opened: str, place: Html) -> Html:
    openers = (
        element("button", type="button", class_="cl-copy", aria_expanded="true" if part == opened else "false")(
            said[part]
        )
        for part in ("cite", "qr", "picture", "embed")
    )
    buttons = (_BUTTON(said["copy-link"]), *openers, _BUTTON(said["close"]))
    return element("div", class_="cl-section-menu", role="group", aria_label=said["menu"].format(title=title))(
        element("p", element("a", href=address)(address)),
        element("p", *(fragment(each, " ") for each in buttons)),
        place,
    )


def found(guides: dict[str, list[Page]], lang: str) -> Html:
    """What the search panel shows: a page's best section below its title, the rest folded, and where nothing was
    found."""
    said, page = words("scripts/search", lang), _guide(guides, lang)
    best, rest = page.sections[1:3]
    marked = element("mark", data_md_highlight=True)(best.title[:2])
    text = element("p", marked, page.meta["description"])
    folded = element("details", class_="md-search-result__more")(
        element("summary", element("div", said["rest_more"].replace("#", "2"))),
        _link(page, "", "page", page.title, icon=_ICON),
        _link(page, rest.id, "section", rest.title),
    )
    above = fragment(_ICON, element("p", class_="cl-found-on")(page.title))
    entry = element("li", class_="md-search-result__item")(
        _link(page, best.id, "section", fragment(marked, best.title[2:]), text, icon=above), folded
    )
    nearest = element("li", class_="md-search-result__item")(
        _link(page, "", "page", page.title, element("p", page.meta["description"]))
    )
    return element("div", class_="cl-specimen-search")(
        _results(said["one"], entry, "md-search-result__list"),
        _results(said["none"], nearest, "md-search-result__list cl-found-none"),
    )


def _results(meta: str, entry: Html, look: str) -> Html:
    return element("div", class_="md-search-result")(
        element("div", class_="md-search-result__meta", role="status")(meta), element("ol", class_=look)(entry)
    )


def _link(
    page: Page, section: str, kind: str, title: str, text: Html | None = None, *, icon: Html | None = None
) -> Html:
    address = f"{_UP}{page.name}/{f'#{section}' if section else ''}"
    return element("a", class_="md-search-result__link", href=address)(
        element("div", class_="md-search-result__article md-typeset")(
            icon, element("p", class_=f"cl-found-{kind}")(title), text
        )
    )


def both_languages(guides: dict[str, list[Page]], lang: str) -> Html:
    """A heading and a paragraph with their twins: beside each other where there is room, else below."""
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    own, twin = (_guide(guides, each) for each in (lang, other))
    pairs = element("div", class_="cl-pairs")(
        element("h3", class_="cl-own")(own.title),
        element("p", class_="cl-twin-h3 cl-twin", lang=HTML_LANG[other])(twin.title),
        element("p", class_="cl-own")(own.meta["description"]),
        element("p", class_="cl-twin", lang=HTML_LANG[other])(twin.meta["description"]),
        element("div", class_="cl-run cl-own")(element("p", own.sections[1].title)),
        element("div", class_="cl-run cl-twin", lang=HTML_LANG[other])(element("p", twin.sections[1].title)),
    )
    # As on a page, whose root says that there are two and whose text is set within it.
    return element("div", class_="cl-both")(element("div", class_="md-typeset")(pairs))


def hint(lang: str) -> Html:
    """What a page inside a messenger shows over itself; here in a window of its own."""
    said = words("scripts/page", lang)
    arrow = _ARROW.search((THEME / "assets/in-app.js").read_text("utf-8"))
    assert arrow, "in-app.js draws the hint's arrow"
    return element("div", class_="cl-specimen-window")(
        element("div", class_="cl-hint md-typeset")(
            Html(arrow.group(1)),
            element("p", class_="cl-hint-title")(said["hint-title"]),
            element("p", said["hint-how"]),
            element("p", said["hint-else"]),
            element("p", class_="cl-hint-address")("https://…/guides/late-now/"),
            element("p", _BUTTON(said["hint-address"]), " ", _BUTTON(said["hint-close"])),
        )
    )


def _guide(guides: dict[str, list[Page]], lang: str) -> Page:
    return next(page for page in guides[lang] if page.name.startswith("guides/"))
