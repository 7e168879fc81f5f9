"""Neutral names in place of those of a roster, the same wherever one of them stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .tree import Roster


def renamed(roster: Roster, name_of: Callable[[str, int], str]) -> Roster:
    """Return the roster with neutral names: ``name_of`` gives one for a family and a number from 1."""
    data = dict(roster.data)
    areas = {one["name"]: name_of("area", number) for number, one in enumerate(data.get("areas", ()), 1)}
    counted: dict[str, int] = {}
    units: dict[str, str] = {}
    for one in data.get("organisations", ()):
        counted[one["type"]] = counted.get(one["type"], 0) + 1
        units[one["name"]] = name_of(one["type"], counted[one["type"]])

    def swapped(one: dict[str, Any], own: str) -> dict[str, Any]:
        found = {**one, "name": own}
        for column, names in (("area", areas), ("owner", units)):
            if column in one:
                found[column] = names[one[column]]
        if "ties" in one:
            found["ties"] = [units[name] for name in one["ties"]]
        return found

    if areas:
        data["areas"] = [swapped(one, areas[one["name"]]) for one in data["areas"]]
    if units:
        data["organisations"] = [swapped(one, units[one["name"]]) for one in data["organisations"]]
    if "needs" in data:
        listed = [swapped(one, name_of("need", number)) for number, one in enumerate(data["needs"]["listed"], 1)]
        data["needs"] = {**data["needs"], "listed": listed}
    streets = [name_of("street_number", number) if name else "" for number, name in enumerate(roster.streets, 1)]
    return replace(roster, data=data, streets=streets)
