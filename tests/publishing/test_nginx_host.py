"""The release behind nginx: every file, header and address as `_headers` and the build say, a browser's whole visit in
it, and thousands of requests a second without an error."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from http.client import HTTPConnection
from pathlib import Path

import pytest
from calculator_page import wait_for
from playwright.sync_api import Browser, expect
from reader_walk import calculate_switch_and_read
from release_host import Host
from watched_page import Watch

from build_scripts.measuring.serving import headers_of
from build_scripts.reading.file_types import content_type
from build_scripts.reading.places import CALCULATOR_PAGES, LANGUAGES, page_url, short_url

PACKED = {"br": ".br", "gzip": ".gz"}
SECONDS = 5


def address(host: Host, name: str) -> str:
    """How readers ask for a file: a page by its folder."""
    return host.prefix + name.removesuffix("index.html")


def test_every_file_comes_with_its_type_its_headers_and_its_compressed_copy(host: Host) -> None:
    line, wrong, sizes = HTTPConnection("127.0.0.1", host.port), [], dict.fromkeys(("", *PACKED), 0)
    for name in host.served():
        for accepted in ("", *PACKED):
            line.request("GET", address(host, name), headers={"Accept-Encoding": accepted or "identity"})
            got = line.getresponse()
            body = got.read()
            copy = host.folder / f"{name}{PACKED.get(accepted, '')}"
            stands = accepted and copy.exists()
            expected = {
                **headers_of(name, host.rules),
                "Content-Type": content_type(name),
                "Content-Encoding": accepted if stands else None,
            }
            sent = {header: got.getheader(header) for header in expected}
            if got.status != 200 or sent != expected or body != (copy if stands else host.folder / name).read_bytes():
                wrong.append((name, accepted, got.status, sent))
            if stands and "Accept-Encoding" not in (got.getheader("Vary") or ""):
                wrong.append((name, accepted, "no Vary"))
            sizes[accepted] += len(body)
    told = ", ".join(f"{kind or 'plain'} {size:,} bytes" for kind, size in sizes.items())
    print(f"\n{len(host.served())} files: {told}")
    assert not wrong, wrong[:5]
    assert sizes["br"] < sizes["gzip"] < sizes[""]


def asked(host: Host, path: str, **headers: str) -> tuple[int, str, bytes]:
    line = HTTPConnection("127.0.0.1", host.port)
    line.request("GET", path, headers=headers)
    got = line.getresponse()
    return got.status, got.getheader("Location") or "", got.read()


def test_every_short_address_answers_and_an_address_without_its_last_slash_leads_there(host: Host) -> None:
    short = [
        name.removesuffix("index.html") for name in host.served() if re.fullmatch(r"(en/)?s/[^/]+/index\.html", name)
    ]
    assert len(short) > 400
    for name in short:
        status, _, body = asked(host, host.prefix + name)
        assert status == 200 and re.search(rb'http-equiv="?refresh', body)
        assert asked(host, host.prefix + name.rstrip("/"))[:2] == (301, host.prefix + name)
    assert asked(host, f"{host.prefix}calculators/utilisation?a=b")[:2] == (
        301, f"{host.prefix}calculators/utilisation/?a=b",
    )  # fmt: skip
    if host.prefix != "/":
        assert asked(host, host.prefix.rstrip("/"))[:2] == (301, host.prefix)


def test_what_is_not_there_is_said_in_the_language_of_its_address_with_the_policy(host: Host) -> None:
    for path, page in (("nothing/here", "404.html"), ("en/nothing/here/", "en/404.html"), ("_headers", "404.html")):
        line = HTTPConnection("127.0.0.1", host.port)
        line.request("GET", host.prefix + path)
        got = line.getresponse()
        assert (got.status, got.read()) == (404, (host.folder / page).read_bytes())
        assert got.getheader("Content-Security-Policy") == headers_of(page, host.rules)["Content-Security-Policy"]
        assert (got.getheader("Content-Type") or "").startswith("text/html")
    line.request("GET", f"{host.prefix}assets/of-an-older-release.js")
    got = line.getresponse()
    got.read()
    assert (got.status, got.getheader("Cache-Control")) == (404, "no-cache"), "or browsers keep the fault for a year"
    assert asked(host, f"{host.prefix}../nginx.conf")[0] in (400, 404)
    assert asked(host, f"{host.prefix}en../nginx.conf")[0] == 404


def test_a_kept_file_is_asked_for_by_its_date_and_a_new_release_replaces_it(host: Host) -> None:
    line = HTTPConnection("127.0.0.1", host.port)
    line.request("GET", f"{host.prefix}sw.js")
    first = line.getresponse()
    first.read()
    assert first.getheader("Last-Modified") == "Sun, 29 Nov 2026 08:30:14 GMT"
    line.request("GET", f"{host.prefix}sw.js", headers={"If-None-Match": first.getheader("ETag") or ""})
    again = line.getresponse()
    again.read()
    assert again.status == 304
    assert again.getheader("Cache-Control") == "no-cache"
    # The next release, a day later, with as many bytes.
    file = host.folder / "sw.js"
    before, dated = file.read_bytes(), file.stat().st_mtime
    try:
        file.write_bytes(before[::-1])
        os.utime(file, (dated + 86_400, dated + 86_400))
        line.request("GET", f"{host.prefix}sw.js", headers={"If-None-Match": first.getheader("ETag") or ""})
        newer = line.getresponse()
        assert (newer.status, newer.read()) == (200, before[::-1])
    finally:
        file.write_bytes(before)
        os.utime(file, (dated, dated))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_reads_calculates_and_switches_the_language(browser: Browser, host: Host, lang: str) -> None:
    watch = Watch()
    context = browser.new_context(base_url=host.url)
    watch.follow(context, host.origin)
    page = context.new_page()
    for calculator in CALCULATOR_PAGES:
        page.goto(page_url(calculator, lang))
        wait_for(page, "ready")
    calculate_switch_and_read(page, lang)
    page.goto(short_url("late-now", lang))
    expect(page.locator("h1#late-now")).to_be_visible()
    left = watch.left()
    context.close()
    assert not left, "\n".join(left)
    assert not [said for said in host.log.read_text("utf-8").splitlines() if "[emerg]" in said or "[crit]" in said]


# Each thread asks for the next of the addresses, as browsers do: with brotli, over kept connections.
LOAD = """
local paths = {{ {paths} }}
local next_path = 0
request = function()
  next_path = next_path % #paths + 1
  return wrk.format("GET", paths[next_path], {{ ["Accept-Encoding"] = "br" }})
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("%d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


def test_thousands_of_requests_a_second_have_no_error(host: Host, tmp_path: Path) -> None:
    wrk = shutil.which("wrk")
    if not wrk:
        pytest.skip("wrk is not installed: apt-get install -y wrk")
    names = [name for name in host.served() if name.endswith((".html", ".css", ".js", ".json", ".svg"))]
    small = [name for name in names if (host.folder / name).stat().st_size < 400_000]
    script = tmp_path / "load.lua"
    script.write_text(LOAD.format(paths=", ".join(f'"{address(host, name)}"' for name in small)), "utf-8")
    done = subprocess.run(
        [wrk, "-t1", "-c64", f"-d{SECONDS}s", "-s", script, host.origin], capture_output=True, text=True, check=True
    )
    requests, micro, slowest, errors = map(int, done.stdout.splitlines()[-1].split())
    rate = requests / micro * 1e6
    print(
        f"\n{requests:,} requests of {len(small)} addresses in {SECONDS} s: {rate:,.0f} a second, 99 of 100 within"
        f" {slowest / 1000:.1f} ms, {errors} errors"
    )
    assert errors == 0
    assert rate > 2000
