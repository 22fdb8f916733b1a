"""Stands in for dataclasses: frozen ones, as the calculators have them, made without a look into the interpreter.

The real module writes and compiles seven functions a class and loads `inspect`, `ast` and what they need for it. Here
one is written, and the others are shared. tests/build_scripts/runtime/test_stand_ins.py holds every class of ours
against the real one.
"""

from collections.abc import Callable
from typing import Any


class FrozenInstanceError(AttributeError):
    """A field was set after the object was made."""


def _values(one: Any) -> tuple[Any, ...]:
    return tuple(one.__dict__[name] for name in one.__dataclass_fields__)


def _eq(one: Any, other: object) -> Any:
    return _values(one) == _values(other) if other.__class__ is one.__class__ else NotImplemented


def _hash(one: Any) -> int:
    return hash(_values(one))


def _repr(one: Any) -> str:
    fields = ", ".join(f"{name}={one.__dict__[name]!r}" for name in one.__dataclass_fields__)
    return f"{one.__class__.__qualname__}({fields})"


def _set(one: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(one: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {"__eq__": _eq, "__hash__": _hash, "__repr__": _repr, "__setattr__": _set, "__delattr__": _delete}


def dataclass(*, frozen: bool) -> Callable[[Any], Any]:
    """Frozen dataclasses only;
    fields are the annotated names, with what they are set to as what they are if not given."""
    if not frozen:
        raise TypeError("the page has frozen dataclasses only")
    return _made


def _made(cls: Any) -> Any:
    names = dict.fromkeys(name for base in reversed(cls.__mro__) for name in base.__dict__.get("__annotations__", ()))
    defaults = {name: getattr(cls, name) for name in names if hasattr(cls, name)}
    taken = ", ".join(f"{name}=_defaults[{name!r}]" if name in defaults else name for name in names)
    given = ", ".join(f"{name}={name}" for name in names)
    after = "; self.__post_init__()" if hasattr(cls, "__post_init__") else ""
    scope: dict[str, Any] = {"_defaults": defaults}
    exec(f"def __init__(self, {taken}): self.__dict__.update({given}){after}", scope)
    cls.__init__ = scope["__init__"]
    for name in ("__dataclass_fields__", "__match_args__"):
        setattr(cls, name, tuple(names))
    for name, function in _SHARED.items():
        if name not in cls.__dict__:
            setattr(cls, name, function)
    return cls


def replace(one: Any, /, **changes: Any) -> Any:
    """Another one with these fields changed."""
    return one.__class__(**{name: one.__dict__[name] for name in one.__dataclass_fields__} | changes)
