"""Utilisation: a bar for each line and for all of them, with the target and the whole limit as thresholds."""

from __future__ import annotations

from calculators import data, picture
from calculators.figure import shown_percent
from calculators.html import Html, element, fragment
from calculators.ratio import ONE, Ratio
from calculators.utilisation import model
from calculators.utilisation.calculator import Outcome
from calculators.utilisation.lines import FOLDER

_STATES = {
    model.WITHIN: "good",
    model.ABOVE: "warn",
    model.FULL: "stop",
    model.OVER: "stop",
    model.NO_LIMIT: "stop",
    model.UNUSED: "quiet",
    model.NO_TARGET: "plain",
}


def bars(outcome: Outcome, names: list[Html], bands: list[str], *, lang: str) -> Html:
    """`names` and `bands` are the table's words for each line, in its order; there is one at least."""
    rows: list[tuple[object, Ratio | None, str, str]] = []
    for entry, name, band in zip(outcome.lines, names, bands, strict=True):
        shown = band if entry.ratio is None else f"{shown_percent(entry.ratio, lang=lang)} · {band}"
        rows.append((name, entry.ratio, shown, _STATES[entry.band]))
    if outcome.total_ratio is not None:
        shown = shown_percent(outcome.total_ratio, lang=lang)
        rows.append((data.text(FOLDER, "bars-total", lang=lang), outcome.total_ratio, shown, "plain"))
    whole = shown_percent(ONE, lang=lang)
    marks = [(ONE, data.text(FOLDER, "bars-whole", lang=lang, whole=whole))]
    if outcome.target is not None and outcome.target != ONE:
        target = shown_percent(outcome.target, lang=lang, places=4)
        marks.insert(0, (outcome.target, data.text(FOLDER, "bars-target", lang=lang, target=target)))
    thresholds = data.text(FOLDER, "list-comma", lang=lang).join([text for _, text in marks])
    label = data.text(FOLDER, "bars-label", lang=lang, count=str(len(outcome.lines)), marks=thresholds)
    return fragment(
        element("p", class_="calc-title")(data.text(FOLDER, "bars-title", lang=lang)),
        picture.bars(rows, marks=marks, label=label, lang=lang),
    )
