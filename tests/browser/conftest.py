"""The site as built, a real browser, and a page that fails its test when anything at all goes wrong in it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright
from playwright.sync_api import Request as BrowserRequest

from build_scripts.measuring.site_server import BROWSER_ARGUMENTS, SiteServer, read_site
from build_scripts.reading.places import ROOT, SITE


class Watch:
    """Notes what must not happen in a page: console errors, page errors, failed and off-origin requests."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._allowed: list[str] = []

    def follow(self, context: BrowserContext, origin: str) -> None:
        def console(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

        def request(asked: BrowserRequest) -> None:
            if not asked.url.startswith((f"{origin}/", "data:", "blob:")):
                self.faults.append(f"off-origin: {asked.url}")

        def response(got: Response) -> None:
            if got.status >= 400 and not got.request.service_worker:
                self.faults.append(f"status {got.status}: {got.url}")

        context.on("console", console)
        context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        context.on("request", request)

        def failed(asked: BrowserRequest) -> None:
            # What is fetched late, the icon, our part for offline and the search worker, is dropped when the page is left.
            # The service worker asks the network first: that it gets nothing there is its business; what the page then lacks is a fault.
            # So is a file of the runtime when its worker is stopped or the page is left while it loads.
            is_late = re.search(r"/(icon|keep-offline|search)\.[0-9a-f]{8}\.(svg|js)$|/runtime/", asked.url)
            if not (is_late and asked.failure == "net::ERR_ABORTED") and not asked.service_worker:
                self.faults.append(f"failed: {asked.url} {asked.failure}")

        context.on("requestfailed", failed)
        context.on("response", response)
        context.on(
            "page", lambda page: page.on("websocket", lambda socket: self.faults.append(f"socket: {socket.url}"))
        )

    def allow(self, pattern: str) -> None:
        """Faults that this regular expression finds are part of the test."""
        self._allowed.append(pattern)

    def left(self) -> list[str]:
        """The faults that no test has allowed."""
        return [fault for fault in self.faults if not any(re.search(each, fault) for each in self._allowed)]


NewPage = Callable[..., Page]
# A machine with other work to do is slow, not wrong.
expect.set_options(timeout=30_000)


def until(page: Page, holds: Callable[[], Any], what: str, *, seconds: int = 40) -> Any:
    """What `holds` gives once it is true; fails with `what` when it does not come. The policy of our pages forbids Playwright's own way to wait for an expression."""
    for _ in range(seconds * 10):
        if found := holds():
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{what} did not come true")


# Pages live for seconds here: what the engine would gain by compiling WebAssembly a second time, and better, it would never
# earn back. `make bench` leaves that to the engine.
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


def new_context(browser: Browser, server: SiteServer, watch: Watch, **options: Any) -> BrowserContext:
    """A fresh profile at the site, watched. The time zone is a reader's, not the machine's.

    There is no service worker unless it is allowed: it answers past what a test has put in the network's way.
    """
    given: dict[str, Any] = {
        "service_workers": "block",
        "base_url": server.url,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 800},
        "color_scheme": "light",
        "reduced_motion": "reduce",
        **options,
    }
    context = browser.new_context(**given)
    context.set_default_timeout(30_000)
    watch.follow(context, server.origin)
    return context


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
