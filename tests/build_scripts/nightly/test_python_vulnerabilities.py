"""Known vulnerabilities of Python packages, asked of a registry of this machine that answers in each way."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from local_host import answering
from pip._internal.models.index import PyPI

from build_scripts.nightly import python_vulnerabilities
from build_scripts.nightly.audit import result_of
from build_scripts.nightly.python_vulnerabilities import NoAnswerError, index_of, known, main, registry
from build_scripts.reading.audit import audit_items
from build_scripts.reading.software import Package

ILL = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-0001"], "fixed_in": ["1.1", "2.0"], "withdrawn": None}
ANSWERS: dict[str, object] = {
    "ill": {"vulnerabilities": [ILL, {"id": "GHSA-x", "aliases": [], "fixed_in": [], "withdrawn": None}]},
    "clean": {"vulnerabilities": []},
    "also-clean": {"vulnerabilities": []},
    "withdrawn": {"vulnerabilities": [{**ILL, "withdrawn": "2026-11-01T00:00:00Z"}]},
    "silent": {"info": {}},
    "a-list": [],
    "odd": {"vulnerabilities": None},
}


class Registry(BaseHTTPRequestHandler):
    asked: list[str]

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.split("/")[-3]
        body = json.dumps(ANSWERS.get(name, {})).encode()
        self.send_response(200 if name in ANSWERS else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def host() -> Iterator[str]:
    Registry.asked = []
    with answering(Registry) as address:
        yield address


def pinned(*names: str) -> list[Package]:
    return [Package("pypi", name, "1.0") for name in names]


def outcome(code: int, printed: str) -> tuple[str, str]:
    """What the audit makes of it."""
    item = next(each for each in audit_items() if each.id == "python-vulnerabilities")
    result = result_of(item, code, printed, 1.0)
    return result.outcome, result.figure


def test_each_is_asked_of_by_name_and_version_and_what_is_known_is_said_with_its_cure(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(pinned("clean", "ill", "withdrawn"), host)
    printed = capsys.readouterr().out
    assert Registry.asked == [f"/pypi/{name}/1.0/json" for name in ("clean", "ill", "withdrawn")]
    assert printed.splitlines() == [
        "ill 1.0: PYSEC-2026-1 (CVE-2026-0001); mended in 1.1, 2.0",
        "ill 1.0: GHSA-x; no version mends it yet",
        "2 known vulnerabilities in 1 of 3 Python packages asked of",
    ]
    assert code == 1
    assert outcome(code, printed) == ("failed", "2 known vulnerabilities in 1 of 3 Python packages asked of")


def test_none_is_none_only_where_each_was_answered(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(pinned("clean", "withdrawn"), host)
    printed = capsys.readouterr().out
    assert outcome(code, printed) == ("passed", "0 known vulnerabilities in 0 of 2 Python packages asked of")
    code = main(pinned("clean", "unknown", "also-clean"), host)
    printed = capsys.readouterr().out
    assert "unknown 1.0: not known, it answered 404" in printed
    assert code == 2
    figure = "0 known vulnerabilities in 0 of 2 Python packages asked of; 1 of 3 could not be asked of"
    assert outcome(code, printed) == ("not-run", figure)
    code = main(pinned("ill", "unknown"), host)
    assert outcome(code, capsys.readouterr().out)[0] == "failed"


def test_a_registry_that_does_not_say_is_not_asked_a_hundred_times(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = pinned(*(f"unknown-{number}" for number in range(100)))
    code = main(packages, host)
    printed = capsys.readouterr().out
    assert len(Registry.asked) == 3
    assert printed.splitlines()[-1] == f"100 of 100 could not be asked of: {host[7:]} does not say"
    assert outcome(code, printed) == ("not-run", "100 of 100 could not be asked of")


def test_no_connection_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(pinned("clean"), "http://127.0.0.1:1")
    printed = capsys.readouterr().out
    assert "clean 1.0: not known, it did not answer: " in printed
    assert outcome(code, printed) == ("not-run", "1 of 1 could not be asked of")


@pytest.mark.parametrize("name", ["silent", "a-list", "odd"])
def test_an_answer_without_the_list_is_no_answer(host: str, name: str) -> None:
    (package,) = pinned(name)
    with pytest.raises(NoAnswerError, match="no list of vulnerabilities"):
        known(package, host)


def test_the_registry_is_the_one_that_pip_uses_and_its_password_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert index_of("") == index_of("global.timeout='9'") == PyPI.simple_url
    both = "global.index-url='http://a.example/simple'\n:env:.index-url='http://b.example/simple'"
    assert index_of(both) == "http://b.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "http://reader:secret@127.0.0.1:1/mirror/simple/")
    assert registry() == "http://127.0.0.1:1/mirror"


def test_no_file_names_the_registry() -> None:
    assert PyPI.netloc not in inspect.getsource(python_vulnerabilities)
