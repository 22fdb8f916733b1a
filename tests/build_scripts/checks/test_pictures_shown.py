"""Pictures in pages: known, the same in both languages, each shown somewhere, their sources in the ledger."""

from __future__ import annotations

from fixture_guides import page, places

from build_scripts.checks.markdown import check_markdown
from build_scripts.checks.parity import check_parity
from build_scripts.checks.pictures import check_pictures
from build_scripts.pages.pictures.register import PICTURES, Entry
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import ROOT

LEDGER = read_ledger()
ONE = {"bill-life": PICTURES["bill-life"]}
MARKER = '<div data-picture="bill-life"></div>'


def guides(marker: str, en: str | None = None) -> dict[str, list[Page]]:
    return {
        lang: [page(f"# T {{ #t }}\n\n{text}\n", lang=lang)] for lang, text in (("zh", marker), ("en", en or marker))
    }


def test_a_picture_that_is_there_is_no_fault() -> None:
    assert check_pictures(guides(MARKER), LEDGER, ONE) == []
    assert not [fault for fault in check_markdown(guides(MARKER)) if "HTML" in fault.message]


def test_an_unknown_picture_is_a_fault_at_its_line() -> None:
    found = check_pictures(guides(f'{MARKER}\n\n<div data-picture="bill-death"></div>'), LEDGER, ONE)
    assert places(found) == ["zh.md:5", "en.md:5"]
    assert "no picture 'bill-death'" in found[0].message


def test_a_picture_that_no_page_shows_is_a_fault_at_its_line_of_the_table() -> None:
    found = check_pictures(guides("Words."), LEDGER, ONE)
    assert [fault.file for fault in found] == ["build_scripts/pages/pictures/register.py"]
    assert "no page shows 'bill-life'" in found[0].message
    table = (ROOT / found[0].file).read_text("utf-8").splitlines()
    assert table[found[0].line - 1].lstrip().startswith('"bill-life":')


def test_a_source_that_is_not_in_the_ledger_is_a_fault() -> None:
    wrong = {"bill-life": Entry(PICTURES["bill-life"].draw, ("no-such-source",))}
    assert ["'no-such-source'" in fault.message for fault in check_pictures(guides(MARKER), LEDGER, wrong)] == [True]


def test_both_languages_show_the_same_pictures() -> None:
    assert check_parity(guides(MARKER)) == []
    assert places(check_parity(guides(MARKER, '<div data-picture="late-days"></div>'))) == ["zh.md:3"]
