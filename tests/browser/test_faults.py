"""Whatever breaks, the reader is told in one sentence, keeps what was typed and the last result, and can try again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from calculator_page import START, shown_figures, wait_for
from faults import TEXTS, TYPED, Built, example_figures, expect_told, expect_working, open_utilisation, path_of
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, SITE, page_url
from build_scripts.runtime.slim_pyodide import PYODIDE

pytestmark = pytest.mark.languages_in_turn

MODULES = ("pyodide.js", "pyodide.asm.js")
ZIPS = ("python_stdlib.wasm", "shared.wasm", "utilisation.wasm")
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
        other_bytes("worker.js", lambda text: text[: text.index(b"export function")] + b"export"),
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
# Daily these files stand for all of them.
STAND_FOR_ALL = ("pyodide.asm.wasm", "utilisation.wasm")
SAMPLE = [
    (name, lang)
    for name, lang in CASES
    if FIRST[STARTING[name][1]] == name
    or not any(each in name for each in FILES)
    or any(each in name for each in STAND_FOR_ALL)
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if (
        "fault" in metafunc.fixturenames
        and metafunc.function is test_a_fault_while_starting_is_told_nothing_is_lost_and_trying_again_works
    ):
        metafunc.parametrize(("fault", "lang"), CASES if metafunc.config.getoption("--full") else SAMPLE)


def expect_named(page: Page, fault: str, kind: str, lang: str) -> None:
    """Below the sentence: which file did not come, and what the host answered, where either is known."""
    file = next((name for name in FILES if name in fault), "")
    which = page.locator("[data-alert] [data-which]")
    if not file or kind not in ("files", "network"):
        return
    status = 404 if fault.endswith("is missing") and file != "worker.js" else None
    why = TEXTS[lang][f"which-{'status' if status else kind}"].replace("{status}", str(status))
    assert which.inner_text() == TEXTS[lang]["which"].format(file=file, why=why)


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


@pytest.mark.daily("pyodide.asm.js", "utilisation.wasm")
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


# ---- in the middle --------------------------------------------------------------------------------------------------


def in_python(code: str) -> str:
    """JavaScript that runs this in the worker's interpreter."""
    return f"const all = python.pyimport('builtins'); all.exec({json.dumps(code)}, all.dict());"


# What the worker does instead of answering once it is told to; `python` is the interpreter.
DYING = {
    "JavaScript is out of memory": "throw new RangeError('Array buffer allocation failed');",
    "Python is out of memory": in_python("bytearray(2**31 - 1), bytearray(2**31 - 1)"),
    "Python leaves": in_python("import os; os._exit(1)"),
    "Python aborts": in_python("import os; os.abort()"),
    "Python raises": in_python("raise SystemExit(3)"),
    "Python recurses without end": in_python("def f(): f()\nf()"),
    "the worker has an error of its own": (
        "setTimeout(() => { throw new Error('of its own'); }); await new Promise(() => {});"
    ),
}
# Of these nothing is heard.
SILENT = {
    "the answer never comes": "await new Promise(() => {});",
    "the worker closes": "self.close(); await new Promise(() => {});",
    "Python never ends": "for (;;) {}",
}


@contextmanager
def dying(server: SiteServer, built: Built, how: str) -> Iterator[None]:
    """A worker that answers until a line is named 'die'."""
    text = built[path_of(built, "worker.js")].decode()
    marks = {
        "  closeTheNetwork(self);": "  self.python = python;\n  closeTheNetwork(self);",
        "    postMessage({ id: data.id, response:": (
            f"    if (data.request.includes('\"die\"')) {{ {how} }}\n    postMessage({{ id: data.id, response:"
        ),
    }
    for mark, change in marks.items():
        assert text.count(mark) == 1, f"worker.js has changed: {mark}"
        text = text.replace(mark, change)
    with server.replaced(path_of(built, "worker.js"), text.encode()):
        yield


MIDDLE = [
    (how, lang)
    for number, how in enumerate((*DYING, *SILENT))
    for at, lang in enumerate(LANGUAGES)
    if number == 0 or number % 2 == at
]


@pytest.mark.daily("JavaScript is", "Python aborts", "Python recurses", "of its own", "answer never", "Python never")
@pytest.mark.parametrize(("how", "lang"), MIDDLE)
def test_a_worker_that_dies_in_the_middle_is_told_of_and_replaced(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, how: str, lang: str
) -> None:
    watch.allow("worker|of its own|Pyodide|Python|ERR_ABORTED|wasm|Aborted")
    page = new_page()
    page.clock.install()
    begun = len(server.requests)
    with dying(server, built, {**DYING, **SILENT}[how]):
        open_utilisation(page, lang)
        expect_working(page, lang)
        # What comes behind the answer is there too: only then is all of it still good afterwards.
        until(
            page,
            lambda: any(each.path.endswith("utilisation.later.wasm") for each in server.requests[begun:]),
            "the files behind the answer",
        )
        page.wait_for_load_state("networkidle")
    last = shown_figures(page)
    page.locator("[name=line-name]").first.fill("die")
    if how in SILENT:
        page.locator("[name=line-used]").first.fill("99")
        page.clock.run_for(8_000)
        assert page.locator("[data-calculator]").get_attribute("data-state") == "ready"
        page.clock.run_for(4_000)
    wait_for(page, "failed")
    expect_told(page, "stopped", lang, last, typed="99" if how in SILENT else TYPED)
    page.locator("[name=line-used]").first.fill("4321")
    asked = len(server.requests)
    page.locator("[data-action=try-again]").click()
    expect_working(page, lang, used="4321")
    assert page.locator("[name=line-name]").first.input_value() == "die"
    again = [each.path for each in server.requests[asked:]]
    assert not [path for path in again if path.endswith((*MODULES, *ZIPS))], "what was fetched is still good"


def test_a_telephone_that_slept_has_waited_for_nothing(new_page: NewPage, server: SiteServer) -> None:
    page = new_page()
    page.clock.install()
    with server.held("runtime/*/pyodide.asm.wasm") as gate:
        open_utilisation(page, "zh")
        page.clock.fast_forward(3_600_000)
        assert page.locator("[data-calculator]").get_attribute("data-state") == "loading"
        gate.open()
        expect_working(page, "zh")


# ---- storage is refused ---------------------------------------------------------------------------------------------

REFUSED = """
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, {get() { throw new DOMException('The operation is insecure.', 'SecurityError'); }});
  }
"""  # noqa: E501


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_storage_is_refused_every_page_works_and_colours_change_for_the_page(
    new_page: NewPage, lang: str
) -> None:
    page = new_page(service_workers="allow")
    page.add_init_script(REFUSED)
    for name in ("index", "guides/late-now", "ledger", "about", "calculators/utilisation"):
        page.goto(page_url(name, lang))
    wait_for(page, "ready")
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    schemes = {scheme}
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        schemes.add(page.locator("body").get_attribute("data-md-color-scheme"))
    assert schemes == {"default", "slate"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_storage_is_refused_the_checklist_says_that_it_keeps_nothing(new_page: NewPage, lang: str) -> None:
    page = new_page(service_workers="allow")
    page.add_init_script(REFUSED)
    page.goto(page_url("calculators/checklist", lang))
    wait_for(page, "ready")
    item = page.locator("[data-item] select").nth(2)
    item.select_option("partly")
    page.locator("[data-remember]").click()
    assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["refused"]
    assert not page.locator("[data-remember]").is_checked()
    assert item.input_value() == "partly"
    page.locator("[data-remember]").click()
    assert page.locator("[role=alert]").count() == 1
    page.locator("[data-action=forget]").click()
    expect(page.locator("[data-calculator]")).to_have_attribute("data-state", "ready")


# ---- browsers that are too old --------------------------------------------------------------------------------------

OLDER = {
    "no workers": "delete window.Worker;",
    "no WebAssembly": "delete window.WebAssembly;",
    "no module workers": "window.Worker = class extends Worker { constructor(url) { super(url); } };",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lacking", OLDER)
def test_a_browser_that_cannot_calculate_is_told_so_beside_the_example(
    new_page: NewPage, watch: Watch, lacking: str, lang: str
) -> None:
    watch.allow("worker|import.meta")
    page = new_page()
    page.add_init_script(OLDER[lacking])
    open_utilisation(page, lang)
    wait_for(page, "failed")
    expect_told(page, "old", lang, example_figures(lang))
    assert page.locator("[data-action=try-again]").count() == 0, "it would fail again"
    page.locator("[data-action=add-line]").click()
    assert page.locator("[data-line]").count() == 4


def asset(built: Built, stem: str) -> str:
    return next(name for name in built if re.fullmatch(rf"assets/{stem}(\.[0-9a-f]{{8}})?\.js", name))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_browser_that_cannot_read_the_pages_script_is_told_so_too(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("SyntaxError|Unexpected")
    page = new_page()
    name = asset(built, "calculator")
    with server.replaced(name, b"what is this?\n" + built[name]):
        page.goto(page_url("calculators/utilisation", lang))
        wait_for(page, "failed")
    assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["old"]
    assert shown_figures(page) == example_figures(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_whose_script_did_not_arrive_can_be_tried_again(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built, lang: str
) -> None:
    watch.allow("calculator|503|ERR_ABORTED")
    page = new_page()
    with server.blocked(asset(built, "calculator")):
        page.goto(page_url("calculators/utilisation", lang))
        wait_for(page, "failed")
        assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["network"]
        assert page.locator("[data-which]").get_attribute("data-which") == asset(built, "calculator").split("/")[1]
    page.locator("[data-action=try-again]").click()
    wait_for(page, "ready")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_opened_as_a_file_says_why_it_does_not_calculate(new_page: NewPage, watch: Watch, lang: str) -> None:
    watch.allow("file:|CORS|origin|ERR_FAILED|Manifest|manifest")
    page = new_page()
    page.goto((SITE / page_url("calculators/utilisation", lang) / "index.html").as_uri())
    wait_for(page, "failed")
    assert page.locator("[role=alert]").inner_text() == TEXTS[lang]["as-file"]
    assert shown_figures(page) == example_figures(lang)


def test_each_of_these_is_one_sentence_in_both_languages() -> None:
    for kind in ("failed", "network", "files", "silence", "stopped", "refused", "old", "as-file"):
        assert re.fullmatch(r"[^。！？]+。", TEXTS["zh"][kind])
        assert re.fullmatch(r"[^.!?]+\.", TEXTS["en"][kind])
