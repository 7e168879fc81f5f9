"""The constant part of a stage: streets, areas, organisations where they stand, and the needs, as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms import TYPES
from sim.model.columns import FUNCTIONS, NATURES, RESOURCES
from sim.model.events import FATES
from sim.model.geometry import geometry as geometry_of
from sim.model.recorder import need_names
from sim.model.world import World
from sim.words import LANGUAGES, say

from .bilingual import Pair, both, same_in_both
from .need_events import WHYS, short

NUMBERS = 2**24


def geometry(world: World) -> dict[str, Any]:
    """Return streets, areas and organisations, with names in both languages; positions in km."""
    lies = geometry_of(world)
    areas = [
        {
            "id": a, "street": int(area["street"]), "x": _short(area["x"]), "y": _short(area["y"]),
            "name": same_in_both(world.area_names[a]) if world.area_names
            else both("live.area", street=int(area["street"]) + 1, number=a - first_area(world, area["street"]) + 1),
        }
        for a, area in enumerate(world.area)
    ]  # fmt: skip
    organisations = [
        {
            "id": i, "kind": "line" if organisation["kind"] else "block", "type": TYPES[organisation["type"]],
            "street": int(organisation["street"]), "area": int(organisation["area"]), "x": x, "y": y,
            "name": name(world, i), "size": round(float(organisation["hours"]), 1),
        }
        for i, (organisation, (x, y)) in enumerate(zip(world.organisation, _points(lies.organisation), strict=True))
    ]  # fmt: skip
    streets = [
        {"id": s, "name": both("live.street", number=s + 1), "hub": int(hub), "outline": _points(corners)}
        for s, (hub, corners) in enumerate(zip(lies.hub, lies.outline, strict=True))
    ]
    return {
        "bounds": [_short(edge) for edge in lies.bounds],
        "streets": streets,
        "areas": areas,
        "organisations": organisations,
        "ties": ties(world),
    }


def first_area(world: World, street: int) -> int:
    """Return the row of a street's first area."""
    return int(world.street["first_area"][street])


def name(world: World, row: int) -> Pair:
    """Return what an organisation is called: its name in the roster, or its type and number."""
    if world.organisation_names is not None:
        return same_in_both(world.organisation_names[row])
    organisation = world.organisation[row]
    number = int(organisation["id"]) % NUMBERS + 1
    return {lang: say(f"live.one.{TYPES[organisation['type']]}", lang, number=number) for lang in LANGUAGES}


def ties(world: World) -> list[list[int]]:
    """Return pairs of organisations (rows) that have a standing tie."""
    if world.organisation_names is None:
        return []
    row_of = {name: i for i, name in enumerate(world.organisation_names)}
    pairs = {
        tuple(sorted((row_of[organisation.name], row_of[partner])))
        for organisation in world.scenario.organisations or ()
        for partner in organisation.ties or ()
    }
    return [list(pair) for pair in sorted(pairs)]


def needs(world: World, need: np.ndarray) -> dict[str, list[Any]]:
    """Return the needs of all months, column by column; what a scenario lists keeps its name."""
    names = {row: name for row, name in enumerate(need_names(world, need)) if name}
    return {
        "month": [month + 1 for month in need["month"].tolist()],
        "day": [round(day, 1) for day in need["arises"].tolist()],
        "closes": [round(day, 1) for day in need["closes"].tolist()],
        **{column: need[column].tolist() for column in ("area", "owner", "nature", "side")},
        **{column: [short(value) for value in need[column].tolist()] for column in ("amount", "worth", "harm")},
        "resources": _first(need["resource"], need["required"]),
        "functions": _first(need["function"], need["asked"]),
        "name": {str(row): same_in_both(text) for row, text in names.items()},
    }  # fmt: skip


def matched(first: np.ndarray, second: np.ndarray) -> list[int] | None:
    """Return for each need of a second world which of the first it is, -1 where it is none; None where all agree."""
    if len(first) == len(second) and first.tobytes() == second.tobytes():
        return None
    rows = {_identity(need): row for row, need in enumerate(first)}
    return [rows.get(_identity(need), -1) for need in second]


def vocabularies() -> dict[str, tuple[str, ...]]:
    """Return what the numbers of needs, fates and reasons stand for."""
    return {
        "natures": NATURES, "resources": RESOURCES, "functions": FUNCTIONS, "types": TYPES,
        "fates": FATES, "whys": WHYS,
    }  # fmt: skip


def _first(rows: np.ndarray, counts: np.ndarray) -> list[list[Any]]:
    """Return of each row as much as counts."""
    return [row[:count] for row, count in zip(rows.tolist(), counts.tolist(), strict=True)]


def _identity(need: np.void) -> tuple[int, ...]:
    return tuple(int(need[name]) for name in ("id", "area", "owner", "nature"))


def _points(places: np.ndarray) -> list[list[float]]:
    return [[_short(x), _short(y)] for x, y in places]


def _short(value: float) -> float:
    return round(float(value), 3)
