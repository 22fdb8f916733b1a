"""A table of bills as the page reads it: the part it shows, and the record that its button would use."""

from __future__ import annotations

import json
import re
from datetime import date

from calculators import door

DAY = date(2026, 11, 23)
# The most days late of each digit from 1 to 6.
LONGEST = (30, 60, 90, 120, 150, 180)
ZH = "应还日期,应还金额,实际还款日期,实还金额\n"


def html(given_: str, lang: str = "zh", day: str = "2026-11-23", columns: object = "") -> str:
    form = {"bills-columns": columns}
    request = {
        "calculator": "repayment-habit",
        "form": form,
        "lang": lang,
        "day": day,
        "part": "bills",
        "given": given_,
    }
    part = json.loads(door(json.dumps(request)))["part"]
    assert set(part) <= {"html", "said"}
    return str(part["html"])


def codes(table: str, day: str = "2026-11-23", columns: object = "") -> str:
    """The record that the button would use; '' where there is none."""
    found = re.search('data-field="months" data-value="([^"]*)"', html(table, day=day, columns=columns))
    return found[1] if found else ""
