"""Scenario → the world of one replicate: streets, areas, organisations and what the kinds hold (docs, 5)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.mechanisms import TYPES
from sim.scenario.district import line_counts
from sim.scenario.schema import Scenario

from . import chance
from .chance import draw, key_of, normal
from .columns import (
    AREA_TYPE,
    FUNCTIONS,
    NONE,
    ORGANISATION_WORLD,
    OWNED,
    PUBLIC,
    RESOURCES,
    STREET_TYPE,
)  # fmt: skip
from .compiled import compiled

LEVELS = {"residential": 0, "street": 1, "district": 2, "city": 3}
FIRST_LINE = 3  # type number from which organisations are lines


@dataclass(frozen=True)
class World:
    """What all runs of a replicate share, luck's key included.

    ``organisation``, ``area`` and ``street`` are structured arrays (see `columns`); ``holds_resource`` has
    shape (2, 7) and ``holds_function`` (2, 6), by kind. ``tied`` says who is at home where by a standing tie: area
    times the number of organisations, plus row, sorted.
    """

    scenario: Scenario
    key: np.ndarray
    world_key: np.ndarray
    organisation: np.ndarray
    area: np.ndarray
    street: np.ndarray
    holds_resource: np.ndarray
    holds_function: np.ndarray
    tied: np.ndarray
    organisation_names: tuple[str, ...] | None = None
    area_names: tuple[str, ...] | None = None

    @property
    def type(self) -> np.ndarray:
        """Return the type of each organisation (what a mechanism may know, with the next five)."""
        return self.organisation["type"]

    @property
    def level(self) -> np.ndarray:
        """Return the level of each organisation."""
        return self.organisation["level"]

    @property
    def members(self) -> np.ndarray:
        """Return the Party members of each organisation."""
        return self.organisation["members"]

    @property
    def lot(self) -> np.ndarray:
        """Return each organisation's luck when contracts are offered."""
        return self.organisation["lot"]

    @property
    def lines(self) -> np.ndarray:
        """Return which organisations are lines."""
        return np.asarray(self.organisation["kind"] == 1)

    @property
    def blocks(self) -> np.ndarray:
        """Return which organisations are blocks."""
        return np.asarray(self.organisation["kind"] == 0)


def make_world(scenario: Scenario, seed: int, replication: int) -> World:
    """Draw the world of a replicate.

    Parameters
    ----------
    scenario : Scenario
    seed : int
    replication : int
        From 0. With ``world: fixed`` the world is that of replication 0, the luck that of ``replication``.
    """
    key = key_of(seed, replication)
    world_key = key_of(seed, 0) if scenario.world == "fixed" else key
    area, street, area_names = _areas(scenario, world_key)
    kinds, ordinals = _roll(scenario, area, street)
    table = _type_table(scenario)
    organisation = np.zeros(len(kinds), ORGANISATION_WORLD)
    organisation["type"] = kinds
    organisation["id"] = (kinds.astype(np.int64) + 1) * 2**24 + ordinals
    weights = np.cumsum((np.arange(len(street)) + 1.0) ** -scenario.district.concentration * (street["areas"] > 0))
    fixed_place = scenario.organisations is None
    _draw_organisations(organisation, ordinals, street, table, _habits(scenario), weights, fixed_place, world_key)
    names = None
    profile = (table["resources"][kinds], table["functions"][kinds])
    if scenario.organisations is not None:
        names = _apply_roster(scenario, organisation, kinds, ordinals, area, area_names, profile)
    _settle(organisation, street, scenario.costs.day_hours, world_key)
    holdings = _holdings(scenario, organisation, profile)
    tied = _standing_ties(scenario, organisation, names)
    return World(scenario, key, world_key, organisation, area, street, *holdings, tied, names, area_names)


def _areas(scenario: Scenario, key: Any) -> tuple[np.ndarray, np.ndarray, tuple[str, ...] | None]:
    district, listed = scenario.district, scenario.areas
    names = None
    if listed is None:
        street_of = np.repeat(np.arange(district.streets), district.areas)
    else:
        listed = sorted(listed, key=lambda row: row.street)  # stable: order of appearance within a street
        street_of = np.array([row.street for row in listed])
        names = tuple(row.name for row in listed)
    streets = int(street_of[-1]) + 1
    area = np.zeros(len(street_of), AREA_TYPE)
    street = np.zeros(streets, STREET_TYPE)
    street["areas"] = np.bincount(street_of, minlength=streets)
    street["first_area"] = np.concatenate(([0], np.cumsum(street["areas"])[:-1]))
    ordinal = np.arange(len(area)) - street["first_area"][street_of]
    area["street"], area["home"] = street_of, NONE
    area["id"] = (street_of + 1) * 4096 + ordinal
    _draw_areas(area, math.ceil(math.sqrt(streets)), district.street_km, district.hardship, district.unevenness, key)
    for row, stated in zip(area, listed or [], strict=False):
        for name in ("x", "y", "population", "hardship"):
            if getattr(stated, name) is not None:
                row[name] = getattr(stated, name)
    return area, street, names


@compiled
def _draw_areas(area, columns, km, hardship, unevenness, key):
    for a in range(len(area)):
        u0, u1, u2, u3 = draw(key, chance.AREA, 0, area[a].id, 0, 0)
        area[a].x = km * (area[a].street % columns + u0)
        area[a].y = km * (area[a].street // columns + u1)
        area[a].hardship = min(1.0, 2.0 * hardship * u2)
        area[a].population = 1.0 + unevenness * (2.0 * u3 - 1.0)


def _roll(scenario: Scenario, area: np.ndarray, street: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the type and ordinal of every organisation, in order of row."""
    if scenario.organisations is not None:
        kinds = np.sort([TYPES.index(row.type) for row in scenario.organisations]).astype(np.int8)
        return kinds, _count_up(kinds)
    rows: list[tuple[int, int]] = []
    for s, row in enumerate(street):
        if not row["areas"]:
            continue
        rows.append((0, s))
        if scenario.district.community_committees:
            rows.append((1, s))
        rows.extend((2, a) for a in range(row["first_area"], row["first_area"] + row["areas"]))
    for number, count in enumerate(line_counts(scenario.district), FIRST_LINE):
        rows.extend((number, n) for n in range(count))
    both = np.array(rows, dtype=np.int64)
    return both[:, 0].astype(np.int8), both[:, 1]


def _count_up(kinds: np.ndarray) -> np.ndarray:
    starts = np.searchsorted(kinds, kinds)
    return np.arange(len(kinds)) - starts


def _type_table(scenario: Scenario) -> np.ndarray:
    table = np.zeros(len(TYPES), [("hours", "f8"), ("members", "f8"), ("consciousness", "f8"), ("district", "f8"),
                                  ("city", "f8"), ("resources", "f8", (6,)), ("functions", "f8", (6,))])  # fmt: skip
    for row, name in zip(table, TYPES, strict=True):
        profile = getattr(scenario.types, name)
        for field in ("hours", "members", "consciousness", "district", "city"):
            row[field] = getattr(profile, field, 0.0)  # blocks have no members elsewhere, and no superior to be at
        row["resources"] = _values(profile.resources)
        row["functions"] = _values(profile.functions)
    return table


def _values(section: Any) -> list[float]:
    return [getattr(section, name) for name in type(section).model_fields]


def _habits(scenario: Scenario) -> np.ndarray:
    taking_part, district = scenario.participation, scenario.district
    return np.array([district.spread, district.difference, taking_part.diversity, taking_part.conditional,
                     taking_part.inclination, taking_part.cost])  # fmt: skip


@compiled
def _draw_organisations(organisation, ordinal, street, table, habits, weights, fixed_place, key):
    spread, difference, diversity, conditional, inclination, cost = habits
    total_areas = street[-1].first_area + street[-1].areas
    half = 0.5 * spread * spread
    for i in range(len(organisation)):
        o = organisation[i]
        kind = table[o.type]
        o.kind = 1 if o.type >= FIRST_LINE else 0
        u0, u1, u2, u3 = draw(key, chance.ORG_SIZE, 0, 0, 0, o.id)
        o.hours = kind.hours * math.exp(spread * normal(u0, u1) - half)
        if o.kind == 1:
            o.members = max(1.0, np.rint(kind.members * math.exp(spread * normal(u2, u3) - half)))
        u0, u1, u2, u3 = draw(key, chance.ORG_PLACE, 0, 0, 0, o.id)
        if o.kind == 0 and fixed_place:
            s = ordinal[i] if o.type < 2 else 0
            o.area = ordinal[i] if o.type == 2 else street[s].first_area
        else:
            s = 0
            while s < len(street) - 1 and u0 * weights[-1] >= weights[s]:
                s += 1
            o.area = street[s].first_area + int(u1 * street[s].areas)
        o.residence = int(u2 * total_areas) if o.kind == 1 else NONE
        if o.kind == 1:
            o.level = 3 if u3 < kind.city else (2 if u3 < kind.city + kind.district else 1)
        else:
            o.level = 0 if o.type == 2 else 1
        u0, u1, u2, u3 = draw(key, chance.ORG_CHARACTER, 0, 0, 0, o.id)
        o.conditional = min(1.0, max(0.0, conditional + diversity * (2.0 * u0 - 1.0)))
        o.inclination = min(1.0, max(0.0, inclination + diversity * (2.0 * u1 - 1.0)))
        o.cost = cost + diversity * (2.0 * u2 - 1.0)
        o.consciousness = kind.consciousness + diversity * (2.0 * u3 - 1.0)
        o.needs = 1.0
        for block in range(2):
            us = draw(key, chance.ORG_RESOURCES, 0, block, 0, o.id)
            vs = draw(key, chance.ORG_FUNCTIONS, 0, block, 0, o.id)
            for lane in range(4 if block == 0 else 2):
                k = 4 * block + lane
                o.capacity[k] = kind.resources[k] * (1.0 + difference * (2.0 * us[lane] - 1.0))  # a person-day
                strength = kind.functions[k] * (1.0 + difference * (2.0 * vs[lane] - 1.0))
                o.functions[k] = min(1.0, max(0.0, strength))


@compiled
def _settle(organisation, street, day, key):
    """Set what depends on size and place: resources a month, street, and the area for a contract."""
    for i in range(len(organisation)):
        o = organisation[i]
        s = len(street) - 1
        while street[s].first_area > o.area or street[s].areas == 0:
            s -= 1
        o.street = s
        o.able = o.hours > 0.0
        for r in range(OWNED):
            o.capacity[r] *= o.hours / day
        u0, _, _, u3 = draw(key, chance.ORG_PLACE2, 0, 0, 0, o.id)
        o.lot = u3
        o.pair_place = street[s].first_area + int(u0 * street[s].areas) if o.kind == 1 else NONE


def _apply_roster(
    scenario: Scenario, organisation: np.ndarray, kinds: np.ndarray, ordinals: np.ndarray, area: np.ndarray,
    area_names: tuple[str, ...] | None, profile: tuple[np.ndarray, np.ndarray],
) -> tuple[str, ...]:  # fmt: skip
    """Set what the rows of a roster state; return the names in order of row."""
    rows = sorted(scenario.organisations or [], key=lambda row: TYPES.index(row.type))
    area_of = {name: a for a, name in enumerate(area_names or ())}
    for i, row in enumerate(rows):
        target = organisation[i]
        if row.area is not None:
            target["area"] = area_of[row.area]
        if row.hours is not None:
            target["hours"] = row.hours
        if row.members is not None:
            target["members"] = row.members
        if row.level is not None:
            target["level"] = LEVELS[row.level]
        target["needs"] = row.needs
        if row.resources is not None:
            profile[0][i] = _values(row.resources)
            target["capacity"] = profile[0][i]
        if row.functions is not None:
            profile[1][i] = _values(row.functions)
            target["functions"] = profile[1][i]
    return tuple(row.name for row in rows)


def _standing_ties(scenario: Scenario, organisation: np.ndarray, names: tuple[str, ...] | None) -> np.ndarray:
    """Return who is at home where by a standing tie; one that either of two states holds for both."""
    row_of = {name: i for i, name in enumerate(names or ())}
    codes: set[int] = set()
    for row in scenario.organisations or ():
        for partner in row.ties or ():
            pair = row_of[row.name], row_of[partner]
            for i, j in (pair, pair[::-1]):
                codes.add(int(organisation["area"][j]) * len(organisation) + i)
    return np.array(sorted(codes), np.int64)


def _holdings(
    scenario: Scenario, organisation: np.ndarray, profile: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    resource = np.zeros((2, len(RESOURCES)), bool)
    function = np.zeros((2, len(FUNCTIONS)), bool)
    for kind in (0, 1):
        able = organisation["able"] & (organisation["kind"] == kind)
        resource[kind, :OWNED] = (profile[0][able] > 0).any(axis=0)
        function[kind] = (profile[1][able] >= scenario.needs.strong).any(axis=0)
    resource[:, PUBLIC] = True
    return resource, function
