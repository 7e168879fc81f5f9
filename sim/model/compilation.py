"""Compiling as it happens: how many of the kernels that were lacking are there, and about how long the rest takes.

Whoever wants to know says so with `heard_by`. Where nobody does, as in a notebook, one line on standard error says
why the first call takes so long.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from sim.words import language, say

Listener = Callable[[int, int, float | None], None]
"""Called with the kernels compiled, those that were lacking, and the seconds left, None where too little is known."""


class Kernel(Protocol):
    """What is to be known of a kernel."""

    weight: int
    """About how much work it is, in any unit."""

    def is_kept(self) -> bool:
        """Return whether its machine code was there before."""
        ...


class Compilation:
    """What is compiled in one process.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kernels: list[Kernel] = []
        self._lacking: dict[int, int] = {}  # weights, by place in the list
        self._seen = 0
        self._done: set[int] = set()
        self._changes = 0
        self._under_way = 0
        self._since, self._spent = 0.0, 0.0
        self._listeners: list[Listener] = []
        self._has_spoken = False

    def add(self, kernel: Kernel) -> None:
        """Enter a kernel."""
        self._kernels.append(kernel)

    @property
    def done(self) -> int:
        """How many kernels were compiled in this process."""
        return len(self._done)

    @property
    def changes(self) -> int:
        """A number that moves whenever machine code is compiled, or loaded from where it is kept."""
        return self._changes

    @property
    def kernels(self) -> int:
        """How many kernels there are."""
        return len(self._kernels)

    @contextmanager
    def heard_by(self, listener: Listener) -> Iterator[None]:
        """Let a listener know of everything that is compiled meanwhile."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    def begin(self, kernel: Kernel) -> None:
        """Say that a kernel is not there and is being compiled."""
        if not self._under_way:
            self._since = self._clock()
        self._under_way += 1
        self._changes += 1
        self._tell(kernel)

    def end(self, kernel: Kernel) -> None:
        """Say that it is there now."""
        self._done.add(self._kernels.index(kernel))
        self._changes += 1
        self._under_way = max(0, self._under_way - 1)
        if not self._under_way:
            self._spent += self._clock() - self._since
        self._tell(kernel)

    def loaded(self) -> None:
        """Say that a kernel was there and has been loaded."""
        self._changes += 1

    def _tell(self, kernel: Kernel) -> None:
        if not self._listeners:
            if not self._has_spoken and self._under_way and self.kernels > 50:
                self._speak()
            return
        self._look(kernel)
        total = sum(self._lacking.values())
        done = sum(self._lacking[at] for at in self._done if at in self._lacking)
        spent = self._spent + (self._clock() - self._since if self._under_way else 0.0)
        left = spent / done * (total - done) if done * 20 > total else None
        self._listeners[-1](len(self._done & self._lacking.keys()), len(self._lacking), left)

    def _look(self, kernel: Kernel) -> None:
        """See which kernels are lacking, of those that were entered since the last time."""
        for at, other in enumerate(self._kernels[self._seen :], self._seen):
            if other is kernel or at in self._done or not other.is_kept():
                self._lacking[at] = other.weight
        self._lacking.setdefault(self._kernels.index(kernel), kernel.weight)
        self._seen = len(self._kernels)

    def _speak(self) -> None:
        self._has_spoken = True
        with suppress(OSError, ValueError, AttributeError):  # no standard error, or one that takes nothing
            print(say("compiling.begins", language(None, os.environ)), file=sys.stderr, flush=True)


COMPILATION = Compilation()
