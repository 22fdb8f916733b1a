"""Pages of the site in an engine: opened, settled, and what a calculator shows."""

from __future__ import annotations

from engine import Engine, Opened, until

from build_scripts.reading.places import page_url

FIGURES = (
    "return Object.fromEntries([...document.querySelectorAll('[data-result] data[data-name]')].map((one) =>"
    " [one.dataset.name, one.value]))"
)


def wait_for(engine: Engine, state: str) -> None:
    until(lambda: engine.has(f"[data-calculator][data-state={state}]"), f"a calculator that is {state}", seconds=90)


def settle(engine: Engine) -> None:
    """Waits until the page's scripts have run; a calculator's also until Python has answered."""
    until(
        lambda: engine.run(
            "return document.readyState === 'complete' && document.querySelector('button[data-opens]') !== null"
        ),
        "the page",
    )
    if engine.has("[data-calculator]"):
        wait_for(engine, "ready")


def open_calculator(opened: Opened, name: str, lang: str, fragment: str = "") -> Engine:
    engine = opened(page_url(f"calculators/{name}", lang) + fragment)
    settle(engine)
    return engine
