"""Every worked case as whoever teaches looks for it, in the same columns as a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.pages.cases import anchor, cases
from build_scripts.reading.audiences import audiences_of
from build_scripts.reading.guides import Page
from build_scripts.reading.places import CALCULATOR_PAGES, LANGUAGES, short_url
from build_scripts.reading.section_links import SectionLink
from build_scripts.reading.typography import reading_minutes

# Below the page's heading and its sections.
LEVEL = 3


def case_links(guides: Mapping[str, Sequence[Page]], site_url: str) -> list[SectionLink]:
    """Chinese before English, in navigation order, then as the calculator shows them."""
    found = []
    for lang in LANGUAGES:
        for page in guides[lang]:
            if page.name not in CALCULATOR_PAGES:
                continue
            calculator = page.name.removeprefix("calculators/")
            for case in cases(calculator):
                place = anchor(calculator, case)
                address, minutes = f"{site_url}{short_url(place, lang)}", reading_minutes(case.story[lang])
                readers = " ".join(audiences_of(page.name))
                found.append(
                    SectionLink(
                        place, lang, case.title[lang], address, page.name, LEVEL, minutes, readers, page.written
                    )
                )
    return found
