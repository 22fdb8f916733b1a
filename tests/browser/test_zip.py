"""The zip, unpacked on the plainest web server there is, below some path: pages, languages and a calculator work."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from reader_walk import calculate_switch_and_read
from watched_page import Watch

from build_scripts.reading.places import LANGUAGES
from build_scripts.site.zip import site_zip

pytestmark = pytest.mark.languages_in_turn


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def plain_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`python -m http.server` at the folder above the unpacked zip."""
    folder = tmp_path_factory.mktemp("host")
    with zipfile.ZipFile(io.BytesIO(site_zip(epoch=1_795_941_015))) as archive:
        archive.extractall(folder / "departments" / "credit")
    assert not list(Path(folder).rglob("*.br"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/departments/credit/"
    server.shutdown()
    server.server_close()


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_zip_runs_from_a_plain_web_server_below_a_path(
    browser: Browser, plain_host: str, watch: Watch, lang: str
) -> None:
    context = browser.new_context(base_url=plain_host)
    watch.follow(context, plain_host.rsplit("/", 3)[0])
    page = context.new_page()
    calculate_switch_and_read(page, lang)
    left = watch.left()
    context.close()
    assert not left, "\n".join(left)
