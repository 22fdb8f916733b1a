"""The catalogue of sections, with addresses from the root of the site."""

from __future__ import annotations

from build_scripts.reading.guides import read_page
from build_scripts.reading.words import words
from build_scripts.site.sections import catalogue


def test_the_catalogue_lists_chinese_before_english_with_addresses_from_the_root() -> None:
    text = "---\nwritten: 2026-11-23\n---\n# T { #t }\n\n[x](../ledger.md#claim-a)\n\n## U { #t-u }\n"
    guides = {lang: [read_page(text, name="guides/t", lang=lang, file="t.md")] for lang in ("en", "zh")}
    rows = catalogue(guides)
    assert [(row["lang"], row["id"], row["url"], row["level"]) for row in rows] == [
        ("zh", "t", "guides/t/#t", 1),
        ("zh", "t-u", "guides/t/#t-u", 2),
        ("en", "t", "en/guides/t/#t", 1),
        ("en", "t-u", "en/guides/t/#t-u", 2),
    ]
    assert rows[0] == {
        "id": "t", "lang": "zh", "page": "guides/t", "title": "T", "url": "guides/t/#t", "level": 1,
        "claims": ["a"], "written": "2026-11-23",
    }  # fmt: skip


def test_a_heading_that_a_skeleton_wrote_has_no_id_to_link_to_yet() -> None:
    sample = words("samples", "zh")["mark"]
    text = (
        f"---\nwritten: 2026-11-23\n---\n# {sample} T {{ #t }}\n\nA.\n\n## {sample} U {{ #t-u }}\n\n## V {{ #t-v }}\n"
    )
    guides = {lang: [read_page(text, name="guides/t", lang=lang, file="t.md")] for lang in ("en", "zh")}
    assert [row["id"] for row in catalogue(guides)] == ["t", "t-v"] * 2
