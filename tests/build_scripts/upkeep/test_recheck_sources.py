"""Rechecking sources, against a host of this machine that answers in each way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from local_host import answering

from build_scripts.reading.ledger import read_ledger
from build_scripts.upkeep import recheck_sources
from build_scripts.upkeep.recheck_sources import addresses, recheck

READ = "2026-11-23"


class Host(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path))
        status = {"/gone": 410, "/no-head": 405 if self.command == "HEAD" else 200, "/moves": 301}.get(self.path, 200)
        self.send_response(status)
        if self.path == "/moves":
            self.send_header("Location", "/elsewhere")
        if self.path in ("/newer", "/older"):
            day = "24" if self.path == "/newer" else "22"
            self.send_header("Last-Modified", f"Tue, {day} Nov 2026 08:00:00 GMT")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815


@pytest.fixture
def host() -> Iterator[str]:
    Host.asked = []
    with answering(Host) as address:
        yield address


def test_what_needs_a_look_comes_first_and_says_why(host: str) -> None:
    one = read_ledger().sources[0]
    names = ("fine", "gone", "no-head", "moves", "newer", "older")
    sources = [replace(one, id=name, url=f"{host}/{name}", url_official="", read=READ) for name in names]
    answers = recheck([*sources, replace(one, id="nobody", url="http://127.0.0.1:1/", read=READ)], pause=0)
    assert [(each.source.id, each.status) for each in answers if not each.is_fine] == [
        ("gone", 410),
        ("moves", 200),
        ("newer", 200),
        ("nobody", 0),
    ]
    said = {each.source.id: each.note for each in answers}
    assert said["moves"] == f"leads to {host}/elsewhere"
    assert said["newer"] == "changed on 2026-11-24, after it was read"
    assert said["nobody"].startswith("no answer: ")
    assert [each.source.id for each in answers if each.is_fine] == ["fine", "no-head", "older"]
    assert [method for method, path in Host.asked if path == "/no-head"] == ["HEAD", "GET"]


def test_every_address_is_asked_once_and_every_source_says_when_it_was_checked() -> None:
    sources = read_ledger().sources
    asked = [url for each in addresses(sources).values() for _, url in each]
    assert len(asked) > 100
    assert all(url.startswith(("http://", "https://")) for url in asked)
    assert all(len(source.read) == 10 for source in sources)


def test_a_source_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert recheck_sources.main(["no-such-source"]) == 2
    assert "there is no source no-such-source" in capsys.readouterr().out
