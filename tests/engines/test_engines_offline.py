"""What each engine keeps for a day without a network, and how it takes over a new version."""

from __future__ import annotations

import re

from engine import Engine, Opened, until
from engine_page import FIGURES, open_calculator, settle

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, PAGES, page_url
from calculators.register import CALCULATORS


def kept(engine: Engine) -> list[str]:
    """The paths that this browser has for a day without a network."""
    return list(
        engine.run_later("""(async () => {
      const paths = [];
      for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
      return paths;
    })()""")  # noqa: E501
    )


def test_after_one_calculator_all_of_them_and_pages_seen_work_without_a_network(
    opened: Opened, server: SiteServer
) -> None:
    engine = open_calculator(opened, "utilisation", "zh")
    wanted = {f"/{page_url(f'calculators/{name}', lang)}" for name in CALCULATORS for lang in LANGUAGES}
    wanted |= {f"/{name}" for name in server.files if re.fullmatch(r"runtime/.*\.wasm", name)}
    until(lambda: wanted <= set(kept(engine)), "the calculators are kept")
    opened("guides/late-now/")
    until(lambda: "/guides/late-now/" in kept(engine), "the page is kept")
    opened("about/")
    until(lambda: engine.run("return navigator.serviceWorker.controller !== null"), "the service worker answers")
    with server.away():
        for name in CALCULATORS:
            open_calculator(opened, name, "en")
            assert engine.run(FIGURES)
        opened("guides/late-now/")
        assert engine.has("#late-now-today")
        opened("guides/limit-factors/")
        assert engine.has("[data-kept]"), "a page never seen is answered by one that says so"
        engine.run("window.faults = []")


def test_the_whole_guide_can_be_kept_and_removed(opened: Opened, server: SiteServer) -> None:
    engine = opened("en/about/")
    settle(engine)
    until(
        lambda: engine.run(
            "return !document.querySelector('[data-offline] button').disabled &&"
            " document.querySelector('[data-offline] button').offsetWidth > 0"
        ),
        "the button",
    )
    pages = {f"/{page_url(name, lang)}" for name in PAGES for lang in LANGUAGES}
    engine.click("[data-offline] button")
    until(
        lambda: pages <= set(kept(engine)) and "is on this device" in engine.text("[data-offline]"),
        "the whole guide kept",
    )
    engine.run("document.querySelectorAll('[data-offline] button')[1].click()")
    until(lambda: not pages & set(kept(engine)), "the whole guide removed")


def test_a_new_version_waits_and_takes_over_when_asked(opened: Opened, server: SiteServer) -> None:
    engine = opened("en/about/")
    settle(engine)
    until(lambda: "/en/about/" in kept(engine), "the page is kept")
    until(
        lambda: engine.run_later("navigator.serviceWorker.ready.then(({ active }) => active.state)") == "activated",
        "a service worker",
    )
    version = re.findall(r'name="version" content="([0-9a-f]{16})"', server.files["index.html"].decode())[0]
    old, new = version.encode(), b"f" * 16
    server.files = {
        name: body.replace(old, new) if name.endswith((".html", "sw.js")) else body
        for name, body in server.files.items()
        if name not in ("sw.js.br", "sw.js.gz")
    }
    opened("en/about/")
    until(lambda: engine.has("[data-action=use-new-version]"), "the notice")
    engine.click("[data-action=use-new-version]")
    until(
        lambda: (
            not engine.has(".cl-new-version")
            and engine.run("return document.querySelector('meta[name=version]').content") == new.decode()
        ),
        "the new version",
    )
    settle(engine)
    until(lambda: not any(version in name for name in engine.run_later("caches.keys()")), "nothing left of the old one")
