"""IIS is told every kind of file that the site holds."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from build_scripts.reading.file_types import FILE_TYPES
from build_scripts.reading.places import ROOT, SITE
from build_scripts.site.web_config import WEB_CONFIG, web_config

# For hosts that read them, and for IIS itself; what it packs it packs by itself.
NOT_SERVED = {"_headers", WEB_CONFIG}
PACKED = {".br", ".gz"}


def test_each_kind_is_removed_before_it_is_named_and_named_once() -> None:
    content = ElementTree.fromstring(web_config().encode()).find("system.webServer/staticContent")
    assert content is not None
    said = [(each.tag, each.get("fileExtension"), each.get("mimeType")) for each in content]
    assert said == [
        entry for suffix, kind in FILE_TYPES.items() for entry in (("remove", suffix, None), ("mimeMap", suffix, kind))
    ]


def test_every_kind_of_file_in_the_site_is_named() -> None:
    assert (SITE / WEB_CONFIG).read_text("utf-8") == web_config()
    kinds = {path.suffix for path in SITE.rglob("*") if path.is_file() and path.name not in NOT_SERVED} - PACKED
    assert kinds <= set(FILE_TYPES)


def test_the_readme_lists_the_same_kinds() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    said = re.search(r"Pages load `([^`]+)` and no other kinds .*?; readers save `([^`]+)`", text, re.DOTALL)
    assert said
    assert sorted(f"{said[1]} {said[2]}".split()) == sorted(FILE_TYPES)
