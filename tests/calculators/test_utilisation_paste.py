"""Lines out of a pasted block:
the cells of a spreadsheet are read whole or named, never lost and never guessed in silence."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from page import Page

from calculators import answer, door
from calculators.pasted_table import Row, is_total
from calculators.utilisation import pasted
from calculators.utilisation.building.fields import example_form
from calculators.utilisation.lines import KINDS, STATUSES
from calculators.utilisation.pasted_cells import kind_of, overdue_of

DAY = "2026-11-23"
ZH = "名称\t种类\t额度\t已用\t状态\t逾期\n"


def part(text: str, lang: str = "zh", form: dict[str, object] | None = None) -> dict[str, object]:
    request = {
        "calculator": "utilisation",
        "form": form or {},
        "lang": lang,
        "day": DAY,
        "part": "paste",
        "given": text,
    }
    found = json.loads(door(json.dumps(request)))["part"]
    assert isinstance(found, dict)
    Page(str(found["html"]))
    return found


def filled(text: str, lang: str = "zh") -> list[tuple[str, ...]]:
    """(name, kind, limit, used, status, overdue) of each row."""
    fill = part(text, lang).get("fill")
    if fill is None:
        return []
    assert isinstance(fill, dict)
    return list(
        zip(*(fill[f"line-{name}"] for name in ("name", "kind", "limit", "used", "status", "overdue")), strict=True)
    )


def shown(text: str, lang: str = "zh") -> str:
    return Page(str(part(text, lang)["html"])).text


def rest(text: str) -> str:
    fill = part(text)["fill"]
    assert isinstance(fill, dict)
    return str(fill["pasted"])


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


# Names that are blank are another matter: they take the name above.
NAME = st.text(alphabet="小林招行卡abc '\"\n,;(（&<", max_size=8).filter(
    lambda text: text.strip() and not is_total(Row(1, (text.strip(),), ""))
)
ROW = st.tuples(
    NAME,
    st.sampled_from(KINDS),
    st.integers(0, 10**13),
    st.integers(-(10**6), 10**13),
    st.sampled_from(STATUSES),
    st.booleans(),
)
KIND_WORDS = {
    "huabei": "花呗",
    "xinyonggou": "信用购",
    "jiebei": "借呗",
    "xinyongdai": "信用贷",
    "credit-card": "信用卡",
    "other": "其他",
}


def money(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


@given(st.lists(ROW, min_size=1, max_size=8), st.sampled_from("\t,;"), st.sampled_from(["\n", "\r\n"]))
def test_rows_written_by_another_hand_come_back_as_they_were(
    rows: list[tuple[str, str, int, int, str, bool]], delimiter: str, line_end: str
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(("名称", "种类", "额度", "已用", "状态", "逾期"))
    for name, kind, limit, used, status, is_overdue in rows:
        writer.writerow(
            (
                name,
                KIND_WORDS[kind],
                money(limit),
                money(used),
                "冻结" if status == "frozen" else "正常",
                "是" if is_overdue else "否",
            )
        )
    found = pasted.understood(stream.getvalue())
    assert [(line.kind, line.limit, line.used, line.status, line.is_overdue) for line in found.lines] == [
        row[1:] for row in rows
    ]
    assert [line.name for line in found.lines] == [
        " ".join(row[0].split()) if "\n" in row[0] else row[0].strip() for row in rows
    ]
    assert found.rest == ""
    # And once more through the form: the filled-in text is read as the same fen, exactly.
    filled_in = pasted.fill(found.lines, found.rest)
    for field, at in (("line-limit", 2), ("line-used", 3)):
        assert [round(float(text) * 100) for text in filled_in[field]] == [row[at] for row in rows]


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "花呗",
                    "额度",
                    "已用",
                    "name",
                    "limit",
                    "10,000",
                    "x",
                    "",
                    "-",
                    "合计",
                    "单位：万元",
                    '"',
                    "5%",
                    "2026-11-23",
                    "\ud800",
                    "<b>",
                ]
            ),
            max_size=6,
        ),
        max_size=8,
    ),
    st.sampled_from("\t,，;"),
)
@example([["额度", "额度"], ["", "1"]], "\t")
def test_whatever_is_pasted_nothing_raises_and_no_row_is_lost(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    found = pasted.understood(text)
    for lang in ("zh", "en"):
        made = part(text, lang)
        if "fill" in made:
            answer("utilisation", {**example_form(), **dict(made["fill"])}, lang=lang, day=DAY)  # type: ignore[call-overload]
    if not found.lines:
        assert found.rest == text
    else:
        for unread in found.unread:
            assert unread.row.source in found.rest


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    for lang in ("zh", "en"):
        part(text, lang, {"pasted-added": "yes", "line-limit": [text]})


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
