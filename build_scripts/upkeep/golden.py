"""`make golden`: records what the golden forms give under the method's present version."""

from __future__ import annotations

import json
import sys

from build_scripts.reading.golden import (
    COMMAND,
    Golden,
    changed_forms,
    differences,
    digest,
    edited_by_hand,
    read_golden,
    unrecorded,
)
from build_scripts.reading.places import relative
from calculators.register import CALCULATORS


def write_golden(golden: Golden) -> str | None:
    """Records what is new; the reason as a sentence where it refuses, and then nothing is written."""
    if wrong := edited_by_hand(golden):
        return (
            f"{relative(golden.figures)}: version {', '.join(wrong)} was edited by hand;"
            " take the file back from git, nothing was written"
        )
    changed = [*changed_forms(golden), *dict.fromkeys(each.case for each in differences(golden))]
    if changed:
        return (
            f"{golden.calculator}: figures of method version {golden.version} are recorded and would change"
            f" ({', '.join(changed[:3])}); "
            f"raise the version in {golden.parameters} or undo the change, nothing was written"
        )
    recorded = golden.cases(golden.version)
    cases = {**{name: case for name, case in recorded.items() if name not in golden.drafts}, **golden.now}
    record = {**golden.recorded, str(golden.version): {"digest": digest(cases), "cases": cases}}
    golden.figures.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return None


def _said(golden: Golden, cases: int, more: int) -> str:
    """What was recorded just now, and for how many forms figures are recorded under the present version."""
    new = [f"{cases} new forms"] if cases else []
    new += [f"{more} new figures of forms that were there"] if more else []
    recorded = f"{len(golden.now)} forms are recorded under method version {golden.version}"
    return f"{golden.calculator}: {'recorded ' + ' and '.join(new) if new else 'nothing new to record'}; {recorded}"


def main() -> int:
    if sys.argv[1:] != ["--write"]:
        print(f"usage: {COMMAND}; 'make check' compares")
        return 2
    refused = 0
    for calculator in CALCULATORS:
        golden = read_golden(calculator)
        cases, more = unrecorded(golden)
        if reason := write_golden(golden):
            print(reason, file=sys.stderr)
            refused = 1
        else:
            print(_said(golden, len(cases), more))
    return refused


if __name__ == "__main__":
    sys.exit(main())
