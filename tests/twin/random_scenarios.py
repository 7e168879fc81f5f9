"""Random small scenarios, drawn from the table of parameters: what is declared is drawn, with its ends.

No parameter is named here for being drawn. Named are only ceilings for those that make a world large, and what `check`
holds fields to together: shares that sum, names that exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from hypothesis import strategies as st

from sim.mechanisms import LINE_TYPES
from sim.scenario import ScenarioError, from_data
from sim.scenario.district import FunctionName, ResourceName
from sim.scenario.parameters import ParameterRow, parameter_rows
from sim.scenario.schema import Scenario

ROWS = parameter_rows()
# Files of one's own are no field to draw; changes during a run are drawn by test_programme.
PATHS = frozenset(row.path for row in ROWS if row.path.partition("[")[0] not in ("use", "from_month"))

# What makes a world large, and how far it may: broad and short, or narrow and long.
BROAD: dict[str, float] = {
    "months": 5,
    "district.streets": 3,
    "district.areas": 6,
    "district.lines": 25,
    "areas[].street": 3,
    "areas[].population": 3.0,
    "needs.listed[].month": 5,
    "organisations[].needs": 3.0,
    "needs.scale": 2.0,
    "needs.unit_rate": 1.0,
    "needs.regional.rate": 2.0,
    "needs.social.rate": 2.0,
    "needs.mass.rate": 2.0,
    "needs.public_benefit.rate": 2.0,
}
NARROW = {**BROAD, "months": 40, "district.streets": 1, "district.areas": 2, "district.lines": 6, "needs.scale": 1.0}
SEVERAL = {"needs.listed[].resources": 3, "needs.listed[].functions": 2}  # lists of names, and how many they may hold
SWITCHES = ("choice", "true or false")
MOST_AREAS, MOST_ORGANISATIONS, MOST_NEEDS = 4, 10, 6


def values(row: ParameterRow, ceilings: dict[str, float]) -> list[Any]:
    """Return the values that a parameter is drawn from, without its default: its ends, and some between."""
    if row.kind == "true or false":
        choices: list[Any] = [False, True]
    elif row.kind == "choice":
        choices = list(row.choices)
    elif row.kind == "text":
        choices = ["x", "街道 α", "a: b"]
    else:
        assert row.low is not None, row
        assert row.high is not None, row
        low, high = row.low, type(row.high)(ceilings.get(row.path, row.high))
        usual = min(high, max(low + 1, 4 * (row.default or 0)))  # a wide range is odd in most places
        choices = [low, high, *(low + (usual - low) * part / 100 for part in (3, 10, 25, 37, 50, 75))]
        if row.kind == "whole number":
            choices = sorted({round(value) for value in choices})
    return [value for value in choices if value != row.default] if row.kind not in SWITCHES else choices


STRATEGIES = {
    id(ceilings): {
        row.path: st.sampled_from(values(row, ceilings)) for row in ROWS if row.kind not in ("list", "section")
    }
    for ceilings in (BROAD, NARROW)
}


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a small scenario as data: a few parameters away from their defaults, or many, or all."""
    ceilings = draw(st.sampled_from([BROAD, BROAD, NARROW]))
    masks = draw(st.sampled_from([3, 2, 2, 1, 1, 0]))
    data = entry(draw, "", masks, ceilings)
    listed = draw(st.sampled_from([(), (), ("areas",), ("organisations",), ("areas", "organisations")]))
    if "areas" in listed:
        data["areas"] = roster(draw, "areas[].", masks, ceilings, MOST_AREAS)
    if "organisations" in listed:
        data["organisations"] = roster(draw, "organisations[].", masks, ceilings, MOST_ORGANISATIONS)
        names = [None, *(area["name"] for area in data.get("areas", []))]
        for row in data["organisations"]:
            row["area"] = draw(st.sampled_from(names))
            others = [neighbour["name"] for neighbour in data["organisations"] if neighbour is not row]
            row["ties"] = draw(st.none() | st.lists(st.sampled_from(others), max_size=3)) if others else None
    lines = [row["name"] for row in data.get("organisations", []) if row["type"] in LINE_TYPES]
    places = [("area", area["name"]) for area in data.get("areas", [])] + [("owner", name) for name in lines]
    if places and draw(st.booleans()):
        needs = roster(draw, "needs.listed[].", masks, ceilings, MOST_NEEDS)
        for row in needs:
            row.pop("area", None), row.pop("owner", None)
            where, name = draw(st.sampled_from(places))
            row[where] = name
            for path, most in SEVERAL.items():
                valid = {"resources": ResourceName, "functions": FunctionName}[path.rpartition(".")[2]]
                given = st.lists(st.sampled_from(get_args(valid)), max_size=most, unique=True)
                row[path.rpartition(".")[2]] = draw(st.none() | given)
        data.setdefault("needs", {})["listed"] = needs
    return reconciled(data)


def entry(draw: st.DrawFn, prefix: str, masks: int, ceilings: dict[str, float]) -> dict[str, Any]:
    """Draw the fields of a scenario, or of an entry of one of its lists.

    A section is touched with a chance of one in 2**masks, and then half of what stands in it; with no masks everything
    is. Switches and choices are always drawn.
    """
    fields = [row for row in ROWS if row.path.startswith(prefix) and row.kind not in ("list", "section")]
    fields = [row for row in fields if "[]" not in row.path.removeprefix(prefix)]
    sections = list(dict.fromkeys(row.section for row in fields))
    touched = -1
    for _ in range(masks):
        touched &= draw(st.integers(0, 2 ** len(sections) - 1))
    wanted = draw(st.integers(0, 2 ** len(fields) - 1)) if masks else -1
    data: dict[str, Any] = {}
    for number, row in enumerate(fields):
        here = touched >> sections.index(row.section) & wanted >> number & 1
        too_large = row.path in ceilings and (row.default or 0) > ceilings[row.path]
        if here or row.required or too_large or row.kind in SWITCHES:
            put(data, row.path.removeprefix(prefix), draw(STRATEGIES[id(ceilings)][row.path]))
    return data


def roster(draw: st.DrawFn, prefix: str, masks: int, ceilings: dict[str, float], most: int) -> list[dict[str, Any]]:
    """Draw the entries of a list; their names differ."""
    count = draw(st.integers(1, most))
    return [{**entry(draw, prefix, masks, ceilings), "name": f"{prefix[:-3]} {number}"} for number in range(count)]


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Write a value at a path."""
    *sections, name = path.split(".")
    for section in sections:
        data = data.setdefault(section, {})
    data[name] = value


def reconciled(data: dict[str, Any]) -> dict[str, Any]:
    """Return the same data with those fields moved that would contradict each other."""
    mix = data.get("district", {}).get("mix")
    if mix is not None:
        rest = {row.path.rpartition(".")[2]: row.default for row in ROWS if row.path.startswith("district.mix.")}
        shares = {**rest, **mix}
        total = sum(shares.values())
        data["district"]["mix"] = {name: share / total if total else 0.2 for name, share in shares.items()}
    for name in LINE_TYPES:
        profile = data.get("types", {}).get(name, {})
        if "district" in profile or "city" in profile:
            levels = {row.path.rpartition(".")[2]: row.default for row in ROWS if row.path.startswith(f"types.{name}.")}
            district = profile.get("district", levels["district"])
            profile["city"] = min(profile.get("city", levels["city"]), 1.0 - district)
    interval = data.get("interval", {})
    if "first_look" in interval or "limit" in interval:
        interval["limit"] = max(interval.get("limit", 1024), interval.get("first_look", 64))
    try:
        from_data(data, "drawn")
    except ScenarioError as error:
        if {fault.kind for fault in error.faults} != {"nothing_two_sided"}:
            raise
        for part in (data, *data.get("from_month", ())):
            put(part, "needs.two_sided", 0.0)
    return data


def away(scenario: Scenario) -> set[str]:
    """Return the paths of the parameters that are away from their defaults somewhere in a scenario."""
    return {row.path for row in ROWS if any(value != row.default for value in _at(scenario, row.path.split(".")))}


def _at(section: Any, path: list[str]) -> Iterator[Any]:
    if section is None:
        return
    if not path:
        yield section
        return
    name, many, _ = path[0].partition("[]")
    inner = getattr(section, name)
    for part in (inner or []) if many else [inner]:
        yield from _at(part, path[1:])
