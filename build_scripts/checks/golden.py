"""A figure that changed while its method's version did not: golden cases say calculator, case, figure, old and new."""

from __future__ import annotations

from build_scripts.checks.calculators import incomplete
from build_scripts.reading.golden import (
    COMMAND,
    LEAST_CASES,
    Golden,
    changed_forms,
    differences,
    edited_by_hand,
    read_golden,
    unrecorded,
)
from build_scripts.reading.guides import Fault
from build_scripts.reading.places import relative
from calculators.figure import is_ratio
from calculators.register import CALCULATORS


def check_golden() -> tuple[list[Fault], list[Fault]]:
    """(faults, warnings) of every calculator."""
    faults, warnings = [], []
    missing = incomplete()
    for calculator in CALCULATORS:
        if calculator in missing:
            continue  # checks/calculators.py says what it lacks.
        try:
            golden = read_golden(calculator)
        except ValueError as error:
            faults.append(Fault("tests/golden", 0, str(error)))
            continue
        faults += golden_faults(golden) + kind_faults(golden)
        warnings += golden_warnings(golden)
    return faults, warnings


def golden_faults(golden: Golden) -> list[Fault]:
    name, forms = relative(golden.figures), relative(golden.forms)
    faults = []
    for version in edited_by_hand(golden):
        message = (
            f"a line of version {version} was changed or removed by hand;"
            f" please take the file back from git, only '{COMMAND}' writes it"
        )
        faults.append(Fault(name, 0, message))
    for version in golden.recorded:
        if int(version) > golden.version:
            message = (
                f"figures of version {version} are recorded,"
                f" and {golden.parameters} says version {golden.version}; a version only goes up"
            )
            faults.append(Fault(golden.parameters, 0, message))
    if len(golden.now) < LEAST_CASES:
        faults.append(Fault(forms, 0, f"{len(golden.now)} cases stand here; at least {LEAST_CASES} guard a calculator"))
    for case in changed_forms(golden):
        message = (
            f"the case '{case}' is recorded and was taken out or changed;"
            " please put it back as it was and add a case of another name"
        )
        faults.append(Fault(forms, _line(golden, case), message))
    gone = set(changed_forms(golden))
    for each in differences(golden):
        if each.case in gone:
            continue
        now = "is no longer given" if each.new is None else f"is now {each.new}"
        message = (
            f"{golden.calculator}, case '{each.case}': the figure {each.figure} was {each.old} and {now},"
            " while the method is still version "
            f"{golden.version}; if that is meant, raise the version in {golden.parameters},"
            " say why under [[method.changes]] and run "
            f"'{COMMAND}'; if not, please undo what changed it"
        )
        faults.append(Fault(forms, _line(golden, each.case), message))
    missing = [case for case in unrecorded(golden)[0] if case not in gone]
    if missing:
        message = (
            f"{len(missing)} cases are not recorded as they are now for method version {golden.version}"
            f" ('{missing[0]}' …);"
            f" please run '{COMMAND}'"
        )
        faults.append(Fault(forms, _line(golden, missing[0]), message))
    return faults


def kind_faults(golden: Golden) -> list[Fault]:
    """Figures that are written otherwise than their names say (`is_ratio`): they would be shown to people as something
    else. A fraction of 1 ends in no zero; an amount has two decimals, and everything else none."""
    faults: dict[str, Fault] = {}
    for case, asked in golden.now.items():
        for figure, value in asked["figures"].items():
            name = figure.partition("[")[0]
            whole, point, decimals = value.partition(".")
            is_number = f"{whole}{decimals}".removeprefix("-").isdecimal()
            ends_as_a_ratio = not point or not decimals.endswith("0")
            if not is_number or (ends_as_a_ratio if is_ratio(name) else not point or len(decimals) == 2):
                continue
            meant = "an amount" if is_ratio(name) else "a fraction of 1"
            message = (
                f"{golden.calculator}, case '{case}': {figure} is {value}, which is written as {meant};"
                " people read a figure as a per cent where its name has ratio, share or annual in it, and no other;"
                " please give it another name (calculators/figure.py, is_ratio)"
            )
            faults.setdefault(name, Fault(relative(golden.forms), _line(golden, case), message))
    return [*faults.values()]


def golden_warnings(golden: Golden) -> list[Fault]:
    _, more = unrecorded(golden)
    if not more:
        return []
    return [
        Fault(
            relative(golden.figures),
            0,
            f"{more} figures with new names are not recorded yet and so not guarded; '{COMMAND}' records them",
        )
    ]


def _line(golden: Golden, case: str) -> int:
    """The line of the case's name among the forms; 0 where it is gone."""
    wanted = f'name = "{case}"'
    lines = golden.forms.read_text("utf-8").split("\n") if golden.forms.exists() else []
    return lines.index(wanted) + 1 if wanted in lines else 0
