"""A report prints of each source exactly what the ledger says of it now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import Ledger, read_toml
from build_scripts.reading.parameters import OWN_METHOD
from build_scripts.reading.places import ROOT, relative
from calculators.register import CALCULATORS

REPORT_SOURCES = ROOT / "calculators/report/sources.toml"
_HEAD = """\
# What a report prints of each source, taken from docs/ledger/sources.toml by
# `make report-sources`; `make check` compares the two.
"""


def _named(value: Any) -> Iterator[str]:
    """Every source id in a parameters.toml."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner if key in ("source", "sources") else _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def report_sources(ledger: Ledger) -> str:
    """The file's text as the ledger has it now."""
    files = [ROOT / "calculators" / each.folder / "parameters.toml" for each in CALCULATORS.values()]
    files = [file for file in files if file.exists()]  # checks/calculators.py says which one is missing.
    wanted = {name for file in files for name in _named(read_toml(file))} - {OWN_METHOD}
    parts = [_HEAD]
    for source in ledger.sources:
        # Grade D is no ground for a figure, so no report rests on it.
        if source.id in wanted and source.grade != "D":
            entries = {
                "id": source.id,
                "title_zh": source.title,
                "title_en": source.title_en,
                "publisher_zh": source.publisher,
                "publisher_en": source.publisher_in("en"),
                "grade": source.grade,
                "read": source.read,
                "how": source.how,
                # Of a law or a rule the title is enough where room is short; else it takes whose page it is, too.
                "is_rule": source.status != "reported",
            }
            lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries.items()]
            parts.append("\n[[source]]\n" + "".join(lines))
    return "".join(parts)


def check_report_sources(ledger: Ledger, *, file: Path = REPORT_SOURCES) -> list[Fault]:
    """A fault where the file differs from what the ledger says."""
    if file.exists() and file.read_text("utf-8") == report_sources(ledger):
        return []
    return [
        Fault(
            relative(file),
            1,
            "this is not what the ledger says now; run 'make report-sources'",
        )
    ]
