"""The lesson of a SCORM package in a platform: a run-time that is none of ours (scorm-again) hears what is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame, Page
from watched_page import NewPage, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.courses import courses
from build_scripts.reading.places import ROOT
from build_scripts.runtime.stored_zip import read_zip

RUN_TIME = ROOT / "node_modules/scorm-again/dist/scorm12.min.js"
PLATFORM = """<!doctype html><html lang="en"><head><title>LMS</title><link rel="icon" href="data:,"></head><body>
<script src="scorm12.js"></script>
<script>
  window.calls = [];
  const kept = JSON.parse(sessionStorage.getItem("cmi") ?? "null");
  window.API = new (Scorm12API.Scorm12API ?? Scorm12API)({ autocommit: false, logLevel: 5 });
  if (kept) window.API.loadFromJSON(kept.cmi ?? kept);
  for (const name of ["LMSSetValue", "LMSFinish", "LMSInitialize"]) {
    const real = window.API[name].bind(window.API);
    window.API[name] = (...given) => {
      const back = real(...given);
      window.calls.push([name, ...given, String(back)]);
      return back;
    };
  }
</script>
<iframe src="course/index.html" width="900" height="700" title="course"></iframe></body></html>"""


@pytest.fixture(scope="module")
def platform(built: dict[str, bytes]) -> Iterator[SiteServer]:
    """A page with the run-time and, in a frame, the lesson for readers as it was packed."""
    lesson = read_zip(built["course/readers.en.scorm12.zip"])
    files = {f"course/{name}": data for name, data in lesson.items()}
    own = {"_headers": b"/*\n  Cache-Control: no-cache\n", "index.html": PLATFORM.encode()}
    server = SiteServer({**files, **own, "scorm12.js": RUN_TIME.read_bytes()})
    yield server
    server.close()


def lesson_of(page: Page) -> Frame:
    frame = page.frames[1]
    frame.wait_for_selector("nav [aria-current]")
    return frame


def value(page: Page, name: str) -> str:
    return str(page.evaluate("name => window.API.LMSGetValue(name)", name))


def test_the_platform_hears_of_completion_and_the_best_score_alone(platform: SiteServer, new_page: NewPage) -> None:
    page = new_page(at=platform)
    page.goto(platform.url)
    lesson = lesson_of(page)
    assert value(page, "cmi.core.lesson_status") == "incomplete"
    course = next(each for each in courses() if each.id == "readers")

    # Every part but the last by its button, as a learner goes on.
    for section in course.sections():
        lesson.locator(f"#{section}").wait_for()
        lesson.locator(f"#{section} button").last.click()
    lesson.locator("#quiz").wait_for()
    assert value(page, "cmi.core.lesson_status") == "incomplete"

    answers(lesson, wrong="report-free-times")
    # 16 of 17 right: 94.1, rounded.
    until(page, lambda: value(page, "cmi.core.score.raw") == "94", "the score")
    assert value(page, "cmi.core.lesson_status") == "passed"
    assert "94" in lesson.locator("[data-said]").inner_text()
    assert len(value(page, "cmi.suspend_data")) < 200

    # Made worse afterwards: neither score nor status goes back.
    answer(lesson, "factors-sesame", "0")
    lesson.page.wait_for_timeout(50)  # nothing comes: a status that went back would do so at once
    assert (value(page, "cmi.core.score.raw"), value(page, "cmi.core.lesson_status")) == ("94", "passed")
    answer(lesson, "report-free-times", "1")
    answer(lesson, "factors-sesame", "2")
    until(page, lambda: value(page, "cmi.core.score.raw") == "100", "the better score")
    refused = [call for call in page.evaluate("window.calls") if call[-1] != "true"]
    assert refused == []

    # A second visit finds its place, and what was answered.
    page.evaluate(
        "() => sessionStorage.setItem('cmi', JSON.stringify({cmi: JSON.parse(window.API.renderCMIToJSONString()).cmi}))"
    )
    page.reload()
    again = lesson_of(page)
    assert "100" in again.locator("[data-said]").inner_text()
    assert value(page, "cmi.core.lesson_status") == "passed"


def test_without_a_platform_the_lesson_is_read_and_says_that_nothing_is_reported(
    platform: SiteServer, new_page: NewPage
) -> None:
    page = new_page(at=platform, viewport={"width": 390, "height": 844})
    page.goto(f"{platform.url}course/index.html#quiz")
    page.locator("#quiz h2").wait_for()
    assert page.locator("[data-said]").inner_text().startswith("No learning platform was found")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def answers(lesson: Frame, *, wrong: str) -> None:
    """Every question as its markup says, but one."""
    for question in lesson.locator("[data-question]").all():
        name = str(question.get_attribute("data-question"))
        right = str(question.get_attribute("data-right"))
        answer(lesson, name, "0" if name == wrong else right)


def answer(lesson: Frame, name: str, right: str) -> None:
    question = lesson.locator(f"[data-question='{name}']")
    kind = question.get_attribute("data-kind")
    if kind == "numeric":
        question.locator("input").fill(right.split()[0])
    elif kind == "matching":
        for field, choice in zip(question.locator("select").all(), right.split(), strict=True):
            field.select_option(choice)
    else:
        for field in question.locator("input").all():
            if field.get_attribute("value") in right.split():
                field.check()
            elif kind == "multiple":
                field.uncheck()
    question.locator(".cl-check").click()
