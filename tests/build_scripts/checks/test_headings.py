"""Headings: explicit ids that say what they are about, once on the site, alike in both languages."""

from __future__ import annotations

import pytest
from fixture_guides import fixture_guides, folders, page, places

from build_scripts.checks.headings import check_headings

# What each fixture folder holds: where the fault is, and what is said of it; nothing where it is right.
HEADINGS = {
    "h1_missing": ("zh.md:1", "this page has no h1"),
    "h1_not_first": ("zh.md:1", "'二' stands before the h1"),
    "h1_twice": ("zh.md:3", "'又' is a second h1"),
    "heading_missing": ("zh.md:5", "the heading 'late-page-three' is missing in en.md"),
    "id_differs": ("en.md:3", "'late-page-too' stands where zh.md:3 has 'late-page-two'"),
    "id_generic": ("zh.md:3", "'sources' could stand on any page"),
    "id_missing": ("zh.md:3", "'二' has no id"),
    "id_not_ascii": ("zh.md:3", "'今天做什么' should be lower-case ASCII"),
    "id_not_kebab": ("zh.md:3", "'late_Page' should be lower-case ASCII"),
    "id_repeated": ("zh.md:5", "'late-two' is already at zh.md:3"),
    "level_differs": ("en.md:5", "'late-page-three' is an h2, and an h3 at zh.md:5"),
    "level_jumps": ("zh.md:3", "'三' is an h3 right after an h1"),
    "level_too_deep": ("zh.md:7", "'四' is an h4"),
    "order_differs": ("en.md:3", "'late-three' stands where zh.md:3 has 'late-two'"),
    "right": ("", ""),
}


@pytest.mark.parametrize("folder", folders("headings"))
def test_each_fixture_has_its_fault_where_it_is(folder: str) -> None:
    place, words = HEADINGS[folder]
    faults = check_headings(fixture_guides(f"headings/{folder}"), wanted=())
    assert places(faults) == ([place] if place else [])
    assert all(words in fault.message for fault in faults)


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
