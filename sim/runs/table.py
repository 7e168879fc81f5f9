"""The table of results: variant × replication, by month and measure where months add up, by group where asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.model.measures import MEASURES, by_month

Floats = NDArray[np.float64]
_NOTHING = np.empty(0)


@dataclass(frozen=True)
class Outcome:
    """What one variant came to in one replication.

    ``measures`` has one number for each of `MEASURES`, ``months`` the monthly record (empty for side by side),
    ``cohorts`` the value added at the needs that arose in each month, ``groups`` sums by axis and group (see
    `sim.runs.groups`; nothing unless the variant is grouped).
    """

    gross: float
    net: float
    ceiling: float
    asked: float
    given: float
    measures: Floats
    months: np.ndarray
    cohorts: Floats
    groups: dict[str, Floats] = field(default_factory=dict)


@dataclass
class Column:
    """All replications of one variant."""

    months: np.ndarray
    cohorts: Floats
    outcomes: list[Outcome] = field(default_factory=list)


class Table:
    """What came out so far. Replications are added in order, so sums do not depend on who finished first."""

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}

    def add(self, name: str, outcome: Outcome) -> None:
        """Add the next replication of a variant; months are kept as their sum over replications."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = Column(outcome.months.copy(), outcome.cohorts.copy())
        else:
            for each in outcome.months.dtype.names or ():
                column.months[each] += outcome.months[each]
            column.cohorts += outcome.cohorts
        column.outcomes.append(replace(outcome, months=_NOTHING, cohorts=_NOTHING))  # added up, no longer needed

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def values(self, name: str, what: str = "gross") -> Floats:
        """Return ``gross``, ``net``, ``ceiling``, ``asked`` or ``given`` of a variant; shape (replications,)."""
        return np.array([getattr(outcome, what) for outcome in self._columns[name].outcomes])

    def measure(self, name: str, measure: str) -> Floats:
        """Return a measure over the run; shape (replications,)."""
        position = list(MEASURES).index(measure)
        return np.array([outcome.measures[position] for outcome in self._columns[name].outcomes])

    def by_group(self, name: str, axis: str) -> Floats | None:
        """Return sums by group; shape (replications, groups, sums). None where a replication has no such groups."""
        found = [outcome.groups.get(axis) for outcome in self._columns[name].outcomes]
        return None if any(each is None for each in found) else np.stack([each for each in found if each is not None])

    def monthly(self, name: str, measure: str) -> Floats:
        """Return a measure month by month, replications pooled; shape (months,).

        ``value`` is value added at the needs that arose in a month.
        """
        column = self._columns[name]
        count = len(column.outcomes)
        if measure == "value":
            return column.cohorts / count
        row = MEASURES[measure]
        pooled = by_month(column.months, row)
        return pooled if row.bottom else pooled / count
