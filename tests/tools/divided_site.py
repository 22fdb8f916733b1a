"""The built site with its interpreter's WebAssembly divided otherwise."""

from __future__ import annotations

import re

from faults import path_of

from build_scripts.runtime.slim_pyodide import FIRST, REST


def with_wasm(built: dict[str, bytes], first: bytes, rest: bytes) -> dict[str, bytes]:
    """The site with these two files; its worker knows how long they are."""
    files = dict(built)
    worker = files[path_of(built, "worker.js")].decode()
    for name, data in ((FIRST, first), (REST, rest)):
        files[path_of(built, name)] = data
        worker, count = re.subn(rf'("{re.escape(name)}": )\d+', rf"\g<1>{len(data)}", worker)
        assert count == 1
    files[path_of(built, "worker.js")] = worker.encode()
    for name in (FIRST, REST, "worker.js"):
        for suffix in (".br", ".gz"):
            files.pop(path_of(built, name) + suffix, None)
    return files
