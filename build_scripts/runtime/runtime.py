"""What the pages know of the runtime: where it stands and what it weighs."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.runtime.wheel import Wheel


@dataclass(frozen=True)
class Runtime:
    """Where the runtime stands, relative to the site's root, how many bytes a reader fetches to start it, and the
    wheel that its calculators are made from."""

    folder: str
    size: int
    wheel: Wheel
