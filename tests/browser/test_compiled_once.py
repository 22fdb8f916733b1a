"""Chromium compiles the interpreter's loop a second time once, and never has to throw that away (decision 0051)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from calculator_page import wait_for
from chromium import chromium
from divided_site import with_wasm
from playwright.sync_api import Browser
from watched_page import until

from build_scripts.measuring.site_server import BROWSER_ARGUMENTS, SiteServer
from build_scripts.reading.places import page_url
from build_scripts.runtime.build import FUNCTIONS, cached_runtime
from build_scripts.runtime.slim_pyodide import FIRST, slim_pyodide
from build_scripts.runtime.split_wasm import split
from build_scripts.runtime.wasm_file import FUNCTION_KIND, Parts

SHOWN = "(text) => document.querySelector('[data-result]').textContent.includes(text)"


def loop() -> int:
    """The number of the interpreter's loop, its longest function by far."""
    parts = Parts((cached_runtime() / FIRST).read_bytes())
    longest, second = sorted(map(len, parts.bodies), reverse=True)[:2]
    assert longest > 2 * second
    return parts.imported[FUNCTION_KIND] + next(at for at, body in enumerate(parts.bodies) if len(body) == longest)


def thrown_away(browser: Browser, files: dict[str, bytes], folder: Path) -> list[int]:
    """The numbers of the functions that the engine compiled on a guess that proved wrong, over sixty keys."""
    said = folder / "said.txt"
    told = folder / "chromium"
    # A line at a time, since what waits in a process is lost where it is ended.
    told.write_text(f'#!/bin/sh\nexec stdbuf -oL "{chromium()}" "$@" >> "{said}" 2>&1\n', "utf-8")
    told.chmod(0o755)
    server = SiteServer(files)
    telling = browser.browser_type.launch(executable_path=told, args=[*BROWSER_ARGUMENTS, "--js-flags=--trace-deopt"])
    try:
        page = telling.new_context(base_url=server.url).new_page()
        page.goto(page_url("calculators/utilisation", "en"))
        wait_for(page, "ready")
        for used in range(4100, 4160):
            page.locator("[name=line-used]").first.fill(str(used))
            until(page, lambda used=used: page.evaluate(SHOWN, f"{used:,}.00"), "the answer to a key")  # type: ignore[misc]
    finally:
        telling.close()
        server.close()
    return [
        int(found) for found in re.findall(r"deoptimizing wasm-function\[(\d+)", said.read_text("utf-8", "replace"))
    ]


@pytest.mark.parametrize("is_gathered", [True, False])
def test_the_interpreters_loop_is_compiled_on_no_guess_that_proves_wrong(
    browser: Browser, built: dict[str, bytes], tmp_path: Path, is_gathered: bool
) -> None:
    files = built
    if not is_gathered:
        # As Pyodide's makers compiled it: shows that this test would see it.
        called = set(json.loads((cached_runtime() / FUNCTIONS).read_text("utf-8"))["called"])
        files = with_wasm(built, *split(slim_pyodide()[FIRST], called))
    found = thrown_away(browser, files, tmp_path)
    assert (loop() not in found) == is_gathered, found
