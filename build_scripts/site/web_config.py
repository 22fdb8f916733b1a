"""`web.config`: IIS refuses every file whose kind it does not know; here it is told ours. Other servers pass it by."""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.file_types import FILE_TYPES
from build_scripts.reading.places import SITE

WEB_CONFIG = "web.config"


def web_config() -> str:
    # IIS takes a kind that it knows already for a mistake unless it is removed first.
    kinds = "".join(
        f'      <remove fileExtension="{suffix}" />\n      <mimeMap fileExtension="{suffix}" mimeType="{kind}" />\n'
        for suffix, kind in FILE_TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        "<configuration>\n  <system.webServer>\n    <staticContent>\n"
        f"{kinds}"
        "    </staticContent>\n  </system.webServer>\n</configuration>\n"
    )


def build_web_config(target: Path = SITE) -> None:
    (target / WEB_CONFIG).write_text(web_config(), "utf-8")
