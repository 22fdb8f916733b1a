"""`make serve`: builds the site, serves it, and builds it again when a source changes.

A build that fails leaves the last good site up; its message is shown in the terminal and at the head of every page.
"""

from __future__ import annotations

import functools
import html
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from build_scripts.measuring.serving import header_rules, headers_of, missing_page
from build_scripts.reading.file_types import content_type
from build_scripts.reading.places import ROOT, SITE

WATCHED = ("docs", "calculators", "build_scripts", "mkdocs.base.yml", "mkdocs.yml", "mkdocs.en.yml", "pyproject.toml")
_PAUSE = 0.5


def say(message: str) -> None:
    print(f"serve: {message}", flush=True)


class SiteHandler(SimpleHTTPRequestHandler):
    """Files of build/site with the headers of a host, but never cached, and the 404 page of the right language."""

    fault = ""

    def end_headers(self) -> None:
        rules = header_rules((SITE / "_headers").read_text("utf-8"))
        for name, value in (headers_of(self._name(), rules) | {"Cache-Control": "no-cache"}).items():
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return content_type(os.fspath(path))

    def _name(self) -> str:
        """The address, from the site's root and without what follows a question mark."""
        return self.path.partition("?")[0].removeprefix("/")

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the terminal is for builds."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = SITE / missing_page(self._name())
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self._send_page(404, page.read_bytes())

    def do_GET(self) -> None:
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() and self.path.partition("?")[0].endswith("/") else page
        if SiteHandler.fault and page.suffix == ".html" and page.is_file():
            note = f'<pre role="alert">{html.escape(SiteHandler.fault)}</pre>'.encode()
            self._send_page(200, page.read_bytes().replace(b"<main ", note + b"<main ", 1))
            return
        super().do_GET()

    def _send_page(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def snapshot() -> dict[str, int]:
    """Every watched file with the time it was last written."""
    return {str(path): path.stat().st_mtime_ns for path in _sources()}


def _sources() -> Iterator[Path]:
    for name in WATCHED:
        path = ROOT / name
        for each in path.rglob("*") if path.is_dir() else [path]:
            if each.is_file() and "__pycache__" not in each.parts:
                yield each


def rebuild() -> None:
    """Builds in a process of its own, so that changed code counts too."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts.build", "--uncompressed", "--online-only"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        SiteHandler.fault = (done.stderr or done.stdout).strip()
        say(f"the build failed; the last good site stays up\n{SiteHandler.fault}")
    else:
        SiteHandler.fault = ""
        say(f"built in {time.monotonic() - start:.1f} s")


def watch() -> None:
    before = snapshot()
    while True:
        time.sleep(_PAUSE)
        now = snapshot()
        if now != before:
            changed = sorted(Path(path).relative_to(ROOT) for path in set(dict(now.items() ^ before.items())))
            before = now
            say(f"{', '.join(map(str, changed[:3]))}{' and more' if len(changed) > 3 else ''} changed; building")
            rebuild()


def main() -> int:
    port = int(os.environ.get("PORT") or 8000)
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}/")
    say("building the site")
    rebuild()
    if not SITE.exists():
        return 1
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), functools.partial(SiteHandler, directory=str(SITE)))
    except OSError as error:
        say(f"port {port} cannot be used ({error.strerror}); choose another: PORT=8001 make serve")
        return 1
    threading.Thread(target=watch, daemon=True).start()
    say(f"open http://127.0.0.1:{port}/ (English: http://127.0.0.1:{port}/en/); Ctrl-C stops")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
