"""The engines that can be had by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sim.words import Refusal

from .engine import Engine

THREADS, PROCESSES, DASK = "threads", "processes", "dask"
NAMES = (THREADS, PROCESSES, DASK)


def is_engine(name: str) -> bool:
    """Whether there is such an engine: one of `NAMES`, Dask with an address after a colon if need be."""
    kind, colon, address = name.partition(":")
    return name in NAMES or (kind == DASK and bool(colon) and bool(address.strip()))


@contextmanager
def opened(
    engine: str | Engine | None, workers: int | None, notify: Callable[[Refusal], None] | None = None
) -> Iterator[Engine | None]:
    """Open an engine by name for as long as it is needed; None stands for threads of this process.

    Parameters
    ----------
    engine : str, Engine or None
        One of `NAMES`, Dask with an address after a colon if need be. What is open already stays so.
    workers : int, optional
        As many as there are processors unless given; at an address, those that are there.
    notify : callable, optional
        Called with what whoever waits should know, such as that all workers are gone; a warning unless given.

    Raises
    ------
    Refusal
        Where it cannot be had.
    """
    if not isinstance(engine, str):
        yield engine
        return
    kind, _, address = engine.partition(":")
    if kind == PROCESSES:
        from .processes import Processes

        with Processes(workers) as processes:
            yield processes
    elif kind == DASK:
        from .cluster import dask_engine

        with dask_engine(address.strip(), workers, notify) as cluster:
            yield cluster
    else:
        yield None
