"""Checkpoints: where runs stood at the end of every twelfth month, to go back there or to branch off from there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property

from sim.model.snapshot import bytes_of

from .simulation import Runs

EVERY = 12  # months
MOST = 200_000_000  # bytes of all checkpoints together


@dataclass(frozen=True)
class Checkpoint:
    """Where the runs of a stage stood, each simulation's; nothing moves them on."""

    month: int
    runs: tuple[Runs, ...] = field(repr=False)

    @cached_property
    def nbytes(self) -> int:
        """Return the bytes of what the runs have brought about."""
        return sum(bytes_of(state) for runs in self.runs for state in runs.values())


class Checkpoints:
    """The checkpoints of all stages, by whose they are; together they take so much memory and no more.

    Parameters
    ----------
    most : int
        Bytes; beyond them the longest unused go. Whoever goes back farther than any that is left begins anew.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], Checkpoint] = OrderedDict()

    @property
    def nbytes(self) -> int:
        """Return the bytes of all of them; what two have in common counts twice."""
        return sum(checkpoint.nbytes for checkpoint in self._kept.values())

    def keep(self, whose: str, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint."""
        with self._lock:
            self._kept[whose, checkpoint.month] = checkpoint
            self._kept.move_to_end((whose, checkpoint.month))
            held = self.nbytes
            while held > self._most:
                held -= self._kept.popitem(last=False)[1].nbytes

    def until(self, whose: str, month: int) -> list[Checkpoint]:
        """Return somebody's checkpoints of a month and before, the earliest first."""
        with self._lock:
            months = sorted(at for owner, at in self._kept if owner == whose and at <= month)
            for at in months:
                self._kept.move_to_end((whose, at))
            return [self._kept[whose, at] for at in months]

    def forget(self, whose: str) -> None:
        """Keep none of somebody's checkpoints any longer."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == whose]:
                del self._kept[key]
