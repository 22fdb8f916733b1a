"""The projection of the repayment self-check: hand-worked cases, the self-check itself as the oracle, its promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from fixed_parameters import fix_parameters
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators import answer, render
from calculators.repayment_habit.building.fields import EXAMPLE_DAY, example_form

DAY = "2026-11-23"
OWN = {"zh": "不是信用评分，不能用来决定放不放贷", "en": "no credit score and not for lending decisions"}
PROJECTED = ("projected-score[6]", "projected-score[12]", "projected-score[24]", "slip-score")
months_text = st.text(st.sampled_from("NNNNNNM1234567B*#/ACGDZ"), min_size=1, max_size=24)


@pytest.fixture(autouse=True, scope="module")
def values_of_these_tests() -> Iterator[None]:
    """The tests below ask for days to come, on which other values may hold by then."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        fix_parameters(monkeypatch, "repayment_habit", {"months-looked-at": 24, "years-kept": 5})
        yield


def figures(months: str, day: str = DAY) -> dict[str, object]:
    return dict(answer("repayment-habit", {"months": months}, lang="en", day=day))


def text(months: str, lang: str = "en", day: str = DAY) -> str:
    return Page(render("repayment-habit", {"months": months}, lang=lang, day=day)).text


def is_owed(months: str) -> bool:
    """Said another way than the model does: a B that nothing ends, or a digit as the last mark that is a mark."""
    ends = [place for place, code in enumerate(months) if code in "CGDZ"]
    if "B" in months and not any(place > months.rindex("B") for place in ends):
        return True
    marks = [code for code in months[: ends[0] if ends else None] if code not in "*#/A"]
    return bool(marks) and marks[-1] in "1234567"


def test_xiao_chens_projection_is_worked_by_hand() -> None:
    # 2025-11 is a 1 (12 months ago), 2026-05 an M (6 months ago).
    # In 6 months: 18 and 12 months ago: 1 x 3 = 3, M 2: 95. In 12: 24 and 18: 3 and 1: 96. In 24: both gone: 100.
    # A slip next month: the 1 is 13 months ago, 3; the M 7 months ago, 2; the new 1: 9. 100 - 14 = 86.
    found = dict(answer("repayment-habit", example_form(), lang="zh", day=EXAMPLE_DAY))
    assert [found[name] for name in PROJECTED] == ["95", "96", "100", "86"]


def test_months_with_the_same_scores_stand_in_one_row() -> None:
    # 13 months from now the 1 is 25 months ago and gone; 19 months from now the M is. The slip is 13 months ago then.
    shown = text(str(example_form()["months"]))
    for row in ("Now9191", "In 1–6 months9586", "In 7–12 months9690", "In 13–18 months9996", "In 19–24 months10097"):
        assert row in shown, row


@pytest.mark.parametrize(
    ("months", "day", "cheaper", "stops", "leaves"),
    [
        # The 1 is 2026-09, 2 months ago: 7 months ago in 2027-04, 13 in 2027-10, 25 in 2028-10. N in 2026-10: settled
        # in that month, so it leaves in 2031-10.
        ("NNNNN1N", "2026-11-23", "6 from 2027-04, 3 from 2027-10", "from 2028-10", "2031-10-01 and 2031-10-31"),
        # Six months ago (2026-05) it still costs 9, and less from next month on; seven months ago it costs 6 already.
        ("1NNNNN", "2026-11-23", "6 from 2026-12, 3 from 2027-06", "from 2028-06", "2031-06-01 and 2031-06-30"),
        ("1NNNNNN", "2026-11-23", "3 from 2027-05", "from 2028-05", "2031-05-01 and 2031-05-31"),
        # Twelve months ago 6 points, thirteen 3 and nothing cheaper; twenty-four: gone next month.
        ("1" + "N" * 11, "2026-11-23", "3 from 2026-12", "from 2027-12", "2030-12-01 and 2030-12-31"),
        ("1" + "N" * 12, "2026-11-23", "—", "from 2027-11", "2030-11-01 and 2030-11-30"),
        ("1" + "N" * 23, "2026-11-23", "—", "from 2026-12", "2029-12-01 and 2029-12-31"),
        # In 2024-03 the 1 is 2024-01 and 2024-02 is N: settled by 29 February, which leaves on 1 March 2029.
        ("NNNN1N", "2024-03-31", "6 from 2024-08, 3 from 2025-02", "from 2026-02", "2029-02-01 and 2029-03-01"),
        # The last day of the reader's month or the first: the same calendar months.
        ("NNNN1N", "2024-03-01", "6 from 2024-08, 3 from 2025-02", "from 2026-02", "2029-02-01 and 2029-03-01"),
        # A month with nothing due says nothing about when it was settled: from October to the N of November.
        ("NNNN1*N", "2026-12-05", "6 from 2027-04, 3 from 2027-10", "from 2028-10", "2031-10-01 and 2031-11-30"),
    ],
)
def test_when_a_late_month_costs_less_stops_and_leaves(
    months: str, day: str, cheaper: str, stops: str, leaves: str
) -> None:
    assert f"{cheaper}{stops}a day between {leaves}" in text(months, day=day)


def test_a_run_of_late_months_leaves_together_after_the_month_that_settles_it() -> None:
    # 2026-06, 07, 08 are 1, 2, 3; N in 2026-09: settled in September, all three leave in September 2031.
    assert text("NNNN123N", day="2026-10-05").count("a day between 2031-09-01 and 2031-09-30") == 3


def test_an_m_may_or_may_not_be_adverse_and_the_page_says_so() -> None:
    assert "not known: we found nothing on whether M" in text("NNNNNMN")
    assert "没有查到 M 算不算不良信息" in text("NNNNNMN", "zh")


@pytest.mark.parametrize("months", ["NNNNN1", "NNNNNB", "NNNNNBN", "NNNNN2*", "NNNNN1C"])
def test_nothing_is_projected_while_something_overdue_is_owed(months: str) -> None:
    assert not set(PROJECTED) & figures(months).keys()
    assert "Nothing is worked out for later months" in text(months)
    assert "这里先不往后算" in text(months, "zh")


def test_a_record_that_has_ended_and_an_empty_one_have_no_projection() -> None:
    for months in ("NNNNNNC", "NNNNG", ""):
        assert not set(PROJECTED) & figures(months).keys()
        assert "Looking ahead" not in text(months)


def test_with_few_months_the_projection_begins_where_a_score_does() -> None:
    # Two months counted: four more make six. A slip next month has no score yet, six months on it has one: 100.
    found = figures("NN")
    assert "score" not in found and "slip-score" not in found
    assert [found[name] for name in PROJECTED[:3]] == ["100", "100", "100"]
    assert "In 4–6 months" in text("NN")
    assert "Now100" not in text("NN")
    # Five months: next month there are six, so a slip then is scored: 100 - 9.
    assert figures("NNNNN")["slip-score"] == "91"


@given(months=months_text)
def test_a_projected_score_is_what_the_self_check_gives_for_those_months(months: str) -> None:
    found = figures(months)
    is_absent = is_owed(months) or any(end in months for end in "CGDZ")
    for count in (6, 12, 24):
        expected = None if is_absent else figures((months + "N" * count)[-24:]).get("score")
        assert found.get(f"projected-score[{count}]") == expected
    assert found.get("slip-score") == (None if is_absent else figures((months + "1")[-24:]).get("score"))


@given(months=months_text)
def test_paying_on_time_for_longer_never_lowers_the_score_and_a_slip_never_raises_it(months: str) -> None:
    found = figures(months)
    path = [int(str(found[name])) for name in ("score", *PROJECTED[:3]) if name in found]
    if "projected-score[6]" in found:
        assert path == sorted(path)
    if "slip-score" in found and "score" in found:
        assert int(str(found["slip-score"])) <= int(str(figures((months + "N")[-24:])["score"]))


@given(
    months=st.text(st.sampled_from("NNNM123*#"), min_size=6, max_size=24),
    day=st.dates(date(1950, 1, 1), date(9990, 1, 1)),
)
def test_a_mark_stops_counting_in_the_first_month_in_which_another_code_there_changes_nothing(
    months: str, day: date
) -> None:
    # The oracle walks to the first day of later months and asks whether the mark still changes the months looked at.
    if is_owed(months) or not set(months) & set("123"):
        return
    place = max(months.find(code) for code in "123")
    walked, later = day.replace(day=1), 0
    while place >= len(months) + later - 24:
        walked = (walked + timedelta(days=31)).replace(day=1)
        later += 1
    assert f"from {walked.isoformat()[:7]}a day" in text(months, day=day.isoformat())


@given(months=months_text, lang=st.sampled_from(["zh", "en"]))
def test_later_scores_say_what_they_are_not_and_the_map_and_its_table_show_every_code(months: str, lang: str) -> None:
    html = render("repayment-habit", {"months": months}, lang=lang, day=DAY)
    ours, _, _ = html.partition('class="calc-carry"')  # what may be taken along is no result
    if "projected-score" in ours:
        later = ours.partition('<data data-name="projected-score')[0].rpartition('class="calc-title">')[2]
        assert OWN[lang] in later.partition("</p>")[0]
    for label in html.split('role="img" aria-label="')[1:]:
        assert OWN[lang] in label.partition('"')[0]
    cells = [piece.partition("</span>")[0] for piece in html.split('class="calc-cell-text">')[1:]]
    assert "".join(cells) == months
    table = html.partition("</figure>")[2].partition("</table>")[0].partition("<tbody>")[2]
    shown = [cell.partition("</td>")[0] for cell in table.split('<td class="calc-number">')[1:]]
    assert "".join(shown) == months


def test_a_projection_is_drawn_with_every_month_and_the_table_gives_the_same_figures() -> None:
    found = Page(render("repayment-habit", {"months": "NNNNN1N"}, lang="zh", day=DAY))
    assert [attributes["role"] for tag, attributes in found.elements if attributes.get("role") == "img"] == ["img"] * 2
    lines = [attributes["points"] for tag, attributes in found.elements if tag == "polyline"]
    assert [len(points.split()) for points in lines] == [25, 25]
