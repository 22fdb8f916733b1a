"""Leaves comments and the space between words out of what a page fetches; names and lines stay as they are written.

A script is ASCII: some hosts name another encoding (`charset=gbk`), by which a worker reads it."""

from __future__ import annotations

import re
from pathlib import Path

import rcssmin
import rjsmin

from build_scripts.reading.places import SITE


def _escaped(found: re.Match[str]) -> str:
    """A sign beyond ASCII as a string, a template and a rule of JavaScript may write it; two halves beyond 65,535."""
    written = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{written[at : at + 4]}" for at in range(0, len(written), 4))


def minified(text: str, suffix: str) -> str:
    """A script or style sheet (`.js`, `.css`) without what only its writer needs; comments that begin with ! stay."""
    shorter: str = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}[suffix](text, keep_bang_comments=True)
    return (re.sub(r"[^\x00-\x7f]", _escaped, shorter) if suffix == ".js" else shorter).strip() + "\n"


def minify_assets(target: Path = SITE) -> None:
    """Rewrites the scripts and style sheets in `assets/` itself; the theme's come short."""
    for place in sorted((target / "assets").iterdir()):
        if place.suffix in (".js", ".css"):
            place.write_text(minified(place.read_text("utf-8"), place.suffix), "utf-8")
