"""The catalogue of all sections and worked cases: a plain list of short links, which the page's script makes into one
to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.pages.case_links import case_links
from build_scripts.pages.cases import EMBED_HEIGHT
from build_scripts.pages.foreign_words import marked
from build_scripts.pages.ledger import choice, filter_form
from build_scripts.reading.audiences import audiences, audiences_of
from build_scripts.reading.guides import Page
from build_scripts.reading.places import LANGUAGES, page_url, short_url
from build_scripts.reading.section_links import SectionLink, section_links
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import for_script, words
from calculators.html import Html, element

# From the catalogue's page to the root of its language.
_UP = "../../"


def section_list(guides: Mapping[str, Sequence[Page]], lang: str) -> Html:
    """Every section and worked case of a language, below the name of its page."""
    pages = guides[lang]
    worked = [link for link in case_links(guides, "") if link.lang == lang]
    links = [link for link in section_links(guides, "") if link.lang == lang] + worked
    are_cases = frozenset(link.id for link in worked)
    texts = words("section-list", lang)
    readers = [
        (each.id, each.name(lang), sum(each.id in link.audience.split() for link in links)) for each in audiences()
    ]
    by_page = [(page.name, page.title, sum(link.page == page.name for link in links)) for page in pages]
    filters = filter_form([choice("audience", readers, lang), choice("page", by_page, lang)], lang, len(links))
    files = element("p", class_="cl-download")(
        texts["files"],
        element("a", href=_root(lang) + "course/links.csv")("links.csv"),
        " · ",
        element("a", href=_root(lang) + "course/cases.csv")("cases.csv"),
        " · ",
        element("a", href=_root(lang) + "sections.json")("sections.json"),
        " (",
        element("a", href=_root(lang) + "sections.schema.json")(texts["schema"]),
        ")",
    )
    empty = element("p", data_empty=True, hidden=True)(words("ledger", lang)["empty"])
    names = {each: words("site", each)["name"] for each in LANGUAGES}
    asked = for_script("picks", lang, names=names)
    return element("div", class_="cl-picks", data_filterable=True, data_picks=asked)(
        filters, *(row for page in pages for row in _page(page, links, are_cases, lang)), empty, files
    )


def _root(lang: str) -> str:
    return "../" * page_url("course/links", lang).count("/")


def _page(page: Page, links: Sequence[SectionLink], are_cases: frozenset[str], lang: str) -> Iterator[Html]:
    texts = words("section-list", lang)
    names = texts["joint"].join(each.name(lang) for each in audiences() if each.id in audiences_of(page.name))
    about = texts["about"].format(audience=names, day=day_in_words(page.written, lang))
    yield element("p", class_="cl-group", data_group=True)(
        marked(page.title, lang), " ", element("span", class_="cl-pick-about")(about)
    )
    for link in links:
        if link.page == page.name:
            kind = "case" if link.id in are_cases else "whole-page" if link.level == 1 else "minutes"
            yield _row(link, kind, lang)


def _row(link: SectionLink, kind: str, lang: str) -> Html:
    said = words("section-list", lang)[kind].format(minutes=link.minutes)
    return element(
        "article",
        class_=f"cl-pick cl-pick-{link.level}",
        data_pick=link.id,
        data_audience=link.audience,
        data_page=link.page,
        data_height=EMBED_HEIGHT if kind == "case" else None,
    )(
        element("a", href=_UP + short_url(link.id, "zh"))(marked(link.title, lang)),
        " ",
        element("span", class_="cl-pick-about")(said),
    )
