"""The checklist through its door: what is open, in which order, and what is said about what cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import answer, door, render
from calculators.checklist.building import fields
from calculators.checklist.calculator import items, items_for, outcome
from calculators.checklist.view import sentence
from calculators.form import Form

DAY = "2026-11-23"
AUDIENCES = ("person", "practitioner", "team")
ANSWERS = ("done", "partly", "not-yet", "not-applicable")
EFFECTS = ("keeps you within the law", "avoids a cost or a late mark", "lowers a ratio", "keeps evidence")
EFFORTS = ("minutes", "days", "months")
ITEM_IDS = tuple(item.id for item in items())
HOSTILE = (
    "\x00\x07\x1b",
    "\ud800",
    "\udfff\ud83d",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\u202e\u200fdone",
    "١٢٣",
    "😀" * 40,
    "{place} {0} %s",
    "done\x00",
    '"><option selected>',
)

answers = st.dictionaries(st.sampled_from(ITEM_IDS), st.sampled_from((*ANSWERS, "")))


class Shown(HTMLParser):
    """The text, the figures and the links of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.figures: list[tuple[str, str]] = []
        self.hrefs: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "data":
            self.figures.append((given_["data-name"], given_["value"]))
        if tag == "a":
            self.hrefs.append(given_["href"])

    def handle_data(self, data: str) -> None:
        self.words += data


def listed(form: Mapping[str, object], lang: str = "en") -> list[str]:
    """The open items as the result lists them, by the sentence each begins with."""
    html = render("checklist", form, lang=lang, day=DAY)
    return re.findall(r'<li><span class="calc-item-what">([^<]*)</span>', html)


def what(*names: str, lang: str = "en") -> list[str]:
    from calculators.checklist.phrases import text as words
    from calculators.html import escaped

    return [str(escaped(words(f"{name}-what", lang=lang))) for name in names]


def open_by_hand(form: dict[str, str], audience: str) -> int:
    """Another way to count: all the items, less those answered done or not applicable."""
    closed = [name for name, given_ in form.items() if given_ in ("done", "not-applicable")]
    return sum(name.startswith(f"{audience}-") for name in ITEM_IDS) - sum(
        name.startswith(f"{audience}-") for name in closed
    )


# --- sums worked by hand ---


def test_the_worked_example_has_seven_items_open() -> None:
    # 19 items for a person: 9 done, 3 that do not apply, 3 partly, 4 not yet. 3 + 4 = 7, and 9 + 3 + 7 = 19.
    assert answer("checklist", fields.example_form(), lang="zh", day=fields.EXAMPLE_DAY) == {
        "open-items": "7",
        "errors": {},
    }
    shown = Shown(render("checklist", fields.example_form(), lang="zh", day=fields.EXAMPLE_DAY)).words
    assert "一共 19 条" in shown and "做到了 9 条，不适用 3 条" in shown


def test_partly_and_not_yet_are_open_and_nothing_else_is() -> None:
    # All 19 answered done, then one each changed: 19 - 19 = 0, then 1, 2 and (not applicable) still 2.
    form = {"audience": "person"} | {item.id: "done" for item in items_for("person")}
    assert answer("checklist", form, lang="en", day=DAY)["open-items"] == "0"
    form["person-due-dates"] = "partly"
    assert answer("checklist", form, lang="en", day=DAY)["open-items"] == "1"
    form["person-free-reports"] = "not-yet"
    assert answer("checklist", form, lang="en", day=DAY)["open-items"] == "2"
    form["person-lower-limit"] = "not-applicable"
    assert answer("checklist", form, lang="en", day=DAY)["open-items"] == "2"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "这份清单里没有还没做到的条目。"), ("en", "Nothing on this list is open.")],
)
def test_where_nothing_is_open_the_sentence_says_so_and_names_no_first_item(lang: str, said: str) -> None:
    form = Form({"audience": "person"} | {item.id: "done" for item in items_for("person")})
    day = date.fromisoformat(DAY)
    assert said in sentence(outcome(form, day=day), lang=lang, day=day)
    form = Form({**form.values(), "person-due-dates": "partly"})
    assert said not in sentence(outcome(form, day=day), lang=lang, day=day)


@pytest.mark.parametrize(("audience", "total"), [("person", "19"), ("practitioner", "18"), ("team", "18")])
def test_an_unanswered_list_is_open_from_end_to_end(audience: str, total: str) -> None:
    assert answer("checklist", {"audience": audience}, lang="en", day=DAY) == {"open-items": total, "errors": {}}


def test_answers_for_another_audience_do_not_count() -> None:
    form = {"audience": "team"} | {item.id: "done" for item in items_for("person")}
    assert answer("checklist", form, lang="en", day=DAY)["open-items"] == "18"


def test_a_list_of_one_is_read_like_a_text_and_blanks_around_an_answer_do_not_matter() -> None:
    # 19 items, 2 of them done: 17 are open.
    form: dict[str, object] = {
        "audience": ["person"],
        "person-due-dates": ["done"],
        "person-free-reports": " done\u3000",
        "no-such-item": "done",
    }
    assert answer("checklist", form, lang="en", day=DAY) == {"open-items": "17", "errors": {}}


# --- the order ---


def test_the_order_for_a_person_is_the_one_worked_out_by_hand() -> None:
    # Do not: law, minutes (4, by place); cost, minutes (3), months (1). Then do: cost, minutes (4), days (2),
    # months (1); ratio (1); evidence, minutes (2), days (1). 4+3+1+4+2+1+1+2+1 = 19.
    assert [item.id for item in items_for("person")] == [
        "person-no-cash-out",
        "person-no-false-papers",
        "person-no-account-lending",
        "person-no-passing-on",
        "person-no-speculation",
        "person-no-codes-or-screens",
        "person-no-paid-repair",
        "person-no-borrowing-to-repay",
        "person-overdue-first",
        "person-due-dates",
        "person-all-in-cost",
        "person-lower-limit",
        "person-ask-before-due",
        "person-dispute-errors",
        "person-few-applications",
        "person-room-on-every-line",
        "person-know-the-lender",
        "person-keep-statements",
        "person-free-reports",
    ]


def test_the_first_item_for_a_practitioner_is_that_consumer_credit_is_not_for_the_clients_business() -> None:
    assert listed({"audience": "practitioner"})[0].startswith("Consumer credit is not for the client&#39;s business")
    assert listed({"audience": "practitioner"}, "zh")[0].startswith("消费信贷不是给客户做生意用的")


def test_the_first_thing_a_person_is_asked_to_do_is_to_deal_with_what_is_overdue() -> None:
    assert next(item.id for item in items_for("person") if item.kind == "do") == "person-overdue-first"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_items_to_avoid_come_first_then_effect_then_ease_then_place(audience: str) -> None:
    def key(item_id: str) -> list[int]:
        item = next(found for found in items() if found.id == item_id)
        return [
            ["do-not", "do"].index(item.kind),
            EFFECTS.index(item.effect),
            EFFORTS.index(item.effort),
            ITEM_IDS.index(item_id),
        ]

    keys = [key(item.id) for item in items_for(audience)]
    assert all(earlier < later for earlier, later in zip(keys, keys[1:], strict=False))


@given(audience=st.sampled_from(AUDIENCES), given_=answers)
def test_open_items_are_those_of_the_audience_that_are_partly_or_not_yet(audience: str, given_: dict[str, str]) -> None:
    form = {**given_, "audience": audience}
    assert answer("checklist", form, lang="en", day=DAY) == {
        "open-items": str(open_by_hand(given_, audience)),
        "errors": {},
    }
    assert len(listed(form)) == open_by_hand(given_, audience)


@given(audience=st.sampled_from(AUDIENCES), given_=answers)
def test_answers_take_items_away_but_never_change_their_order(audience: str, given_: dict[str, str]) -> None:
    everything = listed({"audience": audience})
    some = listed({**given_, "audience": audience})
    remaining = iter(everything)
    assert all(item in remaining for item in some)


@given(audience=st.sampled_from(AUDIENCES), given_=answers, name=st.sampled_from(ITEM_IDS))
def test_doing_one_more_item_never_adds_an_open_one(audience: str, given_: dict[str, str], name: str) -> None:
    before = answer("checklist", {**given_, "audience": audience}, lang="en", day=DAY)
    after = answer("checklist", {**given_, "audience": audience, name: "done"}, lang="en", day=DAY)
    difference = int(str(before["open-items"])) - int(str(after["open-items"]))
    was_open = given_.get(name, "") in ("", "partly", "not-yet") and name.startswith(f"{audience}-")
    assert difference == (1 if was_open else 0)


# --- what cannot be read ---


def test_without_an_audience_there_is_no_figure_and_one_message() -> None:
    assert answer("checklist", {}, lang="en", day=DAY) == {
        "errors": {"audience": "“Who you are”: nothing chosen yet. Please choose one from the list."}
    }


@pytest.mark.parametrize(("lang", "said"), [("zh", "先选你是谁"), ("en", "First choose who you are")])
def test_an_empty_choice_is_asked_for_and_is_not_called_unreadable(lang: str, said: str) -> None:
    html = render("checklist", {}, lang=lang, day=DAY)
    assert said in html and "认不出来" not in html and "could not be read" not in html
    both = render("checklist", {"person-due-dates": "maybe", "audience": "nobody"}, lang=lang, day=DAY)
    assert said not in both and "maybe" not in both and "nobody" in both  # only what the count rests on


def test_an_unknown_answer_is_named_with_what_was_read_and_there_is_no_figure() -> None:
    found = answer("checklist", {"audience": "person", "person-due-dates": "maybe"}, lang="en", day=DAY)
    assert found == {
        "errors": {
            "person-due-dates": "“Write down the due date of every account, and set reminders in a calendar”: "
            "“maybe” is not one of the answers. Please choose one from the list."
        }
    }
    assert "<data" not in render("checklist", {"audience": "person", "person-due-dates": "maybe"}, lang="zh", day=DAY)


def test_an_unknown_answer_in_another_audiences_list_is_named_and_the_figure_stays() -> None:
    found = answer("checklist", {"audience": "team", "person-due-dates": "maybe"}, lang="en", day=DAY)
    assert found["open-items"] == "18"
    assert list(found["errors"]) == ["person-due-dates"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["audience", "person-due-dates", "team-cost-sheet"])
def test_hostile_text_in_a_field_gets_a_message_and_stays_text(field: str, text: str, lang: str) -> None:
    form = {"audience": "person", field: text}
    found = answer("checklist", form, lang=lang, day=DAY)
    assert field in found["errors"]
    html = render("checklist", form, lang=lang, day=DAY)
    assert "<script" not in html and "<option" not in html
    html.encode("utf-8")


@given(
    form=st.dictionaries(
        st.one_of(st.just("audience"), st.sampled_from(ITEM_IDS), st.text(max_size=8)),
        st.one_of(
            st.sampled_from((*ANSWERS, *AUDIENCES)),
            st.text(st.characters(), max_size=40),
            st.lists(st.one_of(st.text(max_size=8), st.sampled_from(ANSWERS)), max_size=3),
        ),
    ),
    lang=st.sampled_from(("zh", "en")),
)
def test_any_text_anywhere_gives_an_answer_or_a_message(form: dict[str, object], lang: str) -> None:
    found = answer("checklist", form, lang=lang, day=DAY)
    errors = found["errors"]
    assert isinstance(errors, dict) and all(errors.values())
    assert "open-items" in found or errors
    html = render("checklist", form, lang=lang, day=DAY)
    html.encode("utf-8")
    assert Shown(html).figures == ([("open-items", found["open-items"])] if "open-items" in found else [])


# --- what is shown ---


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_open_item_links_to_its_section(audience: str, lang: str) -> None:
    shown = Shown(render("checklist", {"audience": audience}, lang=lang, day=DAY))
    sections = [href.partition("#")[2] for href in shown.hrefs if "late-now-today" not in href]
    assert sections == [item.section for item in items_for(audience) if item.section != "late-now-today"]
    assert all(re.fullmatch(r"\.\./\.\./guides/[a-z-]+/#[a-z-]+", href) for href in shown.hrefs)


def test_a_person_is_sent_to_what_is_overdue_before_the_figure_and_the_others_are_not() -> None:
    html = render("checklist", {"audience": "person"}, lang="en", day=DAY)
    assert html.index("#late-now-today") < html.index("<data")
    assert "#late-now-today" not in render("checklist", {"audience": "team"}, lang="en", day=DAY)


def test_an_empty_list_says_so_and_shows_nought() -> None:
    form = {"audience": "team"} | {item.id: "not-applicable" for item in items_for("team")}
    shown = Shown(render("checklist", form, lang="en", day=DAY))
    assert shown.figures == [("open-items", "0")] and "Nothing on this list is open" in shown.words


def test_the_result_counts_the_examples_choices_and_marks_each_open_one() -> None:
    # 19 marked; after the reader answers one of them, its mark is empty and 18 are left.
    form = fields.example_form()
    before = Shown(render("checklist", form, lang="en", day=DAY)).words
    assert "(dashed) and not yours: 19." in before
    assert before.count("the example's choice") == 7, "the open items"
    form["person-due-dates"], form["person-due-dates-example"] = "not-yet", ""
    after = Shown(render("checklist", form, lang="en", day=DAY)).words
    assert "(dashed) and not yours: 18." in after
    assert after.count("the example's choice") == 6


def test_without_example_marks_nothing_speaks_of_an_example() -> None:
    form = {name: text for name, text in fields.example_form().items() if not name.endswith("-example")}
    assert "Xiao Cao" not in render("checklist", form, lang="en", day=DAY)
    assert "小曹" not in render("checklist", form, lang="zh", day=DAY)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_for_the_output_says_how_many_are_open_and_which_comes_first(lang: str) -> None:
    said = sentence(outcome(Form(fields.example_form()), day=date(2026, 11, 23)), lang=lang, day=date(2026, 11, 23))
    assert "19" in said and "7" in said and "<" not in said
    assert what("person-no-borrowing-to-repay", lang=lang)[0] in said


def test_the_result_has_no_heading_and_no_inline_style() -> None:
    for form in ({"audience": "person"}, {"audience": "x"}, fields.example_form()):
        html = render("checklist", form, lang="zh", day=DAY)
        assert not re.search(r"<h[1-6]|style=", html)


@given(audience=st.sampled_from((*AUDIENCES, "")), given_=answers, lang=st.sampled_from(("zh", "en")))
def test_the_door_says_the_same_as_answer_and_render(audience: str, given_: dict[str, str], lang: str) -> None:
    form = {**given_, "audience": audience}
    reply = json.loads(door(json.dumps({"calculator": "checklist", "form": form, "lang": lang, "day": DAY})))
    assert reply["html"] == render("checklist", form, lang=lang, day=DAY)
    assert {**reply["figures"], "errors": reply["errors"]} == answer("checklist", form, lang=lang, day=DAY)
    assert reply["sentence"]


@pytest.mark.parametrize("day", ["2020-01-01", "2026-11-22", "2026-11-23", "2099-12-31"])
def test_the_day_changes_no_item_and_the_page_says_when_they_were_checked_and_from_when(day: str) -> None:
    html = render("checklist", {"audience": "team"}, lang="en", day=day)
    before, _, note = html.partition(f'<p class="calc-note"><span class="cl-date">{day}</span> lies outside')
    assert before == render("checklist", {"audience": "team"}, lang="en", day=DAY)
    assert 'Items last checked: <span class="cl-date">2026-11-23</span>.' in before
    assert ('those of <span class="cl-date">2026-11-23</span>, are used' in note) == (day < "2026-11-23")
