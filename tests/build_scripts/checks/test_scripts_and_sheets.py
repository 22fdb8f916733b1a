"""The linters of scripts and style sheets find what they are there for, and say where."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from build_scripts.check import SCRIPTS_AND_SHEETS
from build_scripts.reading.places import ROOT
from build_scripts.set_up import known_tools


def faults(folder: Path, **files: str) -> list[str]:
    """The faults printed for these files of the theme, by the repository's own rules."""
    for name in (SCRIPTS_AND_SHEETS, "eslint.config.mjs", "stylelint.config.mjs"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    files = {"assets/right.css": "a {\n  color: red;\n}\n", "assets/right.js": "document.title = '';\n", **files}
    for name, text in files.items():
        place = folder / "docs/theme" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    command = [known_tools()["node"], SCRIPTS_AND_SHEETS]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert done.returncode == int(bool(lines))
    return [line.removeprefix("docs/theme/") for line in lines]


@pytest.mark.daily()
def test_with_fix_a_script_is_mended_where_that_asks_nobody(tmp_path: Path) -> None:
    assert faults(tmp_path, **{"assets/a.js": "let one = 1;\ndocument.title = one;\n"}) == [
        "assets/a.js:1: 'one' is never reassigned. Use 'const' instead. (prefer-const)"
    ]
    command = [known_tools()["node"], SCRIPTS_AND_SHEETS, "--fix"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == ""
    assert (tmp_path / "docs/theme/assets/a.js").read_text("utf-8") == "const one = 1;\ndocument.title = one;\n"


def test_what_is_right_is_let_through(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def test_a_name_that_no_script_has_and_one_that_nothing_uses_are_said_with_their_lines(tmp_path: Path) -> None:
    assert faults(tmp_path, **{"assets/a.js": "const one = 1;\n\ndocument.title = two;\n"}) == [
        "assets/a.js:1: 'one' is assigned a value but never used. (no-unused-vars)",
        "assets/a.js:3: 'two' is not defined. (no-undef)",
    ]


@pytest.mark.daily()
def test_a_script_that_cannot_be_read_is_a_fault_of_one_line(tmp_path: Path) -> None:
    assert faults(tmp_path, **{"worker/a.mjs": "\nconst one = ;\n"}) == [
        "worker/a.mjs:2: Parsing error: Unexpected token ; (syntax)"
    ]


def test_the_script_within_a_page_is_read_where_it_stands_and_as_the_oldest_browser_reads_it(tmp_path: Path) -> None:
    page = "{#- A comment,\n    of two lines. -#}\n<script data-a='b'>var one = 1;\nlet two = one;</script>\n"
    assert faults(tmp_path, **{"partials/javascripts/a.html": page}) == [
        "partials/javascripts/a.html:4: Parsing error: Unexpected token two (syntax)"
    ]


@pytest.mark.daily()
def test_a_block_left_open_is_said_once_where_the_next_rule_begins(tmp_path: Path) -> None:
    sheet = "a {\n  color: red;\n\nb {\n  color: red;\n}\n\np {\n  color: red;\n}\n"
    assert faults(tmp_path, **{"assets/a.css": sheet}) == ["assets/a.css:1: Unclosed block (CssSyntaxError)"]
    (tmp_path / "node_modules").unlink()
    assert faults(tmp_path, **{"assets/a.css": f"{sheet}}}\n"}) == [
        "assets/a.css:4: A rule within a rule: is the one before it closed? (max-nesting-depth)"
    ]


def test_what_no_browser_knows_and_what_comes_from_elsewhere_are_said(tmp_path: Path) -> None:
    sheet = "a {\n  colour: red;\n  background: url('https://elsewhere.example/a.png');\n}\n"
    assert faults(tmp_path, **{"assets/a.css": sheet}) == [
        'assets/a.css:2: Unknown property "colour" (property-no-unknown)',
        'assets/a.css:3: Disallowed URL scheme "https:" (function-url-scheme-allowed-list)',
    ]


def test_a_sentence_of_the_page_in_a_script_is_said(tmp_path: Path) -> None:
    lines = (
        'one.textContent = "Copy";',
        "one.title = `Copy ${one}`;",
        'one.setAttribute("aria-label", "QR code");',
        'one.append("复制");',
        "one.append(`共 ${one} 条`);",
        'one.append(lang === "en" ? "Reload to use it" : two);',
    )
    head = "const [one, two, lang] = document.links;\nalert(two, lang);\n"
    # A file for each, since starting the linter takes longer than what it does.
    assert faults(tmp_path, **{f"assets/a{at}.js": f"{head}{line}\n" for at, line in enumerate(lines)}) == [
        f"assets/a{at}.js:3: a page's words stand in docs/words/scripts, zh and en side by side (no-restricted-syntax)"
        for at in range(len(lines))
    ]


@pytest.mark.daily()
def test_choosing_an_address_by_language_and_showing_what_was_handed_in_are_let_through(tmp_path: Path) -> None:
    text = """const [one, texts, lang] = document.links;
one.textContent = texts.copy;
one.setAttribute("aria-label", texts.qr);
one.href = lang === "en" ? "en/" : "";
"""
    assert faults(tmp_path, **{"assets/a.js": text}) == []
