"""Whatever a file holds, the command and the page give the same message or the same results, and never a crash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_asked import DAY, ask, columns, exported, open_table
from hostile_tables import HOSTILE

from calculators.desk import command


def _shown(content: bytes) -> str:
    """What the page says of the file, to the end."""
    opened = open_table(content)
    # 300 columns that could each be any of 150 lines' would be 300,000 choices, which no browser shows.
    assert len(opened.get("html", "")) < 1_000_000
    if "html" not in opened or "Or choose" in opened["told"]:
        return str(opened.get("said") or opened["told"])
    assert ask("begin", fields=columns(content), masked=[]) == {}
    while not (step := ask("more", rows=1000))["done"]:
        pass
    return str(step["said"])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_gets_a_message_from_the_command_and_the_same_from_the_page(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, out, wrong = tmp_path / name, tmp_path / "out.csv", tmp_path / "wrong.csv"
    given.write_bytes(HOSTILE[name]())
    code = command.main([str(given), "-o", str(out), "--problems", str(wrong), "--lang", "en", "--day", DAY])
    said = capsys.readouterr().err
    assert out.exists() == (code != command.UNUSABLE) and said
    assert not re.search("Traceback|Error:", said) and all(len(line) < 2_000 for line in said.splitlines())
    shown = _shown(HOSTILE[name]())
    if code == command.UNUSABLE:
        assert said.strip().replace(str(given), "x") in shown
    else:
        assert next(line for line in said.splitlines() if line.startswith("Done")) in shown
        assert exported("csv").encode() == out.read_bytes() and exported("problems").encode() == wrong.read_bytes()
