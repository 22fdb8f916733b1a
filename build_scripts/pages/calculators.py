"""A calculator's static part of the page: fields, the worked example's result computed now, and room for messages."""

from __future__ import annotations

from build_scripts.pages.calculator_links import opened, tools
from build_scripts.pages.calculator_report import python, report
from build_scripts.pages.cases import Case, case_list, filled_form, opening
from build_scripts.pages.embed_lines import embed_lines
from build_scripts.reading.words import for_script, words
from build_scripts.runtime.runtime import Runtime
from calculators.data import method_version
from calculators.door import render
from calculators.form import Form, iso_day
from calculators.html import Html, element, fragment
from calculators.register import CALCULATORS


def calculator(
    name: str,
    lang: str,
    heading_id: str,
    runtime: Runtime,
    up: str,
    *,
    site_url: str | None,
    case: Case | None = None,
) -> Html:
    """The calculator's section. `up` leads from the page to the site's root. Without `site_url` it stands within a
    page of somebody else's, the form and the result alone: links, files, cases and reports belong to its own page.
    With a `case` its result is shown, and the page's script fills it into the form."""
    registered = CALCULATORS[name]
    form = registered.module("building.fields")
    day = case.day if case else form.EXAMPLE_DAY
    example = filled_form(name, case) if case else form.example_form()
    texts = words("calculators", lang)
    today = iso_day(day)
    fields = form.fields(lang=lang, day=form.EXAMPLE_DAY)
    outcome = registered.module("calculator").outcome(Form(example), day=today)
    said = registered.module("view").sentence(outcome, lang=lang, day=today)
    # Its result stands above its form on a telephone (checklist.css).
    has_long_form = getattr(form, "HAS_LONG_FORM", False)
    # Scripts put the button that prints into it.
    print_room = () if site_url is None else element("p", class_="cl-print", hidden=True)()
    section = element(
        "section",
        class_="calc calc-of-case" if case else "calc",
        data_calculator=name,
        data_result_first=has_long_form,
        data_state="example",
        data_lang=lang,
        data_day=day,
        data_method=str(method_version(registered.folder)),
        data_runtime=f"{up}{runtime.folder}",
        data_bytes=str(runtime.sizes[name]),
        data_texts=for_script("calculator", lang),
        data_open_case=opening(case, name) if case else None,
        aria_labelledby=heading_id,
    )(
        element("noscript", element("p", class_="calc-note")(texts["noscript"])),
        opened(lang),
        # On a desk the form and the result are side by side (sides.css).
        element("div", class_="calc-sides")(
            element("div", class_="calc-given")(
                # On paper alone (paper.css).
                element("p", class_="calc-title calc-entered", hidden=True)(texts["entered"]),
                fields,
                element("p", class_="calc-private")(texts["private"]),
            ),
            element("div", class_="calc-shown", role="region", aria_label=texts["result"], tabindex="0")(
                element("p", data_status=True, class_="calc-status", hidden=True)(),
                element("div", data_alert=True, class_="calc-alert")(),
                element("div", data_result=True, class_="calc-result")(Html(render(name, example, lang=lang, day=day))),
            ),
            # Once for screen readers, a second after the last change, and once in sight at once.
            element("output", class_="calc-spoken")(said),
            element("p", class_="calc-sentence", data_said=True, aria_hidden="true")(said),
        ),
        ()
        if site_url is None
        else (
            tools(name, lang, has_names="data-named" in fields),
            case_list(name, lang),
            report(name, lang),
            python(name, example, lang, day=day, up=up, wheel=runtime.wheel),
            embed_lines(name, lang, site_url),
        ),
    )
    return fragment(section, print_room)
