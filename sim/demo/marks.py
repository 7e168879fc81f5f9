"""Marks: where runs stood at the end of every twelfth month, to go back there or to branch off from there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property

from sim.model.snapshot import bytes_of

from .troupe import Runs

EVERY = 12  # months
MOST = 200_000_000  # bytes of all marks together


@dataclass(frozen=True)
class Mark:
    """Where the runs of a stage stood, each troupe's; nothing moves them on."""

    month: int
    runs: tuple[Runs, ...] = field(repr=False)

    @cached_property
    def nbytes(self) -> int:
        """Return the bytes of what the runs have brought about."""
        return sum(bytes_of(state) for runs in self.runs for state in runs.values())


class Marks:
    """The marks of all stages, by whose they are; together they take so much memory and no more.

    Parameters
    ----------
    most : int
        Bytes; beyond them the longest unused go. Whoever goes back farther than any that is left begins anew.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], Mark] = OrderedDict()

    @property
    def nbytes(self) -> int:
        """Return the bytes of all of them; what two have in common counts twice."""
        return sum(mark.nbytes for mark in self._kept.values())

    def keep(self, whose: str, mark: Mark) -> None:
        """Keep a mark."""
        with self._lock:
            self._kept[whose, mark.month] = mark
            self._kept.move_to_end((whose, mark.month))
            held = self.nbytes
            while held > self._most:
                held -= self._kept.popitem(last=False)[1].nbytes

    def until(self, whose: str, month: int) -> list[Mark]:
        """Return somebody's marks of a month and before, the earliest first."""
        with self._lock:
            marks = [mark for (owner, _), mark in self._kept.items() if owner == whose and mark.month <= month]
            marks.sort(key=lambda mark: mark.month)
            for mark in marks:
                self._kept.move_to_end((whose, mark.month))
            return marks

    def forget(self, whose: str) -> None:
        """Keep none of somebody's marks any longer."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == whose]:
                del self._kept[key]
