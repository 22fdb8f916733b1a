"""Runs the site generator once a language on the staged pages. The only module that knows which generator that is."""

from __future__ import annotations

import os
import subprocess
import sys

from build_scripts.reading.places import BUILD, LANGUAGES, ROOT

PAGES_BUILD = BUILD / "pages"
CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


class PagesError(Exception):
    """The generator refused a page; the message is what it printed."""


def settings(site_url: str) -> dict[str, str]:
    """The environment that the configurations read."""
    return {"SITE_URL": site_url, "SITE_URL_EN": f"{site_url}en/"}


def build_pages(site_url: str, epoch: int, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Renders build/staged/<lang> to build/pages/<lang>, both languages at once."""
    environment = {**os.environ, **settings(site_url), "SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"}
    running = {
        lang: subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "-f", CONFIGURATIONS[lang]],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for lang in languages
    }  # fmt: skip
    faults = []
    for lang, process in running.items():
        printed, _ = process.communicate()
        if process.returncode:
            faults.append(f"the {lang} pages:\n{printed.strip()}")
    if faults:
        raise PagesError("\n".join(faults))
