"""course/links.csv: every section with its short address, for whom it is and how long it takes, for a spreadsheet;
course/cases.csv: every worked case in the same columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from build_scripts.pages.case_links import case_links
from build_scripts.reading.guides import Page
from build_scripts.reading.places import SITE
from build_scripts.reading.section_links import SectionLink, section_links


def build_links(guides: Mapping[str, Sequence[Page]], site_url: str, target: Path = SITE) -> None:
    """Writes both files with the mark by which spreadsheets know UTF-8."""
    (target / "course").mkdir(exist_ok=True)
    _write(target / "course/links.csv", section_links(guides, site_url))
    _write(target / "course/cases.csv", case_links(guides, site_url))


def _write(file: Path, links: Sequence[SectionLink]) -> None:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(each.name for each in fields(SectionLink))
    table.writerows(astuple(link) for link in links)
    file.write_bytes(("\ufeff" + text.getvalue()).encode())
