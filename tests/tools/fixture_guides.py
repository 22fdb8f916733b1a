"""Fixture folders as guides:
tests/fixtures/<check>/<what is wrong or right>/{zh,en}.md is one page in two languages."""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.guides import Fault, Page, read_page

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def fixture_guides(folder: str, *, name: str = "guides/late-now") -> dict[str, list[Page]]:
    """The page of the folder in the languages it holds, under the given name; files are called zh.md and en.md."""
    return {
        lang: [read_page(path.read_text("utf-8"), name=name, lang=lang, file=f"{lang}.md")]
        for lang in ("zh", "en")
        if (path := FIXTURES / folder / f"{lang}.md").exists()
    }


def page(text: str, *, lang: str = "zh", name: str = "guides/late-now") -> Page:
    return read_page(text, name=name, lang=lang, file=f"{lang}.md")


def places(faults: list[Fault]) -> list[str]:
    """The places of the faults, as `make check` prints them before the message."""
    return [f"{fault.file}:{fault.line}" for fault in faults]


def folders(check: str) -> list[str]:
    return sorted(path.name for path in (FIXTURES / check).iterdir() if path.is_dir())
