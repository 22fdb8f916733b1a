"""The tools around a calculator that keep and pass on a case: the words of links, files and opened cases."""

from __future__ import annotations

from build_scripts.reading.words import for_script, words
from calculators import data
from calculators.html import Html, element, void
from calculators.register import CALCULATORS


def opened(lang: str) -> Html:
    """The place where the page says what it opened, and asks before it replaces anything typed."""
    names = {name: data.text(each.folder, "name", lang=lang) for name, each in CALCULATORS.items()}
    texts = for_script("opened", lang, names=names)
    return element("div", data_opened=True, hidden=True, class_="calc-opened", data_texts=texts)()


def _button(lang: str, action: str) -> Html:
    return element("button", type="button", data_action=action)(words("calculator-links", lang)[action])


def held(name: str, lang: str) -> str:
    """The contents of a link to a case of that calculator, for the middle of a sentence."""
    return data.text(CALCULATORS[name].folder, "link-holds", lang=lang)


def tools(name: str, lang: str, *, has_names: bool) -> Html:
    """Links and files; shown by the page's script, since nothing here works without it. `has_names`: whether the form
    has fields for names and notes in the reader's own words, which a link leaves out unless told."""
    texts = words("calculator-links", lang)
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
