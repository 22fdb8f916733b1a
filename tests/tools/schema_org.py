"""schema.org's vocabulary as schema-dts has it (npm): which properties a type has, and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from build_scripts.reading.places import ROOT

_TYPES = ROOT / "node_modules/schema-dts/dist/schema.d.ts"
_INTERFACE = re.compile(r"^interface (\w+?)(?:Base|Leaf) extends ([^{]+) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r'^    "([a-z]\w*)"\?: SchemaValue<(.+), "\w+">;', re.MULTILINE)
_SCALARS = {bool: {"Boolean"}, int: {"Integer", "Number"}, str: {"Text", "URL", "Date", "DateTime", "Duration"}}


@cache
def _vocabulary() -> dict[str, tuple[set[str], dict[str, set[str]]]]:
    """For each type the ones above it, and its own properties with the types that each may hold."""
    found: dict[str, tuple[set[str], dict[str, set[str]]]] = {}
    for name, above, body in _INTERFACE.findall(_TYPES.read_text("utf-8")):
        parents, own = found.setdefault(name, (set(), {}))
        parents |= {re.sub(r"(?:Base|Leaf)$", "", each.strip()) for each in above.split(",")} - {name}
        own |= {key: {each.strip() for each in kinds.split("|")} for key, kinds in _PROPERTY.findall(body)}
    return found


def _line(kind: str) -> Iterator[str]:
    yield kind
    for parent in _vocabulary().get(kind, (set(), {}))[0]:
        yield from _line(parent)


def faults(value: dict[str, Any], where: str = "") -> Iterator[str]:
    """What the vocabulary does not know in a description, and what it does not allow where it stands."""
    kind = value.get("@type", "")
    where += f"/{kind}"
    known: dict[str, set[str]] = {}
    for each in _line(kind):
        known |= _vocabulary().get(each, (set(), {}))[1]
    if not known:
        yield f"{where}: no such type"
    for name, held in value.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{where}: no property {name}"
            continue
        for each in held if isinstance(held, list) else [held]:
            kinds = set(_line(each.get("@type", ""))) if isinstance(each, dict) else _SCALARS[type(each)]
            if not kinds & known[name]:
                yield f"{where}: {name} may hold {sorted(known[name])}, not {each!r}"
            if isinstance(each, dict):
                yield from faults(each, where)
