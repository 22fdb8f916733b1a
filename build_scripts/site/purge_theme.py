"""Takes out of the theme's style sheets the rules that no page of this site can use: two fifths of what a first visit
fetches of them, and of what a browser asks of each element (decision 0021)."""

from __future__ import annotations

import json
from pathlib import Path

from build_scripts.reading.places import ROOT, SITE
from build_scripts.runtime.node import run_node


def purge_theme(target: Path = SITE) -> None:
    """Rewrites `assets/stylesheets/*.css` of the finished pages. Every word of a page, of a script and of the
    calculators counts as a class, an id or a value in use."""
    places = [
        *sorted(target.rglob("*.html")),
        *sorted((target / "assets").glob("*.js")),
        *sorted((ROOT / "calculators").rglob("*.py")),
    ]
    sheets = sorted((target / "assets/stylesheets").glob("*.css"))
    all_sheets = [*sheets, *sorted((target / "assets").glob("*.css"))]
    run_node(
        Path(__file__).with_suffix(".mjs"),
        *sheets,
        given=json.dumps({"content": list(map(str, places)), "sheets": list(map(str, all_sheets))}),
    )
