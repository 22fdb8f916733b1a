"""The case desk's page before a table is open: where tables come in, and the places that its script fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_scripts.reading.words import for_script, words
from build_scripts.runtime.runtime import Runtime
from build_scripts.runtime.zips import DESK_ASKS_FOR
from calculators import data
from calculators.desk.page import BAND_NAMES, REASON_NAMES
from calculators.html import Html, element, void

_DESK = "desk"
_BOM = "\ufeff"


def desk(runtime: Runtime, lang: str, *, up: str) -> Html:
    """The page's part. `up` leads from the page to the site's root."""
    texts = words("desk", lang)
    # A file that does not come is named as on the calculators' pages.
    which = {name: said for name, said in words("scripts/calculator", lang).items() if name.startswith("which")}
    tables = {name: _BOM + "\r\n".join(texts[name].strip().split("\n")) + "\r\n" for name in ("sample", "template")}
    return element(
        "section",
        class_="desk",
        data_desk=True,
        data_lang=lang,
        data_runtime=f"{up}{runtime.folder}",
        data_zips="+".join(DESK_ASKS_FOR),
        data_texts=for_script("desk", lang, **tables, **which),
    )(
        element("noscript", element("p", class_="desk-warn")(texts["noscript"])),
        element("div", data_desk_in=True, class_="desk-in", hidden=True)(
            element(
                "p",
                element(
                    "label",
                    element("span", texts["pick"]),
                    void("input", type="file", accept=".xlsx,.csv,.tsv,.txt,.jsonl"),
                ),
            ),
            element(
                "p",
                element(
                    "label", element("span", texts["paste"]), element("textarea", rows="3", spellcheck="false")("")
                ),
            ),
            element("p", class_="desk-buttons")(
                _button(texts, "read"),
                _button(texts, "open-sample"),
                _button(texts, "save-sample"),
                _button(texts, "save-template"),
            ),
            element("p", class_="desk-private")(texts["private"]),
        ),
        element("details", class_="desk-house", data_desk_house=True, hidden=True)(
            element("summary", texts["house"]),
            element("div", data_desk_rules=True)(""),
            element("p", class_="desk-buttons")(
                *(_button(texts, f"{name}-rules") for name in ("use", "save", "site")),
                element(
                    "label",
                    element("span", texts["open-rules"]),
                    void("input", type="file", accept=".toml", data_desk_rules_file=True),
                ),
            ),
        ),
        element("p", data_desk_said=True, role="status")(texts["waiting"]),
        element("p", data_desk_doing=True, aria_hidden="true", hidden=True)(""),
        element("div", data_desk_columns=True)(""),
        element("p", class_="desk-buttons", data_desk_going=True, hidden=True)(
            element("progress", max="1", value="0", aria_label=texts["progress"])(""), _button(texts, "cancel")
        ),
        element("p", class_="desk-buttons", data_desk_open=True, hidden=True)(
            _button(texts, "begin"), _button(texts, "erase")
        ),
        element("div", data_desk_out=True, hidden=True)(
            element("p", class_="desk-buttons")(
                *(_button(texts, f"save-{kind}") for kind in ("workbook", "csv", "jsonl", "reports", "problems")),
            ),
            element("fieldset", class_="desk-filters")(
                element("legend", texts["filters"]),
                _choice("band", texts["band"], _named("band", BAND_NAMES, lang), texts["every"]),
                _choice("reason", texts["reason"], _named("reason", ("any", *REASON_NAMES), lang), texts["every"]),
                element("label", element("span", texts["find"]), void("input", type="search", data_asked="find")),
                _button(texts, "first"),
            ),
            element("div", data_desk_view=True)(""),
        ),
    )


def _button(texts: Mapping[str, str], key: str) -> Html:
    return element("button", type="button", class_="cl-copy", data_action=key)(texts[key])


def _named(kind: str, names: Iterable[str], lang: str) -> list[tuple[str, str]]:
    return [(name, data.text(_DESK, f"{kind}-{name}", lang=lang)) for name in names]


def _choice(name: str, label: str, options: Iterable[tuple[str, str]], every: str) -> Html:
    return element("label")(
        element("span", label),
        element("select", data_asked=name)(
            element("option", value="")(every), *(element("option", value=each)(said) for each, said in options)
        ),
    )
