"""The ways to take a calculator's result along, below it: as text, as a report for paper, and in Python."""

from __future__ import annotations

from build_scripts.pages.calculator_links import held
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.words import for_script, words
from build_scripts.runtime.wheel import Wheel
from calculators.form import Form, iso_day
from calculators.html import Html, element, void
from calculators.report.python_lines import lines
from calculators.report.sheet import MOST_LABEL


def _button(lang: str, action: str, **attributes: object) -> Html:
    return element("button", type="button", data_action=action, **attributes)(words("calculator-report", lang)[action])


def _language(lang: str, choice: str) -> Html:
    other = tuple(each for each in LANGUAGES if each != lang)
    langs = {"own": (lang,), "other": other, "both": LANGUAGES}[choice]
    return element(
        "label",
        void(
            "input",
            type="radio",
            name="report-langs",
            value=choice,
            data_langs=" ".join(langs),
            checked=choice == "own",
            autocomplete="off",
        ),
        " ",
        words("calculator-report", lang)[choice],
    )


def report(name: str, lang: str) -> Html:
    """The result as text, and the report; shown by the page's script, since nothing here works without it."""
    texts = words("calculator-report", lang)
    return element("div", data_tools=True, hidden=True)(
        element("p", _button(lang, "copy-text")),
        element(
            "details",
            class_="calc-more",
            data_report_block=True,
            data_texts=for_script("report", lang),
        )(
            element("summary", texts["summary"]),
            element("p", texts["lead"]),
            element("div", class_="calc-field")(
                element("label", for_="report-label")(texts["label"]),
                void(
                    "input",
                    type="text",
                    id="report-label",
                    name="report-label",
                    maxlength=str(MOST_LABEL),
                    autocomplete="off",
                    aria_describedby="report-label-hint",
                ),
                element("p", class_="calc-note", id="report-label-hint")(texts["hint"].format(most=MOST_LABEL)),
            ),
            element("fieldset", class_="calc-choices")(
                element("legend", texts["langs"]), [_language(lang, choice) for choice in ("own", "other", "both")]
            ),
            element(
                "p",
                element(
                    "label",
                    void("input", type="checkbox", data_report_with_qr=True, checked=True, autocomplete="off"),
                    " ",
                    texts["qr"].format(holds=held(name, lang)),
                ),
            ),
            element("p", _button(lang, "report"), " ", _button(lang, "print-report")),
            element("p", role="status", data_report_status=True)(),
            element(
                "section", data_report=True, hidden=True, tabindex="0", role="region", aria_label=texts["preview"]
            )(),
        ),
    )


def python(name: str, form: dict[str, str | list[str]], lang: str, *, day: str, up: str, wheel: Wheel) -> Html:
    """The wheel with its address and digest, and the lines for the worked example; the script writes a reader's own."""
    texts = words("calculator-report", lang)
    return element("details", class_="calc-more", data_python=True)(
        element("summary", data_action="python")(texts["python"]),
        element("p", texts["python-lead"]),
        element(
            "p",
            texts["wheel"],
            element("a", href=f"{up}{wheel.place}", data_python_wheel=True)(wheel.name),
            void("br"),
            texts["digest"],
            element("code", class_="calc-digest")(wheel.digest),
        ),
        element("p", class_="calc-note")(texts["install"]),
        # With its whole address where the script knows it; without, the file as it was just saved.
        element("pre", element("code", data_python_install=True, tabindex="0")(f"pip install ./{wheel.name}")),
        element("p", class_="calc-note")(texts["run"]),
        # It has a button with words below, so the theme's, which is a picture alone, is not set on it.
        element("pre", class_="no-copy")(
            element("code", data_python_lines=True, tabindex="0")(lines(name, Form(form), lang=lang, day=iso_day(day)))
        ),
        element("p", data_tools=True, hidden=True)(_button(lang, "copy-python")),
    )
