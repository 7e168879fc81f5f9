"""The month as a table that a reader can print: every phase, and which mechanisms move its levers.

Which levers an arrangement moves is found by pulling it on a small roll, never written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim.mechanisms import LINE_TYPES, TYPES, Arrangement
from sim.mechanisms.levers import LEVERS, Declared, Floats, Levers, Mask
from sim.scenario.faults import ScenarioError
from sim.scenario.schema import Scenario, arrangements
from sim.scenario.use import NOTHING
from sim.words.faults import clip

from .month import SCHEDULE, schedule_of


@dataclass(frozen=True)
class PhaseRow:
    """A phase and the mechanisms, institutions or technology that move its levers."""

    name: str
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    levers: tuple[str, ...]
    mechanisms: tuple[str, ...]


def schedule_rows(scenario: Scenario | None = None) -> list[PhaseRow]:
    """Return the month, phase by phase; of a scenario with what its own files add.

    Raises
    ------
    ScenarioError
        Where these do not fit in.
    """
    own = scenario.own if scenario is not None else NOTHING
    moved = {}
    for name, kind in arrangements(type(scenario) if scenario is not None else Scenario).items():
        try:
            moved[name] = levers_moved(kind, tuple(own.levers.items()))
        except Exception as error:
            if name not in own.arrangements:
                raise
            cause = f"{name}.pull: {type(error).__name__}: {error}"
            raise ScenarioError([own.fault(name, "use_raises", error=clip(cause, 300))]) from error
    return [
        PhaseRow(
            phase.name, phase.does, phase.reads, phase.writes, phase.levers,
            tuple(name for name, levers in moved.items() if levers & set(phase.levers)),
        )
        for phase in (SCHEDULE if scenario is None else schedule_of(scenario))
    ]  # fmt: skip


@cache
def levers_moved(kind: type[Arrangement], own: tuple[tuple[str, Declared], ...] = ()) -> frozenset[str]:
    """Return the levers that differ when the arrangement is pulled with every instrument inside its range.

    ``own`` are levers that there are beside the model's.
    """
    every = {**LEVERS, **dict(own)}
    levers = Levers(len(TYPES), {name: 0.5 for name, lever in every.items() if lever.combine == "chance"}, dict(own))
    before = {name: getattr(levers, name).value.copy() for name in every}
    kind(**_halfway(kind)).pull(levers, _OneOfEach())
    return frozenset(name for name in every if (getattr(levers, name).value != before[name]).any())


def _halfway(kind: type[Arrangement]) -> dict[str, Any]:
    """Return a value for each instrument: the middle of its range, or true; its default where it has no range."""
    settings: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        low = next((limit.ge for limit in field.metadata if hasattr(limit, "ge")), None)
        high = next((limit.le for limit in field.metadata if hasattr(limit, "le")), None)
        if field.annotation is bool:
            settings[name] = True
        elif low is not None and high is not None:
            settings[name] = (low + high) // 2 if field.annotation is int else 0.5 * (low + high)
    return settings


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
