"""The zips that the page loads: the same bytes for the same entries, and a module with its packages."""

from __future__ import annotations

import io
import zipfile

from build_scripts.runtime.build import trimmed
from build_scripts.runtime.stored_zip import stored_zip


def test_a_stored_zip_depends_on_its_entries_alone() -> None:
    one = stored_zip({"b.pyc": b"2", "a.pyc": b"1"})
    assert one == stored_zip({"a.pyc": b"1", "b.pyc": b"2"})
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["a.pyc", "b.pyc"]
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())


def test_trimming_keeps_a_module_with_the_packages_it_stands_in() -> None:
    stdlib = {
        "json/__init__.pyc": b"",
        "json/decoder.pyc": b"",
        "json/tool.pyc": b"",
        "re/__init__.pyc": b"",
        "json/x.txt": b"",
    }
    assert sorted(trimmed(stdlib, {"json.decoder"})) == ["json/__init__.pyc", "json/decoder.pyc"]
