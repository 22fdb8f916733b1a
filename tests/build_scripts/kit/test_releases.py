"""A release keeps what every section said, so that what changed since can be told with both wordings."""

from __future__ import annotations

from pathlib import Path

from fixture_guides import page

from build_scripts.kit.changes import changes
from build_scripts.pages.release_list import release_list
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Permalinks
from build_scripts.reading.releases import build_number, kept_texts, releases, standings
from build_scripts.upkeep.release import record


def guides(
    kept: str = "Stays.", *, name: str = "guides/a", old: str = "\n## Old { #a-old }\n\nGoes.\n"
) -> dict[str, list[Page]]:
    head = "---\ntitle: A\nwritten: 2026-11-29\n---\n# A { #a }\n\nSame.\n\n## Kept { #a-kept }\n\n"
    text = f"{head}{kept}\n{old}"
    return {lang: [page(text, lang=lang, name=name)] for lang in ("zh", "en")}


def test_a_release_is_written_once_and_each_text_once(tmp_path: Path) -> None:
    first = record(guides(), tmp_path)
    assert first is not None and first.name == "1.json"
    assert record(guides(), tmp_path) is None
    before = (tmp_path / "texts.jsonl").read_text("utf-8")
    second = record(guides("Other words."), tmp_path)
    assert second is not None and second.name == "2.json"
    after = (tmp_path / "texts.jsonl").read_text("utf-8")
    assert after.startswith(before) and len(after.splitlines()) == len(before.splitlines()) + 1
    assert [each.number for each in releases(tmp_path)] == [1, 2]


def test_what_changed_moved_and_was_withdrawn_since_is_told_with_both_wordings(tmp_path: Path) -> None:
    record(guides(), tmp_path)
    now = guides("Other words.", name="guides/b", old="")
    found = changes(now, Permalinks((), {"a-old": "a-kept"}), "en", known=releases(tmp_path), kept=kept_texts(tmp_path))
    (release,) = found["releases"].values()
    assert release["sections"]["a"][1] == found["now"]["a"][1], "the same words, though on another page"
    assert (release["sections"]["a"][0], found["now"]["a"][0]) == ("guides/a", "guides/b")
    old, new = release["sections"]["a-kept"][1], found["now"]["a-kept"][1]
    assert found["texts"] == {
        old: "Kept\nStays.",
        new: "Kept\nOther words.",
        release["sections"]["a-old"][1]: "Old\nGoes.",
    }
    assert "a-old" not in found["now"] and found["heirs"] == {"a-old": "a-kept"}
    listed = str(release_list(now, "en", releases(tmp_path)))
    assert '<a href="../../s/a-kept/">Kept</a>' in listed and "s/a-old/" in listed and "s/a/" not in listed


def test_the_build_number_follows_words_and_places() -> None:
    numbers = {
        build_number(standings(each)) for each in (guides(), guides("x"), guides(old=""), guides(name="guides/b"))
    }
    assert len(numbers) == 4
    assert build_number(standings(guides())) == build_number(standings(guides()))


def test_every_release_that_is_committed_has_its_texts() -> None:
    kept = kept_texts()
    assert releases()
    for release in releases():
        assert release.build == build_number(release.sections)
        assert {each for standing in release.sections.values() for each in standing.digests.values()} <= kept.keys()
