"""What stands under a calculator's result for taking it along: as text, as a report for paper, and in Python."""

from __future__ import annotations

import json

from build_scripts.pages.calculator_links import held
from build_scripts.runtime.wheel import Wheel
from calculators.form import Form, iso_day
from calculators.html import Html, element, void
from calculators.report.python_lines import lines
from calculators.report.sheet import MOST_LABEL

_TEXTS = {
    "zh": {
        "copy-text": "复制结果（文字）",
        "summary": "做成一页报告：打印或存成 PDF",
        "lead": "一页 A4：填写的内容、结果、图、算法、来源、日期和重新打开的链接。报告在这个浏览器里做成，不会发送出去。",
        "label": "案例代号（可以不填）",
        "hint": "用编号，比如 A-17；不要写姓名，也不要写证件号码。最多 {most} 个字。",
        "langs": "报告用哪种语言",
        "own": "中文",
        "other": "英文",
        "both": "中英对照",
        "qr": "加上二维码。里面是重新打开的链接，也就有{holds}，谁扫到都能看到",
        "report": "做成报告",
        "print-report": "打印或存成 PDF",
        "preview": "报告",
        "python": "用 Python 算出同样的数",
        "python-lead": "这一页的计算，用的就是下面这个包里的代码。装上它，运行这几行，得出的数和上面的结果一样。",
        "wheel": "包：",
        "digest": "SHA-256，也是它所在目录的名字：",
        "install": "安装",
        "run": "在 Python 里运行",
        "copy-python": "复制这几行",
    },
    "en": {
        "copy-text": "Copy the result as text",
        "summary": "A one-page report to print or save as PDF",
        "lead": "One A4 page: what was entered, results, pictures, method, sources, the date and a link to open it again. It is made in this browser and sent nowhere.",
        "label": "Case label (optional)",
        "hint": "A number such as A-17. No names, no ID numbers; at most {most} characters.",
        "langs": "Language of the report",
        "own": "English",
        "other": "Chinese",
        "both": "Chinese and English",
        "qr": "Add a QR code. It holds the link that opens this again, and so {holds}; whoever scans it can read all of that",
        "report": "Make the report",
        "print-report": "Print or save as PDF",
        "preview": "Report",
        "python": "The same figures in Python",
        "python-lead": "This page calculates with the code in the package below. Install it and run these lines: they give the same figures as above.",
        "wheel": "Package: ",
        "digest": "SHA-256, which is also the name of its folder: ",
        "install": "Install",
        "run": "Run in Python",
        "copy-python": "Copy these lines",
    },
}
# What the script says that makes the report.
_SAID = {
    "zh": {
        "copy": "复制为文字",
        "copied": "报告的文字",
        "close": "收起报告",
        "print": "打印",
        "made": "报告做好了，在下面。打印时只印报告。",
        "long": "报告做好了，在下面。内容多，一页放不下，会接着印到下一页。打印时只印报告。",
        "stale": "填写的内容变了，下面的报告还是原来的；再按一次“做成报告”就会更新。",
        "failed": "没能做成报告；填写的内容和结果都还在，请再试一次。",
        "not-a-decision": "按填写的内容计算，不是授信决定。",
    },
    "en": {
        "copy": "Copy as text",
        "copied": "The report as text",
        "close": "Close the report",
        "print": "print",
        "made": "The report is ready below. Printing prints the report alone.",
        "long": "The report is ready below. It holds more than one page does and goes on to the next. Printing prints the report alone.",
        "stale": "What you entered has changed, and the report below is still the earlier one; “Make the report” renews it.",
        "failed": "The report could not be made; what you entered and the result are still here, so please try again.",
        "not-a-decision": "Worked out from what was entered; not a credit decision.",
    },
}


def _button(lang: str, action: str, **attributes: object) -> Html:
    return element("button", type="button", data_action=action, **attributes)(_TEXTS[lang][action])


def _language(lang: str, choice: str) -> Html:
    return element(
        "label",
        void("input", type="radio", name="report-langs", value=choice, checked=choice == "own", autocomplete="off"),
        " ",
        _TEXTS[lang][choice],
    )


def report(name: str, lang: str) -> Html:
    """The result as text, and the report; shown by the page's script, since nothing here works without it."""
    texts = _TEXTS[lang]
    return element("div", data_tools=True, hidden=True)(
        element("p", _button(lang, "copy-text")),
        element(
            "details",
            class_="calc-more",
            data_report_block=True,
            data_texts=json.dumps(_SAID[lang], ensure_ascii=False),
        )(
            element("summary", texts["summary"]),
            element("p", texts["lead"]),
            element("div", class_="calc-field")(
                element("label", for_="report-label")(texts["label"]),
                void(
                    "input",
                    type="text",
                    id="report-label",
                    name="report-label",
                    maxlength=str(MOST_LABEL),
                    autocomplete="off",
                    aria_describedby="report-label-hint",
                ),
                element("p", class_="calc-note", id="report-label-hint")(texts["hint"].format(most=MOST_LABEL)),
            ),
            element("fieldset", class_="calc-choices")(
                element("legend", texts["langs"]), [_language(lang, choice) for choice in ("own", "other", "both")]
            ),
            element(
                "p",
                element(
                    "label",
                    void("input", type="checkbox", data_report_with_qr=True, autocomplete="off"),
                    " ",
                    texts["qr"].format(holds=held(name, lang)),
                ),
            ),
            element("p", _button(lang, "report"), " ", _button(lang, "print-report")),
            element("p", role="status", data_report_status=True)(),
            element(
                "section", data_report=True, hidden=True, tabindex="0", role="region", aria_label=texts["preview"]
            )(),
        ),
    )


def python(name: str, form: dict[str, str | list[str]], lang: str, *, day: str, up: str, wheel: Wheel) -> Html:
    """The wheel with its address and digest, and the lines for the worked example; the script writes a reader's own."""
    texts = _TEXTS[lang]
    return element("details", class_="calc-more", data_python=True)(
        element("summary", data_action="python")(texts["python"]),
        element("p", texts["python-lead"]),
        element(
            "p",
            texts["wheel"],
            element("a", href=f"{up}{wheel.place}", data_python_wheel=True)(wheel.name),
            void("br"),
            texts["digest"],
            element("code", class_="calc-digest")(wheel.digest),
        ),
        element("p", class_="calc-note")(texts["install"]),
        # With its whole address where the script knows it; without, the file as it was just saved.
        element("pre", element("code", data_python_install=True)(f"pip install ./{wheel.name}")),
        element("p", class_="calc-note")(texts["run"]),
        # It has a button with words below, so the theme's, which is a picture alone, is not set on it.
        element("pre", class_="no-copy")(
            element("code", data_python_lines=True)(lines(name, Form(form), lang=lang, day=iso_day(day)))
        ),
        element("p", data_tools=True, hidden=True)(_button(lang, "copy-python")),
    )
