"""The repayment self-check: hand-worked cases, the promises of the score, and any text."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from page import Page

from calculators import answer, data, door, render
from calculators.repayment_habit.building.fields import EXAMPLE_DAY, example_form, fields

DAY = "2026-11-23"
OWN = {"zh": "不是信用评分，不能用来决定放不放贷", "en": "no credit score and not for lending decisions"}


def ask(months: str, lang: str = "zh", **others: object) -> dict[str, object]:
    return dict(answer("repayment-habit", {"months": months, **others}, lang=lang, day=DAY))


def score(months: str) -> int | None:
    found = ask(months)
    assert found["errors"] == {}, months
    return int(str(found["score"])) if "score" in found else None


def page(months: str, lang: str = "zh", **others: object) -> Page:
    return Page(render("repayment-habit", {"months": months, **others}, lang=lang, day=DAY))


def test_xiao_chen_comes_out_as_worked_by_hand() -> None:
    # 24 codes, one of them *: 23 count. 1 twelve months ago: 1 x 6 = 6. M six months ago: 3. 100 - 6 - 3 = 91.
    # 2023-05-20 plus five years is 2028-05-20.
    found = dict(answer("repayment-habit", example_form(), lang="zh", day=EXAMPLE_DAY))
    assert {name: found.pop(name) for name in list(found) if "projected" in name or "slip" in name}
    assert found == {"score": "91", "months-counted": "23", "leaves-report[0]": "2028-05-20", "errors": {}}


def test_one_more_on_time_month_of_xiao_chen_is_worked_by_hand() -> None:
    # A month later 1 is thirteen months ago: 1 x 3 = 3; M seven months ago: 2. 100 - 3 - 2 = 95, 4 more.
    assert "从 91 变成 95，多 4" in page(str(example_form()["months"])).text
    assert "from 91 to 95, 4 more" in page(str(example_form()["months"]), "en").text


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ("NNNNNN", 100),
        ("N" * 24, 100),
        ("NNNNN1", 91),  # last month: 1 x 9
        ("1NNNNN", 91),  # six months ago: 1 x 9
        ("1NNNNNN", 94),  # seven months ago: 1 x 6
        ("1" + "N" * 11, 94),  # twelve months ago: 1 x 6
        ("1" + "N" * 12, 97),  # thirteen months ago: 1 x 3
        ("NNNNNM", 97),  # M last month: 3
        ("M" + "N" * 6, 98),
        ("M" + "N" * 12, 99),
        ("NNNN12", 73),  # 9 + 18
        ("NNNNN7", 37),  # 7 x 9 = 63
        ("NNNNNB", 37),  # B as 7
        ("777777", 0),  # 6 x 63 = 378, stops at 0
    ],
)
def test_the_score_is_a_hundred_less_the_losses(months: str, expected: int) -> None:
    assert score(months) == expected


def test_six_counted_months_give_a_score_and_five_a_sentence() -> None:
    assert score("NNNNN*#/A") is None
    assert ask("NNNNN*#/A")["months-counted"] == "5"
    assert "不到 6 个" in page("NNNNN").text
    assert score("NNNNN*N") == 100


def test_an_empty_field_has_no_score_no_figure_and_no_error() -> None:
    for months in ("", "  ", " ,、，\n"):
        assert ask(months) == {"errors": {}}
        assert "还没有填" in page(months).text


def test_codes_may_stand_in_any_mix() -> None:
    for months in ("n,ｎ，Ｎ、N\nN\t１", "NNNNN1", "N N N N N\r\n1", "ＮＮＮＮＮ\u30001"):
        assert score(months) == 91
    assert ask("＊＃／ａNNNNNN")["months-counted"] == "6"


def test_twenty_four_codes_are_read_and_twenty_five_are_not() -> None:
    assert score("N" * 24) == 100
    assert list(ask("N" * 25)["errors"]) == ["months"]  # type: ignore[call-overload]
    assert "25" in ask("N" * 25, "en")["errors"]["months"]  # type: ignore[index]


def test_four_hundred_characters_are_read_and_one_more_is_not() -> None:
    assert ask("N" * 6 + " " * 394)["errors"] == {}
    assert "401" in ask("N" * 6 + " " * 395)["errors"]["months"]  # type: ignore[index]


@pytest.mark.parametrize(("months", "position"), [("NNX", 3), ("N N, 8", 3), ("0", 1), ("N٣", 2), ("N😀", 2), ("-", 1)])
def test_another_code_is_an_error_naming_its_position(months: str, position: int) -> None:
    found = ask(months)
    assert set(found) == {"errors"}
    assert f"第 {position} 个" in found["errors"]["months"]  # type: ignore[index]


@pytest.mark.parametrize("end", "CGDZ")
def test_an_end_code_is_explained_and_what_follows_is_not_counted(end: str) -> None:
    found = page("NNNNNN" + end + "77")
    assert found.values["score"] == "100"
    assert found.values["months-counted"] == "6"
    assert f"是 {end}：" in found.text
    assert "后面还有 2 个代码" in found.text


def test_a_jump_that_cannot_occur_is_remarked_on_and_worked_out() -> None:
    # Seven months ending in 2026-10: the 3 is 2026-09, the N before it 2026-08; 3 x 9 = 27.
    found = page("NNNNN3N")
    assert found.values["score"] == "73"
    assert "从 2026-08 的 N 到 2026-09 的 3" in found.text
    for possible in ("NNNNN123", "NNNNN1N1", "NNNNN#3N", "///NNNNNN", "NNNNNM1N"):
        assert "一个月里不会这样变" not in page(possible).text


@pytest.mark.parametrize("months", ["NNNNN1", "NNNNNB", "NNNNNBN", "NNNNN2*", "1", "B#", "NNNNN1C", "NNNNNCB"])
def test_an_unpaid_debt_shows_what_to_do_before_any_score(months: str) -> None:
    for lang in ("zh", "en"):
        html = render("repayment-habit", {"months": months}, lang=lang, day=DAY)
        assert html.index('href="../../guides/late-now/"') < html.index("<data")


@pytest.mark.parametrize("months", ["NNNNNN", "NNNN1N", "NNNNNBC", "NNNNBNG", "NNNNNM", "NNNNNN*"])
def test_a_paid_debt_does_not(months: str) -> None:
    assert "late-now" not in render("repayment-habit", {"months": months}, lang="zh", day=DAY)


def test_old_defaults_leave_on_the_same_day_five_years_later() -> None:
    found = ask("", **{"settled-on": ["2024-02-29", "", "2021-11-23", "2026-11-23"]})
    assert found == {
        "leaves-report[0]": "2029-03-01",
        "leaves-report[2]": "2026-11-23",
        "leaves-report[3]": "2031-11-23",
        "errors": {},
    }
    assert "has come" in page("", "en", **{"settled-on": "2021-11-23"}).text
    assert "still to come" in page("", "en", **{"settled-on": "2021-11-24"}).text


def test_a_date_after_the_day_is_an_error_and_the_day_itself_is_none() -> None:
    found = ask("NNNNNN", **{"settled-on": ["2026-11-24", "2026-11-23", "yesterday"]})
    assert list(found["errors"]) == ["settled-on[0]", "settled-on[2]"]  # type: ignore[call-overload]
    assert "“旧逾期还清的日子（3）”：读到“yesterday”" in found["errors"]["settled-on[2]"]  # type: ignore[index]
    assert found["score"] == "100"


@given(settled=st.dates(max_value=date(2026, 11, 23)))
def test_a_default_leaves_after_five_anniversaries(settled: date) -> None:
    # The oracle walks day by day from the 29th on: the day after the last 28 February, or the same month and day.
    leaves = ask("", **{"settled-on": settled.isoformat()})["leaves-report[0]"]
    if (settled.month, settled.day) == (2, 29):
        expected = (date(settled.year + 5, 2, 28) + timedelta(days=1)).isoformat()
    else:
        expected = settled.replace(year=settled.year + 5).isoformat()
    assert leaves == expected


def test_the_score_says_in_the_same_element_what_it_is_not_and_nothing_else_repeats_it() -> None:
    for lang in ("zh", "en"):
        html = render("repayment-habit", example_form(), lang=lang, day=DAY)
        score = html.split('<data data-name="score"')[1].partition("</dd>")[0]
        assert 'data-name="months-counted"' in score and OWN[lang] in score
        later = html.split('<data data-name="projected-score[6]"')[0].rpartition('class="calc-title">')[2]
        assert OWN[lang] in later.partition("</p>")[0]
        shown, _, _ = html.partition('class="calc-carry"')
        assert Page(shown).text.count(OWN[lang]) == 2
        few = render("repayment-habit", {"months": "NNN"}, lang=lang, day=DAY)
        assert OWN[lang] in few.split('<data data-name="months-counted"')[1].partition("</dd>")[0]
        sentence = json.loads(
            door(json.dumps({"calculator": "repayment-habit", "form": example_form(), "lang": lang, "day": DAY}))
        )["sentence"]
        assert OWN[lang] in sentence


def test_the_result_says_what_is_the_examples() -> None:
    form = {**example_form(), "settled-on-example": ""}
    text = Page(render("repayment-habit", form, lang="zh", day=DAY)).text
    assert "虚线框里还是例子的内容。" in text
    mine = {**form, "months-example": ""}
    assert "例子" not in Page(render("repayment-habit", mine, lang="zh", day=DAY)).text


def test_multipliers_never_grow_with_age_and_m_is_a_fixed_part_of_one() -> None:
    # What the argument in the model's docstring rests on: the file itself is held to it.
    bands = data.value_on(data.data("repayment_habit")[0]["late-points"], date.fromisoformat(DAY))
    assert [band["up_to_months_ago"] for band in bands] == [6, 12, 24]
    for newer, older in pairwise(bands):
        assert newer["per_digit"] >= older["per_digit"]
        assert newer["for_m"] * older["per_digit"] == older["for_m"] * newer["per_digit"]
    assert all(0 < band["for_m"] < band["per_digit"] for band in bands)


# Properties. The oracle counts fen-like units another way: month by month from the newest, from a table by hand.

LEVELS = {"N": 0, "M": 1, **{str(digit): 3 * digit for digit in range(1, 8)}, "B": 21}  # thirds of a digit
codes = st.sampled_from("NNNNM1234567B*#/A")
all_codes = st.sampled_from("NNNNNNM1234567B*#/ACGDZ")


def by_hand(months: str) -> int | None:
    for end in "CGDZ":
        months = months.replace(end, "C")
    before, found_end, after = months.partition("C")
    shift = len(after) + len(found_end)
    lost = counted = 0
    for ago, code in enumerate(reversed(before), start=shift + 1):
        if code in LEVELS:
            counted += 1
            lost += LEVELS[code] * (3 if ago < 7 else 2 if ago < 13 else 1)
    return None if counted < 6 else max(100 - lost, 0)


@given(months=st.text(all_codes, min_size=1, max_size=24))
def test_the_score_is_what_another_sum_gives(months: str) -> None:
    assert score(months) == by_hand(months)


@given(months=st.text(all_codes, min_size=1, max_size=24), lang=st.sampled_from(["zh", "en"]))
def test_the_printed_points_add_up_to_the_score(months: str, lang: str) -> None:
    found = page(months, lang)
    points = [int(attributes["data-points"]) for _, attributes in found.elements if "data-points" in attributes]
    if "score" in found.values:
        assert sum(points) == int(found.values["score"])
        for shown in points:
            assert str(shown).replace("-", "−") in found.text
    else:
        assert points == []


@given(months=st.text(codes, min_size=6, max_size=24), data_=st.data())
def test_a_higher_digit_never_raises_the_score(months: str, data_: st.DataObject) -> None:
    place = data_.draw(st.integers(0, len(months) - 1))
    ladder = "NM1234567"
    low, high = sorted(data_.draw(st.tuples(st.sampled_from(ladder), st.sampled_from(ladder))), key=ladder.index)
    better = score(months[:place] + low + months[place + 1 :])
    worse = score(months[:place] + high + months[place + 1 :])
    assume(better is not None and worse is not None)
    assert better is not None and worse is not None and worse <= better


@given(months=st.text(codes, min_size=6, max_size=24), data_=st.data())
def test_the_same_late_mark_in_a_more_recent_month_never_raises_the_score(months: str, data_: st.DataObject) -> None:
    older = data_.draw(st.integers(0, len(months) - 2))
    newer = data_.draw(st.integers(older + 1, len(months) - 1))
    mark = data_.draw(st.sampled_from("M1234567B"))
    at = list(months)
    at[older], at[newer] = mark, "N"
    earlier = score("".join(at))
    at[older], at[newer] = "N", mark
    later = score("".join(at))
    assert (earlier is None) == (later is None)
    assert earlier is None or later is None or later <= earlier


@given(months=st.text(all_codes, min_size=6, max_size=24))
def test_one_more_on_time_month_never_lowers_the_score(months: str) -> None:
    before, after = score(months), score((months + "N")[-24:])
    assert before is None or after is None or after >= before


NASTY = ["", "<b>", "\x00", "\ud800", "\u202eN", "٣", "😀", "x" * 10_000, "N" * 500, "2024-02-30", "9999-12-31",
    "0001-01-01",
         "２０２４－０１－０１", "{place}", "\r\n", "N\u2028N"]  # fmt: skip
hostile = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Lu", "So", "Zs", "Po"]), max_size=30),
    st.text(all_codes, max_size=26),
    st.dates().map(date.isoformat),
)


@given(
    form=st.dictionaries(
        st.sampled_from(["months", "settled-on", "months-example", "settled-on-example", "other"]),
        st.one_of(hostile, st.lists(hostile, max_size=4)),
    ),
    lang=st.sampled_from(["zh", "en"]),
    day=st.sampled_from([DAY, "0001-01-01", "9999-12-31", "2013-03-14"]),
)
def test_any_text_in_any_field_gives_an_answer_or_a_message(form: dict[str, object], lang: str, day: str) -> None:
    found = answer("repayment-habit", form, lang=lang, day=day)
    messages = found.pop("errors")
    html = render("repayment-habit", form, lang=lang, day=day)
    assert Page(html).values == found
    assert not {"script", "b", "h1", "h2", "h3"} & Page(html).tags
    through = json.loads(door(json.dumps({"calculator": "repayment-habit", "form": form, "lang": lang, "day": day})))
    assert (through["html"], through["figures"], through["errors"]) == (html, found, messages)
    assert isinstance(messages, dict)
    (html + through["sentence"] + "".join(messages.values())).encode()


def test_the_form_has_a_button_a_month_that_shows_the_examples_codes() -> None:
    html = Page(fields(lang="en", day=EXAMPLE_DAY))
    indexes = [attributes["data-index"] for _, attributes in html.elements if "data-index" in attributes]
    assert indexes == [str(index) for index in range(24)]
    ids = [attributes["id"] for _, attributes in html.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert str(example_form()["months"]) in html.text


def test_the_sentence_says_what_is_owed_first_and_then_the_score() -> None:
    # Twelve months, the last one late by 1: 100 - 9 = 91.
    for lang, first, score in (("zh", "记录显示还欠着钱", "自查分 91"), ("en", "The record shows money", "score 91")):
        request = {"calculator": "repayment-habit", "form": {"months": "N" * 11 + "1"}, "lang": lang, "day": DAY}
        sentence = json.loads(door(json.dumps(request)))["sentence"]
        assert sentence.startswith(first)
        assert sentence.index(score) < sentence.index(OWN[lang])
