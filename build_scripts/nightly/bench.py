"""`make bench`: how long a reader waits, against the ways others run Python in a page. Prints a table, writes
build/bench.json.

All variants run in one go, interleaved, from one server with the same headers and the same encodings. Cold is a fresh
browser profile, warm the same profile again. Times are from navigation to the first Python-computed result painted;
only the ratios travel from one machine to another. BEFORE=folder measures an earlier `build/site` in the same run:
what a change did to a reader.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page, sync_playwright

from build_scripts.measuring import desk_speed
from build_scripts.measuring.build_times import build_times
from build_scripts.measuring.fetched_bytes import WITH_PYTHON, page_bytes, runtime_bytes
from build_scripts.measuring.site_server import BROWSER_ARGUMENTS, SiteServer, read_site
from build_scripts.measuring.slow_line import SlowLine
from build_scripts.reading.file_types import content_type
from build_scripts.reading.places import BUILD, ROOT, SITE
from build_scripts.runtime.slim_pyodide import PYODIDE
from build_scripts.runtime.wheel import hatched_wheel
from build_scripts.set_up import known_tools
from build_scripts.site.compress import compress

COMPARED = ROOT / "build_scripts/measuring/bench_pages"
BENCH = BUILD / "bench"
OURS = "calculators/utilisation/"
# The contract's line: 9 Mbit/s down, 170 ms of round trip.
LINE = {"bits": 9e6, "delay": 0.17}
# Seconds. A full browser works on its own start for about two; a reader's has been open for a while.
_AT_REST = 2.5
_PATIENCE = 120
VARIANTS = {
    "ours": OURS,
    "stock Pyodide, worker": "bench/stock-worker.html",
    "stock Pyodide, main thread": "bench/stock-main.html",
    "PyScript": "bench/pyscript.html",
    "plain JavaScript": "bench/plain.html",
}
_BEFORE = "an earlier build"
_WATCH = """
window.__bench = { ready: 0, tasks: [] };
const seen = () => {
  if (!window.__bench.ready && document.querySelector('[data-state="ready"]')) {
    requestAnimationFrame(() => requestAnimationFrame(() => { window.__bench.ready ||= performance.now(); }));
  }
};
const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] };
new MutationObserver(seen).observe(document, changes);
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.__bench.tasks.push([entry.startTime, entry.duration]);
}).observe({ type: "longtask", buffered: true });
"""
_RECALCULATE = """
async (count) => {
  const field = document.querySelector('[name="line-used"]');
  const result = document.querySelector("[data-result]");
  const painted_at = [];
  const laid = [];
  let start = 0;
  for (let round = 0; round < count; round += 1) {
    const painted = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        document.body.getBoundingClientRect();
        laid.push(performance.now() - start);
        requestAnimationFrame(() => resolve(performance.now()));
      });
      watch.observe(result, { childList: true, subtree: true });
    });
    field.value = String(100 + round);
    start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    painted_at.push((await painted) - start);
    // Of no fixed length, since the browser paints in steps of 16.7 ms and would be met at the same place each time.
    await new Promise((resolve) => setTimeout(resolve, 30 + 17 * Math.random()));
  }
  return [laid, painted_at];
}
"""


class Keys(NamedTuple):
    """Milliseconds: 95th percentiles from the key to the result laid out and to the next frame, longest task meanwhile.
    The frame comes up to 16.7 ms after the result, whatever is calculated."""

    laid: float
    painted: float
    longest_task: float


@dataclass
class Figures:
    """The measurements of one variant, a value a round: milliseconds, bytes as sent."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    longest_task: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    keys: list[Keys] = field(default_factory=list)


def make_pages() -> None:
    """The pages to compare with, under build/bench, with compressed copies like the site's own."""
    fields = importlib.import_module("calculators.utilisation.building.fields")
    form = json.dumps(json.dumps(fields.example_form(), ensure_ascii=True))
    BENCH.mkdir(parents=True, exist_ok=True)
    for path in COMPARED.glob("*.[hj]*[ls]"):
        (BENCH / path.name).write_text(path.read_text("utf-8").replace("@FORM@", form), "utf-8")
    (BENCH / "pyodide").mkdir(exist_ok=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        (BENCH / "pyodide" / name).write_bytes((PYODIDE / name).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        (BENCH / "calculators.whl").write_bytes(hatched_wheel(Path(folder)).read_bytes())
    make_pyscript()
    compress(BENCH)


def make_pyscript() -> None:
    packages = BUILD / "cache/bench-packages"
    lock = (COMPARED / "package-lock.json").read_bytes()
    if not (packages / "package-lock.json").exists() or (packages / "package-lock.json").read_bytes() != lock:
        packages.mkdir(parents=True, exist_ok=True)
        (packages / "package.json").write_bytes((COMPARED / "package.json").read_bytes())
        (packages / "package-lock.json").write_bytes(lock)
        npm = Path(known_tools()["node"]).parent / "npm"
        subprocess.run(
            [npm, "ci", "--loglevel=error", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=packages, check=True
        )
    (BENCH / "pyscript").mkdir(exist_ok=True)
    for path in (packages / "node_modules/@pyscript/core/dist").iterdir():
        if path.suffix in (".js", ".css"):
            (BENCH / "pyscript" / path.name).write_bytes(path.read_bytes())


def below(name: str, folder: Path) -> dict[str, bytes]:
    return {f"{name}/{path}": data for path, data in read_site(folder).items()}


@contextmanager
def served(before: Path | None = None) -> Iterator[SiteServer]:
    """The site with the pages to compare with below bench/, an earlier one below before/, under one rule for all."""
    files = read_site(SITE) | below("bench", BENCH) | (below("before", before) if before else {})
    server = SiteServer(files)
    # Our pages carry the policy themselves; the others' inline scripts could not run under it.
    for _, headers in server.rules:
        headers.pop("Content-Security-Policy", None)
    # One rule for all: a file that is no page may be kept for ever, as a careful host of either would say.
    server.rules += [(f"/*{suffix}", {"Cache-Control": "public, max-age=31536000, immutable"}) for suffix in
                     (".js", ".mjs", ".wasm", ".zip", ".whl", ".json", ".css", ".svg")]  # fmt: skip
    try:
        # Our own site has no such file, so its table of types does not know it.
        with server.retyped("*.mjs", content_type("any.js")):
            yield server
    finally:
        server.close()


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    came: list[str] = []
    context.on(
        "response", lambda got: came.append(f"{got.status} {got.headers.get('content-type')} {got.url.split('/')[-1]}")
    )
    page.add_init_script(_WATCH)
    time.sleep(_AT_REST)
    page.goto(url, wait_until="commit")
    # Asked again and again: a waiting function would be evaluated as a string, which our policy forbids.
    until = time.monotonic() + _PATIENCE
    while not page.evaluate("window.__bench ? window.__bench.ready : 0"):
        if time.monotonic() > until:
            raise TimeoutError(f"{url} showed no result in {_PATIENCE} seconds; what came last: {came[-6:]}")
        page.wait_for_timeout(50)
    return page


def memory(context: BrowserContext) -> float:
    """Megabytes of this profile's renderer processes, shared pages counted in part."""
    profile = getattr(context, "profile", "")
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                if b"--type=renderer" in command and profile.encode() in (entry / "environ").read_bytes() + command:
                    rollup = (entry / "smaps_rollup").read_text()
                    total += int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
            except (OSError, StopIteration):
                continue
    return total / 1000


def rounds(count: int, server: SiteServer, variants: dict[str, str], figures: dict[str, Figures]) -> None:
    with sync_playwright() as playwright:
        for number in range(count):
            for name, path in variants.items():
                with tempfile.TemporaryDirectory() as profile:
                    for kind in ("cold", "warm"):
                        context = playwright.chromium.launch_persistent_context(
                            profile, executable_path=browser(), args=list(BROWSER_ARGUMENTS), headless=True
                        )
                        before = len(server.requests)
                        page = opened(context, server.url + path)
                        getattr(figures[name], kind).append(page.evaluate("window.__bench.ready"))
                        if kind == "cold":
                            page.wait_for_timeout(300)
                            figures[name].bytes.append(sum(request.size for request in server.requests[before:]))
                            figures[name].longest_task.append(longest_task(page))
                            figures[name].memory.append(memory(context))
                        context.close()
            print(f"bench: round {number + 1} of {count}", file=sys.stderr, flush=True)


def longest_task(page: Page) -> float:
    """The longest main-thread task after the first paint."""
    script = """() => {
      const paint = performance.getEntriesByName('first-paint')[0]?.startTime ?? 0;
      const tasks = window.__bench.tasks.filter(([start]) => start >= paint);
      return Math.max(0, ...tasks.map(([, length]) => length));
    }"""
    return float(page.evaluate(script))


def slow_rounds(count: int, server: SiteServer, variants: dict[str, str], figures: dict[str, Figures]) -> None:
    with sync_playwright() as playwright:
        for _ in range(count):
            for name in ("ours", "stock Pyodide, worker", *variants.keys() & {_BEFORE}):
                line = SlowLine(int(server.origin.rsplit(":", 1)[1]), **LINE)
                with tempfile.TemporaryDirectory() as profile:
                    context = playwright.chromium.launch_persistent_context(
                        profile, executable_path=browser(), args=list(BROWSER_ARGUMENTS), headless=True
                    )
                    page = opened(context, f"http://127.0.0.1:{line.port}/{variants[name]}")
                    figures[name].slow.append(page.evaluate("window.__bench.ready"))
                    context.close()
                line.close()


def key_rounds(count: int, server: SiteServer, variants: dict[str, str], figures: dict[str, Figures]) -> None:
    """50 keys in a page of its own each round, after ten that are not counted."""
    with sync_playwright() as playwright:
        for _ in range(count):
            for name in ("ours", *variants.keys() & {_BEFORE}):
                chromium = playwright.chromium.launch(executable_path=browser(), args=list(BROWSER_ARGUMENTS))
                page = opened(chromium.new_context(), server.url + variants[name])
                page.evaluate(_RECALCULATE, 10)
                laid, painted = (sorted(times)[int(0.95 * len(times)) - 1] for times in page.evaluate(_RECALCULATE, 50))
                figures[name].keys.append(Keys(laid, painted, longest_task(page)))
                chromium.close()


def desk(server: SiteServer) -> dict[str, object]:
    """What the desk does in a second: in the page, by one process of CPython on the same rows, and by several."""
    with desk_speed.tables() as made, sync_playwright() as playwright:
        alone = desk_speed.command_rows(made)
        chromium = playwright.chromium.launch(executable_path=browser(), args=list(BROWSER_ARGUMENTS))
        page = desk_speed.page_speed(opened(chromium.new_context(), f"{server.url}en/desk/"), made.one)
        chromium.close()
        spread = desk_speed.spread(made)
    return {
        "desk_rows_per_s": round(page["rows_per_s"]),
        "desk_ratio_vs_cpython": round(page["rows_per_s"] / alone, 2),
        "desk_longest_main_thread_task_ms": round(page["longest_ms"]),
        "desk_first_results_ms": round(page["first_ms"]),
        "desk_command_rows_per_s": round(alone),
        **{f"desk_{name}": value for name, value in spread.items()},
    }


def browser() -> str:
    """The full browser, as readers have it: Chromium in its new headless mode, which is what headless means there."""
    return os.environ.get("CHROMIUM") or known_tools()["full_chromium"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-rounds", type=int, default=3)
    parser.add_argument("--key-rounds", type=int, default=5)
    wants = parser.parse_args()
    before = Path(os.environ["BEFORE"]) if os.environ.get("BEFORE") else None
    make_pages()
    variants = VARIANTS | ({_BEFORE: f"before/{OURS}"} if before else {})
    figures = {name: Figures() for name in variants}
    built = build_times()
    with served(before) as server:
        rounds(wants.rounds, server, variants, figures)
        slow_rounds(wants.slow_rounds, server, variants, figures)
        key_rounds(wants.key_rounds, server, variants, figures)
        pages = page_bytes(server, browser())
        of_desk = desk(server)
    middle = statistics.median
    stock, ours = figures["stock Pyodide, worker"], figures["ours"]
    answer = {
        "cold_ratio_vs_stock_worker": round(middle(ours.cold) / middle(stock.cold), 3),
        "warm_ratio_vs_stock_worker": round(middle(ours.warm) / middle(stock.warm), 3),
        "cold_ratio_vs_pyscript": round(middle(ours.cold) / middle(figures["PyScript"].cold), 3),
        "slow_line_ratio_vs_stock": round(middle(ours.slow) / middle(stock.slow), 3) if ours.slow else None,
        "runtime_br_bytes": runtime_bytes(".br"),
        "runtime_gz_bytes": runtime_bytes(".gz"),
        "plain_page_bytes": max(size for kind, size in pages.items() if kind not in WITH_PYTHON),
        "page_bytes": pages,
        "recalc_p95_ms": round(middle(keys.laid for keys in ours.keys), 1),
        "recalc_frame_p95_ms": round(middle(keys.painted for keys in ours.keys), 1),
        "long_task_ms": round(longest(ours), 1),
        **of_desk,
        "build_seconds": {str(pages): round(seconds, 1) for pages, seconds in built.items()},
        "rounds": wants.rounds,
        "variants": {
            name: {
                "cold_ms": round(middle(each.cold)), "warm_ms": round(middle(each.warm)),
                "slow_ms": round(middle(each.slow)) if each.slow else None, "bytes": round(middle(each.bytes)),
                "long_task_ms": round(longest(each)), "memory_mb": round(middle(each.memory)),
                "recalc_p95_ms": round(middle(keys.laid for keys in each.keys), 1) if each.keys else None,
            }
            for name, each in figures.items()
        },
    }  # fmt: skip
    (BUILD / "bench.json").write_text(json.dumps(answer, indent=1) + "\n", "utf-8")
    print_table(answer, figures)
    return 0


def longest(figures: Figures) -> float:
    return max([*figures.longest_task, *(keys.longest_task for keys in figures.keys)])


def print_table(answer: dict[str, object], figures: dict[str, Figures]) -> None:
    print(f"{'':28}{'cold ms':>9}{'warm ms':>9}{'slow ms':>9}{'kB':>8}{'long task':>11}{'MB':>6}{'key ms':>8}")
    for name, each in figures.items():
        slow = f"{statistics.median(each.slow):.0f}" if each.slow else "-"
        key = f"{statistics.median(keys.laid for keys in each.keys):.1f}" if each.keys else "-"
        print(
            f"{name:28}{statistics.median(each.cold):>9.0f}{statistics.median(each.warm):>9.0f}{slow:>9}"
            f"{statistics.median(each.bytes) / 1000:>8.0f}{longest(each):>11.0f}"
            f"{statistics.median(each.memory):>6.0f}{key:>8}"
        )
    for key, value in answer.items():
        if key != "variants":
            print(f"{key:32}{value}")


if __name__ == "__main__":
    sys.exit(main())
