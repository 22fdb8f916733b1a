"""Nothing that is typed leaves the browser: every way out of the worker is closed before the first form."""

from __future__ import annotations

import json
import re

import pytest
from calculator_page import (
    CALCULATORS,
    WASM,
    example,
    open_calculator,
    wait_for,
)
from other_port import OtherPort
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import page_url
from calculators import door

pytestmark = pytest.mark.languages_in_turn


@pytest.mark.daily("borrowing-cost")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_nothing_typed_is_sent_and_nothing_at_all_once_python_is_there(
    new_page: NewPage, server: SiteServer, calculator: str
) -> None:
    # What the page itself asks for: the service worker keeps copies for later, which test_offline.py looks at.
    page = new_page()
    begun = len(server.requests)
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(f"{request.url} {request.post_data or ''}"))
    secret = "76543.21"
    # The first field of each kind that is in sight: texts that are typed, and a choice that is made.
    texts = page.locator("[data-fields] :is(input[type=text], textarea):visible")
    choices = page.locator("[data-fields] select:visible")

    def enter() -> None:
        if texts.count():
            texts.first.fill(secret)
            texts.first.press("Enter")
        if choices.count():
            choices.last.select_option(index=choices.last.locator("option").count() - 1)

    with server.held(WASM) as gate:
        open_calculator(page, calculator, "zh", wait=False)
        enter()
        gate.open()
        wait_for(page, "ready")
    # What comes behind the first answer ends with the rest of the WebAssembly.
    rest = "pyodide.rest.wasm"
    until(page, lambda: any(request.path.endswith(rest) for request in server.requests[begun:]), rest)
    page.wait_for_load_state("networkidle")
    arrived, asked = len(server.requests), len(seen)
    page.locator("[data-action=clear]").click()
    enter()
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
self.tryEach = async (targets) => {
  const found = {};
  for (const [where, target] of Object.entries(targets)) {
    for (const [way, what] of Object.entries(await self.tryEverything(target))) found[`${way}${where}`] = what;
  }
  return found;
};
self.addEventListener('message', async ({data}) => {
  if (data.everything) postMessage({found: await self.tryEach(data.everything), before: self.before});
});
"""  # noqa: E501
TRY_WORKER = """async ([runtime, targets, request]) => {
  const worker = new Worker(new URL(runtime + 'worker.js', location), {type: 'module', name: 'utilisation'});
  const heard = (wanted) => new Promise((done, fail) => {
    worker.addEventListener('error', (event) => fail(new Error(event.message || 'worker error')));
    worker.addEventListener('message', ({data}) => { if (wanted(data)) done(data); });
  });
  const first = heard((data) => data.id === 1);
  worker.postMessage({id: 1, request});
  const response = await first;
  const found = heard((data) => data.found);
  worker.postMessage({everything: targets});
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


# Of a way that was tried on another port, behind its name.
ELSEWHERE = ", elsewhere"


def try_every_way(
    page: Page, server: SiteServer, built: dict[str, bytes], other: OtherPort, *, closed: bool
) -> list[dict[str, str]]:
    """The result of each way out, to our own server and to another port, tried when the first form arrived and again
    after it."""
    name = next(name for name in built if name.endswith("/worker.js") and name.startswith("runtime/"))
    text = built[name].decode()

    def targets(when: str) -> dict[str, str]:
        return {"": f"{server.url}canary-{when}", ELSEWHERE: f"{other.url}canary-{when}"}

    marks = {
        "  closeTheNetwork(self);": "  self.python = python;\n" + ("  closeTheNetwork(self);" if closed else ""),
        "ask(data.request)": "ask((self.before ??= await self.tryEach(FIRST), data.request))",
        "self.onmessage = async ({ data }) => {": (
            "self.onmessage = async ({ data }) => {\n  if (data.everything) return;"
        ),
    }
    for mark, change in marks.items():
        assert text.count(mark) == 1, f"worker.js has changed: {mark}"
        text = text.replace(mark, change.replace("FIRST", json.dumps(targets("first"))))
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
        given = [f"/{name.removesuffix('worker.js')}", targets("later"), request]
        result = page.evaluate(TRY_WORKER, given)
    assert result["response"]["response"] == door(request), "it still calculates"
    return [result["before"], result["found"]]


def test_before_the_first_form_every_way_out_of_the_worker_is_closed_to_javascript_and_python(
    page: Page, server: SiteServer, built: dict[str, bytes], other_port: OtherPort
) -> None:
    begun = len(server.requests)
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(request.url))
    for found in try_every_way(page, server, built, other_port, closed=True):
        still_open = [f"{way}: {what}" for way, what in found.items() if not what.startswith("closed")]
        assert still_open == []
        assert not {*PROVEN, *(f"{way}{ELSEWHERE}" for way in PROVEN)} - set(found)
    page.wait_for_timeout(300)  # nothing comes: a way out that was closed too late would have asked by now
    assert not any("canary" in url for url in seen)
    assert not any("canary" in request.path for request in server.requests[begun:])
    assert other_port.arrived == []


@pytest.mark.daily()
def test_the_same_ways_out_are_open_in_a_worker_that_closes_nothing(
    page: Page, server: SiteServer, built: dict[str, bytes], watch: Watch, other_port: OtherPort
) -> None:
    watch.allow("canary|WebSocket|WebTransport|MIME|EventSource|ws:")
    begun = len(server.requests)
    first, _ = try_every_way(page, server, built, other_port, closed=False)
    # Python has no other, closed or not: it is given nothing of JavaScript's.
    python = {
        way: what
        for way, what in first.items()
        if way.startswith("Python: ") and way.removesuffix(ELSEWHERE) not in PROVEN
    }
    assert len(python) == 22
    absent = ("ModuleNotFoundError", "ImportError", "AttributeError")
    assert not [f"{way}: {what}" for way, what in python.items() if not any(each in what for each in absent)]
    assert [f"{way}: {first.get(way)}" for way in PROVEN if not first.get(way, "").startswith("OPEN")] == []
    assert any("canary" in request.path for request in server.requests[begun:])
    assert any(b"canary-first" in head for head in other_port.arrived)


# The search's worker has no ways of Python's, and neither its fetch nor its caches are its scope's own.
PROVEN_OF_SEARCH = (
    *(f"self: {name}" for name in ("XMLHttpRequest", "WebSocket", "EventSource", "WebTransport")),
    *("prototype 2: fetch", "prototype 2: caches", "bare fetch", "text for setTimeout", "eval", "Function"),
)
KEEP_WORKER = "window.Worker = class extends Worker { constructor(...what) { super(...what); window.made = this; } };"
TRY_SEARCH = """target => new Promise((done) => {
  made.addEventListener('message', ({data}) => data.found && done(data.found));
  made.postMessage({everything: {'': target}});
})"""


@pytest.mark.parametrize("closed", [True, False])
def test_the_search_worker_closes_the_same_ways_once_its_index_is_there(
    new_page: NewPage, server: SiteServer, built: dict[str, bytes], watch: Watch, other_port: OtherPort, closed: bool
) -> None:
    watch.allow("canary|WebSocket|WebTransport|MIME|EventSource|ws:|503|search:|sections.json")
    name = next(name for name in built if re.fullmatch(r"assets/search\.[0-9a-f]{8}\.js", name))
    text = built[name].decode()
    marks = {
        "closeTheNetwork(self);": "closeTheNetwork(self);" if closed else "",
        "self.onmessage=async({data:query})=>{": "self.onmessage=async({data:query})=>{if(query.everything)return;",
    }
    for mark, change in marks.items():
        assert text.count(mark) == 1, f"search.js has changed: {mark}"
        text = text.replace(mark, change)
    page = new_page()
    page.add_init_script(KEEP_WORKER)
    told = page.locator(".md-search-result__meta")
    with server.without_headers(), server.replaced(name, (text + WAYS_OUT).encode()):
        page.goto(page_url("about", "en"))
        # Where the index does not come at first, the next key asks again.
        with server.blocked("en/search/sections.json"):
            page.locator(".md-search__input").fill("limi")
            expect(told).to_contain_text("503")
        page.locator(".md-search__input").fill("limit")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        found: dict[str, str] = page.evaluate(TRY_SEARCH, f"{other_port.url}canary")
    assert not {*PROVEN_OF_SEARCH} - set(found)
    if not closed:
        assert [f"{way}: {found[way]}" for way in PROVEN_OF_SEARCH if not found[way].startswith("OPEN")] == []
        assert other_port.arrived
        return
    assert [f"{way}: {what}" for way, what in found.items() if not what.startswith("closed")] == []
    page.wait_for_timeout(300)  # nothing comes: a way out that was left open would have asked by now
    assert other_port.arrived == []
    page.locator(".md-search__input").fill("overdue")
    expect(page.locator(".md-search-result__item").first).to_contain_text(re.compile("overdue", re.IGNORECASE))
