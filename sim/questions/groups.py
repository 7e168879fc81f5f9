"""The arms group by group: what natures of need, types of organisation, places and periods came to."""

from __future__ import annotations

from collections.abc import Mapping

from sim.mechanisms import BLOCK_TYPES, TYPES
from sim.model.measures import BY_TYPE
from sim.runs.groups import NEED_AXES, TAKING_PART, TYPE, Grouped, names, period_months
from sim.runs.run import AnyRun
from sim.runs.table import Table
from sim.scenario.schema import Scenario

from . import interval
from .answers import ARMS, Groups
from .interval import Interval

OWN_RUN = ("block", "line", "joint")
Readings = dict[str, Interval | None]
Runs = Mapping[str, AnyRun]


def axes_of(scenario: Scenario, has_months: bool) -> tuple[str, ...]:
    """Return the axes that are read of an arm; those of months only where it has a monthly record of its own."""
    axes = [axis for axis in names(scenario) if axis in NEED_AXES]
    return (*axes, TYPE, TAKING_PART) if has_months else tuple(axes)


def by_group(table: Table, runs: Runs, scenario: Scenario, confidence: float) -> Groups:
    """Return, by axis and group, the readings with their intervals."""
    groups: Groups = {}
    for axis in names(scenario):
        if axis == TYPE:
            groups[axis] = _by_type(table, runs, confidence)
            continue
        arms = {arm: table.by_group(runs[arm], axis) for arm in ARMS}
        known = {arm: sums for arm, sums in arms.items() if sums is not None}
        if len(known) < len(arms):
            continue
        if axis == "period":
            groups[axis] = _by_period(known, table, runs, scenario, confidence)
        else:
            groups[axis] = {name: _of_needs(known, name, confidence) for name in known["joint"].groups}
    return {axis: readings for axis, readings in groups.items() if readings}


def _of_needs(arms: dict[str, Grouped], group: str, confidence: float) -> Readings:
    sums = {arm: by_name.of(group) for arm, by_name in arms.items()}
    asked = sums["joint"]["asked"]
    single = sums["block"]["value"] + sums["line"]["value"]
    return {
        "asked": interval.mean(asked, confidence),
        **{f"value.{arm}": interval.mean(of_arm["value"], confidence) for arm, of_arm in sums.items()},
        **{f"met.{arm}": interval.ratio(of_arm["served"], asked, confidence) for arm, of_arm in sums.items()},
        "synergy": interval.ratio(sums["joint"]["value"], single, confidence),
    }


def _by_type(table: Table, runs: Runs, confidence: float) -> dict[str, Readings]:
    """Return the readings of each type that is there: in its own kind's run, and in the joint one."""
    types: dict[str, Readings] = {}
    for name in TYPES:
        readings: Readings = {}
        for arm in ("block" if name in BLOCK_TYPES else "line", "joint"):
            by_name = table.by_group(runs[arm], TYPE)
            sums = None if by_name is None else by_name.of(name)
            if sums is None or not sums["acting_by_type"].any():
                continue
            for measure in BY_TYPE.values():
                reading = f"{measure.name}.{arm}"
                if measure.bottom:
                    readings[reading] = interval.ratio(sums[measure.top], sums[measure.bottom], confidence)
                else:
                    readings[reading] = interval.mean(sums[measure.top], confidence)
        if readings:
            types[name] = readings
    return types


def _by_period(
    arms: dict[str, Grouped], table: Table, runs: Runs, scenario: Scenario, confidence: float
) -> dict[str, Readings]:
    """Return, by period of arising, value a month; and, of those who acted in it, the share that took part."""
    size = period_months(scenario.months)
    taking_part = {arm: table.by_group(runs[arm], TAKING_PART) for arm in OWN_RUN}
    periods: dict[str, Readings] = {}
    for p, name in enumerate(names(scenario)["period"]):
        length = min(size, scenario.months - p * size)
        periods[name] = {
            f"value.{arm}": interval.mean(sums.of(name)["value"] / length, confidence) for arm, sums in arms.items()
        }
        for arm, sums in taking_part.items():
            if sums is not None:
                part, acting = sums.of(name)["part"], sums.of(name)["acting"]
                periods[name][f"participation.{arm}"] = interval.ratio(part, acting, confidence)
    return periods
