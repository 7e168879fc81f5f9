"""The runs behind one setting: joint, blocks, lines, which step together; and what is seen of a month."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sim.model.camps import camps_of
from sim.model.events import EVENT
from sim.model.month import State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.recorder import begin_record, take_events
from sim.model.snapshot import branch, under
from sim.model.value import beside, so_far, value_by_need
from sim.model.world import make_world
from sim.scenario import LoadedScenario

ARMS = ("joint", "block", "line")
Runs = Mapping[str, State]


@dataclass(frozen=True)
class Observation:
    """What happened in a month of one run.

    Attributes
    ----------
    events : ndarray
        In the order in which they came about, dtype `events.EVENT`.
    known, listed : ndarray of bool
        Which needs anybody had seen, and which stood on a list, before the month; shape (needs,).
    moved : ndarray
        By how much each organisation's motivation, and its own label's trust in it, moved; shape (organisations, 2).
    """

    events: np.ndarray
    known: np.ndarray
    listed: np.ndarray
    moved: np.ndarray


class Simulation:
    """The three runs of one setting: what is joint, and each kind alone, with the same world, needs and luck.

    Parameters
    ----------
    scenario : LoadedScenario
    replication : int
        Which replicate of the runner it is, from 0.
    watched : tuple of str
        The arms of which every month is looked at; the others only count.
    """

    def __init__(self, scenario: LoadedScenario, replication: int, watched: tuple[str, ...]) -> None:
        self.scenario = scenario
        self.world = make_world(scenario, scenario.seed, replication)
        self.need = make_needs(self.world, scenario.months)
        self._ground = prepare(self.world)
        self._watched = watched
        self.observations: dict[str, Observation] = {}
        self.begin()

    def begin(self) -> None:
        """Stand before the first month."""
        camps, months = camps_of(self.scenario), self.scenario.months
        self.runs = {arm: begin(self.world, self._ground, camps[arm], self.need, months) for arm in ARMS}
        self._is_watching = False

    def stand(self, runs: Runs) -> None:
        """Stand where these runs do; it is copies of them that go on."""
        self.runs = _copied(runs)
        self._is_watching = False

    def copies(self) -> Runs:
        """Return the runs as they stand, to stand there again."""
        return _copied(self.runs)

    def under(self, scenario: LoadedScenario) -> Simulation:
        """Return a simulation of the same world and needs, before the first month, under another programme."""
        other = copy.copy(self)
        other.scenario, other.observations = scenario, {}
        other.world = replace(self.world, scenario=scenario)
        other._ground = prepare(other.world)
        other.begin()
        return other

    def adopted(self, runs: Runs) -> Runs:
        """Return runs of a simulation whose programme says the same until now, as runs of this one."""
        return {arm: under(state, self.world, self._ground) for arm, state in runs.items()}

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return int(self.runs["joint"].month)

    @property
    def record(self) -> np.ndarray:
        """Return the record of the joint run's last month, shape (1,), dtype `columns.MONTH`."""
        return self.runs["joint"].months[self.month - 1 : self.month]

    def step(self) -> None:
        """Live through one month."""
        if not self._is_watching:
            for arm in self._watched:
                begin_record(self.runs[arm])
            self._is_watching = True
        for arm, state in self.runs.items():
            if arm in self._watched:
                self.observations[arm] = _look(state)
            else:
                advance(state)

    def forward(self, months: int) -> list[Callable[[], None]]:
        """Return what lets each run live through some months of which nothing is seen: far quicker than `step`."""
        return [partial(self._forward, state, months) for state in self.runs.values()]

    def _forward(self, state: State, months: int) -> None:
        advance(state, months)
        if self._is_watching:
            take_events(state)

    def values(self) -> dict[str, float]:
        """Return the value added so far by each arm, the kinds side by side included (points)."""
        return {
            **{arm: float(value_by_need(*so_far(state)).sum()) for arm, state in self.runs.items()},
            "side_by_side": float(self.by_need_apart().sum()),
        }

    def by_need_apart(self) -> np.ndarray:
        """Return the value added so far at each need by the kinds side by side (points), shape (needs,)."""
        (need, of_block), (_, of_line) = (so_far(self.runs[arm]) for arm in ("block", "line"))
        return value_by_need(need, beside(of_block, of_line))


def _copied(runs: Runs) -> dict[str, State]:
    return {arm: branch(state) for arm, state in runs.items()}


def _look(state: State) -> Observation:
    """Step a run and note what happened."""
    known = np.any(np.isfinite(state.ledger["seen"]), axis=1)
    listed = np.any(state.ledger["listed"] >= 0, axis=1)
    motivation, trust = state.organisation["motivation"].copy(), _own_trust(state.organisation)
    advance(state)
    months = take_events(state)
    organisation = state.organisation
    return Observation(
        events=months[-1] if months else np.empty(0, EVENT),
        known=np.asarray(known),
        listed=np.asarray(listed),
        moved=np.stack((organisation["motivation"] - motivation, _own_trust(organisation) - trust), axis=1),
    )


def _own_trust(organisation: np.ndarray) -> np.ndarray:
    label = np.maximum(organisation["label"], 0).astype(np.intp)
    return np.asarray(organisation["reputation"][np.arange(len(organisation)), label])
