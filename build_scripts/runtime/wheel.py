"""The calculators as a wheel: the source of the page's Python, and a package that pip installs for the same figures.

It lies in a folder named by its SHA-256, since pip refuses a wheel whose own name is changed (decision 0016).
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from build_scripts.reading.places import ROOT, SITE
from build_scripts.runtime.stored_zip import read_zip, stored_zip


@dataclass(frozen=True)
class Wheel:
    """A wheel's file name and its bytes."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """Its SHA-256, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def place(self) -> str:
        """Its place, relative to the site's root."""
        return f"wheel/{self.digest}/{self.name}"


def hatched_wheel(folder: Path) -> Path:
    """Our calculators as a wheel, by the build backend that pyproject.toml names."""
    from hatchling.builders.wheel import WheelBuilder

    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def source_wheel() -> Wheel:
    """The same wheel stored: compressed, its bytes would differ between interpreters."""
    with tempfile.TemporaryDirectory() as folder:
        made = hatched_wheel(Path(folder))
        return Wheel(made.name, stored_zip(read_zip(made)))


def build_wheel(wheel: Wheel, target: Path = SITE) -> Path:
    """Writes the wheel into the site."""
    place = target / wheel.place
    place.parent.mkdir(parents=True)
    place.write_bytes(wheel.data)
    return place
