"""The arms group by group: what natures of need, types of organisation, places and periods came to."""

from __future__ import annotations

from sim.mechanisms import TYPES
from sim.model.measures import BY_TYPE
from sim.model.world import FIRST_LINE
from sim.runs.groups import NEED_AXES, NEED_SUMS, PERIOD_SUMS, TYPE_SUMS, names, period_months
from sim.runs.table import Floats, Table
from sim.scenario.schema import Scenario

from . import interval
from .answers import ARMS, Groups
from .interval import Interval

OWN_RUN = ("block", "line", "joint")
Readings = dict[str, Interval | None]


def by_group(table: Table, scenario: Scenario, confidence: float) -> Groups:
    """Return, by axis and group, the readings with their intervals; nothing where the arms were not grouped."""
    groups: Groups = {}
    for axis, called in names(scenario).items():
        arms = {arm: table.by_group(arm, axis) for arm in ARMS}
        if axis == "type":
            groups[axis] = _by_type(table, confidence)
        elif axis in NEED_AXES and all(sums is not None for sums in arms.values()):
            known = {arm: sums for arm, sums in arms.items() if sums is not None}
            if axis == "period":
                groups[axis] = _by_period(known, table, scenario, confidence)
            else:
                groups[axis] = {name: _of_needs(known, g, confidence) for g, name in enumerate(called)}
    return {axis: told for axis, told in groups.items() if told}


def _of_needs(arms: dict[str, Floats], group: int, confidence: float) -> Readings:
    sums = {arm: dict(zip(NEED_SUMS, all_of_it[:, group].T, strict=True)) for arm, all_of_it in arms.items()}
    asked = sums["joint"]["asked"]
    single = sums["block"]["value"] + sums["line"]["value"]
    return {
        "asked": interval.mean(asked, confidence),
        **{f"value.{arm}": interval.mean(each["value"], confidence) for arm, each in sums.items()},
        **{f"met.{arm}": interval.ratio(each["served"], asked, confidence) for arm, each in sums.items()},
        "synergy": interval.ratio(sums["joint"]["value"], single, confidence),
    }


def _by_type(table: Table, confidence: float) -> dict[str, Readings]:
    """Return the readings of each type that is there: in its own kind's run, and in the joint one."""
    told: dict[str, Readings] = {}
    for number, name in enumerate(TYPES):
        readings: Readings = {}
        for arm in ("block" if number < FIRST_LINE else "line", "joint"):
            sums = table.by_group(arm, "type")
            if sums is None or not sums[:, number, TYPE_SUMS.index("acting_by_type")].any():
                continue
            for measure in BY_TYPE.values():
                top = sums[:, number, TYPE_SUMS.index(measure.top)]
                if measure.bottom:
                    bottom = sums[:, number, TYPE_SUMS.index(measure.bottom)]
                    readings[f"{measure.name}.{arm}"] = interval.ratio(top, bottom, confidence)
                else:
                    readings[f"{measure.name}.{arm}"] = interval.mean(top, confidence)
        if readings:
            told[name] = readings
    return told


def _by_period(arms: dict[str, Floats], table: Table, scenario: Scenario, confidence: float) -> dict[str, Readings]:
    """Return, by period of arising, value a month; and, of those who acted in it, the share that took part."""
    size = period_months(scenario.months)
    taking_part = {arm: table.by_group(arm, "taking_part") for arm in OWN_RUN}
    told: dict[str, Readings] = {}
    for p, name in enumerate(names(scenario)["period"]):
        length = min(size, scenario.months - p * size)
        told[name] = {
            f"value.{arm}": interval.mean(sums[:, p, NEED_SUMS.index("value")] / length, confidence)
            for arm, sums in arms.items()
        }
        for arm, sums in taking_part.items():
            if sums is not None:
                part, acting = (sums[:, p, PERIOD_SUMS.index(field)] for field in PERIOD_SUMS)
                told[name][f"participation.{arm}"] = interval.ratio(part, acting, confidence)
    return told
