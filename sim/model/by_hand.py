"""Hours and resources that somebody wrote into a district's organisations: they stand, whatever is moved down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .columns import ORGANISATION_FIXED, ORGANISATION_WORLD
from .month import Ground, State, prepare
from .moved import MOVED

Written = dict[str, np.ndarray]


def nothing_written(state: State) -> Written:
    """Return that nothing was written yet: of each column that something may be moved of, where."""
    return {name: np.zeros(state.allotted[name].shape, bool) for name in MOVED}


def note(written: Written, state: State) -> Written:
    """Return what was written by now: also what is otherwise than it was settled."""
    return {name: mask | (state.organisation[name] != state.allotted[name]) for name, mask in written.items()}


def ground_of(state: State, written: Written, mechanisms: frozenset[str] | None) -> Ground:
    """Return levers and places of the organisations as they are now, for all months."""
    world, organisation = state.world, state.organisation
    now = np.zeros(len(organisation), ORGANISATION_WORLD)
    for column in ORGANISATION_FIXED:
        now[column.name] = organisation[column.name]
    for name in MOVED:
        now[name] = world.organisation[name]
    ground = prepare(replace(world, organisation=now), mechanisms)
    for stretch in (ground, *ground.later):
        for name, mask in written.items():
            stretch.organisation[name] = np.where(mask, organisation[name], stretch.organisation[name])
    return ground


def who_is_able(state: State, written: Written) -> np.ndarray:
    """Return who has hours at all: what was written counts, else what there was before anything was moved."""
    return np.where(written["hours"], state.organisation["hours"] > 0.0, state.world.organisation["able"])
