"""Takes out of the theme's style sheets the rules that no page of this site can use: two fifths of what a first visit
fetches of them, and of what a browser asks of each element (decision 0021)."""

from __future__ import annotations

import json
from pathlib import Path

from build_scripts.reading.places import ROOT, SITE
from build_scripts.runtime.node import run_node

# The theme means tables of plain Markdown. A browser that has to ask for any class at all works out the style of all
# that an element holds again whenever a class of it changes: the whole page, when a script says that scripts run.
_OF_NO_CLASS = "table:not([class])"
TABLE_CLASSES = ("cl-wide", "cl-very-wide", "report-table", "desk-bands", "desk-results")
OF_NONE_OF_OURS = f"table:not({','.join(f'.{name}' for name in TABLE_CLASSES)})"


def purge_theme(target: Path = SITE) -> None:
    """Rewrites `assets/stylesheets/*.css` of the finished pages. Every word of a page, of a script and of the
    calculators counts as a class, an id or a value in use. What asks for a table without a class asks for none of
    ours."""
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
    for sheet in sheets:
        sheet.write_text(without_class_asked(sheet.read_text("utf-8")), "utf-8")


def without_class_asked(sheet: str) -> str:
    """The sheet, asking whether a table has one of our classes instead of any."""
    return sheet.replace(_OF_NO_CLASS, OF_NONE_OF_OURS)
