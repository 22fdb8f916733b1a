"""Questions in a page: marked where they stand, by mouse and keys, and a plain list with answers without JavaScript."""

from __future__ import annotations

import pytest
from accessibility import violations
from playwright.sync_api import Locator, Page, expect
from watched_page import NewPage

from build_scripts.reading.places import page_url
from build_scripts.reading.questions import questions
from build_scripts.reading.words import words

pytestmark = pytest.mark.languages_in_turn

BANK = {question.id: question for question in questions()}


def opened(page: Page, site: str, guide: str, lang: str) -> Locator:
    page.goto(f"{site}{page_url(f'guides/{guide}', lang)}")
    page.locator(".cl-folded-quiz > summary").click()
    quiz = page.locator("[data-quiz]")
    quiz.locator(".cl-check").first.wait_for()
    return quiz


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_kind_of_question_is_marked_and_explained(page: Page, site: str, lang: str) -> None:
    said = words("scripts/quiz", lang)
    quiz = opened(page, site, "limit-cut", lang)
    sum_ = quiz.locator("[data-question='cut-ratio']")
    expect(sum_.locator(".cl-answer")).to_be_hidden()
    sum_.locator(".cl-check").click()
    expect(sum_.locator("output")).to_have_text(said["empty"])
    # As people type it: full-width digits and a per cent sign. The key Enter checks.
    sum_.locator("input").fill("７０％")
    sum_.locator("input").press("Enter")
    expect(sum_.locator("output")).to_have_text(said["right"])
    expect(sum_.locator(".cl-answer")).to_contain_text(BANK["cut-ratio"].explained(lang))
    sum_.locator("input").fill("40")
    expect(sum_.locator("output")).to_have_text("")
    sum_.locator(".cl-check").click()
    expect(sum_.locator("output")).to_have_text(said["wrong"])

    money = quiz.locator("[data-question='cut-back-to-target']")
    money.locator("input").fill("1,200 元")
    money.locator(".cl-check").click()
    expect(money.locator("output")).to_have_text(said["right"])

    steps = quiz.locator("[data-question='cut-first-steps']")
    for field in steps.locator("input").all()[:2]:
        field.check()
    steps.locator(".cl-check").click()
    expect(steps.locator("output")).to_have_text(said["wrong"])  # one of three right ones is missing
    steps.locator("input").nth(2).check()
    steps.locator(".cl-check").click()
    expect(steps.locator("output")).to_have_text(said["right"])
    assert violations(page) == ""


@pytest.mark.daily()
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_quiz_by_keys_ends_with_the_number_of_right_answers(page: Page, site: str, lang: str) -> None:
    quiz = opened(page, site, "late-now", lang)
    asked = quiz.locator("[data-question]").all()
    for question in asked:
        right = str(question.get_attribute("data-right")).split()
        kind = question.get_attribute("data-kind")
        if kind == "matching":
            for field, choice in zip(question.locator("select").all(), right, strict=True):
                field.select_option(choice)
        else:
            for at in right:
                question.locator(f"input[value='{at}']").focus()
                page.keyboard.press("Space")
        question.locator(".cl-check").focus()
        page.keyboard.press("Enter")
    total = words("scripts/quiz", lang)["total"]
    expect(quiz.locator(".cl-quiz-total")).to_have_text(total.format(right=len(asked), all=len(asked)))


def test_without_javascript_every_answer_unfolds_on_paper_and_screen(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{site}en/course/readers/")
    answers = page.locator(".cl-answer")
    assert answers.count() == page.locator("[data-question]").count() > 10
    answers.first.locator("summary").click()
    expect(answers.first.locator("p").first).to_be_visible()
    expect(page.locator(".cl-module")).to_have_count(4)


def test_the_script_comes_with_the_first_look_and_not_before(page: Page, site: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}guides/limit-cut/")
    page.wait_for_load_state("networkidle")
    assert not any("/quiz." in url for url in fetched)
    page.locator(".cl-folded-quiz > summary").click()
    page.locator(".cl-check").first.wait_for()
    assert sum("/quiz." in url for url in fetched) == 2  # the script and its sheet


def test_a_book_pasted_for_a_number_holds_nothing_up(page: Page, site: str) -> None:
    quiz = opened(page, site, "limit-cut", "en")
    sum_ = quiz.locator("[data-question='cut-ratio']")
    # The square of its length would be ten seconds; more would hold up the test, too.
    sum_.locator("input").evaluate("(field, text) => { field.value = text; }", "1" * 40_000 + "x1")
    sum_.locator(".cl-check").click(timeout=3000)
    expect(sum_.locator("output")).not_to_have_text("", timeout=3000)
