"""Gives our own assets, and what we change of the theme's, names that say what is in them, so that they may be kept
for ever.

`assets/site.js` becomes `assets/site.1a2b3c4d.js`, and every page, manifest and module names it so: a page never meets
another version's script.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from build_scripts.reading.places import MANIFEST, SITE

_NAMED = re.compile(r"\.[0-9a-f]{8}(?=\.)")
# The theme's files that the build changes: their own names would say what was in them before.
_CHANGED = ("stylesheets/*.css",)


class AssetsError(Exception):
    """Two of our modules import each other, so neither can be named first."""


def hashed_name(name: str, content: bytes) -> str:
    """`site.js` as `site.1a2b3c4d.js`; a hash that it has already gives way."""
    stem, _, suffix = _NAMED.sub("", name).rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"


class _Names:
    """The new name of each of our files; a file that names others is renamed after them."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.contents = contents
        self.new: dict[str, str] = {}
        self._open: list[str] = []

    def of(self, name: str) -> str:
        if name not in self.new:
            if name in self._open:
                raise AssetsError(
                    f"{' -> '.join([*self._open, name])}: modules that import each other cannot be named by content"
                )
            self._open.append(name)
            if name.endswith((".js", ".css")):
                text = self.contents[name].decode()
                self.contents[name] = re.sub(r'(?<="\./)[\w.-]+(?=")', self._inside, text).encode()
            self.new[name] = hashed_name(name, self.contents[name])
            self._open.pop()
        return self.new[name]

    def _inside(self, found: re.Match[str]) -> str:
        return self.of(found.group()) if found.group() in self.contents else found.group()


def name_assets(target: Path = SITE) -> dict[str, str]:
    """Renames the files directly in `assets/`, what is changed of the theme's, and every mention of them;
    returns the new names by the old, from `assets/`."""
    folder = target / "assets"
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and not _NAMED.search(path.name)]
    files += [path for pattern in _CHANGED for path in sorted(folder.glob(pattern))]
    names = _Names({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    for name in list(names.contents):
        new = names.of(name)
        (folder / name).unlink()
        (folder / new).write_bytes(names.contents[name])
    if not names.new:
        return {}
    mention = re.compile(rf'(?<=assets/)(?:{"|".join(map(re.escape, names.new))})(?=")')
    for page in sorted(target.rglob("*")):
        if page.suffix == ".html" or page.name == MANIFEST:
            before = page.read_text("utf-8")
            after = mention.sub(lambda found: names.new[found.group()], before)
            if after != before:
                page.write_text(after, "utf-8")
    return names.new
