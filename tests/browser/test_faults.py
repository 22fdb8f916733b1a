"""Whatever breaks, the reader is told in one sentence, keeps what was typed and the last result, and can try again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from calculator_page import START, wait_for
from faults import (
    MODULES,
    TEXTS,
    TYPED,
    ZIPS,
    Built,
    example_figures,
    expect_told,
    expect_working,
    open_utilisation,
    path_of,
)
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES
from build_scripts.runtime.slim_pyodide import PYODIDE

pytestmark = pytest.mark.languages_in_turn

FILES = ("worker.js", *MODULES, "pyodide.asm.wasm", *ZIPS)

VERSION = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"].encode()

Break = Callable[[SiteServer, Built], AbstractContextManager[Any]]


# ---- while it starts ------------------------------------------------------------------------------------------------


def missing(name: str) -> Break:
    return lambda server, built: server.blocked(f"runtime/*/{name}", 404)


def broken_host(name: str) -> Break:
    return lambda server, built: server.blocked(f"runtime/*/{name}", 503)


def truncated(name: str) -> Break:
    return lambda server, built: server.replaced(
        path_of(built, name), built[path_of(built, name)][: len(built[path_of(built, name)]) // 2]
    )


def empty(name: str) -> Break:
    return lambda server, built: server.replaced(path_of(built, name), b"")


def a_web_page(name: str) -> Break:
    """The answer of a captive portal, or of a host that answers everything with its front page."""

    @contextmanager
    def both(server: SiteServer, built: Built) -> Iterator[None]:
        with server.replaced(path_of(built, name), built["404.html"]), server.retyped(f"runtime/*/{name}", "text/html"):
            yield

    return both


def other_bytes(name: str, change: Callable[[bytes], bytes]) -> Break:
    return lambda server, built: server.replaced(path_of(built, name), change(built[path_of(built, name)]))


def line_lost(name: str) -> Break:
    return lambda server, built: server.cut(
        f"runtime/*/{name}", 40_000 if name.endswith((".asm.wasm", ".asm.js")) else 4_000
    )


def compiling(how: str) -> str:
    """Both ways to compile what arrives, done otherwise."""
    return f"WebAssembly.instantiateStreaming = WebAssembly.compileStreaming = {how};"


def in_the_worker(code: str) -> Break:
    return other_bytes("worker.js", lambda text: code.encode() + b"\n" + text)


def middle_zeroed(data: bytes) -> bytes:
    return data[: len(data) // 3] + bytes(200_000) + data[len(data) // 3 + 200_000 :]


def one_letter_changed(data: bytes) -> bytes:
    """Of a zip of ours: as another version of the same length would be."""
    at = data.index(b'"unit"') + 2
    return data[:at] + b"U" + data[at + 1 :]


# What breaks, what the page says then.
STARTING: dict[str, tuple[Break, str]] = {
    **{f"{name} is missing": (missing(name), "files") for name in FILES},
    **{f"{name} is cut short": (truncated(name), "files") for name in FILES if name != "worker.js"},
    **{f"{name} is a web page": (a_web_page(name), "files") for name in FILES},
    "worker.js is cut short": (
        other_bytes("worker.js", lambda text: text[: text.index(b"async function") + len(b"async func")]),
        "files",
    ),
    "the wasm is empty": (empty("pyodide.asm.wasm"), "files"),
    "the host is out of order": (broken_host("python_stdlib.wasm"), "files"),
    "the wasm is of another version": (other_bytes("pyodide.asm.wasm", lambda _: b"\0asm\1\0\0\0"), "files"),
    "the loader is of another version": (
        other_bytes("pyodide.asm.js", lambda text: text.replace(VERSION, VERSION + b"0")),
        "files",
    ),
    "the loader is of another version as long": (
        other_bytes("pyodide.js", lambda text: text.replace(VERSION, VERSION[:-1] + b"x")),
        "failed",
    ),
    "the calculator is of another version as long": (other_bytes("utilisation.wasm", one_letter_changed), "files"),
    "the library is damaged within": (other_bytes("python_stdlib.wasm", middle_zeroed), "failed"),
    **{
        f"the line is lost within {name}": (line_lost(name), "network")
        for name in ("pyodide.asm.js", "pyodide.asm.wasm", *ZIPS)
    },
    "there is no memory for the wasm": (
        in_the_worker(compiling("async () => { throw new RangeError('Out of memory'); }")),
        "failed",
    ),
}
# Each fault in one language, in turn; the first of each sentence in both.
FIRST = {kind: next(name for name, (_, other) in STARTING.items() if other == kind) for _, kind in STARTING.values()}
CASES = [
    (name, lang)
    for number, (name, (_, kind)) in enumerate(STARTING.items())
    for at, lang in enumerate(LANGUAGES)
    if FIRST[kind] == name or number % 2 == at
]


def expect_named(page: Page, fault: str, kind: str, lang: str) -> None:
    """Below the sentence: which file did not come, and what the host answered, where either is known."""
    file = next((name for name in FILES if name in fault), "")
    which = page.locator("[data-alert] [data-which]")
    if not file or kind not in ("files", "network"):
        return
    status = 404 if fault.endswith("is missing") and file != "worker.js" else None
    why = TEXTS[lang][f"which-{'status' if status else kind}"].replace("{status}", str(status))
    assert which.inner_text() == TEXTS[lang]["which"].format(file=file, why=why)


@pytest.mark.daily("worker.js is missing", "utilisation.wasm is cut short")
@pytest.mark.parametrize(("fault", "lang"), CASES)
def test_a_fault_while_starting_is_told_nothing_is_lost_and_trying_again_works(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, is_full: bool, fault: str, lang: str
) -> None:
    watch.allow(r"runtime/|wasm|WebAssembly|ERR_|module script|worker\.js|standard library|TypeError")
    make, kind = STARTING[fault]
    page = new_page()
    with make(server, built):
        with server.held("runtime/*/worker.js") as gate:
            open_utilisation(page, lang)
            gate.open()
        wait_for(page, "failed")
        expect_told(page, kind, lang, example_figures(lang))
        expect_named(page, fault, kind, lang)
        if FIRST[kind] == fault:  # trying again while nothing is mended says the same once more
            page.locator("[data-action=try-again]").click()
            page.locator("[role=alert]").wait_for(timeout=START)
            wait_for(page, "failed")
            assert page.evaluate("document.activeElement.dataset.action") == "try-again", "focus comes back to it"
            expect_told(page, kind, lang, example_figures(lang))
    # Daily each file comes back once.
    if is_full or FIRST[kind] == fault or not fault.endswith(("is missing", "is a web page")):
        page.locator("[data-action=try-again]").click()
        expect_working(page, lang)


@pytest.mark.daily()
@pytest.mark.parametrize("name", [*MODULES, *ZIPS, "worker.js"])
def test_a_damaged_file_that_the_browser_keeps_for_ever_does_not_defeat_trying_again(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, name: str
) -> None:
    watch.allow(r"runtime/|worker\.js|module script|standard library")
    page = new_page()
    path = path_of(built, name)
    damaged = built[path][: len(built[path]) // 2]
    with server.replaced(path, damaged, kept=True):
        open_utilisation(page, "en")
        wait_for(page, "failed")
    asked = len(server.requests)
    page.reload()
    wait_for(page, "failed")
    assert not [each for each in server.requests[asked:] if each.path == f"/{path}"], "it was really kept"
    page.locator("[name=line-used]").first.fill(TYPED)
    page.locator("[data-action=try-again]").click()
    expect_working(page, "en")
    page.reload()
    wait_for(page, "ready")


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wasm_that_never_compiles_is_given_up_after_thirty_seconds(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    page = new_page()
    page.clock.install()
    with in_the_worker(compiling("() => new Promise(() => {})"))(server, built):
        open_utilisation(page, lang)
        expect(page.locator("[data-status]")).to_contain_text("MB")
        page.wait_for_load_state("networkidle")
        page.clock.run_for(25_000)
        assert page.locator("[data-calculator]").get_attribute("data-state") == "loading"
        page.clock.run_for(8_000)
        wait_for(page, "failed")
        expect_told(page, "silence", lang, example_figures(lang))
    page.locator("[data-action=try-again]").click()
    expect_working(page, lang)


@pytest.mark.daily("*.wasm")
@pytest.mark.parametrize("pattern", ["*.wasm", "pyodide*.js"])
def test_a_host_that_does_not_know_a_files_type_is_good_enough(
    new_page: NewPage, watch: Watch, server: SiteServer, pattern: str
) -> None:
    watch.allow("module script")
    page = new_page()
    # Such a host sends no headers of ours either.
    with server.retyped(f"runtime/*/{pattern}", "application/octet-stream"), server.without_headers():
        open_utilisation(page, "zh")
        expect_working(page, "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_network_comes_back_and_only_what_is_missing_is_fetched(
    new_page: NewPage, watch: Watch, server: SiteServer, lang: str
) -> None:
    watch.allow(r"runtime/|ERR_|wasm|service worker|sw\.js")
    page = new_page()
    with server.cut(interpreter := "runtime/*/pyodide.asm.wasm", 1_000_000), server.held(interpreter) as gate:
        open_utilisation(page, lang)
        # What the failure would catch half-way is missing too, and rightly fetched again.
        until(
            page,
            lambda: any(each.is_answered and each.path.endswith("stdlib.wasm") for each in server.requests),
            "all but the interpreter",
        )
        gate.open()
        wait_for(page, "failed")
        expect_told(page, "network", lang, example_figures(lang))
    asked = len(server.requests)
    page.locator("[data-action=try-again]").click()
    expect_working(page, lang)
    assert page.evaluate("document.activeElement.matches('[data-result]')")
    fetched = [
        each.path for each in server.requests[asked:] if each.path.endswith((*MODULES, ".asm.wasm", "stdlib.wasm"))
    ]
    assert fetched and all(path.endswith(".asm.wasm") for path in fetched), fetched


def test_each_of_these_is_one_sentence_in_both_languages() -> None:
    for kind in ("failed", "network", "files", "silence", "stopped", "refused", "old", "as-file"):
        assert re.fullmatch(r"[^。！？]+。", TEXTS["zh"][kind])
        assert re.fullmatch(r"[^.!?]+\.", TEXTS["en"][kind])
