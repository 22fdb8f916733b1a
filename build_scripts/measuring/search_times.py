"""How long a query takes on a site of 200 pages: prints it, in milliseconds by the clock and of processor.

`python -m build_scripts.measuring.search_times` multiplies the index of build/site until it has so many pages, and asks
it the queries of tests/browser/search_asked.toml.
"""

from __future__ import annotations

import json
import statistics
import tomllib

from build_scripts.reading.places import LANGUAGES, PAGES, ROOT, SITE
from build_scripts.runtime.node import run_node

_PAGES = 200


def main() -> None:
    asked = tomllib.loads((ROOT / "tests/browser/search_asked.toml").read_text("utf-8"))
    for lang in LANGUAGES:
        queries = [each["query"] for each in asked[lang]]
        for copies in (1, -(-_PAGES // len(PAGES))):
            index = SITE / ("search" if lang == "zh" else "en/search") / "sections.json"
            script = ROOT / "build_scripts/measuring/ask_search.mjs"
            worker = ROOT / "docs/theme/assets/search.js"
            said = json.loads(run_node(script, worker, index, lang, copies, given=json.dumps(queries)))
            for name in ("waited", "worked"):
                times = said[name]
                print(
                    f"{lang}, {copies * len(PAGES)} pages, {name}: median {statistics.median(times):.1f} ms,"
                    f" 95th percentile {statistics.quantiles(times, n=20)[-1]:.1f} ms, most {max(times):.1f} ms"
                )


if __name__ == "__main__":
    main()
