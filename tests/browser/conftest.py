"""The site as built, a real browser, and a page that fails its test when anything at all goes wrong in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from watched_page import NewPage, Watch, new_context

from build_scripts.measuring.site_server import BROWSER_ARGUMENTS, SiteServer, read_site
from build_scripts.reading.places import ROOT, SITE

# A machine with other work to do is slow, not wrong.
expect.set_options(timeout=30_000)


# Pages live for seconds here: what the engine would gain by compiling WebAssembly a second time, and better, it would
# never earn back. `make bench` leaves that to the engine.
TEST_ARGUMENTS = (*BROWSER_ARGUMENTS, "--js-flags=--liftoff-only")


@pytest.fixture(scope="session")
def built() -> dict[str, bytes]:
    """Every file of build/site."""
    if not (SITE / "index.html").is_file() or not (SITE / "_headers").is_file():
        pytest.exit("build/site is not there: run `make build` first (`make test` does)", returncode=2)
    return read_site(SITE)


@pytest.fixture(scope="session")
def server(built: dict[str, bytes]) -> Iterator[SiteServer]:
    started = SiteServer(built)
    yield started
    started.close()


@pytest.fixture(scope="session")
def site(server: SiteServer) -> str:
    """The address of the served site, with / at its end."""
    return server.url


@pytest.fixture(scope="session")
def server_below(built: dict[str, bytes]) -> Iterator[SiteServer]:
    """The same site under a sub-path; nothing answers outside it."""
    started = SiteServer(built, prefix="/some/where/")
    yield started
    started.close()


def chromium() -> str:
    found = os.environ.get("CHROMIUM")
    tools = ROOT / ".venv/tools.json"
    if not found and tools.is_file():
        found = json.loads(tools.read_text("utf-8")).get("chromium")
    if not found:
        pytest.exit("no browser known: set CHROMIUM to one, or let `make test` set one up", returncode=2)
    return str(found)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(TEST_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def new_page(browser: Browser, server: SiteServer, watch: Watch) -> Iterator[NewPage]:
    """`new_page(at=…, viewport=…, …)`: a page in a fresh profile; all of them are watched for the test."""
    opened: list[Page] = []

    def make(at: SiteServer = server, **options: Any) -> Page:
        page = new_context(browser, at, watch, **options).new_page()
        opened.append(page)
        return page

    yield make
    for page in opened:
        page.evaluate("0")  # what has happened by now is told before the check; closing tells more, which is no fault
    left = watch.left()
    for page in opened:
        page.context.close()
    assert not left, "\n".join(left)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()
