"""course/links.csv: every section with its short address, for whom it is and how long it takes, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from build_scripts.reading.audiences import audiences_of
from build_scripts.reading.guides import Page
from build_scripts.reading.places import LANGUAGES, SITE, short_url
from build_scripts.reading.typography import reading_minutes


@dataclass(frozen=True)
class SectionLink:
    """A section as whoever teaches looks for it; `minutes` are those to read it, a page's heading those of the page."""

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
    """Chinese before English, in navigation order, then in document order, as sections.json has them."""
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
    ]


def build_links(guides: Mapping[str, Sequence[Page]], site_url: str, target: Path = SITE) -> None:
    """Writes the file with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(each.name for each in fields(SectionLink))
    table.writerows(astuple(link) for link in section_links(guides, site_url))
    (target / "course").mkdir(exist_ok=True)
    (target / "course/links.csv").write_bytes(("\ufeff" + text.getvalue()).encode())
