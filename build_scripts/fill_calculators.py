"""A calculator as it stands in the page: fields, the worked example's result computed now, and room for messages."""

from __future__ import annotations

import importlib
import json

from calculators.door import render
from calculators.html import Html, element

FOLDERS = {"utilisation": "utilisation", "repayment-habit": "repayment_habit", "checklist": "checklist"}
_WORDS = {
    "zh": {
        "noscript": "浏览器没有开启 JavaScript，所以不能按你的数字重算。下面的例子、公式和说明照样可以看。",
        "loading": "正在准备计算，下面先看例子。你可以现在就填，准备好以后会按你填的算。",
        "progress": "正在准备计算：已收到 {done} MB，共 {all} MB。你可以现在就填，准备好以后会按你填的算。",
        "failed": "没能准备好计算。你填的内容都还在，下面例子的结果和说明照样能看。请检查网络后再试一次。",
        "again": "再试一次",
        "private": "你输入的内容只在这个浏览器里计算，不会发送出去。",
    },
    "en": {
        "noscript": "JavaScript is off, so your own figures cannot be worked out here. The example, the formulas and the text still stand.",
        "loading": "Getting ready to calculate. The example shows meanwhile; type now, and your figures are worked out as soon as it is ready.",
        "progress": "Getting ready to calculate: {done} of {all} MB received. Type now, and your figures are worked out as soon as it is ready.",
        "failed": "The calculator could not start. Everything you typed is still here, and so are the example and the explanations. Check the connection and try again.",
        "again": "Try again",
        "private": "What you type is worked out in this browser and never sent anywhere.",
    },
}


def calculator(name: str, lang: str, heading_id: str, runtime: str, size: int) -> Html:
    """The calculator's section. `runtime` is the runtime's folder, relative to the page; `size` its bytes to fetch."""
    folder = importlib.import_module(f"calculators.{FOLDERS[name]}.fields")
    view = importlib.import_module(f"calculators.{FOLDERS[name]}.view")
    module = importlib.import_module(f"calculators.{FOLDERS[name]}.calculator")
    form = importlib.import_module("calculators.form")
    day = folder.EXAMPLE_DAY
    example = folder.example_form()
    words = _WORDS[lang]
    today = form.iso_day(day)
    outcome = module.outcome(form.Form(example), day=today)
    return element(
        "section",
        element("p", words["private"], class_="calc-private"),
        element("noscript", element("p", words["noscript"], class_="calc-note")),
        folder.fields(lang=lang, day=day),
        element("p", data_status=True, class_="calc-status", hidden=True),
        element("div", data_alert=True, class_="calc-alert"),
        element("div", Html(render(name, example, lang=lang, day=day)), data_result=True, class_="calc-result"),
        element("output", view.sentence(outcome, lang=lang, day=today), class_="calc-sentence"),
        class_="calc",
        data_calculator=name,
        data_state="example",
        data_lang=lang,
        data_day=day,
        data_runtime=runtime,
        data_bytes=str(size),
        data_texts=json.dumps({key: words[key] for key in ("loading", "progress", "failed", "again")}, ensure_ascii=False),
        aria_labelledby=heading_id,
    )
