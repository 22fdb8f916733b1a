"""A page in a fresh profile that notes whatever goes wrong in it, and a way to wait for what must come true."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response
from playwright.sync_api import Request as BrowserRequest

from build_scripts.measuring.site_server import SiteServer

NewPage = Callable[..., Page]


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
            # What is fetched late (the icon, parts for menu, search, quiz, notes, offline use) is dropped when the
            # page is left; a file that is missing is answered with 404, which is a fault. The service worker asks
            # the network first: that it gets nothing there is its business. A file of the runtime is dropped too,
            # when its worker is stopped or the page is left while it loads.
            dropped = r"/assets/[\w-]+\.[0-9a-f]{8}\.(svg|js|css)$|/runtime/"
            is_late = re.search(dropped, asked.url)
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


def until(page: Page, holds: Callable[[], Any], what: str, *, seconds: int = 40) -> Any:
    """What `holds` gives once it is true; fails with `what` when it does not come. The policy of our pages forbids
    Playwright's own way to wait for an expression."""
    for _ in range(seconds * 20):
        if found := holds():
            return found
        page.wait_for_timeout(50)  # until it holds
    raise AssertionError(f"{what} did not come true")


def two_frames(page: Page) -> None:
    """Waits until the page has drawn what was done to it before, and has heard of its scrolling."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")


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
