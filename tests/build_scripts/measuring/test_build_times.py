"""The bench adds pages to a copy of the site; it must stay a site that can be built, or the bench stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.measuring.build_times import add_pages
from build_scripts.measuring.checkout_copy import checkout_copy

_FAULTS = """
from build_scripts.checks.content import content_faults
from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import read_guides
from build_scripts.reading.ledger import read_ledger
guides = read_guides(method_markdown)
print(len(guides["en"]), *content_faults(guides, read_ledger()), sep="\\n")
"""


@pytest.mark.daily()
def test_the_pages_that_the_bench_adds_have_no_fault(tmp_path: Path) -> None:
    folder = checkout_copy(tmp_path)
    before = len(list((folder / "docs/en").rglob("*.md")))
    add_pages(folder, 2)
    found = subprocess.run([sys.executable, "-c", _FAULTS], cwd=folder, capture_output=True, text=True, check=True)
    assert found.stdout.split("\n") == [str(before + 2), ""]
