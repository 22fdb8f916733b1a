"""A release on a web server, as the publishing tests ask it."""

from __future__ import annotations

import calendar
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from build_scripts.measuring.serving import HeaderRules


def unpack(archive: Path, folder: Path) -> None:
    """As a publisher does, with the dates of the files: zipfile alone leaves them out."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
        for entry in opened.infolist():
            when = calendar.timegm((*entry.date_time, 0, 0, 0))
            os.utime(folder / entry.filename, (when, when))


@dataclass(frozen=True)
class Host:
    """The release on nginx. `prefix` is the path of its address, `files` what lies in its folder."""

    origin: str
    prefix: str
    folder: Path
    rules: HeaderRules
    log: Path

    @property
    def url(self) -> str:
        return self.origin + self.prefix

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    def served(self) -> list[str]:
        """Every file that readers are sent, by its name from the site's root."""
        names = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()]
        own = {"_headers", "web.config"}
        return sorted(name for name in names if name not in own and not name.endswith((".br", ".gz")))
