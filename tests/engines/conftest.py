"""The built site in browsers other than the daily one: each test once in each that this machine has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engine import Engine, Firefox, Opened, WebKit

from build_scripts.measuring.site_server import SiteServer, read_site
from build_scripts.reading.places import SITE

# First in every page: notes what goes wrong in it, the console's errors and the policy's refusals included.
NOTES = b"""window.faults = [];
addEventListener("error", (event) => faults.push(`error: ${event.message ?? event.target.src ?? event.target.href}`), true);
addEventListener("unhandledrejection", (event) => faults.push(`rejection: ${event.reason}`));
addEventListener("securitypolicyviolation", (event) => faults.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
const error = console.error;
console.error = (...words) => { faults.push(`console: ${words.join(" ")}`); error.apply(console, words); };
"""  # noqa: E501
# A telephone's width, which the windows of desktop browsers refuse.
NARROW = b"""<!doctype html><meta charset="utf-8"><title>narrow</title><iframe width="390" height="800" style="border:0"></iframe>"""  # noqa: E501


KINDS = (Firefox, WebKit)


def pytest_sessionstart() -> None:
    # One browser that is missing is skipped by name; with none, nothing would be looked at and all be green.
    if not any(all(kind.programs().values()) for kind in KINDS):
        packages = " ".join(kind.package for kind in KINDS)
        pytest.exit(
            f"no other browser is installed: apt-get install -y --no-install-recommends {packages}", returncode=2
        )


@pytest.fixture(scope="session", params=KINDS, ids=lambda kind: kind.name)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    kind = request.param
    if missing := [name for name, program in kind.programs().items() if not program]:
        pytest.skip(
            f"{kind.name} is not installed ({', '.join(missing)}):"
            f" apt-get install -y --no-install-recommends {kind.package}"
        )
    started = kind(tmp_path_factory.mktemp("profile"))
    print(f"\n{started.version}")
    yield started
    started.close()


@pytest.fixture(scope="session")
def noted() -> dict[str, bytes]:
    """The files of build/site, every page with our notes."""
    if not (SITE / "_headers").is_file():
        pytest.exit("build/site is not there: run `make build` first (`make test-engines` does)", returncode=2)
    files = read_site(SITE)
    pages = {
        name: body.replace(b"<head>", b'<head><script src="/notes.js"></script>', 1)
        for name, body in files.items()
        if name.endswith(".html")
    }
    assert all(b"/notes.js" in body for body in pages.values())
    packed = {f"{name}{suffix}" for name in pages for suffix in (".br", ".gz")}
    return {
        **{name: body for name, body in files.items() if name not in packed},
        **pages,
        "notes.js": NOTES,
        "narrow.html": NARROW,
    }


@pytest.fixture
def server(noted: dict[str, bytes]) -> Iterator[SiteServer]:
    """One for each test, at an origin that no browser has kept anything of."""
    started = SiteServer(noted)
    started.rules.append(("/narrow.html", {"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}))
    yield started
    started.close()


@pytest.fixture
def opened(engine: Engine, server: SiteServer) -> Iterator[Opened]:
    """`opened("en/about/")`: the page there, without a fault when the test ends."""
    narrow = False

    def open_page(path: str, *, width: int = 1280) -> Engine:
        nonlocal narrow
        engine.out_of_frame()
        narrow = width < 1280
        if narrow:
            engine.open(f"{server.url}narrow.html")
            engine.run("document.querySelector('iframe').src = arguments[0]", server.url + path)
            engine.into_frame()
        else:
            engine.open(server.url + path)
        return engine

    yield open_page
    assert engine.run("return window.faults ?? []") == []
    engine.out_of_frame()
    engine.open("about:blank")
