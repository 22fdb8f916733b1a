"""Asks the registry that pip uses which pinned Python packages have known vulnerabilities: an item of `make audit`.

One package at a time, by name and version. Exit 0: every one was asked of and has none; 1: some have; 2: not every one
could be asked of, which is never the same as none.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pip._internal.models.index import PyPI

from build_scripts.reading.software import Package, python_packages

SECONDS = 20
# A registry that answers for none of the first so many, or stops answering, is asked no further.
IN_A_ROW = 3


class NoAnswerError(Exception):
    """The registry said nothing of vulnerabilities; the message says what it did instead."""


@dataclass(frozen=True)
class Finding:
    """One vulnerability of a pinned package."""

    package: Package
    names: tuple[str, ...]
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        names = f"{self.names[0]} ({', '.join(self.names[1:])})" if len(self.names) > 1 else self.names[0]
        mended = f"mended in {', '.join(self.mended_in)}" if self.mended_in else "no version mends it yet"
        return f"{self.package.name} {self.package.version}: {names}; {mended}"


def index_of(configured: str) -> str:
    """The address of packages that `pip config list` gives, else pip's own. What the environment says counts most."""
    found = {}
    for line in configured.splitlines():
        key, _, value = line.partition("=")
        found[key] = value
    for key in (":env:.index-url", "download.index-url", "install.index-url", "global.index-url"):
        if key in found:
            return str(ast.literal_eval(found[key]))
    return str(PyPI.simple_url)


def registry() -> str:
    """Where pip takes packages from, without a name or a password that stand in that address."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    parts = urlsplit(index_of(listed))
    path = parts.path.rstrip("/").removesuffix("/simple")
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, "", ""))


def known(package: Package, base: str, *, seconds: float = SECONDS) -> list[Finding]:
    """What the registry knows of that very version; what was withdrawn is none. Raises NoAnswerError."""
    address = f"{base}/pypi/{package.name}/{package.version}/json"
    request = urllib.request.Request(address, headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            listed = json.load(answer)["vulnerabilities"]
        return [
            Finding(package, (each["id"], *each.get("aliases", ())), tuple(each.get("fixed_in", ())))
            for each in listed
            if not each.get("withdrawn")
        ]
    except urllib.error.HTTPError as error:
        with error:
            raise NoAnswerError(f"it answered {error.code}") from error
    except OSError as error:
        raise NoAnswerError(f"it did not answer: {getattr(error, 'reason', error)}") from error
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise NoAnswerError("its answer has no list of vulnerabilities") from error


def ask(
    packages: Sequence[Package], base: str, *, seconds: float = SECONDS
) -> tuple[list[Finding], dict[Package, str]]:
    """(what is known of them, why some could not be asked of)."""
    found: list[Finding] = []
    silent: dict[Package, str] = {}
    in_a_row = 0
    for at, package in enumerate(packages):
        try:
            found += known(package, base, seconds=seconds)
            in_a_row = 0
        except NoAnswerError as error:
            silent[package] = str(error)
            in_a_row += 1
        if in_a_row == IN_A_ROW:
            silent |= dict.fromkeys(packages[at + 1 :], "not tried after that")
            break
    return found, silent


def main(packages: Sequence[Package] | None = None, base: str = "") -> int:
    packages, base = python_packages() if packages is None else packages, base or registry()
    found, silent = ask(packages, base)
    for each in found:
        print(each)
    for package, why in silent.items():
        print(f"{package.name} {package.version}: not known, {why}")
    asked = len(packages) - len(silent)
    if asked:
        ill = len({each.package for each in found})
        print(f"{len(found)} known vulnerabilities in {ill} of {asked} Python packages asked of")
    if silent and not found:
        print(f"{len(silent)} of {len(packages)} could not be asked of: {urlsplit(base).netloc} does not say")
    return 1 if found else 2 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
