"""The runs behind one setting: joint, blocks, lines, which step together; and what is seen of a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.model.district import District
from sim.model.events import EVENT
from sim.model.month import advance
from sim.model.recorder import begin_record, take_events
from sim.model.value import beside, so_far, value_by_need
from sim.scenario import LoadedScenario

ARMS = ("joint", "block", "line")


@dataclass(frozen=True)
class Sight:
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


class Troupe:
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
        self.runs = {arm: District(scenario, camp=arm, replication=replication) for arm in ARMS}
        self.sights: dict[str, Sight] = {}
        self._watched = watched
        self._is_watching = False

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return self.runs["joint"].month

    def step(self) -> None:
        """Live through one month."""
        if not self._is_watching:
            for arm in self._watched:
                begin_record(self.runs[arm].state)
            self._is_watching = True
        for arm, district in self.runs.items():
            if arm in self._watched:
                self.sights[arm] = _look(district)
            else:
                advance(district.state)

    def forward(self, months: int) -> list[Callable[[], None]]:
        """Return what lets each run live through some months of which nothing is seen: far quicker than `step`."""
        return [partial(self._forward, district, months) for district in self.runs.values()]

    def _forward(self, district: District, months: int) -> None:
        advance(district.state, months)
        if self._is_watching:
            take_events(district.state)

    def values(self) -> dict[str, float]:
        """Return the value added so far by each arm, the kinds side by side included (points)."""
        return {
            **{arm: district.value_added for arm, district in self.runs.items()},
            "side_by_side": float(self.by_need_apart().sum()),
        }

    def by_need_apart(self) -> np.ndarray:
        """Return the value added so far at each need by the kinds side by side (points), shape (needs,)."""
        (need, of_block), (_, of_line) = (so_far(self.runs[arm].state) for arm in ("block", "line"))
        return value_by_need(need, beside(of_block, of_line))


def _look(district: District) -> Sight:
    """Step a district and note what happened."""
    state = district.state
    known = np.any(np.isfinite(state.ledger["seen"]), axis=1)
    listed = np.any(state.ledger["listed"] >= 0, axis=1)
    motivation, trust = state.organisation["motivation"].copy(), _own_trust(state.organisation)
    advance(state)
    months = take_events(state)
    organisation = state.organisation
    return Sight(
        events=months[-1] if months else np.empty(0, EVENT),
        known=np.asarray(known),
        listed=np.asarray(listed),
        moved=np.stack((organisation["motivation"] - motivation, _own_trust(organisation) - trust), axis=1),
    )


def _own_trust(organisation: np.ndarray) -> np.ndarray:
    label = np.maximum(organisation["label"], 0).astype(np.intp)
    return np.asarray(organisation["reputation"][np.arange(len(organisation)), label])
