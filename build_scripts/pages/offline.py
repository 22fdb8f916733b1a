"""The pages of a reader without a network: the stand-in for a page that was not kept, the manifests, and the section
that keeps the whole guide."""

from __future__ import annotations

import html
import json
from pathlib import Path

from build_scripts.pages.template_words import with_words
from build_scripts.reading import marks
from build_scripts.reading.guides import Page
from build_scripts.reading.places import HTML_LANG, LANGUAGES, MANIFEST, SITE, THEME, page_url
from build_scripts.reading.words import for_script, words
from calculators.html import Html, element

_GROUND = {"theme_color": "#fdfcf9", "background_color": "#fdfcf9"}
_ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)


def controls(lang: str) -> Html:
    """The section's inside: a sentence for browsers that cannot, and what the page's script shows to those that can."""
    texts = words("offline", lang)
    return element(
        "div",
        class_="cl-offline",
        data_offline=True,
        data_texts=for_script("offline", lang),
    )(
        element("p", data_offline_needs=True)(texts["needs"]),
        element("div", data_offline_controls=True, hidden=True)(
            element(
                "p",
                element("button", type="button", class_="md-button", data_action="keep-whole")(
                    texts["keep"].format(megabytes=marks.MEGABYTES)
                ),
                " ",
                element("button", type="button", class_="md-button", data_action="remove-kept")(texts["remove"]),
            ),
            element("progress", value="0", aria_label=texts["progress"], hidden=True)(""),
            element("p", role="status")(""),
        ),
    )


def build_stand_ins(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    """The page shown in place of any other, and the manifest, one a language."""
    template = (THEME / "offline/offline.html").read_text("utf-8")
    for lang in LANGUAGES:
        site = words("site", lang)["name"]
        up = "../" if lang == "zh" else "../../"
        rows = (
            (
                f'<li hidden><a href="{up}{page_url(page.name, lang)}">'
                f"{html.escape(site if page.name == 'index' else page.title)}</a></li>"
            )
            for page in guides[lang]
        )
        filled = {
            "LANG": HTML_LANG[lang],
            "UP": up,
            "HOME": up + page_url("index", lang),
            "PAGES": "\n".join(rows),
        }
        text = with_words(template, lang)
        for name, value in filled.items():
            text = text.replace(f"@{name}@", value)
        folder = target / page_url("index", lang) / "offline"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(text, "utf-8")
        (folder.parent / MANIFEST).write_text(_manifest(lang), "utf-8")


def _manifest(lang: str) -> str:
    # The English start page lies below the Chinese one; both languages belong to either.
    up = "./" if lang == "zh" else "../"
    icons = [
        {"src": f"{up}assets/{name}", "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in _ICONS
    ]
    site = words("site", lang)
    entries = {
        "name": site["name"], "short_name": site["name"], "description": site["description"], "lang": HTML_LANG[lang],
        "start_url": "./", "scope": up, "display": "standalone", **_GROUND, "icons": icons,
    }  # fmt: skip
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
