"""A calculator as it stands in the page: fields, the worked example's result computed now, and room for messages."""

from __future__ import annotations

import importlib
import json

from build_scripts.pages.calculator_links import opened, tools
from build_scripts.pages.calculator_report import python, report
from build_scripts.pages.cases import case_list
from build_scripts.runtime.runtime import Runtime
from calculators.data import method_version
from calculators.door import CALCULATORS, render
from calculators.html import Html, element

TEXTS = {
    "zh": {
        "noscript": "浏览器没有开启 JavaScript，所以不能按你的数字重算。下面的例子、公式和说明照样可以看。",
        "loading": "正在准备计算，下面先看例子。你可以现在就填，准备好以后会按你填的算。",
        "progress": "正在准备计算：已收到 {done} MB，共 {all} MB。你可以现在就填，准备好以后会按你填的算。",
        "failed": "没能准备好计算；你填的内容、下面的结果和说明都还在，请再试一次。",
        "network": "没能准备好计算，因为网络断了或没有回应；你填的内容、下面的结果和说明都还在，请检查网络后再试一次。",
        "files": "没能准备好计算，因为有文件缺失、不完整或版本对不上；你填的内容、下面的结果和说明都还在，再试一次会重新下载。",
        "silence": "没能准备好计算，因为等了 30 秒没有动静；你填的内容、下面的结果和说明都还在，请再试一次。",
        "stopped": "计算中途停了；你填的内容和上一次的结果都还在，请再试一次。",
        "refused": "浏览器不让本页保存内容，所以没有记住；你填的还在这一页上，关掉就没有了。",
        "old": "这个浏览器太旧，不能在页面里计算；下面例子的结果和说明照样能看，要算自己的数字，请换新一些的浏览器打开。",
        "as-file": "直接打开文件时，浏览器不让页面计算；下面例子的结果和说明照样能看，要算自己的数字，请通过网址打开本页。",
        "again": "再试一次",
        "private": "你输入的内容只在这个浏览器里计算，不会发送出去。",
    },
    "en": {
        "noscript": "JavaScript is off, so your own figures cannot be worked out here. The example, the formulas and the text still stand.",
        "loading": "Getting ready to calculate. The example shows meanwhile; type now, and your figures are worked out as soon as it is ready.",
        "progress": "Getting ready to calculate: {done} of {all} MB received. Type now, and your figures are worked out as soon as it is ready.",
        "failed": "The calculator could not start; what you typed, the result below and the explanations are all still here, so please try again.",
        "network": "The calculator could not start because the connection was lost or did not answer; what you typed, the result below and the explanations are all still here, so check the connection and try again.",
        "files": "The calculator could not start because a file is missing, cut short or from another version; what you typed, the result below and the explanations are all still here, and trying again fetches the files anew.",
        "silence": "The calculator could not start because nothing happened for 30 seconds; what you typed, the result below and the explanations are all still here, so please try again.",
        "stopped": "The calculation stopped part-way; what you typed and the last result are still here, so please try again.",
        "refused": "The browser does not let this page keep anything, so nothing is remembered; what you filled in stays until you close the page.",
        "old": "This browser is too old to calculate in the page; the example's result below and the explanations still stand, and a newer browser works out your own figures.",
        "as-file": "A page opened directly as a file may not calculate; the example's result below and the explanations still stand, and opening the page by its web address works out your own figures.",
        "again": "Try again",
        "private": "What you type is worked out in this browser and never sent anywhere.",
    },
}


def calculator(name: str, lang: str, heading_id: str, runtime: Runtime, up: str) -> Html:
    """The calculator's section. `up` leads from the page to the site's root."""
    folder = importlib.import_module(f"calculators.{CALCULATORS[name]}.fields")
    view = importlib.import_module(f"calculators.{CALCULATORS[name]}.view")
    module = importlib.import_module(f"calculators.{CALCULATORS[name]}.calculator")
    form = importlib.import_module("calculators.form")
    day = folder.EXAMPLE_DAY
    example = folder.example_form()
    words = TEXTS[lang]
    today = form.iso_day(day)
    outcome = module.outcome(form.Form(example), day=today)
    return element(
        "section",
        class_="calc",
        data_calculator=name,
        data_state="example",
        data_lang=lang,
        data_day=day,
        data_method=str(method_version(CALCULATORS[name])),
        data_runtime=f"{up}{runtime.folder}",
        data_bytes=str(runtime.size),
        data_texts=json.dumps(
            {key: text for key, text in words.items() if key not in ("noscript", "private")}, ensure_ascii=False
        ),
        aria_labelledby=heading_id,
    )(
        element("p", class_="calc-private")(words["private"]),
        element("noscript", element("p", class_="calc-note")(words["noscript"])),
        opened(lang),
        folder.fields(lang=lang, day=day),
        element("p", data_status=True, class_="calc-status", hidden=True)(),
        element("div", data_alert=True, class_="calc-alert")(),
        element("div", data_result=True, class_="calc-result")(Html(render(name, example, lang=lang, day=day))),
        element("output", class_="calc-sentence")(view.sentence(outcome, lang=lang, day=today)),
        tools(name, lang),
        case_list(name, lang),
        report(name, lang),
        python(name, example, lang, day=day, up=up, wheel=runtime.wheel),
    )
