"""What cannot be read in a pasted block is named with its row and column and stays; what nobody can tell is asked."""

from __future__ import annotations

import pytest
from pasted_lines import filled, part, rest, shown

ZH = "名称\t种类\t额度\t已用\t状态\t逾期\n"


@pytest.mark.parametrize(
    ("heading", "cell", "why"),
    [
        ("年化利率", "0.1825", "请带上 %"),
        ("年化利率", "18.25%/年", "年化利率"),
        ("每月到期", "5号", "看不出是多少钱"),
        ("逾期金额", "有", "逾期金额"),
    ],
)
def test_a_cell_for_the_plan_that_cannot_be_read_keeps_its_row_in_the_box(heading: str, cell: str, why: str) -> None:
    text = f"名称\t额度\t已用\t{heading}\n花呗\t10000\t6200\t{cell}\n借呗\t5\t1\t"
    assert len(filled(text)) == 1 and why in shown(text) and f"“{cell}”" in shown(text)
    assert cell in rest(text)
    assert len(filled(text.replace("年化利率", "年化利率（%）"))) == (2 if cell == "0.1825" else 1)


def test_a_cell_with_line_ends_is_one_name() -> None:
    assert filled('名称\t额度\t已用\n"招行\n""白金""卡"\t1\t0')[0][0] == '招行 "白金"卡'


def test_a_credit_balance_in_accountants_brackets_is_below_zero() -> None:
    assert filled("名称\t额度\t已用\n信用卡\t100\t(5.50)")[0][3] == "-5.50"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("花呗\t\tx\t1\t\t", "额度"), ("花呗\t\t1\tx\t\t", "已用"), ("花呗\t\t\t1\t\t", "额度"), ("花呗\t\t1\t\t\t",
            "已用"),
        ("花呗\t\t-1\t1\t\t", "额度"), ("花呗\t\t1\t1\t看看\t", "状态"), ("花呗\t\t1\t1\t\t也许", "逾期"),
        ("名" * 201 + "\t\t1\t1\t\t", "名称"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named_with_its_column_and_stays(row: str, column: str) -> None:
    text = ZH + row + "\n借呗\t\t50000\t12000\t\t\n"
    assert [line[2] for line in filled(text)] == ["50000"]
    assert f"粘贴内容第 2 行的“{column}”" in shown(text)
    assert rest(text) == ZH + row


def test_where_nothing_is_understood_the_form_is_left_alone() -> None:
    for text in ("你好", "名称\t备注\n花呗\t好用", "a,b\nc,d", "", "额度\t已用\n\n"):
        assert "fill" not in part(text)


def test_a_column_that_is_missing_is_said() -> None:
    assert "没有找到这几列：已用" in shown("名称\t额度\n花呗\t1")
    assert "No column was found for: Limit" in shown("name\tused\nHuabei\t1", "en")


def test_a_comma_inside_an_unquoted_number_is_noticed() -> None:
    for text in (
        "花呗,10,000,6,200",
        "name,limit,used\nHuabei,10,000,6,200",
        "name,limit,used,status,overdue\nHuabei,10,000,6,200",
    ):
        assert filled(text) == []
    assert filled("name,limit,used\nHuabei,500,300") != []


def test_a_row_wider_than_its_headings_is_noticed() -> None:
    text = "name,limit,used\nHuabei,10000,6,200\nJiebei,500,300"
    assert [line[0] for line in filled(text)] == ["Jiebei"]
    assert "Pasted row 2: it has more cells than there are headings" in shown(text, "en")


def test_rows_that_are_added_fill_the_form_up_to_100_lines() -> None:
    form = {"pasted-added": "yes", "line-limit": ["1"] * 99, "line-used": ["0"] * 99}
    fill = part("名称\t额度\t已用\n花呗\t1\t1\n借呗\t2\t2", form=form)["fill"]
    assert isinstance(fill, dict)
    assert len(fill["line-limit"]) == 100 and fill["pasted"] == "名称\t额度\t已用\n借呗\t2\t2"


def test_at_most_100_rows_are_taken_and_the_others_stay() -> None:
    rows = [f"卡 {number}\t{number}00\t1" for number in range(1, 103)]
    text = "名称\t额度\t已用\n" + "\n".join(rows)
    assert len(filled(text)) == 100
    assert rest(text) == "名称\t额度\t已用\n" + "\n".join(rows[100:])
    assert "多出的 2 行" in shown(text)


def test_a_block_that_is_too_long_is_not_read() -> None:
    found = part("名称\t额度\t已用\n" + "花呗\t1\t1\n" * 40_000)
    assert "fill" not in found and "200,000" in str(found["html"])


RIVALS = "Card\tLimit\tStatement balance\tCurrent balance\tAvailable\n"


def test_of_two_balances_the_one_that_limit_and_available_bear_out_is_used() -> None:
    # 10,000 - 2,500 = 7,500; 5,000 - 4,900 = 100.
    rows = "招行\t10000\t300\t7500\t2500\n建行\t5000\t0\t100\t4900\n"
    assert [row[3] for row in filled(RIVALS + rows)] == ["7500", "100"]
    swapped = "Card\tLimit\tCurrent balance\tStatement balance\tAvailable\n招行\t10000\t7500\t300\t2500\n"
    assert [row[3] for row in filled(swapped)] == ["7500"]


def test_without_what_is_available_a_part_of_the_debt_gives_way_to_the_whole() -> None:
    head = "名称\t额度\t已出账单欠款\t总欠款\n"
    assert [row[3] for row in filled(head + "招行\t10000\t300\t7500\n")] == ["7500"]


def test_two_amounts_of_which_nobody_can_tell_are_asked_about() -> None:
    text = "名称\t额度\t欠款\t余额\n招行\t10000\t300\t7500\n"
    assert filled(text) == []
    assert "欠款、余额" in shown(text) and "欠款, 余额" in shown(text, "en")
    # Where they say the same, nothing hangs on it.
    assert [row[3] for row in filled("名称\t额度\t欠款\t余额\n招行\t10000\t300\t300\n")] == ["300"]


def test_a_row_whose_amounts_do_not_fit_together_is_kept_and_said() -> None:
    head = "名称\t额度\t已用\t可用\n"
    text = head + "花呗\t10000\t300\t2500\n借呗\t1000\t400\t600\n"
    assert [row[3] for row in filled(text)] == ["400"]
    assert "额度 10000.00、已用 300.00、可用 2500.00，三个数对不上" in shown(text)
    # Used beyond the limit leaves nothing available, or less than nothing.
    assert len(filled(head + "花呗\t1000\t1200\t0\n借呗\t1000\t1200\t-200\n")) >= 1


def test_accounts_of_several_people_are_refused() -> None:
    head = "客户\t产品\t额度\t已用\n"
    rows = "".join(f"客户{number % 30}\t花呗\t10000\t959\n" for number in range(90))
    assert filled(head + rows) == [] and "表里有 30 个人的额度" in shown(head + rows)
    assert len(filled(head + "小林\t花呗\t10000\t959\n小林\t借呗\t5000\t0\n")) == 2


@pytest.mark.parametrize(("heading", "cell"), [("币种", "USD"), ("货币", "港币"), ("单位", "万元")])
def test_a_row_in_another_currency_or_unit_is_kept_and_said(heading: str, cell: str) -> None:
    text = f"名称\t额度\t已用\t{heading}\n招行\t10000\t300\t{cell}\n花呗\t1000\t100\t元\n"
    assert [row[3] for row in filled(text)] == ["100"]
    assert f"写着“{cell}”，金额不是人民币元" in shown(text)


@pytest.mark.parametrize(
    ("text", "said"), [("PK\x03\x04\x14", "Excel 工作簿"), ("%PDF-1.7", "PDF 或图片"), ("\x00\x01", "不是文本")]
)
def test_a_file_of_another_kind_gets_one_sentence(text: str, said: str) -> None:
    assert said in shown(text)


@pytest.mark.parametrize("heading", ["Card", "Creditor", "卡", "债权人"])
def test_what_names_a_card_or_a_creditor_names_the_account(heading: str) -> None:
    assert filled(f"{heading}\t额度\t已用\n招行\t10000\t300\n")[0][0] == "招行"
