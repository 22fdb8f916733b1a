"""Which of the calculators' modules and data go into which zip: what all share, one for each, and what only buttons
ask for.

A page's first answer needs `shared.zip` and its own calculator's, so a reader waits for these two alone. What is asked
for by a button later (a report, a pasted table) is in a second zip of each, which comes behind the first answer. What
an answer may need is told by the imports, also those inside functions; no run has to have met it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from build_scripts.runtime.stored_zip import stored_zip
from calculators.register import CALCULATORS

SHARED = "shared"
_PACKAGE = "calculators"
# The desk's page asks for a zip of its own and for those of the calculators that work out its cases. It needs all of
# its own for every answer, so that its second one is empty.
DESK = "desk"
# What reads workbooks is apart, since a calculator's page asks for it once it is given one.
WORKBOOK = "workbook"
DESK_ASKS_FOR = (DESK, WORKBOOK, "utilisation", "repayment-habit")
# Modules of the standard library that the desk alone needs: the texts of spreadsheets come in these encodings too, and
# house rules are TOML, named by a digest.
DESK_LIBRARY = (
    "encodings/gb18030.pyc",
    "encodings/utf_16.pyc",
    "hashlib.pyc",
    "tomllib/__init__.pyc",
    "tomllib/_parser.pyc",
    "tomllib/_re.pyc",
    "tomllib/_types.pyc",
    "types.pyc",
)
# What is in no calculator's zip: the desk's, and what runs from the command line alone.
ELSEWHERE = (f"{_PACKAGE}/{DESK}/", f"{_PACKAGE}/{WORKBOOK}/", f"{_PACKAGE}/__main__.")


def first_zips(calculator: str) -> tuple[str, str]:
    """The zips without which that calculator gives no answer."""
    return f"{SHARED}.zip", f"{calculator}.zip"


def later_zips(calculator: str) -> tuple[str, str]:
    """The zips with what only its buttons ask for."""
    return f"{SHARED}.later.zip", f"{calculator}.later.zip"


def desk_zips() -> tuple[str, ...]:
    """Those that no calculator's page asks for by itself: the desk's and what reads workbooks, two each; all that they
    have is in their first ones."""
    return tuple(f"{name}{part}.zip" for name in (DESK, WORKBOOK) for part in ("", ".later"))


def _module(entry: str) -> str:
    return entry.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _named(source: bytes) -> Iterator[str]:
    """Every module that the source may import, and each `calculators.<folder>` whose parameters it reads by name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case ast.Call(func=ast.Attribute(attr="data"), args=[ast.Constant(value=str(folder))]):
                yield f"{_PACKAGE}.{folder}"


def _reached(sources: Mapping[str, bytes], folder: str) -> set[str]:
    """The modules that an answer of the calculator in that folder may import, their packages among them."""
    # The first two the door imports by name.
    return _imported(sources, f"{_PACKAGE}.{folder}.view", f"{_PACKAGE}.{folder}.calculator", f"{_PACKAGE}.door")


def _imported(sources: Mapping[str, bytes], *begun: str) -> set[str]:
    """The modules that these may import, with them and all packages."""
    found: set[str] = set()
    left = [*begun]
    while left:
        name = left.pop()
        if name in found or name not in sources:
            continue
        found.add(name)
        left += [name.rpartition(".")[0], *_named(sources[name])]
    return found


def _desk(sources: Mapping[str, bytes], entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """The desk's own modules that its page needs, and its data; the command line's stay out."""
    reached = _imported(sources, f"{_PACKAGE}.{DESK}.page")
    own = {entry: data for entry, data in entries.items() if entry.startswith(f"{_PACKAGE}/{DESK}/")}
    return {
        entry: data for entry, data in own.items() if _module(entry.removesuffix("c")) in reached or ".json" in entry
    }


def calculator_zips(
    wheel: Mapping[str, bytes], entries: Mapping[str, bytes], library: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The zips by name. `wheel` has the sources; `entries` what the page gets of them, as bytecode and JSON; `library`
    is the standard one, as bytecode."""
    sources = {_module(name): data for name, data in wheel.items() if name.endswith(".py")}
    reached = {name: _reached(sources, each.folder) for name, each in CALCULATORS.items()}
    owner = {f"{_PACKAGE}.{each.folder}": name for name, each in CALCULATORS.items()}
    asking = [name for name, source in sources.items() if b"data.headings(" in source]
    contents: dict[str, dict[str, bytes]] = {
        zipped: {} for name in CALCULATORS for zipped in (*first_zips(name), *later_zips(name))
    }
    for entry, data in entries.items():
        if entry.startswith(ELSEWHERE):
            continue
        package, _, file = entry.rpartition("/")
        package = package.replace("/", ".")
        # Data comes with the module of its name, else with its package; of another's package only the parameters are
        # read.
        module = _module(entry.removesuffix("c"))
        if entry.endswith(".json"):
            module = named if (named := _module(f"{entry.removesuffix('.json')}.py")) in sources else package
        users = [name for name in CALCULATORS if module in reached[name]]
        own = owner.get(package)
        if file == "texts.json" and own:
            users = [own]
        elif file == "headings.json":
            # It comes with the module that reads a pasted block by it.
            users = [
                name
                for name in users
                if any(each.startswith(f"{package}.") for each in asking if each in reached[name])
            ]
        if not users:
            home = next((name for at, name in owner.items() if f"{package}.".startswith(f"{at}.")), "")
            places = [later_zips(home)[bool(home)]]
        elif own or len(users) == 1:
            # A package is found in one zip: modules of one's package that two calculators need are in both.
            places = [f"{name}.zip" for name in users]
        else:
            places = [f"{SHARED}.zip"]
        for place in places:
            contents[place][entry] = data
    contents |= {name: {} for name in desk_zips()}
    contents[f"{DESK}.zip"] = _desk(sources, entries) | {name: library[name] for name in DESK_LIBRARY}
    of_workbooks = {name: held for name, held in entries.items() if name.startswith(f"{_PACKAGE}/{WORKBOOK}/")}
    contents[f"{WORKBOOK}.zip"] = of_workbooks
    return {name: stored_zip(held) for name, held in sorted(contents.items())}
