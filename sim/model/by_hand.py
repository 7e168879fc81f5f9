"""Hours and resources that somebody wrote into a district's organisations: they stand, whatever is moved down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .agents import ATTRIBUTES, name_of
from .columns import ORGANISATION_FIXED, ORGANISATION_WORLD
from .month import Ground, State, prepare
from .moved import MOVED

ByHand = dict[str, np.ndarray]


def nothing_by_hand(state: State) -> ByHand:
    """Return that nothing was written yet: of each column that something may be moved of, where."""
    return {name: np.zeros(state.allotted[name].shape, bool) for name in MOVED}


def note(by_hand: ByHand, state: State) -> ByHand:
    """Return what was written by now: also what is otherwise than it was settled."""
    return {name: mask | (state.organisation[name] != state.allotted[name]) for name, mask in by_hand.items()}


def ground_of(state: State, by_hand: ByHand, mechanisms: frozenset[str] | None) -> Ground:
    """Return levers and places of the organisations as they are now, for all months."""
    world, organisation = state.world, state.organisation
    now = np.zeros(len(organisation), ORGANISATION_WORLD)
    for column in ORGANISATION_FIXED:
        now[column.name] = organisation[column.name]
    for name in MOVED:
        now[name] = world.organisation[name]
    ground = prepare(replace(world, organisation=now), mechanisms)
    for stretch in (ground, *ground.later):
        for name, mask in by_hand.items():
            stretch.organisation[name] = np.where(mask, organisation[name], stretch.organisation[name])
    return ground


def look_over(state: State, name: str, within_limits: bool) -> None:
    """Raise where a number written into an agent's array cannot be; attributes say so when they are written."""
    numbers = state.organisation[name]
    fits = ATTRIBUTES[name].holds if within_limits else np.isfinite
    if not np.all(fits(numbers)):
        row = next(row for row, number in enumerate(numbers) if not np.all(fits(number)))
        raise ValueError(f"{name} of {name_of(state.world, row)}: {ATTRIBUTES[name].allowed}")


def who_is_able(state: State, by_hand: ByHand) -> np.ndarray:
    """Return who has hours at all: what was written counts, else what there was before anything was moved."""
    return np.where(by_hand["hours"], state.organisation["hours"] > 0.0, state.world.organisation["able"])
