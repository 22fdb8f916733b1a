"""The names that Pyodide's C half takes from its documentation, and the few of them that are more than that.

It looks up each class that JavaScript's objects can have in Python, and each method, to copy its text; here each is the
same empty thing.
"""


class ConversionError(Exception):
    """A value has no counterpart in the other language."""


class InternalError(Exception):
    """Something in the core went wrong."""


class JsNull:
    """JavaScript's null, which is not Python's None."""

    typeof = "object"

    def __bool__(self) -> bool:
        return False


jsnull = JsNull()


class JsBigInt(int):
    """A whole number that JavaScript keeps apart from others."""


class _JsProxyMetaClass(type):
    """The class of the classes that JavaScript's objects have in Python."""


class _Undescribed:
    def __getattr__(self, name: str) -> "_Undescribed":
        return self

    def __call__(self, *_: object) -> "_Undescribed":
        return self


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return _Undescribed()
