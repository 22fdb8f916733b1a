"""The checklist's static form with every item of every audience. Only the build runs it."""

from __future__ import annotations

from datetime import date

from calculators import carry
from calculators.building import form_fields
from calculators.checklist.calculator import items_for
from calculators.checklist.model import ANSWERS, AUDIENCES, Item
from calculators.checklist.phrases import answer_key, effect_and_effort, section_link, text
from calculators.form import MOST_CHARACTERS
from calculators.html import Html, element, fragment, void

EXAMPLE_DAY = "2026-11-23"
# On a telephone the result comes before it.
HAS_LONG_FORM = True

# Xiao Cao, who is fictional. The other audiences' items are left unanswered.
_EXAMPLE = {
    "person-no-cash-out": "done",
    "person-no-false-papers": "done",
    "person-no-account-lending": "done",
    "person-no-passing-on": "done",
    "person-no-speculation": "done",
    "person-no-codes-or-screens": "done",
    "person-no-paid-repair": "done",
    "person-no-borrowing-to-repay": "partly",
    "person-overdue-first": "done",
    "person-due-dates": "partly",
    "person-all-in-cost": "not-yet",
    "person-lower-limit": "not-applicable",
    "person-ask-before-due": "not-applicable",
    "person-dispute-errors": "not-applicable",
    "person-few-applications": "done",
    "person-room-on-every-line": "not-yet",
    "person-know-the-lender": "not-yet",
    "person-keep-statements": "partly",
    "person-free-reports": "not-yet",
}


def example_form() -> dict[str, str | list[str]]:
    """The form of the worked example, as `answer` and `render` get it: a fictional person with 7 items open."""
    form: dict[str, str | list[str]] = {"audience": "person", "audience-example": "yes"}
    for name, answer in _EXAMPLE.items():
        form[name] = answer
        form[f"{name}-example"] = "yes"
    return form


def fields(*, lang: str, day: str) -> Html:
    """The static form, filled with the worked example; complete and readable without any script."""
    # What is kept is what the box below keeps; no browser restores half of it when the page is loaded again.
    return element("form", data_fields=True, autocomplete="off", novalidate=True)(
        form_fields.begin("checklist", lang=lang, day=day),
        _carried(lang=lang),
        form_fields.field(
            form_fields.label(text("field-audience", lang=lang), "checklist-audience"),
            " ",
            _select(
                "audience", AUDIENCES, "person", {name: f"audience-{name}" for name in ("", *AUDIENCES)}, lang=lang
            ),
            _after_select("audience", is_example=True),
            form_fields.note(text("form-lists", lang=lang)),
        ),
        [_group(audience, lang=lang) for audience in AUDIENCES],
        element("p", class_="calc-remember")(
            void("input", type="checkbox", id="checklist-remember", data_remember=True),
            " ",
            form_fields.label(text("remember", lang=lang), "checklist-remember"),
            " ",
            form_fields.button(text("forget", lang=lang), "forget"),
        ),
    )


def _group(audience: str, *, lang: str) -> Html:
    is_set_aside = audience != example_form()["audience"]
    return element(
        "fieldset", data_choice="audience", data_value=audience, data_set_aside=is_set_aside, class_="calc-group"
    )(
        element("legend", text(f"audience-{audience}", lang=lang)),
        [_item(item, lang=lang) for item in items_for(audience)],
    )


def _carried(*, lang: str) -> Html:
    """Where results of other calculators arrive:
    shown by the page's script once there are any, used only when asked."""
    return fragment(
        element("div", data_carried=True, hidden=True, class_="calc-first")(
            element("p", text("carried-lead", lang=lang)),
            element(
                "p",
                [
                    fragment(element("button", type="button", data_action=action)(text(key, lang=lang)), " ")
                    for key, action in (("carried-use", "use-carried"), ("carried-drop", "drop-carried"))
                ],
            ),
        ),
        void("input", type="hidden", name="carried", value="", data_most=str(carry.MOST_CHARACTERS)),
        element("p", class_="calc-error", data_error="carried", id="checklist-carried-error")(),
    )


def _item(item: Item, *, lang: str) -> Html:
    labels = {answer: answer_key(item, answer) for answer in ANSWERS}
    note = f"{effect_and_effort(item, lang=lang)} · {_basis(item, lang=lang)}"
    return element(
        "div",
        role="group",
        aria_labelledby=f"{item.id}-what",
        class_="calc-item",
        data_item=item.id,
        data_kind=item.kind,
    )(
        element("p", class_="calc-item-what")(
            element("span", class_=f"calc-tag calc-tag-{item.kind}")(text(f"kind-{item.kind}", lang=lang)),
            " ",
            element("label", for_=f"checklist-{item.id}", id=f"{item.id}-what")(text(f"{item.id}-what", lang=lang)),
        ),
        _select(item.id, ANSWERS, _EXAMPLE.get(item.id, ""), labels, lang=lang),
        _after_select(item.id, is_example=item.id in _EXAMPLE),
        # Folded, since most readers answer first.
        element("details", class_="calc-more calc-reasons")(
            element("summary", text("reasons-summary", lang=lang)),
            _labelled("why", item, lang=lang),
            _labelled("evidence", item, lang=lang),
            element("p", class_="calc-item-rank")(
                element("span", data_cell=True)(note),
                " · ",
                text("more-label", lang=lang),
                section_link(item.section, lang=lang, data_cell=True),
            ),
        ),
        _note(item, lang=lang),
    )


def _note(item: Item, *, lang: str) -> Html:
    """By when, who, and where the evidence is; folded, since most readers answer first."""
    most = str(MOST_CHARACTERS)
    return element("details", class_="calc-more calc-noted")(
        element("summary", text("note-summary", lang=lang)),
        # With a last day the browser gives the year four digits, and goes on by itself once they are typed.
        _noted("due", item, lang=lang, type="date", max=date.max.isoformat()),
        _noted("owner", item, lang=lang, maxlength=most, data_named=True),
        _noted("evidence", item, lang=lang, maxlength=most, rows="2", data_named=True),
    )


def _noted(part: str, item: Item, *, lang: str, **attributes: object) -> Html:
    """A note's field: a box of several lines where it has `rows`."""
    name = f"{item.id}-{part}"
    named = {"name": name, "aria_describedby": f"{name}-error", **attributes}
    return fragment(
        element(
            "label",
            text(f"note-{part}", lang=lang),
            element("textarea", **named)() if "rows" in named else void("input", **named),
        ),
        element("p", class_="calc-error", data_error=name, id=f"{name}-error")(),
    )


def _basis(item: Item, *, lang: str) -> str:
    """The item's basis and, for a rule, whom it binds."""
    kind = text(f"basis-{item.basis}", lang=lang)
    if not item.binds:
        return kind
    names = text("binds-separator", lang=lang).join(text(f"binds-{name}", lang=lang) for name in item.binds)
    return text("binds", lang=lang, basis=kind, binds=names)


def _labelled(part: str, item: Item, *, lang: str) -> Html:
    return element("p", class_=f"calc-item-{part}")(
        element("strong", text(f"{part}-label", lang=lang)),
        element("span", data_cell=True)(text(f"{item.id}-{part}", lang=lang)),
    )


def _select(name: str, options: tuple[str, ...], chosen: str, labels: dict[str, str], *, lang: str) -> Html:
    """A choice list whose first option is no answer; `labels` names the text of each value."""
    kept = labels | {"": "audience-unanswered" if name == "audience" else "answer-unanswered"}
    return form_fields.choices(
        [(value, text(kept[value], lang=lang)) for value in ("", *options)],
        chosen,
        id=f"checklist-{name}",
        name=name,
        aria_describedby=f"checklist-{name}-error",
    )


def _after_select(name: str, *, is_example: bool) -> Html:
    """The mark that the value is the example's, and the place for the field's error."""
    return fragment(
        form_fields.example_flag(name) if is_example else None,
        form_fields.error(name, 0, id=f"checklist-{name}-error"),
    )
