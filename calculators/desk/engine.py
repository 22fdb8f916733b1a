"""Who works out the pieces of a table: this process alone, or the processes and machines of a Dask cluster.

Either way the same functions are given the same pieces, and what comes back comes in the pieces' order, so the results
are the same bytes. What is to be done next, and again where a machine was lost, is Dask's business.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, TypeVar

import calculators
from calculators.form import Problem

# Enough for no process to wait for the next piece, and few enough for the memory of this one.
_PIECES_A_PROCESS = 3
# Seconds for the first worker to be there; how long a scheduler may take to answer is a setting of Dask's.
_PATIENCE = 30

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class EngineError(Exception):
    """The engine cannot be used, or could not go on; nothing is written."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, **values)


class OtherProgramError(Exception):
    """A worker has other calculators than the process that asks it, so that its figures might be others."""


class Engine(Protocol):
    def in_order(self, work: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
        """What `work` makes of each piece, in the order of the pieces, of which few are held at a time."""


class Alone:
    """This process."""

    def in_order(self, work: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
        return map(work, pieces)


class Cluster:
    """Dask's distributed scheduler and its workers."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def in_order(self, work: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
        from distributed import KilledWorker

        most = _PIECES_A_PROCESS * max(1, sum(self._client.nthreads().values()))
        under_way: deque[Any] = deque()
        try:
            for piece in pieces:
                # The piece goes with the task, so that the scheduler has it when a worker is lost.
                under_way.append(self._client.submit(work, piece, pure=False))
                if len(under_way) >= most:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except KilledWorker as error:
            raise EngineError("engine-killed", reason=str(error)) from error
        except (OtherProgramError, ImportError, AttributeError) as error:
            raise EngineError("engine-other-program", reason=str(error)) from error


def engine(name: str, scheduler: str, workers: int | None, stack: ExitStack) -> Engine:
    """The engine of that name, until the stack closes. Dask without a scheduler's address starts processes here, as
    many as this machine has cores where `workers` is None. Raises EngineError."""
    if name != "dask":
        return Alone()
    if find_spec("distributed") is None:
        raise EngineError("no-dask")
    from distributed import Client, LocalCluster

    try:
        if scheduler:
            client = stack.enter_context(Client(scheduler))
        else:
            local = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                host="127.0.0.1",
            )
            client = stack.enter_context(Client(stack.enter_context(local)))
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise EngineError("engine-away", scheduler=scheduler, reason=str(error)) from error
    return Cluster(client)


@cache
def program() -> str:
    """The digest of the calculators that run here; workers must have the same."""
    found = hashlib.sha256()
    own = Path(calculators.__file__).parent
    for path in sorted(path for path in own.rglob("*") if path.suffix in (".py", ".toml", ".json")):
        if "building" not in path.relative_to(own).parts:
            found.update(path.relative_to(own).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
