"""Bills in files as real people have them: what a row says besides its amounts, and which rows are one bill."""

from __future__ import annotations

import re

import pytest
from bills_read import ZH, codes, html
from page import Page


def test_parts_clear_the_bill_on_the_day_that_their_sum_reaches_it() -> None:
    # 60 by the due day, 101 with the second: cleared on that day, whatever is over.
    assert codes(ZH + "2026-10-10,100,2026-10-09,60\n2026-10-10,100,2026-10-09,41\n") == "N"
    assert codes(ZH + "2026-10-10,5000,2026-10-08,500\n2026-10-10,5000,2026-10-12,5000\n") == "M"
    assert codes(ZH + "2026-10-10,1234.56,2026-10-08,600\n2026-10-10,1234.56,2026-11-02,650\n") == "1"
    # Two whole payments are two bills.
    assert codes(ZH + "2026-10-10,100,2026-10-09,100\n2026-10-10,100,2026-11-09,100\n") == "1"


def test_a_part_after_a_whole_payment_may_be_money_over_or_another_bill_and_is_asked_about() -> None:
    table = ZH + "2026-10-10,100,2026-10-09,100\n2026-10-10,100,2026-10-11,40\n"
    assert "第 3 行：同一天、同样金额的账单已经有一行还清了" in Page(html(table)).text
    assert codes(table) == "N"


def test_bills_of_two_accounts_are_kept_apart() -> None:
    head = "产品,应还日期,应还金额,还款日期,实还金额\n"
    # 500 of 1,000 on each: none of the two is paid; on one account they would be one bill, paid.
    two = "花呗,2026-10-10,1000,2026-10-10,500\n借呗,2026-10-10,1000,2026-10-10,500\n"
    assert codes(head + two) == "1"
    assert codes(head + two.replace("借呗", "花呗")) == "N"
    for heading in ("Card", "Creditor", "卡", "账户", "平台"):
        assert codes(head.replace("产品", heading) + two) == "1"


def test_a_column_of_another_kind_beside_the_account_changes_nothing() -> None:
    head = "备注,应还日期,应还金额,还款日期,实还金额\n"
    assert codes(head + "第一笔,2026-10-10,1000,2026-10-09,500\n第二笔,2026-10-10,1000,2026-10-10,500\n") == "N"


STATUS = "到期还款日,应还金额,还款时间,还款金额,{}\n2026-09-10,1200.00,2026-09-10,1200.00,{}\n"


@pytest.mark.parametrize("heading", ["状态", "Status", "备注", "处理结果", "说明"])
@pytest.mark.parametrize("word", ["还款失败", "已撤销", "已退款", "Returned", "REVERSED", "失败"])
def test_a_payment_that_failed_or_was_returned_has_paid_nothing(heading: str, word: str) -> None:
    # Due on 10 September and not paid: 20 days on the 30th, 51 on 31 October.
    assert codes(STATUS.format(heading, word)) == "12"
    assert "第 2 行写明还款没有成功" in Page(html(STATUS.format(heading, word))).text


def test_a_failed_payment_beside_the_one_that_came_is_no_bill_of_its_own() -> None:
    table = STATUS.format("状态", "还款失败") + "2026-09-10,1200.00,2026-09-12,1200.00,还款成功\n"
    assert codes(table) == "M*"
    assert codes(STATUS.format("状态", "失败") + "2026-09-10,1200.00,2026-09-11,1200.00,失败\n") == "12"


@pytest.mark.parametrize(
    ("heading", "word", "said"),
    [
        ("状态", "处理中", "还没有结果"),
        ("备注", "Pending", "还没有结果"),
        ("状态", "待定", "看不出这一笔还成了没有"),
        ("备注", "上次失败后补还", "看不出这一笔最后还成了没有"),
        ("币种", "USD", "不是人民币元"),
        ("单位", "万元", "不是人民币元"),
        ("状态", "未还清", "日期和金额却说已经还清了"),
        ("状态", "逾期", "日期和金额却说已经还清了"),
    ],
)
def test_a_word_that_leaves_it_open_is_asked_about(heading: str, word: str, said: str) -> None:
    table = STATUS.format(heading, word)
    assert said in Page(html(table)).text and codes(table) == ""


@pytest.mark.parametrize(
    ("heading", "word"),
    [("状态", "已还"), ("状态", "Paid"), ("状态", "正常"), ("状态", ""), ("状态", "-"), ("备注", "工资卡代扣"),
        ("币种", "人民币"), ("是否已还", "是")],
)  # fmt: skip
def test_a_word_that_changes_nothing_changes_nothing(heading: str, word: str) -> None:
    assert codes(STATUS.format(heading, word)) == "N*"


def test_late_beside_a_late_payment_is_no_contradiction_and_paid_without_a_day_is_asked_about() -> None:
    late = "到期还款日,应还金额,还款时间,还款金额,状态\n2026-09-10,1200.00,2026-09-12,1200.00,逾期\n"
    assert codes(late) == "M*"
    table = "到期还款日,应还金额,还款时间,还款金额,状态\n2026-09-10,1200.00,,,已还清\n"
    assert "却没有还款日期" in Page(html(table)).text and codes(table) == ""


def test_where_only_the_minimum_was_paid_both_records_are_offered_and_no_alarm_is_raised() -> None:
    head = "到期还款日,应还金额,最低还款额,还款时间,还款金额\n"
    rows = "2026-09-10,5000,500,2026-09-09,500\n2026-10-10,5000,500,2026-10-10,500\n"
    found = html(head + rows)
    # By terms that take the minimum NN; else due on 10 September and unpaid, 20 days on the 30th, 51 on 31 October.
    assert re.findall('data-field="months" data-value="([^"]*)"', found) == ["12", "NN"]
    assert "第 2、3 行只还到了最低还款额" in Page(found).text
    assert "late-now" not in found
    # Less than the minimum, or after the day, is late by any terms.
    for row in ("2026-10-10,5000,500,2026-10-10,499.99\n", "2026-10-10,5000,500,2026-10-11,500\n"):
        assert "只还到了最低还款额" not in Page(html(head + row)).text
        assert "late-now" in html(head + row)


def test_bills_of_several_people_are_refused() -> None:
    head = "客户,应还日期,应还金额,还款日期,实还金额\n"
    row = "{},2026-10-10,1000,2026-10-10,1000\n"
    table = head + "".join(row.format(name) for name in ("小林", "小王", "小林"))
    assert "表里有 2 个人的账单" in Page(html(table)).text and codes(table) == ""
    assert codes(head + row.format("小林") * 2) == "N"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PK\x03\x04\x14\x00\x06\x00 \ufffd", "Excel 工作簿"),
        ("%PDF-1.7\n%\ufffd", "PDF 或图片"),
        ("\x00\x01\x02应", "不是文本"),
        ("还款日期,还款金额\n2026-10-10,1000\n", "只有还款记录"),
    ],
)
def test_a_file_of_another_kind_gets_one_sentence(text: str, said: str) -> None:
    assert said in Page(html(text)).text and codes(text) == ""


def test_a_page_of_titles_and_a_tab_after_every_cell_stand_in_no_ones_way() -> None:
    prose = "".join(f"第 {number} 行说明，账户：小林，合计：见下\n" for number in range(24))
    table = "应还日期\t,应还金额\t,还款日期\t,实还金额\t\n2026-10-10\t,1000.00\t,2026-10-11\t,1000.00\t\n"
    assert codes(prose + table) == "M"
