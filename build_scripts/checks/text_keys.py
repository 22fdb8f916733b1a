"""Every text that a calculator's code asks for is there:
the calls are read, so that no reader is the first to miss one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import ROOT
from calculators.register import CALCULATORS

# Functions whose first argument is a key of the calculator's texts, the shared ones or, in a report, the report's.
_ASKING = ("text", "_text", "words", "say")


def check_text_keys(root: Path = ROOT) -> list[Fault]:
    faults: list[Fault] = []
    for calculator in CALCULATORS.values():
        folder = root / "calculators" / calculator.folder
        for path in sorted(folder.rglob("*.py")):
            # A folder within the calculator's may have texts of its own, which come into the page with it.
            own = path.parent if path.parent.name != "building" and (path.parent / "texts.toml").exists() else folder
            known = {**_texts(root, ""), **_texts(root, own.relative_to(root / "calculators").as_posix())}
            if path.name.startswith("report"):
                known |= _texts(root, "report")
            file = path.relative_to(root).as_posix()
            where = f"{own.relative_to(root).as_posix()}/texts.toml"
            for key, line in asked_for(path.read_text("utf-8")):
                if not any(key.fullmatch(each) for each in known):
                    asked = key.pattern.replace("\\", "").replace(".+", "…")
                    message = f"there is no text '{asked}'; please add it to {where} in zh and en, or mend its name"
                    faults.append(Fault(file, line, message))
    return faults


def asked_for(source: str) -> Iterator[tuple[re.Pattern[str], int]]:
    """The keys that the code asks for, each with its line; a gap of an f-string is for anything."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # ruff says so.
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        # `form.text("target")` reads a field, `data.text("", "about")` a text of another folder.
        of = getattr(node.func.value, "id", "?") if isinstance(node.func, ast.Attribute) else ""
        if name in _ASKING and (of in ("", "paper", "phrases") or name == "say"):
            yield from ((key, node.lineno) for key in _keys(node.args[0]))
        elif of == "data" and name == "text" and getattr(node.args[0], "id", "") == "FOLDER":
            yield from ((key, node.lineno) for key in _keys(node.args[1]))


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
