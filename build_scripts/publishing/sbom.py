"""`sbom.cdx.json`: the software bill of materials, in the form of CycloneDX 1.5.

What readers are sent is `required`, what only builds and tests the site `excluded`. The bytes depend on the lock files,
the wheel and the build's day alone.
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from build_scripts.reading.places import BUILD
from build_scripts.reading.software import Package, packages, pyodide_python, shipped
from build_scripts.runtime.pyodide_files import recorded
from build_scripts.runtime.wheel import Wheel

SBOM = BUILD / "sbom.cdx.json"
_EXPRESSION = re.compile(r"\(?[\w.+-]+(?: (?:AND|OR|WITH) \(?[\w.+-]+\)?)*\)?")
_SPACE = uuid.UUID("6f0f0f5c-6f0e-5a52-8a55-2d5a3a8f4a11")


def _licences(said: str) -> list[dict[str, Any]]:
    """An SPDX expression, or words that are none."""
    return [{"expression": said}] if _EXPRESSION.fullmatch(said) else [{"license": {"name": said}}]


def _component(package: Package, *, is_shipped: bool) -> dict[str, Any]:
    scope, _, name = package.name.rpartition("/")
    return {
        "type": "library",
        "bom-ref": package.purl,
        **({"group": scope} if scope else {}),
        "name": name,
        "version": package.version,
        "scope": "required" if is_shipped else "excluded",
        # One for each file that the lock allows: a package has one a system and Python.
        "hashes": [{"alg": kind, "content": digest} for kind, digest in package.hashes],
        "licenses": _licences(package.licence),
        "purl": package.purl,
        **({"components": _pyodide_files()} if package.name == "pyodide" else {}),
    }


def _pyodide_files() -> list[dict[str, Any]]:
    """The files that the build takes of Pyodide, by the digests that it holds them against."""
    return [
        {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
        for name, digest in recorded()[1].items()
    ]


def bill(wheel: Wheel, epoch: int) -> dict[str, Any]:
    """The bill for a build of that day. `wheel`: the calculators."""
    in_page = {package for _, package in shipped()}
    python = pyodide_python()
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:generic/python@{python}",
            "name": "CPython",
            "version": python,
            "scope": "required",
            "licenses": _licences("PSF-2.0"),
            "purl": f"pkg:generic/python@{python}",
            "description": "within Pyodide",
        },
        *(_component(each, is_shipped=each in in_page) for each in packages()),
    ]
    own = {
        "type": "application",
        "bom-ref": "clearlimit",
        "name": wheel.name.partition("-")[0],
        "version": wheel.name.split("-")[1],
        "hashes": [{"alg": "SHA-256", "content": wheel.digest}],
        "licenses": _licences("MIT"),
    }
    serial = uuid.uuid5(_SPACE, json.dumps([own, components], sort_keys=True) + str(epoch))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": own,
        },
        "components": components,
    }


def build_sbom(wheel: Wheel, epoch: int, target: Path = SBOM) -> Path:
    target.write_text(json.dumps(bill(wheel, epoch), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return target
