"""The one entry: `answer` and `render` for Python, and the thin `door` over them for JavaScript. Strings across."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.form import Form, iso_day

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Calculator:
    """The four functions a calculator's folder brings. `outcome` gives figures and problems, the rest words."""

    outcome: Callable[..., Any]
    result: Callable[..., str]
    sentence: Callable[..., str]
    message: Callable[..., str]


# Each is imported when first asked for: a page uses one of them, and a reader waits for every module.
def _utilisation() -> Calculator:
    from calculators.utilisation import calculator, view

    return Calculator(calculator.outcome, view.result, view.sentence, view.message)


def _repayment_habit() -> Calculator:
    from calculators.repayment_habit import calculator, view

    return Calculator(calculator.outcome, view.result, view.sentence, view.message)


def _checklist() -> Calculator:
    from calculators.checklist import calculator, view

    return Calculator(calculator.outcome, view.result, view.sentence, view.message)


CALCULATORS: dict[str, Callable[[], Calculator]] = {
    "utilisation": _utilisation,
    "repayment-habit": _repayment_habit,
    "checklist": _checklist,
}


def _asked(calculator: str, lang: str, day: str) -> tuple[Calculator, date]:
    if not isinstance(calculator, str) or calculator not in CALCULATORS:
        raise ValueError(f"no calculator {calculator!r}; there are {', '.join(CALCULATORS)}")
    if not isinstance(lang, str) or lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; there are {', '.join(LANGUAGES)}")
    today = iso_day(day if isinstance(day, str) else "")
    return CALCULATORS[calculator](), today


def _answer(chosen: Calculator, outcome: Any, lang: str) -> dict[str, str | dict[str, str]]:
    errors = {field: chosen.message(problem, lang=lang) for field, problem in outcome.problems.items()}
    return {**outcome.figures, "errors": errors}


def answer(calculator: str, form: Mapping[str, object], *, lang: str, day: str) -> dict[str, str | dict[str, str]]:
    """Every figure there is, as plain digits, and `errors`: field to sentence (`line-limit[0]` for the first line).

    Raises ValueError for an unknown calculator or language or a malformed day (YYYY-MM-DD), and nothing else.
    """
    chosen, today = _asked(calculator, lang, day)
    return _answer(chosen, chosen.outcome(Form(form), day=today), lang)


def render(calculator: str, form: Mapping[str, object], *, lang: str, day: str) -> str:
    """The inside of the page's [data-result], as HTML; every figure of `answer` stands in it exactly once.

    Raises as `answer` does.
    """
    chosen, today = _asked(calculator, lang, day)
    return str(chosen.result(chosen.outcome(Form(form), day=today), lang=lang, day=today))


def door(request_json: str) -> str:
    """JSON `{calculator, form, lang, day}` to JSON `{html, sentence, figures, errors}`."""
    request = json.loads(request_json)
    lang = request["lang"]
    chosen, today = _asked(request["calculator"], lang, request["day"])
    outcome = chosen.outcome(Form(request["form"]), day=today)
    figures = _answer(chosen, outcome, lang)
    errors = figures.pop("errors")
    return json.dumps(
        {
            "html": chosen.result(outcome, lang=lang, day=today),
            "sentence": chosen.sentence(outcome, lang=lang, day=today),
            "figures": figures,
            "errors": errors,
        }
    )
