"""Every section as whoever teaches looks for it: its short address, for whom it is, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.reading.audiences import audiences_of
from build_scripts.reading.guides import Page
from build_scripts.reading.places import LANGUAGES, short_url
from build_scripts.reading.samples import is_to_be_recorded
from build_scripts.reading.typography import reading_minutes


@dataclass(frozen=True)
class SectionLink:
    """One section; `minutes` are those to read it, a page's heading those of the page. `audience`: ids, with spaces."""

    id: str
    lang: str
    title: str
    url: str
    page: str
    level: int
    minutes: int
    audience: str
    written: str


def section_links(guides: Mapping[str, Sequence[Page]], site_url: str) -> list[SectionLink]:
    """Chinese before English, in navigation order, then in document order, as sections.json has them.

    A skeleton's sample heading has no short address yet.
    """
    return [
        SectionLink(
            section.id,
            lang,
            section.title,
            f"{site_url}{short_url(section.id, lang)}",
            page.name,
            section.level,
            reading_minutes("".join(each.text for each in (page.sections if section.level == 1 else (section,)))),
            " ".join(audiences_of(page.name)),
            page.written,
        )
        for lang in LANGUAGES
        for page in guides[lang]
        for section in page.sections
        if is_to_be_recorded(section)
    ]
