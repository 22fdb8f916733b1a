"""Every package that the site is made of or made with: name, version, licence, hashes.

The lock files say which and with which hashes, npm's its licences too. Those of Python packages stand in
docs/ledger/licences.toml, written by `make licences` from the packages' own metadata.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.places import LEDGER, ROOT, relative

LICENCES = LEDGER / "licences.toml"
REQUIREMENTS = tuple(
    ROOT / f"requirements/{name}.txt" for name in ("all", "node", "pyodide", "generator", "mutation", "distributed")
)
# The site's own, then those of tools that only their own command fetches, and no reader gets.
PACKAGE_LOCKS = (ROOT / "package-lock.json", *sorted(ROOT.glob("npm/*/package-lock.json")))
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, order=True)
class Package:
    """`ecosystem`: `pypi` or `npm`; `hashes`: of each file that the lock allows, kind and hexadecimal digits."""

    ecosystem: str
    name: str
    version: str
    licence: str = ""
    hashes: tuple[tuple[str, str], ...] = ()

    @property
    def purl(self) -> str:
        """Its name in every list of software, as package-url.github.io describes it."""
        return f"pkg:{self.ecosystem}/{self.name.replace('@', '%40')}@{self.version}"


@dataclass(frozen=True)
class Shipped:
    """A package of which something is sent to readers, and what that is, in each language."""

    ecosystem: str
    name: str
    zh: str
    en: str

    def said(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


def pinned(file: Path) -> list[Package]:
    """The packages of a lock file of pip, without licences."""
    return [
        Package("pypi", name.lower(), version, hashes=tuple(("SHA-256", each) for each in _HASH.findall(rest)))
        for name, version, rest in _PINNED.findall(file.read_text("utf-8"))
    ]


def python_packages() -> list[Package]:
    """Those of every lock file of pip, each once, without licences."""
    found = {(each.name, each.version): each for file in REQUIREMENTS for each in pinned(file)}
    return sorted(found.values())


def npm_packages() -> list[Package]:
    """Those of every lock file of npm, each once."""
    found = {}
    for file in PACKAGE_LOCKS:
        for place, entry in json.loads(file.read_text("utf-8"))["packages"].items():
            if not place:  # the folder's own name
                continue
            name = place.rpartition("node_modules/")[2]
            digest = base64.b64decode(entry["integrity"].partition("-")[2]).hex()
            licence = entry.get("license") or _npm_licence(name)
            found[name, entry["version"]] = Package("npm", name, entry["version"], licence, (("SHA-512", digest),))
    return sorted(found.values())


def _npm_licence(name: str) -> str:
    """Of a package whose entry in the lock has none."""
    return str(read_toml(LICENCES).get("npm", {}).get(name, ""))


@cache
def packages() -> tuple[Package, ...]:
    """All of them with their licences. Raises LedgerError where one has none."""
    known = read_toml(LICENCES)["python"]
    found = [
        Package(each.ecosystem, each.name, each.version, known.get(f"{each.name} {each.version}", ""), each.hashes)
        for each in python_packages()
    ] + npm_packages()
    if missing := [f"{each.name} {each.version}" for each in found if not each.licence]:
        raise LedgerError(f"{relative(LICENCES)}: run `make licences`, it lacks {', '.join(missing)}")
    return tuple(sorted(found))


def shipped() -> list[tuple[Shipped, Package]]:
    """What readers are sent, in the order of the file."""
    by_name = {(each.ecosystem, each.name): each for each in packages()}
    entries = [Shipped(**entry) for entry in read_toml(LICENCES)["shipped"]]
    return [(each, by_name[each.ecosystem, each.name]) for each in entries]


def pyodide_python() -> str:
    """The version of CPython that Pyodide is."""
    lock = json.loads((ROOT / "node_modules/pyodide/pyodide-lock.json").read_text("utf-8"))
    return str(lock["info"]["python"])
