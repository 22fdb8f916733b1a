"""Writes calculators/report/sources.toml: what a report prints of each source that the calculators' parameters name.

Run by hand, never by build or check; `make check` says when the ledger has moved on. The page's Python cannot read the
ledger, and a reader of a report gets no more of it than these lines.
"""

from __future__ import annotations

import sys

from build_scripts.checks.report_sources import REPORT_SOURCES, report_sources
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import relative


def main() -> int:
    REPORT_SOURCES.write_text(report_sources(read_ledger()), "utf-8")
    print(f"{relative(REPORT_SOURCES)}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
