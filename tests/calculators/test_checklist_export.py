"""Dates and notes beside an item, and the list as CSV and Markdown: the typed text comes back cell by cell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page import Page

from calculators import answer, data, door, render
from calculators.checklist import notes
from calculators.checklist.building import fields
from calculators.checklist.calculator import items, items_for
from calculators.checklist.export import COLUMNS, as_csv, as_markdown, said

DAY = "2026-11-23"
LANGUAGES = ("zh", "en")
AUDIENCES = ("person", "practitioner", "team")
TEXTS = data.data("checklist")[1]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
HOSTILE = (
    "\x00\x07",
    "\ud800",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\u202e=1+1",
    "١٢٣",
    "{place} {0} %s",
    '"|\\`*_[]<>',
    "a\r\nb",
    "2026-02-30",
)

cells = st.one_of(st.text(st.characters(), max_size=20), st.text("=+-@\"'|\\`*_[]()<>&~#!.,\n\r\t a1文", max_size=12))
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


def file(form: Mapping[str, object], given_: str = "csv", lang: str = "en") -> dict[str, str]:
    request = {"calculator": "checklist", "form": form, "lang": lang, "day": DAY, "part": "export", "given": given_}
    part = json.loads(door(json.dumps(request)))["part"]
    (found,) = part["files"]
    assert part["text"] == found["text"].removeprefix("\ufeff")
    return {name: str(value) for name, value in found.items()}


def csv_rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def markdown_rows(text: str) -> list[list[str]]:
    """The cells of the one table as another reader of Markdown shows them: text alone, with no markup left in it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [token.type for token in tokens].count("table_open") == 1
    found: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline" and found and token.level >= 3:
            assert {child.type for child in token.children or ()} <= {"text", "text_special"}
            found[-1].append("".join(child.content for child in token.children or ()))
    return found


def person(**more: str) -> dict[str, str]:
    return {"audience": "person", **{name.replace("_", "-"): text for name, text in more.items()}}


# --- dates and notes in the result ---


@pytest.mark.parametrize(
    ("due", "said_en", "said_zh"),
    [
        ("2026-11-22", "due 2026-11-22, days past: 1", "期限 2026-11-22，已经过了 1 天"),
        (
            "2026-10-24",
            "due 2026-10-24, days past: 30",
            "期限 2026-10-24，已经过了 30 天",
        ),  # 7 in October, 23 in November
        ("2026-11-23", "due 2026-11-23, which is today", "期限 2026-11-23，就是今天"),
        ("2026-11-24", "due 2026-11-24<", "期限 2026-11-24<"),
        ("２０２６-11-24", "due 2026-11-24<", "期限 2026-11-24<"),
    ],
)
def test_a_due_day_is_told_and_one_gone_by_with_how_many_days(due: str, said_en: str, said_zh: str) -> None:
    form = person(person_due_dates_due=due)
    assert said_en in render("checklist", form, lang="en", day=DAY)
    assert said_zh in render("checklist", form, lang="zh", day=DAY)
    is_past = "days past" in said_en
    assert ("Open items past the date you set: 1." in render("checklist", form, lang="en", day=DAY)) == is_past


def test_only_open_items_of_the_list_are_past_their_day() -> None:
    late = {f"{name}-due": "2026-01-01" for name in ("person-due-dates", "person-free-reports", "team-cost-sheet")}
    form = {"audience": "person", **late, "person-free-reports": "done"}
    assert "Open items past the date you set: 1." in render("checklist", form, lang="en", day=DAY)


def test_owner_and_evidence_are_told_as_text() -> None:
    html = render(
        "checklist", person(person_due_dates_owner="<i>me</i>", person_due_dates_evidence="a\nb"), lang="en", day=DAY
    )
    assert "Who does it: <bdi>&lt;i&gt;me&lt;/i&gt;</bdi>" in html
    assert "Where the proof is: <bdi>a b</bdi>" in html


def test_notes_change_no_figure_and_no_order() -> None:
    noted = person(person_free_reports_due="2026-01-01", person_due_dates_owner="x")
    assert answer("checklist", noted, lang="en", day=DAY) == {"open-items": "19", "errors": {}}
    order = re.compile(r'<li><span class="calc-item-what">([^<]*)</span>')
    plain = render("checklist", {"audience": "person"}, lang="en", day=DAY)
    assert order.findall(render("checklist", noted, lang="en", day=DAY)) == order.findall(plain)


def test_a_day_that_is_none_is_named_with_its_item_and_the_figure_stays() -> None:
    found = answer("checklist", person(person_due_dates_due="2026-02-30"), lang="en", day=DAY)
    assert found["open-items"] == "19"
    assert found["errors"] == {
        "person-due-dates-due": "“Due” of “Write down the due date of every account, and set reminders in a calendar”: "
        "“2026-02-30” is not a date. Write it like 2024-03-15."
    }
    assert "2026-02-30" in render("checklist", person(person_due_dates_due="2026-02-30"), lang="zh", day=DAY)


def test_200_characters_fit_a_note_and_201_are_named() -> None:
    for part in ("owner", "evidence"):
        field = f"person-due-dates-{part}"
        assert answer("checklist", {"audience": "person", field: "字" * 200}, lang="zh", day=DAY)["errors"] == {}
        found = answer("checklist", {"audience": "person", field: "字" * 201}, lang="zh", day=DAY)
        assert found["open-items"] == "19" and list(found["errors"]) == [field]


def test_the_item_whose_id_ends_like_a_due_day_is_still_an_item() -> None:
    found = answer("checklist", person(person_ask_before_due="maybe"), lang="en", day=DAY)
    assert "is not one of the answers" in str(found["errors"]) and "open-items" not in found
    found = answer("checklist", person(person_ask_before_due_due="2026-11-01"), lang="en", day=DAY)
    assert found == {"open-items": "19", "errors": {}}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("part", notes.PARTS)
def test_hostile_text_beside_an_item_is_shown_as_text_or_named(part: str, text: str, lang: str) -> None:
    form = {"audience": "person", f"person-due-dates-{part}": text}
    html = render("checklist", form, lang=lang, day=DAY)
    html.encode("utf-8")
    Page(html)
    assert "<script" not in html
    for kind in ("csv", "markdown"):
        file(form, kind, lang)["text"].encode("utf-8")


# --- the calendar ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_days_of_open_items_come_as_a_calendar_in_short_lines(lang: str) -> None:
    form = {
        "audience": "person",
        "person-due-dates-due": "2026-12-01",
        "person-due-dates-owner": "甲, a; b",
        "person-due-dates-evidence": "文" * 60,
        # Done, so that nobody has to be reminded.
        "person-overdue-first": "done",
        "person-overdue-first-due": "2026-12-02",
    }
    text = file(form, "calendar", lang)["text"]
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert text.count("\r\n") == text.count("\n") and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1 and "DTSTART;VALUE=DATE:20261201" in lines
    assert "DESCRIPTION:甲\\, a\\; b. " + "文" * 60 in lines
    assert f"SUMMARY:{TEXTS['person-due-dates-what'][lang]}".replace(",", "\\,") in lines


def test_without_a_day_there_is_no_calendar_and_a_sentence_says_so() -> None:
    asked = {"calculator": "checklist", "form": {"audience": "person"}, "lang": "en", "day": DAY, "part": "export"}
    assert "No open item" in json.loads(door(json.dumps({**asked, "given": "calendar"})))["part"]["said"]


# --- the file, worked by hand ---


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_table_has_every_item_of_the_list_in_ranked_order(audience: str, lang: str) -> None:
    form = {**fields.example_form(), "audience": audience}
    table = csv_rows(file(form, lang=lang)["text"])
    assert table[0] == [TEXTS[f"column-{name}"][lang] for name in COLUMNS]
    assert len(table) == 1 + len(items_for(audience)) and {len(row) for row in table} == {len(COLUMNS)}
    assert [row[0] for row in table[1:]] == [str(number) for number in range(1, len(table))]
    for row, item in zip(table[1:], items_for(audience), strict=True):
        assert row[1:4] == [TEXTS[f"{item.id}-{part}"][lang] for part in ("what", "why", "evidence")]
        assert row[9].endswith(f"/#{item.section}") and row[9].startswith("en/" if lang == "en" else "guides/")
    assert markdown_rows(file(form, "markdown", lang)["text"]) == table


def test_answers_and_notes_stand_in_the_row_of_their_item() -> None:
    form = person(
        person_no_cash_out="done",
        person_due_dates="partly",
        person_due_dates_due="2026-12-01",
        person_due_dates_owner="me, myself",
        person_due_dates_evidence='a "list"',
    )
    text = file(form)["text"]
    assert ',Partly,2026-12-01,"me, myself","a ""list""",' in text
    table = {row[1]: row for row in csv_rows(text)}
    assert table[TEXTS["person-no-cash-out-what"]["en"]][5:9] == ["Kept to", "", "", ""]
    assert table[TEXTS["person-due-dates-what"]["en"]][5:9] == ["Partly", "2026-12-01", "me, myself", 'a "list"']
    assert table[TEXTS["person-overdue-first-what"]["en"]][5] == "not answered"


@pytest.mark.parametrize(
    ("lang", "mark", "head", "of_audience"),
    [
        ("zh", "（例子的选择）", "这里有例子的选择，不是你的，一共 18 条", "“你是谁”这一栏还是例子的选择。"),
        (
            "en",
            " (the example's choice)",
            "Choices that are still the example's and not yours: 18.",
            "“Who you are” is still the example's choice.",
        ),
    ],
)
def test_the_examples_choices_are_marked_as_its_own_in_both_files(
    lang: str, mark: str, head: str, of_audience: str
) -> None:
    example = fields.example_form()
    own = "person-no-cash-out"
    form = {**example, f"{own}-example": ""}
    table = csv_rows(file(form, lang=lang)["text"])
    assert [row[1] for row in table[1:] if not row[5].endswith(mark)] == [TEXTS[f"{own}-what"][lang]]
    text = file(form, "markdown", lang)["text"]
    assert markdown_rows(text) == table
    assert text.split("\n\n")[1].replace("\\", "").startswith(head)
    # Where no choice is the example's, only who it is for may be; where that is the reader's too, nothing is said.
    text = file({"audience": "person", "audience-example": "yes"}, "markdown", lang)["text"]
    assert text.split("\n\n")[1] == of_audience
    assert mark not in text and mark not in file({"audience": "person"}, "markdown", lang)["text"]
    assert of_audience not in file({"audience": "person"}, "markdown", lang)["text"]


def test_what_a_result_moved_leads_the_file_with_the_reason() -> None:
    table = csv_rows(file(person(carried="utilisation:highest-ratio=0.99"))["text"])
    assert table[1][:2] == ["1", TEXTS["person-room-on-every-line-what"]["en"]]
    assert table[1][10] == "the highest utilisation on any account is 99%"
    assert table[2][:2] == ["2", TEXTS["person-no-cash-out-what"]["en"]] and table[2][10] == ""
    assert len(table) == 20


@pytest.mark.parametrize("mark", FORMULA[:4])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(mark: str) -> None:
    text = file(person(person_due_dates_evidence=f'{mark}HYPERLINK("x")', person_due_dates_owner=f"a{mark}b"))["text"]
    assert f'"\'{mark}HYPERLINK(""x"")"' in text and f"a{mark}b" in text
    assert as_csv([["\t=1", "a"]]) == "\ufeff'\t=1,a\r\n"


def test_names_types_and_day_of_the_files() -> None:
    table, text = file(person(), "csv", "zh"), file(person(), "markdown", "zh")
    assert (table["name"], table["type"]) == ("clearlimit-checklist-person-2026-11-23.csv", "text/csv;charset=utf-8")
    assert (text["name"], text["type"]) == ("clearlimit-checklist-person-2026-11-23.md", "text/markdown;charset=utf-8")
    assert text["text"].startswith("# 改进清单：自己用额度的人\n\n2026-11-23 的清单。\n")


def test_what_the_page_sends_along_stands_in_the_file() -> None:
    # The page's Python has no word of why; the page sends a line for each item.
    given_ = "csv\nperson-due-dates\twhy, so\thow\tbasis\thttps://example.org/a/#b\nno-such-item\tx"
    table = {row[1]: row for row in csv_rows(file(person(), given_)["text"])}
    row = table[TEXTS["person-due-dates-what"]["en"]]
    assert row[2:5] == ["why, so", "how", "basis"] and row[9] == "https://example.org/a/#b"


@pytest.mark.parametrize("given_", ["", "xlsx", "csv ,", "\n", "\t"])
def test_another_kind_of_file_or_no_list_gives_nothing(given_: str) -> None:
    request = {"calculator": "checklist", "lang": "en", "day": DAY, "part": "export"}
    assert json.loads(door(json.dumps({**request, "form": person(), "given": given_}))) == {"part": {}}
    assert json.loads(door(json.dumps({**request, "form": {}, "given": "csv"}))) == {"part": {}}


def test_an_answer_that_cannot_be_read_is_left_empty() -> None:
    table = {row[1]: row for row in csv_rows(file(person(person_due_dates="maybe"))["text"])}
    assert table[TEXTS["person-due-dates-what"]["en"]][5] == ""


@pytest.mark.parametrize(
    "cell",
    [
        "&lt;b&gt; &amp;",
        "1\\|2",
        "~~x~~ **y** _z_",
        "[a](b) ![c](d)",
        "<https://example.org>",
        "`c`",
        "\\",
        "# x",
        "a|b",
    ],
)
def test_marks_of_markdown_are_told_as_they_were_typed(cell: str) -> None:
    assert markdown_rows(as_markdown([["h", "i"], [cell, "1"]], "t", [])) == [["h", "i"], [cell, "1"]]


# --- any text comes back ---


@given(table=tables)
def test_any_table_reads_back_from_csv_as_it_was_but_for_the_apostrophe(table: list[list[str]]) -> None:
    protected = [[f"'{cell}" if cell[:1] in FORMULA and cell else cell for cell in row] for row in table]
    if protected == [[""]] * len(protected):
        return  # a line with one empty cell is an empty line, which no reader tells from none
    read = csv_rows(as_csv(table))
    assert [row for row in read if row] == [row for row in protected if row != [""]]
    assert not any(cell[:1] in FORMULA for row in read for cell in row if cell)


@given(table=tables)
def test_any_table_reads_back_from_markdown_as_its_words_and_holds_no_markup(table: list[list[str]]) -> None:
    table = [[cell.replace("\x00", "\ufffd").encode("utf-8", "replace").decode() for cell in row] for row in table]
    # Markdown cannot tell a table from a line where the headings are empty.
    table[0] = [cell if cell.split() else "x" for cell in table[0]]
    assert markdown_rows(as_markdown(table, "A *list*", ["one_two_"])) == [
        [" ".join(cell.split()) for cell in row] for row in table
    ]


@given(
    owner=st.text(st.characters(), max_size=60),
    evidence=st.text(st.characters(), max_size=60),
    due=st.one_of(st.dates().map(str), st.text(max_size=12)),
    name=st.sampled_from([item.id for item in items()]),
    lang=st.sampled_from(LANGUAGES),
)
def test_notes_come_back_from_both_files_as_they_are_shown(
    owner: str, evidence: str, due: str, name: str, lang: str
) -> None:
    form = {
        "audience": name.partition("-")[0],
        f"{name}-owner": owner,
        f"{name}-evidence": evidence,
        f"{name}-due": due,
    }
    Page(render("checklist", form, lang=lang, day=DAY))
    table = csv_rows(file(form, lang=lang)["text"])
    (row,) = [row for row in table if row[1] == TEXTS[f"{name}-what"][lang]]
    (shown,) = [
        row for row in markdown_rows(file(form, "markdown", lang)["text"]) if row[1] == TEXTS[f"{name}-what"][lang]
    ]
    for found, other in zip(row[6:9], shown[6:9], strict=True):
        bare = found[1:] if found[:1] == "'" and found[1:2] in FORMULA and found[1:2] else found
        assert " ".join(bare.split()) == other


@given(given_=st.text(st.characters(), max_size=200), lang=st.sampled_from(LANGUAGES))
def test_any_text_is_taken_for_what_was_asked_and_never_raises(given_: str, lang: str) -> None:
    for text in (given_, f"csv\n{given_}", f"markdown\nperson-due-dates\t{given_}"):
        request = {
            "calculator": "checklist",
            "form": person(),
            "lang": lang,
            "day": DAY,
            "part": "export",
            "given": text,
        }
        part = json.loads(door(json.dumps(request)))["part"]
        for found in part.get("files", ()):
            found["text"].encode("utf-8")
    kind, found = said(f"csv\n{given_}")
    assert kind == "csv" and len(found) <= given_.count("\n") + 1
