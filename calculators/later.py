"""Modules that come into the page behind the first answer, asked for by name so that no first file holds them."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class NotHereYet(Exception):  # noqa: N818 - nothing is wrong: the worker fetches them and asks again
    """The module's file has not arrived. From the wheel and the checkout it is never raised."""


def module(name: str) -> Any:
    """`calculators.<name>`. Raises NotHereYet where the page has not fetched it."""
    try:
        return import_module(f"calculators.{name}")
    except ModuleNotFoundError as error:
        raise NotHereYet(name) from error
