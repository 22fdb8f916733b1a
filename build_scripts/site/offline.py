"""Lets the site open without a network: the service worker, which knows every file of this version.

The version is a hash over the names and contents of all files, written into every page and into `sw.js`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from build_scripts.reading import marks
from build_scripts.reading.places import COMPONENTS, SITE, THEME, is_one_of_hundreds
from build_scripts.site.minify import minified

# What no reader opens without a network: for hosts, search engines, messengers, courses, pip, readers of feeds and
# whoever changes the look.
_LEFT_OUT_FOLDERS = ("wheel/", "covers/", "en/covers/", f"{COMPONENTS}/", f"en/{COMPONENTS}/")
_LEFT_OUT = (
    "_headers",
    "web.config",
    "404.html",
    "en/404.html",
    "sitemap.xml",
    "sections.json",
    "sections.schema.json",
    "sw.js",
    "changes.atom.xml",
    "en/changes.atom.xml",
)
_SQUEEZED = {".br", ".gz"}


def _is_left_out(name: str) -> bool:
    # A course's page lies in a folder of its own, its files beside that.
    is_for_courses = name.rpartition("/")[0] == "course"
    return name in _LEFT_OUT or name.startswith(_LEFT_OUT_FOLDERS) or is_for_courses or is_one_of_hundreds(name)


def _files(target: Path) -> dict[str, bytes]:
    names = {
        path.relative_to(target).as_posix(): path
        for path in target.rglob("*")
        if path.is_file() and path.suffix not in _SQUEEZED
    }
    return {name: names[name].read_bytes() for name in sorted(names) if not _is_left_out(name)}


def site_version(files: dict[str, bytes], worker: str) -> str:
    """Another one for any file that differs, the service worker's own text included."""
    digest = hashlib.sha256(worker.encode())
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()[:16]


def _stamp(target: Path, filled: dict[str, str]) -> None:
    for path in sorted(target.rglob("*.html")):
        text = path.read_text("utf-8")
        for name, value in filled.items():
            text = text.replace(name, value)
        path.write_text(text, "utf-8")


def build_offline(target: Path = SITE) -> str:
    """Writes the version into the pages and `sw.js`, when every other file is written; returns it."""
    worker = (THEME / "offline/sw.js").read_text("utf-8")
    files = _files(target)
    version = site_version(files, worker)
    whole = sum(map(len, files.values()))
    _stamp(target, {marks.VERSION: version, marks.MEGABYTES: str(round(whole / 1e6))})
    known = {
        name: [len(data)] if name.endswith(".html") else [len(data), hashlib.sha256(data).hexdigest()[:16]]
        for name, data in _files(target).items()
    }
    for mark, value in (
        ('/*VERSION*/ ""', json.dumps(version)),
        ("/*FILES*/ {}", json.dumps(known, separators=(",", ":"))),
    ):
        if worker.count(mark) != 1:
            raise ValueError(f"docs/theme/offline/sw.js has no place for {mark}")
        worker = worker.replace(mark, value)
    (target / "sw.js").write_text(minified(worker, ".js"), "utf-8")
    return version


def leave_online(target: Path = SITE) -> None:
    """For `make serve`: pages without a version, so that none starts a service worker that would hold on to drafts."""
    _stamp(target, {marks.VERSION: "", marks.MEGABYTES: "0"})
