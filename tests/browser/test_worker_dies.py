"""A worker that dies or falls silent in the middle is told of and replaced, and what was typed stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from calculator_page import shown_figures, wait_for
from faults import MODULES, TYPED, ZIPS, Built, expect_told, expect_working, open_utilisation, path_of
from playwright.sync_api import expect
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES

pytestmark = pytest.mark.languages_in_turn


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
        "    const response = ask(data.request)": (
            f"    if (data.request.includes('\"die\"')) {{ {how} }}\n    const response = ask(data.request)"
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


@pytest.mark.daily("of its own")
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
    asked = len(server.requests)
    page.locator("[data-action=try-again]").click()
    expect_working(page, lang, used="99" if how in SILENT else TYPED)
    assert page.locator("[name=line-name]").first.input_value() == "die"
    again = [each.path for each in server.requests[asked:]]
    assert not [path for path in again if path.endswith((*MODULES, *ZIPS))], "what was fetched is still good"


def test_an_edit_after_it_stopped_starts_it_again_once(
    new_page: NewPage, watch: Watch, server: SiteServer, built: Built
) -> None:
    watch.allow("worker|of its own|Pyodide|Python|ERR_ABORTED|wasm|Aborted")
    page = new_page()
    alert = page.locator("[data-alert] [role=alert]")
    with dying(server, built, DYING["the worker has an error of its own"]):
        open_utilisation(page, "en")
        expect_working(page, "en")
        page.evaluate("""() => {
          window.begun = 0;
          window.Worker = class extends Worker { constructor(...what) { super(...what); begun += 1; } };
        }""")
        page.locator("[name=line-name]").first.fill("die")
        wait_for(page, "failed")
        # What is typed now kills it again: it is told of again, and nothing starts by itself.
        page.locator("[name=line-used]").first.fill("4320")
        until(page, lambda: page.evaluate("begun") == 1, "another start")
        wait_for(page, "failed")
        expect(alert).to_be_visible()
        page.wait_for_timeout(1500)  # nothing comes: a loop would have started it again
        assert page.evaluate("begun") == 1
        page.locator("[name=line-name]").first.fill("well")
        page.locator("[name=line-used]").first.fill("4321")
        expect_working(page, "en", used="4321")
        assert page.evaluate("begun") == 2
        expect(page.locator("[data-action=try-again]")).to_have_count(0)


def test_a_telephone_that_slept_has_waited_for_nothing(new_page: NewPage, server: SiteServer) -> None:
    page = new_page()
    page.clock.install()
    with server.held("runtime/*/pyodide.asm.wasm") as gate:
        open_utilisation(page, "zh")
        page.clock.fast_forward(3_600_000)
        assert page.locator("[data-calculator]").get_attribute("data-state") == "loading"
        gate.open()
        expect_working(page, "zh")
