"""What people type who need a section, by section: docs/ledger/asked.toml. No page shows it; search finds by it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import LEDGER

ASKED = LEDGER / "asked.toml"


def asked(file: Path = ASKED) -> Mapping[str, Any]:
    """Of each section's id the queries by language, as the file has them. Raises LedgerError where it is no TOML."""
    return read_toml(file)
