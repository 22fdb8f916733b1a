"""Records what every section says, before a site is published: `make release`.

Run by hand, never by build or check. A course built of that site can then be told what has changed since.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.places import relative
from build_scripts.reading.releases import RELEASES, TEXTS, build_number, kept_texts, releases, standings, texts_now


def record(guides: Mapping[str, Sequence[Page]], folder: Path = RELEASES) -> Path | None:
    """Writes the release and the texts that are new; None where the last release says all of it."""
    sections, before = standings(guides), releases(folder)
    build = build_number(sections)
    if before and before[-1].build == build:
        return None
    known = kept_texts(folder)
    fresh = {key: text for key, text in texts_now(guides).items() if key not in known}
    folder.mkdir(exist_ok=True)
    with (folder / TEXTS).open("a", encoding="utf-8") as file:
        for key, text in fresh.items():
            file.write(json.dumps({"digest": key, "text": text}, ensure_ascii=False) + "\n")
    rows = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps([each.page, each.digests['zh'], each.digests['en']])}"
        for name, each in sections.items()
    )
    day = max(page.written for pages in guides.values() for page in pages)
    target = folder / f"{before[-1].number + 1 if before else 1}.json"
    target.write_text(
        f'{{"day": {json.dumps(day)}, "build": {json.dumps(build)}, "sections": {{\n{rows}\n}}}}\n', "utf-8"
    )
    return target


def main() -> int:
    written = record(read_guides(method_markdown))
    print(f"{relative(written)}: please commit it" if written else "nothing has changed since the last release")
    return 0


if __name__ == "__main__":
    sys.exit(main())
