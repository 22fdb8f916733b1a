"""The site as built, a real browser, and a page that fails its test when anything at all goes wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from chromium import TEST_ARGUMENTS, chromium
from other_port import OtherPort
from playwright.sync_api import Browser, Page, expect, sync_playwright
from watched_page import NewPage, Watch, new_context

from build_scripts.measuring.site_server import SiteServer, read_site
from build_scripts.reading.places import SITE

# A machine with other work to do is slow, not wrong.
expect.set_options(timeout=30_000)


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


@pytest.fixture(params=["/", "/some/where/"], ids=["root", "sub-path"])
def anywhere(built: dict[str, bytes], request: pytest.FixtureRequest) -> Iterator[SiteServer]:
    """A server of the test's own, at the root and under a sub-path."""
    started = SiteServer(dict(built), prefix=request.param)
    yield started
    started.close()


@pytest.fixture
def own(built: dict[str, bytes]) -> Iterator[SiteServer]:
    """A server that the test may do with as it likes."""
    started = SiteServer(dict(built))
    yield started
    started.close()


@pytest.fixture
def other_port() -> Iterator[OtherPort]:
    started = OtherPort()
    yield started
    started.close()


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
