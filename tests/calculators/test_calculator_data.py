"""Parameters are dated and sourced; texts are in both languages with the same gaps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from calculators import data
from calculators.register import CALCULATORS

ROOT = Path(data.__file__).parent
FOLDERS = [calculator.folder for calculator in CALCULATORS.values()]
ENTRY = {
    "name": "sample",
    "values": [
        {"from": date(2020, 1, 1), "value": 1},
        {"from": date(2021, 1, 1), "until": date(2021, 6, 30), "value": 2},
        {"from": date(2022, 1, 1), "until": date(2022, 12, 31), "value": 3},
    ],
}


def test_the_latest_start_wins_and_an_end_date_is_the_last_valid_day() -> None:
    assert data.value_on(ENTRY, date(2020, 12, 31)) == 1
    assert data.value_on(ENTRY, date(2021, 1, 1)) == 2
    assert data.value_on(ENTRY, date(2021, 6, 30)) == 2
    assert data.value_on(ENTRY, date(2021, 7, 1)) == 1  # the older one sets no end


def test_a_day_without_a_value_is_an_error_naming_parameter_day_and_what_to_do() -> None:
    with pytest.raises(LookupError, match=r"sample: no value on 2019-12-31; .*parameters\.toml"):
        data.value_on(ENTRY, date(2019, 12, 31))


def test_the_nearest_value_is_given_with_the_day_it_is_of() -> None:
    ended = {"name": "ended", "values": ENTRY["values"][1:]}
    assert data.value_near(ENTRY, date(2019, 1, 1)) == (1, date(2020, 1, 1))
    assert data.value_near(ENTRY, date(2021, 3, 1)) == (2, None)
    assert data.value_near(ended, date(2021, 8, 1)) == (2, date(2021, 6, 30))
    assert data.value_near(ended, date(2021, 12, 1)) == (3, date(2022, 1, 1))
    assert data.value_near(ended, date(2030, 1, 1)) == (3, date(2022, 12, 31))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_parameter_has_unit_start_source_day_and_a_note_in_both_languages(folder: str) -> None:
    parameters, _ = data.data(folder)
    assert parameters
    for name, parameter in parameters.items():
        if not isinstance(parameter, dict) or "values" not in parameter:
            continue
        assert parameter["name"] == name
        assert parameter["unit"]
        for entry in parameter["values"]:
            assert isinstance(entry["from"], date) and isinstance(entry["checked"], date)
            assert entry["source"] and entry["zh"] and entry["en"]


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_texts_stand_in_both_languages_with_the_same_gaps(folder: str) -> None:
    _, texts = data.data(folder)
    for key, words in texts.items():
        assert set(words) - {"figures"} == {"zh", "en"}, key
        gaps = {
            lang: sorted({name for _, name, _, _ in Formatter().parse(words[lang]) if name}) for lang in ("zh", "en")
        }
        assert gaps["zh"] == gaps["en"], key
        assert not re.search("[\u4e00-\u9fff]", words["en"]), f"{key}: a Chinese run in English needs its own element"


def keys_asked_for(paths: Iterable[Path]) -> Iterator[re.Pattern[str]]:
    """Every string of the code as a pattern of text keys; a gap of an f-string is for anything."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                if set(parts) != {".+"}:
                    yield re.compile("".join(parts))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_is_used(folder: str) -> None:
    asked = list(keys_asked_for([*(ROOT / folder).rglob("*.py"), *ROOT.glob("*.py"), ROOT / "building/form_fields.py"]))
    assert not [key for key in data.data(folder)[1] if not any(pattern.fullmatch(key) for pattern in asked)]


def test_a_text_that_is_missing_is_an_error_that_says_where_to_add_it() -> None:
    with pytest.raises(LookupError, match=r"calculators/utilisation/texts\.toml"):
        data.text("utilisation", "no-such-key", lang="zh")


def test_a_gap_filled_with_chinese_has_no_blank_towards_chinese() -> None:
    # '合计使用率 {ratio}' and '额度从 {before} 调高到 {amount}'. Digits and Latin keep their blank.
    assert data.text("utilisation", "sentence-ratio", lang="zh", ratio="约 86.67%") == "合计使用率约 86.67%"
    assert data.text("utilisation", "sentence-ratio", lang="zh", ratio="47.5%") == "合计使用率 47.5%"
    raised = data.text("utilisation", "scenario-do-raise", lang="zh", before="5,000.00 元", amount="8,000.00 元")
    assert raised == "额度从 5,000.00 元调高到 8,000.00 元"
    assert (
        data.text("utilisation", "sentence-ratio", lang="en", ratio="about 86.67%") == "Total utilisation about 86.67%"
    )


def test_what_a_person_typed_keeps_its_blanks() -> None:
    named = data.text("utilisation", "scenario-numbered", lang="zh", number="1", name="还 房租 以后")
    assert named == "情形 1：还 房租 以后"


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ({"ago": "1", "calendar": "2026-10", "code": "1"}, "2026-10 (1 month ago): 1"),
        ({"ago": "11", "calendar": "2025-12", "code": "M"}, "2025-12 (11 months ago): M"),
        ({"ago": "21", "calendar": "2025-02", "code": "N"}, "2025-02 (21 months ago): N"),
    ],
)
def test_english_counts_of_one_have_no_s(gaps: dict[str, str], said: str) -> None:
    assert data.text("repayment_habit", "input-month", lang="en", **gaps) == said


def test_neither_a_range_nor_a_decimal_ending_in_one_is_a_count_of_one() -> None:
    assert data.text("repayment_habit", "ahead-months", lang="en", first="0", last="1") == "In 0–1 months"
    assert data.text(
        "repayment_habit", "bills-counts", lang="en", used="1,001", bills="1", day="2026-11-01"
    ).startswith("Read: 1,001 rows with 1 bill.")


@pytest.mark.parametrize(("written", "read"), [("2026-11-23", date(2026, 11, 23)), ('"2026-11-23"', date(2026, 11, 23)),
    ('"soon"', "soon")])  # fmt: skip
def test_a_day_in_quotes_is_read_as_the_page_reads_it(
    written: str, read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"parameters.toml": f"[cap]\nchecked = {written}\n".encode()}
    monkeypatch.setattr(data, "_read_file", lambda _, name, beside="": files.get(name))
    assert data.table("anything", "parameters.toml") == {"cap": {"checked": read}}
