"""The table of results: run × replication × quantity. What was not asked for is not in it."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.model.measures import MEASURES, by_month

from .groups import Grouped
from .outcome import Outcome, Value, same_bytes
from .quantities import SUMS, Quantity, Window
from .run import AnyRun

Floats = NDArray[np.float64]
_DIGEST = 8  # bytes


class Conflict(Exception):  # noqa: N818 - as one says it
    """One run came to two different things in one replication."""


class _Series:
    """One quantity of one run: a value for each replication that was made."""

    def __init__(self) -> None:
        self._numbers = array("q")

    def has(self, number: int) -> bool:
        """Whether a replication is there."""
        numbers = self._numbers
        if not numbers or not numbers[0] <= number <= numbers[-1]:
            return False
        return numbers[-1] - numbers[0] + 1 == len(numbers) or number in numbers

    def add(self, number: int, value: Value) -> bool:
        """Add a replication; return whether it is new, or what was there already."""
        if self.has(number):
            return self._is_known(number, value)
        if self._numbers and number < self._numbers[-1]:
            raise ValueError(f"replications are added in ascending order: {number} after {self._numbers[-1]}")
        self._take(number, value)
        self._numbers.append(number)
        return True

    def rows(self, wanted: range | None) -> slice | list[int]:
        """Return where replications stand."""
        numbers = self._numbers
        if wanted is None or (len(wanted) == len(numbers) and (not numbers or wanted[0] == numbers[0])):
            return slice(None)
        return [i for i, number in enumerate(numbers) if number in wanted]

    def _is_known(self, number: int, value: Value) -> bool:
        raise NotImplementedError

    def _take(self, number: int, value: Value) -> None:
        raise NotImplementedError


class _Numbers(_Series):
    """Numbers, eight bytes each."""

    def __init__(self) -> None:
        super().__init__()
        self._values = array("d")

    def values(self, wanted: range | None) -> Floats:
        """Return the values; shape (replications,)."""
        return np.array(self._values, np.float64)[self.rows(wanted)]

    def value(self, number: int) -> float:
        """Return the value in one replication."""
        return self._values[self._numbers.index(number)]

    def _is_known(self, number: int, value: Value) -> bool:
        return same_bytes(self.value(number), value)

    def _take(self, number: int, value: Value) -> None:
        assert isinstance(value, float)
        self._values.append(value)


class _Groups(_Series):
    """Sums by group, their labels kept once."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: Grouped | None = None
        self._values: list[Floats | None] = []

    def values(self, wanted: range | None) -> Grouped | None:
        """Return the sums of all replications; None where one has no such groups."""
        rows = self.rows(wanted)
        chosen = self._values[rows] if isinstance(rows, slice) else [self._values[row] for row in rows]
        known = [values for values in chosen if values is not None]
        if self._labels is None or len(known) < len(chosen):
            return None
        return Grouped(self._labels.groups, self._labels.sums, np.stack(known))

    def _is_known(self, number: int, value: Value) -> bool:
        before = self._values[self._numbers.index(number)]
        assert value is None or isinstance(value, Grouped)
        return same_bytes(before, None if value is None else value.values)

    def _take(self, number: int, value: Value) -> None:
        assert value is None or isinstance(value, Grouped)
        if value is None:
            self._values.append(None)
            return
        if self._labels is None:
            self._labels = value
        if (value.groups, value.sums) != (self._labels.groups, self._labels.sums):
            raise ValueError(f"replication {number} has groups of other names")
        self._values.append(value.values)


class _Sum(_Series):
    """A monthly record, summed over replications; as it stood after those that somebody will ask for."""

    def __init__(self) -> None:
        super().__init__()
        self._digests = bytearray()  # of what went into the sum
        self._total: np.ndarray | None = None
        self._marks: set[int] = set()
        self._stood: dict[int, np.ndarray] = {}

    def mark(self, stops: Iterable[int]) -> None:
        """Say that the sums up to these replications may be asked for."""
        self._marks.update(stops)

    def values(self, wanted: range | None) -> tuple[np.ndarray, int]:
        """Return the sum and how many replications it is over."""
        numbers = self._numbers
        assert self._total is not None
        if wanted is None or (wanted.start, wanted.stop) == (numbers[0], numbers[-1] + 1):
            return self._total, len(numbers)
        if wanted.start != numbers[0] or wanted.stop not in self._stood:
            raise ValueError("sums over months are kept for the replications that were asked for before they were made")
        return self._stood[wanted.stop], len(wanted)

    def _is_known(self, number: int, value: Value) -> bool:
        at = _DIGEST * self._numbers.index(number)
        return self._digests[at : at + _DIGEST] == _digest(value)

    def _take(self, number: int, value: Value) -> None:
        assert isinstance(value, np.ndarray)
        self._digests += _digest(value)
        if self._total is None:
            self._total = value.copy()
        elif value.dtype.names:
            for name in value.dtype.names:
                self._total[name] += value[name]
        else:
            self._total += value
        if number + 1 in self._marks:
            self._stood[number + 1] = self._total.copy()


class Table:
    """What came out so far of what a question has asked for.

    Replications are added in ascending order, so sums do not depend on who finished first. `view` gives another
    question the same table, in which it sees what it has asked for itself.
    """

    def __init__(self) -> None:
        self._columns: dict[str, dict[Quantity, _Series]] = {}
        self._seen: dict[str, range] | None = None  # of a view, what its question asked for

    def view(self) -> Table:
        """Return the table as a question sees it that has asked for nothing yet."""
        table = Table()
        table._columns, table._seen = self._columns, {}
        return table

    def ask(self, run: AnyRun, quantities: Iterable[Quantity], replications: range, later: Iterable[int] = ()) -> None:
        """Note what the question of this view asks for, and up to which replications it may ask for more of it.

        Raises
        ------
        ValueError
            Where the replications do not go on from, or lie within, those that it has asked for.
        """
        assert self._seen is not None
        before = self._seen.get(run.key, range(replications.start, replications.start))
        if not (before.start <= replications.start <= before.stop):
            raise ValueError(f"replications {replications} do not go on from {before}")
        now = range(before.start, max(before.stop, replications.stop))
        self._seen[run.key] = now
        self.expect(run, quantities, (now.stop, *later))

    def expect(self, run: AnyRun, quantities: Iterable[Quantity], stops: Collection[int]) -> None:
        """Note up to which replications quantities of a run may be asked for before these are made."""
        column = self._columns.setdefault(run.key, {})
        for quantity in quantities:
            if quantity.name in SUMS:
                series = column.setdefault(quantity, _Sum())
                assert isinstance(series, _Sum)
                series.mark(stops)

    def add(self, run: AnyRun, replication: int, outcome: Outcome) -> None:
        """Add a replication of a run.

        Raises
        ------
        Conflict
            Where the run has come to something else in this replication before.
        """
        column = self._columns.setdefault(run.key, {})
        for quantity, value in outcome.values.items():
            series = column.get(quantity)
            if series is None:
                series = column[quantity] = _series(quantity, value)
            if not series.add(replication, value):
                raise Conflict(
                    f"{quantity.name} of run {run.key}, replication {replication}, came out twice differently"
                )

    def has(self, run: AnyRun, quantities: Iterable[Quantity], replication: int) -> bool:
        """Whether these quantities of a run are there."""
        column = self._columns.get(run.key, {})
        return all(quantity in column and column[quantity].has(replication) for quantity in quantities)

    def has_any(self, run: AnyRun, replication: int) -> bool:
        """Whether anything of a run is there."""
        return any(series.has(replication) for series in self._columns.get(run.key, {}).values())

    def forget(self, keys: Iterable[str]) -> None:
        """Drop runs that nobody will ask for again."""
        for key in keys:
            self._columns.pop(key, None)

    @property
    def keys(self) -> Sequence[str]:
        """The runs that the question of this view has asked for."""
        return tuple(self._columns if self._seen is None else self._seen)

    def values(self, run: AnyRun, name: str = "gross", window: Window = None, first: int | None = None) -> Floats:
        """Return a number of a run, such as its gross value or a measure; shape (replications,).

        ``first`` says of how many replications; of all unless given.
        """
        series = self._columns[run.key][Quantity(name, window)]
        assert isinstance(series, _Numbers)
        return series.values(self._wanted(run))[:first]

    def value(self, run: AnyRun, name: str, replication: int) -> float:
        """Return a number of a run in one replication."""
        series = self._columns[run.key][Quantity(name)]
        assert isinstance(series, _Numbers)
        return series.value(replication)

    def by_group(self, run: AnyRun, axis: str, window: Window = None) -> Grouped | None:
        """Return sums by group of all replications; None where one of them has no such groups."""
        series = self._columns[run.key][Quantity(axis, window)]
        assert isinstance(series, _Groups)
        return series.values(self._wanted(run))

    def monthly(self, run: AnyRun, measure: str) -> Floats:
        """Return a measure month by month, replications pooled; shape (months,).

        ``value`` is value added at the needs that arose in a month.
        """
        series = self._columns[run.key][Quantity("cohorts" if measure == "value" else "months")]
        assert isinstance(series, _Sum)
        total, count = series.values(self._wanted(run))
        if measure == "value":
            return np.asarray(total / count, np.float64)
        row = MEASURES[measure]
        pooled = by_month(total, row)
        return pooled if row.bottom else pooled / count

    def _wanted(self, run: AnyRun) -> range | None:
        return None if self._seen is None else self._seen[run.key]


def _digest(value: Value) -> bytes:
    return hashlib.blake2b(np.asarray(value).tobytes(), digest_size=_DIGEST).digest()


def _series(quantity: Quantity, value: Value) -> _Series:
    if quantity.name in SUMS:
        return _Sum()
    return _Numbers() if isinstance(value, float) else _Groups()
