"""A calculator with values that a test fixes,
so that a sum worked by hand stays right whatever value is added later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calculators import data

START, CHECKED = date(2026, 1, 20), date(2026, 11, 23)


def fix_parameters(monkeypatch: pytest.MonkeyPatch, folder: str, values: dict[str, Any]) -> None:
    """Each named parameter has that value alone, from START on, looked at on CHECKED; the others are as they are."""
    parameters, texts = data.data(folder)
    fixed = dict(parameters)
    for name, value in values.items():
        entry = {**parameters[name]["values"][0], "value": value, "from": START, "checked": CHECKED}
        fixed[name] = {**parameters[name], "values": [entry]}
    read = data.data
    monkeypatch.setattr(data, "data", lambda asked: (fixed, texts) if asked == folder else read(asked))
