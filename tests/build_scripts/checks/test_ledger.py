"""The ledger against itself and against the guides. Each case changes one thing in a ledger that is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture_guides import FIXTURES

from build_scripts.checks.ledger import check_ledger
from build_scripts.reading.guides import Fault, read_page
from build_scripts.reading.ledger import read_in_part, read_ledger

RIGHT = FIXTURES / "ledger" / "right"


def faults(folder: Path, file: str = "", old: str = "", new: str = "") -> list[Fault]:
    """The faults after `old` became `new`, once, in one file of the ledger that is right."""
    texts = {path.name: path.read_text("utf-8") for path in RIGHT.iterdir()}
    if file:
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new, 1)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    guides = {
        lang: [read_page(texts[f"{lang}.md"], name="guides/late-now", lang=lang, file=f"{lang}.md")]
        for lang in ("zh", "en")
    }
    return check_ledger(guides, read_ledger(folder), folder=folder)


def test_a_day_without_quotes_is_a_fault_at_its_line_and_is_read_all_the_same(tmp_path: Path) -> None:
    for path in RIGHT.iterdir():
        text = path.read_text("utf-8").replace('read = "2026-11-23"', "read = 2026-11-23", 1)
        (tmp_path / path.name).write_text(text, "utf-8")
    ledger, (fault,) = read_in_part(tmp_path)
    assert ledger.sources[0].read == "2026-11-23"
    assert (fault.line, fault.file.rpartition("/")[2]) == (9, "sources.toml")
    assert 'without quotes; it should be a text: read = "2026-11-23"' in fault.message


def test_a_ledger_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "part"),
    [
        ("claims.toml", 'verdict = "partly-supported"', 'verdict = "maybe"', 8, "verdict is 'maybe'"),
        ("claims.toml", 'kind = "method"', 'kind = "trick"', 7, "kind is 'trick'"),
        ("claims.toml", 'place = "methods"', 'place = "middle"', 3, "place is 'middle'"),
        ("claims.toml", 'place = "closing"', 'place = "title"', 19, "out of order"),
        ("claims.toml", '["costly"]', '["dear"]', 25, "caution 'dear'"),
        ("claims.toml", '"完成实名认证"', f'"{"完" * 21}"', 4, "21 characters"),
        ("claims.toml", 'sources = ["a-law"]', 'sources = ["b-law"]', 14, "no source 'b-law'"),
        ("claims.toml", 'sources = ["a-law"]', "sources = []", 14, "without a source"),
        ("claims.toml", 'sources = ["a-law"]', 'sources = ["a-forum"]', 14, "grade D alone"),
        ("claims.toml", 'omits_zh = ""', 'omits_zh = "还有。"', 10, "'omits_en' is empty"),
        ("claims.toml", 'reason_en = "A reason."', 'reason_en = ""', 13, "'reason_en' is empty"),
        ("claims.toml", 'id = "opinion-prudence"', 'id = "method-real-name"', 18, "there twice"),
        ("sources.toml", 'status = "in-force"', 'status = "alive"', 19, "status is 'alive'"),
        ("sources.toml", 'grade = "A"', 'grade = "E"', 23, "grade is 'E'"),
        ("sources.toml", 'how = "live"', 'how = "heard"', 37, "how is 'heard'"),
        ("sources.toml", 'extent = "part"', 'extent = "half"', 26, "extent is 'half'"),
        ("sources.toml", 'issued = "2020-05"', 'issued = "May 2020"', 20, "issued is 'May 2020'"),
        ("sources.toml", 'issued = "2020-05"\n', "", 19, "has no date"),
        ("sources.toml", 'binds_zh = "任何人"\nbinds_en = "everyone"\n', "", 19, "whom it binds"),
        ("sources.toml", 'read = "2026-11-23"', 'read = "20261123"', 9, "read is '20261123'"),
        ("glossary.toml", 'sentence_en = "The most you may use."', 'sentence_en = ""', 7, "'sentence_en' is empty"),
        ("glossary.toml", "最多能用多少。", "最多能用多少", 6, "whole sentence"),
        ("contacts.toml", 'for_en = "asking"', 'for_en = ""', 8, "'for_en' is empty"),
        ("contacts.toml", 'source = "a-law"', 'source = "a-forum"', 10, "graded A and its source 'a-forum' only D"),
        ("contacts.toml", 'source = "a-law"', 'source = "b-law"', 9, "no source 'b-law'"),
    ],
)
def test_a_mistake_in_the_ledger_is_found_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, line: int, part: str
) -> None:
    found = [fault for fault in faults(tmp_path, file, old, new) if fault.file.endswith(file)]
    assert any(fault.line == line and part in fault.message for fault in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "part"),
    [
        ("zh.md", "[部分有依据]", "[有依据]", 9, "one of 部分有依据, 只有部分有依据; it says '有依据'"),
        ("en.md", "[is partly supported]", "[checked]", 9, "it says 'checked'"),
        ("zh.md", "依据\n", "举个例子\n", 9, "stands outside an evidence box"),
        (
            "zh.md",
            "[只是看法](../ledger.md#claim-opinion-prudence)",
            "只是看法",
            6,
            "should answer the claim 'opinion-prudence'",
        ),
        ("zh.md", "文章自称虚构。", "见[甲](../ledger.md#claim-opinion-prudence)。", 3, "'late-page-two' answers it"),
        ("zh.md", ": 再说。", ": [看法](../ledger.md#claim-opinion-prudence)。", 11, "is linked at zh.md:10 already"),
        ("en.md", "#claim-opinion-prudence", "#claim-opinion-other", 10, "no claim 'opinion-other'"),
        ("zh.md", "[^a-forum][^a-law]", "[^a-forum]", 4, "is grade D and stands alone"),
        ("zh.md", "[^a-forum][^a-law]", "[^a-forum]又说。[^a-law]", 4, "is grade D and stands alone"),
        ("en.md", "[^a-forum][^a-law]", "[^b-law]", 4, "no source 'b-law'"),
    ],
)
def test_a_mistake_in_a_guide_is_found_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, line: int, part: str
) -> None:
    found = [fault for fault in faults(tmp_path, file, old, new) if fault.file == file]
    assert any(fault.line == line and part in fault.message for fault in found), found


@pytest.mark.parametrize("linked", ["看法", "只是看法"])
def test_each_way_to_say_a_verdict_is_right(tmp_path: Path, linked: str) -> None:
    assert faults(tmp_path, "zh.md", "[只是看法]", f"[{linked}]") == []


@pytest.mark.parametrize("linked", ["查证", "有依据", "看法，"])
def test_a_link_that_does_not_say_the_verdict_is_a_fault(tmp_path: Path, linked: str) -> None:
    found = faults(tmp_path, "zh.md", "[只是看法]", f"[{linked}]")
    assert [(fault.line, f"it says '{linked}'" in fault.message) for fault in found] == [(10, True)]


def test_a_claim_answered_in_a_box_of_the_old_form_is_outside_evidence(tmp_path: Path) -> None:
    new = "要稳，[只是看法](../ledger.md#claim-opinion-prudence)。\n: 再说。\n"
    old = ": 再说。\n\n文章说：要稳。[查证](../ledger.md#claim-opinion-prudence)\n: **看法。** 理由。\n"
    found = faults(tmp_path, "zh.md", f"    {new}", old)
    assert [(fault.line, "'opinion-prudence' stands outside an evidence box" in fault.message) for fault in found] == [
        (12, True)
    ]


def test_the_judged_article_may_stand_alone_for_what_it_says(tmp_path: Path) -> None:
    assert faults(tmp_path, "zh.md", "[^a-forum][^a-law]", "[^the-article]") == []


def test_a_fifth_claim_in_a_section_is_too_many(tmp_path: Path) -> None:
    claims = (RIGHT / "claims.toml").read_text("utf-8")
    more = "".join(
        "\n" + claims.split("\n\n")[1].replace("opinion-prudence", f"opinion-more-{number}") for number in range(3)
    )
    found = [
        fault for fault in faults(tmp_path, "claims.toml", claims, claims + more) if "fifth claim" in fault.message
    ]
    assert len(found) == 1


def test_four_claims_in_a_section_are_right(tmp_path: Path) -> None:
    claims = (RIGHT / "claims.toml").read_text("utf-8")
    more = "".join(
        "\n" + claims.split("\n\n")[1].replace("opinion-prudence", f"opinion-more-{number}") for number in range(2)
    )
    assert not any("fifth claim" in fault.message for fault in faults(tmp_path, "claims.toml", claims, claims + more))


def test_a_section_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = faults(tmp_path, "claims.toml", 'section = "late-page-two"', 'section = "late-page-ten"')
    assert any("no heading has the id 'late-page-ten'" in fault.message for fault in found)
