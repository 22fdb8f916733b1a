"""Utilisation: hand-worked cases, and any text in any field."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators import answer, door, render
from calculators.utilisation.building.fields import EXAMPLE_DAY, example_form, fields

DAY = "2026-11-23"
XIAO_LIN = example_form()
FORM_TEXTS = ("line-example", "line-name", "line-limit", "line-used", "line-due", "line-rate", "line-overdue-amount")


def errors(form: dict[str, object], lang: str = "zh") -> dict[str, str]:
    found = answer("utilisation", form, lang=lang, day=DAY)["errors"]
    assert isinstance(found, dict)
    return found


def figures(form: dict[str, object], lang: str = "zh") -> dict[str, object]:
    found = answer("utilisation", form, lang=lang, day=DAY)
    assert found.pop("errors") == {}
    return dict(found)


def page(form: dict[str, object], lang: str = "zh") -> Page:
    return Page(render("utilisation", form, lang=lang, day=DAY))


def lines(*rows: tuple[object, ...], **others: object) -> dict[str, object]:
    """A form from (limit, used) rows with everything else as in `others`."""
    return {"line-limit": [str(row[0]) for row in rows], "line-used": [str(row[1]) for row in rows], **others}


def test_xiao_lin_of_the_guide_comes_out_as_worked_by_hand() -> None:
    # Used 6,200 + 12,000 + 19,800 = 38,000 of 10,000 + 50,000 + 20,000 = 80,000: 0.475.
    # To 30 %: 80,000 x 0.3 = 24,000; 38,000 - 24,000 = 14,000 in all.
    # Line by line: 6,200 - 3,000 = 3,200; 12,000 is under 15,000: 0; 19,800 - 6,000 = 13,800; together 17,000.
    # Without Jiebei: 26,000 of 30,000 = 0.8666…; the card is the highest, 19,800 / 20,000 = 0.99.
    assert figures(dict(XIAO_LIN)) == {
        "line-ratio[0]": "0.62",
        "line-ratio[1]": "0.24",
        "line-ratio[2]": "0.99",
        "line-repay[0]": "3200.00",
        "line-repay[1]": "0.00",
        "line-repay[2]": "13800.00",
        "total-ratio": "0.475",
        "total-ratio-cards": "0.866666666667",
        "highest-ratio": "0.99",
        "repay-total": "14000.00",
        "repay-every-line": "17000.00",
    }


def test_repaying_the_cards_part_of_xiao_lin_gives_the_guides_total() -> None:
    # 19,800 - 13,800 = 6,000 on the card: 30 %; total 24,200 of 80,000 = 30.25 %.
    after = {**XIAO_LIN, "line-used": ["6200", "12000", "6000"]}
    assert figures(after)["total-ratio"] == "0.3025"
    assert figures(after)["line-ratio[2]"] == "0.3"


def test_a_repayment_is_rounded_up_to_the_fen_that_reaches_the_target() -> None:
    # 33.3333 % of 100.00 is 33.3333, so at most 33.33 may stay: 50.00 - 33.33 = 16.67.
    found = figures(lines(("100", "50"), target="33.3333"))
    assert found["line-repay[0]"] == "16.67"


def test_an_empty_target_gives_ratios_and_no_repayment() -> None:
    assert figures(lines(("100", "50"), target=" ")) == {
        "line-ratio[0]": "0.5",
        "total-ratio": "0.5",
        "total-ratio-cards": "0.5",
        "highest-ratio": "0.5",
    }


def test_a_row_with_both_amounts_empty_is_skipped_and_keeps_its_number() -> None:
    found = figures(lines(("", ""), ("100", "50"), ("", "")))
    assert found["line-ratio[1]"] == "0.5"
    assert "line-ratio[0]" not in found


def test_one_amount_empty_is_an_error_on_the_empty_one() -> None:
    assert list(errors(lines(("100", "50"), ("100", "")))) == ["line-used[1]"]
    assert list(errors(lines(("", "0")))) == ["line-limit[0]"]


def test_while_a_field_has_an_error_its_line_is_named_and_the_headline_is_absent() -> None:
    form = lines(("100", "50"), ("1e5", "50"), target="30")
    found = answer("utilisation", form, lang="zh", day=DAY)
    assert set(found) == {"line-ratio[0]", "line-repay[0]", "errors"}
    assert "第 2 个额度" in page(form).text
    assert "account 2" in page(form, "en").text
    assert "1e5" in errors(form)["line-limit[1]"]
    assert "Limit" in errors(form, "en")["line-limit[1]"]


def test_all_rows_skipped_gives_one_sentence_and_no_figure() -> None:
    for form in ({}, lines(("", ""), ("", "")), {"line-name": ["x"], "target": "30"}):
        assert figures(form) == {}
        assert len([tag for tag, _ in page(form).elements]) == 1


def test_a_frozen_line_counts_as_no_limit_everywhere() -> None:
    # Frozen 1,000 with 400 used beside an open 1,000 with 200: (400 + 200) / 1,000 = 0.6, not 0.3.
    # To 30 %: 600 - 300 = 300 in all; line by line all 400, and nothing on the open one.
    form = lines(("1000", "400"), ("1000", "200"), target="30") | {"line-status": ["frozen", "open"]}
    assert figures(form) == {
        "line-repay[0]": "400.00",
        "line-ratio[1]": "0.2",
        "line-repay[1]": "0.00",
        "total-ratio": "0.6",
        "total-ratio-cards": "0.6",
        "highest-ratio": "0.2",
        "repay-total": "300.00",
        "repay-every-line": "400.00",
    }


def test_a_limit_of_nothing_with_something_used_is_listed_first() -> None:
    form = lines(("1000", "990"), ("0", "100"), target="30")
    found = figures(form)
    assert "line-ratio[1]" not in found
    assert found["highest-ratio"] == "0.99"
    assert found["total-ratio"] == "1.09"  # (990 + 100) / 1,000
    assert found["line-repay[1]"] == "100.00"
    names = [name for name, _, _ in page(form).figures]
    assert names.index("line-repay[1]") < names.index("line-ratio[0]")


def test_no_open_limit_at_all_has_no_ratio_and_repays_everything() -> None:
    form = lines(("0", "100"), ("500", "50.50"), target="30") | {"line-status": ["open", "frozen"]}
    assert figures(form) == {
        "line-repay[0]": "100.00",
        "line-repay[1]": "50.50",
        "repay-total": "150.50",
        "repay-every-line": "150.50",
    }
    assert "没有一个能用的额度" in page(form).text
    assert "no open limit" in page(form, "en").text


def test_a_credit_balance_is_nothing_owed_and_is_shown() -> None:
    # -200 counts as 0 and pays for no other line: (0 + 500) / 2,000 = 0.25.
    form = lines(("1000", "-200"), ("1000", "500"), target="30")
    assert figures(form)["total-ratio"] == "0.25"
    assert figures(form)["line-ratio[0]"] == "0"
    assert figures(form)["repay-every-line"] == "200.00"  # only line 2: 500 - 300
    assert "−200.00 元" in page(form).text
    assert "credit balance" in page(form, "en").text


def test_jiebei_and_xinyongdai_are_left_out_of_the_cards_total() -> None:
    # All six kinds with 1,000 each; used 100 on four cards-like lines, 900 on the two loans.
    kinds = ["huabei", "xinyonggou", "jiebei", "xinyongdai", "credit-card", ""]
    used = ["100", "100", "900", "900", "100", "100"]
    form = lines(*(("1000", amount) for amount in used)) | {"line-kind": kinds}
    assert figures(form)["total-ratio-cards"] == "0.1"
    assert figures(form)["total-ratio"] == "0.366666666667"  # 2,200 / 6,000
    only_loans = lines(("1000", "100")) | {"line-kind": "jiebei"}
    assert "total-ratio-cards" not in figures(only_loans)


@pytest.mark.parametrize(
    ("used", "band_zh"),
    [
        ("300.00", "不超过你的目标"),
        ("300.01", "高于你的目标"),
        ("989.99", "高于你的目标"),
        ("990.00", "用满"),  # 99 % is full
        ("1000.00", "用满"),  # 100 % too
        ("1000.01", "超出额度"),
    ],
)
def test_bands_change_on_the_fen(used: str, band_zh: str) -> None:
    assert band_zh in page(lines(("1000", used), target="30")).text


def test_full_is_said_even_where_the_target_is_higher() -> None:
    assert "用满" in page(lines(("1000", "995"), target="100")).text


def test_what_is_overdue_comes_before_any_figure_with_the_way_to_help() -> None:
    form = {**XIAO_LIN, "line-overdue": ["", "yes", ""]}
    for lang, words in (("zh", "先还逾期的那一笔"), ("en", "pay that first")):
        html = render("utilisation", form, lang=lang, day=DAY)
        assert html.index(words) < html.index("<data")
        assert html.index('href="../../guides/late-now/"') < html.index("<data")


def test_an_overdue_line_is_named_even_where_its_amounts_are_missing_or_wrong() -> None:
    assert "第 1 个额度" in page({"line-overdue": ["yes"]}).text
    assert "先还逾期" in page(lines(("x", "y")) | {"line-overdue": "yes"}).text


@pytest.mark.parametrize(("field", "value"), [("line-kind", "loan"), ("line-status", "closed"), ("line-overdue", "no")])
def test_an_unknown_choice_is_an_error_at_its_field(field: str, value: str) -> None:
    assert list(errors(lines(("100", "50")) | {field: value})) == [f"{field}[0]"]


def test_more_than_a_hundred_rows_is_an_error_at_the_first_one_too_many() -> None:
    hundred = lines(*[("10", "1")] * 100)
    assert figures(hundred)["total-ratio"] == "0.1"
    assert list(errors(lines(*[("10", "1")] * 101))) == ["line-limit[100]"]


def test_two_hundred_characters_in_a_name_are_fine_and_one_more_is_an_error() -> None:
    assert errors(lines(("10", "1")) | {"line-name": "名" * 200}) == {}
    assert list(errors(lines(("10", "1")) | {"line-name": "名" * 201})) == ["line-name[0]"]


@pytest.mark.parametrize("target", ["100.0001", "-1", "0.00001", "abc"])
def test_a_target_that_is_no_per_cent_is_an_error_and_leaves_no_repayment(target: str) -> None:
    found = answer("utilisation", lines(("100", "50"), target=target), lang="en", day=DAY)
    assert set(found) == {"line-ratio[0]", "errors"}
    assert "target" in found["errors"]


def test_the_result_says_which_values_are_the_examples() -> None:
    form = {**XIAO_LIN, "line-example": ["yes", "", "yes"], "target-example": ""}
    assert "（第 1 个额度、第 3 个额度）。" in page(form).text
    only_target = {**XIAO_LIN, "line-example": ""}
    assert "The dashed fields are still the example's. Worked out" in page(only_target, "en").text
    mine = {**XIAO_LIN, "line-example": "", "target-example": ""}
    assert "例子" not in page(mine).text


def test_the_target_is_named_as_us_reference_and_the_articles_as_without_basis() -> None:
    assert "30% 是美国的参考" in page(dict(XIAO_LIN)).text
    # Who has never heard of the article learns that it is one this site checks, and where, in the form and in the
    # result.
    for shown, lang, said in (
        (page(dict(XIAO_LIN)), "zh", "本站查证的一篇网上文章说不要超过 60%，没有查到依据"),
        (
            Page(fields(lang="en", day=EXAMPLE_DAY)),
            "en",
            "An article from the web that this site checks says at most 60%; no basis was found",
        ),
    ):
        assert said in shown.text, lang
        assert [one["href"] for tag, one in shown.elements if tag == "a" and "claim-" in (one.get("href") or "")] == [
            "../../ledger/#claim-method-card-utilisation-60"
        ]
    buttons = [attributes for tag, attributes in Page(fields(lang="en", day=EXAMPLE_DAY)).elements if tag == "button"]
    assert [button["data-value"] for button in buttons if button.get("data-action") == "preset"] == ["30"]


def test_no_sentence_tells_a_reader_what_to_repay() -> None:
    for lang, words in (("zh", ("你应该", "应还", "建议还")), ("en", ("should", "must", "recommend"))):
        assert not [word for word in words if word in page(dict(XIAO_LIN), lang).text]


def test_a_day_before_the_checked_values_is_said_and_changes_no_figure() -> None:
    early = render("utilisation", XIAO_LIN, lang="en", day="2020-01-01")
    assert '<span class="cl-date">2020-01-01</span> lies outside' in early
    assert "lies outside" not in render("utilisation", XIAO_LIN, lang="en", day="2030-01-01")


# Any text

NASTY = [
    "", " ", "<script>alert(1)</script>", "\x00", "\ud800", "\udfff\ud800", "\u202e1,000", "٣٤٥", "😀" * 50,
    "x" * 10_000,
    "１２，３４５．６７", "-0", "1e309", "NaN", "{read}", "{0}", "%s", "\r\n", "&amp;", "'\"", "9" * 200, "\u200f",
    "½", "万",
]  # fmt: skip
hostile = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Nd", "No", "Lu", "So", "Zs", "Po", "Sc"]), max_size=40),
    st.from_regex(r"[-−¥￥]?[0-9０-９]{1,14}([.．][0-9]{0,3})?[万元%]{0,2}", fullmatch=True),
)
columns = st.one_of(hostile, st.lists(hostile, max_size=5))
NAMES = ["line-name", "line-kind", "line-limit", "line-used", "line-status", "line-overdue", "line-example", "target",
         "target-example", "unknown"]  # fmt: skip


@given(form=st.dictionaries(st.sampled_from(NAMES), columns), lang=st.sampled_from(["zh", "en"]))
def test_any_text_in_any_field_gives_an_answer_or_a_message(form: dict[str, object], lang: str) -> None:
    found = answer("utilisation", form, lang=lang, day=DAY)
    messages = found.pop("errors")
    html = render("utilisation", form, lang=lang, day=DAY)
    assert Page(html).values == found
    assert not {"script", "h1", "h2", "h3", "style"} & Page(html).tags
    assert isinstance(messages, dict)
    assert all(0 < len(message) < 250 for message in messages.values())
    if messages:
        assert not {"total-ratio", "highest-ratio", "repay-total", "repay-every-line"} & set(found)
    through = json.loads(door(json.dumps({"calculator": "utilisation", "form": form, "lang": lang, "day": DAY})))
    assert through["html"] == html
    assert through["figures"] == found
    assert through["errors"] == messages
    (html + through["sentence"] + "".join(messages.values())).encode()  # no lone surrogate leaves the door


@given(name=hostile, kind=st.sampled_from(["huabei", "other"]), lang=st.sampled_from(["zh", "en"]))
def test_any_name_stands_in_the_result_as_text_only(name: str, kind: str, lang: str) -> None:
    form = lines(("1000", "500"), target="30") | {"line-name": [name], "line-kind": [kind]}
    plain = page(lines(("1000", "500"), target="30") | {"line-kind": [kind]}, lang)
    found = page(form, lang)
    assert len(name) > 200 or found.tags - {"bdi", "span"} == plain.tags - {"bdi", "span"}
    assert "<script>" not in render("utilisation", form, lang=lang, day=DAY)
    assert len(name) > 200 or found.values == plain.values


def test_a_name_made_of_markup_is_shown_as_it_was_typed() -> None:
    name = """<script>alert("1" & '2')</script>"""
    assert name in page(lines(("1000", "500")) | {"line-name": name}).text


def test_the_forms_fields_are_labelled_described_and_unique() -> None:
    for lang in ("zh", "en"):
        html = Page(fields(lang=lang, day=EXAMPLE_DAY))
        ids = [attributes["id"] for _, attributes in html.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        named = {attributes["for"] for tag, attributes in html.elements if tag == "label"}
        for tag, attributes in html.elements:
            assert "style" not in attributes
            if tag in ("input", "select", "textarea") and attributes.get("type") != "hidden":
                assert attributes["id"] in named
                assert set(attributes["aria-describedby"].split()) <= set(ids)


def test_the_form_holds_what_the_example_answers_with() -> None:
    html = Page(fields(lang="zh", day=EXAMPLE_DAY))
    typed: dict[str, list[str]] = {}
    rows_seen = 0
    for tag, attributes in html.elements:
        if tag == "template":
            break
        rows_seen += "data-line" in attributes
        if tag == "input" and attributes.get("type") != "checkbox":
            typed.setdefault(attributes["name"], []).append(attributes["value"])
    assert rows_seen == 3
    assert typed == {name: XIAO_LIN[name] for name in FORM_TEXTS}


def test_the_sentence_says_what_is_overdue_first_and_then_the_headline() -> None:
    form = {**lines(("100", "50"), target="30"), "line-overdue": ["yes"]}
    for lang, first, headline in (
        ("zh", "已经逾期", "合计使用率 50%"),
        ("en", "Already overdue", "Total utilisation 50%"),
    ):
        request = {"calculator": "utilisation", "form": form, "lang": lang, "day": DAY}
        sentence = json.loads(door(json.dumps(request)))["sentence"]
        assert sentence.startswith(first)
        assert headline in sentence
