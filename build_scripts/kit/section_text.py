"""A section as HTML that stands by itself: for packages that are read where the site is not.

Pictures, footnotes and calculators stay on the site; links are absolute, or within the package where it holds the
section.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from markdown_it.token import Token

from build_scripts.pages.contacts import contact_list
from build_scripts.reading.guides import Page, Section, markdown_reader
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import page_url, short_url
from build_scripts.reading.typography import line_joint
from calculators.html import Html

_READER = markdown_reader()


@dataclass(frozen=True)
class Surroundings:
    """What a section's text needs: the language, the site's address, the ids that have a short address, and those that
    stand in the package too."""

    lang: str
    site_url: str
    short: Collection[str]
    inside: Collection[str]
    ledger: Ledger


def section_html(page: Page, section: Section, around: Surroundings) -> Html:
    """The section without its heading."""
    tokens = list(_tokens(section.tokens, page, around))
    return Html(_READER.renderer.render(tokens, _READER.options, {}))


def _tokens(tokens: Sequence[Token], page: Page, around: Surroundings) -> Iterator[Token]:
    contacts = {
        marker.line: marker.name for section in page.sections for marker in section.markers if marker.kind == "contacts"
    }
    for token in tokens:
        if token.type == "inline":
            made = copy(token)
            made.children = list(_inline(token.children or [], page, around))
            yield made
        elif token.type == "html_block":
            line = (token.map[0] if token.map else -1) + 1 + page.shift
            if line in contacts:
                made = copy(token)
                up = f"{around.site_url}{page_url('index', around.lang)}"
                made.content = contact_list(contacts[line], around.ledger, around.lang, up=up)
                yield made
        else:
            yield token


def _inline(children: Sequence[Token], page: Page, around: Surroundings) -> Iterator[Token]:
    """Without footnote marks and HTML, lines joined as on the page, links made absolute."""
    kept = [child for child in children if child.type not in ("footnote_ref", "html_inline")]
    for at, child in enumerate(kept):
        made = copy(child)
        if child.type == "softbreak":
            made = Token("text", "", 0)
            made.content = line_joint(_last(kept[:at]), _first(kept[at + 1 :]))
        elif child.type == "link_open":
            made.attrs = {"href": _address(str(child.attrGet("href")), page, around)}
        yield made


def _last(before: Sequence[Token]) -> str:
    return next((token.content.rstrip()[-1:] for token in reversed(before) if token.content.strip()), "")


def _first(after: Sequence[Token]) -> str:
    return next((token.content.lstrip()[:1] for token in after if token.content.strip()), "")


def _address(target: str, page: Page, around: Surroundings) -> str:
    if target.startswith(("http:", "https:", "tel:")):
        return target
    path, _, anchor = target.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
    if anchor in around.inside:
        return f"#{anchor}"
    if anchor in around.short:
        return f"{around.site_url}{short_url(anchor, around.lang)}"
    return f"{around.site_url}{page_url(name.removesuffix('.md'), around.lang)}" + (f"#{anchor}" if anchor else "")


def sections_by_id(pages: Sequence[Page]) -> Mapping[str, tuple[Page, Section]]:
    return {section.id: (page, section) for page in pages for section in page.sections}
