"""sections.json: every section of the site with its permanent id, for courses that link to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Page
from build_scripts.reading.places import LANGUAGES, SITE, page_url


def catalogue(guides: dict[str, list[Page]]) -> list[dict[str, Any]]:
    """Chinese before English, in navigation order, then in document order."""
    return [
        {
            "id": section.id,
            "lang": lang,
            "page": page.name,
            "title": section.title,
            "url": f"{page_url(page.name, lang)}#{section.id}",
            "level": section.level,
            "claims": list(dict.fromkeys(claim.target for claim in section.claims)),
            "written": page.written,
        }
        for lang in LANGUAGES
        for page in guides[lang]
        for section in page.sections
    ]


def build_sections(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in catalogue(guides))
    (target / "sections.json").write_text(f"[\n{rows}\n]\n", "utf-8")
