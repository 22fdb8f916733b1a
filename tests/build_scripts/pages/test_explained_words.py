"""Words of the glossary explain themselves in running text, once a part and once a paragraph."""

from __future__ import annotations

import re

import pytest

from build_scripts.pages.explained_words import explained, unexplained
from build_scripts.reading.ledger import Term

TERMS = (
    Term(
        "cash-out",
        "套现",
        "cash-out",
        "tàoxiàn",
        "没有买东西，把额度变成钱。",
        "Turning a limit into money.",
        explained=True,
    ),
    Term("overdue-interest", "逾期利息", "overdue interest", "yúqī lìxī", "晚还多收的钱。", "Paid for being late."),
    Term("overdue", "逾期", "overdue", "yúqī", "过了日子没还。", "Not paid in time.", explained=True),
    Term("micro-lender", "小贷公司", "micro-lender", "xiǎodài", "只放贷。", "It only lends.", explained=True),
)


def made(inside: str, lang: str = "zh") -> str:
    page = f'<article class="md-content__inner md-typeset">{inside}</article>'
    after = explained(page, TERMS, lang, up="../../")
    # What is taken out again leaves the page as it was.
    assert unexplained(after) == page
    return after


def words(html: str) -> list[tuple[str, str]]:
    return re.findall(r'class="cl-term" popovertarget="word-([a-z-]+)">([^<]*)<', html)


def test_a_words_first_use_in_a_part_opens_its_note_and_the_note_leads_to_the_glossary() -> None:
    html = made("<p>套现。</p><p>套现。</p><h2>又一节</h2><ul><li>又套现。</li></ul>")
    assert words(html) == [("cash-out", "套现")] * 2
    assert html.count('id="word-cash-out"') == 1 and 'href="../../glossary/#term-cash-out"' in html
    assert "没有买东西，把额度变成钱。" in html and "tàoxiàn" in html


def test_a_paragraph_has_one_and_a_longer_word_is_not_taken_apart() -> None:
    assert words(made("<p>套现、逾期。</p>")) == [("cash-out", "套现")]
    assert words(made("<p>逾期利息。</p>")) == []
    assert words(made("<p>逾期利息，逾期。</p>")) == [("overdue", "逾期")]


@pytest.mark.parametrize(
    "inside",
    [
        "<h2>套现</h2>",
        '<p><a href="x">套现</a></p>',
        "<table><thead><tr><th><p>套现</p></th></tr></thead></table>",
        '<div class="cl-box cl-evidence"><dd>套现</dd></div>',
        '<div class="cl-box cl-message"><dd>套现</dd></div>',
        '<details class="cl-detail"><p>套现</p></details>',
        '<p class="cl-meta">套现</p>',
        '<div class="footnote"><p>套现</p></div>',
        '<p title="套现"><!-- 套现 --></p>',
        "套现",
    ],
)
def test_a_word_stays_as_it_is_where_text_is_copied_quoted_small_or_a_link(inside: str) -> None:
    assert "cl-term" not in made(inside) and "cl-words" not in made(inside)


def test_english_words_are_whole_in_any_case_and_in_the_plural() -> None:
    assert words(made("<p>Micro-lenders lend.</p>", "en")) == [("micro-lender", "Micro-lenders")]
    assert words(made("<p>Cash-outing, overdue interest.</p>", "en")) == []


def test_no_line_divides_a_word_from_the_marks_that_touch_it() -> None:
    button = '<button type="button" class="cl-term" popovertarget="word-cash-out">{}</button>'
    tied = '<span class="cl-tied">{}</span>'
    assert tied.format(f"（{button.format('套现')}）。") in made("<p>别碰（套现）。后面</p>")
    assert tied.format(f"{button.format('cash-out')},") in made("<p>That is cash-out, they say.</p>", "en")
    assert "cl-tied" not in made("<p>别碰套现的人</p>")
