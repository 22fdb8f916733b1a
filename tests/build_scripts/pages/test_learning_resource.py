"""What machines that collect teaching material are told of a guide."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from fixture_guides import page

from build_scripts.pages.learning_resource import data_block, described
from build_scripts.reading.guides import read_guides
from build_scripts.reading.ledger import read_ledger


class _Blocks(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_guide_says_what_it_teaches_in_which_time_and_under_which_licence() -> None:
    notes, pages = read_ledger().notes, read_guides()
    for lang in ("zh", "en"):
        found = [
            described(each, notes, "https://a.example/") for each in pages[lang] if each.name.startswith("guides/")
        ]
        assert len(found) >= 11
        assert all(
            str(each["teaches"]) and str(each["timeRequired"]).startswith("PT") for each in found if "teaches" in each
        )
        assert sum("teaches" in each for each in found) == len(notes)
        assert {each["inLanguage"] for each in found} == {"zh-Hans" if lang == "zh" else "en"}
        assert len({each["url"] for each in found}) == len(found)


def test_no_title_ends_the_block() -> None:
    one = page("---\ntitle: A </script><b>\nwritten: 2026-11-29\n---\n# A { #a }\n", lang="en")
    block = str(data_block(described(one, (), "https://a.example/")))
    reader = _Blocks()
    reader.feed(block)
    assert json.loads(reader.text)["name"] == "A </script><b>"
