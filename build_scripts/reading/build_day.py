"""The day a build carries. The build never reads the clock: same commit, same bytes on any day."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime

from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import ROOT


def newest_date(ledger: Ledger, guides: dict[str, list[Page]]) -> date:
    """The newest day that the ledger or a guide carries."""
    days = [source.read for source in ledger.sources] + [page.written for pages in guides.values() for page in pages]
    return max(date.fromisoformat(day) for day in days if day)


def source_date_epoch(ledger: Ledger, guides: dict[str, list[Page]]) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, else the last commit's, else the newest day in the ledger."""
    if asked := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(asked)
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout.strip():
        return int(done.stdout)
    day = newest_date(ledger, guides)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
