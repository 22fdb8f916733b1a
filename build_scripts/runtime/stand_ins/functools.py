"""Stands in for functools: what the calculators and the library's own modules take of it, most of it the
interpreter's own. The real module loads `collections`, `types`, `operator` and more for the rest.
"""

from _functools import _lru_cache_wrapper, partial
from collections.abc import Callable
from typing import Any

__all__ = ["cache", "cached_property", "lru_cache", "partial"]
_TAKEN = ("__module__", "__name__", "__qualname__", "__doc__")
_NONE = object()


def _named_as(wrapper: Any, wrapped: Any) -> Any:
    """The wrapper with the other's names."""
    for name in _TAKEN:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    wrapper.__dict__.update(getattr(wrapped, "__dict__", {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def _info(hits: int, misses: int, maxsize: int | None, currsize: int) -> tuple[int, int, int | None, int]:
    return hits, misses, maxsize, currsize


def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
    """A decorator whose function remembers so many answers, or all with None."""
    if callable(maxsize):
        return lru_cache()(maxsize)
    return lambda function: _named_as(_lru_cache_wrapper(function, maxsize, typed, _info), function)


def cache(function: Any) -> Any:
    """The function, remembering all its answers."""
    return lru_cache(None)(function)


class cached_property:
    """A property that is worked out once."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, one: Any, owner: type | None = None) -> Any:
        if one is None:
            return self
        value = one.__dict__.get(self.name, _NONE)
        if value is _NONE:
            value = one.__dict__[self.name] = self.function(one)
        return value
