"""Neutral names in place of those of a roster, the same wherever one of them stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .tree import Roster


def renamed(roster: Roster, name_of: Callable[[str, int], str]) -> Roster:
    """Return the roster with neutral names: ``name_of`` gives one for a family and a number from 1."""
    data = dict(roster.data)
    areas = {row["name"]: name_of("area", number) for number, row in enumerate(data.get("areas", ()), 1)}
    counted: dict[str, int] = {}
    units: dict[str, str] = {}
    for row in data.get("organisations", ()):
        counted[row["type"]] = counted.get(row["type"], 0) + 1
        units[row["name"]] = name_of(row["type"], counted[row["type"]])

    def swapped(row: dict[str, Any], own: str) -> dict[str, Any]:
        changed = {**row, "name": own}
        for column, names in (("area", areas), ("owner", units)):
            if column in row:
                changed[column] = names[row[column]]
        if "ties" in row:
            changed["ties"] = [units[name] for name in row["ties"]]
        return changed

    if areas:
        data["areas"] = [swapped(row, areas[row["name"]]) for row in data["areas"]]
    if units:
        data["organisations"] = [swapped(row, units[row["name"]]) for row in data["organisations"]]
    if "needs" in data:
        listed = [swapped(row, name_of("need", number)) for number, row in enumerate(data["needs"]["listed"], 1)]
        data["needs"] = {**data["needs"], "listed": listed}
    streets = [name_of("street_number", number) if name else "" for number, name in enumerate(roster.streets, 1)]
    return replace(roster, data=data, streets=streets)
