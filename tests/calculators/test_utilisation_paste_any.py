"""Whatever is pasted: what another hand wrote comes back, no row is lost, nothing raises."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import example, given
from hypothesis import strategies as st
from pasted_lines import DAY, part

from calculators import answer
from calculators.pasted_table import Row, is_total
from calculators.utilisation import pasted
from calculators.utilisation.building.fields import example_form
from calculators.utilisation.lines import KINDS, STATUSES

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


@example([("'(", "huabei", 0, 0, "open", False)], "\t", "\n")
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
    # A spreadsheet's sign of a text before what looks like an amount ('123) is no part of it.
    names = [re.sub(r"^['`‘’](?=[\d¥￥(-])", "", row[0].strip()) for row in rows]
    assert [line.name for line in found.lines] == [" ".join(name.split()) if "\n" in name else name for name in names]
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
