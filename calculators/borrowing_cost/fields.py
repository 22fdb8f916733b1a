"""The static form of the cost of borrowing, filled with the worked example. The build runs it, the page does not."""

from __future__ import annotations

from calculators import data
from calculators.borrowing_cost import model
from calculators.borrowing_cost.calculator import FEE_UNITS, FOLDER, RATE_UNITS
from calculators.html import Html, element, fragment

EXAMPLE_DAY = "2026-11-23"
_TYPED = ("principal", "periods", "rate", "fee", "instalment", "repaid-after")
_CHOSEN = {"method": model.METHODS, "rate-unit": RATE_UNITS, "fee-unit": FEE_UNITS}
_EXAMPLE = {"principal": "12000", "periods": "12", "fee": "0.6%", "fee-unit": "month"}
_OWN = {"income": "8000", "debts": "1500"}


def example_form() -> dict[str, str | list[str]]:
    """What the form holds before anyone has typed: Xiao Ma's offer A, marked as the example's; B is empty."""
    form: dict[str, str | list[str]] = {}
    for field in _TYPED:
        value = _EXAMPLE.get(field, "")
        form[field] = [value, ""]
        form[f"{field}-example"] = ["yes" if value else "", ""]
    for field, options in _CHOSEN.items():
        form[field] = [_EXAMPLE.get(field, options[0]), options[0]]
    for field, value in _OWN.items():
        form[field] = value
        form[f"{field}-example"] = "yes"
    form["overdue"] = ""
    return form


def _text(key: str, lang: str) -> str:
    return data.text(FOLDER, key, lang=lang)


def _error(field: str, row: int) -> Html:
    return element("p", class_="calc-error", data_error=field, id=f"{field}-error-{row}")


def _typed(field: str, row: int, lang: str, value: str, *, hint: str = "") -> Html:
    described = f"{field}-hint-{row} {field}-error-{row}" if hint else f"{field}-error-{row}"
    return element(
        "div",
        element("label", _text(f"field-{field}", lang), for_=f"{field}-{row}"),
        element("input", type="hidden", name=f"{field}-example", value="yes" if value else ""),
        element(
            "input",
            type="text",
            id=f"{field}-{row}",
            name=field,
            value=value,
            inputmode="numeric" if field in ("periods", "repaid-after") else None if field == "fee" else "decimal",
            autocomplete="off",
            aria_describedby=described,
        ),
        element("p", hint, class_="calc-note", id=f"{field}-hint-{row}") if hint else None,
        _error(field, row),
        class_="calc-field",
    )


def _chosen(field: str, row: int, lang: str, value: str) -> Html:
    options = _CHOSEN[field]
    return element(
        "div",
        element("label", _text(f"field-{field}", lang), for_=f"{field}-{row}"),
        element(
            "select",
            (
                element("option", _text(f"{field}-{option}", lang), value=option, selected=option == value)
                for option in options
            ),
            id=f"{field}-{row}",
            name=field,
            autocomplete="off",
            data_cleared=options[0],
            aria_describedby=f"{field}-error-{row}",
        ),
        _error(field, row),
        class_="calc-field calc-wide" if field == "method" else "calc-field",
    )


def _offer(row: int, lang: str) -> Html:
    values = {field: _EXAMPLE.get(field, "") if row == 0 else "" for field in (*_TYPED, *_CHOSEN)}
    order = ("principal", "periods", "method", "rate", "rate-unit", "fee", "fee-unit", "instalment", "repaid-after")
    return element(
        "fieldset",
        element("legend", _text("form-b" if row else "form-a", lang)),
        (
            _chosen(field, row, lang, values[field])
            if field in _CHOSEN
            else _typed(
                field, row, lang, values[field],
                hint=_text("form-instalment-hint", lang) if field == "instalment" else "",
            )
            for field in order
        ),
        data_group=True,
        class_="calc-line",
    )  # fmt: skip


def _own(lang: str) -> Html:
    return element(
        "fieldset",
        element("legend", _text("form-own", lang)),
        (_typed(field, 0, lang, value) for field, value in _OWN.items()),
        element(
            "div",
            element(
                "input",
                type="checkbox",
                id="overdue-0",
                name="overdue",
                value="yes",
                autocomplete="off",
                aria_describedby="overdue-error-0",
            ),
            " ",
            element("label", _text("field-overdue", lang), for_="overdue-0"),
            _error("overdue", 0),
            class_="calc-field calc-tick",
        ),
        data_group=True,
        class_="calc-line",
    )


def fields(*, lang: str, day: str) -> Html:
    """The form: offers A and B, and the reader's income and debts."""
    return element(
        "form",
        element("p", data.text(FOLDER, "form-example", lang=lang, day=day), class_="calc-example", data_example=True),
        element("p", element("button", _text("form-clear", lang), type="button", data_action="clear")),
        element("p", _text("form-hint", lang), class_="calc-note"),
        fragment(_offer(0, lang), _offer(1, lang), _own(lang)),
        data_fields=True,
        novalidate=True,
        autocomplete="off",
        aria_label=_text("form-label", lang),
    )
