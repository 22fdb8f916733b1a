"""The patterns that come compiled find what Python's own find, and what is not among them is compiled as ever."""

from __future__ import annotations

import importlib.util
import json
import marshal
import re
import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

from build_scripts.reading.places import ROOT
from build_scripts.runtime.build import STAND_INS, WING
from build_scripts.runtime.corpus import corpus

# Run in an interpreter of its own: the calculators on the stand-in, and what the build makes of the patterns then.
ON_STAND_IN = """
import dataclasses, importlib.util, json, sys, tomllib  # whose own patterns are none of ours
import re as real
from pathlib import Path
spec = importlib.util.spec_from_file_location("re", f"{sys.argv[1]}/re/__init__.py")
sys.modules["re"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["re"])
# Asked for by the interpreter before Python 3.12.
sys.modules["re"]._subx = getattr(real, "_subx", None)
from calculators import door
for request in json.load(sys.stdin):
    door(request)
scope = {}
exec(Path(sys.argv[2]).read_text("utf-8"), scope)
print(scope["known"](scope["asked"]()))
"""


def texts_of(value: object) -> set[str]:
    """Every text in it, at any depth."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        value = [*value, *value.values()]
    return {text for each in value for text in texts_of(each)} if isinstance(value, list) else set()


@pytest.fixture(scope="module")
def requests() -> list[Any]:
    return corpus()[::4]


@pytest.fixture(scope="module")
def known(requests: list[Any]) -> dict[str, Any]:
    """The module that the build would write for this Python."""
    command = [sys.executable, "-c", ON_STAND_IN, str(STAND_INS), str(WING / "patterns.py")]
    given = json.dumps([json.dumps(each) for each in requests])
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = {}
    exec(marshal.loads(bytes.fromhex(done.stdout.strip())[16:]), found)
    return found


@pytest.fixture
def stand_in(known: dict[str, Any]) -> Any:
    spec = importlib.util.spec_from_file_location("stand_in_re", STAND_INS / "re/__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.__dict__.update(patterns=known["patterns"], templates=known["templates"])
    return module


def test_each_known_pattern_finds_what_pythons_own_finds(
    stand_in: Any, known: dict[str, Any], requests: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = {key: re.compile(*key) for key in known["patterns"]}
    assert len(real) > 20
    monkeypatch.setattr(import_module("re._compiler"), "compile", None)
    texts = [*sorted(texts_of(requests)), "1 months", "12.5%", "2026-02-30", "\u4e00", "0.1e-5", "￥1,200.00", ""]
    for key, theirs in real.items():
        ours = stand_in.compile(*key)
        for name in ("pattern", "flags", "groups", "groupindex"):
            assert getattr(ours, name) == getattr(theirs, name)
        for text in texts if isinstance(key[0], str) else [each.encode(errors="replace") for each in texts]:
            assert ours.findall(text) == theirs.findall(text), (key, text)
            assert (ours.fullmatch(text) is None) == (theirs.fullmatch(text) is None), (key, text)


@pytest.mark.parametrize(
    ("pattern", "text"), [("never (asked) before", "never asked before"), (b"by[t]es", b"bytes"), ("", "nothing")]
)
def test_another_pattern_is_compiled_as_ever(stand_in: Any, pattern: Any, text: Any) -> None:
    assert (pattern, 0) not in stand_in.patterns
    assert stand_in.compile(pattern) is stand_in.compile(stand_in.compile(pattern))
    assert type(stand_in.compile(pattern)) is stand_in.Pattern is re.Pattern
    for name in ("match", "search", "fullmatch"):
        found, theirs = (getattr(module, name)(pattern, text) for module in (stand_in, re))
        assert (found and found.span()) == (theirs and theirs.span())
    assert stand_in.findall(pattern, text) == re.findall(pattern, text)
    into = pattern[:0] + text[:2]
    assert stand_in.sub(pattern, into, text) == re.sub(pattern, into, text)


def test_what_is_no_pattern_is_pythons_own_error(stand_in: Any) -> None:
    with pytest.raises(stand_in.error, match="unterminated"):
        stand_in.compile("(open")
    with pytest.raises(AttributeError):
        stand_in.Scanner  # noqa: B018
