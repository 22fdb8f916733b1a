"""Zips whose bytes depend on nothing but their entries and one date: sorted, uncompressed (that is the web server's
part)."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

# The first that a zip can carry.
_FIRST_DATE = 315_532_800


def stored_zip(entries: dict[str, bytes], *, epoch: int = _FIRST_DATE) -> bytes:
    """The zip of these entries: the same on every machine and Python. `epoch`: the date that they carry, in seconds
    since 1970 (a zip keeps even seconds, from 1980 on)."""
    date = datetime.fromtimestamp(max(epoch, _FIRST_DATE), UTC).timetuple()[:6]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, date)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, entries[name])
    return stream.getvalue()


def read_zip(zipped: Path | bytes) -> dict[str, bytes]:
    """The files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(zipped) if isinstance(zipped, bytes) else zipped) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
