"""The utilisation page when something breaks: the words the reader gets, and that it works once that is mended."""

from __future__ import annotations

from calculator_page import example, shown_figures, wait_for
from playwright.sync_api import Page, expect
from watched_page import until

from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.reading.words import words
from calculators import answer

# What the page's script says when something is broken, and the amount typed meanwhile.
TEXTS = {lang: words("scripts/calculator", lang) for lang in LANGUAGES}
TYPED = "1234.5"
# Files of the runtime, by kind.
MODULES = ("pyodide.js", "pyodide.asm.js")
ZIPS = ("python_stdlib.wasm", "shared.wasm", "utilisation.wasm")
Built = dict[str, bytes]


def open_utilisation(page: Page, lang: str) -> None:
    """The page, and a figure of one's own in it before Python can be there."""
    page.goto(page_url("calculators/utilisation", lang), wait_until="commit")
    used = page.locator("[name=line-used]").first
    used.wait_for()
    page.locator("[data-calculator][data-begun]").wait_for()
    used.fill(TYPED)


def example_figures(lang: str, *, used: str | None = None) -> dict[str, str]:
    """The figures of the worked example, or of the example with another first amount used."""
    form, day = example("utilisation")
    if used is not None:
        form = {**form, "line-used": [used, *form["line-used"][1:]], "line-example": ["", *form["line-example"][1:]]}
    found = answer("utilisation", form, lang=lang, day=day)
    return {name: str(value) for name, value in found.items() if name != "errors"}


def expect_told(page: Page, kind: str, lang: str, figures: dict[str, str], *, typed: str = TYPED) -> None:
    """One sentence in the page's language; the typed text, the last figures and the explanations stay."""
    alert = page.locator("[role=alert]")
    assert alert.count() == 1
    assert alert.inner_text() == TEXTS[lang][kind]
    assert page.locator("[name=line-used]").first.input_value() == typed
    assert page.locator("[name=line-used]").first.is_editable()
    assert shown_figures(page) == figures
    expect(page.locator("[data-status]")).to_be_hidden()
    expect(page.locator("[data-calculator] output")).not_to_be_empty()


def expect_working(page: Page, lang: str, *, used: str = TYPED) -> None:
    """Nothing is told any more, and the figures are those of what was typed."""
    wait_for(page, "ready")
    assert page.locator("[role=alert]").count() == 0
    wanted = example_figures(lang, used=used)
    until(page, lambda: shown_figures(page) == wanted, f"the figures {wanted}")


def path_of(built: Built, name: str) -> str:
    """The place of that file of the runtime in the site."""
    return next(path for path in built if path.startswith("runtime/") and path.endswith(f"/{name}"))
