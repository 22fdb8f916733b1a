"""The pages of a reader without a network: the stand-in for a page that was not kept, the manifests, and the section
that keeps the whole guide."""

from __future__ import annotations

import html
import json
from pathlib import Path

from build_scripts.reading import marks
from build_scripts.reading.guides import Page
from build_scripts.reading.places import HTML_LANG, LANGUAGES, SITE, THEME, page_url
from calculators.html import Html, element

_GROUND = {"theme_color": "#0b5563", "background_color": "#ffffff"}
_ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
_TEXTS = {
    "zh": {
        "site": "额度明白",
        "description": "花呗、借呗额度的双语知识库：每个说法都查过、都有出处，算法公开，数字只在你的浏览器里算。",
        "title": "这一页现在打不开",
        "page_description": "没有网络时代替还没有存到这台设备的页面：说明原因，并列出现在就能看的页面。",
        "why": "现在连不上本站，这一页也还没有存到这台设备上。有了网络，再打开一次就会存下来。",
        "again": "再试一次",
        "none": "这台设备上还没有存下别的页面。",
        "kept": "现在就能看的页面",
        "needs": "这项功能需要 JavaScript 和浏览器的离线存储。这个浏览器没有开启，或者这是无痕窗口，所以现在用不了；有网络时，一切照旧。",
        "keep": "把整本指南存到这台设备（{} MB）",
        "remove": "从这台设备删除",
        "progress": "存下了多少",
        "keeping": "正在存：{done} MB，共 {all} MB。",
        "whole": "整本指南已经在这台设备上，没有网络也能打开。",
        "part": "这台设备上现在有 {done} MB，整本是 {all} MB。",
        "failed": "没能全部存下来：可能网络断了，也可能空间不够。已经存下的还在，可以再试一次。",
    },
    "en": {
        "site": "ClearLimit",
        "description": "A bilingual guide to Huabei and Jiebei credit limits: every claim checked and sourced, every sum shown, your figures kept in your browser.",
        "title": "This page cannot be opened now",
        "page_description": "Stands in, without a network, for a page that this device has not kept: it says why, and lists the pages that open now.",
        "why": "The site cannot be reached, and this page has not been kept on this device yet. Open it once with a network, and it will be.",
        "again": "Try again",
        "none": "No other page has been kept on this device yet.",
        "kept": "Pages that open now",
        "needs": "This needs JavaScript and the browser's offline storage. They are off in this browser, or this is a private window, so it cannot be used here; with a network everything else works as usual.",
        "keep": "Keep the whole guide on this device ({} MB)",
        "remove": "Remove it from this device",
        "progress": "How much has been kept",
        "keeping": "Keeping: {done} of {all} MB.",
        "whole": "The whole guide is on this device and opens without a network.",
        "part": "This device has {done} MB now; the whole guide is {all} MB.",
        "failed": "Not all of it could be kept: the network may have gone, or there is no room. What was kept is still here; try again.",
    },
}  # fmt: skip


def controls(lang: str) -> Html:
    """The section's inside: a sentence for browsers that cannot, and what the page's script shows to those that can."""
    texts = _TEXTS[lang]
    return element(
        "div",
        class_="cl-offline",
        data_offline=True,
        data_texts=json.dumps({key: texts[key] for key in ("keeping", "whole", "part", "failed")}, ensure_ascii=False),
    )(
        element("p", data_offline_needs=True)(texts["needs"]),
        element("div", data_offline_controls=True, hidden=True)(
            element(
                "p",
                element("button", type="button", class_="md-button", data_action="keep-whole")(
                    texts["keep"].format(marks.MEGABYTES)
                ),
                " ",
                element("button", type="button", class_="md-button", data_action="remove-kept")(texts["remove"]),
            ),
            element("progress", value="0", aria_label=texts["progress"], hidden=True)(""),
            element("p", role="status")(""),
        ),
    )


def build_stand_ins(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    """The page that stands in for any other, and the manifest, one a language."""
    template = (THEME / "offline/offline.html").read_text("utf-8")
    for lang in LANGUAGES:
        texts = _TEXTS[lang]
        up = "../" if lang == "zh" else "../../"
        rows = (
            f'<li hidden><a href="{up}{page_url(page.name, lang)}">{html.escape(texts["site"] if page.name == "index" else page.title)}</a></li>'
            for page in guides[lang]
        )
        filled = {
            "LANG": HTML_LANG[lang], "SITE": texts["site"], "TITLE": texts["title"], "DESCRIPTION": texts["page_description"],
            "WHY": texts["why"], "AGAIN": texts["again"], "NONE": texts["none"], "KEPT": texts["kept"],
            "UP": up, "HOME": up + page_url("index", lang), "PAGES": "\n".join(rows),
        }  # fmt: skip
        text = template
        for name, value in filled.items():
            text = text.replace(f"@{name}@", value)
        folder = target / page_url("index", lang) / "offline"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(text, "utf-8")
        (folder.parent / "manifest.webmanifest").write_text(_manifest(lang), "utf-8")


def _manifest(lang: str) -> str:
    # The English start page lies below the Chinese one; both languages belong to either.
    up = "./" if lang == "zh" else "../"
    icons = [
        {"src": f"{up}assets/{name}", "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in _ICONS
    ]
    texts = _TEXTS[lang]
    entries = {
        "name": texts["site"], "short_name": texts["site"], "description": texts["description"], "lang": HTML_LANG[lang],
        "start_url": "./", "scope": up, "display": "standalone", **_GROUND, "icons": icons,
    }  # fmt: skip
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
