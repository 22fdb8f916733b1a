"""The zip holds the whole site and nothing twice, with the same bytes for the same site."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

from build_scripts.reading.places import THEME
from build_scripts.site.zip import NOTE, build_zip, site_zip


def site(folder: Path) -> Path:
    for name, text in {
        "index.html": "x",
        "index.html.br": "b",
        "index.html.gz": "g",
        "en/index.html": "y",
        "_headers": "h",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_every_file_is_in_it_once_sorted_stored_and_of_one_date(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(site_zip(site(tmp_path))))
    assert archive.namelist() == [NOTE, "_headers", "en/index.html", "index.html"]
    assert {(entry.compress_type, entry.date_time) for entry in archive.infolist()} == {
        (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0))
    }
    assert archive.testzip() is None


def test_the_same_site_gives_the_same_bytes_whenever_it_was_written(tmp_path: Path) -> None:
    first = site(tmp_path / "a")
    second = site(tmp_path / "b")
    os.utime(second / "index.html", (0, 0))
    (second / "index.html").chmod(0o600)
    assert site_zip(first) == site_zip(second)


def test_the_zip_is_written_whole_and_says_how_to_serve_it_in_both_languages(tmp_path: Path) -> None:
    target = build_zip(site(tmp_path / "site"), tmp_path / "out.zip")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.zip"]
    note = zipfile.ZipFile(target).read(NOTE).decode()
    assert note.count("python3 -m http.server") == 2
    assert "不要直接双击" in note and "Do not open" in note


# What would raise the oldest browsers that work (about Chromium 95, Firefox 114, Safari 15.2) without need.
RAISING = {
    "an array's or text's at()": r"\.at\(",
    "Object.hasOwn": r"Object\.hasOwn\b",
    "findLast": r"\.findLast",
    "a copied, sorted array": r"\.(toSorted|toReversed|toSpliced|with)\(",
    "Object.groupBy": r"\.groupBy\(",
    "structuredClone": r"structuredClone",
    "looking behind in a pattern": r"\(\?<[=!]",
    "sets of characters in a pattern": r"/[a-z]*v[a-z]*\.test",
    "a dialog element": r"showModal|<dialog",
    "AbortSignal.any or timeout": r"AbortSignal\.",
}


def test_our_scripts_do_not_raise_the_oldest_browsers_that_work() -> None:
    for path in sorted(THEME.rglob("*.js")):
        text = path.read_text("utf-8")
        for what, pattern in RAISING.items():
            assert not re.search(pattern, text), f"{path.name}: {what}"


def test_our_styles_give_every_width_in_words_that_older_browsers_know() -> None:
    sheets = {path.name: path.read_text("utf-8") for path in sorted(THEME.rglob("*.css"))}
    conditions = [
        (name, condition) for name, text in sheets.items() for condition in re.findall(r"@media([^{]*)\{", text)
    ]
    assert len(conditions) > 20
    assert [each for each in conditions if re.search(r"[<>]", each[1])] == []
    assert {
        name: found
        for name, text in sheets.items()
        if (found := re.findall(r"@(?:container|scope|starting-style)\b|^\s*&", text, re.MULTILINE))
    } == {}
