"""The static form of the utilisation calculator, filled with the worked example.

The build runs it, the page does not.
"""

from __future__ import annotations

from typing import Any

from calculators import data
from calculators.building import form_fields
from calculators.figure import shown_percent
from calculators.form import iso_day
from calculators.html import Html, element, fragment, void
from calculators.ratio import Ratio
from calculators.utilisation.lines import FOLDER, KINDS, MONEY_FIELDS, PLAN_COLUMNS, SCENARIO_COLUMNS, STATUSES
from calculators.utilisation.phrases import about_target
from calculators.utilisation.phrases import text as _text
from calculators.utilisation.plan import ORDERS
from calculators.utilisation.scenarios import MOST_SCENARIOS

EXAMPLE_DAY = "2026-11-23"
EXAMPLE_TARGET = "30"
_EXAMPLE = (("huabei", "10000", "6200"), ("jiebei", "50000", "12000"), ("credit-card", "20000", "19800"))

# What many readers have: their own rows begin with these kinds, one after the other. None of them is left out of a
# total, as a loan is (lines.DRAWN_AS_LOANS): that is the reader's to choose.
_FIRST_KINDS = ("huabei", "credit-card", "other")

_SCENARIO_INPUTS: dict[str, dict[str, object]] = {
    "scenario-name": {"data_named": True},
    "scenario-line": {"inputmode": "numeric"},
    "scenario-repay": {"inputmode": "decimal"},
    "scenario-spend": {"inputmode": "decimal"},
    "scenario-limit": {"inputmode": "decimal"},
}


def example_form() -> dict[str, str | list[str]]:
    """The form before anyone types: Xiao Lin's three lines, each marked as the example's."""
    plan_of_lines: dict[str, str | list[str]] = {field: ["" for _ in _EXAMPLE] for field in PLAN_COLUMNS}
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
        **plan_of_lines,
        "plan-money": "",
        "plan-kept": "",
        "plan-order": ORDERS[0],
        "spare": "",
    }


def _numbered(key: str, lang: str, number: str) -> Html:
    """The sentence with the row's number in an element of its own, which the page script writes anew."""
    before, _, after = _text(key, lang, number="\x00").partition("\x00")
    return fragment(before, element("span", data_number=True)(number), after)


def _typed(field: str, row: str, lang: str, value: str, **attributes: Any) -> Html:
    may_be_short = field in (*MONEY_FIELDS, "line-rate")
    text = _text(f"field-{field}", lang)
    return form_fields.typed(field, row, text=text, value=value, may_be_short=may_be_short, **attributes)


def _chosen(
    field: str, row: str, lang: str, options: tuple[str, ...], value: str, *, cleared: str, **attributes: Any
) -> Html:
    prefix = field.removeprefix("line-").removeprefix("plan-")
    words = [(option, _text(f"{prefix}-{option}", lang)) for option in options]
    return form_fields.chosen(
        field, row, text=_text(f"field-{field}", lang), options=words, value=value, cleared=cleared, **attributes
    )


def _row(row: str, number: str, lang: str, *, kind: str, limit: str, used: str, is_example: bool) -> Html:
    return form_fields.line(
        _numbered("line-number", lang, number),
        form_fields.example_flag("line", is_example=is_example),
        _typed("line-name", row, lang, "", data_named=True),
        _chosen("line-kind", row, lang, KINDS, kind, cleared="other", data_first=" ".join(_FIRST_KINDS)),
        _typed("line-limit", row, lang, limit, inputmode="decimal"),
        _typed("line-used", row, lang, used, inputmode="decimal"),
        _chosen("line-status", row, lang, STATUSES, "open", cleared="open"),
        form_fields.ticked("line-overdue", row, text=_text("field-line-overdue", lang)),
        _plan_of_line(row, lang),
        form_fields.button(_numbered("form-remove", lang, number), "remove-line"),
        data_line=True,
    )


def _scenario(index: int, lang: str) -> Html:
    fields = (_typed(name, str(index), lang, "", **_SCENARIO_INPUTS.get(name, {})) for name in SCENARIO_COLUMNS)
    return form_fields.line(_text("scenario-legend", lang, number=str(index + 1)), *fields)


def _scenarios(lang: str) -> Html:
    return form_fields.more(
        "scenarios",
        _text("scenarios-summary", lang),
        form_fields.note(_text("scenarios-hint", lang)),
        (_scenario(index, lang) for index in range(MOST_SCENARIOS)),
    )


def _paste(lang: str) -> Html:
    return form_fields.more(
        "paste",
        _text("paste-summary", lang),
        form_fields.note(_text("paste-hint", lang), id="pasted-hint"),
        form_fields.label(_text("paste-label", lang), "pasted"),
        element(
            "textarea",
            id="pasted",
            name="pasted",
            rows="5",
            autocomplete="off",
            spellcheck="false",
            data_named=True,
            aria_describedby="pasted-hint",
        )(),
        element(
            "p",
            void(
                "input",
                type="checkbox",
                id="pasted-added",
                name="pasted-added",
                value="yes",
                autocomplete="off",
                aria_describedby="pasted-hint",
            ),
            " ",
            form_fields.label(_text("paste-added", lang), "pasted-added"),
        ),
        element(
            "p",
            form_fields.button(_text("paste-button", lang), "part", data_part="paste", data_given="pasted"),
            " ",
            form_fields.open_file(part="paste", given="pasted", lang=lang),
        ),
        element("div", data_part_place="paste")(),
    )


def _plan_of_line(row: str, lang: str) -> Html:
    """The fields of a line that only a plan needs, folded so that a row stays short on a telephone."""
    return form_fields.more(
        "line-plan",
        _text("form-plan-row", lang),
        element("div", class_="calc-more-fields")(
            _typed("line-due", row, lang, ""),
            _typed("line-rate", row, lang, "", inputmode="decimal"),
            _typed("line-overdue-amount", row, lang, "", inputmode="decimal"),
        ),
        form_fields.note(_text("form-plan-row-hint", lang)),
    )


def _plan(lang: str) -> Html:
    """The sums of a repayment plan."""
    return form_fields.more(
        "plan",
        _text("form-plan", lang),
        form_fields.note(_text("form-plan-hint", lang)),
        element("div", class_="calc-more-fields")(
            _typed("plan-money", "0", lang, "", inputmode="decimal"),
            _typed("plan-kept", "0", lang, "", inputmode="decimal"),
            _chosen("plan-order", "0", lang, ORDERS, ORDERS[0], cleared=ORDERS[0]),
        ),
    )


def _spare(lang: str) -> Html:
    """The sum to split."""
    return form_fields.more(
        "spare",
        _text("form-spare", lang),
        form_fields.note(_text("form-spare-hint", lang)),
        element("div", class_="calc-more-fields")(_typed("spare", "0", lang, "", inputmode="decimal")),
    )


def fields(*, lang: str, day: str) -> Html:
    """The form, with one row for each line of the example and a template for further rows."""
    empty = _row("__ROW__", "__NUMBER__", lang, kind="other", limit="", used="", is_example=False)
    return form_fields.form(
        FOLDER,
        element("div", data_paste="paste", class_="calc-lines")(
            (
                _row(str(row), str(row + 1), lang, kind=kind, limit=limit, used=used, is_example=True)
                for row, (kind, limit, used) in enumerate(_EXAMPLE)
            ),
            element("template", data_line_template=True)(empty),
            element("p", form_fields.button(_text("form-add", lang), "add-line")),
            form_fields.note(_text("form-amount-hint", lang)),
            _paste(lang),
        ),
        _target(lang),
        _plan(lang),
        _spare(lang),
        _scenarios(lang),
        lang=lang,
        day=day,
    )


def _target(lang: str) -> Html:
    parameters = data.data(FOLDER)[0]
    preset = data.value_on(parameters["preset-target"], iso_day(EXAMPLE_DAY))
    article = data.value_on(parameters["article-target"], iso_day(EXAMPLE_DAY))
    shown_preset = shown_percent(Ratio(preset, 100), lang=lang)
    shown_article = shown_percent(Ratio(article, 100), lang=lang)
    return form_fields.field(
        form_fields.label(_text("field-target", lang), "target"),
        form_fields.example_flag("target"),
        void(
            "input",
            type="text",
            id="target",
            name="target",
            value=EXAMPLE_TARGET,
            inputmode="decimal",
            autocomplete="off",
            aria_describedby="target-in-full-0 target-hint target-error-0",
        ),
        " %",
        form_fields.in_full("target", 0),
        form_fields.note(_text("form-target-hint", lang), id="target-hint"),
        form_fields.error("target", 0),
        form_fields.button(
            _text("form-preset", lang, preset=shown_preset), "preset", data_field="target", data_value=str(preset)
        ),
        form_fields.note(about_target(lang, preset=shown_preset, article=shown_article)),
    )
