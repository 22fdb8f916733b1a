"""Joins the parts of a style sheet, so that a page fetches one file however many there are to read.

`assets/site.css` names its parts in their order, a line of `@import "./site/….css";` each, as a browser would read
them too.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from build_scripts.reading.places import SITE

_PART = re.compile(r'^@import "\./(.+)";$', re.MULTILINE)


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"([^{};]+)\{")
_NAME = re.compile(r"[.#][A-Za-z][\w-]*|\[[\w-]+")


class StyleSheetError(Exception):
    """A sheet names a part that is not there, or a part is named by no sheet; the message says which."""


def names_in_selectors(sheet: str) -> list[str]:
    """Each mention of a class (`.x`),
    an id (`#x`) or an attribute (`[x]`) in a style sheet's selectors, in their order."""
    selectors = (found.strip() for found in _SELECTOR.findall(_COMMENT.sub("", sheet)))
    names = [name for found in selectors if not found.startswith("@") for name in _NAME.findall(found)]
    return [f"{name}]" if name.startswith("[") else name for name in names]


def join_style_sheets(target: Path = SITE) -> None:
    """Puts each part into the sheet in `assets/` that names it, and takes the parts' folders away.

    Raises StyleSheetError.
    """
    assets = target / "assets"
    for sheet in sorted(assets.glob("*.css")):
        text = sheet.read_text("utf-8")
        parts = _PART.findall(text)
        folder = assets / sheet.stem
        there = {path.relative_to(assets).as_posix() for path in folder.rglob("*") if path.is_file()}
        for name in sorted(there ^ set(parts)):
            fault = "no part of this name" if name in parts else f"{sheet.name} does not name it"
            raise StyleSheetError(f"docs/theme/assets/{name}: {fault}")
        if parts:
            sheet.write_text(_PART.sub(lambda found: (assets / found.group(1)).read_text("utf-8"), text), "utf-8")
            shutil.rmtree(folder)
