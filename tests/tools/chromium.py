"""The daily browser: where it is, and how tests start it."""

from __future__ import annotations

import json
import os

import pytest

from build_scripts.measuring.site_server import BROWSER_ARGUMENTS
from build_scripts.reading.places import ROOT

# Pages live for seconds here: what the engine would gain by compiling WebAssembly a second time, and better, it would
# never earn back. `make bench` leaves that to the engine.
TEST_ARGUMENTS = (*BROWSER_ARGUMENTS, "--js-flags=--liftoff-only")


def chromium() -> str:
    """Its path: the one asked for, or the one that the set-up found."""
    found = os.environ.get("CHROMIUM")
    tools = ROOT / ".venv/tools.json"
    if not found and tools.is_file():
        found = json.loads(tools.read_text("utf-8")).get("chromium")
    if not found:
        pytest.exit("no browser known: set CHROMIUM to one, or let `make test` set one up", returncode=2)
    return str(found)
