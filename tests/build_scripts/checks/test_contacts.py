"""Contacts in pages: known, of a good grade, the same in both languages, each shown somewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fixture_guides import FIXTURES, page, places

from build_scripts.checks.contacts import check_contacts, unshown_contacts
from build_scripts.checks.markdown import check_markdown
from build_scripts.checks.parity import check_parity
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger, read_ledger

RIGHT = FIXTURES / "ledger/right"
MARKER = '<div data-contacts="contact-one contact-two"></div>'


def guides(marker: str, en: str | None = None) -> dict[str, list[Page]]:
    return {
        lang: [page(f"# T {{ #t }}\n\n{text}\n", lang=lang)] for lang, text in (("zh", marker), ("en", en or marker))
    }


@pytest.fixture
def ledger() -> Ledger:
    right = read_ledger(RIGHT)
    return replace(right, contacts=(right.contacts[0], replace(right.contacts[0], id="contact-two", grade="B")))


def test_contacts_of_a_good_grade_are_no_fault(ledger: Ledger) -> None:
    assert check_contacts(guides(MARKER), ledger) == []
    assert unshown_contacts(guides(MARKER), ledger, folder=RIGHT) == []


def test_an_unknown_contact_is_a_fault_at_its_line(ledger: Ledger) -> None:
    found = check_contacts(guides('<div data-contacts="contact-one contact-ten"></div>'), ledger)
    assert places(found) == ["zh.md:3", "en.md:3"]
    assert "no contact 'contact-ten'" in found[0].message


@pytest.mark.parametrize("grade", ["C", "D"])
def test_a_contact_of_a_low_grade_is_not_shown_nor_missed(ledger: Ledger, grade: str) -> None:
    low = replace(ledger, contacts=(ledger.contacts[0], replace(ledger.contacts[1], grade=grade)))
    found = check_contacts(guides(MARKER), low)
    assert places(found) == ["zh.md:3", "en.md:3"]
    assert f"'contact-two' is grade {grade}" in found[0].message
    assert unshown_contacts(guides('<div data-contacts="contact-one"></div>'), low, folder=RIGHT) == []


def test_a_contact_that_no_page_shows_is_named(ledger: Ledger) -> None:
    found = unshown_contacts(guides('<div data-contacts="contact-two"></div>'), ledger, folder=RIGHT)
    assert [(Path(fault.file).name, fault.line, "'contact-one'" in fault.message) for fault in found] == [
        ("contacts.toml", 1, True)
    ]


def test_the_marker_is_our_markdown_and_other_names_in_it_are_not() -> None:
    def raw(marker: str) -> bool:
        return any("raw HTML" in fault.message for fault in check_markdown(guides(marker)))

    assert not raw(MARKER)
    assert raw('<div data-contacts=""></div>')
    assert raw('<div data-contacts="12378，12363"></div>')


def test_both_languages_show_the_same_contacts() -> None:
    other = '<div data-contacts="contact-two contact-one"></div>'
    assert check_parity(guides(MARKER)) == []
    assert places(check_parity(guides(MARKER, other))) == ["zh.md:3"]
