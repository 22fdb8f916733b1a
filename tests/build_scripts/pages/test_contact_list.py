"""A list of contacts as a page shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture_guides import FIXTURES

from build_scripts.pages.contacts import contact_list
from build_scripts.reading.ledger import Ledger, read_ledger


@pytest.fixture
def ledger() -> Ledger:
    right = read_ledger(FIXTURES / "ledger/right")
    (first,) = right.contacts
    note = replace(
        first, id="contact-two", what_zh="400-810-8866", note_zh="工作日 9 时到 17 时。", note_en="Weekdays."
    )
    place = replace(first, id="contact-three", what_zh="官方 App", what_en="The app (支付宝)", checked="2026-02-06")
    return replace(right, contacts=(first, note, place))


def test_a_number_can_be_dialled_and_says_who_for_what_source_and_day(ledger: Ledger) -> None:
    assert contact_list("contact-one", ledger, "zh", up="../../") == (
        '<ul class="cl-contacts"><li><p><b><a href="tel:12345">12345</a></b> 某机关。</p><p>问。</p>'
        '<p class="cl-contact-source"><a href="../../sources/#source-a-law">出处</a>'
        "，2026 年 11 月 23 日核对</p></li></ul>"
    )
    assert '<b><a href="tel:12345">12345</a></b> An office.</p><p>Asking.</p>' in contact_list(
        "contact-one", ledger, "en", up=""
    )


def test_the_order_is_the_markers_and_a_note_has_its_own_line(ledger: Ledger) -> None:
    shown = contact_list("contact-two contact-one", ledger, "zh", up="")
    assert shown.index("tel:4008108866") < shown.index("tel:12345")
    assert "<p>工作日 9 时到 17 时。</p>" in shown


def test_a_place_is_no_link_and_what_is_in_the_other_language_says_so(ledger: Ledger) -> None:
    shown = contact_list("contact-three", ledger, "en", up="")
    assert "tel:" not in shown
    assert '<b>The app (<span lang="zh-Hans">支付宝</span>)</b>' in shown
    assert "checked on 6 February 2026" in shown
