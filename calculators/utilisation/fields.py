"""The static form of the utilisation calculator, filled with the worked example. The build runs it, the page does not."""

from __future__ import annotations

from calculators import data
from calculators.figure import shown_percent
from calculators.form import iso_day
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.utilisation.calculator import FOLDER, KINDS, SCENARIO_COLUMNS, STATUSES
from calculators.utilisation.scenarios import MOST_SCENARIOS

EXAMPLE_DAY = "2026-11-23"
EXAMPLE_TARGET = "30"
_EXAMPLE = (("huabei", "10000", "6200"), ("jiebei", "50000", "12000"), ("credit-card", "20000", "19800"))

_SCENARIO_INPUTS: dict[str, dict[str, object]] = {
    "scenario-name": {"data_named": True},
    "scenario-line": {"inputmode": "numeric"},
    "scenario-repay": {"inputmode": "decimal"},
    "scenario-spend": {"inputmode": "decimal"},
    "scenario-limit": {"inputmode": "decimal"},
}


def example_form() -> dict[str, str | list[str]]:
    """What the form holds before anyone has typed: Xiao Lin's three lines, each marked as the example's."""
    return {
        "line-example": ["yes" for _ in _EXAMPLE],
        "line-name": ["" for _ in _EXAMPLE],
        "line-kind": [kind for kind, _, _ in _EXAMPLE],
        "line-limit": [limit for _, limit, _ in _EXAMPLE],
        "line-used": [used for _, _, used in _EXAMPLE],
        "line-status": ["open" for _ in _EXAMPLE],
        "line-overdue": ["" for _ in _EXAMPLE],
        "target": EXAMPLE_TARGET,
        "target-example": "yes",
    }


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def _numbered(key: str, lang: str, number: str) -> Html:
    """The sentence with the row's number in an element of its own, which the page script writes anew."""
    before, _, after = _text(key, lang, number="\x00").partition("\x00")
    return fragment(before, element("span", number, data_number=True), after)


def _error(field: str, row: str) -> Html:
    return element("p", class_="calc-error", data_error=field, id=f"{field}-error-{row}")


def _typed(field: str, row: str, lang: str, value: str, **attributes: object) -> Html:
    return element(
        "div",
        element("label", _text(f"field-{field}", lang), for_=f"{field}-{row}"),
        element(
            "input",
            type="text",
            id=f"{field}-{row}",
            name=field,
            value=value,
            autocomplete="off",
            aria_describedby=f"{field}-error-{row}",
            **attributes,
        ),
        _error(field, row),
        class_="calc-field",
    )


def _chosen(field: str, row: str, lang: str, options: tuple[str, ...], value: str, *, cleared: str) -> Html:
    prefix = field.removeprefix("line-")
    return element(
        "div",
        element("label", _text(f"field-{field}", lang), for_=f"{field}-{row}"),
        element(
            "select",
            (
                element("option", _text(f"{prefix}-{option}", lang), value=option, selected=option == value)
                for option in options
            ),
            id=f"{field}-{row}",
            name=field,
            autocomplete="off",
            data_cleared=cleared,
            aria_describedby=f"{field}-error-{row}",
        ),
        _error(field, row),
        class_="calc-field",
    )


def _row(row: str, number: str, lang: str, *, kind: str, limit: str, used: str, is_example: bool) -> Html:
    return element(
        "fieldset",
        element("legend", _numbered("line-number", lang, number)),
        element("input", type="hidden", name="line-example", value="yes" if is_example else ""),
        _typed("line-name", row, lang, "", data_named=True),
        _chosen("line-kind", row, lang, KINDS, kind, cleared="other"),
        _typed("line-limit", row, lang, limit, inputmode="decimal"),
        _typed("line-used", row, lang, used, inputmode="decimal"),
        _chosen("line-status", row, lang, STATUSES, "open", cleared="open"),
        element(
            "div",
            element(
                "input",
                type="checkbox",
                id=f"line-overdue-{row}",
                name="line-overdue",
                value="yes",
                autocomplete="off",
                aria_describedby=f"line-overdue-error-{row}",
            ),
            " ",
            element("label", _text("field-line-overdue", lang), for_=f"line-overdue-{row}"),
            _error("line-overdue", row),
            class_="calc-field calc-tick",
        ),
        element("button", _numbered("form-remove", lang, number), type="button", data_action="remove-line"),
        data_line=True,
        class_="calc-line",
    )


def _scenario(index: int, lang: str) -> Html:
    fields = (_typed(name, str(index), lang, "", **_SCENARIO_INPUTS.get(name, {})) for name in SCENARIO_COLUMNS)
    legend = element("legend", _text("scenario-legend", lang, number=str(index + 1)))
    return element("fieldset", legend, fields, class_="calc-line")


def _scenarios(lang: str) -> Html:
    return element(
        "details",
        element("summary", _text("scenarios-summary", lang)),
        element("p", _text("scenarios-hint", lang), class_="calc-note"),
        (_scenario(index, lang) for index in range(MOST_SCENARIOS)),
        class_="calc-more",
        data_group="scenarios",
    )


def _paste(lang: str) -> Html:
    return element(
        "details",
        element("summary", _text("paste-summary", lang)),
        element("p", _text("paste-hint", lang), class_="calc-note", id="pasted-hint"),
        element("label", _text("paste-label", lang), for_="pasted"),
        element(
            "textarea",
            id="pasted",
            name="pasted",
            rows="5",
            autocomplete="off",
            spellcheck="false",
            data_named=True,
            aria_describedby="pasted-hint",
        ),
        element(
            "p",
            element(
                "input",
                type="checkbox",
                id="pasted-added",
                name="pasted-added",
                value="yes",
                autocomplete="off",
                aria_describedby="pasted-hint",
            ),
            " ",
            element("label", _text("paste-added", lang), for_="pasted-added"),
        ),
        element(
            "p",
            element(
                "button",
                _text("paste-button", lang),
                type="button",
                data_action="part",
                data_part="paste",
                data_given="pasted",
            ),
        ),
        element("div", data_part_place="paste"),
        class_="calc-more",
        data_group="paste",
    )


def fields(*, lang: str, day: str) -> Html:
    """The form, with one row for each line of the example and a template for further rows."""
    parameters = data.data(FOLDER)[0]
    preset = data.value_on(parameters["preset-target"], iso_day(EXAMPLE_DAY))
    article = data.value_on(parameters["article-target"], iso_day(EXAMPLE_DAY))
    shown_preset = shown_percent(Ratio(preset, 100), lang=lang)
    empty = _row("__ROW__", "__NUMBER__", lang, kind="other", limit="", used="", is_example=False)
    return element(
        "form",
        element("p", _text("form-example", lang, day=day), class_="calc-example", data_example=True),
        element("p", element("button", _text("form-clear", lang), type="button", data_action="clear")),
        element("p", _text("form-amount-hint", lang), class_="calc-note"),
        element(
            "div",
            _paste(lang),
            (
                _row(str(row), str(row + 1), lang, kind=kind, limit=limit, used=used, is_example=True)
                for row, (kind, limit, used) in enumerate(_EXAMPLE)
            ),
            element("template", empty, data_line_template=True),
            element("p", element("button", _text("form-add", lang), type="button", data_action="add-line")),
            data_paste="paste",
        ),
        element(
            "div",
            element("label", _text("field-target", lang), for_="target"),
            element("input", type="hidden", name="target-example", value="yes"),
            fragment(
                element(
                    "input",
                    type="text",
                    id="target",
                    name="target",
                    value=EXAMPLE_TARGET,
                    inputmode="decimal",
                    autocomplete="off",
                    aria_describedby="target-hint target-error-0",
                ),
                " %",
            ),
            element("p", _text("form-target-hint", lang), class_="calc-note", id="target-hint"),
            _error("target", "0"),
            element(
                "button",
                _text("form-preset", lang, preset=shown_preset),
                type="button",
                data_action="preset",
                data_field="target",
                data_value=str(preset),
            ),
            element(
                "p",
                _text(
                    "about-target",
                    lang,
                    preset=shown_preset,
                    article=shown_percent(Ratio(article, 100), lang=lang),
                ),
                class_="calc-note",
            ),
            class_="calc-field",
        ),
        _scenarios(lang),
        data_fields=True,
        novalidate=True,
        autocomplete="off",
        aria_label=_text("form-label", lang),
    )
