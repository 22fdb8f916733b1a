"""QR codes of addresses, for paper as SVG and for slides as PNG: drawn by the same program as a page's own (uqr)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from build_scripts.pages.covers.png import png
from build_scripts.runtime.node import run_node
from calculators.html import Html, element

# The squares that stay light around a code, by the standard.
_QUIET = 4
# Of a PNG to a square.
_DOTS = 6


def qr_rows(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The rows of each address's code, a sign a square, dark ones as 1."""
    wanted = [*dict.fromkeys(addresses)]
    drawn = json.loads(run_node(Path(__file__).with_suffix(".mjs"), given=json.dumps(wanted)))
    return dict(zip(wanted, map(tuple, drawn), strict=True))


@cache
def qr_png(rows: tuple[str, ...]) -> bytes:
    """The code as a picture with its light squares around it."""
    whole = len(rows) + 2 * _QUIET
    beside, light = "0" * _QUIET, ["0" * whole] * _QUIET
    squares = [*light, *(beside + row + beside for row in rows), *light]
    dots = (bytes(int(square) for square in row for _ in range(_DOTS)) for row in squares)
    return png([row for row in dots for _ in range(_DOTS)], ((255, 255, 255), (0, 0, 0)))


def qr_picture(rows: Sequence[str], label: str) -> Html:
    """The code as SVG; `label` says what it is."""
    whole = len(rows) + 2 * _QUIET
    runs = (
        f"M{found.start() + _QUIET} {at + _QUIET}h{len(found.group())}v1h-{len(found.group())}z"
        for at, row in enumerate(rows)
        for found in re.finditer("1+", row)
    )
    return element("svg", viewBox=f"0 0 {whole} {whole}", role="img", aria_label=label, class_="qr")(
        element("path", d="".join(runs))("")
    )
