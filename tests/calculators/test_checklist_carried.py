"""Results brought from other calculators: the items that they move, why, and that nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators import answer, data, render
from calculators.carry import MOST_CHARACTERS, carried
from calculators.checklist.brought_along import SENDERS
from calculators.checklist.calculator import items, items_for
from calculators.checklist.model import ANSWERS, AUDIENCES
from calculators.register import CALCULATORS

DAY = "2026-11-23"
LANGUAGES = ("zh", "en")
ITEM_IDS = tuple(item.id for item in items())
TEXTS = data.data("checklist")[1]

answers = st.dictionaries(st.sampled_from(ITEM_IDS), st.sampled_from((*ANSWERS, "")))
pairs = st.one_of(
    st.tuples(st.sampled_from(("utilisation:highest-ratio", "borrowing-cost:repayment-share")),
              st.sampled_from(("0", "0.5", "0.500001", "0.989999", "0.99", "1", "1.2", "x", "-1", "٠.٥"))),
    st.tuples(st.sampled_from(("utilisation:overdue", "borrowing-cost:overdue", "repayment-habit:unpaid",
                               "utilisation:example")), st.sampled_from(("yes", "check", "no", ""))),
    st.tuples(st.sampled_from(("repayment-habit:late-months", "repayment-habit:score")),
              st.sampled_from(("0", "1", "24", "25", "100", "101", "²"))),
    st.tuples(st.sampled_from(("utilisation:day", "checklist:day", "day")), st.sampled_from(("2026-11-20",
        "2026-02-30"))),
)  # fmt: skip
texts = st.one_of(
    st.lists(pairs, max_size=6).map(lambda found: " ".join(f"{name}={value}" for name, value in found)),
    st.text(max_size=80),
)


def shown(form: Mapping[str, object], lang: str = "en") -> str:
    return render("checklist", form, lang=lang, day=DAY)


def listed(form: Mapping[str, object]) -> list[str]:
    """The ids of the open items as the result lists them, first to last."""
    by_words = {str(TEXTS[f"{name}-what"]["en"]): name for name in ITEM_IDS}
    found = re.findall(r'<li><span class="calc-item-what">([^<]*)</span>', shown(form))
    return [by_words[each.replace("&#39;", "'").replace("&quot;", '"')] for each in found]


def moved(form: Mapping[str, object]) -> list[str]:
    html = shown(form)
    first, others, _ = html.partition("The other open items, in their usual order")
    return listed(form)[: first.count('class="calc-reason"')] if others or "calc-moved" in html else []


def person(carried_text: str, **more: str) -> dict[str, str]:
    return {"audience": "person", "carried": carried_text, **more}


# --- which result moves what, both sides of each limit ---


def test_nothing_brought_is_the_list_as_it_always_was() -> None:
    for text in ("", "   ", "\u3000"):
        assert shown(person(text)) == shown({"audience": "person"})
    assert listed({"audience": "person"}) == [item.id for item in items_for("person")]


@pytest.mark.parametrize("ratio", ["0.989999", "0.5", "0"])
def test_a_line_below_99_per_cent_is_not_full_and_moves_nothing(ratio: str) -> None:
    assert moved(person(f"utilisation:highest-ratio={ratio}")) == []


@pytest.mark.parametrize(("ratio", "said"), [("0.99", "99%"), ("1", "100%"), ("1.25", "125%")])
def test_a_full_line_moves_keeping_room_on_every_line_to_the_front_and_says_why(ratio: str, said: str) -> None:
    form = person(f"utilisation:highest-ratio={ratio}")
    assert moved(form) == ["person-room-on-every-line"]
    assert listed(form)[0] == "person-room-on-every-line" and listed(form)[1] == "person-no-cash-out"
    assert f"Moved up because the highest utilisation on any account is {said}." in shown(form)
    assert f"移到前面的原因：用得最多的额度到了 {said}。" in shown(form, "zh")


@pytest.mark.parametrize("name", ["utilisation:overdue", "borrowing-cost:overdue", "repayment-habit:unpaid"])
def test_something_late_now_moves_the_late_item_first(name: str) -> None:
    assert moved(person(f"{name}=yes")) == ["person-overdue-first"]
    assert listed(person(f"{name}=yes"))[0] == "person-overdue-first"


def test_what_is_late_now_comes_before_items_that_rank_higher() -> None:
    # person-no-borrowing-to-repay is a 'do not' item and ranks 8th, person-overdue-first 9th; lateness still leads.
    form = person("borrowing-cost:repayment-share=0.9 borrowing-cost:overdue=yes utilisation:highest-ratio=1")
    assert moved(form) == [
        "person-overdue-first",
        "person-no-borrowing-to-repay",
        "person-few-applications",
        "person-room-on-every-line",
    ]


def test_a_debt_that_has_to_be_looked_up_is_worded_with_care() -> None:
    assert "make sure that nothing is still owed" in shown(person("repayment-habit:unpaid=check"))
    assert "先核对还欠不欠" in shown(person("repayment-habit:unpaid=check"), "zh")


@pytest.mark.parametrize(("share", "moves"), [("0.5", False), ("0.500001", True), ("1", True), ("0.03", False)])
def test_repayments_above_half_of_the_income_move_the_items_on_borrowing_no_more(share: str, moves: bool) -> None:
    # Half is our own rule: above it repayments take more than is left.
    expected = ["person-no-borrowing-to-repay", "person-few-applications"] if moves else []
    assert moved(person(f"borrowing-cost:repayment-share={share}")) == expected


@pytest.mark.parametrize(("months", "moves"), [("0", False), ("1", True), ("24", True), ("25", False)])
def test_months_not_paid_on_time_move_the_due_dates(months: str, moves: bool) -> None:
    # 25 cannot be: a record holds 24 months, so it is not understood.
    form = person(f"repayment-habit:late-months={months}")
    assert moved(form) == (["person-due-dates"] if moves else [])
    assert ("Not understood" in shown(form)) == (months == "25")


def test_a_practitioner_looks_at_what_repays_and_explains_lateness() -> None:
    form = {"audience": "practitioner", "carried": "utilisation:highest-ratio=1 repayment-habit:late-months=2"}
    assert moved(form) == ["practitioner-explain-lateness", "practitioner-repayment-source"]
    assert moved({"audience": "team", "carried": "utilisation:highest-ratio=1 utilisation:overdue=yes"}) == []
    assert "No item moved because of them" in shown({"audience": "team", "carried": "utilisation:overdue=yes"})


def test_two_results_that_move_one_item_are_both_named() -> None:
    html = shown(person("utilisation:overdue=yes repayment-habit:unpaid=yes"))
    assert html.count('class="calc-reason"') == 1
    assert (
        "in the utilisation calculator you marked an account as overdue; the repayment record shows money still owed."
        in html
    )


def test_an_item_that_is_done_already_is_not_moved_but_pointed_at() -> None:
    form = person("utilisation:overdue=yes", **{"person-overdue-first": "done"})
    assert moved(form) == [] and "person-overdue-first" not in listed(form)
    assert "Please look again" in shown(form) and "再看一眼" in shown(form, "zh")
    assert "Please look again" not in shown(person("utilisation:overdue=yes"))


def test_every_item_that_a_result_can_move_is_an_item_that_asks_for_something_else_than_a_limit() -> None:
    lifts = data.data("checklist")[0]["lifts"]
    for cause in ("late-now", "full", "share", "late-months"):
        assert lifts[cause] and set(lifts[cause]) <= set(ITEM_IDS)


# --- what was brought, as it was understood ---


def test_what_was_brought_is_told_with_its_day_and_the_score_keeps_its_sentence() -> None:
    text = "utilisation:day=2026-11-20 utilisation:highest-ratio=0.99 repayment-habit:score=91 utilisation:example=yes"
    html = shown(person(text))
    assert (
        'Utilisation (worked out on <span class="cl-date">2026-11-20</span>): highest utilisation on any account 99%;'
        " some of it is the example's"
    ) in html.replace("&#39;", "'")
    assert "score 91 (made from your own entries; no credit score and not for lending decisions)" in html
    zh = shown(person(text), "zh")
    assert "91 分（按你自己填的内容得出，不是信用评分，不能用来决定放不放贷）" in zh
    assert "说明额度会怎样" in zh and "says nothing about any limit" in html


def test_pairs_that_are_not_understood_are_shown_and_not_used() -> None:
    html = shown(person("utilisation:limit=9 <b>x</b>=1 overdue=yes utilisation:overdue=maybe utilisation:overdue"))
    assert moved(person("utilisation:overdue=maybe overdue=yes")) == []
    for pair in ("utilisation:limit=9", "&lt;b&gt;x&lt;/b&gt;=1", "overdue=yes", "utilisation:overdue=maybe"):
        assert f"<code>{pair}</code>" in html
    assert "<b>" not in html


def test_of_a_name_sent_twice_the_last_one_counts() -> None:
    assert moved(person("utilisation:highest-ratio=1 utilisation:highest-ratio=0.2")) == []
    assert moved(person("utilisation:highest-ratio=0.2 utilisation:highest-ratio=1")) == ["person-room-on-every-line"]


def test_a_text_of_400_characters_is_read_and_one_of_401_is_a_problem_that_moves_nothing_and_counts_all() -> None:
    start = "utilisation:overdue=yes "
    assert moved(person(start.ljust(400, "x"))) == ["person-overdue-first"]
    too_long = person(start.ljust(401, "x"))
    found = answer("checklist", too_long, lang="en", day=DAY)
    assert found["open-items"] == "19" and list(found["errors"]) == ["carried"]
    assert moved(too_long) == [] and "400" in str(found["errors"])


def test_the_sentence_says_how_many_moved_and_names_the_first_of_them() -> None:
    import json

    from calculators import door

    request = {"calculator": "checklist", "form": person("utilisation:overdue=yes"), "lang": "en", "day": DAY}
    said = json.loads(door(json.dumps(request)))["sentence"]
    assert "First on the list: Check every account for a late payment" in said
    assert "Moved to the front because of the results you brought: 1." in said


# --- the contract still holds ---


@given(audience=st.sampled_from(AUDIENCES), given_=answers, text=texts)
def test_results_add_no_item_take_none_away_and_change_no_figure(
    audience: str, given_: dict[str, str], text: str
) -> None:
    plain, brought = {**given_, "audience": audience}, {**given_, "audience": audience, "carried": text}
    assert sorted(listed(plain)) == sorted(listed(brought))
    assert answer("checklist", plain, lang="en", day=DAY) == answer("checklist", brought, lang="en", day=DAY)


@given(audience=st.sampled_from(AUDIENCES), given_=answers, text=texts)
def test_what_is_not_moved_keeps_its_order_and_answers_move_nothing(
    audience: str, given_: dict[str, str], text: str
) -> None:
    form = {**given_, "audience": audience, "carried": text}
    front = moved(form)
    rank = {item.id: at for at, item in enumerate(items_for(audience))}
    rest = listed(form)[len(front) :]
    assert rest == sorted(rest, key=rank.__getitem__)
    # The answers only take items away: with every item open the same ones lead, in the same order.
    everything = moved({"audience": audience, "carried": text})
    assert front == [name for name in everything if name in front]
    assert all(given_.get(name) in ("done", "not-applicable") for name in everything if name not in front)


HOSTILE = st.sampled_from(("<b>", "</code>", "&lt;", '"', "'", "utilisation:highest-ratio=<i>", "\x00", "\ud800", "甲"))


@given(
    audience=st.sampled_from(AUDIENCES),
    parts=st.lists(st.text(st.characters(), max_size=12) | HOSTILE, max_size=6),
    lang=st.sampled_from(LANGUAGES),
)
def test_any_text_that_is_not_understood_is_shown_and_makes_no_element(
    audience: str, parts: list[str], lang: str
) -> None:
    text = " ".join(parts)
    html = shown({"audience": audience, "carried": text}, lang)
    html.encode("utf-8")
    page = Page(html)
    # At most ten; visible characters are shown as typed, control and direction marks are not.
    pairs = text.split()[:10]
    assert [pair for pair in pairs if pair.isprintable() and pair not in page.text] == []
    assert [tag for tag, _ in page.elements].count("code") == len(pairs)
    assert page.tags <= Page(shown({"audience": audience, "carried": "x"}, lang)).tags


# --- the button on the other calculators' results ---

EXAMPLES = {name: CALCULATORS[name].module("building.fields").example_form for name in SENDERS}


def offered(calculator: str, form: Mapping[str, object], lang: str = "en") -> str:
    """The text that a result's button carries; '' without a button. One that carries nothing is a mistake."""
    found = re.findall(r'data-action="carry" data-value="([^"]*)"', render(calculator, form, lang=lang, day=DAY))
    assert len(found) <= 1 and found != [""]
    return found[0] if found else ""


def test_a_full_overdue_line_is_carried_as_such() -> None:
    # 19,800 of 20,000 is 99 %.
    form = {"line-limit": ["20000", "100"], "line-used": ["19800", "1"], "line-overdue": ["yes", ""]}
    assert (
        offered("utilisation", form)
        == "utilisation:day=2026-11-23 utilisation:highest-ratio=0.99 utilisation:overdue=yes"
    )
    assert moved(person(offered("utilisation", form))) == ["person-overdue-first", "person-room-on-every-line"]


def test_a_record_with_a_late_month_is_carried_with_score_and_months() -> None:
    # 12 months, the last of them late: 1 late month, still owed.
    text = offered("repayment-habit", {"months": "NNNNNNNNNNN1"})
    assert re.fullmatch(
        r"repayment-habit:day=2026-11-23 repayment-habit:score=\d+ repayment-habit:late-months=1 repayment-habit:unpaid=yes",  # noqa: E501
        text,
    )
    assert "unpaid" not in offered("repayment-habit", {"months": "NNNNNNNNNN1N"})
    assert offered("repayment-habit", {"months": "NNNNNNNNNNNN"}).endswith("late-months=0")
    assert offered("repayment-habit", {"months": "NNNNNNNNNN1C"}).endswith("unpaid=check")


def test_of_two_offers_the_larger_share_is_carried_and_without_an_offer_what_debts_take() -> None:
    loan = {"principal": ["12000", "12000"], "periods": ["12", "6"], "rate": ["0", "0"]}
    # 12,000 over 12 months is 1,000 a month, over 6 months 2,000; of 4,000 yuan that is a quarter and a half.
    text = offered("borrowing-cost", {**loan, "income": "4000", "debts": "0"})
    assert text == "borrowing-cost:day=2026-11-23 borrowing-cost:repayment-share=0.5"
    turned = {name: value[::-1] for name, value in loan.items()}
    assert offered("borrowing-cost", {**turned, "income": "4000", "debts": "0"}) == text
    only_debts = offered("borrowing-cost", {"income": "4000", "debts": "3000"})
    assert only_debts == "borrowing-cost:day=2026-11-23 borrowing-cost:repayment-share=0.75"
    assert offered("borrowing-cost", loan) == ""


@pytest.mark.parametrize("calculator", EXAMPLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_says_so_and_no_figure_means_no_button(calculator: str, lang: str) -> None:
    assert offered(calculator, EXAMPLES[calculator](), lang).endswith(f"{calculator}:example=yes")
    assert offered(calculator, {}, lang) == ""
    assert "example" not in offered(
        calculator, {name: value for name, value in EXAMPLES[calculator]().items() if "example" not in name}
    )


@pytest.mark.parametrize("calculator", EXAMPLES)
def test_a_result_with_a_field_to_correct_carries_nothing(calculator: str) -> None:
    wrong = {"utilisation": "line-limit", "repayment-habit": "months", "borrowing-cost": "principal"}[calculator]
    assert offered(calculator, {**EXAMPLES[calculator](), wrong: "?"}) == ""


def test_everything_that_a_button_carries_is_understood_and_all_three_together_fit_the_field() -> None:
    together = " ".join(offered(name, example()) for name, example in EXAMPLES.items())
    assert "Not understood" not in shown(person(together))
    # The longest that the three can be, with ratios of seven digits before the point.
    from datetime import date

    day = date(2026, 11, 23)
    long_ratio = "1234567.123456789012"
    longest = " ".join((
        carried("utilisation", {"highest-ratio": long_ratio, "overdue": "yes"}, day=day, is_example=True),
        carried("repayment-habit", {"score": "100", "late-months": "24", "unpaid": "check"}, day=day, is_example=True),
        carried("borrowing-cost", {"repayment-share": long_ratio, "overdue": "yes"}, day=day, is_example=True),
    ))  # fmt: skip
    assert "1234567.123456 " in longest and len(longest) <= MOST_CHARACTERS
    assert answer("checklist", person(longest), lang="en", day=DAY)["errors"] == {}
    assert "Not understood" not in shown(person(longest))


@given(
    used=st.lists(st.integers(0, 2_000_000), min_size=1, max_size=4),
    limit=st.integers(1, 1_000_000),
    overdue=st.booleans(),
)
def test_a_line_is_carried_as_full_exactly_where_the_utilisation_page_would_call_it_full(
    used: list[int], limit: int, overdue: bool
) -> None:
    count = len(used)
    form = {
        "line-limit": [str(limit)] * count,
        "line-used": [str(each) for each in used],
        "line-overdue": ["yes" if overdue else ""] * count,
    }
    front = moved(person(offered("utilisation", form)))
    assert ("person-room-on-every-line" in front) == (max(used) * 100 >= 99 * limit)
    assert ("person-overdue-first" in front) == overdue
