"""Whatever comes through the door, however it was made: an answer in bounded time, texts that stay texts, nothing of
one case in the next. What comes in by fields, links, files, pasted blocks and storage all goes through here.

EXAMPLES=3000 tries that many of each, others on every run (`make test-hostile`).
"""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page import Page

from calculators import door
from calculators.building.odd_texts import HOSTILE, UNTYPABLE
from calculators.door import SHARED_PARTS
from calculators.register import CALCULATORS

MOST_SECONDS = 3.0
ASKED = os.environ.get("EXAMPLES")


def examples(usual: int) -> settings:
    """So many and the same on every run, or as many new ones as EXAMPLES says."""
    return settings(max_examples=int(ASKED or usual), derandomize=ASKED is None)


# Each would make an element, an attribute or a script of itself where a text is not escaped.
SNIPPETS = (
    *HOSTILE,
    *UNTYPABLE,
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>parent.x=1</script>'>",
    "' onmouseover='x()",
    '" autofocus onfocus="x()" y="',
    "</data></output><script src=//x.invalid/a.js></script>",
    "<!--",
    "]]>",
    "<style>@import '//x.invalid'</style>",
    "<base href=//x.invalid/>",
    '=HYPERLINK("http://x.invalid","1")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1+1",
    "''' + __import__('os').system('x') + '''",
    "\\'\"\\n#",
    "{{7*7}}${7*7}",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "(a+)+$" * 20,
    "[" * 3000,
    "," * 5000,
    "9" * 5000,
    "-" * 5000,
    "N" * 5000,
    "1/" * 3000,
)
TAGS = {
    "a", "abbr", "b", "bdi", "br", "button", "caption", "cite", "code", "col", "colgroup", "data", "dd", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "input", "label", "li", "ol",
    "option", "output", "p", "q", "section", "select", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "time", "tr", "ul", "svg", "g", "path", "rect", "line",
    "text", "title", "desc", "circle", "polyline", "polygon", "tspan", "use", "defs", "pattern", "header", "footer",
    "article", "fieldset", "legend",
}  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(SNIPPETS),
    st.text(max_size=40),
    st.tuples(st.sampled_from(SNIPPETS), st.text(max_size=5)).map("".join),
    st.sampled_from(("", "yes", "1万", "6200", "30%", "NNN1M", "12", "2026-11-20", "huabei", "open", "year", "total")),
)
# What JSON can bring that no field of ours sends.
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dictionaries(st.text(max_size=5), TEXTS, max_size=2),
    st.lists(st.one_of(st.none(), st.integers(), st.lists(TEXTS, max_size=2)), max_size=3),
)  # fmt: skip
DAYS = st.sampled_from(("2026-11-29", "2024-02-29", "0001-01-01", "9999-12-31"))


def forms(calculator: str) -> st.SearchStrategy[dict[str, Any]]:
    names = sorted(CALCULATORS[calculator].module("building.fields").example_form())
    value = st.one_of(TEXTS, st.lists(TEXTS, max_size=4), st.lists(TEXTS, min_size=101, max_size=103), ODD)
    return st.dictionaries(st.one_of(st.sampled_from(names), st.sampled_from(names), TEXTS), value, max_size=12)


def asked(calculator: str, form: dict[str, Any], day: str, lang: str, **more: str) -> dict[str, Any]:
    """The door's answer to what a page sends, within its time."""
    request = json.dumps({"calculator": calculator, "form": form, "lang": lang, "day": day, **more})
    begun = time.process_time()
    answered = door(request)
    assert time.process_time() - begun < MOST_SECONDS
    assert answered.isascii()
    found: dict[str, Any] = json.loads(answered)
    return found


def is_harmless(html: str) -> None:
    """Only elements of ours, each closed, none that runs, loads or leads out of the site."""
    read = Page(html)
    assert read.tags <= TAGS, read.tags - TAGS
    for tag, attributes in read.elements:
        for name, value in attributes.items():
            assert not re.match("on|style$|src|action$|formaction$|ping$|target$", name), (tag, name, value)
            if name in ("href", "xlink:href"):
                assert re.match(r"(\.\./|#|\./|[a-z-]+/|tel:)", value) and "javascript" not in value, value


@pytest.mark.parametrize("calculator", CALCULATORS)
@given(data=st.data())
@examples(30)
def test_no_form_makes_the_answer_raise_run_or_take_long(calculator: str, data: st.DataObject) -> None:
    form, day, lang = data.draw(forms(calculator)), data.draw(DAYS), data.draw(st.sampled_from(("zh", "en")))
    answered = asked(calculator, form, day, lang)
    is_harmless(answered["html"])
    for text in (answered["sentence"], *answered["errors"].values(), *answered.get("readings", {}).values()):
        assert isinstance(text, str)
    for value in answered["figures"].values():
        assert re.fullmatch(r"[A-Za-z0-9.:-]*", value), value


@pytest.mark.parametrize(("calculator", "part"), [
    (name, part) for name, each in CALCULATORS.items() for part in (*SHARED_PARTS, *each.parts)
])  # fmt: skip
@given(data=st.data())
@examples(8)
def test_no_form_and_nothing_given_makes_a_part_raise_run_or_take_long(
    calculator: str, part: str, data: st.DataObject
) -> None:
    form, given_ = data.draw(forms(calculator)), data.draw(TEXTS)
    answered = asked(calculator, form, "2026-11-29", "zh", part=part, given=given_)["part"]
    is_harmless(answered.get("html", ""))
    for text in answered.get("fill", {}).values():
        assert isinstance(text, str) or all(isinstance(each, str) for each in text)
    for file in answered.get("files", []):
        assert re.fullmatch(r"[\w.-]+", file["name"], re.ASCII), file["name"]
        if file["name"].endswith(".csv"):
            for row in csv.reader(io.StringIO(file["text"].removeprefix("\ufeff"))):
                assert not [cell for cell in row if re.match(r"[=+@\t\r]", cell)], row
    if part == "python":
        # What was typed is texts within one call, whatever it looks like.
        _, call = ast.parse(answered["text"]).body
        inside = [type(node) for node in ast.walk(call)]
        assert inside.count(ast.Call) == 2
        assert not {ast.BinOp, ast.Attribute, ast.JoinedStr, ast.Lambda, ast.Subscript} & set(inside)


@pytest.mark.parametrize("calculator", CALCULATORS)
@given(data=st.data())
@examples(15)
def test_nothing_of_one_case_is_in_the_answer_to_another(calculator: str, data: st.DataObject) -> None:
    mine, other = data.draw(forms(calculator)), data.draw(forms(calculator))
    before = asked(calculator, mine, "2026-11-29", "en")
    for name in CALCULATORS:
        asked(
            name, {**other, "line-name": ["S3CRET"], "months": "S3CRET", "report-label": "S3CRET"}, "2026-11-28", "zh"
        )
    after = asked(calculator, mine, "2026-11-29", "en")
    assert after == before
    assert "S3CRET" not in json.dumps(after)


@pytest.mark.parametrize(("calculator", "part"), [("utilisation", "paste"), ("repayment-habit", "bills")])
@pytest.mark.parametrize("block", ["[,", '"', "a,b\n", "1\t2\t", "额度,", "2026-11-01 ", "\n", "\\", "¥1,"])
def test_a_block_of_three_million_characters_is_answered_in_time(calculator: str, part: str, block: str) -> None:
    given_ = block * (3_000_000 // len(block))
    is_harmless(asked(calculator, {}, "2026-11-29", "zh", part=part, given=given_)["part"].get("html", ""))


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_fields_of_a_million_characters_and_ten_thousand_rows_are_answered_in_time(calculator: str) -> None:
    names = CALCULATORS[calculator].module("building.fields").example_form()
    for form in (dict.fromkeys(names, "1" * 1_000_000), {name: ["1,0"] * 10_000 for name in names}):
        is_harmless(asked(calculator, form, "2026-11-29", "en")["html"])
