"""Search in the finished site: what readers find, and that nothing typed is lost, shared or taken for HTML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import brotli
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Route, expect
from search_worker import worker_address
from watched_page import Watch

QUERIES = tomllib.loads(Path(__file__).with_name("search_queries.toml").read_text("utf-8"))
# The share that a prototype of this search reached on another list of queries, and a floor for either language.
SHARE, FLOOR = 29 / 31, 0.88

RESULTS = ".md-search-result__item"
FIRST = f"{RESULTS} >> nth=0 >> a.md-search-result__link >> nth=0"
FIELD = ".md-search__input"

ASK = """async ([worker, lang, queries]) => {
  const started = new Worker(worker, {name: lang});
  const answers = [];
  for (const query of queries) {
    const answer = new Promise((heard) => (started.onmessage = (message) => heard(message.data)));
    started.postMessage(query);
    answers.push(await answer);
  }
  started.terminate();
  return answers;
}"""


def ask(page: Page, site: str, lang: str, *queries: str) -> list[list[list[dict[str, Any]]] | None]:
    """The worker's answer to each query: pages, best first, each a list of itself and its sections, best first; None
    where the index could not be fetched."""
    if page.url != site:
        page.goto(site)
    answers = page.evaluate(ASK, [worker_address(page), lang, list(queries)])
    assert [answer["query"] for answer in answers] == list(queries)
    return [answer.get("found") for answer in answers]


def page_of(location: str) -> str:
    return location.split("#")[0].removesuffix("/")


def hits(page: Page, site: str, lang: str) -> tuple[int, list[str]]:
    """The number of queries that find their page first, and a line for each that does not."""
    queries = QUERIES[lang]
    missed = []
    for (query, wanted), found in zip(queries.items(), ask(page, site, lang, *queries), strict=True):
        pages = [page_of(group[0]["location"]) for group in found]
        if not pages or pages[0] not in wanted:
            missed.append(f"{query}: {', '.join(pages[:3]) or 'nothing'} instead of {' or '.join(wanted)}")
    return len(queries) - len(missed), missed


def test_readers_find_the_page_they_need_first(page: Page, site: str) -> None:
    counts = {lang: hits(page, site, lang) for lang in ("zh", "en")}
    missed = "\n".join(line for _, lines in counts.values() for line in lines)
    print(f"missed:\n{missed}")
    for lang, (found, _) in counts.items():
        assert found / len(QUERIES[lang]) >= FLOOR, f"{lang}: {found} of {len(QUERIES[lang])}\n{missed}"
    total = sum(len(QUERIES[lang]) for lang in counts)
    assert sum(found for found, _ in counts.values()) / total >= SHARE, f"missed:\n{missed}"


@pytest.mark.daily("shiyonglv", "UTILISATION")
@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [
        ("zh", "額度", "额度"),  # traditional characters
        ("zh", "ＬＰＲ", "lpr"),  # full width
        ("zh", "4倍LPR", "4 倍 LPR"),  # spaces between the scripts
        ("zh", "shiyonglv", "使用率"),  # pinyin
        ("zh", "utilization", "使用率"),
        ("en", "utilization", "utilisation"),
        ("en", "UTILISATION", "utilisation"),
        ("en", "can’t pay", "can't pay"),
    ],
)
def test_what_is_written_otherwise_finds_the_same_page(
    page: Page, site: str, lang: str, typed: str, meant: str
) -> None:
    one, other = ask(page, site, lang, typed, meant)
    assert page_of(one[0][0]["location"]) == page_of(other[0][0]["location"])


def test_the_last_word_of_a_chinese_query_counts(page: Page, site: str) -> None:
    both, first = ask(page, site, "zh", "还款习惯", "还款")
    assert both[0][0]["location"] != first[0][0]["location"] or both[0][0]["score"] != first[0][0]["score"]
    assert "还款习惯</mark>" in both[0][0]["title"]


def test_one_character_a_part_of_a_word_a_slip_and_a_mixture_find_something(page: Page, site: str) -> None:
    found = ask(page, site, "zh", "还", "alipay逾期", "花呗limit", "utlisation")
    found += ask(page, site, "en", "utilis", "Ant Credit Pay", "huabai")
    assert all(found)


def test_nothing_and_nonsense_find_nothing_and_a_whole_page_pasted_in_is_answered(page: Page, site: str) -> None:
    empty, blank, marks, nonsense, whole = ask(
        page, site, "zh", "", "  ", "<>&*?[(\\", "qqqqxxxx", "逾期了怎么办，" * 5000
    )
    assert (empty, blank, marks, nonsense) == ([], [], [], [])
    assert page_of(whole[0][0]["location"]) == "guides/late-now"


@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_result_leads_to_a_place_on_the_site_and_every_page_heads_its_own(
    page: Page, site: str, lang: str
) -> None:
    index = page.request.get(f"{site}{'en/' if lang == 'en' else ''}search/sections.json").json()
    ids: dict[str, set[str]] = {}
    for section in index["sections"]:
        url, _, anchor = section["l"].partition("#")
        if url not in ids:
            answer = page.request.get(f"{site}{'en/' if lang == 'en' else ''}{url}")
            assert answer.ok, url
            ids[url] = set(re.findall(r'\sid="?([^"\s>]+)', answer.text()))
            assert not anchor, f"{url} has no entry of its own before its sections"
        assert not anchor or anchor in ids[url], section["l"]
    for found in ask(page, site, lang, "花呗", "limit", "60%"):
        for group in found:
            assert ["#" in item["location"] for item in group] == [False] + [True] * (len(group) - 1)
            points = [item["score"] for item in group[1:]]
            assert points == sorted(points, reverse=True)


def test_index_and_worker_are_small(page: Page, site: str) -> None:
    page.goto(site)
    for address, most in (
        (f"{site}search/sections.json", 92_000),
        (f"{site}en/search/sections.json", 92_000),
        (worker_address(page), 9_450),
    ):
        assert len(brotli.compress(page.request.get(address).body(), quality=11)) < most, address


def test_text_of_the_page_is_never_taken_for_html(page: Page, site: str) -> None:
    hostile = "<img src=x onerror=alert(1)> \"&' limit"
    index = {"words": [["<b>limit", "<i>quota"]], "sections": [{"l": "", "t": hostile, "x": hostile}]}
    page.route("**/search/sections.json", lambda route: route.fulfill(json=index))
    found = ask(page, site, "zh", "limit", "img", "quota", "<i>quota")
    assert found[0] and found[1]
    for group in (group for items in found for group in items):
        for item in group:
            soup = BeautifulSoup(item["title"] + item["text"], "html.parser")
            assert {tag.name for tag in soup.find_all(True)} <= {"mark", "p"}
            assert soup.get_text().startswith(hostile)


def test_an_index_that_a_host_refuses_is_named_with_what_it_answered(page: Page, site: str, watch: Watch) -> None:
    watch.allow(r"/search/sections\.json|403")
    page.route("**/search/sections.json", lambda route: route.fulfill(status=403))
    page.goto(f"{site}about/")
    page.locator(".md-search__input").fill("逾期")
    told = page.locator(".md-search-result__meta")
    expect(told).to_contain_text("（没拿到的文件：search/sections.json: 403）")


def test_a_failed_fetch_is_told_from_no_hit_and_the_next_query_tries_again(page: Page, site: str, watch: Watch) -> None:
    watch.allow(r"/search/sections\.json")
    tries: list[str] = []

    def fail_once(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:
            route.abort()
        elif len(tries) == 2:
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route("**/search/sections.json", fail_once)
    first, second, third, fourth = ask(page, site, "zh", "逾期", "逾期", "逾期", "逾期")
    assert (first, second) == (None, None)
    assert third and third == fourth
    assert len(tries) == 3


@pytest.mark.daily()
@pytest.mark.languages_in_turn
@pytest.mark.parametrize(
    ("lang", "query", "wanted"),
    [("zh", "停息挂账", "guides/staying-safe/"), ("en", "cash-out", "en/guides/staying-safe/")],
)
def test_text_that_comes_without_a_key_is_searched_and_leads_to_the_page(
    page: Page, site: str, lang: str, query: str, wanted: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}{'en/' if lang == 'en' else ''}guides/late-now/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("sections.json")], "the index is fetched before anyone searches"
    page.click(FIELD)
    page.keyboard.insert_text(query)
    expect(page.locator(RESULTS).first).to_be_visible()
    indexes = [url.removeprefix(site) for url in asked if url.endswith("sections.json")]
    assert indexes == ["search/sections.json" if lang == "zh" else "en/search/sections.json"]
    links = page.locator("a.md-search-result__link").evaluate_all("links => links.map((link) => link.href)")
    assert links[0].split("#")[0] == f"{site}{wanted}"
    assert not [link for link in links if "?" in link], "a query must not be put into addresses"
    expect(page.locator(f"{RESULTS} mark").first).to_be_visible()
    page.locator(FIRST).click()
    page.wait_for_url(f"{site}{wanted}**")
    assert "?" not in page.url


def test_what_an_input_method_commits_is_searched(page: Page, site: str) -> None:
    page.goto(site)
    page.click(FIELD)
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "tíng", "selectionStart": 4, "selectionEnd": 4})
    keyboard.send("Input.insertText", {"text": "停息挂账"})
    expect(page.locator(RESULTS).first).to_contain_text("停息挂账")


def test_the_404_page_searches_too(page: Page, site: str) -> None:
    page.goto(f"{site}404.html")
    page.click(FIELD)
    page.keyboard.type("逾期")
    expect(page.locator(RESULTS).first).to_be_visible()
