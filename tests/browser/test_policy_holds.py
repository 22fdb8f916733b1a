"""A page's own policy, without any header of a host's: a script in it gets no byte to another port, by no way."""

from __future__ import annotations

import re

import pytest
from other_port import OtherPort
from playwright.sync_api import Page
from watched_page import NewPage, Watch, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import page_url

pytestmark = pytest.mark.languages_in_turn

# Each is handed its address; what it throws or is refused does not matter, only what arrives.
WAYS = """(base) => {
  const put = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
  const ways = {
    fetch: (at) => fetch(at, { mode: 'no-cors' }),
    request: (at) => { const one = new XMLHttpRequest(); one.open('GET', at); one.send(); },
    beacon: (at) => navigator.sendBeacon(at, 'x'),
    socket: (at) => new WebSocket(at.replace('http', 'ws')),
    events: (at) => new EventSource(at),
    transport: (at) => new WebTransport(at.replace('http:', 'https:')).ready,
    imported: (at) => import(at),
    picture: (at) => put('img', { src: at }),
    script: (at) => put('script', { src: at }),
    sheet: (at) => put('link', { rel: 'stylesheet', href: at }),
    prefetch: (at) => put('link', { rel: 'prefetch', href: at }),
    preload: (at) => put('link', { rel: 'modulepreload', href: at }),
    icon: (at) => put('link', { rel: 'icon', href: at }),
    frame: (at) => put('iframe', { src: at }),
    object: (at) => put('object', { data: at }),
    sound: (at) => put('audio', { src: at, preload: 'auto' }),
    film: (at) => put('video', { poster: at }),
    font: (at) => new FontFace('x', `url(${at})`).load(),
    style: (at) => { put('style', { textContent: `body { background: url(${at}) }` }); },
    attribute: (at) => document.body.insertAdjacentHTML('beforeend', `<p style="background: url(${at})">x</p>`),
    handler: (at) => document.body.insertAdjacentHTML('beforeend', `<img src="data:," onerror="new Image().src='${at}'">`),
    form: (at) => { put('iframe', { name: 'away' }); put('form', { action: at, target: 'away' }); document.forms[document.forms.length - 1].submit(); },
    worker: (at) => new Worker(URL.createObjectURL(new Blob([`fetch('${at}', { mode: 'no-cors' })`]))),
    eval: (at) => (0, eval)(`fetch('${at}', { mode: 'no-cors' })`),
    timer: (at) => setTimeout(`fetch('${at}', { mode: 'no-cors' })`),
  };
  for (const [name, way] of Object.entries(ways)) {
    try {
      way(`${base}way-${name}`)?.catch?.(() => {});
    } catch {
      // Refused at once.
    }
  }
  return Object.keys(ways);
}"""  # noqa: E501
# Chromium does not ask for these in a page that is not shown, or asks over TLS alone; they are tried all the same.
UNPROVEN = {"icon", "prefetch", "preload", "transport"}


def arrived(other: OtherPort, ways: list[str]) -> set[str]:
    return {way for way in ways if any(re.search(rf"way-{way}[ ?]".encode(), head) for head in other.arrived)}


@pytest.mark.daily("calculators/utilisation/")
@pytest.mark.parametrize("name", [page_url("calculators/utilisation", "zh"), "en/embed/utilisation/"])
def test_no_script_in_a_page_reaches_another_port(
    new_page: NewPage, watch: Watch, server: SiteServer, other_port: OtherPort, name: str
) -> None:
    watch.allow("way-|violates|Content Security Policy|blob:|refused|Refused")
    page = new_page()
    with server.without_headers():
        page.goto(name)
        ways = page.evaluate(WAYS, other_port.url)
        page.wait_for_timeout(700)  # nothing comes: without the policy the last is there after a tenth of it
    assert len(ways) > 20
    assert other_port.arrived == []


def test_without_the_policy_each_of_these_ways_arrives(
    new_page: NewPage, watch: Watch, server: SiteServer, other_port: OtherPort
) -> None:
    watch.allow("way-|off-origin|socket|blob:|WebTransport|MIME|CORS")
    page: Page = new_page()
    with server.without_headers(), server.replaced("open.html", b"<!doctype html><title>open</title><body>"):
        page.goto("open.html")
        ways = page.evaluate(WAYS, other_port.url)
        wanted = set(ways) - UNPROVEN
        until(page, lambda: wanted <= arrived(other_port, ways), f"{wanted} arrive", seconds=10)
