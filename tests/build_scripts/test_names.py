"""The menu and the list on the home page call every page by the same name; a file that a text names is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_scripts.reading.places import LANGUAGES, PAGES, ROOT, markdown_file

CONFIGURATION = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


class Loader(yaml.SafeLoader):
    """Addresses taken from the environment do not matter here."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))


def menu(lang: str) -> dict[str, str]:
    """The menu's name of each page."""
    found: dict[str, str] = {}

    def take(entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            for name, target in entry.items():
                if isinstance(target, str):
                    found[target.removesuffix(".md")] = name
                else:
                    take(target)

    take(yaml.load((ROOT / CONFIGURATION[lang]).read_text("utf-8"), Loader)["nav"])
    return found


def home(lang: str) -> dict[str, str]:
    """The name of each page in the home page's list of all guides and calculators."""
    text = markdown_file("index", lang).read_text("utf-8")
    listed = text.partition("{ #home-guides }")[2].partition("\n## ")[0]
    starts = ("- [", "**[")
    entries = [line[3:].partition("](") for line in listed.splitlines() if line.startswith(starts)]
    return {rest.partition(")")[0].removesuffix(".md"): name for name, _, rest in entries}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_and_the_home_page_call_every_page_by_one_name(lang: str) -> None:
    names = menu(lang)
    assert list(names) == list(PAGES)
    assert home(lang) == {page: name for page, name in names.items() if page != "index"}


# A file of ours, as records, recipes and comments name it from the root.
PLACE = re.compile(
    r"(?<![\w./-])(?:build_scripts|calculators|docs|publishing|tests)/[\w./-]+\.(?:py|mjs|toml|json|css|js)\b"
)


def places_gone(text: str, root: Path = ROOT) -> list[str]:
    return [place for place in PLACE.findall(text) if not (root / place).exists()]


def test_a_file_that_a_record_a_recipe_or_a_comment_names_is_where_it_says() -> None:
    assert places_gone("`tests/engines/engine.py` and `tests/tools/engine.py`; a/tests/x.py") == [
        "tests/engines/engine.py"
    ]
    texts = [*ROOT.glob("*.md"), *(ROOT / "decisions").glob("*.md"), *(ROOT / "publishing").glob("*.md")]
    # The change log tells of its day, and what is made for a copy names files of the copy.
    texts = [path for path in texts if path.name != "CHANGELOG.md"]
    texts += [path for top in ("build_scripts", "calculators") for path in (ROOT / top).rglob("*.py")]
    assert len(texts) > 250
    gone = {path.relative_to(ROOT).as_posix(): places_gone(path.read_text("utf-8")) for path in sorted(texts)}
    assert {name: found for name, found in gone.items() if found} == {}
