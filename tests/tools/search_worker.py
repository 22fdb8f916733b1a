"""The search's own worker, asked without its field."""

from __future__ import annotations

from playwright.sync_api import Page


def worker_address(page: Page) -> str:
    """The worker's address, as the page names it."""
    return str(
        page.evaluate("new URL(document.querySelector('[data-worker-src]').dataset.workerSrc, location.href).href")
    )
