"""Every door into a page, with what nobody should send: nothing runs, nothing hangs, nothing stays for the next case.

Python's side of each door is tried on many more in tests/calculators/test_hostile_input.py.
"""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from calculator_page import CALCULATORS, example, expect_answer, open_calculator, wait_for
from faults import TEXTS
from playwright.sync_api import Page, expect
from state_links import WORDS, link
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import page_url
from calculators.building.odd_texts import HOSTILE

pytestmark = pytest.mark.languages_in_turn

# Would be called by each of the texts, were one run or made into an element.
RAN = "window.ran = []; window.alert = (...what) => ran.push(what);"
TEXT = "".join((
    "'\"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>",
    "<iframe srcdoc='<script>parent.alert(4)</script>'></iframe>{{7*7}}",
))  # fmt: skip
STORED = "({ ...localStorage, ...sessionStorage })"


def expect_untouched(page: Page) -> None:
    """Nothing of a text was run or became an element."""
    assert page.evaluate("ran") == []
    assert page.locator("img[src=x], iframe, svg[onload], article script:not([type])").count() == 0


def raw(value: Any) -> str:
    """A whole link, its check right, that holds any JSON at all."""
    middle = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    return f"#s=1.{middle}.{zlib.crc32(f'1.{middle}'.encode()):08x}"


@pytest.mark.daily("utilisation")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_a_link_full_of_markup_is_text_in_every_field_and_gone_with_the_next_page(
    new_page: NewPage, calculator: str
) -> None:
    page = new_page()
    page.add_init_script(RAN)
    names = example(calculator)[0]
    form = {name: [TEXT] * 3 if isinstance(value, list) else TEXT for name, value in names.items()}
    form |= {TEXT: TEXT, "__proto__": TEXT, "constructor": [TEXT]}
    page.goto(page_url(f"calculators/{calculator}", "zh") + link(calculator, form, {"total-ratio": TEXT, TEXT: TEXT}))
    wait_for(page, "ready")
    expect_untouched(page)
    assert page.evaluate("'x' in ({}) || ({}).constructor !== Object") is False
    page.goto("about:blank")
    open_calculator(page, calculator, "zh")
    expect_answer(page, calculator, names, "zh")
    assert page.evaluate(STORED) == {}


def test_links_of_any_make_leave_the_page_working(new_page: NewPage, is_full: bool) -> None:
    page = new_page()
    page.add_init_script(RAN)
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    made = (
        *(raw(value) for value in (None, 5, "x", [], [2], [2, "utilisation", "2026-11-29", 5, {}], {"c": 1, "f": [1]})),
        raw([2, "utilisation", "2026-11-29", deep, deep]),
        raw({"c": "utilisation", "d": "2026-11-29", "f": {"line-limit": [{}] * 5000, "target": {"a": 1}}, "r": 7}),
        raw({"c": "utilisation", "d": "9999-99-99", "f": {"line-limit": ["1"] * 5000}}),
        *(f"#s={text}" for text in ("", "1..", "%00", "1.A.00000000", "1." + "A" * 60_000, "%E4%", TEXT)),
        "#__tabbed_1", "#" + TEXT, "#=s", "#S=1.a.b",
    )  # fmt: skip
    address = page_url("calculators/utilisation", "zh")
    page.goto(address)
    wait_for(page, "ready")
    for fragment in made:
        page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    expect_untouched(page)
    for fragment in made[:: 6 if is_full else 18]:
        page.goto("about:blank")
        page.goto(address + fragment)
        wait_for(page, "ready")
        expect_untouched(page)
    page.goto("about:blank")
    open_calculator(page, "utilisation", "zh")
    expect_answer(page, "utilisation", example("utilisation")[0], "zh")


@pytest.mark.daily()
def test_files_of_any_make_are_refused_at_once(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page()
    page.add_init_script(RAN)
    open_calculator(page, "utilisation", "zh")
    page.locator("[data-tools] summary").first.click()
    for at, content in enumerate((
        b"", b"\x00\xff" * 2000, TEXT.encode(), b"[" * 3_000_000, b'{"state": 5}', b'{"state": {"state": "1.a.b"}}',
        b'{"state": "' + b"A" * 3_000_000 + b'"}', b"PK\x03\x04" + bytes(3_000_000),
        json.dumps({"state": TEXT}).encode(),
    )):  # fmt: skip
        file = tmp_path / f"{at}.json"
        file.write_bytes(content)
        page.evaluate("document.querySelector('[data-opened]').textContent = ''")
        with page.expect_file_chooser() as chooser:
            page.locator("[data-action=open-state]").click()
        chooser.value.set_files(file)
        expect(page.locator("[data-opened]")).not_to_be_empty(timeout=4_000)
        assert page.locator("[data-opened]").inner_text().strip() != WORDS["zh"]["replace"]
    expect_untouched(page)
    expect_answer(page, "utilisation", example("utilisation")[0], "zh")


GONE, KEPT = "an-item-of-an-older-version", "person-no-passing-on"


@pytest.mark.daily()
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_kept_answers_of_another_version_or_broken_are_put_aside_with_a_word(
    new_page: NewPage, watch: Watch, lang: str
) -> None:
    page = new_page()
    page.add_init_script(RAN)
    said = page.locator(".calc-remember [role=alert]")
    address = page_url("calculators/checklist", lang)
    # What is kept is judged before Python is there, and eight starts of it would take most of this test.
    watch.allow("/runtime/")
    page.route("**/runtime/**", lambda route: route.abort())
    # A page that lacks a file asks for itself again, to tell an older page from a broken line; leaving it drops that.
    watch.allow(r"/calculators/checklist/ net::ERR_ABORTED$")
    for text in (
        "{",
        '"x"',
        "[1, 2]",
        "{}",
        json.dumps({GONE: "done"}),
        json.dumps({KEPT: 5}),
        TEXT,
        "[" * 900_000,
    ):
        # From a page that keeps nothing: the one before may still be busy with what it kept.
        page.goto(page_url("about", lang))
        page.evaluate("text => { localStorage.clear(); localStorage.setItem('clearlimit.checklist', text); }", text)
        page.goto(address)
        expect(said).to_have_text(TEXTS[lang]["unreadable"])
        assert not page.locator("[data-remember]").is_checked()
        assert page.evaluate(STORED) == {"clearlimit.checklist.aside": text}
    page.unroute("**/runtime/**")
    older = json.dumps({GONE: TEXT, KEPT: "partly", "__proto__": "x", "constructor": "x"})
    page.evaluate("text => { localStorage.clear(); localStorage.setItem('clearlimit.checklist', text); }", older)
    page.goto(address)
    wait_for(page, "ready")
    expect(said).to_have_text(TEXTS[lang]["older"])
    assert page.locator(f"[name={KEPT}]").input_value() == "partly"
    assert page.locator("[data-remember]").is_checked()
    stored = page.evaluate(STORED)
    assert stored["clearlimit.checklist.aside"] == older
    assert GONE not in stored["clearlimit.checklist"] and json.loads(stored["clearlimit.checklist"])[KEPT] == "partly"
    # The next time there is nothing to say; what was put aside goes when the reader erases what is kept.
    page.reload()
    wait_for(page, "ready")
    assert said.count() == 0
    assert page.locator(f"[name={KEPT}]").input_value() == "partly"
    page.locator("[data-action=forget]").click()
    assert page.evaluate(STORED) == {}
    expect_untouched(page)


CHOICE = "person-no-cash-out"


@pytest.mark.parametrize("is_roomy", [True, False])
def test_a_choice_that_is_gone_is_put_aside_beside_another_and_never_written_over(
    new_page: NewPage, is_roomy: bool
) -> None:
    page = new_page()
    page.goto(page_url("about", "en"))
    older = json.dumps({CHOICE: "mostly", KEPT: "partly"})
    before = {"clearlimit.checklist": older, "clearlimit.checklist.aside": "{"}
    page.evaluate("all => Object.assign(localStorage, all)", before)
    if not is_roomy:
        page.add_init_script(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
        )
    page.goto(page_url("calculators/checklist", "en"))
    wait_for(page, "ready")
    said = page.locator(".calc-remember [role=alert]")
    expect(said).to_have_text(TEXTS["en"]["older"])
    assert page.locator(f"[name={KEPT}]").input_value() == "partly"
    stored = page.evaluate(STORED)
    if is_roomy:
        assert stored["clearlimit.checklist.aside"] == "{" and stored["clearlimit.checklist.aside.2"] == older
        assert json.loads(stored["clearlimit.checklist"])[CHOICE] == ""
        assert page.locator("[data-remember]").is_checked()
    else:
        assert stored == before and not page.locator("[data-remember]").is_checked()
        page.locator(".calc-remember label").click()
        expect(said).to_have_text(TEXTS["en"]["refused"])
        page.locator(f"[name={KEPT}]").select_option("done")
        expect(page.locator("[data-status]")).to_be_hidden()
        assert page.evaluate(STORED) == before
    page.locator("[data-action=forget]").click()
    assert page.evaluate(STORED) == {}


@pytest.mark.daily()
def test_whatever_lies_in_the_tabs_storage_every_page_opens(new_page: NewPage, is_full: bool) -> None:
    page = new_page()
    page.add_init_script(RAN)
    page.goto(page_url("about", "zh"))
    keys = ("clearlimit.handed", "clearlimit.carried", "clearlimit.both", "clearlimit.asked", "/.__palette")
    whole = {"texts": {}, "pasted": [], "isTouched": False, "isOwnExample": True}
    now = page.evaluate("Date.now()")
    handed = [["checklist", since, day, whole] for since, day in ((now, TEXT), (now, "2026-02-30"), (9e15, ""))]
    values = ("{", "null", *map(json.dumps, (*handed, ["checklist", now, "", {"texts": 5}], {"a": TEXT, "b": 5})))
    for value in values[:: 1 if is_full else 3]:
        page.evaluate(
            """([keys, value]) => {
              for (const key of keys) for (const store of [sessionStorage, localStorage]) store.setItem(key, value);
            }""",
            [keys, value],
        )
        page.goto(page_url("calculators/checklist", "zh"))
        wait_for(page, "ready")
        expect_untouched(page)
    expect_answer(page, "checklist", example("checklist")[0], "zh")


HOST = """<!doctype html><title>host</title>
<iframe data-clearlimit src="{site}embed/utilisation/?scheme=%3Cscript%3Ealert(1)%3C/script%3E&lang=../..&line-limit=9#{text}" width="900" height="500"></iframe>
<script>window.heard = []; addEventListener("message", ({{ data }}) => heard.push(data));</script>"""  # noqa: E501


@pytest.mark.daily()
def test_messages_and_parameters_of_a_page_around_an_embed_change_nothing_in_it(
    new_page: NewPage, watch: Watch, server: SiteServer
) -> None:
    watch.allow("^off-origin: ")
    host = SiteServer({"_headers": b"", "index.html": HOST.format(site=server.url, text="x").encode()})
    try:
        page = new_page(at=host)
        page.add_init_script(RAN)
        page.goto(host.url)
        frame = until(page, lambda: next((each for each in page.frames if "embed/" in each.url), None), "the frame")
        frame.locator("[data-state=ready]").wait_for()
        before = frame.locator("[data-result]").inner_html()
        frame.evaluate(
            """() => {
              const heard = (done) => addEventListener('message', ({ data }) => data === 'the last' && done());
              window.heardAll = new Promise(heard);
            }"""
        )
        page.evaluate(
            """(texts) => {
              const frame = document.querySelector('iframe').contentWindow;
              const sent = [null, 1, '', [], {}, { clearlimit: 1 }, { clearlimit: '1', ask: 'height' },
                { id: 1, request: '{}' }, { clearlimit: 1, ask: 'form' }, { clearlimit: 1, ask: 'height', height: 1e9 },
                { failed: 'x', ready: true }, { clearlimit: 1, form: { target: '5' } },
                'x'.repeat(3e6), new ArrayBuffer(1e6), ...texts];
              for (let time = 0; time < 20; time += 1) for (const each of sent) frame.postMessage(each, '*');
              frame.postMessage('the last', '*');
            }""",
            list(HOSTILE),
        )
        frame.evaluate("window.heardAll")
        assert frame.locator("[data-result]").inner_html() == before
        assert frame.evaluate("ran") == []
        # What comes out is a height and nothing else.
        heard = page.evaluate("heard")
        assert heard and all(set(each) == {"clearlimit", "height"} and each["clearlimit"] == 1 for each in heard)
        assert all(isinstance(each["height"], int) for each in heard)
    finally:
        host.close()
