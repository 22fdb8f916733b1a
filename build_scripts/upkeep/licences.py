"""`make licences`: writes the licences of Python packages into docs/ledger/licences.toml, from their own metadata.

Run by hand after `make lock`. A package that is not installed here keeps what is known of that version.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from email.message import Message
from email.parser import Parser
from importlib import metadata
from typing import Any

from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import ROOT, relative
from build_scripts.reading.software import LICENCES, python_packages
from build_scripts.runtime.stored_zip import read_zip
from build_scripts.set_up import PYODIDE_WHEELS

# Names in metadata that are older than SPDX's, where they can mean one licence only.
_SPDX = {
    "MIT License": "MIT",
    "MIT Licence": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD 3-Clause": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Some metadata holds the licence itself.
_MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
_MARK = "[python]\n"


def licence(described: Message | Any) -> str:
    """What a package's metadata says: an SPDX expression, else its short words, else its classifier."""
    if expression := described.get("License-Expression"):
        return str(expression)
    words = (described.get("License") or "").strip()
    if _MIT in words:
        return "MIT"
    classified = [
        each.rpartition(" :: ")[2] for each in described.get_all("Classifier") or [] if each.startswith("License ::")
    ]
    found = words if re.fullmatch(r"(?!UNKNOWN).{1,40}", words) else " AND ".join(classified)
    return _SPDX.get(found, found)


def installed(name: str, version: str) -> str:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return ""
    return licence(found.metadata) if found.version == version else ""


def downloaded(name: str, version: str) -> str:
    """Of the wheels that run inside Pyodide alone."""
    for wheel in PYODIDE_WHEELS.glob(f"{name.replace('-', '_')}-{version}-*.whl"):
        files = read_zip(wheel)
        return licence(Parser().parsestr(next(text for at, text in files.items() if at.endswith("/METADATA")).decode()))
    return ""


def main() -> int:
    text = LICENCES.read_text("utf-8")
    known = read_toml(LICENCES)["python"]
    found, missing = {}, []
    ways: tuple[Callable[[str, str], str], ...] = (
        installed,
        downloaded,
        lambda name, version: str(known.get(f"{name} {version}", "")),
    )
    for each in python_packages():
        said = next(filter(None, (way(each.name, each.version) for way in ways)), "")
        if said:
            found[f"{each.name} {each.version}"] = said
        else:
            missing.append(f"{each.name} {each.version}")
    head = text.partition(_MARK)[0]
    rows = "".join(f"{json.dumps(name)} = {json.dumps(said)}\n" for name, said in sorted(found.items()))
    LICENCES.write_text(head + _MARK + rows, "utf-8")
    print(f"licences: {relative(LICENCES)} has {len(found)} Python packages")
    if missing:
        print(f"licences: not installed here, so not known: {', '.join(missing)}; install them below {ROOT.name}/.venv")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
