"""publishing/Containerfile as a builder reads it, so that tests start what the container runs."""

from __future__ import annotations

import re

from build_scripts.publishing.archive import CONTAINER

# Where Debian's nginx reads what goes into its http block.
BLOCK = "/etc/nginx/conf.d/"


def instructions() -> list[tuple[str, str]]:
    """Each instruction with its words; a line that ends with a backslash goes on in the next."""
    lines = [line for line in CONTAINER.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(name, words) for name, _, words in (line.partition(" ") for line in whole.splitlines())]


def copied() -> dict[str, str]:
    """What is copied from the unpacked archive, and whereto."""
    found = {}
    for name, words in instructions():
        if name == "COPY":
            source, target = words.split()
            found[source] = target
    return found


def configuration() -> str:
    """The file of the archive that nginx reads in the container."""
    (name,) = (source for source, target in copied().items() if target.startswith(BLOCK) and target.endswith(".conf"))
    return name
