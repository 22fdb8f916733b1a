"""Behind its first answer the worker works the same out again, so that the reader's first keys meet fast code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from calculator_page import wait_for
from faults import path_of
from playwright.sync_api import Page
from watched_page import NewPage, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import page_url

pytestmark = pytest.mark.languages_in_turn

# In front of the worker's own lines: tells the page each time that Python is to be asked once more, and how long a time
# takes, as on a telephone.
TELLING = """
const plainTimeout = self.setTimeout.bind(self);
self.setTimeout = (action, pause, ...more) => {
  if (pause !== 5) return plainTimeout(action, pause, ...more);
  postMessage({ again: performance.now() });
  return plainTimeout(action, LASTS, ...more);
};
"""
HEARING = """
window.again = [];
window.first = undefined;
window.answers = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      if (data.again && again.push(data.again) === 1) first?.();
      if (data.id !== undefined) answers.push({ id: data.id, after: again.length });
    });
  }
};
"""
TYPE = """() => {
  const field = document.querySelector("[name=line-used]");
  field.value = "4321";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture
def opened(new_page: NewPage, built: dict[str, bytes]) -> Iterator[Callable[..., Page]]:
    """Opens the calculator's page, where a time lasts so many milliseconds; it waits for its first answer."""
    servers: list[SiteServer] = []

    def open_page(before: str = "", *, lasts: int = 5) -> Page:
        files = dict(built)
        worker = path_of(built, "worker.js")
        files[worker] = TELLING.replace("LASTS", str(lasts)).encode() + files[worker]
        for suffix in (".br", ".gz"):
            files.pop(worker + suffix, None)
        servers.append(SiteServer(files))
        page = new_page(at=servers[-1])
        page.add_init_script(HEARING + before)
        page.goto(page_url("calculators/utilisation", "en"))
        return page

    yield open_page
    for server in servers:
        server.close()


def ended(page: Page) -> list[float]:
    """When Python was asked once more, after the last time."""
    seen = -1
    while seen != (seen := page.evaluate("again.length")):
        page.wait_for_timeout(500)  # a time takes about ten milliseconds
    found: list[float] = page.evaluate("again")
    return found


def test_the_first_answer_is_worked_out_again_and_the_page_hears_of_it_once(opened: Callable[..., Page]) -> None:
    page = opened()
    wait_for(page, "ready")
    again = ended(page)
    assert 3 <= len(again) <= 40
    assert len(page.evaluate("answers")) == 1
    page.evaluate(TYPE)
    until(page, lambda: len(page.evaluate("answers")) == 2, "the answer to a key")
    assert ended(page) == again, "once is enough"


def test_on_a_slow_telephone_it_ends_within_a_second(opened: Callable[..., Page]) -> None:
    page = opened(lasts=150)
    wait_for(page, "ready")
    again = ended(page)
    assert 2 <= len(again) <= 7
    assert again[-1] - again[0] <= 1000


def test_a_key_meanwhile_is_answered_in_between(opened: Callable[..., Page]) -> None:
    page = opened(f"first = {TYPE}", lasts=50)
    wait_for(page, "ready")
    until(page, lambda: len(page.evaluate("answers")) == 2, "the answer to a key")
    again = ended(page)
    first, second = page.evaluate("answers")
    assert first["after"] == 0
    assert second["after"] < len(again)


def test_who_saves_data_saves_the_telephones_work_too(opened: Callable[..., Page]) -> None:
    page = opened("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.locator("[name=line-used]").first.fill("4321")
    wait_for(page, "ready")
    assert ended(page) == []
