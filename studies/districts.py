"""Districts in which the answer is known: what studies and known answers (``tests/known_answers``) are asked in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.mechanisms.trees import merged
from sim.model.camps import CHANNELS, Camp, alone, together
from sim.model.columns import FUNCTIONS, RESOURCES
from sim.scenario import from_data
from sim.scenario.loaded import LoadedScenario
from sim.scenario.schema import Mechanisms, Scenario

BLOCKS = ("street", "community_committee", "residential_area")
LINES = ("agency", "public_institution", "state_enterprise", "university", "two_new")
NATURES = ("regional", "social", "mass", "public_benefit")
OWNED = RESOURCES[:-1]
BLOCK_RESOURCES, LINE_RESOURCES = OWNED[:3], OWNED[3:]
BLOCK_FUNCTIONS, LINE_FUNCTIONS = FUNCTIONS[3:], FUNCTIONS[:3]
APART: dict[str, float] = dict.fromkeys(CHANNELS, 0.0)
ARMS: tuple[Camp, ...] = (alone(0), alone(1))
HALVES: tuple[Camp, ...] = (alone(0, "halves"), alone(1, "halves"))
NOTHING: dict[str, float] = dict.fromkeys(("sight", "peers", "partners", "trust"), 0.0)
MODES = ("two_way", "one_way", "blind", "appointment", "optimal")


def only(names: tuple[str, ...], among: tuple[str, ...], amount: float) -> dict[str, float]:
    """Return a section with ``amount`` at ``names`` and nothing at the others."""
    return {name: amount if name in names else 0.0 for name in among}


def for_all(names: tuple[str, ...], section: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same section under each name."""
    return {name: dict(section) for name in names}


def holding(resources: tuple[str, ...], functions: tuple[str, ...]) -> dict[str, Any]:
    """Return a type's profile: these resources and functions and no others."""
    return {"resources": only(resources, OWNED, 1.0), "functions": only(functions, FUNCTIONS, 0.8)}


def crowd(number: int, kind: str, area: str = "here", **more: Any) -> list[dict[str, Any]]:
    """Return rows of a roster: so many organisations of one type, without needs of their own."""
    row = {"type": kind, "area": area, "level": "street", "needs": 0.0, **more}
    return [{"name": f"{kind} {n}", **row} for n in range(number)]


def at_full_strength() -> dict[str, Any]:
    """Return the five mechanisms with every instrument as far up as it goes (meetings: once a month)."""
    full: dict[str, Any] = {}
    for name, field in Mechanisms.model_fields.items():
        instruments = type(field.default).model_fields
        full[name] = {instrument: 1.0 for instrument in instruments if instrument != "hours"}
    return full


# What blocks hold lines do not, and the other way round; every need takes one kind only; nothing runs across.
ADDITIVE: dict[str, Any] = {
    "months": 24,
    "district": {"streets": 2, "areas": 6, "lines": 24},
    "channels": APART,
    "production": {"makeshift": 0.0},
    "types": {
        **for_all(BLOCKS, holding(BLOCK_RESOURCES, BLOCK_FUNCTIONS)),
        **for_all(LINES, holding(LINE_RESOURCES, LINE_FUNCTIONS)),
    },
    "needs": {"two_sided": 0.0},
}  # fmt: skip
# Public resources: all there are have an owner, or there are more than can be used.
PUBLIC: dict[str, dict[str, Any]] = {
    "owned": {"needs": for_all(NATURES, {"resources": {"public": 0.0}}), "resources": {"public": 0.0}},
    "unlimited": {"resources": {"public": 10000.0}},
}

# Residential areas' organisations and agencies with one profile, put anywhere by the same draw; conveners have the same
# hours; instruments that act on one kind only are off, and so are needs inside units, which only lines have. What is
# left between the kinds is a name. Who there is says `either`.
_PROFILE = {
    "hours": 60.0, "consciousness": 0.6,
    "resources": dict.fromkeys(OWNED, 1.5), "functions": dict.fromkeys(FUNCTIONS, 0.8),
}  # fmt: skip
ALIKE: dict[str, Any] = {
    "months": 12,
    "types": {
        "residential_area": _PROFILE,
        "agency": {**_PROFILE, "members": 30.0, "district": 0.0, "city": 0.0},
    },
    "needs": {"two_sided": 0.0, "unit_rate": 0.0, **for_all(NATURES, {"block_side": 0.5})},
    "discovery": {"residential": 0.15, "unit": 0.15},
    "convening": {"block_hours": 80.0, "line_hours": 80.0},
    "effort": {"formal": 0.1},
    "mechanisms": {
        "mobilisation": {"contracts": 0.0, "consciousness": 0.0, "checkin": 0.0},
        "liaison": {"officers": 0.0},
        "supervision": {"dual_assessment": 0.0, "feedback": 0.0, "linked_goals": 0.0},
    },
    "institutions": {"resources_down": 0.0, "grid_cover": 0.0},
    "technology": {"grid_workers": 0, "e_visits": 0.0},
    "matching": {"asked": 100, "reach_km": 1000.0},
}
SPREAD_OUT: dict[str, Any] = {"areas": [{"name": f"area {n}"} for n in range(8)]}


def either(blocks: int, lines: int) -> list[dict[str, Any]]:
    """Return the roster of `ALIKE`: so many of either kind."""
    return [
        {"name": f"{kind} {n}", "type": kind, "needs": 0.0}
        for kind, number in (("residential_area", blocks), ("agency", lines))
        for n in range(number)
    ]


def district(*layers: Mapping[str, Any]) -> LoadedScenario:
    """Return the scenario that these layers make."""
    return from_data(merged(*layers), "known answer")


def joint(scenario: Scenario) -> Camp:
    """Return the scenario's joint camp."""
    return together({name: getattr(scenario.channels, name) for name in CHANNELS})


def halves_joint(scenario: Scenario) -> Camp:
    """Return the joint camp of the random halves."""
    return together({name: getattr(scenario.channels, name) for name in CHANNELS}, "halves")
