"""Stands in for traceback, which would load a parser and a table of colours to underline a word.

An error that leaves Python tells where it was and what it says.
"""

import sys
from typing import Any


def format_exception(kind: Any, value: Any = None, trace: Any = None, *_: object, **__: object) -> list[str]:
    """The lines of an error, innermost call last."""
    error = kind if value is None else value
    trace = error.__traceback__ if trace is None else trace
    lines = ["Traceback (most recent call last):\n"] if trace else []
    while trace:
        code = trace.tb_frame.f_code
        lines.append(f'  File "{code.co_filename}", line {trace.tb_lineno}, in {code.co_name}\n')
        trace = trace.tb_next
    return [*lines, f"{type(error).__name__}: {error}\n"]


def print_exception(
    kind: Any, value: Any = None, trace: Any = None, *_: object, file: Any = None, **__: object
) -> None:
    """Writes these lines where errors go."""
    print(*format_exception(kind, value, trace), sep="", end="", file=file or sys.stderr)


_print_exception_bltin = print_exception
