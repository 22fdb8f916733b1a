"""How many bytes a reader fetches: of the runtime, and of each kind of page."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from build_scripts.measuring.site_server import BROWSER_ARGUMENTS, SiteServer
from build_scripts.reading.places import LANGUAGES, PAGES, SITE, page_url


def runtime_bytes(suffix: str) -> int:
    """The bytes of the runtime that a reader fetches in that encoding."""
    folder = next((SITE / "runtime").iterdir())
    names = [path for path in folder.iterdir() if path.suffix not in (".br", ".gz")]
    return sum(
        min(
            path.stat().st_size,
            squeezed.stat().st_size
            if (squeezed := path.with_name(path.name + suffix)).exists()
            else path.stat().st_size,
        )
        for path in names
    )


# A page whose address begins so is of that kind, the first that fits; another is named by its own folder.
KINDS = {"home": "index", "guide": "guides/", "method": "calculators/method", "calculator": "calculators/"}

# They fetch the runtime by themselves.
WITH_PYTHON = ("calculator", "desk")


def kind_of(page: str) -> str:
    return next((kind for kind, start in KINDS.items() if page.startswith(start)), page.partition("/")[0])


def page_bytes(server: SiteServer, browser: str) -> dict[str, int]:
    """For each kind of page the heaviest in either language:
    all requests until five seconds after load, as sent with brotli."""
    heaviest: dict[str, tuple[int, str]] = {}
    for page in PAGES:
        kind = kind_of(page)
        for lang in LANGUAGES:
            url = page_url(page, lang)
            heaviest[kind] = max(heaviest.get(kind, (0, "")), (len(server.files[f"{url}index.html.br"]), url))
    found = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=list(BROWSER_ARGUMENTS))
        for kind, (_, url) in heaviest.items():
            page_open = chromium.new_context().new_page()
            before = len(server.requests)
            page_open.goto(server.url + url)
            page_open.wait_for_timeout(5000)
            found[kind] = sum(request.size for request in server.requests[before:])
            page_open.context.close()
        chromium.close()
    return found
