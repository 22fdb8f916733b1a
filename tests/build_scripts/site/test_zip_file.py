"""The zip holds the whole site and nothing twice, with the same bytes for the same site."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from release_host import unpack
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


def test_a_newer_release_of_as_many_bytes_replaces_what_pythons_server_let_a_reader_keep(tmp_path: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    served = tmp_path / "served"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=served))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def asked(kept: str) -> tuple[int, bytes, str]:
        line = HTTPConnection("127.0.0.1", server.server_port)
        line.request("GET", "/sw.js", headers={"If-Modified-Since": kept} if kept else {})
        answer = line.getresponse()
        return answer.status, answer.read(), answer.getheader("Last-Modified") or ""

    kept = ""
    for text, epoch in (("1st", RELEASED), ("2nd", RELEASED + 86_400)):
        folder = small_site(tmp_path / text, {"sw.js": text})
        unpack(build_zip(folder, tmp_path / f"{text}.zip", epoch=epoch), served)
        status, body, dated = asked(kept)
        assert (status, body) == (200, text.encode()), "an older copy would be kept for ever"
        assert asked(dated)[0] == 304
        kept = dated
    server.shutdown()
    server.server_close()


def test_the_zip_is_written_whole_and_says_how_to_serve_it_in_both_languages(tmp_path: Path) -> None:
    target = build_zip(site(tmp_path / "site"), tmp_path / "out.zip", epoch=RELEASED)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.zip"]
    note = zipfile.ZipFile(target).read(NOTE).decode()
    assert note.count("python3 -m http.server") == 2
    assert "不要直接双击" in note and "Do not open" in note
