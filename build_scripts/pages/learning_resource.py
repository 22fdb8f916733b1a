"""What a guide is, for machines that collect teaching material: schema.org's LearningResource, as a data block.

A browser runs no block of that type, so the policy has no hash for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from build_scripts.reading.audiences import audiences, audiences_of
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.places import HTML_LANG, page_url
from build_scripts.reading.typography import reading_minutes
from build_scripts.reading.words import words
from calculators.html import Html

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def described(page: Page, notes: Sequence[TeachingNote], site_url: str) -> dict[str, object]:
    """The guide's description; addresses are absolute."""
    lang = page.lang
    note = next((each for each in notes if f"guides/{each.guide}" == page.name), None)
    minutes = reading_minutes("".join(section.text for section in page.sections))
    site = words("site", lang)
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": page.title,
        "description": page.meta.get("description", ""),
        "url": site_url + page_url(page.name, lang),
        "inLanguage": HTML_LANG[lang],
        "dateModified": page.written,
        "timeRequired": f"PT{minutes}M",
        "learningResourceType": words("guides", lang)["resource-type"],
        "audience": [
            {"@type": "Audience", "audienceType": each.name(lang)}
            for each in audiences()
            if each.id in audiences_of(page.name)
        ],
        "isAccessibleForFree": True,
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": site["name"], "url": site_url + page_url("index", lang)},
    }
    if note:
        found["teaches"] = (note.objective_zh if lang == "zh" else note.objective_en).strip()
    return found


def data_block(described: Mapping[str, object]) -> Html:
    """As an element of the page; nothing in it can end the element."""
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Html(f'<script type="application/ld+json">{text}</script>')
