"""The policy of the finished pages: inline scripts by their hash, and none that nobody looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.reading.marks import POLICY
from build_scripts.site.policy import PolicyError, build_policy


def a_site(folder: Path, scripts: list[str]) -> Path:
    tags = "".join(f"<script>{text}</script>" for text in scripts)
    (folder / "index.html").write_text(
        f'<meta content="{POLICY}">{tags}<script type="application/json">1</script>'
        '<script type="application/ld+json">2</script>',
        "utf-8",
    )
    return folder


def test_the_policy_hashes_each_inline_script_once(tmp_path: Path) -> None:
    text = build_policy(a_site(tmp_path, ["a()", "b()", "a()"]))
    assert len(re.findall("'sha256-", text)) == 2
    assert "unsafe-inline" not in text
    assert "'unsafe-eval'" not in text
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "frame-ancestors" not in page
    assert POLICY not in page
    assert text in page


def test_an_inline_script_nobody_looked_at_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="5 different inline scripts"):
        build_policy(a_site(tmp_path, ["a()", "b()", "c()", "d()", "e()"]))
