"""Joining lines, finding the other language, minutes to read."""

import pytest

from build_scripts.reading.typography import day_in_words, foreign_runs, is_chinese, joined_lines, reading_minutes


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("用得越少，\n余地越大", "用得越少，余地越大"),
        ("额度\n是多少", "额度是多少"),
        ("合计用了\n38,000 元", "合计用了 38,000 元"),
        ("不超过 30%\n的人", "不超过 30% 的人"),
        ("先还逾期。\n30% 以后再看", "先还逾期。30% 以后再看"),
        ("他说：\n“先还”", "他说：“先还”"),
        ("the less you use,\nthe better", "the less you use, the better"),
        ("it says “no”\nto that", "it says “no” to that"),
    ],
)
def test_lines_join_without_a_space_only_inside_chinese(lines: str, joined: str) -> None:
    assert joined_lines(lines) == joined


def test_in_english_every_chinese_run_is_foreign() -> None:
    assert list(foreign_runs("Huabei (花呗) and 金规〔2025〕9 号.", "en")) == [
        ("Huabei (", False),
        ("花呗", True),
        (") and ", False),
        ("金规〔2025〕9 号", True),
        (".", False),
    ]


def test_in_chinese_a_name_or_a_single_word_is_no_foreign_run() -> None:
    assert not any(foreign for _, foreign in foreign_runs("美国 Consumer Financial Protection Bureau 和 App", "zh"))


def test_in_chinese_an_english_phrase_is_a_foreign_run() -> None:
    assert ("some say less", True) in list(foreign_runs("原文是 some say less 这句", "zh"))


def test_a_full_width_mark_is_chinese_and_a_latin_letter_is_not() -> None:
    assert is_chinese("，")
    assert not is_chinese("a")


def test_minutes_count_characters_and_words_and_are_never_none() -> None:
    # 800 characters at 400 a minute are 2; 440 words at 220 a minute are 2; an empty page still says 1.
    assert reading_minutes("字" * 800) == 2
    assert reading_minutes("word " * 440) == 2
    assert reading_minutes("") == 1


def test_a_day_is_written_as_people_write_it() -> None:
    assert day_in_words("2026-02-06", "zh") == "2026 年 2 月 6 日"
    assert day_in_words("2020-12-31", "en") == "31 December 2020"
