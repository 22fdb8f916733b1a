"""The requests that show the build which parts of the runtime the calculators use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle

from build_scripts.reading import generated_forms
from build_scripts.reading.golden import golden_forms
from build_scripts.reading.ledger import read_toml
from build_scripts.reading.page_forms import field_names, form_html
from build_scripts.reading.places import LANGUAGES, ROOT
from calculators.door import SHARED_PARTS, answer
from calculators.register import CALCULATORS

Form = dict[str, str | list[str]]
Request = dict[str, object]

# 90 forms a calculator; the last 30 call no function that the first 60 did not.
_GENERATED = 90
_HOSTILE = "，；<script>\u0660９９e9\x00\ud800"


def hand_written(calculator: str) -> Iterator[tuple[Form, str]]:
    """(form, day) of every golden form and every worked case."""
    for _, form, day in golden_forms(calculator):
        yield form, day
    for row in read_toml(ROOT / "calculators" / CALCULATORS[calculator].folder / "building/cases.toml")["case"]:
        yield row["form"], str(row["day"])


def parts_of(calculator: str) -> list[tuple[str, str]]:
    """(part, text) for the parts of a calculator, those that all have among them;
    with each text the part gives something."""
    fields = CALCULATORS[calculator].module("building.fields")
    now = answer(calculator, fields.example_form(), lang="en", day=fields.EXAMPLE_DAY)
    before = {name: "" if at % 2 else "0.123456" for at, name in enumerate(now) if name != "errors"}
    sheet = {"langs": ["zh", "en"], "label": "A", "link": "https://example.org/#s=1", "qr": True}
    texts = {"compare": {"before": {**before, "gone": "2026-11-23"}, "isOlder": True}, "report": sheet}
    found = [(part, json.dumps(texts.get(part))) for part in SHARED_PARTS]
    given = CALCULATORS[calculator].module("building.odd_forms").GIVEN
    return [*found, *((part, text) for part in CALCULATORS[calculator].parts for text in given[part])]


def corpus() -> list[Request]:
    """Requests that reach every calculator, every field, part and language, and the error paths."""
    return [request for calculator in CALCULATORS for request in _requests(calculator)]


def _requests(calculator: str) -> Iterator[Request]:
    fields = CALCULATORS[calculator].module("building.fields")
    example = fields.example_form()
    broken = {key: [_HOSTILE] * len(value) if isinstance(value, list) else _HOSTILE for key, value in example.items()}
    # As the page reads it once the example has been cleared: every field, and nothing in it.
    cleared = {name: [""] if isinstance(example.get(name), list) else "" for name in field_names(form_html(calculator))}
    parts = parts_of(calculator)
    for lang in LANGUAGES:
        for form in (example, broken, {}, cleared):
            asked: Request = {"calculator": calculator, "form": form, "lang": lang, "day": fields.EXAMPLE_DAY}
            yield asked
            for part, given in parts:
                yield from ({**asked, "part": part, "given": text} for text in (given, _HOSTILE))
    in_turn, langs = cycle(parts), cycle(LANGUAGES)
    for form, day in hand_written(calculator):
        for lang in LANGUAGES:
            yield {"calculator": calculator, "form": form, "lang": lang, "day": day}
        for part, given in {part: (part, given) for part, given in parts}.values():
            yield {
                "calculator": calculator,
                "form": form,
                "lang": next(langs),
                "day": day,
                "part": part,
                "given": given,
            }
    days = cycle(generated_forms.DAYS)
    for form in generated_forms.forms(calculator, "of the build", count=_GENERATED, typed=0):
        asked = {"calculator": calculator, "form": form, "lang": next(langs), "day": next(days)}
        part, given = next(in_turn)
        yield from (asked, {**asked, "part": part, "given": given})
