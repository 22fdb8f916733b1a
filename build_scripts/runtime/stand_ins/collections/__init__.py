"""Stands in for collections: what the interpreter itself has of it, and what the calculators and the library's modules
take of the rest.
"""

import _collections_abc as abc
import sys
from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque
from typing import Any

__all__ = ["Counter", "OrderedDict", "abc", "defaultdict", "deque", "namedtuple"]
sys.modules["collections.abc"] = abc


class Counter(dict):  # type: ignore[type-arg]
    """How often each thing is among others."""

    def __init__(self, things: Any = ()) -> None:
        super().__init__()
        _count_elements(self, things)

    def __missing__(self, thing: object) -> int:
        return 0

    def most_common(self) -> list[tuple[Any, int]]:
        """The most frequent first."""
        return sorted(self.items(), key=lambda each: -each[1])


def namedtuple(name: str, names: Any, *, defaults: Any = (), module: str | None = None) -> Any:
    """A tuple's class with a name for each place."""
    fields = tuple(names.replace(",", " ").split() if isinstance(names, str) else names)
    listed = "".join(f"{each}, " for each in fields)
    scope: dict[str, Any] = {"_new": tuple.__new__}
    exec(f"def __new__(_cls, {listed}): return _new(_cls, ({listed}))", scope)
    scope["__new__"].__defaults__ = tuple(defaults)
    shown = f"({', '.join(f'{each}=%r' for each in fields)})"

    def _make(cls: Any, values: Any) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(fields):
            raise TypeError(f"Expected {len(fields)} arguments, got {len(made)}")
        return made

    def _replace(one: Any, /, **changes: Any) -> Any:
        made = one._make(map(changes.pop, fields, one))
        if changes:
            raise TypeError(f"Got unexpected field names: {list(changes)!r}")
        return made

    of_its_own = {
        "__new__": scope["__new__"],
        "__slots__": (),
        "__match_args__": fields,
        "__repr__": lambda one: one.__class__.__name__ + shown % one,
        "_fields": fields,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": lambda one: dict(zip(fields, one, strict=True)),
        **{each: _tuplegetter(at, None) for at, each in enumerate(fields)},
    }
    return type(name, (tuple,), of_its_own | ({"__module__": module} if module else {}))
