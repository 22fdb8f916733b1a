"""The menu and the list on the home page call every page by the same name."""

from __future__ import annotations

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
