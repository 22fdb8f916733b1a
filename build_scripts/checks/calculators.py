"""Every calculator of the register is whole: its files, what each of them offers, its page, its texts and its places
of a link.

One sentence says which file is missing; CONTRIBUTING.md, recipe 2, says what each
holds.
"""

from __future__ import annotations

import ast
import json
import re
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from build_scripts.pages.worked_examples import values
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.page_forms import field_names, form_html
from build_scripts.reading.places import LANGUAGES, ROOT, markdown_file, relative
from calculators import door
from calculators.register import CALCULATORS, Calculator

REGISTER = ROOT / "calculators/register.py"
# What each file of a folder has to offer, by name; every calculator has all of them.
ROLES: dict[str, tuple[str, ...]] = {
    "__init__.py": (),
    "parameters.toml": ("method",),
    "texts.toml": ("name",),
    "phrases.py": ("text",),
    "model.py": (),
    "calculator.py": ("FOLDER", "outcome"),
    "view.py": ("result", "sentence", "message"),
    "report.py": ("body",),
    "building/__init__.py": (),
    "building/fields.py": ("EXAMPLE_DAY", "example_form", "fields"),
    "building/fields.toml": ("link-holds",),
    "building/method.toml": ("formula", "example"),
    "building/steps.py": ("steps",),
    "building/cases.toml": ("case", "figure"),
    "building/odd_forms.py": ("GIVEN", "form"),
    "building/link.toml": ("fields", "words", "figures"),
}


def check_calculators(root: Path = ROOT) -> list[Fault]:
    """The faults of every calculator; a folder that no line of the register names is one too."""
    faults = [fault for calculator in CALCULATORS.values() for fault in _calculator(calculator, root)]
    faults += named_twice(root / "calculators/register.py")
    folders = {calculator.folder for calculator in CALCULATORS.values()}
    for path in sorted((root / "calculators").glob("*/calculator.py")):
        if path.parent.name not in folders:
            message = (
                f"no line of the table is for the folder {path.parent.name}/; please add one, or take the folder out"
            )
            faults.append(Fault(relative(REGISTER), 0, message))
    return faults


def named_twice(register: Path) -> Iterator[Fault]:
    """Of two lines with one name the later one counts and nothing says so: the table is read by name."""
    first: dict[str, int] = {}
    for node in ast.walk(ast.parse(register.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Calculator"), args=[ast.Constant(value=str(name)), *_]):
                if name in first:
                    message = (
                        f"the calculator '{name}' stands here and in line {first[name]};"
                        " please take one of the two lines out, or give it a name of its own"
                    )
                    yield Fault("calculators/register.py", node.lineno, message)
                first.setdefault(name, node.lineno)


def incomplete(root: Path = ROOT) -> set[str]:
    """The calculators that lack a file or something that a file has to offer, or whose example cannot be worked out."""
    return {
        name for name, calculator in CALCULATORS.items() if any(_roles(calculator, root)) or any(_example(calculator))
    }


def _calculator(calculator: Calculator, root: Path) -> Iterator[Fault]:
    yield from (missing := list(_roles(calculator, root)))
    yield from _pages(calculator)
    broken = [] if missing else list(_example(calculator))
    yield from broken
    if not missing and not broken:
        yield from _texts(calculator, root)
        yield from _link(calculator, root)


def _roles(calculator: Calculator, root: Path) -> Iterator[Fault]:
    folder = root / "calculators" / calculator.folder
    parts = {f"{module.replace('.', '/')}.py": ("part",) for module in calculator.parts.values()}
    own = {f"calculators/{calculator.folder}/{name}": wanted for name, wanted in {**ROLES, **parts}.items()}
    for name, wanted in {**own, f"tests/golden/{calculator.folder}.toml": ("case",)}.items():
        path = root / name
        if not path.exists():
            holds = f" with {', '.join(wanted)}" if wanted else ""
            message = f"'{calculator.name}' has no such file; please write it{holds} (CONTRIBUTING.md, recipe 2)"
            yield Fault(name, 0, message)
            continue
        try:
            offered = _offered(path)
        except (SyntaxError, LedgerError) as error:
            yield Fault(name, getattr(error, "lineno", 0) or 0, f"this could not be read: {error}")
            continue
        for each in wanted:
            if each not in offered:
                what = "table" if path.suffix == ".toml" else "name"
                yield Fault(name, 0, f"the {what} '{each}' is missing; please add it (CONTRIBUTING.md, recipe 2)")
    forms = folder / "building/odd_forms.py"
    if forms.exists() and calculator.parts:
        keys = {node.value for node in ast.walk(ast.parse(forms.read_text("utf-8"))) if isinstance(node, ast.Constant)}
        for part in calculator.parts.keys() - keys:
            message = f"GIVEN has no texts for the part '{part}'; please add one or more that it can read"
            yield Fault(relative(forms), 0, message)


def _example(calculator: Calculator) -> Iterator[Fault]:
    """The worked example is answered in both languages: whoever is in the middle of a change is told where it stops."""
    try:
        fields = calculator.module("building.fields")
        asked = {"calculator": calculator.name, "form": fields.example_form(), "day": fields.EXAMPLE_DAY}
        for lang in LANGUAGES:
            door(json.dumps({**asked, "lang": lang}))
            fields.fields(lang=lang, day=fields.EXAMPLE_DAY)
        values(calculator.name)  # The steps between form and figures, which the method page shows.
    except Exception as error:
        frames = [each for each in traceback.extract_tb(error.__traceback__) if "/.venv/" not in each.filename]
        own = [each for each in frames if Path(each.filename).parent.is_relative_to(ROOT / "calculators")]
        inside = [each for each in own if f"/{calculator.folder}/" in each.filename]
        place = (inside or own or frames)[-1]
        message = f"'{calculator.name}': the worked example could not be worked out: {type(error).__name__}: {error}"
        yield Fault(relative(Path(place.filename)), place.lineno or 0, message)


def _offered(path: Path) -> set[str]:
    """The names a module gives, or the tables at the top of a TOML file."""
    if path.suffix == ".toml":
        return set(read_toml(path))
    return _names(path.read_text("utf-8"))


@cache
def _names(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def _pages(calculator: Calculator) -> Iterator[Fault]:
    for lang in LANGUAGES:
        file = markdown_file(f"calculators/{calculator.name}", lang)
        marker = f'<div data-calculator="{calculator.name}"></div>'
        if not file.exists():
            yield Fault(relative(file), 0, f"'{calculator.name}' has no page; please write it, with the line {marker}")
        elif marker not in file.read_text("utf-8").split("\n"):
            yield Fault(relative(file), 0, f"the calculator has no place on its page; please add the line {marker}")


def _texts(calculator: Calculator, root: Path) -> Iterator[Fault]:
    """Every recorded figure has a name in words, which a reader sees where two results are compared."""
    texts = root / f"calculators/{calculator.folder}/texts.toml"
    keys = set(read_toml(texts))
    for figure in sorted(_recorded(calculator, root)):
        if f"figure-{figure}" not in keys and f"figure-{figure}-at" not in keys:
            message = f"the figure '{figure}' has no name; please add [figure-{figure}] in zh and en"
            yield Fault(relative(texts), 0, message)


def _recorded(calculator: Calculator, root: Path) -> set[str]:
    record = root / f"tests/golden/{calculator.folder}.json"
    versions = json.loads(record.read_text("utf-8")) if record.exists() else {}
    cases = [case for version in versions.values() for case in version["cases"].values()]
    return {figure.partition("[")[0] for case in cases for figure in case["figures"]}


def _link(calculator: Calculator, root: Path) -> Iterator[Fault]:
    """Every field of the form, every choice and every figure has its place in a link, or links grow long."""
    file = root / f"calculators/{calculator.folder}/building/link.toml"
    read = read_toml(file)
    blocks = [(block["names"], block.get("endings", [""])) for block in read["fields"]]
    places = {
        "fields": [name + ending for names, endings in blocks for ending in endings for name in names],
        "words": read["words"],
        "figures": read["figures"],
    }
    html = form_html(calculator.name)
    wanted = {
        "fields": set(field_names(html)),
        "words": {
            choice
            for field, options in re.findall(r'<select\b[^>]* name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL)
            if field not in read.get("choices_as_written", ())
            for choice in re.findall(r'<option [^>]*value="([^"]+)"', options)
        },
        "figures": _recorded(calculator, root),
    }
    for name, known in places.items():
        if doubled := sorted({each for each in known if known.count(each) > 1}):
            yield Fault(relative(file), 0, f"{', '.join(doubled)} stand twice among {name}; a place means one thing")
        if missing := sorted(wanted[name] - set(known)):
            message = f"{', '.join(missing)} have no place among {name}; please add them at the end of the list"
            yield Fault(relative(file), 0, message)
