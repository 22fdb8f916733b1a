"""Puts the results from other calculators into words: which item moved, and why.

The score keeps its sentence: every figure of the repayment self-check says what it is made from and what it is not.
"""

from __future__ import annotations

from calculators import data
from calculators.checklist.brought_along import SENDERS, Carried
from calculators.checklist.calculator import Outcome
from calculators.checklist.phrases import text
from calculators.figure import shown_percent
from calculators.html import Html, element, fragment


def _value(brought: Carried, calculator: str, name: str, lang: str) -> str:
    found = brought.ratios.get(f"{calculator}:{name}")
    return brought.values[calculator][name] if found is None else shown_percent(found, lang=lang)


def _variant(brought: Carried, calculator: str, name: str) -> str:
    """An unpaid debt that the reader has to look up is worded with care."""
    return "-check" if name == "unpaid" and brought.values[calculator][name] == "check" else ""


def reason(place: str, brought: Carried, *, lang: str) -> str:
    """The reason that a result, `calculator:name`, gives, for the middle of a sentence."""
    calculator, _, name = place.partition(":")
    key = f"reason-{calculator}-{name}{_variant(brought, calculator, name)}"
    return text(key, lang=lang, value=_value(brought, calculator, name, lang))


def reasons(causes: tuple[str, ...], outcome: Outcome, *, lang: str) -> str:
    """Why an item moved: the results that gave cause, joined into one phrase."""
    brought = outcome.brought
    if brought is None:
        return ""
    found = [reason(place, brought, lang=lang) for cause in causes for place in outcome.causes[cause]]
    return text("reason-join", lang=lang).join(found)


def because_of(place: str, brought: Carried, *, lang: str) -> str:
    """The result as a sentence of its own: its calculator, its day, and whether it is still the example's."""
    calculator = place.partition(":")[0]
    said = [reason(place, brought, lang=lang)]
    if brought.has(calculator, "example"):
        said.append(text("said-example", lang=lang))
    return said_of(calculator, said, brought, lang=lang)


def because(causes: tuple[str, ...], outcome: Outcome, *, lang: str) -> Html:
    """The line under an item that a result moved."""
    said = text("moved-because", lang=lang, reasons=reasons(causes, outcome, lang=lang))
    return element("span", class_="calc-reason")(said)


def order(outcome: Outcome, *, lang: str) -> Html | None:
    """Says how results brought along change the list, and how they do not; only where some were brought."""
    if outcome.brought is None or not outcome.brought.values:
        return None
    return element("p", class_="calc-note")(text("brought-order", lang=lang))


def said_of(calculator: str, said: list[str], brought: Carried, *, lang: str) -> str:
    """A sentence of what a calculator's results say, with its name and the day they are of where that came along."""
    joined = text("reason-join", lang=lang).join(said)
    name = text(f"brought-{calculator}", lang=lang)
    if "day" in brought.values[calculator]:
        return text("brought-line-of", lang=lang, name=name, day=brought.values[calculator]["day"], said=joined)
    return text("brought-line", lang=lang, name=name, said=joined)


def _line(brought: Carried, calculator: str, lang: str) -> Html:
    said = []
    for name in brought.values[calculator]:
        if name != "day":
            gaps = {"value": _value(brought, calculator, name, lang)}
            if name == "score":
                gaps["own"] = data.text("", "own-figures", lang=lang)
            said.append(text(f"said-{name}{_variant(brought, calculator, name)}", lang=lang, **gaps))
    return element("li", said_of(calculator, said or [text("said-nothing", lang=lang)], brought, lang=lang))


def _unknown(brought: Carried, lang: str) -> Html | None:
    if not brought.unknown:
        return None
    pairs = [fragment(" " if at else "", element("code", pair)) for at, pair in enumerate(brought.unknown)]
    return element("p", text("brought-unknown", lang=lang), pairs)


def _answered(outcome: Outcome, lang: str) -> Html | None:
    """Items that a result points to although the reader has ticked them off."""
    if not outcome.closed:
        return None
    entries = [
        element(
            "li",
            text(f"{item.id}-what", lang=lang),
            " ",
            element("span", class_="calc-reason")(
                text("answered-because", lang=lang, reasons=reasons(causes, outcome, lang=lang))
            ),
        )
        for item, causes in outcome.closed
    ]
    return fragment(element("p", text("result-answered", lang=lang)), element("ul", entries))


def brought(outcome: Outcome, *, lang: str) -> Html | None:
    """The results brought along, as they were understood, and the button to leave them out again."""
    found = outcome.brought
    if found is None or not (found.values or found.unknown):
        return None
    return element("div", class_="calc-brought")(
        element("p", class_="calc-title")(text("brought", lang=lang)),
        element("ul", [_line(found, calculator, lang) for calculator in SENDERS if calculator in found.values])
        if found.values
        else None,
        _unknown(found, lang),
        None if outcome.moved else element("p", text("brought-none-moved", lang=lang)),
        _answered(outcome, lang),
        element("p", element("button", type="button", data_action="drop-carried")(text("brought-drop", lang=lang))),
    )
