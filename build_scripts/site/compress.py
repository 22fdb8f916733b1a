"""Writes `.br` and `.gz` beside every file worth it, with pinned compressors, cached by content hash."""

from __future__ import annotations

import hashlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from build_scripts.reading.places import CACHE, SHORT, SITE

_SUFFIXES = {
    ".html",
    ".css",
    ".js",
    ".json",
    ".svg",
    ".xml",
    ".txt",
    ".wasm",
    ".csv",
}
_SMALLEST = 512
# Zopfli on megabytes takes minutes for one part in a hundred.
_ZOPFLI_LIMIT = 400_000


def _brotli(data: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(data, quality=11))


def _gzip(data: bytes) -> bytes:
    from zopfli.zopfli import compress

    rounds = 15 if len(data) < _ZOPFLI_LIMIT else 1
    return bytes(compress(data, gzip_mode=1, numiterations=rounds))


def _cached(path: Path) -> None:
    data = path.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    for suffix, squeeze in ((".br", _brotli), (".gz", _gzip)):
        kept = CACHE / "compressed" / f"{name}{suffix}"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_name(f"{kept.name}.{path.parent.name}.part")
            part.write_bytes(squeeze(data))
            part.replace(kept)
        squeezed = kept.read_bytes()
        if len(squeezed) < 0.95 * len(data):
            path.with_name(path.name + suffix).write_bytes(squeezed)


def _is_short(name: Path) -> bool:
    """Whether it is the page of a short address: hundreds, each in one packet as it is."""
    return SHORT in name.parts[: 1 + (name.parts[0] != SHORT)]


def compress(target: Path = SITE) -> None:
    """Compresses in place; a file that does not get a twentieth smaller has no compressed copy."""
    worth = [
        path
        for path in sorted(target.rglob("*"))
        if path.suffix in _SUFFIXES and path.stat().st_size >= _SMALLEST and not _is_short(path.relative_to(target))
    ]
    with ProcessPoolExecutor() as pool:
        list(pool.map(_cached, worth, chunksize=4))
