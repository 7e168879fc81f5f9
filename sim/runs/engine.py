"""Engines: who does the work. Threads unless another is handed in."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Protocol


class Promise(Protocol):
    """Work that was handed in: what the runner needs of a `concurrent.futures.Future`."""

    def done(self) -> bool: ...
    def cancel(self) -> bool: ...
    def exception(self, timeout: float | None = None) -> BaseException | None: ...
    def result(self) -> Any: ...


class Engine(Protocol):
    """Takes work in and does it some time: any `concurrent.futures.Executor` does.

    A chunk of runs is small, can be pickled, and stands on its own in a process that has never seen the scenario.
    """

    def submit(self, work: Callable[..., Any], /, *given: Any) -> Promise: ...


class Lost(Exception):  # noqa: N818 - as one says it
    """Raised by a promise in the place of an engine that goes on: the worker died over its work."""


class TookTooLong(Exception):  # noqa: N818 - as one says it
    """A run took longer than it may; ``seconds`` is how long that is."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return f"> {self.seconds:g} s"


class KilledItsWorker(Exception):  # noqa: N818 - as one says it
    """A run over which two workers died, one after the other."""


class TimeIsUp(Exception):  # noqa: N818 - as one says it
    """The time that there was for a question is over."""


def workers_of(engine: Engine | None, workers: int | None) -> int:
    """Return how many are at work: as many as the engine says, or else as are given, or as there are processors."""
    return getattr(engine, "_max_workers", None) or workers or os.cpu_count() or 1
