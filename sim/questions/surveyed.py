"""What a survey came to: read off its store, point by point, so that any number of points fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.runs.kept import STATES, Kept
from sim.runs.store import Store
from sim.runs.table import Floats

from . import interval
from .answer import FEW, Answer
from .interval import Interval

if TYPE_CHECKING:
    from .survey import Survey

HELD = 10_000  # points whose readings are kept in memory once they are made
_SYNERGY = np.dtype([("was_run", np.bool_), *((limit, np.float64) for limit in ("estimate", "low", "high"))])


@dataclass(frozen=True)
class Reading:
    """What a point came to.

    Attributes
    ----------
    synergy, surplus, surplus_share : Interval or None
        S, a pure number; Δ, joint value less those of block and line, in points; and Δ beside what could be reached at
        all. None where undefined.
    values : dict
        By column of a replicate, its mean with an interval; None where no replicate has it.
    """

    synergy: Interval | None
    surplus: Interval
    surplus_share: Interval | None
    values: Mapping[str, Interval | None]

    @property
    def word(self) -> str:
        """Whether 1+1 comes out above 2."""
        return interval.verdict(self.synergy)


@dataclass(frozen=True)
class Glance:
    """A point as a picture has it: what is set there, how it came out, and S."""

    number: int
    values: Mapping[str, Any]
    state: str
    synergy: Interval | None
    word: str
    arms: Mapping[str, Interval | None]


def numbers_by_name(columns: Sequence[str], rows: Sequence[Sequence[float]]) -> dict[str, Floats]:
    """Return the numbers of replicates, a row each, by name; shape of each (replicates,)."""
    table = np.asarray(rows, np.float64)
    return {name: table[:, i] for i, name in enumerate(columns)}


def single_and_joint(numbers: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Return what the kinds came to alone, added up, and what they came to together, in points."""
    return numbers["block_gross"] + numbers["line_gross"], numbers["joint_gross"]


def read(columns: Sequence[str], rows: Sequence[Sequence[float]], confidence: float) -> Reading:
    """Return what replicates, a row each, come to."""
    numbers = numbers_by_name(columns, rows)
    single, joint = single_and_joint(numbers)
    values = {}
    for name, column in numbers.items():
        defined = column[np.isfinite(column)]
        values[name] = interval.mean(defined, confidence) if len(defined) else None
    return Reading(
        interval.ratio(joint, single, confidence),
        interval.difference(joint, single, confidence),
        interval.ratio(interval.less(joint, single), numbers["ceiling"], confidence),
        values,
    )


def rows_of(store: Store, kept: Kept) -> list[tuple[float, ...]]:
    """Return the replicates of a point from which it is read; none where nothing was run.

    A point that is the same as an earlier one came to the same. Of one that failed there are the replicates that ran.
    """
    if kept.state == "refused":
        return []
    rows = [numbers for _, numbers in store.replicates(kept.number if kept.same_as is None else kept.same_as)]
    if kept.state == "done":
        rows = rows[: kept.replications]
    return rows if len(rows) > 1 else []


def readings(store: Store, confidence: float) -> Iterator[tuple[Kept, Reading | None]]:
    """Yield every finished point of a store with what it came to; None where nothing was run."""
    for kept in store.points():
        rows = rows_of(store, kept)
        yield kept, read(store.columns, rows, confidence) if rows else None


@dataclass(frozen=True, repr=False)
class Surveyed(Answer):
    """A sweep over a design, and what came out at each of its points.

    Attributes
    ----------
    survey : Survey
        The scenario, and the design laid over it.
    store : Store
        Where every replicate is kept.
    """

    survey: Survey
    store: Store

    @property
    def confidence(self) -> float:
        """The confidence of the intervals of each point."""
        return self.survey.scenario.interval.confidence

    @cached_property
    def totals(self) -> Counter[str]:
        """How many points are ``done``, ``same``, ``refused`` or ``failed``, and how many ``replicates`` there are."""
        return self.store.totals()

    @property
    def finished(self) -> int:
        """How many points are finished."""
        return sum(self.totals[state] for state in STATES)

    @property
    def has_failures(self) -> bool:
        """Whether a run raised."""
        return self.totals["failed"] > 0

    @property
    def points(self) -> Iterable[tuple[Kept, Reading | None]]:
        """Every finished point in order, with what it came to; None where nothing was run."""
        return self._held if self.finished <= HELD else readings(self.store, self.confidence)

    @cached_property
    def _held(self) -> list[tuple[Kept, Reading | None]]:
        return list(readings(self.store, self.confidence))

    @cached_property
    def words(self) -> Counter[str]:
        """At how many points 1+1 comes out above 2, below, not distinguishable, or undefined."""
        if self.finished <= HELD:
            return Counter(reading.word for _, reading in self._held if reading is not None)
        return Counter(interval.verdict(_interval(row)) for row in self._ones if row["was_run"])

    @cached_property
    def indicative(self) -> int:
        """At how many points that were run there are too few replicates for the intervals to keep their promise."""
        few: set[int] = set()
        for kept in self.store.points():
            made = 1 < kept.replications < FEW if kept.same_as is None else kept.same_as in few
            if made:
                few.add(kept.number)
        return len(few)

    def glances(self, every: int = 1) -> Iterator[Glance]:
        """Yield finished points as a picture has them, in order.

        Parameters
        ----------
        every : int
            Of so many only the first.
        """
        if self.finished <= HELD:
            for kept, reading in self._held[::every]:
                arms = (
                    {}
                    if reading is None
                    else {arm: reading.values[f"{arm}_gross"] for arm in ("block", "line", "joint")}
                )
                synergy, word = (None, "") if reading is None else (reading.synergy, reading.word)
                yield Glance(kept.number, kept.values, kept.state, synergy, word, arms)
            return
        for kept, row in islice(zip(self.store.points(), self._ones, strict=True), 0, None, every):
            synergy = _interval(row)
            word = interval.verdict(synergy) if row["was_run"] else ""
            yield Glance(kept.number, kept.values, kept.state, synergy, word, {})

    @cached_property
    def _ones(self) -> np.ndarray:
        """Of every point, in order: whether anything was run, and S with its limits; of very many points no more."""
        made = np.full(self.finished, np.array((False, np.nan, np.nan, np.nan), _SYNERGY))
        for i, kept in enumerate(self.store.points()):
            if rows := rows_of(self.store, kept):
                single, joint = single_and_joint(numbers_by_name(self.store.columns, rows))
                synergy = interval.ratio(joint, single, self.confidence)
                limits = (np.nan,) * 3 if synergy is None else (synergy.estimate, synergy.low, synergy.high)
                made[i] = (True, *limits)
        return made


def _interval(row: np.void) -> Interval | None:
    limits = (float(row[limit]) for limit in ("estimate", "low", "high"))
    return None if np.isnan(row["estimate"]) else Interval(*limits)
