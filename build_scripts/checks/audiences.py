"""Those whom a page is for: each has a name in both languages, and the pages named are there."""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.audiences import AUDIENCES, audiences
from build_scripts.reading.guides import Fault
from build_scripts.reading.places import PAGES, relative
from build_scripts.reading.toml_lines import entry_line


def check_audiences(file: Path = AUDIENCES) -> list[Fault]:
    text, found = file.read_text("utf-8"), []
    for number, each in enumerate(audiences(file)):
        for page in each.pages:
            if page not in PAGES:
                message = f"'{each.id}': there is no page '{page}'; a page is named such as guides/late-now"
                found.append(Fault(relative(file), entry_line(text, "audience", number, "pages"), message))
        for lang in ("zh", "en"):
            if not each.name(lang).strip():
                message = f"'{each.id}': '{lang}' is empty; please name them in both languages"
                found.append(Fault(relative(file), entry_line(text, "audience", number, lang), message))
    return found
