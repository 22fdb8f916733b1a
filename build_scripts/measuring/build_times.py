"""Times the build of today's site and of one of 200 pages, without compression, which is cached by content."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from build_scripts.measuring.checkout_copy import checkout_copy
from build_scripts.reading.places import LANGUAGES, PAGES, ROOT
from build_scripts.runtime.build import cached_runtime

# A guide that answers no claim, so that its copies break no rule of the ledger.
_MODEL = "guides/caps-and-rates"
_ALL = 200


def build_seconds(folder: Path) -> float:
    """A whole build in that checkout, without compression, the runtime already made."""
    start = time.monotonic()
    command = [sys.executable, "-m", "build_scripts.build", "--uncompressed"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "ZIP": ""})
    return time.monotonic() - start


def add_pages(folder: Path, count: int) -> None:
    """So many copies of one guide a language, each with its own headings, menu entry and line on the home page."""
    names = [f"{_MODEL}-{number:03d}" for number in range(count)]
    ids: list[str] = []
    for lang in LANGUAGES:
        text = (folder / f"docs/{lang}/{_MODEL}.md").read_text("utf-8")
        for name in names:
            suffix = name.rpartition("-")[2]
            (folder / f"docs/{lang}/{name}.md").write_text(
                re.sub(r"\{ #([a-z0-9-]+) \}", rf"{{ #\1-{suffix} }}", text), "utf-8"
            )
            ids += [f"{found}-{suffix}" for found in re.findall(r"\{ #([a-z0-9-]+) \}", text)] if lang == "zh" else []
        home = folder / f"docs/{lang}/index.md"
        listed = next(line for line in home.read_text("utf-8").splitlines(keepends=True) if f"({_MODEL}.md)" in line)
        _put_after(home, listed, "".join(listed.replace(f"({_MODEL}.md)", f"({name}.md)") for name in names))
    _put_after(
        folder / "build_scripts/reading/places.py", f'    "{_MODEL}",\n', "".join(f'    "{name}",\n' for name in names)
    )
    for file in ("mkdocs.yml", "mkdocs.en.yml"):
        menu = folder / file
        entry = next(line for line in menu.read_text("utf-8").splitlines(keepends=True) if f": {_MODEL}.md\n" in line)
        _put_after(menu, entry, "".join(entry.replace(f": {_MODEL}.md", f": {name}.md") for name in names))
    _share_data(folder, names)
    _ask_again(folder, names)
    with (folder / "docs/ledger/permalinks.toml").open("a", encoding="utf-8") as permalinks:
        permalinks.writelines(f'\n[[id]]\nid = "{each}"\n' for each in ids)


def _share_data(folder: Path, names: Sequence[str]) -> None:
    """The guide's people, its teaching note and its limits of the voice check, for each copy too."""
    cast = folder / "docs/ledger/cast.toml"
    pages = ", ".join(f'"{name}"' for name in (_MODEL, *names))
    cast.write_text(cast.read_text("utf-8").replace(f'"{_MODEL}"', pages), "utf-8")
    guide = _MODEL.rpartition("/")[2]
    for file, start, named in (
        (folder / "docs/ledger/teaching.toml", "[[note]]\n", f'guide = "{guide}"'),
        (folder / "build_scripts/checks/voice.toml", "[", f"{guide}]"),
    ):
        entries = ["\n" + start + entry.strip() + "\n" for entry in file.read_text("utf-8").split("\n" + start)[1:]]
        for entry in entries:
            if entry.startswith("\n" + start + named):
                copies = (entry.replace(named, named.replace(guide, name.rpartition("/")[2]), 1) for name in names)
                with file.open("a", encoding="utf-8") as more:
                    more.writelines(copies)


def _ask_again(folder: Path, names: Sequence[str]) -> None:
    """The guide's questions for each copy too, with ids, sections and words of their own."""
    file = folder / "docs/ledger/questions.toml"
    begin, guide = "[[question]]\n", _MODEL.rpartition("/")[2]
    own = [each for each in file.read_text("utf-8").split(begin)[1:] if f'section = "{guide}' in each]
    with file.open("a", encoding="utf-8") as more:
        for name in names:
            suffix = name.rpartition("-")[2]
            for entry in own:
                copied = re.sub(r'^(id|section) = "(.*)"', rf'\1 = "\2-{suffix}"', entry.strip(), flags=re.MULTILINE)
                copied = re.sub(r'^(stem_..) = "', rf'\1 = "{suffix} ', copied, flags=re.MULTILINE)
                more.write(f"\n{begin}{copied}\n")


def _put_after(file: Path, line: str, more: str) -> None:
    text = file.read_text("utf-8")
    if text.count(line) != 1:
        raise ValueError(f"{file.name} has no one line {line.strip()}")
    file.write_text(text.replace(line, line + more), "utf-8")


def build_times() -> dict[int, float]:
    """Pages in all to seconds, for today's site and for one of 200 pages, built one after the other."""
    today = len(PAGES) * len(LANGUAGES)
    with tempfile.TemporaryDirectory() as name:
        folder = checkout_copy(Path(name) / "site")
        made = cached_runtime().relative_to(ROOT)
        shutil.copytree(ROOT / made, folder / made)
        times = {today: build_seconds(folder)}
        add_pages(folder, (_ALL - today) // len(LANGUAGES))
        times[_ALL] = build_seconds(folder)
    return times


if __name__ == "__main__":
    for pages, seconds in build_times().items():
        print(f"{pages} pages: {seconds:.1f} s")
