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
from calculator_page import wait_for
from playwright.sync_api import Browser, expect
from watched_page import Watch

from build_scripts.reading.places import LANGUAGES, page_url
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_zip_runs_from_a_plain_web_server_below_a_path(
    browser: Browser, plain_host: str, watch: Watch, lang: str
) -> None:
    context = browser.new_context(base_url=plain_host)
    watch.follow(context, plain_host.rsplit("/", 3)[0])
    page = context.new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    page.locator("[data-action=clear]").click()
    page.locator("[name=line-limit]").fill("10000")
    page.locator("[name=line-used]").fill("4750")
    expect(page.locator("[data-result] data[data-name=total-ratio]")).to_have_attribute("value", "0.475")
    page.locator("[data-language]").click()
    page.wait_for_url(f"**/{page_url('calculators/utilisation', LANGUAGES[1 - LANGUAGES.index(lang)])}")
    wait_for(page, "ready")
    page.goto(page_url("index", lang))
    page.locator("article a[href*='late-now']").first.click()
    expect(page.locator("h1#late-now")).to_be_visible()
    left = watch.left()
    context.close()
    assert not left, "\n".join(left)
