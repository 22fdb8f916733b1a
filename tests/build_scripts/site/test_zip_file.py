"""The zip holds the whole site and nothing twice, with the same bytes for the same site."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from small_site import RELEASED, small_site

from build_scripts.site.zip import NOTE, build_zip, site_zip


def site(folder: Path) -> Path:
    return small_site(folder, {"index.html.gz": "g", "_headers": "h"})


def test_every_file_is_in_it_once_sorted_stored_and_of_one_date(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(site_zip(site(tmp_path), epoch=RELEASED)))
    assert archive.namelist() == [NOTE, "_headers", "en/index.html", "index.html"]
    assert {(entry.compress_type, entry.date_time) for entry in archive.infolist()} == {
        (zipfile.ZIP_STORED, (2026, 11, 29, 8, 30, 14))
    }
    assert archive.testzip() is None


def test_the_same_site_gives_the_same_bytes_whenever_it_was_written(tmp_path: Path) -> None:
    first = site(tmp_path / "a")
    second = site(tmp_path / "b")
    os.utime(second / "index.html", (0, 0))
    (second / "index.html").chmod(0o600)
    assert site_zip(first, epoch=RELEASED) == site_zip(second, epoch=RELEASED)
    # A server that compares dates and lengths tells a new release by its date.
    assert site_zip(first, epoch=RELEASED) != site_zip(first, epoch=RELEASED + 2)


def test_the_zip_is_written_whole_and_says_how_to_serve_it_in_both_languages(tmp_path: Path) -> None:
    target = build_zip(site(tmp_path / "site"), tmp_path / "out.zip", epoch=RELEASED)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.zip"]
    note = zipfile.ZipFile(target).read(NOTE).decode()
    assert note.count("python3 -m http.server") == 2
    assert "不要直接双击" in note and "Do not open" in note
