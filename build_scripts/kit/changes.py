"""What the page of changes compares a course with: course/changes.<lang>.json, and the build's own number."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_scripts.pages.cases import anchor, cases
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Permalinks
from build_scripts.reading.places import LANGUAGES, SITE
from build_scripts.reading.releases import Release, build_number, kept_texts, releases, standings, texts_now
from build_scripts.site.sections import SCHEMA_VERSION
from calculators.register import CALCULATORS


def changes(
    guides: Mapping[str, Sequence[Page]],
    permalinks: Permalinks,
    lang: str,
    *,
    known: Sequence[Release],
    kept: Mapping[str, str],
) -> dict[str, Any]:
    """`now` and each release give each section's page and digest; `texts`, by digest, what changed said and says."""
    now = standings(guides)
    titles = {section.id: section.title for page in guides[lang] for section in page.sections}
    current = texts_now(guides)
    wanted: dict[str, str] = {}
    for release in known:
        for name, old in release.sections.items():
            new = now.get(name)
            if new is None or new.digests[lang] != old.digests[lang]:
                wanted[old.digests[lang]] = kept.get(old.digests[lang], "")
                if new is not None:
                    wanted[new.digests[lang]] = current[new.digests[lang]]
    return {
        "build": build_number(now),
        "pages": {page.name: page.title for page in guides[lang]},
        "now": {name: [each.page, each.digests[lang], titles[name]] for name, each in now.items()},
        "heirs": permalinks.heirs,
        # Courses link them too, and no release records what they say.
        "cases": sorted(anchor(name, case) for name in CALCULATORS for case in cases(name)),
        "releases": {
            release.build: {
                "number": release.number,
                "day": release.day,
                "sections": {name: [each.page, each.digests[lang]] for name, each in release.sections.items()},
            }
            for release in known
        },
        "texts": wanted,
    }


def build_changes(guides: Mapping[str, Sequence[Page]], permalinks: Permalinks, target: Path = SITE) -> None:
    """Writes both files, and course/build.json with the number and the version of sections.json."""
    folder, known, kept = target / "course", releases(), kept_texts()
    folder.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        found = changes(guides, permalinks, lang, known=known, kept=kept)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (folder / f"changes.{lang}.json").write_text(text + "\n", "utf-8")
    about = {"build": build_number(standings(guides)), "sections": "sections.json", "schema": "sections.schema.json"}
    (folder / "build.json").write_text(json.dumps({**about, "schema_version": SCHEMA_VERSION}) + "\n", "utf-8")
