"""Every text that a calculator's code asks for is there, and every gap of a text has something that fills it: the code
is read, so that no reader is the first to miss one."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.toml_lines import table_line
from calculators.register import CALCULATORS

# Functions whose first argument is a key of the folder's own texts, the shared ones or, in a report, the report's.
_ASKING = ("text", "_text", "words", "say")
# Where the words of docs/words are filled in.
_FILLING = (("build_scripts", "*.py"), ("docs/theme", "*.js"), ("docs/theme", "*.mjs"), ("docs/theme", "*.html"))


@dataclass(frozen=True)
class Asked:
    """A call that asks for a text: the keys it can ask for, its line, and the gaps it fills; None where that is told
    by the values alone. `folder` is the one whose texts it names, None where they are its own."""

    key: re.Pattern[str]
    line: int
    gaps: frozenset[str] | None
    folder: str | None = None


class Source:
    """One file of Python, read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        except SyntaxError:
            self._nodes = []  # ruff says so.

    @cached_property
    def asked(self) -> list[Asked]:
        return [asked for node in self._nodes if isinstance(node, ast.Call) and node.args for asked in _asked(node)]

    @cached_property
    def named(self) -> set[str]:
        """What the code may give a value under: every name of an argument, and every text in it."""
        return {node.arg for node in self._nodes if isinstance(node, ast.keyword) and node.arg} | self.texts.keys()

    @cached_property
    def texts(self) -> Counter[str]:
        """Every text in the code, and how often."""
        return Counter(
            node.value for node in self._nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )


def check_text_keys(root: Path = ROOT) -> list[Fault]:
    sources = [Source(path) for path in sorted((root / "calculators").rglob("*.py"))]
    faults: list[Fault] = []
    base = root / "calculators"
    texts = cache(partial(_texts, root))  # Each file is read once.
    # What a report may ask of any calculator.
    of_all = set.intersection(*(set(texts(each.folder)) for each in CALCULATORS.values()))
    for source in sources:
        home = _home(source.path, base)
        own = "" if home == base else home.relative_to(base).as_posix()
        also = {*texts("report")} if source.path.name.startswith("report") else of_all if own == "report" else set()
        for asked in source.asked:
            folder = own if asked.folder is None else asked.folder
            if not any(asked.key.fullmatch(each) for each in {*texts(""), *texts(folder), *also}):
                named = asked.key.pattern.replace("\\", "").replace(".+", "…")
                where = (base / folder / "texts.toml").relative_to(root).as_posix()
                message = f"there is no text '{named}'; please add it to {where} in zh and en, or mend its name"
                faults.append(Fault(source.path.relative_to(root).as_posix(), asked.line, message))
    return [*faults, *_unfilled(root, sources), *_unfilled_words(root)]


def _home(path: Path, base: Path) -> Path:
    """The folder whose texts.toml the module's texts are in. A folder within a calculator's may have texts of its own,
    which come into the page with it; what lies beside the folders asks for those that all share."""
    own = path.parent.parent if path.parent.name == "building" else path.parent
    while own != base and own.parent != base and not (own / "texts.toml").exists():
        own = own.parent
    return own


def _unfilled(root: Path, sources: list[Source]) -> Iterator[Fault]:
    """Gaps of a calculator's texts that nothing fills."""
    named = {name for source in sources for name in source.named}
    for path in sorted((root / "calculators").rglob("*.toml")):
        if path.name not in ("texts.toml", "fields.toml"):
            continue
        folder = path.relative_to(root / "calculators").parts[0]
        # What all share, and the report's, is asked for from everywhere.
        is_own = folder not in ("texts.toml", "report")
        mine = [source for source in sources if not is_own or root / "calculators" / folder in source.path.parents]
        for key, row in read_toml(path).items():
            wanted = {lang: _gaps(row, lang) for lang in LANGUAGES}
            if any(wanted.values()):
                filled = _filled(key, mine)
                yield from _missing(root, path, key, wanted, named if filled is None else filled)


def _filled(key: str, sources: list[Source]) -> set[str] | None:
    """The gaps that the calls for the text fill; None where the code may ask for it in a way that is not read here."""
    calls = [asked for source in sources for asked in source.asked if asked.key.fullmatch(key)]
    is_plain = all(asked.key.pattern == re.escape(key) and asked.gaps is not None for asked in calls)
    if not is_plain or len(calls) != sum(source.texts[key] for source in sources) or not calls:
        return None
    return {name for asked in calls for name in asked.gaps or ()}


def _unfilled_words(root: Path) -> Iterator[Fault]:
    """Gaps of docs/words whose name stands nowhere in what fills them."""
    texts = [path.read_text("utf-8") for folder, kind in _FILLING for path in (root / folder).rglob(kind)]
    named = set(re.findall(r"[\w-]+", "\n".join(texts)))
    for path in sorted((root / "docs/words").rglob("*.toml")) if texts else ():
        for key, row in read_toml(path).items():
            yield from _missing(root, path, key, {lang: _gaps(row, lang) for lang in LANGUAGES}, named)


def _missing(root: Path, path: Path, key: str, wanted: dict[str, set[str]], filled: set[str]) -> Iterator[Fault]:
    for lang, gaps in wanted.items():
        for gap in sorted(gaps - filled):
            few = sorted(filled - {"lang"}) if len(filled) <= 12 else []
            message = (
                f"'{key}', {lang}: nothing fills the gap {{{gap}}}; "
                + (f"the code fills {', '.join(few)}" if few else "no code names it")
                + ", so please mend its name here or there"
            )
            yield Fault(path.relative_to(root).as_posix(), table_line(path.read_text("utf-8"), key, lang), message)


def _gaps(row: object, lang: str) -> set[str]:
    try:
        parsed = string.Formatter().parse(str(row.get(lang, ""))) if isinstance(row, dict) else ()
        return {name for _, name, _, _ in parsed if name}
    except ValueError:
        return set()  # checks/texts.py says so.


def _asked(node: ast.Call) -> Iterator[Asked]:
    """What the call asks for; a gap of an f-string is for anything."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    # `form.text("target")` reads a field, `data.text("", "about")` a text of another folder.
    of = getattr(node.func.value, "id", "?") if isinstance(node.func, ast.Attribute) else ""
    keys: Iterator[re.Pattern[str]] = iter(())
    folder: str | None = None
    if name in _ASKING and (of in ("", "paper", "phrases") or name == "say"):
        keys = _keys(node.args[0])
    elif of == "data" and name == "text":
        match node.args:
            case [ast.Name(id="FOLDER" | "_FOLDER"), key, *_]:
                keys = _keys(key)
            case [ast.Constant(value=str(folder)), key, *_]:
                keys = _keys(key)
    yield from (Asked(key, node.lineno, _given(node), folder) for key in keys)


def _given(call: ast.Call) -> frozenset[str] | None:
    found: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg:
            found.add(keyword.arg)
        elif isinstance(keyword.value, ast.Dict) and all(isinstance(key, ast.Constant) for key in keyword.value.keys):
            found |= {str(key.value) for key in keyword.value.keys if isinstance(key, ast.Constant)}
        else:
            return None
    return frozenset(found)


def _keys(node: ast.expr) -> Iterator[re.Pattern[str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.compile(re.escape(node.value))
    elif isinstance(node, ast.IfExp):
        yield from (*_keys(node.body), *_keys(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
        if set(parts) != {".+"}:
            yield re.compile("".join(parts))


def _texts(root: Path, folder: str) -> dict[str, object]:
    base = root / "calculators" / folder
    files = [base / name for name in ("texts.toml", "building/fields.toml")]
    return {key: row for file in files if file.exists() for key, row in read_toml(file).items()}
