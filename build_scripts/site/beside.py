"""Work in a process of its own beside the next steps of the build, which keep one of most machines' processors busy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
# A copy of this process as it is now: what has been read need not be read, or handed over, again.
_COPIES = get_context("fork")


class BesideError(Exception):
    """The work ended with an exception, which it has printed."""


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Does `work` while the block runs. What the block is given waits for the end and gives the result; the block
    does not end before the work does. The work can change files, but nothing that this process holds."""
    receiver, sender = _COPIES.Pipe(duplex=False)
    process = _COPIES.Process(target=lambda: sender.send(work()))
    process.start()
    sender.close()
    results: list[T] = []

    def result() -> T:
        if not results:
            try:
                results.append(receiver.recv())
            except EOFError as error:
                raise BesideError("what ran beside the build ended early; what it said stands above") from error
            finally:
                process.join()
        return results[0]

    try:
        yield result
    finally:
        result()
