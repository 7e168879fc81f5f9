"""The axis "group": what a run came to by nature, type, street, area, fifth of hardship and period.

Worked out inside a replicate, where the need ledgers are; the table keeps sums, so that groups add up to the run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from sim.mechanisms import TYPES
from sim.model.columns import NATURES
from sim.model.value import Floats, value_by_need
from sim.model.world import World
from sim.scenario.schema import Scenario

Positions = Mapping[str, tuple[np.ndarray, int]]
"""For each axis of needs, the group of every need and how many groups there are."""

NEED_AXES = ("nature", "hardship", "street", "area", "period")
NEED_SUMS = ("value", "asked", "served")
TYPE_SUMS = ("acting_by_type", "part_by_type", "offered_by_type", "spent_by_type", "fitted_by_type")
PERIOD_SUMS = ("part", "acting")
FLOWS = ("days_by_type_nature", "days_by_type_reach", "lent_by_type_reach")
"""From types of organisation to natures of need and to places, near and far; shape (types, natures or reaches)."""

FIFTHS = 5
MOST_PERIODS = 60
MOST_PLACES = 150  # of more places nobody reads, and intervals would take longer than the run


def period_months(months: int) -> int:
    """Return how many months a period has: as few as make no more than `MOST_PERIODS` of them."""
    return math.ceil(months / MOST_PERIODS)


def names(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return the groups of each axis that mean the same in every replicate.

    In a drawn world an area's position says nothing of it, so its areas come in fifths of hardship only. A street's
    does: the first is where most lines stand (`district.concentration`).
    """
    listed = sorted(scenario.areas or [], key=lambda area: area.street)
    streets = 1 + listed[-1].street if listed else scenario.district.streets
    if listed:
        areas = tuple(area.name for area in listed)
    else:
        areas = tuple(f"{s + 1}-{a + 1}" for s in range(streets) for a in range(scenario.district.areas))
    size = period_months(scenario.months)
    ends = [(first + 1, min(first + size, scenario.months)) for first in range(0, scenario.months, size)]
    found = {
        "nature": NATURES,
        "type": TYPES,
        "hardship": tuple(str(fifth + 1) for fifth in range(min(FIFTHS, len(areas)))),
        "street": tuple(str(s + 1) for s in range(streets)),
        "area": areas,
        "period": tuple(str(a) if a == b else f"{a}-{b}" for a, b in ends),
    }
    if len(areas) < 2:
        del found["hardship"]
    if not 1 < streets <= MOST_PLACES:
        del found["street"]
    if not (listed or scenario.world == "fixed") or not 1 < len(areas) <= MOST_PLACES:
        del found["area"]
    return found


def positions(world: World, need: np.ndarray) -> Positions:
    """Return which group each need is in; without hardship where all areas have the same."""
    groups = names(world.scenario)
    hardship = world.area["hardship"]
    if "hardship" in groups and hardship.min() == hardship.max():
        del groups["hardship"]
    rank = np.empty(len(hardship), np.int64)
    rank[np.argsort(hardship, kind="stable")] = np.arange(len(hardship))
    at = {
        "nature": need["nature"],
        "hardship": (rank * len(groups.get("hardship", ())) // len(rank))[need["area"]],
        "street": need["street"],
        "area": need["area"],
        "period": need["month"] // period_months(world.scenario.months),
    }
    return {axis: (at[axis], len(groups[axis])) for axis in NEED_AXES if axis in groups}


def of_needs(need: np.ndarray, book: dict[str, Floats], at: Positions) -> dict[str, Floats]:
    """Return `NEED_SUMS` for the groups of each axis; shape (groups, 3)."""
    each = (value_by_need(need, book), need["amount"], np.minimum(book["served"], need["amount"]))
    return {
        axis: np.column_stack([np.bincount(row, weights=weights, minlength=count) for weights in each])
        for axis, (row, count) in at.items()
    }


def of_areas(need: np.ndarray, book: dict[str, Floats], areas: int) -> dict[str, Floats]:
    """Return `NEED_SUMS` for every area, by row; shape (areas, 3)."""
    return {"place": of_needs(need, book, {"area": (need["area"], areas)})["area"]}


def of_months(months: np.ndarray) -> dict[str, Floats]:
    """Return `TYPE_SUMS` for each type, and `PERIOD_SUMS` for each period, of a run's monthly record."""
    starts = np.arange(0, len(months), period_months(len(months)))
    return {
        "type": np.column_stack([months[field].sum(axis=0) for field in TYPE_SUMS]),
        "taking_part": np.column_stack([np.add.reduceat(months[field], starts) for field in PERIOD_SUMS]),
        **{flow: months[flow].sum(axis=0) for flow in FLOWS},
    }
