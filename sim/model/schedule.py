"""The month as a table that a reader can print: every phase, and which mechanisms move its levers.

Which levers an arrangement moves is found by pulling it on a small roll, never written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim.mechanisms import LINE_TYPES, TYPES, Arrangement
from sim.mechanisms.levers import LEVERS, Floats, Levers, Mask
from sim.scenario.schema import Mechanisms, Scenario

from .month import SCHEDULE
from .phases.phase import Phase


@dataclass(frozen=True)
class Row(Phase):
    """A phase and the mechanisms, institutions or technology that move its levers."""

    mechanisms: tuple[str, ...] = ()


def schedule_rows() -> list[Row]:
    """Return the month, phase by phase."""
    moved = {name: levers_moved(kind) for name, kind in arrangements().items()}
    return [
        Row(**vars(phase), mechanisms=tuple(n for n, levers in moved.items() if levers & set(phase.levers)))
        for phase in SCHEDULE
    ]


def arrangements() -> dict[str, type[Arrangement]]:
    """Return the five mechanisms, institutions and technology, by their name in a scenario."""
    fields = {**Mechanisms.model_fields, **Scenario.model_fields}
    kinds = {name: field.annotation for name, field in fields.items()}
    return {n: kind for n, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, Arrangement)}


@cache
def levers_moved(kind: type[Arrangement]) -> frozenset[str]:
    """Return the levers that differ when the arrangement is pulled with every instrument inside its range."""
    levers = Levers(len(TYPES), {name: 0.5 for name, lever in LEVERS.items() if lever.combine == "chance"})
    before = {name: getattr(levers, name).value.copy() for name in LEVERS}
    kind(**_halfway(kind)).pull(levers, _OneOfEach())
    return frozenset(name for name in LEVERS if (getattr(levers, name).value != before[name]).any())


def _halfway(kind: type[Arrangement]) -> dict[str, Any]:
    """Return a value for each instrument: the middle of its range, or true."""
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if field.annotation is bool:
            values[name] = True
            continue
        low = next(limit.ge for limit in field.metadata if hasattr(limit, "ge"))
        high = next(limit.le for limit in field.metadata if hasattr(limit, "le"))
        values[name] = (low + high) // 2 if field.annotation is int else 0.5 * (low + high)
    return values


class _OneOfEach:
    """A roll of one organisation of each type, all of them lucky when contracts are offered."""

    def __init__(self) -> None:
        self.type = np.arange(len(TYPES), dtype=np.int8)
        self.level = np.ones(len(TYPES), np.int8)
        self.members: Floats = np.full(len(TYPES), 10.0)
        self.lot: Floats = np.zeros(len(TYPES))

    @property
    def lines(self) -> Mask:
        return np.array([name in LINE_TYPES for name in TYPES])

    @property
    def blocks(self) -> Mask:
        return ~self.lines
