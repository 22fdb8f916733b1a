"""What `make bench` compares the site with answers at all: a page that never does would be waited for in vain."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from build_scripts.nightly import bench


@pytest.mark.daily()
def test_stock_pyodide_in_a_worker_answers_and_a_page_that_does_not_is_told_with_what_came(
    browser: Browser, built: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "BENCH", tmp_path_factory.mktemp("bench"))
    monkeypatch.setattr(bench, "_AT_REST", 0)
    # Another's packages from the registry, and a minute of squeezing that changes no answer.
    monkeypatch.setattr(bench, "make_pyscript", lambda: None)
    monkeypatch.setattr(bench, "compress", lambda _folder: None)
    bench.make_pages()
    with bench.served() as server:
        page = bench.opened(browser.new_context(), f"{server.url}bench/stock-worker.html")
        assert page.locator("[data-result-headline], output, table").first.is_visible()
        monkeypatch.setattr(bench, "_PATIENCE", 1)
        with server.blocked("bench/stock-worker.js"), pytest.raises(TimeoutError, match=r"503 \S+ .*stock-worker.js"):
            bench.opened(browser.new_context(), f"{server.url}bench/stock-worker.html")
        for context in browser.contexts:
            context.close()
