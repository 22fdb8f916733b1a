"""A file that is no TOML and a value that is no number are said once, with line, what stands there, what is right."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_scripts.checks.readable import check_values, unreadable, without
from build_scripts.measuring.checkout_copy import checkout_copy
from build_scripts.reading.guides import Fault
from build_scripts.reading.places import ROOT
from calculators import data


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[a]\nzh = "一"\nen = = "a"\n', 3, "'en = = \"a\"' cannot be read: Invalid value, at column 6"),
        ("[a]\nn = 1\n\n[a]\nn = 2\n", 4, "'[a]' cannot be read: Cannot declare ('a',) twice, at column 3"),
        (
            '[a]\nzh = """一\n',
            3,
            "this file ends where more should come: Unterminated string; is a quotation mark open?",
        ),
        (b'[a]\nen = "\xff"\n', 2, "a character here is not UTF-8; please save the file as UTF-8"),
    ],
)
def test_what_is_no_toml_is_said_with_its_line(tmp_path: Path, text: str | bytes, line: int, said: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    (broken,) = unreadable(tmp_path)
    assert (broken.fault.file, broken.fault.line, broken.fault.message) == ("docs/a.toml", line, said)
    again = Fault("docs/a.toml", 0, f"this could not be read: docs/a.toml: {broken.said}")
    other = Fault("docs/b.toml", 3, "'a' has no 'en'")
    assert without([again, other], [broken]) == [other]


@pytest.mark.parametrize(
    ("value", "said", "then"),
    [
        ("280", 'the text "280"; it should be a whole number without quotes in parts of 1/100: value = 280', 280),
        (2.8, "2.8; it should be a whole number without quotes in parts of 1/100: value = 280", 280),
        (
            "low",
            'the text "low"; it should be a whole number without quotes in parts of 1/100, or a list of such',
            "low",
        ),
        (True, "True; it should be a whole number without quotes in parts of 1/100, or a list of such", True),
        (None, "missing; it should be a whole number without quotes in parts of 1/100, or a list of such", None),
    ],
)
def test_a_value_that_is_no_whole_number_is_said_and_what_was_meant_counts(
    monkeypatch: pytest.MonkeyPatch, value: object, said: str, then: object
) -> None:
    assert check_values() == []
    parameters, texts = data.data("borrowing_cost")
    entry: dict[str, Any] = {"from": date(2026, 1, 20), "value": value}
    spoilt = {**parameters, "lpr": {**parameters["lpr"], "values": [entry]}}
    read = data.data
    monkeypatch.setattr(data, "data", lambda folder: (spoilt, texts) if folder == "borrowing_cost" else read(folder))
    (fault,) = check_values()
    place = (ROOT / fault.file).read_text("utf-8").split("\n")[fault.line - 1]
    assert place == "value = 300"
    assert fault.message == f"'lpr' from 2026-01-20: value is {said}"
    assert entry["value"] == then


def test_a_number_in_quotes_is_the_only_thing_that_the_whole_check_says(tmp_path: Path, is_full: bool) -> None:
    if not is_full:
        pytest.skip("with --full: it carries out every check of a copy")
    folder = checkout_copy(tmp_path)
    file = folder / "calculators/borrowing_cost/parameters.toml"
    file.write_text(file.read_text("utf-8").replace("value = 300\n", 'value = "300"\n'), "utf-8")
    look = "import json; from datetime import date; from build_scripts.check import content;"
    look += " print(json.dumps([fault.message for fault in content(date.today())[0]]))"
    done = subprocess.run([sys.executable, "-c", look], cwd=folder, capture_output=True, text=True, check=True)
    (said,) = json.loads(done.stdout.split("\n")[-2])
    assert said.startswith("'lpr' from 2026-01-20: value is the text")
