"""Zips whose bytes depend on nothing but their entries:
sorted, uncompressed (that is the web server's part), one date."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def stored_zip(entries: dict[str, bytes]) -> bytes:
    """The zip of these entries: the same on every machine and Python."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, entries[name])
    return stream.getvalue()


def read_zip(zipped: Path | bytes) -> dict[str, bytes]:
    """The files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(zipped) if isinstance(zipped, bytes) else zipped) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
