"""The static form of the repayment self-check, filled with the worked example. The build runs it, the page does not."""

from __future__ import annotations

import json

from calculators.building import form_fields
from calculators.html import Html, element
from calculators.repayment_habit import bills_table, model
from calculators.repayment_habit.calculator import FOLDER, SEPARATORS, TAKEN
from calculators.repayment_habit.phrases import text as _text

EXAMPLE_DAY = "2026-11-23"
EXAMPLE_MONTHS = "NNNNN*NNNNNN1NNNNNMNNNNN"
EXAMPLE_SETTLED = "2023-05-20"
_SETTLED_ROWS = 4
_MONTHS = 24
_UNKNOWN = "#"
_KEYS = {"*": "star", "#": "hash", "/": "slash"}


def example_form() -> dict[str, str | list[str]]:
    """The form before anyone types: Xiao Xie's 24 months and one default, marked as the example's."""
    return {
        "months": EXAMPLE_MONTHS,
        "months-example": "yes",
        "settled-on": [EXAMPLE_SETTLED, *("" for _ in range(_SETTLED_ROWS - 1))],
        "settled-on-example": "yes",
    }


def _buttons(lang: str) -> Html:
    """One button a month, oldest first. The page script turns a click into a change of the text in `months`."""
    typed = [code for code in EXAMPLE_MONTHS if code in model.CODES]
    return element(
        "div",
        form_fields.note(_text("form-buttons", lang), id="month-buttons"),
        element(
            "div",
            data_codes=" ".join(model.CODES),
            data_fill=_UNKNOWN,
            data_read=json.dumps({"skipped": "".join(sorted(SEPARATORS)), "taken": TAKEN}),
            data_field="months",
            role="group",
            aria_labelledby="month-buttons",
            class_="calc-months",
        )(
            element("button", type="button", data_action="month-code", data_index=str(index))(
                element("span", class_="calc-ago")(_text("form-months-ago", lang, ago=str(_MONTHS - index))),
                " ",
                element("span", data_code=True, class_="calc-code")(typed[index]),
            )
            for index in range(_MONTHS)
        ),
    )


def _legend(lang: str) -> Html:
    return element("dl", class_="calc-codes")(
        element("div", element("dt", code), element("dd", _text(f"meaning-{_KEYS.get(code, code)}", lang)))
        for code in model.CODES
    )


def _settled(row: int, lang: str) -> Html:
    return form_fields.typed(
        "settled-on",
        row,
        text=_text("form-settled", lang, number=str(row + 1)),
        value=EXAMPLE_SETTLED if row == 0 else "",
        described="settled-on-hint",
    )


def _months(lang: str) -> Html:
    return form_fields.field(
        form_fields.label(_text("field-months", lang), "months"),
        form_fields.example_flag("months"),
        form_fields.note(_text("form-months-hint", lang), id="months-hint"),
        element(
            "textarea",
            id="months",
            name="months",
            rows="2",
            autocomplete="off",
            autocapitalize="characters",
            spellcheck="false",
            aria_describedby="months-hint months-error-0",
        )(EXAMPLE_MONTHS),
        form_fields.error("months", 0),
    )


def _column(role: str, lang: str) -> Html:
    """A choice for each role: the column as recognised, a letter, or none at all."""
    options = [element("option", value="")(_text("form-bills-as-read", lang))]
    if role not in bills_table.NEEDED:
        options.append(element("option", value=bills_table.NO_COLUMN)(_text("form-bills-no-column", lang)))
    options += [element("option", value=letter)(letter) for letter in bills_table.LETTERS]
    return element("div", class_="calc-field")(
        element("label", for_=f"bills-columns-{role}")(_text(f"bills-role-{role}", lang)),
        element("select", id=f"bills-columns-{role}", name="bills-columns", aria_describedby="bills-columns-hint")(
            options
        ),
    )


def _bills(lang: str) -> Html:
    """Bills to derive the months from. Their box has no name: what is pasted goes into no link and no file."""
    return element("details", class_="calc-more", data_group="bills")(
        element("summary", _text("form-bills", lang)),
        element("p", class_="calc-note", id="bills-hint")(_text("form-bills-hint", lang)),
        element("div", class_="calc-field")(
            element("label", for_="bills")(_text("form-bills-box", lang)),
            element(
                "textarea",
                id="bills",
                rows="6",
                wrap="off",
                autocomplete="off",
                autocapitalize="off",
                spellcheck="false",
                aria_describedby="bills-hint",
            )(),
            element("p", class_="calc-note")(_text("form-bills-kept", lang)),
        ),
        element(
            "p",
            element("button", type="button", data_action="part", data_part="bills", data_given="bills")(
                _text("form-bills-read", lang)
            ),
            " ",
            form_fields.open_file(part="bills", given="bills", lang=lang),
        ),
        element("p", class_="calc-note", id="bills-columns-hint")(_text("form-bills-columns", lang)),
        (_column(role, lang) for role in bills_table.ROLES),
        element("div", data_part_place="bills", aria_label=_text("form-bills", lang), role="region")(),
    )


def fields(*, lang: str, day: str) -> Html:
    """The form: the months as text and as buttons, the meaning of the codes, and the days old defaults were settled."""
    return form_fields.form(
        FOLDER,
        _months(lang),
        _buttons(lang),
        _bills(lang),
        _legend(lang),
        form_fields.note(_text("codes-note", lang, most=str(_MONTHS))),
        form_fields.example_flag("settled-on"),
        form_fields.note(_text("form-settled-hint", lang), id="settled-on-hint"),
        (_settled(row, lang) for row in range(_SETTLED_ROWS)),
        lang=lang,
        day=day,
    )
