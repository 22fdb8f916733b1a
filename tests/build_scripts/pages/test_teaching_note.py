"""What a guide's page shows of its teaching note."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.pages.both_languages import both_button
from build_scripts.pages.teaching import guide_line, onward_line, teaching_note
from build_scripts.reading.ledger import TeachingNote

NOTE = TeachingNote(
    guide="late-now",
    need="trouble",
    for_zh="晚还的人",
    for_en="people who are late (逾期)",
    before=(),
    after=("what-they-are", "staying-safe"),
    minutes=45,
    objective_zh="会算。",
    objective_en="Can work it out.",
    opening_zh="先付谁？",
    opening_en="Who first?",
    exercise_zh="第一问。\n第二问。",
    exercise_en="One.\nTwo.",
    answer_zh="1 < 2",
    answer_en="1 < 2",
)
TITLES = {"what-they-are": "是什么", "staying-safe": "防骗"}


def test_the_line_says_for_whom_how_long_and_when() -> None:
    assert guide_line(NOTE, TITLES, "zh", minutes=9, written="2026-02-06") == (
        '<p class="cl-meta">写给晚还的人\u00a0· <span>阅读约 9 分钟</span>'
        f'<span class="cl-written">\u00a0· 写于 2026 年 2 月 6 日</span> {both_button("zh")}</p>'
    )


def test_what_comes_next_stands_at_the_end() -> None:
    assert onward_line(NOTE, TITLES, "zh") == (
        '<p class="cl-onward">接着看：<a href="../what-they-are/">是什么</a>、<a href="../staying-safe/">防骗</a></p>'
    )
    assert onward_line(replace(NOTE, after=()), TITLES, "zh") is None


def test_a_guide_without_a_note_says_how_long_and_when() -> None:
    assert guide_line(None, TITLES, "en", minutes=9, written="2026-02-06") == (
        '<p class="cl-meta"><span>9 min read</span>'
        f'<span class="cl-written">\u00a0· written 6 February 2026</span> {both_button("en")}</p>'
    )


def test_what_is_in_the_other_language_says_so() -> None:
    line = guide_line(NOTE, TITLES, "en", minutes=9, written="2026-02-06")
    assert 'For people who are late (<span lang="zh-Hans">逾期</span>)' in line


def test_the_note_is_folded_and_whole_with_a_paragraph_a_line() -> None:
    shown = teaching_note(NOTE, "zh")
    assert shown.startswith('<details class="cl-teaching"><summary>教学提示</summary>')
    assert "<dt>课时</dt><dd><p>约 45 分钟</p></dd>" in shown
    assert "<dt>练习</dt><dd><p>第一问。</p><p>第二问。</p></dd>" in shown
    assert "<p>1 &lt; 2</p>" in shown
    assert [shown.index(text) for text in ("会算。", "先付谁？", "第一问。", "1 &lt; 2")] == sorted(
        shown.index(text) for text in ("会算。", "先付谁？", "第一问。", "1 &lt; 2")
    )
