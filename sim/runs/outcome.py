"""Outcomes: what was asked for of one run in one replication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .groups import Grouped
from .quantities import Quantity, Window

Value = float | np.ndarray | Grouped | None
"""A number; the monthly record or the value by month; sums by group, or None where a replication has no such groups."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to in one replication: a value for each quantity that is kept of it."""

    values: Mapping[Quantity, Value]

    def get(self, name: str, window: Window = None) -> Value:
        """Return a quantity."""
        return self.values[Quantity(name, window)]

    def __getitem__(self, name: str) -> float:
        """Return a quantity of the whole run that is a number."""
        value = self.values[Quantity(name)]
        assert isinstance(value, float)
        return value


def same_bytes(value: Value, other: Value) -> bool:
    """Whether two values are the same, bit for bit."""
    return _bytes(value) == _bytes(other)


def _bytes(value: Value) -> tuple[object, ...]:
    if isinstance(value, Grouped):
        return (value.groups, value.sums, value.values.tobytes())
    return () if value is None else (np.asarray(value).tobytes(),)
