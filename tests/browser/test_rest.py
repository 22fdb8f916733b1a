"""What comes behind the first answer: the rest of the interpreter's WebAssembly, and the zips that only buttons ask
for.

No answer waits for either. One that wanted the rest sooner gets it or says so, and so does a button.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from calculator_page import ASK_WORKER, runtime_folder, shown_figures, wait_for
from divided_site import with_wasm
from faults import TYPED, example_figures, expect_told, expect_working, open_utilisation, path_of
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.runtime.build import FUNCTIONS, LIBRARY, WING, cached_runtime, lock
from build_scripts.runtime.corpus import corpus
from build_scripts.runtime.node import run_node
from build_scripts.runtime.published_names import published_name
from build_scripts.runtime.slim_pyodide import FIRST, REST, slim_pyodide
from build_scripts.runtime.split_wasm import counted
from build_scripts.runtime.zips import first_zips, later_zips
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn


def asked(server: SiteServer, since: int = 0) -> list[str]:
    return [each.path for each in server.requests[since:] if each.path.endswith(REST)]


@pytest.fixture(scope="module")
def divided(built: dict[str, bytes]) -> dict[str, bytes]:
    """The site with a first file that has only what Python calls to start: every answer wants more."""
    started = set(json.loads((cached_runtime() / FUNCTIONS).read_text("utf-8"))["started"])
    return split_after(built, started)


@pytest.fixture
def hungry(divided: dict[str, bytes]) -> Iterator[SiteServer]:
    started = SiteServer(dict(divided))
    yield started
    started.close()


@pytest.fixture(scope="module")
def example_alone(built: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site with a first file that has only what utilisation calls without a plan: an answer with one wants more."""
    folder = tmp_path_factory.mktemp("example")
    runtime = cached_runtime()
    of_ours = [each for each in corpus() if each["calculator"] == "utilisation" and "part" not in each]
    plain = [
        each for each in of_ours if not any(name.startswith("plan-") and text for name, text in each["form"].items())
    ]
    for name, data in slim_pyodide().items():
        (folder / name).write_bytes(data)
    (folder / "counted.wasm").write_bytes(counted((folder / FIRST).read_bytes()))
    (folder / "corpus.json").write_text(json.dumps(plain), "utf-8")
    (folder / "lock.json").write_text(lock(), "utf-8")
    given = (folder, runtime / LIBRARY, runtime, folder / "corpus.json", folder / "lock.json")
    found = json.loads(run_node(WING / "run_calculators.mjs", *given, folder / "counted.wasm"))
    return split_after(built, set(found["called"]))


def split_after(built: dict[str, bytes], functions: set[int]) -> dict[str, bytes]:
    """The site with these functions in the first file."""
    made = slim_pyodide(functions)
    return with_wasm(built, made[FIRST], made[REST])


def behind(server: SiteServer, since: int = 0) -> list[str]:
    """What was asked for that no first answer waits for, by its name."""
    names = [each.path.rsplit("/", 1)[-1] for each in server.requests[since:]]
    return [name for name in names if name == REST or name.endswith(".later.wasm")]


@pytest.mark.daily()
def test_no_answer_that_the_build_saw_needs_the_rest(page: Page, watch: Watch, server: SiteServer) -> None:
    watch.allow("rest.wasm|404")
    page.goto(page_url("about", "zh"))
    # Whole and in its order, since what Python has met decides what it meets next.
    requests = [json.dumps(each) for each in corpus()]
    with server.blocked(f"runtime/*/{REST}", 404):
        answers = page.evaluate(ASK_WORKER, [f"/{runtime_folder(page)}", requests])
    assert len(answers) == len(requests)
    assert not [answer for answer in answers if answer.startswith("failed")], (
        "the browser calls a function that Node did not: run_calculators.mjs has to start Python as browsers do"
    )


@pytest.mark.daily("utilisation")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_behind_the_first_answer_come_its_own_zips_and_then_the_rest(
    new_page: NewPage, server: SiteServer, calculator: str
) -> None:
    page = new_page()
    since = len(server.requests)
    with server.held("runtime/*/shared.later.wasm") as gate:
        page.goto(page_url(f"calculators/{calculator}", "en"))
        wait_for(page, "ready")
        page.wait_for_timeout(300)  # nothing more comes: the rest would be asked for beside the zips
        assert sorted(behind(server, since)) == sorted(map(published_name, later_zips(calculator)))
        gate.open()
    until(page, lambda: behind(server, since)[2:] == [REST], "what comes behind the answer")
    page.wait_for_load_state("networkidle")
    assert behind(server, since)[2:] == [REST]
    wanted = {FIRST, REST, *map(published_name, (LIBRARY, *first_zips(calculator), *later_zips(calculator)))}
    assert {each.path.rsplit("/", 1)[-1] for each in server.requests[since:] if each.path.endswith(".wasm")} == wanted


@pytest.mark.daily()
def test_who_saves_data_gets_nothing_before_it_is_needed(new_page: NewPage, server: SiteServer) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    since = len(server.requests)
    page.goto(page_url("calculators/utilisation", "en"))
    page.locator("[name=line-used]").first.fill("4321")
    wait_for(page, "ready")
    page.wait_for_timeout(500)  # nothing comes: it would be asked for with the answer
    page.wait_for_load_state("networkidle")
    assert not behind(server, since)
    press_report(page)
    expect(page.locator("[data-report] article")).to_be_attached(timeout=20_000)
    assert sorted(behind(server, since)) == sorted(map(published_name, later_zips("utilisation")))


def press_report(page: Page) -> None:
    if page.locator("[data-report-block]").get_attribute("open") is None:
        page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="report"]').click()


LATER_FAULTS = ("missing", "cut short", "of another version", "lost")


@pytest.mark.daily()
@pytest.mark.parametrize(
    ("fault", "name", "lang"),
    [
        (fault, name, LANGUAGES[(at + other) % 2])
        for at, fault in enumerate(LATER_FAULTS)
        for other, name in enumerate(map(published_name, later_zips("utilisation")))
    ],
)
def test_where_what_a_button_needs_does_not_come_it_is_told_and_trying_again_works(
    new_page: NewPage,
    watch: Watch,
    server: SiteServer,
    built: dict[str, bytes],
    fault: str,
    name: str,
    lang: str,
) -> None:
    watch.allow(r"runtime/|ERR_|404|Error")
    page = new_page()
    path = path_of(built, name)
    changed = built[path][:-1] + bytes([built[path][-1] ^ 1])
    breaks = {
        "missing": lambda: server.blocked(path, 404),
        "cut short": lambda: server.replaced(path, built[path][:1000]),
        "of another version": lambda: server.replaced(path, changed),
        "lost": lambda: server.cut(path, 4_000),
    }
    with breaks[fault]():
        open_utilisation(page, lang)
        expect_working(page, lang)
        page.wait_for_load_state("networkidle")
        press_report(page)
        wait_for(page, "failed")
        expect_told(page, "network" if fault == "lost" else "files", lang, example_figures(lang, used=TYPED))
    page.locator("[data-action=try-again]").click()
    expect_working(page, lang)
    press_report(page)
    expect(page.locator("[data-report] article")).to_be_attached(timeout=20_000)


# ---- an answer that wants the rest ----------------------------------------------------------------------------------


def ask_for_a_plan(page: Page) -> None:
    page.locator("[name=plan-money]").evaluate("field => { field.closest('details')?.setAttribute('open', '') }")
    page.locator("[name=plan-money]").fill("3000")


def expect_a_plan(page: Page) -> None:
    expect(page.locator('[data-result] data[data-name^="plan-"]').first).to_be_attached(timeout=20_000)
    wait_for(page, "ready")


@pytest.fixture
def without_plans(example_alone: dict[str, bytes]) -> Iterator[SiteServer]:
    started = SiteServer(dict(example_alone))
    yield started
    started.close()


@pytest.mark.daily()
def test_an_answer_that_wants_the_rest_once_it_is_there_waits_for_nothing(
    new_page: NewPage, without_plans: SiteServer
) -> None:
    page = new_page(at=without_plans)
    page.goto(page_url("calculators/utilisation", "zh"))
    wait_for(page, "ready")
    until(page, lambda: len(asked(without_plans)) == 1, "what comes behind the answer")
    page.wait_for_load_state("networkidle")
    with without_plans.blocked(f"runtime/*/{REST}", 404):
        ask_for_a_plan(page)
        expect_a_plan(page)
    assert len(asked(without_plans)) == 1


@pytest.mark.daily()
def test_an_answer_that_wants_the_rest_while_it_is_on_its_way_does_not_wait_for_that(
    new_page: NewPage, watch: Watch, without_plans: SiteServer
) -> None:
    watch.allow("ERR_ABORTED")
    page = new_page(at=without_plans)
    with without_plans.held(f"runtime/*/{REST}") as gate:
        page.goto(page_url("calculators/utilisation", "zh"))
        wait_for(page, "ready")
        until(page, lambda: len(asked(without_plans)) == 1, "what comes behind the answer")
        ask_for_a_plan(page)
        until(page, lambda: len(asked(without_plans)) == 2, "the worker's own request, which waits for none")
        gate.open()
        expect_a_plan(page)


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
        """([runtime]) => new Promise((done) => {
          const worker = new Worker(new URL(runtime + 'worker.js', location), {type: 'module', name: 'utilisation'});
          worker.onmessage = ({data}) => data.ready && done();
        })""",
        [f"/{runtime_folder(page)}"],
    )
    assert not asked(hungry)


@pytest.mark.daily()
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
