"""Lines out of a pasted block:
the cells of a spreadsheet are read whole or named, never lost and never guessed in silence."""

from __future__ import annotations

import pytest
from pasted_lines import DAY, filled, part, rest, shown

from calculators import answer
from calculators.utilisation.pasted_cells import kind_of, overdue_of

XIAO_LIN = [
    ("花呗", "huabei", "10000", "6200", "open", ""),
    ("借呗", "jiebei", "50000", "12000", "open", ""),
    ("信用卡", "credit-card", "20000", "19800", "open", ""),
]


def test_xiao_lins_lines_with_headings_as_excel_copies_them() -> None:
    text = "名称\t额度\t已用\r\n花呗\t10,000.00\t6,200.00\r\n借呗\t￥50,000\t1.2万\r\n信用卡\t２００００\t19800元\r\n合计\t80,000.00\t38,000.00\r\n"  # noqa: E501
    assert filled(text) == XIAO_LIN
    assert rest(text) == "" and "第 5 行像是合计" in shown(text)


def test_the_same_lines_in_english_from_a_csv_file() -> None:
    text = (
        '\ufeff"Lender","Credit'
        ' Limit","Balance","Status","Overdue"\n"Huabei","10,000.00","6,200.00","Open","No"\nMy credit'
        " card,20000,19800,Suspended,yes\nTotal,30000,26000,,\n"
    )
    assert filled(text, "en") == [
        ("Huabei", "huabei", "10000", "6200", "open", ""),
        ("My credit card", "credit-card", "20000", "19800", "frozen", "yes"),
    ]


def test_without_headings_the_first_two_columns_of_money_are_limit_and_used() -> None:
    assert filled("花呗\t10000\t6200\n借呗\t50000\t12000\t62%\n信用卡\t20000\t19800") == XIAO_LIN
    assert "没有看到表头" in shown("花呗\t10000\t6200")


def test_without_headings_a_count_of_rows_is_no_money() -> None:
    assert filled("1\t花呗\t10000\t6200\n2\t借呗\t50000\t12000\n3\t信用卡\t20000\t19800") == XIAO_LIN


def test_without_headings_words_tell_kind_status_and_overdue() -> None:
    text = "招行\t信用卡\t20000\t100\t正常\t否\n阿里\t花呗\t10000\t200\t已冻结\t是"
    assert filled(text) == [
        ("招行", "credit-card", "20000", "100", "open", ""),
        ("阿里", "huabei", "10000", "200", "frozen", "yes"),
    ]


def test_what_is_available_is_taken_from_the_limit() -> None:
    # 10,000 - 3,800 = 6,200.
    assert filled("名称\t授信额度\t可用额度\n花呗\t10000\t3800")[0][2:4] == ("10000", "6200")


def test_amounts_in_units_of_10000_yuan_are_minded_in_a_heading_and_above_it() -> None:
    assert filled("名称\t额度（万元）\t已用（元）\n花呗\t1\t6200")[0][2:4] == ("10000", "6200")
    assert filled("单位：万元\t\t\n名称\t额度\t已用\n花呗\t1\t0.62")[0][2:4] == ("10000", "6200")


def test_amounts_in_a_unit_we_do_not_read_are_never_taken() -> None:
    text = "名称\t额度（千元）\t已用\n花呗\t10\t6200"
    assert filled(text) == []
    assert "粘贴内容第 2 行的“额度（千元）”：读到“10”" in shown(text)


@pytest.mark.parametrize(
    ("lang", "none", "taken"), [("zh", "没有一行读懂", "读懂 0 行"), ("en", "No row was understood", "account 1")]
)
def test_where_no_row_was_understood_nothing_is_said_to_stand_in_the_form(lang: str, none: str, taken: str) -> None:
    text = "名称\t额度\t已用\n花呗\t1e4\t5\n借呗\t10000\t"
    assert "fill" not in part(text, lang)
    assert none in shown(text, lang) and taken not in shown(text, lang)
    assert "1e4" in shown(text, lang)  # each row is still named


def test_a_name_merged_over_rows_is_theirs_and_the_page_says_so() -> None:
    text = "名称\t\t种类\t额度\t已用\n小林\t\t花呗\t10000\t6200\n\t\t借呗\t50000\t12000\n\t\t\t3000\t0\n\t\t\t\t\n\t\t信用卡\t1\t0\n"  # noqa: E501
    assert filled(text) == [
        ("小林", "huabei", "10000", "6200", "open", ""), ("小林", "jiebei", "50000", "12000", "open", ""),
        # The kind is merged too; after a blank row nothing is.
        ("小林", "jiebei", "3000", "0", "open", ""), ("", "credit-card", "1", "0", "open", ""),
    ]  # fmt: skip
    assert "照上一行填：第 3、4 行" in shown(text)
    assert "filled in from the row above: row 3, 4" in shown(text, "en")


def test_a_kind_alone_a_limit_or_a_state_is_never_taken_from_the_row_above() -> None:
    text = "名称\t种类\t额度\t已用\t状态\t逾期\n甲\t借呗\t10000\t6200\t冻结\t是\n乙\t\t50000\t12000\t\t\n\t\t\t300\t\t"
    assert filled(text)[1] == ("乙", "other", "50000", "12000", "open", "")
    assert len(filled(text)) == 2 and "空着" in shown(text)
    assert "合并" not in shown("名称\t额度\t已用\n合计\t1\t1\n\t5\t1")


def test_a_row_without_a_name_that_sums_up_the_others_is_a_total() -> None:
    text = "名称\t额度\t已用\n花呗\t10000\t6200\n借呗\t50000\t12000\n\t60000\t18200"
    assert [line[0] for line in filled(text)] == ["花呗", "借呗"]
    assert "第 4 行像是合计" in shown(text)
    # One fen off, or a name of its own, and it is a line.
    assert len(filled(text.replace("18200", "18200.01"))) == 3
    assert len(filled(text + "\n卡\t60000\t18200")) == 3


def test_a_product_beside_its_platform_gives_the_kind_and_both_stay_in_the_name() -> None:
    text = "平台\t产品\t额度\t已用\n支付宝\t花呗\t10000\t1000\n\t借呗\t50000\t45000\n招行\t信用卡\t20000\t5000"
    assert filled(text) == [
        ("支付宝 花呗", "huabei", "10000", "1000", "open", ""),
        ("支付宝 借呗", "jiebei", "50000", "45000", "open", ""),
        ("招行 信用卡", "credit-card", "20000", "5000", "open", ""),
    ]
    assert "产品名称（接在前一列后面" in shown(text) and "照上一行填：第 3 行" in shown(text)
    fill = part(text)["fill"]
    assert isinstance(fill, dict)
    # Without Jiebei 6,000 of 30,000; with it 51,000 of 80,000.
    found = answer("utilisation", fill, lang="zh", day=DAY)
    assert (found["total-ratio-cards"], found["total-ratio"]) == ("0.2", "0.6375")


@pytest.mark.parametrize(("columns", "cells", "name", "kind"), [
    ("Platform\tProduct", "Alipay\tJiebei", "Alipay Jiebei", "jiebei"),
    ("Product name\tBank name", "Credit card\tCMB", "Credit card CMB", "credit-card"),
    ("产品\t平台", "信用贷\t支付宝", "信用贷 支付宝", "xinyongdai"),
    ("平台\t产品", "支付宝\t信用贷", "支付宝 信用贷", "xinyongdai"),
    ("平台\t产品", "招商银行\t信用贷", "招商银行 信用贷", "other"),  # a bank's own, not Ant's
    ("平台\t产品", "支付宝\t支付宝花呗", "支付宝花呗", "huabei"),
    ("银行\t产品\t种类", "建行\t快贷\t其他", "建行 快贷", "other"),
    ("平台\t产品", "京东\t白条", "京东 白条", "other"),
    ("产品\t卡号", "花呗\t6222", "花呗", "huabei"),
    ("Bank\tAccount number", "CMB credit card\t6222", "CMB credit card", "credit-card"),
])  # fmt: skip
def test_two_columns_of_names(columns: str, cells: str, name: str, kind: str) -> None:
    assert filled(f"{columns}\t额度\t已用\n{cells}\t10000\t1000")[0][:2] == (name, kind)


def test_two_columns_of_names_without_headings_and_with_rows_of_one_platform() -> None:
    assert [line[:2] for line in filled("支付宝\t花呗\t10000\t1\n京东\t白条\t5000\t1")] == [
        ("支付宝 花呗", "huabei"),
        ("京东 白条", "other"),
    ]
    # A row with nothing but a product sums up the others and is still a line: its product says so.
    text = "平台\t产品\t额度\t已用\n支付宝\t花呗\t10000\t1\n\t借呗\t5000\t1\n\t网商贷\t15000\t2"
    assert filled(text)[2][:3] == ("支付宝 网商贷", "other", "15000")


def overdue(heading: str, *cells: str, lang: str = "zh") -> tuple[list[str], list[str]]:
    """(ticks, amounts) of lines with 9,900 of 10,000 used."""
    rows = "".join(f"花呗\t10000\t9900\t{cell}\n" for cell in cells)
    fill = part(f"名称\t额度\t已用\t{heading}\n{rows}", lang)["fill"]
    assert isinstance(fill, dict)
    return fill["line-overdue"], fill.get("line-overdue-amount", [""] * len(cells))


@pytest.mark.parametrize(("heading", "cells", "ticks", "amounts"), [
    ("逾期", ["500"], ["yes"], ["500"]),
    ("Overdue", ["1,200.50", "-", ""], ["yes", "", ""], ["1200.50", "", ""]),
    ("逾期（万元）", ["0.05"], ["yes"], ["500"]),
    ("逾期", ["1", "0", "是"], ["yes", "", "yes"], ["", "", ""]),  # a yes and a no
    ("逾期", ["1", "500"], ["yes", "yes"], ["1", "500"]),  # all of them are amounts
    ("逾期天数", ["30"], ["yes"], [""]),
    ("本月逾期", ["30"], ["yes"], ["30"]),
    ("Days overdue", ["30"], ["yes"], [""]),
    ("逾期", ["30天", "是", "500元"], ["yes", "yes", "yes"], ["", "", "500"]),
    ("逾期\t逾期金额", ["30\t120", "1\t"], ["yes", "yes"], ["120", ""]),  # the amount has a column of its own
])  # fmt: skip
def test_an_amount_in_the_overdue_column_is_the_overdue_amount(
    heading: str, cells: list[str], ticks: list[str], amounts: list[str]
) -> None:
    assert overdue(heading, *cells) == (ticks, amounts)


def test_the_overdue_amount_is_shown_and_one_in_another_currency_is_not_taken() -> None:
    text = "名称\t额度\t已用\t逾期\n花呗\t10000\t9900\t500"
    assert "已经逾期，数字当作其中逾期多少" in shown(text) and "500.00 元" in shown(text)
    assert "its numbers as the overdue amount" in shown(text, "en")
    assert filled(text.replace("逾期", "逾期（美元）")) == []


@pytest.mark.parametrize("dash", ["-", "—", "——", "¥-"])
@pytest.mark.parametrize("columns", ["额度\t已用", "可用\t额度"])
def test_a_dash_for_a_limit_is_not_read_as_nothing(dash: str, columns: str) -> None:
    text = f"名称\t{columns}\n花呗\t{dash}\t100\n借呗\t1000\t5000"
    assert len(filled(text)) == 1 and rest(text) == f"名称\t{columns}\n花呗\t{dash}\t100"
    assert f"只有“{dash}”，看不出" in shown(text) and "may mean none" in shown(text, "en")
    # Not needed beside what is used; and in `used` it is how spreadsheets write 0.
    assert filled(f"名称\t额度\t已用\t可用\n花呗\t10000\t10\t{dash}")[0][3] == "10"
    assert filled(f"名称\t额度\t已用\n花呗\t10000\t{dash}")[0][3] == "0"


def test_titles_above_the_headings_are_named_and_a_unit_there_stays_with_what_stays() -> None:
    text = "客户额度表\n编号 A-17\n名称\t额度\t已用\n花呗\t10000\t6200"
    assert "没有当作额度来读：第 1 行“客户额度表”、第 2 行“编号 A-17”" in shown(text)
    assert "not read as an account: row 1, “客户额度表”, row 2, “编号 A-17”." in shown(text, "en")
    assert rest(text) == "" and filled(text)[0][2] == "10000"
    unit = "单位：万元\t\t\n名称\t额度\t已用\n花呗\t1\t0.62\n借呗\t5\tx"
    assert "没有当作额度来读" not in shown(unit)
    # Corrected and read again, 5 is still 50,000.
    assert filled(rest(unit).replace("x", "1"))[0][2:4] == ("50000", "10000")


def test_what_falls_due_the_yearly_rate_and_the_overdue_part_go_into_the_plans_fields() -> None:
    text = "名称\t额度\t已用\t最低还款额\t年化利率\t逾期金额\n花呗\t10000\t6200\t全部\t\t0\n信用卡\t20000\t19800\t1,980.00\t18.25%\t120.50\n借呗\t5万\t1.2万\t-\t15\t"  # noqa: E501
    fill = part(text)["fill"]
    assert isinstance(fill, dict)
    assert (fill["line-due"], fill["line-rate"]) == (["全部", "1980", ""], ["", "18.25%", "15"])
    assert (fill["line-overdue-amount"], fill["line-overdue"]) == (["", "120.50", ""], ["", "yes", ""])
    # 6,200 + 1,980 + 120.50 come first; 19,800 x 18.25 % / 12 is no part of that.
    found = answer("utilisation", {**fill, "plan-money": "8000"}, lang="zh", day=DAY)
    assert (found["plan-missing"], found["errors"]) == ("300.50", {})
    assert all(
        word in shown(text) for word in ("每月要还多少（元）", "年化利率", "其中逾期多少", "18.25%", "120.50 元")
    )


@pytest.mark.parametrize("heading", ["利率", "日利率", "月利率", "月费率", "最低还款日", "每月还款日", "到期日"])
def test_a_rate_that_is_not_said_to_be_a_years_and_a_day_of_the_month_are_not_used(heading: str) -> None:
    fill = part(f"名称\t额度\t已用\t{heading}\n花呗\t10000\t6200\t5")["fill"]
    assert isinstance(fill, dict) and not {"line-rate", "line-due"} & set(fill)


def test_rows_may_be_added_below_those_that_stand_in_the_form() -> None:
    form = {
        "pasted-added": "yes", "line-name": ["我的", "", "例子"], "line-kind": ["other", "other", "huabei"],
        "line-limit": ["1", "", "9"], "line-used": ["0", "", "9"], "line-rate": ["18", "", "7"], "line-example": ["",
            "", "yes"],
    }  # fmt: skip
    found = part("名称\t额度\t已用\n花呗\t10000\t6200\n借呗\tx\t1", form=form)
    fill = found["fill"]
    assert isinstance(fill, dict)
    assert (
        fill["line-name"] == ["我的", "花呗"]
        and fill["line-limit"] == ["1", "10000"]
        and fill["line-rate"] == ["18", ""]
    )
    assert fill["pasted-added"] == "yes" and "从第 2 个额度排起" in str(found["html"])


def test_a_row_of_which_only_the_plans_part_is_typed_stays_too() -> None:
    form = {"pasted-added": "yes", "line-limit": ["", ""], "line-used": ["", ""], "line-rate": ["18", ""]}
    fill = part("名称\t额度\t已用\n花呗\t10000\t6200", form=form)["fill"]
    assert isinstance(fill, dict)
    assert fill["line-rate"] == ["18", ""] and fill["line-limit"] == ["", "10000"]


def test_what_is_filled_in_is_what_the_calculator_reads() -> None:
    # Xiao Lin's 38,000 of 80,000.
    fill = part("名称\t额度\t已用\n花呗\t10000\t6200\n借呗\t50000\t12000\n信用卡\t20000\t19800")["fill"]
    assert isinstance(fill, dict)
    found = answer("utilisation", fill, lang="zh", day=DAY)
    assert found["total-ratio"] == "0.475" and found["errors"] == {}


@pytest.mark.parametrize(
    "words",
    [
        ("信用贷", "xinyongdai"),
        ("建行信用贷款", ""),
        ("Credit Card", "credit-card"),
        ("Credit Loan (Xinyongdai)", "xinyongdai"),
        ("蚂蚁信用购", "xinyonggou"),
        ("京东白条", ""),
    ],
)
def test_kinds_are_known_by_their_words_and_a_banks_loan_is_not_taken_for_ants(words: tuple[str, str]) -> None:
    assert kind_of(words[0]) == words[1]


@pytest.mark.parametrize(
    ("text", "is_overdue"),
    [
        ("0", False),
        ("0.00", False),
        ("120.5", True),
        ("3天", True),
        ("是", True),
        ("-", False),
        ("", False),
        ("也许", None),
    ],
)
def test_overdue_may_be_a_word_an_amount_or_days(text: str, is_overdue: bool | None) -> None:
    assert overdue_of(text) is is_overdue
