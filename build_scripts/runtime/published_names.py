"""The runtime's files as hosts, filters and download managers let them pass (decision 0044).

A page needs `.js` and `.wasm` in any case, so the runtime has no other kinds: no `.mjs`, which many hosts give no type
of JavaScript's, and no `.zip`, which filters refuse and download managers take away from the page. A zip is put inside
a WebAssembly file, as the specification lets any bytes be: Python finds a zip by its end, so it reads the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.runtime.wasm_file import HEADER, name, number

_CUSTOM = b"\0"
_PUBLISHED = {"mjs": "js", "zip": "wasm"}


def zip_in_wasm(zipped: bytes) -> bytes:
    """A WebAssembly module that has nothing but this zip, at its end."""
    content = name("zip") + zipped
    return HEADER + _CUSTOM + number(len(content)) + content


def published_name(file: str) -> str:
    """What a file of the built runtime is called in the site."""
    stem, _, suffix = file.rpartition(".")
    return f"{stem}.{_PUBLISHED.get(suffix, suffix)}"


def published(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The built runtime's files as the site has them."""
    found = {published_name(file): zip_in_wasm(data) if file.endswith(".zip") else data for file, data in files.items()}
    if len(found) != len(files):
        raise ValueError(f"two files of the runtime would have one name: {', '.join(sorted(files))}")
    return found
