"""The static form of the cost of borrowing, filled with the worked example. The build runs it, the page does not."""

from __future__ import annotations

from calculators.borrowing_cost import model
from calculators.borrowing_cost.calculator import FEE_UNITS, FOLDER, MOST_OFFERS, RATE_UNITS, TERMS
from calculators.borrowing_cost.dated import terms
from calculators.borrowing_cost.dated.phrases import text as dated_text
from calculators.borrowing_cost.phrases import LETTERS
from calculators.borrowing_cost.phrases import text as _text
from calculators.building import form_fields
from calculators.html import Html, element

EXAMPLE_DAY = "2026-11-23"
_TYPED = ("principal", "periods", "rate", "fee", "instalment", "repaid-after")
_CHOSEN = {"method": model.METHODS, "rate-unit": RATE_UNITS, "fee-unit": FEE_UNITS}
_MORE = {"every": terms.EVERY, "interest-by": terms.INTEREST_BY}
_EXAMPLE = {"principal": "12000", "periods": "12", "fee": "0.6%", "fee-unit": "month"}
_OWN = {"income": "8000", "debts": "1500"}


def example_form() -> dict[str, str | list[str]]:
    """The form before anyone types: Xiao Ma's offer A, marked as the example's; the others are empty."""
    form: dict[str, str | list[str]] = {}
    empty = [""] * (MOST_OFFERS - 1)
    for field in _TYPED:
        value = _EXAMPLE.get(field, "")
        form[field] = [value, *empty]
        form[f"{field}-example"] = ["yes" if value else "", *empty]
    for field, options in _CHOSEN.items():
        form[field] = [_EXAMPLE.get(field, options[0]), *[options[0]] * len(empty)]
    for field in TERMS:
        form[field] = [_MORE.get(field, ("",))[0]] * MOST_OFFERS
    for field, value in _OWN.items():
        form[field] = value
        form[f"{field}-example"] = "yes"
    form["overdue"] = ""
    form |= dict.fromkeys(("schedule", "schedule-received", "schedule-day", "schedule-example"), "")
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
        # Each says how the number before it is meant: as long as that is the example's, so is the choice.
        data_with_last=True,
    )


def _more(row: int, lang: str) -> Html:
    """Further terms, folded; their choices have texts of their own, which come into the page with what counts them."""
    choices = {
        field: form_fields.chosen(
            field,
            row,
            text=_text(f"field-{field}", lang),
            options=[(option, dated_text(f"{field}-{option}", lang)) for option in options],
            value=options[0],
            cleared=options[0],
            class_="calc-field calc-wide",
        )
        for field, options in _MORE.items()
    }
    fields = [
        choices.get(field)
        or form_fields.typed(
            field,
            row,
            text=_text(f"field-{field}", lang),
            inputmode="decimal" if field == "balloon" else None,
            may_be_short=field in ("balloon", "prepayment-fee"),
        )
        for field in TERMS
    ]
    return element("details", class_="calc-more")(
        element("summary", _text("form-more", lang)),
        form_fields.note(_text("form-more-hint", lang)),
        element("div", class_="calc-more-fields")(fields),
    )


def _offer(row: int, lang: str) -> Html:
    values = {field: _EXAMPLE.get(field, "") if row == 0 else "" for field in (*_TYPED, *_CHOSEN)}
    order = ("principal", "periods", "method", "rate", "rate-unit", "fee", "fee-unit", "instalment", "repaid-after")
    return form_fields.line(
        _text(f"form-{LETTERS[row].lower()}", lang),
        *(
            _chosen(field, row, lang, values[field])
            if field in _CHOSEN
            else _typed(
                field, row, lang, values[field],
                hint=_text("form-instalment-hint", lang) if field == "instalment" else "",
            )
            for field in order
        ),
        _more(row, lang),
        data_group=True,
    )  # fmt: skip


def _own(lang: str) -> Html:
    return form_fields.line(
        _text("form-own", lang),
        *(_typed(field, 0, lang, value) for field, value in _OWN.items()),
        form_fields.ticked("overdue", 0, text=_text("field-overdue", lang)),
        data_group=True,
    )


def _schedule(lang: str) -> Html:
    """The box has a name, so that the schedule is in a saved file and in the report; a link holds it when told to."""
    return form_fields.more(
        "schedule",
        _text("form-schedule", lang),
        form_fields.note(_text("form-schedule-hint", lang), id="schedule-hint"),
        form_fields.field(
            form_fields.label(_text("field-schedule", lang), "schedule-0"),
            form_fields.example_flag("schedule", is_example=False),
            element(
                "textarea",
                id="schedule-0",
                name="schedule",
                rows="6",
                wrap="off",
                autocomplete="off",
                autocapitalize="off",
                spellcheck="false",
                data_named=True,
                aria_describedby="schedule-hint schedule-error-0",
            )(),
            form_fields.error("schedule", 0),
        ),
        element(
            "p",
            form_fields.open_file(part="schedule", given="schedule-0", lang=lang),
        ),
        element("div", data_part_place="schedule", aria_label=_text("form-schedule", lang), role="region")(),
        form_fields.typed(
            "schedule-received",
            0,
            text=_text("field-schedule-received", lang),
            hint=_text("form-schedule-received-hint", lang),
            inputmode="decimal",
            may_be_short=True,
        ),
        form_fields.typed("schedule-day", 0, text=_text("field-schedule-day", lang)),
    )


def fields(*, lang: str, day: str) -> Html:
    """The form: four offers, of which two are folded, a schedule, and the reader's income and debts."""
    return form_fields.form(
        FOLDER,
        _offer(0, lang),
        form_fields.note(_text("form-hint", lang)),
        _offer(1, lang),
        form_fields.more("more-offers", _text("form-more-offers", lang), _offer(2, lang), _offer(3, lang)),
        _schedule(lang),
        _own(lang),
        lang=lang,
        day=day,
    )
