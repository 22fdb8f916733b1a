"""The one entry: `answer` and `render` for Python, and the thin `door` over them for JavaScript. Strings across."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from calculators.form import Form, iso_day
from calculators.later import NotHereYet
from calculators.register import CALCULATORS

LANGUAGES = ("zh", "en")
# Parts that every calculator has: `part(calculator, figures, form, given, *, lang, day)` of the module.
SHARED_PARTS = {
    "compare": "calculators.compare",
    "report": "calculators.report.sheet",
    "python": "calculators.report.python_lines",
}


# What is asked for in the place of a calculator.
_BESIDE = {"desk": "calculators.desk.page", "workbook": "calculators.workbook.page"}


class _Asked:
    """One request, worked out once: the outcome and the view that puts it into words."""

    def __init__(self, calculator: str, form: Mapping[str, object], lang: str, day: str) -> None:
        if not isinstance(calculator, str) or calculator not in CALCULATORS:
            raise ValueError(f"no calculator {calculator!r}; there are {', '.join(CALCULATORS)}")
        if not isinstance(lang, str) or lang not in LANGUAGES:
            raise ValueError(f"no language {lang!r}; there are {', '.join(LANGUAGES)}")
        self.lang = lang
        self.day = iso_day(day if isinstance(day, str) else "")
        self._calculator = CALCULATORS[calculator]
        self._form = Form(form)
        self._view = self._calculator.module("view")
        self._outcome = self._calculator.module("calculator").outcome(self._form, day=self.day)

    def figures(self) -> dict[str, str]:
        return {**self._outcome.figures}

    def errors(self) -> dict[str, str]:
        return {field: self._view.message(problem, lang=self.lang) for field, problem in self._outcome.problems.items()}

    def html(self) -> str:
        return str(self._view.result(self._outcome, lang=self.lang, day=self.day))

    def readings(self) -> dict[str, str]:
        """What was written short, in full, to stand beside its field; a calculator without amounts has none."""
        found: dict[str, str] = getattr(self._view, "readings", lambda form, lang: {})(self._form, lang=self.lang)
        return found

    def sentence(self) -> str:
        return str(self._view.sentence(self._outcome, lang=self.lang, day=self.day))

    def part(self, name: str, given: str) -> dict[str, object]:
        """The part that one button asks for beside the result. Only a reader who uses a part waits for its import."""
        if name in SHARED_PARTS:
            shared = import_module(SHARED_PARTS[name]).part
            found: dict[str, object] = shared(
                self._calculator, self.figures(), self._form, given, lang=self.lang, day=self.day
            )
            return found
        parts = self._calculator.parts
        if name not in parts:
            raise ValueError(f"no part {name!r}; there are {', '.join([*SHARED_PARTS, *parts])}")
        own: dict[str, object] = self._calculator.module(parts[name]).part(
            self._form, given, lang=self.lang, day=self.day
        )
        return own


def answer(calculator: str, form: Mapping[str, object], *, lang: str, day: str) -> dict[str, str | dict[str, str]]:
    """Every figure there is, as plain digits, and `errors`: field to sentence (`line-limit[0]` for the first line).

    Raises ValueError for an unknown calculator or language or a malformed day (YYYY-MM-DD), and nothing else.
    """
    asked = _Asked(calculator, form, lang, day)
    return {**asked.figures(), "errors": asked.errors()}


def render(calculator: str, form: Mapping[str, object], *, lang: str, day: str) -> str:
    """The inside of the page's [data-result], as HTML; it shows every figure of `answer` exactly once.

    Raises as `answer` does.
    """
    return _Asked(calculator, form, lang, day).html()


def door(request_json: str) -> str:
    """JSON `{calculator, form, lang, day}` to JSON `{html, sentence, figures, errors}`.

    Where something was written short there is `readings` too: `field[row]` to what `2w` means in full.

    With `part`, and perhaps `given` (a text such as a pasted block), the answer holds `part` alone: any of `fill`
    (field to text or texts, to be written into the form as if typed), `html` (for the part's place), `files`
    (a list of `{name, type, text}` to save), `text` (to copy) and `said` (in place of the sentence in sight).

    The desk's page asks with `desk` in the place of a calculator; what it asks and gets is in desk/page.py. A page that
    is given a workbook asks with `workbook` (workbook/page.py).

    In the page, where it needs a module that comes behind the first answer and is not there yet, it gives '': the
    worker then fetches the files and asks again.
    """
    try:
        return _answered(json.loads(request_json))
    except NotHereYet:
        return ""


def _answered(request: Mapping[str, Any]) -> str:
    if request["calculator"] in _BESIDE:
        # By name, so that no other page fetches it.
        return json.dumps(import_module(_BESIDE[request["calculator"]]).answered(request))
    asked = _Asked(request["calculator"], request["form"], request["lang"], request["day"])
    if request.get("part"):
        return json.dumps({"part": asked.part(request["part"], request.get("given") or "")})
    answered: dict[str, object] = {
        "html": asked.html(),
        "sentence": asked.sentence(),
        "figures": asked.figures(),
        "errors": asked.errors(),
    }
    if readings := asked.readings():
        answered["readings"] = readings
    return json.dumps(answered)
