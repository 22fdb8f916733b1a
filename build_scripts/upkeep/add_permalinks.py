"""Appends to docs/ledger/permalinks.toml the heading ids that it does not list yet.

Run by hand, never by build or check.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.checks.permalinks import PERMALINKS
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.places import relative
from build_scripts.reading.samples import is_to_be_recorded

_HEAD = """\
# Every heading id ever published, in the order in which they were added. This file only grows: no line of it is changed
# or removed. `make permalinks` appends new ids. Where a heading goes away, add by hand
# [[heir]]
# of = "the-id-that-went"
# to = "the-id-that-took-its-place"
# Where a heading moves to another page, add by hand
# [[moved]]
# id = "the-id-that-moved"
# from = "guides/the-page-that-it-left"
"""


def add_permalinks(guides: Mapping[str, Sequence[Page]], *, file: Path = PERMALINKS) -> list[str]:
    """The ids that were appended, in navigation and document order; a skeleton's sample heading waits for its words."""
    text = file.read_text("utf-8") if file.exists() else _HEAD
    known = {row["id"] for row in tomllib.loads(text).get("id", ())}
    wanted = dict.fromkeys(
        section.id
        for pages in guides.values()
        for page in pages
        for section in page.sections
        if is_to_be_recorded(section)
    )
    added = [heading for heading in wanted if heading not in known]
    if added:
        entries = "".join(f'\n[[id]]\nid = "{heading}"\n' for heading in added)
        file.write_text(text.rstrip("\n") + "\n" + entries, "utf-8")
    return added


def main() -> int:
    added = add_permalinks(read_guides())
    print(f"{relative(PERMALINKS)}: {len(added)} ids added" + "".join(f"\n  {heading}" for heading in added))
    return 0


if __name__ == "__main__":
    sys.exit(main())
