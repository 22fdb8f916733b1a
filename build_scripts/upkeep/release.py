"""Makes what is published: `make release`.

First it records what every section says, so that a course built of this site can later be told what has changed; then
it builds the site and writes one archive with the digest of every file. Files that git does not have, the new record
among them, end it before that. Run by hand, never by build or check.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.build import BuildError, build, site_url
from build_scripts.pages.method import method_markdown
from build_scripts.publishing.archive import build_archive
from build_scripts.reading.build_day import source_date_epoch
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import DEFAULT_SITE_URL, ROOT, relative
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


def is_committed() -> bool:
    """Whether git has every file as it is here; also where there is no git to ask."""
    asked = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.returncode != 0 or not asked.stdout.strip()


def _refused(why: str) -> int:
    print(f"release: {why}", file=sys.stderr)
    return 1


def main() -> int:
    guides = read_guides(method_markdown)
    if written := record(guides):
        print(f"release: {relative(written)} records what every section says")
    if not is_committed():
        why = "the record is" if written else "files here are"
        return _refused(
            f"{why} not in git, so nobody could make this archive again: commit, then run make release anew"
        )
    try:
        address = site_url()
        build()
        archive = build_archive(site_url=address, epoch=source_date_epoch(read_ledger(), guides))
    except BuildError as error:
        return _refused(str(error))
    if address == DEFAULT_SITE_URL:
        told = (
            f"release: canonical links, the sitemap, the 404 pages, course packages and nginx.conf lead to {address},"
            " which is nobody else's machine; for a host: SITE_URL=https://credit.example/ make release"
        )
        print(told, file=sys.stderr)
    print(
        f"release: {relative(archive)} ({archive.stat().st_size / 1e6:.1f} MB), its manifest and its digest beside it"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
