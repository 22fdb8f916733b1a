"""A reader takes results along as lines of text, and as lines of Python."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from calculator_page import open_calculator, root
from playwright.sync_api import Page, expect
from report_made import all_open, fill_two_offers, typed_lines
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES
from calculators import answer
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn


def copied(page: Page) -> str:
    """The result as text, as the reader's clipboard has it."""
    page.locator('[data-action="copy-text"]').click()
    expect(page.locator('[data-action="copy-text"]')).to_have_text(re.compile("Copied|已复制"))
    return str(page.evaluate("navigator.clipboard.readText()"))


# What the result shows and the copy may not lack: each paragraph, entry and note that is neither folded away nor
# beside a button, nor the title of a picture.
SHOWN = """() => [...document.querySelectorAll('[data-result] :is(p, li, dt, dd, .calc-note, tr, caption)')]
  .filter((each) => each.checkVisibility() && !each.closest('figure, .calc-carry, .calc-export, details:not([open])') && !each.matches(':has(+ figure)') && !each.querySelector('p, li, button'))
  .flatMap((each) => [...each.querySelectorAll('*')].every((part) => part.matches('svg, svg *, data, a, bdi, strong, code')) ? [each.textContent.replace(/\\s+/g, ' ').trim()] : [])
  .filter(Boolean)"""  # noqa: E501


# Lines of the copy, whole, picked by hand; in the utilisation case with a plan, a split and scenarios. A calculator
# with none of its own is asked all the same whether the copy holds what its result shows.
COPIED: dict[tuple[str, str], tuple[str, ...]] = {
    ("utilisation", "en"): (
        "Total utilisation\t47.5%",
        "38,000.00 yuan used of 80,000.00 yuan",
        "No. 3 Credit card\t99%\t13,800.00 yuan\t19,800.00 yuan\t20,000.00 yuan\tFull (99% to 100%)",
        "Of 16,000.00 yuan a month, 7,000.00 yuan is kept for living costs and 9,000.00 yuan goes to repayment."
        " The plan never touches what is kept.",
        "What is overdue or falls due comes first. The rest follows “Highest ratio first”.",
        "No annual rate was entered for account 1, account 2, account 3, so it counts as 0."
        " The real interest may be higher.",
        "Each scenario starts from today's figures. They do not add up, and interest is left out.",
        "- Scenario 1",
        "Account 3 (Credit card): repay 5,000.00 yuan",
        "Account 1 (Huabei): limit raised from 10,000.00 yuan to 20,000.00 yuan",
        "A raised limit lowers the ratio, but it only helps those who do not borrow more:"
        " what is borrowed has to be repaid. Borrow 4,750.00 yuan more here and the total is back at today's 47.5%,"
        " with more owed. Whether a limit is raised is the lender's decision; this is only a sum, not a forecast.",
        "\tToday\tScenario 1\tScenario 2",
    ),
    ("utilisation", "zh"): (
        "每月能用 16,000.00 元，留给生活 7,000.00 元，拿来还款的是 9,000.00 元。留下的钱，计划不动。",
        "逾期的和到期的先还，余下的钱按“先还使用率最高的”分。",
        "没有填年化利率的，按 0 算：第 1 个额度、第 2 个额度、第 3 个额度。真正的利息可能更多。",
        "- 情形 2",
        "第 1 个额度（花呗）：额度从 10,000.00 元调高到 20,000.00 元",
        "调高额度能让比例变低，但只对不因此多借的人有用：多借的钱照样要还。这里再多借 4,750.00 元，合计就回到今天的"
        " 47.5%，欠的钱却更多。会不会调高由放贷机构决定，这里只是算一算，不是预测。",
    ),
    ("repayment-habit", "en"): (
        "Self-check score\t91 out of 100, from 23 months:"
        " made from your own entries; no credit score and not for lending decisions.",
        "What we did not find: whether monthly marks leave one by one or together with the account."
        " Go by your own report.",
        "This figure predicts neither a limit nor the outcome of an application. No lender sees it or uses it.",
    ),
    ("repayment-habit", "zh"): (
        "自查分\t91（满分 100），计入 23 个月：按你自己填的内容得出，不是信用评分，不能用来决定放不放贷。",
        "依据《征信业管理条例》第 16 条和第 32 条：不良信息从不良行为或者事件终止那天起保存 5 年。没还清的，不开始算。",
        "这个数不能预测额度，也不能预测申请会不会通过。放贷机构看不到它，也不用它。",
    ),
    ("checklist", "en"): (
        "Someone using their own credit: 19 items in all, still open: 7.",
        "1. Do not borrow from one lender to repay another. · partly,"
        " the example's choice · avoids a cost or a late mark, takes months · Borrowing too much",
        "7. Use your 2 free credit reports a year, and check every entry."
        " · not yet, the example's choice · keeps evidence, takes days · Your credit record",
        "This is not a lender's standard. Finishing the list does not guarantee that anyone will lend to you,"
        " or how much.",
    ),
    ("checklist", "zh"): (
        "自己用额度的人：一共 19 条，还没做到的有 7 条。",
        "这是例子，人物是虚构的。虚线框里的 19 个选择还是例子的，不是你的。",
        "1. 不要借一笔还另一笔。 · 做到一部分，例子的选择 · 少一笔损失或一次逾期，要几个月 · 借得太多",
        "7. 每年免费查 2 次自己的信用报告，逐条对一遍。 · 还没做到，例子的选择 · 留下凭据，要几天 · 信用记录",
    ),
    ("borrowing-cost", "en"): (
        "Monthly payment\t1,072.00 yuan",
        "With the monthly fee; the last payment takes the odd fen.",
        "Offer A: no rate was entered, so interest counts as 0.",
        "- Singapore, property loans: 55% of monthly income for all repayments, from 2021-12-16. Checked 2026-11-23.",
        "- All-in cost of new loans by micro-lenders (as reported)",
    ),
    ("borrowing-cost", "zh"): (
        "每月还款\t1,072.00 元",
        "含每期的费用；最后一期补分的零头。",
        "报价 A 没有填利率，利息按 0 算。",
        "报价 A：864.00 元 ÷ 12,000.00 元，12 个月折成一年 7.2%。可本金一直在还，平均只欠 6,500.00 元；864.00 元 ÷"
        " 6,500.00 元，折成一年约 13.29%。这还是粗算；逐月算，名义年化约 13.03%。",
        "- 新加坡，房产贷款：全部还款占月收入 55%，2021-12-16 起。核对日：2026-11-23。",
    ),
}


UNDER_BUTTONS = {"en": ("To the checklist", "Take this list with you"), "zh": ("把结果带到", "带走这份清单")}


def fill_plan_and_scenarios(page: Page) -> None:
    for name, text in (("plan-money", "16000"), ("plan-kept", "7000"), ("spare", "8000")):
        page.locator(f'[name="{name}"]').evaluate("(field, text) => { field.value = text; }", text)
    page.locator('[name="plan-order"]').evaluate("field => { field.value = 'highest-ratio'; }")
    for at, (line, name, text) in enumerate((("3", "repay", "5000"), ("1", "limit", "20000"))):
        page.locator('[name="scenario-line"]').nth(at).evaluate("(field, text) => { field.value = text; }", line)
        page.locator(f'[name="scenario-{name}"]').nth(at).evaluate(
            "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); }", text
        )
    expect(page.locator('[data-result] data[data-name="scenario-total-ratio[1]"]')).to_be_attached()


@pytest.mark.daily("utilisation")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_result_is_copied_as_lines_of_text(new_page: NewPage, calculator: str, lang: str) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(page, calculator, lang)
    if calculator == "utilisation":
        fill_plan_and_scenarios(page)
    text = copied(page)
    lines = text.splitlines()
    assert ("not a credit decision" in text or "不是授信决定" in text) and "#" not in lines[-1]
    assert [line for line in COPIED.get((calculator, lang), ()) if line not in lines] == []
    # Nothing that is shown is missing, nothing is glued to its neighbour.
    shown = page.evaluate(SHOWN)
    assert len(shown) >= (7 if (calculator, lang) in COPIED else 1)
    assert [each for each in shown if each not in text] == []
    assert "\n\n\n" not in text and "  " not in text
    assert not any(line.startswith(words) for words in UNDER_BUTTONS[lang] for line in lines)
    # Each heading has something under it.
    titles = page.locator("[data-result] .calc-title").evaluate_all("all => all.map((each) => each.textContent.trim())")
    assert [
        line for line, after in zip(lines, lines[1:], strict=False) if line in titles and (not after or after in titles)
    ] == []


@pytest.mark.daily()
def test_notes_within_cells_and_brought_results_are_copied_too(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_two_offers(page)
    lines = copied(page).splitlines()
    assert (
        "Monthly payment\t4,197.67 yuan · With the monthly fee; the last payment takes the odd fen."
        "\t968.00 yuan · Before the end; the principal falls due with the last payment, 48,968.00 yuan in all." in lines
    )
    all_open(page, "practitioner", owner="王经理", evidence="文件夹 A-17")
    lines = copied(page).splitlines()
    first = (
        "1. 跟客户讲清晚还的后果，请他复述一遍。 · 还没做到 ·"
        " 移到前面的原因：算使用率时，你标了有额度逾期；还款记录里没按时还的月份有 2 个。 · "
    )
    assert any(
        line.startswith(first) and line.endswith("期限 2026-12-31 · 谁来做：王经理 · 证明放在哪：文件夹 A-17")
        for line in lines
    )
    assert "- 使用率（2026-11-23 算的）：用得最多的额度 99%；有逾期。" in lines
    assert [line for line in lines if re.match(r"\d+\. ", line)][-1].startswith("18. ")


# As in WebKit: a page may copy only in the moment in which the reader's press is handled.
ONLY_WHILE_PRESSED = """
  let pressed = false;
  addEventListener("click", () => { pressed = true; setTimeout(() => { pressed = false; }); }, true);
  for (const name of ["write", "writeText"]) {
    const own = Clipboard.prototype[name];
    Clipboard.prototype[name] = function (...given) {
      return pressed ? own.apply(this, given) : Promise.reject(new DOMException("refused", "NotAllowedError"));
    };
  }
  document.execCommand = () => false;
"""


@pytest.mark.daily()
@pytest.mark.parametrize("action", ["copy-text", "copy-link"])
def test_a_first_press_copies_where_that_is_allowed_only_while_it_is_handled(new_page: NewPage, action: str) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(ONLY_WHILE_PRESSED)
    open_calculator(page, "utilisation", "en")
    page.evaluate("for (const folded of document.querySelectorAll('[data-tools]')) folded.open = true")
    page.locator(f"[data-action={action}]").click()
    expect(page.locator(f"[data-action={action}]")).to_have_text("Copied")
    assert {"copy-text": "47.5%", "copy-link": "#s="}[action] in page.evaluate("navigator.clipboard.readText()")


def lines_of(page: Page) -> Callable[[], str]:
    return lambda: page.locator("[data-python-lines]").inner_text()


@pytest.mark.daily()
def test_the_lines_of_python_are_those_of_what_was_typed(page: Page, site: str) -> None:
    open_calculator(page, "utilisation", "en")
    page.locator("[data-python] > summary").click()
    expect(page.locator("[data-python-install]")).to_have_text(
        re.compile(rf"^pip install {re.escape(site)}wheel/[0-9a-f]{{64}}/clearlimit_calculators-.+\.whl$")
    )
    typed_lines(page)
    expect(page.locator("[data-python-lines]")).to_contain_text("'250000.01'")
    heard: list[object] = []
    exec(lines_of(page)(), {"print": heard.append})
    form = json.loads(page.evaluate("notes.asked.at(-1)"))["form"]
    assert heard[0] == answer("utilisation", form, lang="en", day=root(page).get_attribute("data-day") or "")


def test_without_a_script_the_examples_lines_stand_there_and_what_needs_one_does_not(built: dict[str, bytes]) -> None:
    page = BeautifulSoup(built["en/calculators/utilisation/index.html"], "html.parser")
    assert "answer(" in page.select_one("[data-python-lines]").text
    assert page.select_one("[data-report-block]").find_parent(attrs={"hidden": True})
