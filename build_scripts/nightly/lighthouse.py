"""`make lighthouse`: Lighthouse on the home page, a guide and a calculator, in both languages, as telephone and desk.

It measures the built site, served from this machine as a host would, in the full browser, and fails below 95 for speed
and 100 for accessibility, good practice and being found. Lighthouse is fetched by this command alone, into
npm/lighthouse. Speed is measured on a slowed-down model of this machine: one page below its mark is measured again, and
the better of the two counts, since another program's work is no fault of the page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from build_scripts.measuring.site_server import BROWSER_ARGUMENTS, SiteServer, read_site
from build_scripts.reading.places import BUILD, LANGUAGES, ROOT, SITE, page_url
from build_scripts.set_up import find_node, known_tools

FOLDER = ROOT / "npm/lighthouse"
MEASURED = ("index", "guides/late-now", "calculators/utilisation")
FORMS = ("mobile", "desktop")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}

Row = dict[str, Any]


def install(node: str, npm: str) -> None:
    """The packages of npm/lighthouse, once for each lock file."""
    stamp = FOLDER / "node_modules/.package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= (FOLDER / "package-lock.json").stat().st_mtime:
        return
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run([npm, "ci", "--loglevel=error"], check=True, cwd=FOLDER, env={**os.environ, "PATH": path})


def measured(node: str, url: str, form: str) -> Row:
    """What Lighthouse says of the page at that address; a page below its marks is measured twice."""
    first = _run(node, url, form)
    return better(first, _run(node, url, form)) if is_below(first) else first


def _run(node: str, url: str, form: str) -> Row:
    command = [node, str(FOLDER / "run.mjs"), known_tools()["full_chromium"], url, form, *BROWSER_ARGUMENTS]
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, check=True)
    row: Row = json.loads(done.stdout)
    return row


def is_below(row: Row) -> bool:
    return any(row["scores"].get(name, 0) < least for name, least in LEAST.items())


def better(first: Row, second: Row) -> Row:
    """The one with more points for speed, of two runs of a page."""
    return max((first, second), key=lambda row: int(row["scores"].get("performance", 0)))


def say(row: Row, page: str) -> None:
    scores = " ".join(f"{row['scores'].get(name, 0):>14}" for name in LEAST)
    print(f"{page:<34} {row['form']:<8} {scores}", flush=True)
    if is_below(row):
        for fault in row["faults"]:
            print(f"    {fault['category']}: {fault['title']} {fault['shown']} {fault['where']}")
        if row["error"]:
            print(f"    {row['error']}")


def main() -> int:
    node, npm = find_node()
    install(node, npm)
    rows = []
    print(f"{'page':<34} {'as':<8} " + " ".join(f"{name:>14}" for name in LEAST))
    with closing(SiteServer(read_site(SITE))) as server:
        for page in MEASURED:
            for lang in LANGUAGES:
                for form in FORMS:
                    address = page_url(page, lang)
                    rows.append(measured(node, f"{server.url}{address}", form))
                    say(rows[-1], f"/{address}")
    (BUILD / "lighthouse.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 1 if any(map(is_below, rows)) else 0


if __name__ == "__main__":
    sys.exit(main())
