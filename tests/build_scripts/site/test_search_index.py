"""The search index of a finished page, and the words that mean the same."""

from __future__ import annotations

import pytest

from build_scripts.reading.ledger import Term
from build_scripts.site.search import entries, other_words, search_words
from calculators.register import CALCULATORS

PAGE = """
<nav>menu</nav>
<article class="md-content__inner md-typeset">
  <h1 id="late-now">逾期了，先做什么<a class="headerlink" href="#late-now">#</a></h1>
  <p class="cl-meta">阅读约 3 分钟</p>
  <p>先看清<strong>欠谁</strong>、欠多少。<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup></p>
  <ul><li>打开官方 App</li><li>抄下金额</li></ul>
  <h2 id="late-now-cost">晚还，要多花多少</h2>
  <dl><dt>怎么做</dt><dd>先问一句。</dd></dl>
  <div class="cl-box cl-evidence"><dt>依据</dt><dd><a href="../../ledger/#claim-method-x">没有依据</a></dd></div>
  <ul class="cl-contacts"><li>12363</li></ul>
  <details class="cl-teaching"><summary>教学提示</summary></details>
  <table><tr><td>本金</td><td>2,380 元</td></tr></table>
  <form><label>额度 <input></label></form>
  <h4>无编号的小标题</h4>
  <div class="footnote"><ol><li id="fn:a">出处</li></ol></div>
</article>
"""

LEDGER = """
<article class="md-content__inner">
<h1 id="claim-ledger">Claim ledger</h1><p>Every claim.</p>
<h2 id="claim-ledger-claims">Claim by claim</h2>
<div class="cl-ledger">
  <form class="cl-filters"><select><option>All</option></select></form>
  <article class="cl-entry" id="claim-method-x">
    <p class="cl-badges"><span>No basis found</span></p>
    <p class="cl-said">Keep it below 60%.</p>
    <p>We found no such line in public sources. Outsiders do not know more.</p>
    <p><b>What else to know: </b>nothing</p>
    <dl class="cl-facts"><div data-fact="number"><dt>Number</dt><dd>No. 18</dd></div><div><dt>Rests on</dt><dd>a source</dd></div></dl>
  </article>
</div>
</article>
"""  # noqa: E501


def term(**changes: object) -> Term:
    given: dict[str, object] = {
        "id": "utilisation", "zh": "使用率", "en": "utilisation", "pinyin": "shǐyònglǜ", "sentence_zh": "",
        "sentence_en": "",
        "synonyms_zh": ("用信率",), "synonyms_en": ("utilization",), **changes,
    }  # fmt: skip
    return Term(**given)  # type: ignore[arg-type]


def test_the_page_itself_comes_first_at_its_bare_address_and_its_sections_at_their_anchors() -> None:
    assert [entry["l"] for entry in entries(PAGE, "guides/late-now/")] == [
        "guides/late-now/",
        "guides/late-now/#late-now-cost",
    ]


def test_the_home_page_has_the_empty_address() -> None:
    assert [entry["l"] for entry in entries(PAGE, "")] == ["", "#late-now-cost"]


def test_a_section_holds_its_title_and_text_without_marks_of_the_page() -> None:
    page, cost = entries(PAGE, "guides/late-now/")
    assert (page["t"], cost["t"]) == ("逾期了，先做什么", "晚还，要多花多少")
    # No space inside a sentence with bold words, one between list items; no footnote mark, no reading time.
    assert page["x"] == "先看清欠谁、欠多少。 打开官方 App 抄下金额"
    # Evidence, contacts, the teaching note, the form and the notes are left out; a heading without an id is text.
    assert cost["x"] == "怎么做 先问一句。 本金 2,380 元 无编号的小标题"


def test_a_page_without_an_article_gives_nothing() -> None:
    assert entries("<html><body><p>x</p></body></html>", "") == []


def test_a_ledger_entry_is_a_section_of_its_own_by_its_title_a_source_by_its_number_too() -> None:
    ledger = entries(LEDGER, "ledger/")
    assert [entry["l"] for entry in ledger] == ["ledger/", "ledger/#claim-ledger-claims", "ledger/#claim-method-x"]
    assert ledger[2]["t"] == "Keep it below 60%."
    assert ledger[2]["x"] == ""
    assert entries(LEDGER.replace("claim-method-x", "source-x"), "sources/")[2]["x"] == "Number No. 18"


def test_a_term_keeps_its_first_paragraph_and_a_course_its_titles() -> None:
    (_, _, term) = entries(LEDGER.replace("claim-method-x", "term-x"), "glossary/")
    assert term["x"].startswith("We found no such line in public sources. Outsiders do not know more.")
    assert [(each["t"], each["x"]) for each in entries(PAGE, "course/readers/")][1] == ("晚还，要多花多少", "")


def test_pages_to_look_things_up_in_weigh_less_than_guides() -> None:
    assert all(entry["w"] < 1 for entry in entries(LEDGER, "ledger/"))
    assert all("w" not in entry for entry in entries(PAGE, "guides/late-now/"))


@pytest.mark.parametrize("name", [*CALCULATORS, "money-left"])
def test_a_calculators_own_text_weighs_a_little_less_than_a_guide_whichever_it_is(name: str) -> None:
    assert {entry["w"] for entry in entries(PAGE, f"calculators/{name}/")} == {0.9}
    # Beside them: the method page, and the page that lists them.
    assert entries(PAGE, "calculators/method/")[0]["w"] == 0.6
    assert entries(PAGE, "calculators/")[0]["w"] == 0.2


def test_an_entry_says_itself_what_ranking_needs() -> None:
    page = PAGE.replace("<dl><dt>怎么做", "<p><strong>先问清楚，再还。</strong></p><dl><dt>怎么做").replace("h2", "h3")
    top, cost = entries(page, "guides/late-now/")
    # The answer in bold has eight characters; the first paragraph of the page begins with other words.
    assert (cost["x"][: cost["b"]], cost["h"]) == ("先问清楚，再还。", 3)
    assert "b" not in top and "h" not in top and "r" not in top
    assert [entry["r"] for entry in entries(LEDGER, "ledger/")] == [1, 1, 1]
    assert entries(page.replace("late-now-cost", "late-now-not"), "guides/late-now/")[1]["w"] == 0.6


def test_no_word_that_people_search_for_stands_in_two_rows_of_one_language() -> None:
    for lang, rows in search_words().items():
        words = [word for row in rows for word in row]
        assert {word for word in words if words.count(word) > 1} <= {"salary"}, lang


def test_a_term_is_found_by_its_words_in_both_languages_and_by_its_pinyin() -> None:
    assert other_words([term()], [], "zh")[0] == ["使用率", "utilisation", "用信率", "utilization", "shiyonglv"]
    assert other_words([term()], [], "en")[0] == ["utilisation", "使用率", "用信率", "utilization", "shiyonglv"]


def test_notes_in_brackets_and_quotation_marks_are_no_part_of_a_word() -> None:
    assert other_words([term(en="“interest freeze” (a sales word)")], [], "en")[0][0] == "interest freeze"
    assert other_words([term(zh="综合融资成本（年化）")], [], "zh")[0][0] == "综合融资成本"


def test_further_words_join_the_term_they_share_a_word_with() -> None:
    rows = other_words([term(id="four-times-lpr", zh="四倍 LPR", en="four times LPR")], search_words()["en"], "en")
    assert "4 times LPR" in rows[0]
    assert sum("four times LPR" in row for row in rows) == 1
