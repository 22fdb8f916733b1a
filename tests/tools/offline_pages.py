"""Pages that a reader has seen, what is kept of them, and a site's next version."""

from __future__ import annotations

from calculator_page import wait_for
from playwright.sync_api import Page
from watched_page import until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import CALCULATOR_PAGES, LANGUAGES, page_url

KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
  return found;
}"""  # noqa: E501


WORDS = {
    "zh": {
        "closed": "这一页现在打不开",
        "new": "新版本",
        "whole": "已经在这台设备上",
        "part": "这台设备上现在有",
        "needs": "需要 JavaScript",
    },
    "en": {
        "closed": "This page cannot be opened now",
        "new": "new version",
        "whole": "is on this device",
        "part": "This device has",
        "needs": "needs JavaScript",
    },
}


def kept(page: Page) -> set[str]:
    """The paths that this device has."""
    return {path for paths in page.evaluate(KEPT).values() for path in paths}


def seen(page: Page, server: SiteServer, name: str, lang: str) -> Page:
    """The page opened with a network and kept; a calculator's also until all calculators are."""
    page.goto(page_url(name, lang))
    if name in CALCULATOR_PAGES:
        wait_for(page, "ready")
        wanted = [
            *(page_url(each, other) for each in CALCULATOR_PAGES for other in LANGUAGES),
            *(name for name in server.files if name.startswith("runtime/") and not name.endswith((".br", ".gz"))),
        ]
    else:
        wanted = [page_url(name, lang)]
    paths = {server.prefix + path for path in wanted}
    until(page, lambda: paths <= kept(page), f"{paths} kept")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    until(
        page,
        lambda: page.evaluate("navigator.serviceWorker.ready.then(found => found.active.state === 'activated')"),
        "activation",
    )
    return page


def asked(server: SiteServer, part: str) -> list[str]:
    return [request.path for request in server.requests if part in request.path]
