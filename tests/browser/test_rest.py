"""The interpreter's WebAssembly in two files: no answer needs the second, and one that did would get it or say so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from calculator_page import ASK_WORKER, runtime_folder, shown_figures, wait_for
from faults import TYPED, example_figures, expect_told, expect_working, open_utilisation, path_of
from playwright.sync_api import Page
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.runtime.build import BROWSERS_TOO, FUNCTIONS, cached_runtime
from build_scripts.runtime.corpus import corpus
from build_scripts.runtime.slim_pyodide import FIRST, REST, slim_pyodide

pytestmark = pytest.mark.languages_in_turn

NAMES = (FIRST, REST)


def asked(server: SiteServer, since: int = 0) -> list[str]:
    return [each.path for each in server.requests[since:] if each.path.endswith(REST)]


@pytest.fixture(scope="module")
def divided(built: dict[str, bytes]) -> dict[str, bytes]:
    """The site with a first file that has only what Python calls to start: every answer wants more."""
    started = set(json.loads((cached_runtime() / FUNCTIONS).read_text("utf-8"))["started"])
    made = slim_pyodide({*started, *BROWSERS_TOO})
    files = dict(built)
    worker = files[path_of(built, "worker.js")].decode()
    for name in NAMES:
        files[path_of(built, name)] = made[name]
        worker, count = re.subn(rf'("{re.escape(name)}": )\d+', rf"\g<1>{len(made[name])}", worker)
        assert count == 1
    files[path_of(built, "worker.js")] = worker.encode()
    for name in (*NAMES, "worker.js"):
        for suffix in (".br", ".gz"):
            files.pop(path_of(built, name) + suffix, None)
    return files


@pytest.fixture
def hungry(divided: dict[str, bytes]) -> Iterator[SiteServer]:
    started = SiteServer(dict(divided))
    yield started
    started.close()


def test_no_answer_that_the_build_saw_needs_the_rest(page: Page, server: SiteServer) -> None:
    since = len(server.requests)
    page.goto(page_url("about", "zh"))
    requests = [json.dumps(each) for each in corpus()]
    answers = page.evaluate(ASK_WORKER, [f"/{runtime_folder(page)}", requests])
    assert len(answers) == len(requests)
    assert not [answer for answer in answers if answer.startswith("failed")]
    assert not asked(server, since), (
        "the browser calls a function that Node did not: see BROWSERS_TOO in runtime/build.py"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_that_needs_the_rest_fetches_it_once_and_is_right(
    new_page: NewPage, hungry: SiteServer, lang: str
) -> None:
    page = new_page(at=hungry)
    open_utilisation(page, lang)
    expect_working(page, lang)
    assert len(asked(hungry)) == 1
    page.locator("[name=line-used]").first.fill("4321")
    expect_working(page, lang, used="4321")
    assert len(asked(hungry)) == 1


def test_starting_alone_does_not_need_it(new_page: NewPage, hungry: SiteServer) -> None:
    page = new_page(at=hungry)
    page.goto(page_url("about", "zh"))
    page.evaluate(
        ASK_WORKER.replace("requests.forEach(", "worker.onmessage = ({data}) => data.ready && done(); [].forEach("),
        [f"/{runtime_folder(page)}", []],
    )
    assert not asked(hungry)


@pytest.mark.parametrize(
    ("fault", "lang"),
    [
        ("missing", "zh"),
        ("missing", "en"),
        ("cut short", "zh"),
        ("of another version", "en"),
        ("lost", "zh"),
        ("lost", "en"),
    ],
)
def test_where_the_rest_does_not_come_it_is_told_and_trying_again_works(
    new_page: NewPage, watch: Watch, hungry: SiteServer, divided: dict[str, bytes], fault: str, lang: str
) -> None:
    watch.allow(r"runtime/|Pyodide|Python|wasm|WebAssembly|ERR_|Error")
    page = new_page(at=hungry)
    path = path_of(divided, REST)
    breaks = {
        "missing": lambda: hungry.blocked(path, 404),
        "cut short": lambda: hungry.replaced(path, divided[path][:100_000]),
        "of another version": lambda: hungry.replaced(path, divided[path] + b"\0"),
        "lost": lambda: hungry.cut(path, 4_000),
    }
    with breaks[fault]():
        open_utilisation(page, lang)
        wait_for(page, "failed")
        expect_told(page, "network" if fault == "lost" else "files", lang, example_figures(lang))
    page.locator("[data-action=try-again]").click()
    expect_working(page, lang)
    assert shown_figures(page) == example_figures(lang, used=TYPED)
