"""A short address is for ever: it leads to its section, or to the heir of one that was withdrawn, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixture_guides import page

from build_scripts.kit.short_addresses import Goal, build_short_addresses, goals, heir, short_page
from build_scripts.reading.ledger import Permalinks

PAGES = [page("---\ntitle: 页\n---\n# 页 { #a-page }\n\n## 留下的 { #a-page-kept }\n", name="guides/a-page")]


def shown(goal: Goal, lang: str = "zh") -> str:
    return short_page(goal, lang, site_url="https://a.example/x/", icon="icon.svg", sheet="page.css")


def test_a_withdrawn_id_leads_by_way_of_others_to_the_one_that_is_there() -> None:
    assert heir("a", {"a": "b", "b": "c"}) == "c"
    known = Permalinks(("a-page", "old", "older", "a-page-kept"), {"older": "old", "old": "a-page-kept"})
    found = {goal.id: (goal.section, goal.is_withdrawn) for goal in goals(PAGES, known)}
    assert found == {
        "a-page": ("a-page", False),
        "old": ("a-page-kept", True),
        "older": ("a-page-kept", True),
        "a-page-kept": ("a-page-kept", False),
    }


def test_a_section_is_opened_at_once_and_the_heir_of_a_withdrawn_one_is_linked_with_a_sentence() -> None:
    there = shown(Goal("a", "a", "标题", "guides/g", "页"))
    assert '<meta http-equiv="refresh" content="0; url=../../guides/g/#a">' in there
    assert '<h1><a href="../../guides/g/#a">标题</a></h1>' in there
    assert "撤下" not in there
    # The line for a missing slash comes before every relative address.
    assert there.index("<script>") < min(there.index(each) for each in ("../", 'http-equiv="refresh'))
    gone = shown(Goal("old", "a", "标题", "guides/g", "页"))
    assert "refresh" not in gone
    assert '<a href="../../guides/g/#a">' in gone
    assert "撤下" in gone
    assert "换过地方" in shown(Goal("a", "a", "标题", "guides/g", "页", has_moved=True))


@pytest.mark.parametrize(("lang", "up", "said"), [("zh", "../../", "zh-Hans"), ("en", "../../../", "en")])
def test_its_own_files_are_relative_and_its_canonical_address_is_the_pages(lang: str, up: str, said: str) -> None:
    html = shown(Goal("a", "a", "T 标题", "guides/g", "P"), lang)
    assert f'<html lang="{said}">' in html
    assert f'href="{up}assets/icon.svg"' in html
    assert f'href="https://a.example/x/{"en/" if lang == "en" else ""}guides/g/"' in html
    assert re.search('name="robots" content="noindex"', html)


def test_each_id_has_a_page_in_each_language_under_one_and_a_half_kilobytes(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("icon.12345678.svg", "offline-page.12345678.css"):
        (tmp_path / "assets" / name).touch()
    build_short_addresses({"zh": PAGES, "en": PAGES}, Permalinks(("a-page",), {}), "https://a.example/", tmp_path)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html"))
    assert found == ["en/s/a-page/index.html", "s/a-page/index.html"]
