"""A section that moved to another page leaves a link with its id behind."""

from __future__ import annotations

from fixture_guides import page

from build_scripts.checks.permalinks import PERMALINKS
from build_scripts.pages.moved import moved_sections
from build_scripts.reading.guides import read_guides
from build_scripts.reading.ledger import read_permalinks

OLD = page("# 旧 { #late-now }\n", name="guides/late-now")
NEW = page("# 新 Huabei Credit { #limit-cut }\n\n## 为什么 { #limit-cut-why }\n", name="guides/limit-cut")


def test_the_old_page_carries_the_id_in_a_link_to_the_new_place() -> None:
    html = str(moved_sections(OLD, [OLD, NEW], {"limit-cut-why": "guides/late-now"}))
    assert '<li id="limit-cut-why"><a href="../../guides/limit-cut/#limit-cut-why">为什么</a></li>' in html
    assert 'id="limit-cut"' not in html


def test_nothing_is_said_where_no_section_left_the_page() -> None:
    moved = {"limit-cut": "guides/late-now"}
    assert moved_sections(NEW, [OLD, NEW], moved) is None
    assert moved_sections(OLD, [OLD, NEW], {}) is None


def test_a_section_that_came_back_has_one_place() -> None:
    assert moved_sections(OLD, [OLD, NEW], {"late-now": "guides/late-now"}) is None


def test_each_section_that_moved_is_left_behind_in_both_languages() -> None:
    moved = read_permalinks(PERMALINKS.read_text("utf-8")).moved
    assert "limit-cut-ask" in moved
    for pages in read_guides().values():
        html = "".join(str(moved_sections(each, pages, moved) or "") for each in pages)
        on_its_old_page = {
            section.id for each in pages for section in each.sections if moved.get(section.id) == each.name
        }
        for name in moved.keys() - on_its_old_page:
            assert html.count(f'<li id="{name}">') == 1, name
