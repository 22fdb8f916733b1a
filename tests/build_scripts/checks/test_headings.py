"""Headings: explicit ids that say what they are about, once on the site, alike in both languages."""

from __future__ import annotations

import pytest
from fixture_guides import fixture_guides, folders, page, places

from build_scripts.checks.headings import check_headings

# What each fixture folder holds, and where the fault is; none where it is right.
HEADINGS = {
    "h1_missing": ["zh.md:1"],
    "h1_not_first": ["zh.md:1"],
    "h1_twice": ["zh.md:3"],
    "heading_missing": ["zh.md:5"],
    "id_differs": ["en.md:3"],
    "id_generic": ["zh.md:3"],
    "id_missing": ["zh.md:3"],
    "id_not_ascii": ["zh.md:3"],
    "id_not_kebab": ["zh.md:3"],
    "id_repeated": ["zh.md:5"],
    "level_differs": ["en.md:5"],
    "level_jumps": ["zh.md:3"],
    "level_too_deep": ["zh.md:7"],
    "order_differs": ["en.md:3"],
    "right": [],
}


@pytest.mark.parametrize("folder", folders("headings"))
def test_each_fixture_has_its_fault_where_it_is(folder: str) -> None:
    assert places(check_headings(fixture_guides(f"headings/{folder}"), wanted=())) == HEADINGS[folder]


def test_an_id_is_unique_over_all_pages_of_a_language() -> None:
    pages = [page("# 题 { #late-page }\n", name=name) for name in ("guides/late-now", "guides/staying-safe")]
    faults = check_headings({"zh": pages}, wanted=())
    assert len(faults) == 1 and "'late-page' is already at" in faults[0].message


def test_the_same_id_stands_in_both_languages() -> None:
    guides = {"zh": [page("# 题 { #late-page }\n")], "en": [page("# T { #late-page }\n", lang="en")]}
    assert check_headings(guides, wanted=("guides/late-now",)) == []


def test_a_page_that_one_language_has_not_is_named() -> None:
    faults = check_headings({"zh": [page("# 题 { #late-page }\n")]}, wanted=("guides/late-now",))
    assert [fault.file for fault in faults] == ["docs/en/guides/late-now.md"]


def test_a_single_word_may_name_a_page_but_no_section() -> None:
    assert check_headings({"zh": [page("# 题 { #home }\n")]}, wanted=()) == []
    assert len(check_headings({"zh": [page("# 题 { #home }\n\n## 二 { #cost }\n")]}, wanted=())) == 1
