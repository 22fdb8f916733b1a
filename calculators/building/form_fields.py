"""What the static forms are made of: a label, its input, the place for its error. The build runs it, the page does not.

The page script finds an error's place by field and row (`data-error`, in row order), an example's flag by its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from calculators import data
from calculators.form import MOST_ROWS
from calculators.html import Html, element, fragment, void


def error(field: str, row: int | str, *, id: str = "") -> Html:
    """The empty place for the field's error; inputs name its id in `aria-describedby`."""
    return element("p", class_="calc-error", data_error=field, id=id or f"{field}-error-{row}")()


def in_full(field: str, row: int | str) -> Html:
    """The empty place for what the field's text means in full, where it was written short (calculators/in_full.py)."""
    return element("p", class_="calc-in-full", data_in_full=field, id=f"{field}-in-full-{row}")()


def example_flag(field: str, *, is_example: bool = True) -> Html:
    """Says that the value beside it, or the whole row, is the worked example's;
    the page script empties it at the first edit."""
    value = "yes" if is_example else ""
    return void("input", type="hidden", name=f"{field}-example", value=value, data_example_flag=True)


def note(text: str, **attributes: object) -> Html:
    return element("p", class_="calc-note", **attributes)(text)


def field(*children: object, class_: str = "calc-field") -> Html:
    return element("div", class_=class_)(*children)


def label(text: object, id: str) -> Html:
    return element("label", for_=id)(text)


def text_input(
    name: str, row: int | str, *, value: str, inputmode: str | None = None, described: str = "", **attributes: Any
) -> Html:
    """One line of text. `described` names hints that are read out before the error."""
    return void(
        "input",
        type="text",
        id=f"{name}-{row}",
        name=name,
        value=value,
        inputmode=inputmode,
        autocomplete="off",
        aria_describedby=f"{described} {name}-error-{row}".lstrip(),
        **attributes,
    )


def typed(
    name: str,
    row: int | str,
    *,
    text: str,
    value: str = "",
    flag: bool | None = None,
    hint: str = "",
    described: str = "",
    inputmode: str | None = None,
    may_be_short: bool = False,
    **attributes: Any,
) -> Html:
    """A labelled line of text with its error. `flag`: an example's flag of its own, set or not; `hint` goes below.

    `may_be_short`: it holds an amount or a rate, which is shown in full where it was written short.
    """
    hint_id = f"{name}-hint-{row}"
    if may_be_short:
        described = f"{name}-in-full-{row} {described}".strip()
    if hint:
        described = f"{described} {hint_id}".strip()
    return field(
        label(text, f"{name}-{row}"),
        None if flag is None else example_flag(name, is_example=flag),
        text_input(name, row, value=value, inputmode=inputmode, described=described, **attributes),
        in_full(name, row) if may_be_short else None,
        note(hint, id=hint_id) if hint else None,
        error(name, row),
    )


def choices(options: Iterable[tuple[str, str]], chosen: str, **attributes: object) -> Html:
    """A choice list of (value, words)."""
    return element("select", **attributes)(
        [element("option", value=value, selected=value == chosen)(words) for value, words in options]
    )


def chosen(
    name: str,
    row: int | str,
    *,
    text: str,
    options: Iterable[tuple[str, str]],
    value: str,
    cleared: str,
    class_: str = "calc-field",
    **attributes: object,
) -> Html:
    """A labelled choice list with its error; `cleared` is what it holds once the example is emptied.

    `data_first` names the values that a reader's own rows begin with, one after the other.
    """
    return field(
        label(text, f"{name}-{row}"),
        choices(
            options,
            value,
            id=f"{name}-{row}",
            name=name,
            autocomplete="off",
            data_cleared=cleared,
            aria_describedby=f"{name}-error-{row}",
            **attributes,
        ),
        error(name, row),
        class_=class_,
    )


def ticked(name: str, row: int | str, *, text: str) -> Html:
    """A box to tick, whose value is 'yes'."""
    box = void(
        "input",
        type="checkbox",
        id=f"{name}-{row}",
        name=name,
        value="yes",
        autocomplete="off",
        aria_describedby=f"{name}-error-{row}",
    )
    return field(box, " ", label(text, f"{name}-{row}"), error(name, row), class_="calc-field calc-tick")


def button(text: object, action: str, **attributes: object) -> Html:
    return element("button", type="button", data_action=action, **attributes)(text)


def open_file(*, part: str, given: str, lang: str) -> Html:
    """The button that opens a table, as text or as a workbook, into the box `given`, and has that part read it."""
    return button(data.text("", "form-open-file", lang=lang), "open-file", data_part=part, data_given=given)


def form(folder: str, *children: object, lang: str, day: str) -> Html:
    """The whole form: what the example is, the button that empties it, then the fields."""
    return element(
        "form",
        data_fields=True,
        data_most_rows=str(MOST_ROWS),
        novalidate=True,
        autocomplete="off",
        aria_label=data.text(folder, "form-label", lang=lang),
    )(
        begin(folder, lang=lang, day=day),
        fragment(*children),
    )


def begin(folder: str, *, lang: str, day: str) -> Html:
    """What the example is, as long as one of its values stands there, and the button that empties it."""
    return element("div", class_="calc-begin")(
        element("p", class_="calc-example", data_example=True)(data.text(folder, "form-example", lang=lang, day=day)),
        button(data.text(folder, "form-clear", lang=lang), "clear"),
        # What the page script has the example's fields described by.
        element("span", id="example-mark", hidden=True)(data.text("", "form-example-mark", lang=lang)),
    )


def line(legend: object, *fields: object, **attributes: object) -> Html:
    """Fields side by side under one legend. They have a box of their own: in WebKit a fieldset laid out as a grid sets
    its legend across its border.
    """
    return element("fieldset", **attributes)(
        element("legend", legend), element("div", class_="calc-line")(fragment(*fields))
    )


def more(group: str, summary: str, *children: object) -> Html:
    """Fields that most readers do not need, folded away."""
    return element("details", class_="calc-more", data_group=group)(element("summary", summary), fragment(*children))
