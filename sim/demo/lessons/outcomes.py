"""What a lesson says comes out, tried over seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sim.model.camps import alone, open_channels, together
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import AnyRun, Batch, Run, SideBySide, joined
from sim.runs.table import Floats, Table
from sim.scenario import LoadedScenario

from .lesson import Outcome
from .load import LoadedLesson

_ARMS: Final = {
    "value": ("joint",),
    "block": ("block",),
    "line": ("line",),
    "one_plus_one": ("joint", "block", "line"),
    "halves": ("halves_joint", "half_0", "half_1"),
    "complementarity": ("joint", "side_by_side", "halves_joint", "halves_beside"),
}


@dataclass(frozen=True)
class Tried:
    """What an outcome came to.

    Attributes
    ----------
    values : ndarray, shape (seeds,)
        Seed by seed; NaN where it has no value.
    """

    name: str
    outcome: Outcome
    values: Floats

    @property
    def mean(self) -> float:
        """Return the mean over seeds."""
        return float(np.nanmean(self.values)) if np.isfinite(self.values).any() else float("nan")

    @property
    def share(self) -> float:
        """Return the share of seeds in which it is above or below what the lesson says; 1 where it says nothing."""
        held = np.isfinite(self.values)
        if self.outcome.above is not None:
            held &= self.values > self.outcome.above
        if self.outcome.below is not None:
            held &= self.values < self.outcome.below
        return float(held.mean())

    @property
    def is_near(self) -> bool:
        """Return whether the mean is what the lesson says."""
        return abs(self.mean - self.outcome.mean) <= self.outcome.give

    @property
    def holds(self) -> bool:
        """Return whether the lesson may say so."""
        return self.is_near and self.share >= self.outcome.seeds


def tried(lesson: LoadedLesson, seeds: int) -> Question[list[Tried]]:
    """Ask what the outcomes of a lesson come to over replicates of its worlds, each with luck of its own.

    Parameters
    ----------
    lesson : LoadedLesson
    seeds : int
        How many.
    """
    worlds = {name: _arms(scenario) for name, scenario in lesson.scenarios.items()}
    wanted: list[tuple[AnyRun, list[str]]] = []
    for outcome in lesson.stated.outcomes.values():
        for world, read in _sides(outcome):
            arms = _ARMS.get(read, ("joint",))
            wanted += [(worlds[world][arm], ["gross"] if read in _ARMS else [read]) for arm in arms]
    table = yield Batch(joined((run, quantities(names)) for run, names in wanted), range(seeds))
    return [Tried(name, outcome, _value(table, worlds, outcome)) for name, outcome in lesson.stated.outcomes.items()]


def _arms(scenario: LoadedScenario) -> dict[str, AnyRun]:
    channels = open_channels(scenario)
    block, line = Run(scenario, alone(0)), Run(scenario, alone(1))
    halves = Run(scenario, alone(0, "halves")), Run(scenario, alone(1, "halves"))
    return {
        "joint": Run(scenario, together(channels)), "block": block, "line": line,
        "side_by_side": SideBySide((block, line)), "half_0": halves[0], "half_1": halves[1],
        "halves_beside": SideBySide(halves), "halves_joint": Run(scenario, together(channels, "halves")),
    }  # fmt: skip


def _sides(outcome: Outcome) -> list[tuple[str, str]]:
    sides = [(outcome.world, outcome.read)]
    if outcome.less is not None:
        sides.append((outcome.less, outcome.less_read or outcome.read))
    return sides


def _value(table: Table, worlds: dict[str, dict[str, AnyRun]], outcome: Outcome) -> Floats:
    first, *taken_off = [_read(table, worlds[world], read) for world, read in _sides(outcome)]
    if not taken_off:
        return first
    less = first - taken_off[0]
    return less / taken_off[0] if outcome.part else less


def _read(table: Table, arms: dict[str, AnyRun], read: str) -> Floats:
    if read not in _ARMS:
        return table.values(arms["joint"], read)
    values = [table.values(arms[arm]) for arm in _ARMS[read]]
    if len(values) == 1:
        return values[0]
    if read == "complementarity":
        return (values[0] / values[1]) / (values[2] / values[3])
    return 2.0 * values[0] / (values[1] + values[2])
