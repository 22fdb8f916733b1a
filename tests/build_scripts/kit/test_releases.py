"""A release keeps what every section said, so that what changed since can be told with both wordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture_guides import page

from build_scripts.kit.changes import changes
from build_scripts.pages.release_list import release_list
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Permalinks
from build_scripts.reading.releases import build_number, kept_texts, releases, standings
from build_scripts.upkeep import release as making
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


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The addresses of the archives that `make release` makes, of files that git has; nothing is really built."""
    addresses: list[str] = []

    def archive(*, site_url: str, epoch: int) -> Path:
        addresses.append(site_url)
        (tmp_path / "release.zip").write_bytes(b"")
        return tmp_path / "release.zip"

    for name, value in {
        "read_guides": lambda _: guides(),
        "record": lambda _: None,
        "is_committed": lambda: True,
        "build": lambda: None,
        "build_archive": archive,
        "source_date_epoch": lambda *_: 0,
    }.items():
        monkeypatch.setattr(making, name, value)
    monkeypatch.delenv("SITE_URL", raising=False)
    return addresses


def test_an_archive_for_this_machine_alone_is_told_as_one(
    made: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert making.main() == 0
    said = capsys.readouterr().err
    assert made == ["http://127.0.0.1:8000/"] and "lead to http://127.0.0.1:8000/," in said
    assert "SITE_URL=https://credit.example/ make release" in said
    monkeypatch.setenv("SITE_URL", "https://library.example/credit/")
    assert making.main() == 0
    assert made[1:] == ["https://library.example/credit/"] and capsys.readouterr().err == ""


@pytest.mark.parametrize("recorded", [True, False])
def test_files_that_git_does_not_have_end_it_before_anything_is_built(
    made: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, recorded: bool
) -> None:
    monkeypatch.setattr(making, "record", lambda _: tmp_path / "9.json" if recorded else None)
    monkeypatch.setattr(making, "is_committed", lambda: False)
    assert making.main() == 1 and made == []
    said = capsys.readouterr().err
    assert ("the record is not in git" if recorded else "files here are not in git") in said and "commit" in said
