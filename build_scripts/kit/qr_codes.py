"""QR codes of addresses as SVG, for paper: drawn by the same program as the ones that a page draws (uqr)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from build_scripts.runtime.node import run_node
from calculators.html import Html, element

# The squares that stay light around a code, by the standard.
_QUIET = 4


def qr_codes(addresses: Iterable[str], label: str) -> dict[str, Html]:
    """A picture for each address; `label` says what it is, with the address for {address}."""
    wanted = [*dict.fromkeys(addresses)]
    drawn = json.loads(run_node(Path(__file__).with_suffix(".mjs"), given=json.dumps(wanted)))
    return {address: _picture(rows, label.format(address=address)) for address, rows in zip(wanted, drawn, strict=True)}


def _picture(rows: list[str], label: str) -> Html:
    whole = len(rows) + 2 * _QUIET
    runs = (
        f"M{found.start() + _QUIET} {at + _QUIET}h{len(found.group())}v1h-{len(found.group())}z"
        for at, row in enumerate(rows)
        for found in re.finditer("1+", row)
    )
    return element("svg", viewBox=f"0 0 {whole} {whole}", role="img", aria_label=label, class_="qr")(
        element("path", d="".join(runs))("")
    )
