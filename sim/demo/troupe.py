"""The runs behind one setting: joint, blocks, lines, which step together; and what is seen of a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.model.district import District
from sim.model.month import advance, step
from sim.model.phases.phase import run
from sim.model.value import beside, so_far, value_by_need
from sim.scenario import LoadedScenario

ARMS = ("joint", "block", "line")


@dataclass(frozen=True)
class Sight:
    """What happened in a month of one run, as far as it is drawn.

    Attributes
    ----------
    first_seen : ndarray
        Day on which anybody first saw each need, shape (needs,); infinite where nobody has.
    seen, listed, closed : ndarray
        Rows of the needs to which that came this month.
    teams, members : ndarray
        Who worked together on which need, dtypes `columns.TEAM_TYPE` and `columns.MEMBER_TYPE`.
    organisation : ndarray
        The organisations after the month.
    moved : ndarray
        By how much each one's motivation, and its own label's trust in it, moved; shape (organisations, 2).
    """

    first_seen: np.ndarray
    seen: np.ndarray
    listed: np.ndarray
    closed: np.ndarray
    teams: np.ndarray
    members: np.ndarray
    organisation: np.ndarray
    moved: np.ndarray


class Troupe:
    """The three runs of one setting: what is joint, and each kind alone, with the same world, needs and luck.

    Parameters
    ----------
    scenario : LoadedScenario
    replication : int
        Which replicate of the runner it is, from 0.
    watched : collection of str
        The arms of which every month is looked at; the others only count.
    """

    def __init__(self, scenario: LoadedScenario, replication: int, watched: tuple[str, ...]) -> None:
        self.scenario = scenario
        self.runs = {arm: District(scenario, camp=arm, replication=replication) for arm in ARMS}
        self.sights: dict[str, Sight] = {}
        self._watched = watched

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return self.runs["joint"].month

    def step(self) -> None:
        """Live through one month."""
        for arm, district in self.runs.items():
            if arm in self._watched:
                self.sights[arm] = _look(district)
            else:
                district.step()

    def forward(self, months: int) -> None:
        """Live through some months of which nothing is seen: some fifty times as fast as `step`."""
        for district in self.runs.values():
            advance(district.state, months)

    def values(self) -> dict[str, float]:
        """Return the value added so far by each arm, the kinds side by side included (points)."""
        found = {arm: district.value_added for arm, district in self.runs.items()}
        found["side_by_side"] = float(self.by_need_apart().sum())
        return found

    def by_need_apart(self) -> np.ndarray:
        """Return the value added so far at each need by the kinds side by side (points), shape (needs,)."""
        (need, of_block), (_, of_line) = (so_far(self.runs[arm].state) for arm in ("block", "line"))
        return value_by_need(need, beside(of_block, of_line))


def _look(district: District) -> Sight:
    """Step a district, phase by phase, and note what happened."""
    state = district.state
    before = {name: state.ledger[name].copy() for name in ("seen", "listed", "open")}
    motivation, trust = state.organisation["motivation"].copy(), _own_trust(state.organisation)
    given: dict[str, Any] = {}

    def watch(kernel: Any, things: dict[str, Any]) -> Any:
        given.update(things)
        return run(kernel, things)

    step(state, watch)
    state = district.state
    ledger, organisation = state.ledger, state.organisation
    first = ledger["seen"].min(axis=1)
    was_open = before["open"] | (state.need["month"] == state.month - 1)
    return Sight(
        first_seen=first,
        seen=np.flatnonzero(np.isfinite(first) & ~np.isfinite(before["seen"].min(axis=1))),
        listed=np.flatnonzero((ledger["listed"] >= 0).any(axis=1) & ~(before["listed"] >= 0).any(axis=1)),
        closed=np.flatnonzero(was_open & ~ledger["open"]),
        teams=given["teams"][: given["formed"]].copy(),
        members=given["members"].copy(),
        organisation=organisation,
        moved=np.stack((organisation["motivation"] - motivation, _own_trust(organisation) - trust), axis=1),
    )


def _own_trust(organisation: np.ndarray) -> np.ndarray:
    label = np.maximum(organisation["label"], 0).astype(np.intp)
    return np.asarray(organisation["reputation"][np.arange(len(organisation)), label])
