"""Stands in for typing, which is for people and their tools: here its names are only names.

Only `NamedTuple` runs, a class whose fields are those that it lists.
"""

TYPE_CHECKING = False


def overload(of: object) -> object:
    """The signatures are for a type checker; the last definition runs."""
    return of


def get_origin(of: object) -> None:
    """No type here is made from another."""


class _Fields(type):
    """The class of `NamedTuple`; a class derived from it is a tuple instead."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, object]) -> type:
        if not bases:
            return type.__new__(mcs, name, bases, namespace)
        # Not at the top: that module takes names from here.
        from collections import namedtuple

        names = dict(namespace.get("__annotations__", {}))  # type: ignore[call-overload]
        defaults = [namespace[each] for each in names if each in namespace]
        made = namedtuple(name, names, defaults=defaults, module=str(namespace["__module__"]))  # type: ignore[misc]
        for key in namespace.keys() - names.keys() - {"__annotations__", "__module__", "__qualname__"}:
            setattr(made, key, namespace[key])
        return made


class NamedTuple(metaclass=_Fields):
    """To derive from: each annotated name is a field."""


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return name
