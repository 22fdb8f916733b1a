"""Words the site does not use: found outside quotation marks, left alone inside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fixture_guides import FIXTURES, page

from build_scripts.checks.words import check_words, found_words
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import BannedWord, read_ledger

RIGHT = FIXTURES / "ledger" / "right"
BANNED = (
    BannedWord("秒到账", "zh", "诱导语"),
    BannedWord("easy money", "en", "selling"),
    BannedWord("薅羊毛", "zh", "诱导语"),
    BannedWord("马上借", "zh", "推销", urges=True),
    BannedWord("borrow today", "en", "selling", urges=True),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("贷款秒到账。", ["秒到账"]),
        ("骗子说“秒到账”，或「贷款秒到账」。", []),
        ("<q>秒到账</q>", []),
        ("他说“快”，秒到账。", ["秒到账"]),
        ("《秒到账》", ["秒到账"]),
        ("《关于助力消费的通知》", []),
        ("助力消费", ["助力"]),
        ("薅羊毛", ["薅羊毛"]),
        ("薅一把", ["薅"]),
        ("This is Easy Money.", ["easy money"]),
        ("This is easy\nmoney.", ["easy money"]),
        ("Uneasy moneylenders hackneyed.", []),
        ("'easy money' in single marks", ["easy money"]),
        ("They say “easy money”.", []),
        ("Leverage your data.", ["leverage"]),
        ("Do not borrow today. You should not borrow\ntoday; never borrow today.", []),
        ("Do not wait, borrow today. Why not borrow today?", ["borrow today", "borrow today"]),
        ("Why don't borrow today? Don't miss it: borrow today.", ["borrow today", "borrow today"]),
        ("不要马上借。别马上借，也请勿马上借。", []),
        ("不要等，马上借。告别烦恼马上借。别人马上借。", ["马上借"] * 3),
        ("Never say easy money; do not easy money; 不要秒到账。", ["easy money", "easy money", "秒到账"]),
        ("A plain sentence. 平常的一句。", []),
    ],
)
def test_words_are_found_outside_quotation_marks_only(text: str, words: list[str]) -> None:
    assert [word.text for word, _ in found_words(text, BANNED)] == words


def faults(
    tmp_path: Path,
    *,
    text: str = "文。",
    file: str = "",
    old: str = "",
    new: str = "",
    calculator: str = "",
    written: str = "",
) -> list[Fault]:
    tmp_path.mkdir(exist_ok=True)
    folder = tmp_path / "ledger"
    shutil.copytree(RIGHT, folder)
    if file:
        path = folder / file
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    calculators = tmp_path / "calculators"
    calculators.mkdir()
    (calculators / "texts.toml").write_text(f'[a-key]\nzh = "{calculator}"\nen = "x"\n', "utf-8")
    words = tmp_path / "words/scripts"
    words.mkdir(parents=True)
    (words / "any.toml").write_text(f'[a-key]\nzh = "字"\nen = "{written}"\n', "utf-8")
    guides = {"zh": [page(f"# 题 {{ #late-page }}\n\n第一行。\n{text}\n")]}
    return check_words(guides, read_ledger(folder), folder=folder, calculators=calculators, written=tmp_path / "words")


def test_plain_words_are_right(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def test_a_word_in_a_guide_is_found_at_its_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, text="贷款秒到账。")
    assert (fault.file, fault.line) == ("zh.md", 4)
    assert "诱导语" in fault.message


def test_a_quotation_may_run_over_a_line_end(tmp_path: Path) -> None:
    assert faults(tmp_path, text="骗子说“快，\n秒到账”。") == []


def test_a_word_in_a_claim_s_reason_is_found_and_in_its_quote_left_alone(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "a", file="claims.toml", old="理由。", new="秒到账。")
    assert fault.line == 12
    assert faults(tmp_path / "b", file="claims.toml", old="完成实名认证", new="秒到账") == []


@pytest.mark.parametrize(
    ("file", "old", "named", "line"),
    [
        ("audit.toml", "What is asked", "'policy', en", 4),
        ("audiences.toml", "readers of ours", "'readers', en", 4),
        ("licences.toml", "draws QR codes", "'uqr', en", 5),
    ],
)
def test_a_word_in_a_table_that_a_page_shows_is_found(
    tmp_path: Path, file: str, old: str, named: str, line: int
) -> None:
    (fault,) = faults(tmp_path, file=file, old=old, new="Easy money")
    assert (Path(fault.file).name, fault.line) == (file, line) and named in fault.message


def test_a_word_in_a_calculator_s_text_is_found(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, calculator="秒到账")
    assert (Path(fault.file).name, fault.line) == ("texts.toml", 2)


def test_a_word_in_what_the_build_writes_is_found_at_its_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, written="Easy money")
    assert fault.file.endswith("words/scripts/any.toml") and fault.line == 3


def test_a_word_that_a_term_avoids_may_be_named_as_avoided(tmp_path: Path) -> None:
    assert (
        faults(tmp_path, file="glossary.toml", old='pinyin = "édù"', new='pinyin = "édù"\navoid_zh = ["秒到账"]') == []
    )
