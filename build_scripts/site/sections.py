"""sections.json: every section of the site with its permanent id, for courses that link to it; and its JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Page
from build_scripts.reading.places import LANGUAGES, SITE, page_url
from build_scripts.reading.samples import is_to_be_recorded

# Raised when a field goes away or means something else; a new field may come without.
SCHEMA_VERSION = 1
_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "sections.json",
    "version": SCHEMA_VERSION,
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "lang", "page", "title", "url", "level", "claims", "written"],
        "properties": {
            "id": _ID,
            "lang": {"enum": list(LANGUAGES)},
            "page": {"type": "string", "pattern": "^[a-z0-9/-]*[a-z0-9]$"},
            "title": {"type": "string", "minLength": 1},
            "url": {"type": "string", "pattern": "^[a-z0-9/-]*#[a-z0-9-]+$"},
            "level": {"enum": [1, 2, 3]},
            "claims": {"type": "array", "items": _ID},
            "written": {"type": "string", "pattern": _DAY},
        },
    },
}


def catalogue(guides: dict[str, list[Page]]) -> list[dict[str, Any]]:
    """Chinese before English, in navigation order, then in document order; a skeleton's samples are left out."""
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
        if is_to_be_recorded(section)
    ]


def build_sections(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in catalogue(guides))
    (target / "sections.json").write_text(f"[\n{rows}\n]\n", "utf-8")
    (target / "sections.schema.json").write_text(json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n", "utf-8")
