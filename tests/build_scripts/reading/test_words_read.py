"""The words of docs/words/: read by key, and a key that is missing is told with the file to write it in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from build_scripts.pages.pictures.register import PICTURES
from build_scripts.reading import ledger
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.words import WORDS, WordsError, for_script, words

FILES = sorted(WORDS.rglob("*.toml"))
# Keys that are put together from a field of the ledger and its value.
MADE = {
    "verdict": ledger.VERDICTS,
    "caution": ledger.CAUTIONS,
    "place": ledger.PLACES,
    "status": ledger.STATUSES,
    "grade": ledger.GRADES,
}


def test_a_text_that_is_missing_is_named_with_its_file() -> None:
    assert words("site", "en")["name"] == "ClearLimit"
    with pytest.raises(
        WordsError, match=re.escape("docs/words/site.toml: no text [slogan] in en; please add it in zh and en")
    ):
        words("site", "en")["slogan"]


def test_a_script_gets_its_whole_file_and_what_it_is_told_besides() -> None:
    handed = json.loads(for_script("opened", "zh", names={"checklist": "清单"}))
    assert handed == {**words("scripts/opened", "zh"), "names": {"checklist": "清单"}}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", MADE)
def test_every_value_of_the_ledger_has_a_name(field: str, lang: str) -> None:
    """And there is no name without a value."""
    assert [key for key in words("ledger", lang) if key.startswith(f"{field}-")] == [
        f"{field}-{each}" for each in MADE[field]
    ]


def code() -> str:
    """All that writes pages or runs in them."""
    places = (("build_scripts", "*.py"), ("docs/theme", "*.js"), ("docs/theme", "*.html"), ("", "mkdocs*.yml"))
    return "".join(
        path.read_text("utf-8")
        for folder, ends in places
        for path in sorted((ROOT / folder).rglob(ends) if folder else ROOT.glob(ends))
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_stands_there_unused(file: Path) -> None:
    """Every key is named in the code, whole or with a gap (`cite-read-{source.how}`) that it fills."""
    source = code()
    gaps = set(re.findall(r"""["'`]([\w-]*)\$?\{[^{}"'`]*\}([\w-]*)["'`]""", source)) - {("", "")}
    gaps |= {(f"{field}-", "") for field in MADE}
    # A picture names its own words without its name: `say("due")`.
    own = [f"{name}-" for name in PICTURES] if file.stem == "pictures" else []

    def is_named(key: str) -> bool:
        return bool(re.search(rf"""["'.]{re.escape(key)}\b""", source)) or any(
            key.startswith(before) and key.endswith(after) for before, after in gaps
        )

    unused = [
        key
        for key in words(file.relative_to(WORDS).as_posix().removesuffix(".toml"), "en")
        if not is_named(key) and not any(key.startswith(start) and is_named(key.removeprefix(start)) for start in own)
    ]
    assert unused == []
