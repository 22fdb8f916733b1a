"""Scenarios: hand-worked cases, and every figure against another formula."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import Page
from report_read import pieces

from calculators import answer, door, render
from calculators.utilisation.building.fields import example_form

DAY = "2026-11-23"
FIELDS = ("scenario-name", "scenario-line", "scenario-repay", "scenario-spend", "scenario-limit")


def form(*scenarios: dict[str, str], **others: object) -> dict[str, object]:
    """Xiao Lin's three lines with these scenarios; `line="3"` means scenario-line."""
    made = {field: [each.get(field.removeprefix("scenario-"), "") for each in scenarios] for field in FIELDS}
    return {**example_form(), **made, **others}


def figures(asked: dict[str, object]) -> dict[str, object]:
    found = answer("utilisation", asked, lang="zh", day=DAY)
    assert found.pop("errors") == {}
    return {key: value for key, value in found.items() if key.startswith("scenario")}


def errors(asked: dict[str, object], lang: str = "zh") -> dict[str, str]:
    found = answer("utilisation", asked, lang=lang, day=DAY)["errors"]
    assert isinstance(found, dict)
    return found


def text(asked: dict[str, object], lang: str = "zh") -> str:
    return Page(render("utilisation", asked, lang=lang, day=DAY)).text


def test_three_scenarios_of_xiao_lin_come_out_as_worked_by_hand() -> None:
    # Today 38,000 of 80,000 = 0.475, the card at 0.99.
    # Repay 13,800 on the card: 24,200 / 80,000 = 0.3025; the card 6,000 / 20,000 = 0.3, so Huabei's 0.62 is highest.
    # Spend 1,000 on Huabei: 39,000 / 80,000 = 0.4875; Huabei 0.72, the card still 0.99.
    # The card raised to 40,000: 38,000 / 100,000 = 0.38; the card 0.495, so Huabei's 0.62 is highest.
    asked = form({"line": "3", "repay": "13800"}, {"line": "1", "spend": "1000"}, {"line": "3", "limit": "4万"})
    assert figures(asked) == {
        "scenario-total-ratio[0]": "0.3025",
        "scenario-highest-ratio[0]": "0.62",
        "scenario-total-ratio[1]": "0.4875",
        "scenario-highest-ratio[1]": "0.99",
        "scenario-total-ratio[2]": "0.38",
        "scenario-highest-ratio[2]": "0.62",
    }


def test_the_differences_are_said_in_words_in_both_languages() -> None:
    # 47.5 - 30.25 = 17.25 points; 99 - 62 = 37 points.
    asked = form({"line": "3", "repay": "13800"})
    assert "合计使用率从 47.5% 降到 30.25%，低 17.25 个百分点。" in text(asked)
    assert "用得最多的额度从 99% 变成 62%（第 1 个额度），低 37 个百分点。" in text(asked)
    assert "The total goes from 47.5% down to 30.25%, 17.25 percentage points lower." in text(asked, "en")


def test_more_is_said_to_be_higher_and_as_much_to_be_as_today() -> None:
    # 39,000 of 80,000 = 48.75 %, 1.25 points above 47.5 %. What is repaid and spent again changes nothing.
    more = form({"name": "phone", "line": "1", "spend": "1000"})
    assert "情形 1：phone第 1 个额度（花呗）：再用 1,000.00 元" in text(more).replace("\n", "")
    assert "合计使用率从 47.5% 升到 48.75%，高 1.25 个百分点。" in text(more)
    assert "The total goes from 47.5% up to 48.75%, 1.25 percentage points higher." in text(more, "en")
    same = form({"line": "1", "repay": "500", "spend": "500"})
    assert "还 500.00 元，再用 500.00 元" in text(same) and "合计使用率还是 47.5%，和今天一样。" in text(same)
    assert "The total stays at 47.5%, as today." in text(same, "en")


def test_the_lines_to_choose_from_are_a_range_from_three_on() -> None:
    three, two = form({"repay": "5"}), form({"repay": "5"}, **{"line-limit": ["1", "2"], "line-used": ["1", "2"]})
    assert "1–3" in errors(three)["scenario-line[0]"]
    assert "1, 2" in errors(two)["scenario-line[0]"]


def test_one_percentage_point_is_said_in_the_singular() -> None:
    # 800 of 80,000 is one point.
    assert "1 percentage point lower." in text(form({"line": "3", "repay": "800"}), "en")


def test_a_raised_limit_comes_with_its_warning_and_never_with_a_promise() -> None:
    # 0.475 x 100,000 = 47,500; less 38,000 leaves 9,500 until the total is back at 47.5 %.
    asked = form({"line": "3", "limit": "40000"})
    for lang, words in (
        ("zh", ("只对不因此多借的人有用", "再多借 9,500.00 元", "不是预测")),
        ("en", ("only helps those who do not borrow more", "Borrow 9,500.00 yuan more", "not a forecast")),
    ):
        assert all(each in text(asked, lang) for each in words)


@pytest.mark.parametrize(("limit", "warns"), [("20000.01", True), ("20000", False), ("19999.99", False)])
def test_the_warning_stands_only_where_the_limit_is_raised(limit: str, warns: bool) -> None:
    assert ("只对不因此多借的人有用" in text(form({"line": "3", "limit": limit}))) is warns


@pytest.mark.parametrize(("limit", "is_over"), [("19800", False), ("19799.99", True), ("0", True)])
def test_a_limit_cut_below_what_is_used_is_over_the_limit_and_said(limit: str, is_over: bool) -> None:
    found = text(form({"line": "3", "limit": limit}))
    assert ("第 3 个额度超出额度" in found or "第 3 个额度没有能用的额度，还欠 19,800.00 元" in found) is is_over


@pytest.mark.parametrize(("repay", "is_wrong"), [("19800", False), ("19800.01", True)])
def test_repaying_more_than_is_owed_is_an_error_at_the_field(repay: str, is_wrong: bool) -> None:
    found = errors(form({"line": "3", "repay": repay}))
    assert ("scenario-repay[0]" in found) is is_wrong
    if is_wrong:
        assert found["scenario-repay[0]"].startswith("情形 1 的“还多少”：读到“19800.01”，可这个额度只欠 19,800.00 元")


def test_nothing_can_be_repaid_on_a_credit_balance() -> None:
    asked = form({"line": "1", "repay": "1"}, **{"line-limit": ["100"], "line-used": ["-50"]})
    assert "只欠 0.00 元" in errors(asked)["scenario-repay[0]"]


def test_a_credit_balance_pays_for_what_is_spent() -> None:
    # -50 + 80 = 30 of 100.
    asked = form({"line": "1", "spend": "80"}, **{"line-limit": ["100"], "line-used": ["-50"]})
    assert figures(asked)["scenario-total-ratio[0]"] == "0.3"


@pytest.mark.parametrize("line", ["0", "4", "x", "-1", "1.5", "三"])
def test_a_line_that_is_not_there_is_an_error_that_names_the_ones_that_are(line: str) -> None:
    found = errors(form({}, {"line": line, "repay": "1"}))
    assert list(found) == ["scenario-line[1]"]
    assert "情形 2" in found["scenario-line[1]"] and "1–3" in found["scenario-line[1]"]


def test_a_line_that_is_empty_cannot_change() -> None:
    asked = form({"line": "2", "repay": "1"}, **{"line-limit": ["1", "", "3", "4"], "line-used": ["1", "", "2", "3"]})
    assert "1, 3, 4" in errors(asked, "en")["scenario-line[0]"]


def test_an_amount_without_a_line_asks_for_the_line() -> None:
    assert list(errors(form({"repay": "100"}))) == ["scenario-line[0]"]


def test_full_width_numbers_are_read() -> None:
    assert figures(form({"line": "３", "repay": "１３，８００"}))["scenario-total-ratio[0]"] == "0.3025"


def test_a_scenario_with_a_name_alone_is_skipped() -> None:
    assert figures(form({"name": "以后再说"})) == {}
    assert "还没有填好一种情形" in text(form({"name": "以后再说"}))


def test_empty_scenarios_leave_no_trace() -> None:
    plain = example_form()
    assert render("utilisation", form({}, {}, {}), lang="zh", day=DAY) == render(
        "utilisation", plain, lang="zh", day=DAY
    )


def test_a_fourth_scenario_is_too_many() -> None:
    asked = form({"line": "1"}, {"line": "1"}, {"line": "1"}, {"line": "1", "repay": "1"})
    found = errors(asked)
    assert list(found) == ["scenario-name[3]"]
    assert "情形 4" in found["scenario-name[3]"] and "最多看 3 种情形" in found["scenario-name[3]"]


def test_a_line_that_is_too_long_to_be_a_number_says_so() -> None:
    assert "201" in errors(form({"line": "1" * 201, "repay": "1"}))["scenario-line[0]"]


def test_a_mistake_in_a_scenario_keeps_todays_figures_and_the_other_scenarios() -> None:
    asked = form({"line": "3", "repay": "x"}, {"line": "3", "repay": "13800"})
    found = answer("utilisation", asked, lang="zh", day=DAY)
    assert list(found["errors"]) == ["scenario-repay[0]"]
    assert found["total-ratio"] == "0.475" and found["scenario-total-ratio[1]"] == "0.3025"
    assert "scenario-total-ratio[0]" not in found
    assert "情形 1 有地方要改" in text(asked)


def test_while_a_line_has_a_mistake_the_scenarios_wait() -> None:
    asked = form({"line": "3", "repay": "1"}, **{"line-limit": ["1", "x", "3"]})
    assert figures_of(asked) == {}
    assert "上面的金额改好以后，才能算情形" in text(asked)
    assert "scenario-line[0]" not in errors(form({"line": "2"}, **{"line-limit": ["1", "x", "3"]}))


def figures_of(asked: dict[str, object]) -> dict[str, object]:
    found = answer("utilisation", asked, lang="zh", day=DAY)
    return {key: value for key, value in found.items() if key.startswith("scenario")}


def test_a_frozen_lines_limit_stays_0_whatever_it_is_raised_to() -> None:
    # The card is frozen: 38,000 of 60,000 before and after.
    asked = form({"line": "3", "limit": "90000"}, **{"line-status": ["open", "open", "frozen"]})
    assert figures(asked)["scenario-total-ratio[0]"] == "0.633333333333"
    assert "第 3 个额度已冻结" in text(asked)


def test_a_line_that_loses_its_only_limit_has_no_ratio() -> None:
    asked = form({"line": "1", "limit": "0"}, **{"line-limit": ["100"], "line-used": ["50"]})
    assert figures(asked) == {}
    assert "没有能用的额度，所以没有比例可比" in text(asked)


def test_the_sentence_beside_the_result_names_each_scenarios_total() -> None:
    import json

    request = {"calculator": "utilisation", "form": form({"line": "3", "repay": "13800"}), "lang": "en", "day": DAY}
    assert "; scenario 1: 30.25% in total" in json.loads(door(json.dumps(request)))["sentence"]


ROWS = {
    "zh": ["一共已用", "一共能用的额度", "合计使用率", "比今天", "用得最多的额度", "比今天"],
    "en": [
        "Used in all",
        "Open limits in all",
        "Total utilisation",
        "Against today",
        "Most used account",
        "Against today",
    ],
}


@pytest.mark.parametrize(("lang", "unit"), [("zh", "元"), ("en", "yuan")])
def test_the_table_shows_today_beside_each_scenario_under_the_heads_of_its_rows(lang: str, unit: str) -> None:
    # Today 38,000 of 80,000 and the card at 99 %; repaying 13,800 on it leaves 24,200, and Huabei's 62 % is highest.
    html = render("utilisation", form({"line": "3", "repay": "13800"}), lang=lang, day=DAY)
    table = html[html.rindex("<table") :]
    assert pieces(table, "tbody th") == ROWS[lang]
    assert pieces(table, "tbody th + td") == [
        f"38,000.00 {unit}", f"80,000.00 {unit}", "47.5%", "–", "99%", "–",
    ]  # fmt: skip
    shown = pieces(table, "tbody th + td + td")
    assert [shown[at] for at in (0, 1, 2, 4)] == [f"24,200.00 {unit}", f"80,000.00 {unit}", "30.25%", "62%"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "目标使用率 33.3333%"), ("en", "Target utilisation 33.3333%")])
def test_the_target_stands_in_the_picture_with_all_its_decimals_in_the_language_asked_for(lang: str, said: str) -> None:
    html = render("utilisation", form({"line": "3", "repay": "13800"}, target="33.3333"), lang=lang, day=DAY)
    block = html[html.rindex("calc-block") :]
    assert said in block[: block.index("<table")]


AMOUNT = st.integers(0, 10_000_000)
LINE = st.tuples(AMOUNT, AMOUNT, st.booleans())


def yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def twelve(ratio: Fraction) -> str:
    found = (Decimal(ratio.numerator) / Decimal(ratio.denominator)).quantize(Decimal("1e-12"), ROUND_HALF_EVEN)
    return f"{found:f}".rstrip("0").rstrip(".")


@given(st.lists(LINE, min_size=1, max_size=6), st.data())
def test_every_scenario_is_today_with_the_one_line_written_anew(
    lines: list[tuple[int, int, bool]], data: st.DataObject
) -> None:
    """The oracle types the changed line into the form by hand and asks for today's figures of that."""
    at = data.draw(st.integers(0, len(lines) - 1))
    limit, used, is_frozen = lines[at]
    repay = data.draw(st.integers(0, used))
    spend = data.draw(AMOUNT)
    new = data.draw(st.none() | AMOUNT)
    today = {
        "line-limit": [yuan(line[0]) for line in lines],
        "line-used": [yuan(line[1]) for line in lines],
        "line-status": ["frozen" if line[2] else "open" for line in lines],
    }
    scenario = {
        "scenario-line": str(at + 1),
        "scenario-repay": yuan(repay),
        "scenario-spend": yuan(spend),
        "scenario-limit": yuan(new),
    }
    found = answer("utilisation", {**today, **scenario}, lang="zh", day=DAY)
    then = {
        **today,
        "line-limit": [
            yuan(limit if new is None else new) if row == at else text for row, text in enumerate(today["line-limit"])
        ],
        "line-used": [yuan(used - repay + spend) if row == at else text for row, text in enumerate(today["line-used"])],
    }
    wanted = answer("utilisation", then, lang="zh", day=DAY)
    assert found["errors"] == {}
    for name in ("total-ratio", "highest-ratio"):
        assert found.get(f"scenario-{name}[0]") == wanted.get(name)
    # And by Fractions, without asking our code again.
    open_limits = sum(
        (limit if new is None else new) if row == at else line[0] for row, line in enumerate(lines) if not line[2]
    )
    owed = sum(line[1] for line in lines) - repay + spend
    assert found.get("scenario-total-ratio[0]") == (twelve(Fraction(owed, open_limits)) if open_limits else None)


@given(st.lists(LINE, min_size=1, max_size=6), st.data())
def test_a_scenario_without_a_change_is_today(lines: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    asked = {
        "line-limit": [yuan(line[0]) for line in lines],
        "line-used": [yuan(line[1]) for line in lines],
        "line-status": ["frozen" if line[2] else "open" for line in lines],
        "scenario-line": [str(data.draw(st.integers(1, len(lines))))],
        "scenario-repay": [data.draw(st.sampled_from(["", "0"]))],
    }
    found = answer("utilisation", asked, lang="en", day=DAY)
    for name in ("total-ratio", "highest-ratio"):
        assert found.get(f"scenario-{name}[0]") == found.get(name)


@given(
    st.lists(st.lists(st.text(max_size=8) | st.sampled_from(["1", "3", "9" * 300]), max_size=5), min_size=5, max_size=5)
)
def test_no_text_in_a_scenario_makes_it_raise(texts: list[list[str]]) -> None:
    asked = {**example_form(), **dict(zip(FIELDS, texts, strict=True))}
    for lang in ("zh", "en"):
        found = answer("utilisation", asked, lang=lang, day=DAY)
        assert found["total-ratio"] == "0.475"
        shown = Page(render("utilisation", asked, lang=lang, day=DAY)).values
        assert shown == {key: value for key, value in found.items() if key != "errors"}
