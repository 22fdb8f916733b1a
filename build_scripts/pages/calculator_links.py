"""What stands round a calculator for keeping and passing on a case: the words of links, files and opened cases."""

from __future__ import annotations

import json

from calculators import data
from calculators.door import CALCULATORS
from calculators.html import Html, element, void
from calculators.report.paper import FOLDER

_TEXTS = {
    "zh": {
        "summary": "复制链接，存成文件",
        "warning": "链接里写着{holds}。本站看不到，但拿到链接的人，还有转发它的 App，都能看到。",
        "names": "连同自己写的名称和备注一起放进链接",
        "copy-link": "复制链接",
        "save-file": "存成文件",
        "open-state": "打开存过的文件",
        "file": "文件只存在你的设备上。",
        "file-names": "文件只存在你的设备上，名称和备注也在里面。",
    },
    "en": {
        "summary": "Copy a link or save a file",
        "warning": "The link holds {holds}. This site never sees any of it, but whoever gets the link, and the app it is sent through, can read it all.",
        "names": "Put the names and notes you wrote into the link too",
        "copy-link": "Copy the link",
        "save-file": "Save as a file",
        "open-state": "Open a saved file",
        "file": "The file stays on your device.",
        "file-names": "The file stays on your device; names and notes are in it too.",
    },
}
# What a link of each calculator tells whoever reads it: no page warns of amounts where none are entered.
_HOLDS = {
    "zh": {
        "utilisation": "上面填的金额、利率和别的内容",
        "repayment-habit": "上面填的还款记录和日期",
        "borrowing-cost": "上面填的金额、利率和别的内容",
        "checklist": "上面选的答案、填的期限和带来的结果",
    },
    "en": {
        "utilisation": "the amounts, the rates and all else entered above",
        "repayment-habit": "the repayment record and the dates entered above",
        "borrowing-cost": "the amounts, the rates and all else entered above",
        "checklist": "the answers and due dates given above and the results you brought",
    },
}
# Calculators with names and notes in the reader's own words (fields marked `data-named`).
_WITH_NAMES = ("utilisation", "checklist")
# What the page's script says when a case is opened.
_OPENED = {
    "zh": {
        "question": "打开以后，表里现在填的内容会被换掉。要换吗？",
        "lines": "读进来以后，你填的各条会被换掉。要换吗？",
        "box": "框里还有上次的内容，会被换掉。要换吗？",
        "cleared": "表里的内容清空了。",
        "back": "放回来",
        "replace": "换掉",
        "keep": "保留我填的",
        "link": "链接",
        "file": "文件",
        "damaged": "这个{what}不完整，或者被改动过。能读出来的已经填好，请逐格核对。",
        "newer": "这个{what}来自更新的版本。这一页认得的已经填好，别的略过了。",
        "older": "这个{what}用的是以前的算法。下面是按现在的算法重算的结果。",
        "differs": "重算的结果和{what}里记下的不一样。下面列出不同的地方，以重算的为准。",
        "unreadable": "这个链接读不出来，表里的内容没有动。可以请对方重新复制一次。",
        "notOurs": "这个文件不是从这里存出去的，或者已经损坏。表里的内容没有动。",
        "other": "这里面是另一个计算器的内容，这一页不认得它。表里的内容没有动。",
        "linkOther": "这是“{name}”的链接，不是这一页的。表里的内容没有动。",
        "linkOnward": "到“{name}”那一页打开它",
        "fileOther": "这是“{name}”存的文件，请到那一页打开。表里的内容没有动。",
        "fileOnward": "去“{name}”，在那里打开这个文件",
        "day": "结果按里面记的日期 {day} 算。",
        "today": "改用今天的日期",
        "case": "这是一个虚构的例子。改动任何一格，就换成你的数。",
        "carried": "已经放到清单那一页，只留在这个浏览器标签页里，关掉就没有了。",
        "refused": "浏览器不让本页保存内容，所以没有带过去。",
        "copyText": "复制内容",
        "toSave": "保存文件",
    },
    "en": {
        "question": "Opening this replaces what stands in the form now. Replace it?",
        "lines": "Reading this in replaces the lines you entered. Replace them?",
        "box": "The box still holds what you put there before. Replace that?",
        "cleared": "The form is empty now.",
        "back": "Put it back",
        "replace": "Replace",
        "keep": "Keep what I entered",
        "link": "link",
        "file": "file",
        "damaged": "This {what} is incomplete or has been changed. What could be read is filled in; please check every field.",
        "newer": "This {what} comes from a newer version. What this page knows is filled in; the rest was left out.",
        "older": "This {what} was made with an earlier method. The result below is worked out anew with the present one.",
        "differs": "The result is not the one that the {what} recorded. The differences are listed below; the new figures count.",
        "unreadable": "This link could not be read, and the form was left as it is. You can ask the sender to copy it again.",
        "notOurs": "This file was not saved from here, or it is damaged. The form was left as it is.",
        "other": "This belongs to another calculator, which this page does not know. The form was left as it is.",
        "linkOther": "This link belongs to another page, “{name}”. The form was left as it is.",
        "linkOnward": "Open it in “{name}”",
        "fileOther": "This file was saved on another page, “{name}”; please open it there. The form was left as it is.",
        "fileOnward": "Go to “{name}” and open the file there",
        "day": "The result is worked out for {day}, the date recorded in it.",
        "today": "Use today's date",
        "case": "This is a made-up example. Change any field and it becomes your own.",
        "carried": "Taken to the checklist's page. It stays in this browser tab and goes when the tab is closed.",
        "refused": "The browser does not let this page keep anything, so nothing was taken along.",
        "copyText": "Copy the text",
        "toSave": "save the file",
    },
}


def opened(lang: str) -> Html:
    """Where the page says what was opened, and asks before anything typed is replaced."""
    names = {name: data.text(FOLDER, f"name-{name}", lang=lang) for name in CALCULATORS}
    texts = json.dumps({**_OPENED[lang], "names": names}, ensure_ascii=False)
    return element("div", data_opened=True, hidden=True, class_="calc-opened", data_texts=texts)()


def _button(lang: str, action: str) -> Html:
    return element("button", type="button", data_action=action)(_TEXTS[lang][action])


def held(name: str, lang: str) -> str:
    """What a link to a case of that calculator tells whoever reads it, in the middle of a sentence."""
    return _HOLDS[lang][name]


def tools(name: str, lang: str) -> Html:
    """Links and files; shown by the page's script, since nothing here works without it."""
    texts = _TEXTS[lang]
    has_names = name in _WITH_NAMES
    choice = element(
        "label", void("input", type="checkbox", data_share_names=True, autocomplete="off"), " ", texts["names"]
    )
    return element("details", data_tools=True, hidden=True, class_="calc-more")(
        element("summary", texts["summary"]),
        element("p", texts["warning"].format(holds=held(name, lang))),
        element("p", choice) if has_names else None,
        element("p", _button(lang, "copy-link")),
        element("p", data_share_link=True, hidden=True, class_="calc-link")(),
        element("p", texts["file-names" if has_names else "file"]),
        element("p", _button(lang, "save-file"), " ", _button(lang, "open-state")),
    )
