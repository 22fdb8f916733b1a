"""`make serve` answers, rebuilds what changes, and survives an error in a guide while showing it."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_scripts.measuring.checkout_copy import checkout_copy
from build_scripts.reading.places import BUILD, SITE

pytestmark = pytest.mark.long

_PATIENCE = 120
GUIDE = "docs/en/guides/limit-factors.md"
MISTAKE = "A sentence.[^no-such-source]\n"
# The daily test is of the server: this stands in for a build, which takes a minute of both cores. With --full the
# site's own build runs.
BUILD_STAND_IN = f"""
import re, sys
from pathlib import Path
text = Path({GUIDE!r}).read_text("utf-8")
if "no-such-source" in text:
    sys.exit("no-such-source")
heading = re.search("^## (.*)$", text, re.M)[1]
page = Path("build/site/en/guides/limit-factors/index.html")
page.write_text(page.read_text("utf-8").replace("<h1", f"<p>{{heading}}</p><h1", 1), "utf-8")
"""


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(url: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)
    except OSError:
        return 0, "", {}


def wait_for(url: str, fits: Callable[[str], bool]) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        status, text, _ = fetched(url)
        if status and fits(text):
            return text
        time.sleep(0.3)  # until it fits
    raise AssertionError(f"{url} did not become what was waited for")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, is_full: bool) -> Iterator[tuple[Path, str]]:
    """A checkout with a site built before, and a mistake made since: one build less than from an empty folder."""
    folder = checkout_copy(tmp_path_factory.mktemp("served"))
    if is_full:
        # What the cache holds is named by what it is made of, so a build there would make the same again.
        shutil.copytree(BUILD / "cache", folder / "build/cache")
    else:
        (folder / "build_scripts/build.py").write_text(BUILD_STAND_IN, "utf-8")
    shutil.copytree(SITE, folder / "build/site", ignore=shutil.ignore_patterns("*.br", "*.gz"))
    guide = folder / GUIDE
    guide.write_text(guide.read_text("utf-8") + f"\n{MISTAKE}", "utf-8")
    port = a_free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "build_scripts.serve"],
        cwd=folder,
        env={**os.environ, "PORT": str(port)},
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address, lambda text: "<h1" in text)
        yield folder, address
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_the_site_is_served_with_its_policy_rebuilt_when_it_changes_and_survives_a_mistake(
    served: tuple[Path, str],
) -> None:
    # One test, so that one server is started and not one in each process of the tests.
    a_broken_guide_is_survived_and_a_mended_one_shows(served)
    pages_come_with_the_policy_as_a_header(served)
    an_unknown_address_gets_the_404_page_of_its_language(served)


def pages_come_with_the_policy_as_a_header(served: tuple[Path, str]) -> None:
    status, text, headers = fetched(f"{served[1]}en/")
    assert status == 200
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Content-type"] == "text/html; charset=utf-8"
    # A host lets a reader keep a style sheet for ever; whoever is changing one must not keep it.
    style = re.search(r'assets/[^"]*\.css', text)
    assert style is not None
    headers = fetched(f"{served[1]}{style.group()}")[2]
    assert (headers["Content-type"], headers["Cache-Control"]) == ("text/css; charset=utf-8", "no-cache")


def an_unknown_address_gets_the_404_page_of_its_language(served: tuple[Path, str]) -> None:
    assert "没有这一页" in fetched(f"{served[1]}nothing/")[1]
    status, text, _ = fetched(f"{served[1]}en/nothing/")
    assert status == 404
    assert "Page not found" in text
    assert "没有这一页" not in text


def a_broken_guide_is_survived_and_a_mended_one_shows(served: tuple[Path, str]) -> None:
    folder, address = served
    url = f"{address}en/guides/limit-factors/"
    broken = wait_for(url, lambda page: '<pre role="alert">' in page)
    assert "no-such-source" in broken
    assert "<h1" in broken
    guide = folder / GUIDE
    text = guide.read_text("utf-8").removesuffix(f"\n{MISTAKE}")
    first = next(line for line in text.splitlines() if line.startswith("## "))
    guide.write_text(text.replace(first, first.replace("## ", "## Zebra ", 1)), "utf-8")
    wait_for(url, lambda page: '<pre role="alert">' not in page and "Zebra" in page)
