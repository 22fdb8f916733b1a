"""What a guide leaves to its evidence boxes is counted, and its limits only shrink."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fixture_guides import FIXTURES, page

from build_scripts.checks.voice import check_voice, hits, voice_totals
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger, read_ledger

ZH = """# 题 { #t }

我们没有读到原文，只好先这样。文章给的数不用。
这件事 2026-02-06 变了，2020-12 也变过。

| 读到什么 | 哪天 |
|---|---|
| 我们没有读到，文章 | 2026-02-06 |

依据
: 我们没有读到原文，文章也没给；2026-02-06。

怎么做
: 没有查到。2026 年 2 月 6 日再看。
"""
EN = """# T { #t }

We have read no such rule. The article
gives none. Article 24 of the law does.

Evidence
: We have not read it; the article does not say. 2026-02-06.

What to do
: Read the page yourself, as you have read this one. Of 2026-02-06.
"""


@pytest.fixture
def ledger() -> Ledger:
    right = read_ledger(FIXTURES / "ledger/right")
    return replace(right, terms=(replace(right.terms[0], avoid_zh=("限额",), avoid_en=("quota",)),))


def counted(text: str, ledger: Ledger, lang: str = "zh") -> list[tuple[str, int]]:
    return [(hit.kind, hit.line) for hit in hits(page(text, lang=lang), ledger)]


def test_sentences_mentions_and_days_are_counted_outside_evidence_and_tables(ledger: Ledger) -> None:
    assert counted(ZH, ledger) == [("reading", 3), ("article", 3), ("dates", 4), ("dates", 4), ("reading", 14)]
    assert counted(EN, ledger, "en") == [("reading", 3), ("article", 3), ("dates", 10)]


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("zh", "我们也没有找到，没有查到。", ["reading"]),
        ("zh", "网页转述，每天 0.05%。据转引，也是。", ["reading", "reading"]),
        ("zh", "我们的建议是先还这一笔。银行查到就收回。读到旧说法，先对一对。", []),
        ("zh", "他说：“我们没有查到，文章里有。”", []),
        ("zh", "换一篇文章也一样。", []),
        ("zh", "标准号是 GB/T 45251-2025。", []),
        ("en", "As re-quoted, it is 24%. Nor did we find more.", ["reading", "reading"]),
        ("en", "Its text was not read. This site\nsays nothing.", ["reading", "reading"]),
        ("en", "“We have read it”, she says. You may read it too.", []),
        ("en", "Articles 24 and 25, and the same article.", []),
        ("en", "The article says so; an article on limits; the Article.", ["article", "article"]),
        ("en", "A quota is no limit, “quota” is not.", ["avoided"]),
        ("zh", "限额：依据里也不用。", ["avoided"]),
    ],
)
def test_each_way_to_say_it_is_told_from_others(ledger: Ledger, lang: str, text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in counted(f"# T {{ #t }}\n\n{text}\n", ledger, lang)] == kinds


def test_words_to_avoid_are_counted_in_an_evidence_box_and_in_a_heading_too(ledger: Ledger) -> None:
    assert counted("# 限额 { #t }\n\n依据\n: 限额。\n", ledger) == [("avoided", 1), ("avoided", 4)]


def faults(tmp_path: Path, ledger: Ledger, limits: str) -> list[tuple[str, int, str]]:
    (tmp_path / "voice.toml").write_text(limits, "utf-8")
    guides: dict[str, list[Page]] = {"zh": [page(ZH)], "en": [page(EN, lang="en")]}
    found = check_voice(guides, ledger, limits=tmp_path / "voice.toml")
    return [(Path(fault.file).name, fault.line, fault.message) for fault in found]


RIGHT = """[late-now]
zh = { reading = 2, article = 1, dates = 2, avoided = 0 }
en = { reading = 1, article = 1, dates = 1, avoided = 0 }
"""


def test_a_guide_at_its_limits_has_no_fault(tmp_path: Path, ledger: Ledger) -> None:
    assert faults(tmp_path, ledger, RIGHT) == []


def test_a_guide_above_a_limit_fails_at_the_first_line_over(tmp_path: Path, ledger: Ledger) -> None:
    (found,) = faults(tmp_path, ledger, RIGHT.replace("zh = { reading = 2", "zh = { reading = 1"))
    assert found[:2] == ("zh.md", 14)
    assert "has 2 of these, its limit is 1" in found[2]


def test_a_limit_above_the_count_fails_too_and_says_what_is_right(tmp_path: Path, ledger: Ledger) -> None:
    (found,) = faults(
        tmp_path, ledger, RIGHT.replace("en = { reading = 1, article = 1", "en = { reading = 1, article = 2")
    )
    assert found[:2] == ("voice.toml", 3)
    assert "please write en = { reading = 1, article = 1, dates = 1, avoided = 0 }" in found[2]


def test_a_guide_without_limits_may_have_none(tmp_path: Path, ledger: Ledger) -> None:
    assert [place for *place, _ in faults(tmp_path, ledger, "")] == [
        ["zh.md", 3], ["zh.md", 3], ["zh.md", 4], ["en.md", 3], ["en.md", 3], ["en.md", 10],
    ]  # fmt: skip


def test_limits_of_no_guide_are_a_fault(tmp_path: Path, ledger: Ledger) -> None:
    assert ("voice.toml", 4, "there is no guide 'late'; please take its limits out") in faults(
        tmp_path, ledger, f"{RIGHT}[late]\n"
    )


def test_other_pages_may_speak_of_the_site(ledger: Ledger) -> None:
    assert hits(page(ZH, name="about"), ledger) == []


def test_the_totals_are_by_language_and_kind(ledger: Ledger) -> None:
    totals = voice_totals({"zh": [page(ZH)], "en": [page(EN, lang="en")]}, ledger)
    assert totals["zh"] == Counter(reading=2, article=1, dates=2)
    assert totals["en"] == Counter(reading=1, article=1, dates=1)
