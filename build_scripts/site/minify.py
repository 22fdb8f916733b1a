"""Leaves comments and the space between words out of what a page fetches; names and lines stay as they are written."""

from __future__ import annotations

from pathlib import Path

import rcssmin
import rjsmin

from build_scripts.reading.places import SITE


def minified(text: str, suffix: str) -> str:
    """A script or style sheet (`.js`, `.css`) without what only its writer needs; comments that begin with ! stay."""
    shorter: str = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}[suffix](text, keep_bang_comments=True)
    return shorter.strip() + "\n"


def minify_assets(target: Path = SITE) -> None:
    """Rewrites the scripts and style sheets in `assets/` itself; the theme's come short."""
    for place in sorted((target / "assets").iterdir()):
        if place.suffix in (".js", ".css"):
            place.write_text(minified(place.read_text("utf-8"), place.suffix), "utf-8")
