"""Whether everyone can use a page, by axe."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

from build_scripts.reading.places import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# They look at the colours of every word of a page, which takes half of axe's time.
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, *, without: Sequence[str] = ()) -> str:
    """The findings of axe, but for those of the rules `without`; none where everyone can use the page."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        """([tags, without]) => axe.run(document, {
          runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
          rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}])),
        })""",
        [AXE_TAGS, list(without)],
    )
    return "\n".join(
        f"{each['id']}: {each['help']}\n    {node['html'][:300]}\n    {node['failureSummary'][:400]}"
        for each in found["violations"]
        for node in each["nodes"][:4]
    )
