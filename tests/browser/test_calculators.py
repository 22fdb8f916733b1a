"""The calculators in the page: a reader's text is answered there, by the same Python as in the tests, or kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from calculator_page import (
    ASK_WORKER,
    CALCULATORS,
    EXAMPLE_LINES,
    WASM,
    day,
    empty,
    enter_all,
    example,
    expect_answer,
    lines,
    open_calculator,
    root,
    runtime_folder,
    type_lines,
    wait_for,
)
from playwright.sync_api import Browser, Page, expect
from watched_page import NewPage, Watch, new_context, two_frames, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.runtime import generated_forms
from build_scripts.runtime.generated_forms import Form
from calculators import answer, door, render

pytestmark = pytest.mark.languages_in_turn


@pytest.fixture(scope="module")
def open_pages(browser: Browser, server: SiteServer) -> Iterator[dict[tuple[str, str], tuple[Page, Watch]]]:
    """Calculators already loaded, by name and language, for the tests that only type."""
    pages: dict[tuple[str, str], tuple[Page, Watch]] = {}
    yield pages
    for page, _ in pages.values():
        page.context.close()


@pytest.fixture
def loaded(
    browser: Browser, server: SiteServer, open_pages: dict[tuple[str, str], tuple[Page, Watch]]
) -> Iterator[Any]:
    """`loaded(calculator, lang)`: the page, started once for this file and emptied for each test; watched too."""
    used: list[tuple[Page, Watch]] = []

    def get(calculator: str, lang: str) -> Page:
        if (calculator, lang) not in open_pages:
            watch = Watch()
            page = new_context(browser, server, watch).new_page()
            open_pages[calculator, lang] = open_calculator(page, calculator, lang), watch
        used.append(open_pages[calculator, lang])
        page = used[-1][0]
        page.locator("[data-action=clear]").click()
        return page

    yield get
    for page, watch in used:
        page.evaluate("0")
        left = watch.left()
        watch.faults.clear()
        assert not left, "\n".join(left)


# ---- starting -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_examples_result_is_in_the_html_and_python_then_works_out_the_same(
    new_page: NewPage, built: dict[str, bytes], calculator: str, lang: str
) -> None:
    form, example_day = example(calculator)
    html = built[f"{page_url(f'calculators/{calculator}', lang)}index.html"].decode()
    assert 'data-state="example"' in html
    assert f'data-day="{example_day}"' in html
    assert render(calculator, form, lang=lang, day=example_day) in html
    page = open_calculator(new_page(), calculator, lang)
    assert page.evaluate("notes.states") == ["loading", "ready"]
    expect_answer(page, calculator, form, lang)
    expect(page.locator("[data-status]")).to_be_hidden()
    request = {"calculator": calculator, "form": form, "lang": lang, "day": day(page)}
    sentence = json.loads(door(json.dumps(request)))["sentence"]
    expect(root(page).locator("output")).to_have_text(sentence)


def test_the_day_is_the_readers_own_calendar_day(new_page: NewPage) -> None:
    # Noon of 23 November in UTC is already the 24th on Kiritimati, 14 hours ahead.
    page = new_page(timezone_id="Pacific/Kiritimati")
    page.clock.set_fixed_time("2027-11-23T12:00:00Z")
    open_calculator(page, "utilisation", "zh")
    assert day(page) == "2027-11-24"
    expect_answer(page, "utilisation", example("utilisation")[0], "zh")


def test_what_is_typed_while_python_loads_stays_and_is_answered_when_it_is_there(
    new_page: NewPage, server: SiteServer
) -> None:
    page = new_page()
    with server.held(WASM) as gate:
        open_calculator(page, "utilisation", "en", wait=False)
        wait_for(page, "loading")
        expect(page.locator("[data-status]")).to_be_visible()
        page.locator("[data-action=remove-line]").nth(2).click()
        page.locator("[data-action=add-line]").click()
        page.locator("[name=line-limit]").nth(2).fill("8000")
        page.locator("[name=line-used]").nth(2).fill("100.5")
        page.locator("[data-action=preset]").click()
        page.locator("[name=line-name]").first.fill("My card")
        page.locator("[name=line-name]").first.press("ArrowLeft")
        expect(page.locator("[data-status]")).to_contain_text("MB")
        before = page.locator("[data-status]").inner_text()
        gate.feed(1_000_000)
        expect(page.locator("[data-status]")).not_to_have_text(before)
        assert root(page).get_attribute("data-state") == "loading"
        assert page.locator("[data-result] data").count() > 3, "the example's figures stand meanwhile"
        gate.open()
        wait_for(page, "ready")
    rows = [
        {**EXAMPLE_LINES[0], "line-name": "My card"},
        EXAMPLE_LINES[1],
        {"line-limit": "8000", "line-used": "100.5"},
    ]
    form = lines(rows, target="30")
    form["line-example"] = ["", "yes", ""]
    expect_answer(page, "utilisation", form, "en")
    assert page.evaluate("[document.activeElement.name, document.activeElement.selectionStart]") == ["line-name", 6]
    assert page.locator("[name=line-limit]").nth(2).input_value() == "8000"


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_clearing_while_python_loads_is_answered_when_it_is_there(
    new_page: NewPage, server: SiteServer, calculator: str
) -> None:
    page = new_page()
    with server.held(WASM) as gate:
        open_calculator(page, calculator, "zh", wait=False)
        page.locator("[data-action=clear]").click()
        gate.open()
        wait_for(page, "ready")
    expect_answer(page, calculator, empty(calculator), "zh")


# ---- typing ---------------------------------------------------------------------------------------------------------


def test_focus_and_caret_survive_each_new_result(loaded: Any) -> None:
    page = loaded("utilisation", "zh")
    page.locator("[name=line-limit]").fill("10000")
    used = page.locator("[name=line-used]")
    used.click()
    page.keyboard.type("4750")
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "4750"}], target=""), "zh")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("2")
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "42750"}], target=""), "zh")
    assert page.evaluate("[document.activeElement.name, document.activeElement.selectionStart]") == ["line-used", 2]


def test_what_did_not_change_in_the_result_stays_and_what_a_reader_unfolded_stays_unfolded(loaded: Any) -> None:
    page = loaded("borrowing-cost", "en")
    form = {"principal": "12000", "periods": "12", "method": "equal-instalments", "rate": "12", "rate-unit": "year"}
    enter_all(page, form)
    whole = {**empty("borrowing-cost"), **form}
    expect_answer(page, "borrowing-cost", whole, "en")
    months = page.locator("[data-result] details").first
    months.locator("summary").click()
    page.evaluate(
        "document.querySelector('[data-result] details').known = document.querySelector('[data-result] p').known = true"
    )
    page.locator("[name=principal]").first.fill("24000")
    # The reader's own unfolding is the one difference to the string that Python gives.
    total = answer("borrowing-cost", {**whole, "principal": "24000"}, lang="en", day=day(page))["total-paid"]
    page.locator(f"[data-result] data[data-name='total-paid'][value='{total}']").wait_for(state="attached")
    assert months.get_attribute("open") is not None
    assert page.evaluate("document.querySelector('[data-result] details').known")
    assert months.locator("td").first.is_visible()


def test_an_input_method_is_left_alone_until_it_commits(loaded: Any) -> None:
    page = loaded("utilisation", "zh")
    page.locator("[name=line-limit]").fill("10000")
    page.locator("[name=line-used]").fill("1")
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "1"}], target=""), "zh")
    page.keyboard.press("Control+A")
    asked = page.evaluate("notes.asked.length")
    keyboard = page.context.new_cdp_session(page)
    for composed in ("q", "qi", "qian"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
    assert page.locator("[name=line-used]").input_value() == "qian"
    assert page.evaluate("notes.asked.length") == asked
    assert not page.locator("[name=line-used]").get_attribute("aria-invalid")
    keyboard.send("Input.insertText", {"text": "２，０００"})
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "２，０００"}], target=""), "zh")


def sentence_of(page: Page, form: Form) -> str:
    """The English utilisation page's sentence about the form for a screen reader."""
    request = {"calculator": "utilisation", "form": form, "lang": "en", "day": day(page)}
    return str(json.loads(door(json.dumps(request)))["sentence"])


def test_the_spoken_sentence_changes_at_most_once_a_second(loaded: Any) -> None:
    page = loaded("utilisation", "en")
    page.locator("[name=line-limit]").fill("10000")
    page.locator("[name=line-used]").click()
    spoken = root(page).locator("output")
    expect(spoken).to_have_text(sentence_of(page, lines([{"line-limit": "10000"}], target="")))
    page.evaluate("notes.sentences.length = 0")
    page.keyboard.type("123456789012", delay=120)
    page.keyboard.press("Control+A")
    page.keyboard.type("4321", delay=250)
    form = lines([{"line-limit": "10000", "line-used": "4321"}], target="")
    expect_answer(page, "utilisation", form, "en")
    expect(spoken).to_have_text(sentence_of(page, form))
    times = [time for time, _ in page.evaluate("notes.sentences")]
    assert times
    assert all(later - earlier >= 990 for earlier, later in zip(times, times[1:], strict=False)), times
    assert spoken.count() == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_stands_at_its_field_until_it_is_put_right(loaded: Any, lang: str) -> None:
    page = loaded("utilisation", lang)
    page.locator("[data-action=add-line]").click()
    limit, used = page.locator("[name=line-limit]"), page.locator("[name=line-used]")
    limit.nth(0).fill("10000")
    used.nth(0).fill("100")
    limit.nth(1).fill("abc")
    rows = [{"line-limit": "10000", "line-used": "100"}, {"line-limit": "abc"}]
    expected = expect_answer(page, "utilisation", lines(rows, target=""), lang)
    assert "line-limit[1]" in expected["errors"]
    assert limit.nth(1).get_attribute("aria-invalid") == "true"
    assert not limit.nth(0).get_attribute("aria-invalid")
    described = (limit.nth(1).get_attribute("aria-describedby") or "").split()
    assert expected["errors"]["line-limit[1]"] in [page.locator(f"[id='{each}']").inner_text() for each in described]
    limit.nth(1).fill("5000")
    used.nth(1).fill("0")
    rows[1] = {"line-limit": "5000", "line-used": "0"}
    assert expect_answer(page, "utilisation", lines(rows, target=""), lang)["errors"] == {}
    assert page.locator("[aria-invalid]").count() == 0


def test_lines_are_added_at_the_end_and_removed_down_to_one(loaded: Any) -> None:
    page = loaded("utilisation", "zh")
    add, remove, limits = (
        page.locator("[data-action=add-line]"),
        page.locator("[data-action=remove-line]"),
        page.locator("[name=line-limit]"),
    )
    for number in (1, 2, 3, 4):
        if number > 1:
            add.click()
        limits.nth(number - 1).fill(str(number * 1000))
        page.locator("[name=line-used]").nth(number - 1).fill(str(number))
    remove.nth(1).click()
    rows = [{"line-limit": str(number * 1000), "line-used": str(number)} for number in (1, 3, 4)]
    expect_answer(page, "utilisation", lines(rows, target=""), "zh")
    assert page.locator("[data-line] legend [data-number]").all_inner_texts() == ["1", "2", "3"]
    ids = page.locator("[data-fields] [id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    add.click()
    ids = page.locator("[data-fields] [id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    expect_answer(page, "utilisation", lines([*rows, {}], target=""), "zh")
    for _ in range(5):
        remove.first.click()
    assert remove.count() == 1
    expect_answer(page, "utilisation", lines([{}], target=""), "zh")
    page.locator("[data-action=preset]").click()
    expect_answer(page, "utilisation", lines([{}], target="30"), "zh")


def test_an_edited_line_is_no_longer_called_an_example(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "zh")
    flags = page.locator("[name=line-example]")
    assert [each.input_value() for each in flags.all()] == ["yes", "yes", "yes"]
    page.locator("[name=line-used]").nth(0).fill("6300")
    assert [each.input_value() for each in flags.all()] == ["", "yes", "yes"]
    rows = [{**EXAMPLE_LINES[0], "line-used": "6300"}, *EXAMPLE_LINES[1:]]
    expect_answer(page, "utilisation", lines(rows, target="30", examples=2, target_example=True), "zh")
    page.locator("[name=target]").fill("31")
    expect_answer(page, "utilisation", lines(rows, target="31", examples=2), "zh")
    page.locator("[name=line-status]").nth(1).select_option("frozen")
    rows[1] = {**rows[1], "line-status": "frozen"}
    expect_answer(page, "utilisation", lines(rows, target="31", examples=1), "zh")
    page.locator("[data-action=clear]").click()
    expect_answer(page, "utilisation", empty("utilisation"), "zh")
    assert page.evaluate("document.activeElement.name") == "line-name"


def test_an_edited_offer_b_leaves_offer_a_the_examples(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "borrowing-cost", "en")
    form, _ = example("borrowing-cost")
    for field, value in (("principal", "5000"), ("periods", "6")):
        page.locator(f"[name={field}]").nth(1).fill(value)
        form[field] = [form[field][0], value]
    expected = expect_answer(page, "borrowing-cost", form, "en")
    assert expected["total-paid[1]"] == "5000.00"
    assert page.locator("[name=principal-example]").first.input_value() == "yes"
    page.locator("[name=principal]").nth(1).fill("x")
    form["principal"] = ["12000", "x"]
    expect_answer(page, "borrowing-cost", form, "en")
    assert [each.get_attribute("aria-invalid") for each in page.locator("[name=principal]").all()] == [None, "true"]
    page.locator("[name=principal]").nth(0).fill("13000")
    flags = form["principal-example"]
    form |= {"principal": ["13000", "x"], "principal-example": ["", *flags[1:]]}
    expect_answer(page, "borrowing-cost", form, "en")


def test_months_can_be_clicked_and_gaps_are_filled_as_unknown(loaded: Any) -> None:
    page = loaded("repayment-habit", "zh")
    buttons = page.locator("[data-action=month-code]")
    assert buttons.count() == 24
    codes = (page.locator("[data-codes]").get_attribute("data-codes") or "").split()
    fill = page.locator("[data-codes]").get_attribute("data-fill") or ""
    months = page.locator("[name=months]")
    buttons.nth(5).click()
    assert months.input_value() == codes[0] + fill * 18
    buttons.nth(5).click()
    assert months.input_value() == codes[1] + fill * 18
    buttons.nth(23).click()
    typed = months.input_value()
    assert typed[:1] == codes[1] and len(typed) == 19
    form = {**empty("repayment-habit"), "months": typed}
    expect_answer(page, "repayment-habit", form, "zh")
    months.fill("N N，１ｍ\n*")
    expect_answer(page, "repayment-habit", {**form, "months": "N N，１ｍ\n*"}, "zh")
    assert page.locator("[data-action=month-code] [data-code]").all_inner_texts()[-5:] == ["N", "N", "1", "M", "*"]


# ---- kept in the browser --------------------------------------------------------------------------------------------


def test_a_checklist_is_kept_only_when_the_reader_says_so_and_can_be_erased(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "checklist", "zh")
    keys = "Object.keys(localStorage).filter(key => key.includes('clearlimit'))"
    item = page.locator("[data-item] select").nth(2)
    name = item.get_attribute("name") or ""
    form, _ = example("checklist")
    item.select_option("partly")
    form = {**form, name: "partly", f"{name}-example": ""}
    expect_answer(page, "checklist", form, "zh")
    assert page.evaluate(keys) == []
    page.locator("[data-remember]").check()
    assert page.evaluate(keys) == ["clearlimit.checklist"]
    page.goto(page_url("calculators/checklist", "en"))
    wait_for(page, "ready")
    assert page.locator("[data-remember]").is_checked()
    assert page.locator(f"[name={name}]").input_value() == "partly"
    expect_answer(page, "checklist", form, "en")
    page.locator("[data-action=forget]").click()
    assert page.evaluate(keys) == []
    expect_answer(page, "checklist", empty("checklist"), "en")
    page.reload()
    wait_for(page, "ready")
    assert not page.locator("[data-remember]").is_checked()
    expect_answer(page, "checklist", example("checklist")[0], "en")


# ---- the same answers as CPython ------------------------------------------------------------------------------------


def requests_for(calculator: str) -> list[str]:
    """The 200 forms as the page would ask them: both languages and days of every sort in turn."""
    return [
        json.dumps(
            {
                "calculator": calculator,
                "form": form,
                "lang": LANGUAGES[number % 2],
                "day": generated_forms.DAYS[number % 7 if number % 8 else 7],
            }
        )
        for number, form in enumerate(generated_forms.forms(calculator))
    ]


def test_the_worker_returns_cpythons_string_for_two_hundred_forms_of_each_calculator(page: Page) -> None:
    page.goto(page_url("about", "zh"))
    other = page.request.get(page_url("calculators/method", "zh"))
    assert other.ok
    runtime = runtime_folder(page)
    requests = [request for calculator in CALCULATORS for request in requests_for(calculator)]
    assert len(requests) == 200 * len(CALCULATORS)
    answers = page.evaluate(ASK_WORKER, [f"/{runtime}", requests])
    for request, found in zip(requests, answers, strict=True):
        assert found == door(request), request


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_these_forms_typed_into_the_fields_are_answered_the_same(loaded: Any, is_full: bool, calculator: str) -> None:
    lang = LANGUAGES[CALCULATORS.index(calculator) % 2]
    page = loaded(calculator, lang)
    for form in generated_forms.forms(calculator)[: generated_forms.TYPED if is_full else 8]:
        page.locator("[data-action=clear]").click()
        whole = {**empty(calculator), **form}
        if calculator == "utilisation":
            type_lines(page, form)
        else:
            enter_all(page, {name: value for name, value in form.items() if not name.endswith("-example")})
        expect_answer(page, calculator, whole, lang)


# ---- when something is broken ---------------------------------------------------------------------------------------

FAILED = {"zh": "没能准备好计算", "en": "could not start"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("fault", ["blocked", "damaged"])
def test_without_the_wasm_one_sentence_says_so_nothing_is_lost_and_trying_again_works(
    new_page: NewPage, watch: Watch, server: SiteServer, built: dict[str, bytes], lang: str, fault: str
) -> None:
    watch.allow("pyodide.asm.wasm|wasm|WebAssembly|ERR_ABORTED|falling back")
    page = new_page()
    wasm = next(name for name in built if name.endswith("pyodide.asm.wasm"))
    broken = server.blocked(WASM) if fault == "blocked" else server.replaced(wasm, built[wasm][:5000])
    with broken:
        with server.held("runtime/*/python_stdlib.zip") as gate:
            open_calculator(page, "utilisation", lang, wait=False)
            page.locator("[name=line-used]").nth(0).fill("1234.5")
            gate.open()
        wait_for(page, "failed")
        alert = page.locator("[role=alert]")
        assert alert.count() == 1
        assert FAILED[lang] in alert.inner_text()
        expect(page.locator("[data-status]")).to_be_hidden()
        assert page.locator("[name=line-used]").nth(0).input_value() == "1234.5"
        form, example_day = example("utilisation")
        figures = answer("utilisation", form, lang=lang, day=example_day)
        for name, value in figures.items():
            if name != "errors":
                assert page.locator(f"[data-result] data[data-name='{name}']").get_attribute("value") == value
        page.evaluate("notes.states.length = 0")
        page.locator("[data-action=try-again]").click()
        until(page, lambda: page.evaluate("notes.states.at(-1) === 'failed'"), "a second failure")
        assert page.locator("[role=alert]").count() == 1
    page.locator("[data-action=try-again]").click()
    wait_for(page, "ready")
    assert page.locator("[role=alert]").count() == 0
    rows = [{**EXAMPLE_LINES[0], "line-used": "1234.5"}, *EXAMPLE_LINES[1:]]
    expect_answer(page, "utilisation", lines(rows, target="30", examples=2, target_example=True), lang)


def test_a_slow_line_is_no_fault_but_thirty_silent_seconds_are(
    new_page: NewPage, watch: Watch, server: SiteServer
) -> None:
    watch.allow("ERR_ABORTED")
    page = new_page()
    page.clock.install()
    with server.held(WASM) as gate:
        open_calculator(page, "utilisation", "zh", wait=False)
        expect(page.locator("[data-status]")).to_contain_text("MB")
        for _ in range(3):
            before = page.locator("[data-status]").inner_text()
            while page.locator("[data-status]").inner_text() == before:
                gate.feed(100_000)
                two_frames(page)
            page.clock.run_for(25_000)
            assert root(page).get_attribute("data-state") == "loading"
        page.clock.run_for(10_000)
        wait_for(page, "failed")
        assert page.locator("[role=alert]").count() == 1


# ---- nothing leaves the page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_nothing_typed_is_sent_and_nothing_at_all_once_python_is_there(
    new_page: NewPage, server: SiteServer, calculator: str
) -> None:
    # What the page itself asks for: the service worker keeps copies for later, which test_offline.py looks at.
    page = new_page()
    begun = len(server.requests)
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(f"{request.url} {request.post_data or ''}"))
    secret = "N1M*N1M*N1M*N1M*N1M*N1M*" if calculator == "repayment-habit" else "76543.21"
    name = {"utilisation": "line-limit", "borrowing-cost": "income"}.get(calculator, "months")

    def type_it() -> None:
        if calculator == "checklist":
            page.locator("[data-item] select").nth(3).select_option("not-applicable")
        else:
            page.locator(f"[name={name}]").first.fill(secret)
            page.locator(f"[name={name}]").first.press("Enter")

    with server.held(WASM) as gate:
        open_calculator(page, calculator, "zh", wait=False)
        type_it()
        gate.open()
        wait_for(page, "ready")
    page.wait_for_load_state("networkidle")
    arrived, asked = len(server.requests), len(seen)
    page.locator("[data-action=clear]").click()
    type_it()
    page.wait_for_timeout(1500)  # nothing comes: neither with the answer nor with the sentence spoken a second after it
    assert len(server.requests) == arrived
    assert len(seen) == asked
    mine = server.requests[begun:]
    assert len(mine) > 10
    assert all(request.method == "GET" and not request.body and "?" not in request.path for request in mine)
    for text in (secret, "not-applicable"):
        assert not any(request.carries(text.encode()) for request in mine)
        assert not any(text in each for each in seen)
    assert page.url == server.url + page_url(f"calculators/{calculator}", "zh")
    assert page.context.cookies() == []


# Appended to a served copy of worker.js: tries every way out that this suite knows, and says what came of each.
WAYS_OUT = r"""
self.tryEverything = async (target) => {
  const found = {};
  const socket = target.replace('http', 'ws');
  const attempt = async (name, way) => {
    try {
      const got = await way();
      found[name] = `OPEN ${got}`;
    } catch (error) {
      found[name] = `closed: ${String(error).slice(-300)}`;
    }
  };
  const scopes = {self, globalThis};
  for (let at = Object.getPrototypeOf(self), depth = 1; at; at = Object.getPrototypeOf(at), depth += 1) scopes[`prototype ${depth}`] = at;
  for (const [where, scope] of Object.entries(scopes)) {
    // A prototype's members are called on the scope itself, or they would refuse for another reason.
    const own = (name) => Object.getOwnPropertyDescriptor(scope, name);
    const take = (name) => { const is = own(name); return is?.value ?? is?.get?.call(self); };
    if (own('fetch') || scope === self) await attempt(`${where}: fetch`, async () => (await take('fetch').call(self, target)).status);
    if (own('XMLHttpRequest') || scope === self) await attempt(`${where}: XMLHttpRequest`, () => { const x = new (take('XMLHttpRequest'))(); x.open('GET', target, false); x.send(); return x.status; });
    if (own('WebSocket') || scope === self) await attempt(`${where}: WebSocket`, () => new (take('WebSocket'))(socket).url);
    if (own('EventSource') || scope === self) await attempt(`${where}: EventSource`, () => new (take('EventSource'))(target).url);
    if (own('WebTransport') || scope === self) await attempt(`${where}: WebTransport`, () => String(new (take('WebTransport'))(target.replace('http:', 'https:'))));
    if (own('Worker') || scope === self) await attempt(`${where}: Worker`, () => String(new (take('Worker'))(target)));
    if (own('importScripts')) await attempt(`${where}: importScripts`, () => take('importScripts').call(self, target));
    if (own('caches')) await attempt(`${where}: caches`, async () => String(await (await take('caches').open('x')).add(target)));
  }
  await attempt('bare fetch', async () => (await fetch(target)).status);
  await attempt('bare XMLHttpRequest', () => new XMLHttpRequest());
  await attempt('restored by defineProperty', () => { Object.defineProperty(self, 'fetch', {value: 1}); return self.fetch; });
  await attempt('restored by assignment', async () => { self.fetch = Object.getPrototypeOf(Object.getPrototypeOf(self)).fetch; return (await self.fetch(target)).status; });
  await attempt('restored by deleting', async () => { 'use strict'; delete self.fetch; return (await self.fetch(target)).status; });
  await attempt('text for setTimeout', () => { setTimeout(`import('${target}')`); });
  await attempt('text for setInterval', () => { setInterval(`import('${target}')`, 1e6); });
  await attempt('eval', () => (0, eval)('1'));
  await attempt('Function', () => (() => {}).constructor('return 1')());
  if (self.python) {
    for (const [name, code] of Object.entries(PYTHON_WAYS)) {
      await attempt(`Python: ${name}`, () => { const builtins = self.python.pyimport('builtins'); const names = builtins.dict(); names.set('target', target); builtins.exec(code, names); });
    }
  }
  return found;
};
// Python has JavaScript's objects neither as modules nor as what it could call, so each of these ends at its first line.
const PYTHON_WAYS = {
  'js.fetch': 'import js\njs.fetch(js.target)',
  'js.XMLHttpRequest': 'import js\nx = js.XMLHttpRequest.new()\nx.open("GET", js.target, False)\nx.send()',
  'pyodide_js': 'import pyodide_js\npyodide_js.loadPackage("x")',
  'run_js': 'from pyodide.code import run_js\nrun_js("1")',
  'pyodide.http.pyfetch': 'from pyodide.http import pyfetch\npyfetch(target).send(None)',
  'pyodide.http.open_url': 'from pyodide.http import open_url\nopen_url(target).read()',
  'pyodide.ffi': 'from pyodide.ffi import to_js',
  'given by the loader': 'import _pyodide._importhook as hook\nhook.jsfinder.jsproxies["js"]',
  'urllib': 'import urllib.request\nurllib.request.urlopen(target, timeout=2).status',
  'socket': 'import socket\nsocket.create_connection(("127.0.0.1", 80), 2)',
  'the socket in C': 'import _socket\n_socket.socket().connect(("127.0.0.1", 80))',
  'ctypes': 'import ctypes\nctypes.pythonapi',
};
self.addEventListener('message', async ({data}) => {
  if (data.everything) postMessage({found: await self.tryEverything(data.everything), before: self.before});
});
"""  # noqa: E501

TRY_WORKER = """async ([runtime, target, request]) => {
  const worker = new Worker(new URL(runtime + 'worker.js', location), {type: 'module', name: 'utilisation'});
  const heard = (wanted) => new Promise((done, fail) => {
    worker.addEventListener('error', (event) => fail(new Error(event.message || 'worker error')));
    worker.addEventListener('message', ({data}) => { if (wanted(data)) done(data); });
  });
  const first = heard((data) => data.id === 1);
  worker.postMessage({id: 1, request});
  const response = await first;
  const found = heard((data) => data.found);
  worker.postMessage({everything: target});
  return {...await found, response};
}"""


# Ways that are open where nothing closes them; were one not, its being closed would prove nothing.
PROVEN = (
    *(f"self: {name}" for name in ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "Worker")),
    "bare fetch",
    "prototype 2: fetch",
    "prototype 2: caches",
    "text for setTimeout",
    "eval",
    "Function",
    "Python: the socket in C",  # a WebSocket of the loader's
    "restored by deleting",
)


def try_every_way(page: Page, server: SiteServer, built: dict[str, bytes], *, closed: bool) -> list[dict[str, str]]:
    """The result of each way out, tried when the first form arrived and again after it."""
    name = next(name for name in built if name.endswith("/worker.js") and name.startswith("runtime/"))
    text = built[name].decode()
    marks = {
        "  closeTheNetwork(self);": "  self.python = python;\n" + ("  closeTheNetwork(self);" if closed else ""),
        "ask(data.request)": "ask((self.before ??= await self.tryEverything(FIRST), data.request))",
        "self.onmessage = async ({ data }) => {": (
            "self.onmessage = async ({ data }) => {\n  if (data.everything) return;"
        ),
    }
    for mark, change in marks.items():
        assert text.count(mark) == 1, f"worker.js has changed: {mark}"
        text = text.replace(mark, change.replace("FIRST", f"'{server.url}canary-first'"))
    form, example_day = example("utilisation")
    request = json.dumps({"calculator": "utilisation", "form": form, "lang": "zh", "day": example_day})
    page.goto(page_url("about", "zh"))
    # What a way out fetches is really there, so that one which works is not taken for closed. A policy in a header
    # would close some of them too, but not every host sends one.
    with (
        server.without_headers(),
        server.replaced(name, (text + WAYS_OUT).encode()),
        server.replaced("canary-first", b"1"),
        server.replaced("canary-later", b"1"),
    ):
        given = [f"/{name.removesuffix('worker.js')}", f"{server.url}canary-later", request]
        result = page.evaluate(TRY_WORKER, given)
    assert result["response"]["response"] == door(request), "it still calculates"
    return [result["before"], result["found"]]


def test_before_the_first_form_every_way_out_of_the_worker_is_closed_to_javascript_and_python(
    page: Page, server: SiteServer, built: dict[str, bytes]
) -> None:
    begun = len(server.requests)
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(request.url))
    for found in try_every_way(page, server, built, closed=True):
        still_open = [f"{way}: {what}" for way, what in found.items() if not what.startswith("closed")]
        assert still_open == []
        assert not set(PROVEN) - set(found)
    page.wait_for_timeout(300)  # nothing comes: a way out that was closed too late would have asked by now
    assert not any("canary" in url for url in seen)
    assert not any("canary" in request.path for request in server.requests[begun:])


def test_the_same_ways_out_are_open_in_a_worker_that_closes_nothing(
    page: Page, server: SiteServer, built: dict[str, bytes], watch: Watch
) -> None:
    watch.allow("canary|WebSocket|WebTransport|MIME|EventSource|ws:")
    begun = len(server.requests)
    first, _ = try_every_way(page, server, built, closed=False)
    # Python has no other, closed or not: it is given nothing of JavaScript's.
    python = {way: what for way, what in first.items() if way.startswith("Python: ") and way not in PROVEN}
    assert len(python) == 11
    absent = ("ModuleNotFoundError", "ImportError", "AttributeError")
    assert not [f"{way}: {what}" for way, what in python.items() if not any(each in what for each in absent)]
    assert [f"{way}: {first.get(way)}" for way in PROVEN if not first.get(way, "").startswith("OPEN")] == []
    assert any("canary" in request.path for request in server.requests[begun:])
