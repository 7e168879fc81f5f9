"""How do scenarios compare? The same runs for each, paired on the same worlds and luck, and what parts them from A."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sim.mechanisms import TYPES
from sim.model.columns import NATURES, NONE, REACHES
from sim.model.measures import BY_TYPE, MEASURES
from sim.model.world import make_world
from sim.runs.groups import FLOWS, NEED_SUMS, PERIOD_SUMS, names, period_months
from sim.runs.runner import Question
from sim.runs.table import Floats, Table
from sim.runs.variant import Batch, Variant
from sim.scenario.case import KINDS, Side
from sim.scenario.parameters import settings
from sim.scenario.schema import Scenario, Words

from . import interval
from .answer import Answer
from .interval import Interval, looks
from .readings import Run, pulled, read, runs
from .simultaneous import jointly, planned_half_width

FIRST, LIMIT = 16, 512  # looks of a comparison, in replicates
PRECISION = 0.02
LETTERS = "ABCDEF"
"""What scenarios are called beside their names; the first is the reference."""
READ = ("value", "net", "synergy", *MEASURES)
STOPS_ON = ("value", "synergy")
WORLD = ("seed", "world", "needs", "district", "types", "areas", "organisations")
"""Top-level fields that make the world and its needs: where they differ, scenarios meet other worlds."""
ENDS = {"days_by_type_nature": NATURES, "days_by_type_reach": REACHES, "lent_by_type_reach": REACHES}


@dataclass(frozen=True)
class Entrant:
    """One of the scenarios that are compared."""

    name: str
    title: Words
    scenario: Scenario


@dataclass(frozen=True)
class Reading:
    """What each scenario came to, and by how much the others differ from the first.

    Attributes
    ----------
    values : tuple of Interval
        One a scenario, each for itself.
    differences : tuple of Interval
        One for each scenario but the first; all of a family (see `Compared`) hold together.
    """

    values: tuple[Interval, ...]
    differences: tuple[Interval, ...]


@dataclass(frozen=True)
class Map:
    """Where the areas of one scenario lie, and what came of their needs.

    Attributes
    ----------
    street : ndarray of int
        Of each area, from 0.
    x, y : ndarray
        In km.
    hub : ndarray of int
        Of each street, the area in which its committee stands; -1 without one.
    asked, served : ndarray
        Person-days.
    mean : bool
        Whether the figures are means over replicates; else they, like the places, are those of replicate 0.
    """

    names: tuple[str, ...]
    street: np.ndarray
    x: Floats
    y: Floats
    hub: np.ndarray
    asked: Floats
    served: Floats
    mean: bool


Groups = dict[str, dict[str, dict[str, Reading]]]
Flows = dict[str, dict[str, dict[str, Reading]]]


@dataclass(frozen=True, repr=False)
class Compared(Answer):
    """The answer to "how do they compare?".

    Attributes
    ----------
    other_world : tuple of tuple of str
        For each scenario but the first, the fields in which its world is not the first one's.
    measures : dict of str to Reading
        `READ`, over the whole run of the joint arm; one family.
    months : dict of str to tuple of ndarray, shape (months,)
        By measure, one a scenario, replicates pooled; "value" by month of arising.
    periods : dict of str to list of tuple of Interval or None
        ``value`` and ``participation``: a tuple for each period, one interval a scenario, each for itself.
    groups : dict of str to dict of str to dict of str to Reading
        By axis (nature, hardship, street, kind, type), group and reading; each axis is a family. Hardship and street
        only where there are several, and all scenarios have the same.
    flows : dict of str to dict of str to dict of str to Reading
        By flow, type of organisation, and nature or reach, a run; each flow is a family.
    maps : tuple of Map
        One a scenario.
    """

    entrants: tuple[Entrant, ...]
    replications: int
    precision: float
    asked: Literal["auto"] | int
    other_world: tuple[tuple[str, ...], ...]
    measures: dict[str, Reading]
    months: dict[str, tuple[Floats, ...]]
    periods: dict[str, list[tuple[Interval | None, ...]]]
    groups: Groups
    flows: Flows
    maps: tuple[Map, ...]

    @property
    def first(self) -> Scenario:
        """The reference."""
        return self.entrants[0].scenario

    @property
    def confidence(self) -> float:
        """Of every interval."""
        return self.first.interval.confidence

    @property
    def narrow(self) -> bool:
        """Whether value and S are as precise as was asked for."""
        return _narrow(self.measures, self.precision)


def compare(
    entrants: Sequence[Entrant],
    replications: int | Literal["auto"] = "auto",
    precision: float = PRECISION,
) -> Question[Compared]:
    """Run scenarios on the same worlds with the same luck, as far as their worlds are the same.

    Parameters
    ----------
    entrants : sequence of Entrant
        Two or more, of the same number of months; the first is the reference.
    replications : int or "auto"
        ``auto`` looks after 16, 32, … replicates and stops on the width of differences in value and S only.
    precision : float
        Half-width ÷ the reference's figure at which ``auto`` stops.
    """
    batch = tuple(run for i, one in enumerate(entrants) for run in _runs(str(i), one.scenario))
    confidence, done = entrants[0].scenario.interval.confidence, 0
    table = Table()
    for look in looks(FIRST, LIMIT) if replications == "auto" else (replications,):
        table = yield Batch(batch, range(done, look))
        done = look
        if _may_be_narrow(table, entrants, precision, confidence) and _narrow(_measures(table, entrants), precision):
            break
    return _answer(table, tuple(entrants), done, precision, replications)


def other_world(first: Scenario, other: Scenario) -> tuple[str, ...]:
    """Return the fields that make the world and differ, by dotted path."""
    mine = {one.row.path: one.value for one in settings(first)}
    return tuple(
        one.row.path
        for one in settings(other)
        if one.row.path.partition(".")[0] in WORLD and one.value != mine.get(one.row.path)
    )


def _runs(key: str, scenario: Scenario) -> Iterable[Run]:
    for run in runs(key, _side(scenario, "synergy")):
        if isinstance(run, Variant) and run.name == f"{key}.joint":
            run = replace(run, grouped=True, placed=True)
        yield run


def _side(scenario: Scenario, measure: str) -> Side:
    return Side(scenario, "joint", measure, None)


def _may_be_narrow(table: Table, entrants: Sequence[Entrant], precision: float, confidence: float) -> bool:
    """Judge by what is quick to work out whether the differences may be as narrow as they should be."""
    comparisons = len(READ) * (len(entrants) - 1)
    for name in STOPS_ON:
        first, *others = _read(table, entrants, name)
        for x in others:
            moved = x - first
            wide = planned_half_width(moved, comparisons, confidence) > precision * abs(float(np.mean(first)))
            if np.isfinite(moved).all() and wide:
                return False
    return True


def _narrow(measures: Mapping[str, Reading], precision: float) -> bool:
    """Whether the differences are that narrow; what is undefined asks for no more replicates."""
    return all(
        difference.half_width <= precision * abs(measures[name].values[0].estimate)
        for name in STOPS_ON
        for difference in measures[name].differences
        if np.isfinite(difference.half_width)
    )


def _measures(table: Table, entrants: Sequence[Entrant]) -> dict[str, Reading]:
    confidence = entrants[0].scenario.interval.confidence
    return family({name: _read(table, entrants, name) for name in READ}, confidence)


def _read(table: Table, entrants: Sequence[Entrant], measure: str) -> list[Floats]:
    return [read(table, str(i), _side(one.scenario, measure)) for i, one in enumerate(entrants)]


def _answer(
    table: Table, entrants: tuple[Entrant, ...], done: int, precision: float, asked: Literal["auto"] | int
) -> Compared:
    first = entrants[0].scenario
    confidence = first.interval.confidence
    joint = [f"{i}.joint" for i in range(len(entrants))]
    months = {name: tuple(table.monthly(arm, name) for arm in joint) for name in ("value", *MEASURES)}
    return Compared(
        entrants=entrants,
        replications=done,
        precision=precision,
        asked=asked,
        other_world=tuple(other_world(first, one.scenario) for one in entrants[1:]),
        measures=_measures(table, entrants),
        months=months,
        periods=_periods(table, joint, first, confidence),
        groups=_groups(table, entrants, joint, confidence),
        flows={flow: _flow(table, joint, flow, confidence) for flow in FLOWS},
        maps=tuple(_map(table, arm, one.scenario) for arm, one in zip(joint, entrants, strict=True)),
    )


def family(read_off: Mapping[str, Sequence[Floats]], confidence: float) -> dict[str, Reading]:
    """Return readings whose differences hold together; ``read_off`` has one array a scenario, one value a replicate."""
    worlds = {f"{name}\n{i}": (x, each[0]) for name, each in read_off.items() for i, x in enumerate(each[1:])}
    (differences,) = jointly([worlds], confidence)
    return {
        name: Reading(
            tuple(interval.mean(x, confidence) for x in each),
            tuple(differences[f"{name}\n{i}"] for i in range(len(each) - 1)),
        )
        for name, each in read_off.items()
    }


def share(top: Floats, bottom: Floats) -> Floats:
    """Return the pseudo-values of a ratio of means; NaN where there is nothing to divide by."""
    return pulled(top, bottom) if float(np.mean(bottom)) > 0.0 else np.full(len(top), np.nan)


def _groups(table: Table, entrants: Sequence[Entrant], joint: Sequence[str], confidence: float) -> Groups:
    asked, served, value = (NEED_SUMS.index(name) for name in ("asked", "served", "value"))
    found: Groups = {}
    for axis in ("nature", "hardship", "street"):
        called = [names(one.scenario).get(axis, ()) for one in entrants]
        sums = [each for each in (table.by_group(arm, axis) for arm in joint) if each is not None]
        if len(sums) < len(joint) or len(set(called)) > 1:
            continue
        readings: dict[str, Sequence[Floats]] = {}
        for row, name in enumerate(called[0]):
            readings[f"{name}.met"] = [share(each[:, row, served], each[:, row, asked]) for each in sums]
            readings[f"{name}.value"] = [each[:, row, value] for each in sums]
        found[axis] = _by_group(readings, confidence)
    for axis, groups in (("kind", KINDS), ("type", TYPES)):
        readings = {
            f"{group}.{name}": _read(table, entrants, f"{name}.{group}") for group in groups for name in BY_TYPE
        }
        there = {key for key, each in readings.items() if np.isfinite(each[0]).all()}
        acting = {key.partition(".")[0] for key in there if key.endswith(".participation")}
        found[axis] = _by_group(
            {key: each for key, each in readings.items() if key.partition(".")[0] in acting}, confidence
        )
    return found


def _by_group(readings: Mapping[str, Sequence[Floats]], confidence: float) -> dict[str, dict[str, Reading]]:
    found: dict[str, dict[str, Reading]] = {}
    for key, reading in family(readings, confidence).items():
        group, _, name = key.partition(".")
        found.setdefault(group, {})[name] = reading
    return found


def _flow(table: Table, joint: Sequence[str], flow: str, confidence: float) -> dict[str, dict[str, Reading]]:
    sums = [_sums(table, arm, flow) for arm in joint]
    readings = {
        f"{giver}.{end}": [each[:, row, column] for each in sums]
        for row, giver in enumerate(TYPES)
        for column, end in enumerate(ENDS[flow])
    }
    return _by_group(readings, confidence)


def _periods(
    table: Table, joint: Sequence[str], first: Scenario, confidence: float
) -> dict[str, list[tuple[Interval | None, ...]]]:
    size, value = period_months(first.months), NEED_SUMS.index("value")
    lengths = [min(size, first.months - start) for start in range(0, first.months, size)]
    arising = [_sums(table, arm, "period") for arm in joint]
    part = [_sums(table, arm, "taking_part") for arm in joint]
    top, bottom = (PERIOD_SUMS.index(name) for name in ("part", "acting"))
    return {
        "value": [
            tuple(interval.mean(sums[:, p, value] / length, confidence) for sums in arising)
            for p, length in enumerate(lengths)
        ],
        "participation": [
            tuple(interval.ratio(sums[:, p, top], sums[:, p, bottom], confidence) for sums in part)
            for p in range(len(lengths))
        ],
    }


def _map(table: Table, arm: str, scenario: Scenario) -> Map:
    """Return the layout: the world's where it is the same throughout, else that of replicate 0."""
    world = make_world(scenario, scenario.seed, 0)
    area = world.area
    same = scenario.world == "fixed"
    sums = _sums(table, arm, "place")
    told = sums.mean(axis=0) if same else sums[0]
    asked, served = (told[:, NEED_SUMS.index(name)] for name in ("asked", "served"))
    street = area["street"]
    ordinal = np.arange(len(area)) - np.searchsorted(street, street)
    called = world.area_names or tuple(f"{s + 1}-{a + 1}" for s, a in zip(street, ordinal, strict=True))
    hub = np.full(len(world.street), NONE)
    committees = world.organisation[world.organisation["type"] == TYPES.index("street")]
    hub[committees["street"]] = committees["area"]
    return Map(called, street.copy(), area["x"].copy(), area["y"].copy(), hub, asked, served, same)


def _sums(table: Table, arm: str, axis: str) -> Floats:
    found = table.by_group(arm, axis)
    assert found is not None
    return found
