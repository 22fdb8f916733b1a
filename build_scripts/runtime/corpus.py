"""The requests that show the build which parts of the runtime the calculators use."""

from __future__ import annotations

import re

from build_scripts.runtime import generated_forms
from calculators.door import SHARED_PARTS
from calculators.register import CALCULATORS, Calculator

# Of these for each calculator the last third calls nothing new.
_GENERATED = 90


def corpus() -> list[dict[str, object]]:
    """Requests that reach every calculator, every language and the error paths, to see what of the runtime is used."""
    hostile = "，；<script>\u0660９９e9\x00\ud800"
    requests: list[dict[str, object]] = []
    for name, calculator in CALCULATORS.items():
        fields = calculator.module("building.fields")
        example = fields.example_form()
        broken = {key: [hostile] * len(value) if isinstance(value, list) else hostile for key, value in example.items()}
        # As the page reads it once the example has been cleared: every field, and nothing in it.
        names = re.findall(r'\bname="([^"]+)"', str(fields.fields(lang="zh", day=fields.EXAMPLE_DAY)))
        cleared = {field: [""] if isinstance(example.get(field), list) else "" for field in names}
        parts = parts_of(calculator)
        for lang in ("zh", "en"):
            for form in (example, broken, {}, cleared):
                asked: dict[str, object] = {"calculator": name, "form": form, "lang": lang, "day": fields.EXAMPLE_DAY}
                requests.append(asked)
                for part, given in parts.items():
                    requests += [{**asked, "part": part, "given": text} for text in (given, hostile)]
        for number, form in enumerate(generated_forms.forms(name, "of the build", count=_GENERATED, typed=0)):
            day = generated_forms.DAYS[number % len(generated_forms.DAYS)]
            asked = {"calculator": name, "form": form, "lang": ("zh", "en")[number % 2], "day": day}
            part, given = list(parts.items())[number % len(parts)]
            requests += [asked, {**asked, "part": part, "given": given}]
    return requests


def parts_of(calculator: Calculator) -> dict[str, str]:
    """The parts of a calculator, those that all have among them, each with a text that it is given for an example."""
    # What one of them takes, the others take too.
    given = dict.fromkeys(
        SHARED_PARTS, '{"total-ratio": "1", "langs": ["zh", "en"], "link": "https://example.org/#s=1"}'
    )
    examples = calculator.module("building.odd_forms").GIVEN
    return {**given, **{name: examples[name] for name in calculator.parts}}
