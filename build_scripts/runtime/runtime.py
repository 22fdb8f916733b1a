"""What the pages know of the runtime: its place and its weight."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.runtime.wheel import Wheel


@dataclass(frozen=True)
class Runtime:
    """Where the runtime is, relative to the site's root, how many bytes a reader fetches to start each calculator, and
    the wheel that the calculators are made from."""

    folder: str
    sizes: dict[str, int]
    wheel: Wheel
