"""A stage: one or two worlds with the same luck, stepped together and told as plain data."""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.scenario import LoadedScenario, changed
from sim.scenario.programme import leaves
from sim.words import Refusal

from . import constants
from .bilingual import both
from .checkpoints import EVERY, Checkpoint, Checkpoints
from .comparison import Compare
from .controls import controls, in_both, values_of
from .months import APART, JOINT, SHOWN, WARMING, month_of
from .simulation import Simulation

if TYPE_CHECKING:
    from .lessons.load import LoadedLesson

FORMAT = 1
_PLACES = ["kind", "type", "street", "area"]  # of an organisation: what two worlds must agree on
Change = tuple[int, str | None, Mapping[str, Any]]


@dataclass(frozen=True)
class Play:
    """What is played: a scenario, with which luck, beside what, and what is changed on the way.

    Attributes
    ----------
    compare : {"one", "settings", "apart"}
        One world; two settings; or what is joint beside the two kinds apart.
    second : LoadedScenario, optional
        What is played in the second world, where settings are compared.
    replication : int
        Whose luck it is, from 0.
    changes : tuple
        From which month on (from 1), in which world (in all: None), what is otherwise, by dotted path.
    lesson : LoadedLesson, optional
        Whose worlds they are.
    """

    scenario: LoadedScenario
    compare: Compare = "one"
    second: LoadedScenario | None = None
    replication: int = 0
    changes: tuple[Change, ...] = ()
    lesson: LoadedLesson | None = None

    def check(self) -> None:
        """See that what is changed can be.

        Raises
        ------
        ScenarioError
            With all that is wrong with the settings.
        """
        _ = self.scenarios

    @cached_property
    def scenarios(self) -> list[LoadedScenario]:
        """Return the scenario of world a, and of world b where settings differ, with their programmes of changes."""
        played = [self.scenario]
        if self.compare == "settings":
            played.append(self.second or self.scenario)
        for month, world, settings in self.changes:
            for i, scenario in enumerate(played):
                if world is None or world == "ab"[i]:
                    played[i] = changed(scenario, month, settings)
        return played


class Stage:
    """One or two worlds that step together.

    Parameters
    ----------
    play : Play
    checkpoints : Checkpoints, optional
        Where it leaves a checkpoint every twelfth month, to go back `to` one.
    whose : str
        Under which name it does so.

    Attributes
    ----------
    play : Play
    worlds : tuple of str
        ``("a",)`` or ``("a", "b")``.

    Raises
    ------
    ScenarioError
        With all that is wrong with the settings.
    Refusal
        Where the second world is another district: then no place and no organisation can be held against its like.
    """

    def __init__(self, play: Play, checkpoints: Checkpoints | None = None, whose: str = "") -> None:
        self.play = play
        self._checkpoints, self._whose = checkpoints, whose
        self.worlds = ("a",) if play.compare == "one" else ("a", "b")
        self._views = {"a": JOINT, "b": APART if play.compare == "apart" else JOINT}
        watched = ("joint", "block", "line") if play.compare == "apart" else ("joint",)
        self.simulations = [Simulation(scenario, play.replication, watched) for scenario in play.scenarios]
        first, *others = (simulation.runs["joint"].world.organisation for simulation in self.simulations)
        if not all(np.array_equal(first[_PLACES], other[_PLACES]) for other in others):
            raise Refusal("live.two_districts")

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return self.simulations[0].month

    @property
    def months(self) -> int:
        """Return how many months there are."""
        return self.play.scenario.months

    def simulation(self, world: str) -> Simulation:
        """Return the runs behind a world."""
        return self.simulations[-1 if world == "b" else 0]

    def step(self) -> dict[str, dict[str, Any]]:
        """Live through one month in all worlds, and return it by world, as plain data."""
        for simulation in self.simulations:
            simulation.step()
        self._keep_checkpoint()
        return {world: month_of(self.simulation(world), self._views[world]) for world in self.worlds}

    def forward(self, months: int) -> None:
        """Live through some months of which nothing is told; the runs do so at the same time."""
        end = self.month + months
        if not months:
            return
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            while self.month < end:
                next_checkpoint = end if self._checkpoints is None else self.month + EVERY - self.month % EVERY
                steps = [
                    step
                    for simulation in self.simulations
                    for step in simulation.forward(min(end, next_checkpoint) - self.month)
                ]
                list(pool.map(lambda step: step(), steps))
                self._keep_checkpoint()

    def to(self, month: int) -> None:
        """Go to the end of a month (0: before the first), from the nearest checkpoint where that is shorter."""
        behind = self.month > month
        checkpoint = self._nearest(month)
        if checkpoint is not None and (behind or checkpoint.month > self.month):
            for simulation, runs in zip(self.simulations, checkpoint.runs, strict=True):
                simulation.stand(runs)
        elif behind:
            for simulation in self.simulations:
                simulation.begin()
        self.forward(month - self.month)

    def under(self, play: Play, month: int, whose: str) -> Stage:
        """Return the stage of a play that is the same up to the end of a month, with the checkpoints until then."""
        other = copy.copy(self)
        other.play, other._whose = play, whose
        other.simulations = [
            simulation.under(scenario) for simulation, scenario in zip(self.simulations, play.scenarios, strict=True)
        ]
        for checkpoint in self._checkpoints.until(self._whose, month) if self._checkpoints is not None else ():
            runs = tuple(
                simulation.adopted(of) for simulation, of in zip(other.simulations, checkpoint.runs, strict=True)
            )
            other._keep(Checkpoint(checkpoint.month, runs))
        return other

    def _nearest(self, month: int) -> Checkpoint | None:
        checkpoints = self._checkpoints.until(self._whose, month) if self._checkpoints is not None else []
        return checkpoints[-1] if checkpoints else None

    def _keep_checkpoint(self) -> None:
        if self._checkpoints is not None and self.month % EVERY == 0:
            self._keep(Checkpoint(self.month, tuple(simulation.copies() for simulation in self.simulations)))

    def _keep(self, checkpoint: Checkpoint) -> None:
        assert self._checkpoints is not None
        self._checkpoints.keep(self._whose, checkpoint)

    def constants(self) -> dict[str, Any]:
        """Return all of the stage but its months."""
        first = self.simulations[0]
        shown = controls(self.play.scenario)
        paths = [control["path"] for control in shown]
        worlds = []
        for world in self.worlds:
            simulation = self.simulation(world)
            entry: dict[str, Any] = {
                "id": world,
                "view": self._views[world],
                "label": both(f"live.world.{self._views[world] if self.play.compare == 'apart' else world}"),
                "settings": values_of(simulation.scenario, paths),
                "changes": changes_of(simulation.scenario),
                "months": [],
            }
            if simulation is not self.simulations[0]:
                same = constants.matched(first.need, simulation.need)
                if same is not None:
                    entry["needs"] = constants.needs(simulation.world, simulation.need)
                    entry["same"] = same
            worlds.append(entry)
        scenario = self.play.scenario
        return {
            "format": FORMAT,
            "title": in_both(scenario.title),
            "scenario": scenario.source,
            "seed": scenario.seed,
            "luck": self.play.replication,
            "compare": self.play.compare,
            "months": self.months,
            "warming": WARMING,
            "measures": list(SHOWN),
            **constants.vocabularies(),
            "geometry": constants.geometry(first.world),
            "needs": constants.needs(first.world, first.need),
            "controls": shown,
            "worlds": worlds,
            "sentences": {"value_leads": both("live.value_leads"), "too_early": both("live.too_early")},
            "band": None,
        }


def changes_of(scenario: LoadedScenario) -> list[list[Any]]:
    """Return what changes during the run: from which month on, and what, by dotted path."""
    return [[change.month, leaves(change)] for change in scenario.from_month or ()]


def whole(play: Play, months: int | None = None) -> dict[str, Any]:
    """Return a stage with its months, as it is packed into a file."""
    stage = Stage(play)
    with_months = stage.constants()
    for _ in range(months or stage.months):
        for world, month in stage.step().items():
            with_months["worlds"][stage.worlds.index(world)]["months"].append(month)
    return with_months
