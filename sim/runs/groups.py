"""The axis "group": what a run came to by nature, type, street, area, fifth of hardship and period.

Worked out inside a replicate, where the need ledgers are; the table keeps sums, so that groups add up to the run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.mechanisms import TYPES
from sim.model.columns import NATURES, REACHES
from sim.model.value import Floats, value_by_need
from sim.model.world import World
from sim.scenario.schema import Scenario

Positions = Mapping[str, np.ndarray]
"""For each axis of needs, the group of every need, as a position among its `names`."""

TYPE, TAKING_PART, PLACE = "type", "taking_part", "place"
NEED_AXES = ("nature", "hardship", "street", "area", "period")
NEED_SUMS = ("value", "asked", "served")
TYPE_SUMS = (
    "acting_by_type", "part_by_type", "offered_by_type", "spent_by_type", "fitted_by_type", "lenders_by_type",
)  # fmt: skip
PERIOD_SUMS = ("part", "acting")
FLOWS = {"days_by_type_nature": NATURES, "days_by_type_reach": REACHES, "lent_by_type_reach": REACHES}
"""From types of organisation to natures of need and to places, near and far."""
AXES = (*NEED_AXES, TYPE, TAKING_PART, *FLOWS, PLACE)
"""``taking_part`` has periods, ``place`` every area, also where each replicate draws its areas anew."""

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
    groups = {
        "nature": NATURES,
        "type": TYPES,
        "hardship": tuple(str(fifth + 1) for fifth in range(min(FIFTHS, len(areas)))),
        "street": tuple(str(s + 1) for s in range(streets)),
        "area": areas,
        "period": tuple(str(a) if a == b else f"{a}-{b}" for a, b in ends),
    }
    if len(areas) < 2:
        del groups["hardship"]
    if not 1 < streets <= MOST_PLACES:
        del groups["street"]
    if not (listed or scenario.world == "fixed") or not 1 < len(areas) <= MOST_PLACES:
        del groups["area"]
    return groups


@dataclass(frozen=True)
class Grouped:
    """Sums by group, with their labels: of one replication (groups, sums), or of several (replications, groups, sums).

    Attributes
    ----------
    groups, sums : tuple of str
        What the last two axes of ``values`` are called.
    """

    groups: tuple[str, ...]
    sums: tuple[str, ...]
    values: Floats

    def __getitem__(self, sum_name: str) -> Floats:
        """Return one of the sums, by group; shape (…, groups)."""
        return np.asarray(self.values[..., self.sums.index(sum_name)], np.float64)

    def of(self, group: str) -> Grouped:
        """Return one of the groups, its sums of shape (…)."""
        return self.total((group,))

    def total(self, groups: Iterable[str]) -> Grouped:
        """Return some of the groups added up, their sums of shape (…)."""
        rows = [self.groups.index(group) for group in groups]
        values = self.values[..., rows[0], :] if len(rows) == 1 else self.values[..., rows, :].sum(axis=-2)
        return Grouped((), self.sums, values)


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
    return {axis: at[axis] for axis in NEED_AXES if axis in groups}


def of_needs(need: np.ndarray, book: dict[str, Floats], at: np.ndarray, groups: tuple[str, ...]) -> Grouped:
    """Return `NEED_SUMS` by group; ``at`` says which group each need is in."""
    weighed = (value_by_need(need, book), need["amount"], np.minimum(book["served"], need["amount"]))
    sums = [np.bincount(at, weights=weights, minlength=len(groups)) for weights in weighed]
    return Grouped(groups, NEED_SUMS, np.column_stack(sums))


def of_months(axis: str, months: np.ndarray, periods: tuple[str, ...]) -> Grouped:
    """Return the sums of an axis that is read off a run's monthly record."""
    if axis in FLOWS:
        return Grouped(TYPES, FLOWS[axis], months[axis].sum(axis=0))
    if axis == TYPE:
        return Grouped(TYPES, TYPE_SUMS, np.column_stack([months[name].sum(axis=0) for name in TYPE_SUMS]))
    starts = np.arange(0, len(months), period_months(len(months)))
    return Grouped(periods, PERIOD_SUMS, np.column_stack([np.add.reduceat(months[n], starts) for n in PERIOD_SUMS]))


def places(world: World) -> tuple[str, ...]:
    """Return what every area is called: its name, or its street and its number there."""
    street = world.area["street"]
    ordinal = np.arange(len(street)) - np.searchsorted(street, street)
    return world.area_names or tuple(f"{s + 1}-{a + 1}" for s, a in zip(street, ordinal, strict=True))
