"""Whether everyone can use a page, by axe."""

from __future__ import annotations

from playwright.sync_api import Page

from build_scripts.reading.places import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> str:
    """The findings of axe; none where everyone can use the page."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "(tags) => axe.run(document, { runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'] })",
        AXE_TAGS,
    )
    return "\n".join(
        f"{each['id']}: {each['help']}\n    {node['html'][:300]}\n    {node['failureSummary'][:400]}"
        for each in found["violations"]
        for node in each["nodes"][:4]
    )
