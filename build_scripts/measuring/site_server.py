"""Serves build/site to tests and bench as a host would; records each request and breaks files when a test asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from build_scripts.measuring.serving import header_rules, headers_of, missing_page
from build_scripts.reading.file_types import content_type

# Headless Chromium without its own errands: behind a closed network they fail, many at a time.
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Request:
    """One request with all that a host sees of it, how many bytes its answer has, and whether they all went back."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int
    size: int = 0
    is_answered: bool = False

    def carries(self, text: bytes) -> bool:
        return (
            any(
                text in part.encode("latin-1", "replace")
                for part in (self.path, unquote(self.path), *self.headers.values())
            )
            or text in self.body
        )


class Gate:
    """Holds a file back: `feed` lets that many more bytes through, `open` all of them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._allowed = 0
        self._is_open = False

    def feed(self, count: int) -> None:
        with self._changed:
            self._allowed += count
            self._changed.notify_all()

    def open(self) -> None:
        with self._changed:
            self._is_open = True
            self._changed.notify_all()

    def next_stop(self, sent: int, end: int) -> int:
        """Waits until more than `sent` bytes may pass; returns how many in all."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_open or self._allowed > sent)
            return end if self._is_open else min(end, self._allowed)


@dataclass
class SiteServer:
    """The files in memory, so that a build under way changes nothing for a run of tests; at `prefix` of a free port."""

    files: dict[str, bytes] = field(repr=False)
    prefix: str = "/"
    is_away: bool = False
    requests: list[Request] = field(default_factory=list, repr=False)
    _blocked: dict[str, int] = field(default_factory=dict, repr=False)
    _replaced: dict[str, bytes] = field(default_factory=dict, repr=False)
    _gates: dict[str, Gate] = field(default_factory=dict, repr=False)
    _cut: dict[str, int] = field(default_factory=dict, repr=False)
    _retyped: dict[str, str] = field(default_factory=dict, repr=False)
    _kept: set[str] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        self.rules = header_rules(self.files["_headers"].decode())
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.origin}{self.prefix}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        for gate in self._gates.values():
            gate.open()
        self._server.shutdown()
        self._server.server_close()

    # ---- what a test may do to it

    @contextmanager
    def blocked(self, pattern: str, status: int = 503) -> Iterator[None]:
        """Answers every file that fits the pattern with the status."""
        self._blocked[pattern] = status
        try:
            yield
        finally:
            self._blocked.pop(pattern)

    @contextmanager
    def replaced(self, path: str, body: bytes, *, kept: bool = False) -> Iterator[None]:
        """Serves other bytes in a file's place; `kept` lets the browser keep them for ever, as a host would."""
        self._replaced[path] = body
        if kept:
            self._kept.add(path)
        try:
            yield
        finally:
            self._replaced.pop(path)
            self._kept.discard(path)

    @contextmanager
    def cut(self, pattern: str, after: int) -> Iterator[None]:
        """Drops the line after that many bytes of a file that fits, which promised more."""
        self._cut[pattern] = after
        try:
            yield
        finally:
            self._cut.pop(pattern)

    @contextmanager
    def retyped(self, pattern: str, content_type: str) -> Iterator[None]:
        """Names another type for files that fit, as hosts do that do not know theirs."""
        self._retyped[pattern] = content_type
        try:
            yield
        finally:
            self._retyped.pop(pattern)

    @contextmanager
    def held(self, pattern: str) -> Iterator[Gate]:
        """Sends only the headers of files that fit, until the gate opens."""
        gate = self._gates[pattern] = Gate()
        try:
            yield gate
        finally:
            self._gates.pop(pattern)
            gate.open()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Drops every connection without an answer, as a lost network does."""
        self.is_away = True
        try:
            yield
        finally:
            self.is_away = False

    @contextmanager
    def without_headers(self) -> Iterator[None]:
        """As a host that does not know `_headers`: only the pages carry the policy."""
        rules, self.rules = self.rules, []
        try:
            yield
        finally:
            self.rules = rules

    # ---- what a request finds

    def file(self, path: str) -> str | None:
        """The name of the file at an address; None where there is none."""
        if not path.startswith(self.prefix):
            return None
        name = unquote(path.removeprefix(self.prefix))
        if not name or name.endswith("/"):
            name += "index.html"
        return name if name in self.files or name in self._replaced else None

    def missing_page(self, path: str) -> str:
        return missing_page(path.removeprefix(self.prefix))

    def status(self, name: str) -> int:
        return next((status for pattern, status in self._blocked.items() if fnmatch(name, pattern)), 200)

    def body(self, name: str, accepted: str) -> tuple[bytes, str]:
        """The bytes, and how they are encoded."""
        if name in self._replaced:
            return self._replaced[name], ""
        if not self.gate(name):
            for suffix, encoding in ((".br", "br"), (".gz", "gzip")):
                if encoding in accepted and name + suffix in self.files:
                    return self.files[name + suffix], encoding
        return self.files[name], ""

    def gate(self, name: str) -> Gate | None:
        return next((gate for pattern, gate in self._gates.items() if fnmatch(name, pattern)), None)

    def cut_after(self, name: str) -> int | None:
        return next((after for pattern, after in self._cut.items() if fnmatch(name, pattern)), None)

    def content_type(self, name: str) -> str:
        return next((kind for pattern, kind in self._retyped.items() if fnmatch(name, pattern)), content_type(name))

    def headers(self, name: str) -> dict[str, str]:
        found = headers_of(name, self.rules)
        if name in self._replaced and name not in self._kept or self.cut_after(name) is not None:
            found["Cache-Control"] = "no-store"  # or the browser would keep the damage
        return found


def read_site(folder: Path) -> dict[str, bytes]:
    """Every file below the folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _handler(site: SiteServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: Any) -> None:
            """Silence; `requests` is the record."""

        def do_GET(self) -> None:
            if site.is_away:
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = urlsplit(self.path).path
            name = site.file(path)
            status = 404
            if name is None and site.file(f"{path}/"):
                status = 301
            elif name is not None:
                status = site.status(name)
            arrived = Request(self.command, self.path, dict(self.headers.items()), body, status)
            site.requests.append(arrived)
            try:
                self._reply(status, path, name, arrived)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_PUT = do_HEAD = do_GET  # noqa: N815

        def _reply(self, status: int, path: str, name: str | None, arrived: Request) -> None:
            encoding, gate, more = "", None, {}
            if status == 200 and name is not None:
                content, encoding = site.body(name, self.headers.get("Accept-Encoding", ""))
                gate, more = site.gate(name), site.headers(name)
            elif status == 301:
                content, name, more = b"", "", {"Location": f"{path}/"}
            elif status == 404 and name is None:
                name = site.missing_page(path)
                content, more = site.files[name], site.headers(name)
            else:
                content = b""
            arrived.size = len(content)
            self.send_response(status)
            self.send_header("Content-Type", site.content_type(name or ""))
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Vary", "Accept-Encoding")
            if encoding:
                self.send_header("Content-Encoding", encoding)
            for header, value in more.items():
                self.send_header(header, value)
            self.end_headers()
            after = site.cut_after(name or "") if status == 200 else None
            content = content[:after]
            sent = 0
            while gate and sent < len(content):
                self.wfile.flush()
                stop = gate.next_stop(sent, len(content))
                self.wfile.write(content[sent:stop])
                sent = stop
            if not gate and self.command != "HEAD":
                self.wfile.write(content)
            self.close_connection = self.close_connection or after is not None
            arrived.is_answered = after is None

    return Handler
