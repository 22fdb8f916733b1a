"""Puts what a page takes from npm besides Python into `assets/`, where site/asset_names.py names it by its content.

Only what draws a QR code, fetched when a reader asks for one. It is a `.js` file, since not every host knows `.mjs`.
"""

from __future__ import annotations

import json
from pathlib import Path

from build_scripts.reading.places import ROOT, SITE

QR = ROOT / "node_modules/uqr"


def copy_packages(target: Path = SITE) -> Path:
    """Writes assets/qr.js, with its name, version and licence at the head."""
    package = json.loads((QR / "package.json").read_text("utf-8"))
    licence = (QR / "LICENSE").read_text("utf-8").strip()
    head = f"/*! {package['name']} {package['version']}\n\n{licence}\n*/\n"
    place = target / "assets/qr.js"
    place.write_text(head + (QR / "dist/index.mjs").read_text("utf-8"), "utf-8")
    return place
