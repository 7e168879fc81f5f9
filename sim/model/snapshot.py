"""A district as it was after some month, to go on from there again: what a run has brought about so far, copied."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .events import EVENT
from .month import HISTORY, Ground, State, expect
from .world import World

if TYPE_CHECKING:
    from .district import District

# What of a district changes from month to month, besides its agents' own attributes, its luck and what is collected.
CHANGING = ("state", "world", "_settings", "_aside", "_settled", "_aside_changed", "_by_hand", "_events", "running")
IDENTITY = ("model", "row", "unique_id")
COLLECTED = ("model_vars", "tables", "_agent_records", "_agenttype_records")


@dataclass(frozen=True)
class Snapshot:
    """What `District.snapshot` returns and `District.restore` takes; it never changes.

    Attributes
    ----------
    month : int
        How many months were over.
    """

    month: int
    district: District = field(repr=False)
    kept: dict[str, Any] = field(repr=False)

    @property
    def nbytes(self) -> int:
        """Return the bytes of the arrays that it holds for itself."""
        return bytes_of(self.kept["state"])


def take(district: District) -> Snapshot:
    """Return a snapshot of a district."""
    _ = district.own_agents  # they are made where somebody decides for himself, and remember things from then on
    agents = () if district._settled is None else tuple(district.agents)
    kept = {
        **{name: getattr(district, name) for name in CHANGING},
        "agents": [(agent, {k: v for k, v in vars(agent).items() if k not in IDENTITY}) for agent in agents],
        "luck": (district.random.getstate(), district.rng.bit_generator.state),
        "collected": {name: getattr(district.datacollector, name) for name in _collections(district)},
    }
    return Snapshot(district.month, district, _copied(kept, district))


def put_back(district: District, snapshot: Snapshot) -> None:
    """Let a district be again as it was; the snapshot can be used again.

    Raises
    ------
    ValueError
        Where the snapshot is of another district.
    RuntimeError
        Where an organisation has been removed since.
    """
    if snapshot.district is not district:
        raise ValueError("this snapshot was taken of another district")
    kept = _copied(snapshot.kept, district)
    gone = [agent.name for agent, _ in kept["agents"] if agent not in district.agents]
    if gone:
        raise RuntimeError(f"removed since month {snapshot.month}, and removed for good: {', '.join(gone)}")
    agents_made = district._settled is not None
    for name in CHANGING:
        district.__dict__[name] = kept[name]
    if agents_made and district._settled is None:
        district._settled = district.rested_on()
    for agent, remembered in kept["agents"]:
        identity = {name: vars(agent)[name] for name in IDENTITY}
        vars(agent).clear()
        vars(agent).update(identity, **remembered)
    python, numpy = kept["luck"]
    district.random.setstate(python)
    district.rng.bit_generator.state = numpy
    for name, collected in kept["collected"].items():
        setattr(district.datacollector, name, collected)


def branch(state: State) -> State:
    """Return a run that goes on by itself from where another is: without a record of events, until one is begun.

    What the run has brought about is copied, all else is shared.
    """
    apart = copy.deepcopy(state, {id(array): array for array in _shared(state)})
    return replace(apart, events=np.empty(0, EVENT), noted=np.zeros_like(state.noted))


def under(state: State, world: World, ground: Ground, need: np.ndarray) -> State:
    """Return the same run, its arrays shared, under a programme of changes that begins as its own does.

    Where other needs are to come it has a ledger of its own.

    Parameters
    ----------
    state : State
    world : World
        With the scenario that states the programme; up to the month of ``state`` it says what the run's own says.
    ground : Ground
        What `month.prepare` made of that world.
    need : ndarray
        The needs of that world.
    """
    later = tuple(stretch for stretch in ground.later if stretch.month >= state.month)
    other = replace(state, world=world, later=later)
    if need is not state.need:
        expect(other, need)
    return other


def bytes_of(state: State) -> int:
    """Return the bytes of the arrays that a copy of a run holds for itself."""
    held = (getattr(state, name) for name in HISTORY if name != "need")
    return sum(array.nbytes for array in held if isinstance(array, np.ndarray))


def _shared(state: State) -> list[Any]:
    """Return what of a run its copies share: what no month writes."""
    return [state.need, *(getattr(state, field.name) for field in fields(State) if field.name not in HISTORY)]


def _collections(district: District) -> Iterable[str]:
    return [name for name in COLLECTED if hasattr(district.datacollector, name)]


def _copied(kept: dict[str, Any], district: District) -> dict[str, Any]:
    """Return a copy in which only what a run writes is copied."""
    shared = [
        district, kept["world"], kept["_settings"], *_shared(kept["state"]),
        *(agent for agent, _ in kept["agents"]), *kept["_events"],
    ]  # fmt: skip
    return copy.deepcopy(kept, {id(array): array for array in shared})
