"""The site's colours, and how well one stands out on another."""

from __future__ import annotations

import re

from build_scripts.reading.places import DOCS


def schemes() -> dict[str, dict[str, str]]:
    """The colours of colours.css in the light scheme and, on top of it, the dark one."""
    text = (DOCS / "theme/assets/site/colours.css").read_text("utf-8")
    light, _, dark = text.partition('[data-md-color-scheme="slate"]')
    found = [dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 counts it."""
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
