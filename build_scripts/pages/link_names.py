"""What the places of a link mean, by calculator: each one's building/link.toml as a module of the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import ROOT, SITE
from calculators.register import CALCULATORS, Calculator

# Fields come in blocks, since the page would otherwise be sent every item of the checklist five times.
_SCRIPT = """\
const listed = (text) => text.split(" ");
const block = (names, endings) => endings.flatMap((end) => listed(names).map((name) => name + end));
export const TABLES = {%s};
"""


def link_file(calculator: Calculator) -> Path:
    """Where the calculator says what the places of its links mean."""
    return ROOT / "calculators" / calculator.folder / "building/link.toml"


def _read(calculator: Calculator) -> dict[str, Any]:
    return read_toml(link_file(calculator))


def link_names(calculator: Calculator) -> dict[str, list[str]]:
    """`fields`, `words` and `figures`, each in the order of their places. Raises LedgerError, OSError or KeyError."""
    read = _read(calculator)
    blocks = [(block["names"], block.get("endings", [""])) for block in read["fields"]]
    fields = [name + ending for names, endings in blocks for ending in endings for name in names]
    return {"fields": fields, "words": read["words"], "figures": read["figures"]}


def choices_as_written(calculator: Calculator) -> list[str]:
    """The fields whose choices have no place, and travel under their whole name."""
    found: list[str] = _read(calculator).get("choices_as_written", [])
    return found


def _table(calculator: Calculator) -> str:
    read = _read(calculator)
    blocks = [
        f"...block({json.dumps(' '.join(block['names']))},{json.dumps(block.get('endings', ['']))})"
        for block in read["fields"]
    ]
    words, figures = (f"listed({json.dumps(' '.join(read[name]))})" for name in ("words", "figures"))
    return f"{json.dumps(calculator.name)}:{{fields:[{','.join(blocks)}],words:{words},figures:{figures}}}"


def build_link_names(target: Path = SITE) -> None:
    """Writes assets/state-names.js, which assets/state-link.js reads."""
    script = _SCRIPT % ",\n".join(_table(calculator) for calculator in CALCULATORS.values())
    (target / "assets/state-names.js").write_text(script, "utf-8")
