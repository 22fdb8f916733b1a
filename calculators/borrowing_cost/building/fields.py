"""The static form of the cost of borrowing, filled with the worked example. The build runs it, the page does not."""

from __future__ import annotations

from calculators.borrowing_cost import model
from calculators.borrowing_cost.calculator import FEE_UNITS, FOLDER, RATE_UNITS
from calculators.borrowing_cost.phrases import text as _text
from calculators.building import form_fields
from calculators.html import Html

EXAMPLE_DAY = "2026-11-23"
_TYPED = ("principal", "periods", "rate", "fee", "instalment", "repaid-after")
_CHOSEN = {"method": model.METHODS, "rate-unit": RATE_UNITS, "fee-unit": FEE_UNITS}
_EXAMPLE = {"principal": "12000", "periods": "12", "fee": "0.6%", "fee-unit": "month"}
_OWN = {"income": "8000", "debts": "1500"}


def example_form() -> dict[str, str | list[str]]:
    """The form before anyone types: Xiao Ma's offer A, marked as the example's; B is empty."""
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


def _typed(field: str, row: int, lang: str, value: str, *, hint: str = "") -> Html:
    mode = "numeric" if field in ("periods", "repaid-after") else None if field == "fee" else "decimal"
    text = _text(f"field-{field}", lang)
    return form_fields.typed(
        field, row, text=text, value=value, flag=bool(value), hint=hint, inputmode=mode, may_be_short=True
    )


def _chosen(field: str, row: int, lang: str, value: str) -> Html:
    options = _CHOSEN[field]
    return form_fields.chosen(
        field,
        row,
        text=_text(f"field-{field}", lang),
        options=[(option, _text(f"{field}-{option}", lang)) for option in options],
        value=value,
        cleared=options[0],
        class_="calc-field calc-wide" if field in ("method", "fee-unit") else "calc-field",
    )


def _offer(row: int, lang: str) -> Html:
    values = {field: _EXAMPLE.get(field, "") if row == 0 else "" for field in (*_TYPED, *_CHOSEN)}
    order = ("principal", "periods", "method", "rate", "rate-unit", "fee", "fee-unit", "instalment", "repaid-after")
    return form_fields.line(
        _text("form-b" if row else "form-a", lang),
        *(
            _chosen(field, row, lang, values[field])
            if field in _CHOSEN
            else _typed(
                field, row, lang, values[field],
                hint=_text("form-instalment-hint", lang) if field == "instalment" else "",
            )
            for field in order
        ),
        data_group=True,
    )  # fmt: skip


def _own(lang: str) -> Html:
    return form_fields.line(
        _text("form-own", lang),
        *(_typed(field, 0, lang, value) for field, value in _OWN.items()),
        form_fields.ticked("overdue", 0, text=_text("field-overdue", lang)),
        data_group=True,
    )


def fields(*, lang: str, day: str) -> Html:
    """The form: offers A and B, and the reader's income and debts."""
    return form_fields.form(
        FOLDER,
        _offer(0, lang),
        form_fields.note(_text("form-hint", lang)),
        _offer(1, lang),
        _own(lang),
        lang=lang,
        day=day,
    )
