"""Every calculator has worked cases in both languages, and a guide leads to one of them: their forms are read without
an error and their figures exist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from build_scripts.checks.calculators import incomplete
from build_scripts.checks.dates import is_day
from build_scripts.pages.cases import Case, anchor, cases, results
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import LedgerError
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.samples import is_sample
from build_scripts.reading.toml_lines import entry_line
from calculators import answer
from calculators.register import CALCULATORS

LEAST_CASES = 3
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"\d[\d,.-]*\d|\d")


def check_cases() -> list[Fault]:
    faults: list[Fault] = []
    missing = incomplete()
    for calculator in CALCULATORS:
        if calculator in missing:
            continue  # checks/calculators.py says what it lacks.
        file = f"calculators/{CALCULATORS[calculator].folder}/building/cases.toml"
        try:
            found = cases(calculator)
        except (LedgerError, OSError, KeyError) as error:
            faults.append(Fault(file, 0, f"this could not be read, or a field is missing: {error}"))
            continue
        if len(found) < LEAST_CASES:
            faults.append(Fault(file, 0, f"{len(found)} cases stand here; a calculator has at least {LEAST_CASES}"))
        for name, times in Counter(case.id for case in found).items():
            if times > 1 or not _KEBAB.fullmatch(name):
                faults.append(
                    Fault(file, 0, f"the id '{name}' should be lower-case words joined by hyphens, and stand once")
                )
        for number, case in enumerate(found):
            line = _line(file, number)
            faults += (Fault(file, line, f"'{case.id}': {message}") for message in case_faults(calculator, case))
    return faults


def check_led_to(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    """A fault for each calculator that no guide leads to, once its cases are no skeleton's samples."""
    faults = []
    missing = incomplete()
    for lang, pages in guides.items():
        targets = [
            link.target
            for page in pages
            if page.name.startswith("guides/")
            for section in page.sections
            for link in section.links
        ]
        for name, calculator in CALCULATORS.items():
            file = f"calculators/{calculator.folder}/building/cases.toml"
            if name in missing or any(f"{name}.md#case-{name}-" in target for target in targets):
                continue
            if not is_sample((ROOT / file).read_text("utf-8")):
                example = anchor(name, cases(name)[0])
                message = (
                    f"no guide in {lang} leads to a case of '{name}'; please link one in a page of docs/{lang}/guides/:"
                    f" [words that say what it shows](../calculators/{name}.md#{example})"
                )
                faults.append(Fault(file, 1, message))
    return faults


def case_faults(calculator: str, case: Case) -> Iterator[str]:
    if not is_day(case.day):
        yield f"'day' is '{case.day}'; it should be a day like 2026-11-23"
        return
    for name, texts in (("title", case.title), ("story", case.story)):
        if not all(texts[lang].strip() for lang in LANGUAGES):
            yield f"the {name} should stand in both languages"
        elif (zh := sorted(_NUMBER.findall(texts["zh"]))) != (en := sorted(_NUMBER.findall(texts["en"]))):
            yield (
                f"the {name} has the numbers {', '.join(zh) or 'none'} in zh and {', '.join(en) or 'none'} in en;"
                " please make them equal"
            )
    errors = answer(calculator, case.form, lang="en", day=case.day)["errors"]
    if isinstance(errors, dict) and errors:
        field, message = next(iter(errors.items()))
        yield f"the form has an error at {field}: {message}"
    elif not results(calculator, case, "en"):
        yield "the form gives none of the figures that [[figure]] names"


def _line(file: str, number: int) -> int:
    return entry_line((ROOT / file).read_text("utf-8"), "case", number, "id")
