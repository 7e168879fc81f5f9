"""What questions may read of runs in steps to come: who makes a run reads it for all of them, and makes it once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from .quantities import Quantity
from .run import AnyRun, Wanted, parts_of, within

NOTHING: frozenset[Quantity] = frozenset()


class Standing:
    """For each run, who may read which quantities of it."""

    def __init__(self) -> None:
        self._readers: dict[AnyRun, dict[Hashable, frozenset[Quantity]]] = {}
        self._runs: dict[Hashable, dict[AnyRun, None]] = {}
        self._pairs: dict[AnyRun, dict[AnyRun, None]] = {}
        self._next: dict[AnyRun, dict[Quantity, int]] = {}  # replication, after all in which it is read already

    def __bool__(self) -> bool:
        """Whether anybody may read anything."""
        return bool(self._readers)

    def note(self, reader: Hashable, wanted: Wanted) -> None:
        """Note what a reader may read from now on; nothing else of what it might have read before."""
        for run, quantities in wanted.items():
            self._readers.setdefault(run, {})[reader] = quantities
            for part in parts_of(run):
                self._pairs.setdefault(part, {})[run] = None
        before = self._runs.get(reader, {})
        self._runs[reader] = dict.fromkeys(wanted)
        self._remove(reader, [run for run in before if run not in wanted])

    def drop(self, reader: Hashable) -> None:
        """Note that a reader reads nothing more."""
        self._remove(reader, self._runs.pop(reader, {}))

    def _remove(self, reader: Hashable, runs: Iterable[AnyRun]) -> None:
        for run in runs:
            readers = self._readers[run]
            del readers[reader]
            if readers:
                continue
            del self._readers[run]
            self._next.pop(run, None)
            for part in parts_of(run):
                del self._pairs[part][run]
                if not self._pairs[part]:
                    del self._pairs[part]

    def beyond(self, wanted: Wanted, number: int, is_there: Callable[[AnyRun, frozenset[Quantity]], bool]) -> Wanted:
        """Return what else is to be read when these runs are made: of them, and of pairs in which they stand.

        What a pair is derived from is there only while its runs are made, so both of them are made at once.

        Parameters
        ----------
        number : int
            The replication. What is not read in all before it is not begun with: it is asked for in order.
        is_there : callable
            Says of a run and quantities whether they are made already.
        """
        more: dict[AnyRun, frozenset[Quantity]] = {}
        coming = list(wanted)
        known = set(coming)
        for run in coming:  # it grows
            if quantities := self._due(run, number) - wanted.get(run, NOTHING):
                more[run] = quantities
            due = {pair: self._due(pair, number) for pair in self._pairs.get(run, ())}
            pairs = [pair for pair, quantities in due.items() if quantities and not is_there(pair, quantities)]
            for new in (*parts_of(run), *(within(run.scenario, pair) for pair in pairs)):
                if new is not None and new not in known:
                    known.add(new)
                    coming.append(new)
        return more

    def planned(self, wanted: Wanted, number: int) -> None:
        """Note what is going to be read in a replication."""
        for run, quantities in wanted.items():
            if run in self._readers:
                self._next.setdefault(run, {}).update(dict.fromkeys(quantities, number + 1))

    def _due(self, run: AnyRun, number: int) -> frozenset[Quantity]:
        """Return what anybody may read of a run in this replication."""
        readers = self._readers.get(run)
        if not readers:
            return NOTHING
        reached = self._next.get(run, {})
        return frozenset(
            quantity for quantity in NOTHING.union(*readers.values()) if reached.get(quantity, 0) == number
        )
