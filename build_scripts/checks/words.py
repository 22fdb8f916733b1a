"""No word that promises, sells or says nothing is used outside quotation marks, in guides, ledger,
calculators or the words that the build writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import BannedWord, Ledger, read_toml
from build_scripts.reading.places import LEDGER, ROOT, relative
from build_scripts.reading.toml_lines import entry_line, table_line
from build_scripts.reading.words import WORDS

# Words that our way of writing does without, besides those of docs/ledger/banned-words.toml.
_VOICE_WHY = {"zh": "空话或推销的话", "en": "empty or selling word"}
VOICE = tuple(
    BannedWord(text, lang, _VOICE_WHY[lang])
    for lang, texts in (
        ("zh", ("赋能", "助力", "科学合理", "打造", "闭环", "抓手", "众所周知", "提额神器", "上岸", "薅")),
        ("en", ("leverage", "empower", "seamless", "robust", "boost", "unlock", "hack", "experts say")),
    )
    for text in texts
)
_QUOTED = re.compile("“[^”]*”|「[^」]*」|<q[^>]*>.*?</q>", re.DOTALL)
# The title of somebody's document is not ours to choose; it excuses a voice word, never a promise.
_TITLE = re.compile("《[^》]*》")
# Right before the word, and nothing between: "do not miss it, apply now" urges, and so does "why not apply now".
_ADVISED_AGAINST = {
    "zh": re.compile("(?:不要|请勿|千万别|先别|(?:^|[，。；：、！？\\s])别)\\Z"),
    "en": re.compile(r"\b(?:(?<!why )do not|(?<!why )don['’]t|never|must not|should not)\s+\Z", re.IGNORECASE),
}
_PROSE = {
    "claims.toml": ("claim", ("zh", "en", "omits_zh", "omits_en", "reason_zh", "reason_en")),
    "sources.toml": ("source", ("binds_zh", "binds_en", "note_zh", "note_en")),
    "glossary.toml": ("term", ("zh", "en", "sentence_zh", "sentence_en", "synonyms_zh", "synonyms_en")),
    "cast.toml": ("person", ("who_zh", "who_en")),
    "audit.toml": ("item", ("zh", "en")),
    "audiences.toml": ("audience", ("zh", "en")),
    "licences.toml": ("shipped", ("zh", "en")),
    "teaching.toml": (
        "note",
        tuple(
            f"{field}_{lang}"
            for field in ("for", "objective", "opening", "exercise", "answer")
            for lang in ("zh", "en")
        ),
    ),
    "contacts.toml": (
        "contact",
        ("what_zh", "what_en", "answers_zh", "answers_en", "for_zh", "for_en", "note_zh", "note_en"),
    ),
}


def check_words(
    guides: Mapping[str, Sequence[Page]],
    ledger: Ledger,
    *,
    folder: Path = LEDGER,
    calculators: Path = ROOT / "calculators",
    written: Path = WORDS,
) -> list[Fault]:
    banned = ledger.banned_words
    return [*_guides(guides, banned), *_ledger(folder, banned), *_texts(calculators, written, banned)]


def found_words(text: str, banned: Sequence[BannedWord]) -> list[tuple[BannedWord, int]]:
    """The words found outside quotation marks, each with its offset; a longer one hides those inside it.

    A word that urges the reader is none where a plain "do not" comes right before it.
    """
    ours = without_quotes(text)
    own_title = _TITLE.sub(_blank, ours)
    found = [
        (word, match.start(), match.end())
        for word in _may_stand(banned, ours)
        for match in pattern(word).finditer(ours)
        if not (word.urges and _ADVISED_AGAINST[word.lang].search(ours[: match.start()]))
    ]
    voice = _may_stand(VOICE, own_title)
    listed = {word.text.casefold() for word in banned} if voice else set()
    found += [
        (word, match.start(), match.end())
        for word in voice
        if word.text.casefold() not in listed
        for match in pattern(word).finditer(own_title)
    ]
    return [
        (word, start)
        for word, start, end in sorted(found, key=lambda item: item[1])
        if not any(
            other is not word and first <= start and end <= last and last - first > end - start
            for other, first, last in found
        )
    ]


def _may_stand(words: Sequence[BannedWord], text: str) -> list[BannedWord]:
    """Those whose first word the text holds at all: this is asked 17,000 times, and finding a string is quick."""
    folded = text.casefold()
    return [word for word in words if word.first in folded]


def without_quotes(text: str) -> str:
    """The text as long as before, with blanks for what is between quotation marks."""
    return _QUOTED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


@cache
def pattern(word: BannedWord) -> re.Pattern[str]:
    """Chinese as written; English as whole words, capitals or not, over a line end too."""
    if word.lang == "zh":
        return re.compile(re.escape(word.text))
    words = r"\s+".join(map(re.escape, word.text.split()))
    return re.compile(rf"(?<![A-Za-z]){words}(?![A-Za-z])", re.IGNORECASE)


def _message(word: BannedWord, where: str = "") -> str:
    return (
        f"{where}'{word.text}' is a word this site does not use ({word.why});"
        " please say it otherwise, or put it in “…” where you quote"
    )


def _guides(guides: Mapping[str, Sequence[Page]], banned: Sequence[BannedWord]) -> Iterator[Fault]:
    for pages in guides.values():
        for page in pages:
            for field in ("title", "description"):
                for word, _ in found_words(str(page.meta.get(field) or ""), banned):
                    yield Fault(page.file, page.front_line(field), _message(word, f"{field}: "))
            for section in page.sections:
                for passage in section.passages:
                    for word, offset in found_words(passage.text, banned):
                        yield Fault(page.file, passage.line_at(offset), _message(word))


def _ledger(folder: Path, banned: Sequence[BannedWord]) -> Iterator[Fault]:
    for name, (table, prose) in _PROSE.items():
        path = folder / name
        text = path.read_text("utf-8")
        for number, row in enumerate(read_toml(path).get(table, ())):
            for field in prose:
                for part in _strings(row.get(field, "")):
                    for word, _ in found_words(part, banned):
                        line = entry_line(text, table, number, field)
                        named = next((row[key] for key in ("id", "guide", "name") if key in row), "?")
                        yield Fault(relative(path), line, _message(word, f"'{named}', {field}: "))


def _texts(calculators: Path, written: Path, banned: Sequence[BannedWord]) -> Iterator[Fault]:
    names = ("texts", "fields", "parameters", "method", "cases")
    for path in sorted(
        [*(place for name in names for place in calculators.rglob(f"{name}.toml")), *written.rglob("*.toml")]
    ):
        text = path.read_text("utf-8")
        for key, row in read_toml(path).items():
            for number, entry in enumerate(row if isinstance(row, list) else [row]):
                if not isinstance(entry, dict):
                    continue
                for lang in ("zh", "en", "story_zh", "story_en"):
                    for word, _ in found_words(str(entry.get(lang, "")), banned):
                        line = (
                            entry_line(text, key, number, lang)
                            if isinstance(row, list)
                            else table_line(text, key, lang)
                        )
                        yield Fault(relative(path), line, _message(word, f"'{key}', {lang}: "))


def _strings(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else [str(part) for part in value]
