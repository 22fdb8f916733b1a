"""Joins the parts of a script, so that a page fetches one file however many there are to read.

`assets/calculator.js` imports its parts from `assets/calculator/`, by name and a line each, as a browser would too. In
the joined file they come before it, in one scope: a name at the head of a line belongs to one part alone.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from build_scripts.reading.places import SITE

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "(\.[\w./-]+)";\n', re.MULTILINE)
_OWN = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


class ScriptError(Exception):
    """A part that is not there, that no script imports, or whose name another part has too; the message says which."""


def _joined(script: Path, assets: Path, outside: dict[str, set[str]], parts: list[Path]) -> str:
    """A script's text after that of its parts, without its imports; `outside` and `parts` collect what it imported."""
    text = script.read_text("utf-8")
    before = ""
    for names, address in _IMPORT.findall(text):
        path = (script.parent / address).resolve()
        if path.parent == assets:
            outside.setdefault(path.name, set()).update(names.split(", "))
        elif path not in parts:
            if not path.is_file():
                raise ScriptError(f"docs/theme/assets/{path.relative_to(assets)}: no part of this name")
            parts.append(path)
            before += _joined(path, assets, outside, parts)
    text = _IMPORT.sub("", text)
    if script.parent != assets:
        text = re.sub(r"^export ", "", text, flags=re.MULTILINE).replace('import("../', 'import("./')
    return before + text


def join_scripts(target: Path = SITE) -> None:
    """Puts the parts in `assets/<name>/` into `assets/<name>.js`, which imports them, and takes their files away.

    Raises ScriptError.
    """
    assets = (target / "assets").resolve()
    for script in sorted(assets.glob("*.js")):
        there = sorted((assets / script.stem).glob("*.js"))
        outside: dict[str, set[str]] = {}
        parts: list[Path] = []
        text = _joined(script, assets, outside, parts)
        for path in there:
            if path not in parts:
                raise ScriptError(f"docs/theme/assets/{path.relative_to(assets)}: {script.name} does not import it")
        if not parts:
            continue
        imported = [name for names in outside.values() for name in names]
        for name, times in Counter([*imported, *_OWN.findall(text)]).items():
            if times > 1:
                raise ScriptError(f"docs/theme/assets/{script.name}: two of its parts have the name {name}")
        heads = (
            f'import {{ {", ".join(sorted(names))} }} from "./{name}";\n' for name, names in sorted(outside.items())
        )
        script.write_text("".join(heads) + text, "utf-8")
        for path in parts:
            path.unlink()
