"""How do scenarios compare? The same runs for each, paired on the same worlds and luck, and what parts them from A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from sim.mechanisms import TYPES
from sim.model.geometry import geometry
from sim.model.measures import BY_TYPE, MEASURES
from sim.model.world import make_world
from sim.runs.groups import FLOWS, PLACE, TAKING_PART, TYPE, Grouped, names, period_months, places
from sim.runs.quantities import quantities
from sim.runs.question import Question, until
from sim.runs.run import Run, Wanted, joined
from sim.runs.table import Floats, Table
from sim.scenario.case import KINDS
from sim.scenario.loaded import LoadedScenario, Side
from sim.scenario.parameters import settings
from sim.scenario.schema import Scenario, Words

from . import interval
from .answer import Answer
from .interval import UNDEFINED, Interval, looks
from .readings import arm, over_alone, read, share, wanted
from .simultaneous import jointly, planned_half_width

FIRST, LIMIT = 16, 512  # looks of a comparison, in replicates
PRECISION = 0.02
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = (*_ALPHABET, *(f"A{letter}" for letter in _ALPHABET))
"""What scenarios are called beside their names; the first is the reference."""
ReadOff = Mapping[str, Sequence[Floats]]
Ratios = Mapping[str, Sequence[Interval | None]]
READ = ("value", "net", "synergy", *MEASURES)
STOPS_ON = ("value", "synergy")
WORLD = ("seed", "world", "needs", "district", "types", "areas", "organisations")
"""Top-level fields that make the world and its needs: where they differ, scenarios meet other worlds."""
ENDS = FLOWS
GROUPED = ("nature", "hardship", "street")


@dataclass(frozen=True)
class Entrant:
    """One of the scenarios that are compared.

    Attributes
    ----------
    name, title, scenario : str, Words, LoadedScenario
        What it is called in tables, its title in both languages, and itself.
    """

    name: str
    title: Words
    scenario: LoadedScenario


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
    names : tuple of str
        Of the areas.
    street : ndarray of int, shape (areas,)
        Of each area, from 0.
    x, y : ndarray, shape (areas,)
        In km.
    hub : ndarray of int, shape (streets,)
        Of each street, the area in which its committee stands; -1 without one.
    asked, served : ndarray, shape (areas,)
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
    entrants : tuple of Entrant
        The scenarios; the first is the reference.
    replications, precision, asked : int, float, "auto" or int
        Replicates made; half-width ÷ the reference's figure, and replications, that were asked for.
    other_world : tuple of tuple of str
        For each scenario but the first, the fields in which its world is not the first one's.
    measures : dict of str to Reading
        value and net (points), synergy, and every measure in its unit, over the whole run of the joint arm; one family.
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
    ranked : bool
        Whether the others are the first without something each, and are to be shown in order of what that costs.
    pairs : dict of str to dict of tuple of int to Interval
        ``value`` and ``synergy``: by how much the second of two scenarios, neither of them the first, differs from the
        first of the two; one family, and empty where it was not asked for.
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
    ranked: bool = False
    pairs: dict[str, dict[tuple[int, int], Interval]] = field(default_factory=dict)

    @property
    def first(self) -> LoadedScenario:
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
    ranked: bool = False,
    pairs: bool = False,
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
    ranked : bool
        Whether they are to be shown in order of what each differs from the first by.
    pairs : bool
        Whether to hold the others against each other as well.
    """
    confidence = entrants[0].scenario.interval.confidence

    def enough(table: Table) -> bool:
        return _may_be_narrow(table, entrants, precision, confidence) and _narrow(_measures(table, entrants), precision)

    looks_at = looks(FIRST, LIMIT) if replications == "auto" else (replications,)
    table, done = yield from until(_wanted(entrants), looks_at, enough)
    comparison = _answer(table, tuple(entrants), done, precision, replications)
    return replace(comparison, ranked=ranked, pairs=_pairs(table, entrants) if pairs else {})


def other_world(first: LoadedScenario, other: LoadedScenario) -> tuple[str, ...]:
    """Return the fields that make the world and differ, by dotted path."""
    mine = {setting.row.path: setting.value for setting in settings(first)}
    return tuple(
        setting.row.path
        for setting in settings(other)
        if setting.row.path.partition(".")[0] in WORLD and setting.value != mine.get(setting.row.path)
    )


def _wanted(entrants: Sequence[Entrant]) -> Wanted:
    """Return what is read of the joint run of each scenario, and of the single kinds for S."""
    parts = []
    for entrant in entrants:
        axes = [axis for axis in names(entrant.scenario) if axis in GROUPED]
        read_of = ["net", *MEASURES, "months", "cohorts", *axes, "period", TYPE, TAKING_PART, *FLOWS, PLACE]
        parts += [*wanted(_side(entrant.scenario, "synergy")), (_joint(entrant.scenario), quantities(read_of))]
    return joined(parts)


def _joint(scenario: Scenario) -> Run:
    run = arm(scenario, "joint")
    assert isinstance(run, Run)
    return run


def _side(scenario: LoadedScenario, measure: str) -> Side:
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
    synergy = [
        interval.ratio(*over_alone(table, _side(entrant.scenario, "synergy")), confidence) for entrant in entrants
    ]
    return family({name: _read(table, entrants, name) for name in READ}, confidence, {"synergy": synergy})


def _read(table: Table, entrants: Sequence[Entrant], measure: str) -> list[Floats]:
    return [read(table, _side(entrant.scenario, measure)) for entrant in entrants]


def _pairs(table: Table, entrants: Sequence[Entrant]) -> dict[str, dict[tuple[int, int], Interval]]:
    """Return how the scenarios beside the first differ from each other in what a comparison stops on."""
    two = [(i, k) for k in range(len(entrants)) for i in range(1, k)]
    sides = {name: _read(table, entrants, name) for name in STOPS_ON}
    (intervals,) = jointly(
        [{f"{name} {i} {k}": (values[k], values[i]) for name, values in sides.items() for i, k in two}],
        entrants[0].scenario.interval.confidence,
    )
    return {name: {(i, k): intervals[f"{name} {i} {k}"] for i, k in two} for name in STOPS_ON}


def _answer(
    table: Table, entrants: tuple[Entrant, ...], done: int, precision: float, asked: Literal["auto"] | int
) -> Compared:
    first = entrants[0].scenario
    confidence = first.interval.confidence
    joint = [_joint(entrant.scenario) for entrant in entrants]
    months = {name: tuple(table.monthly(run, name) for run in joint) for name in ("value", *MEASURES)}
    return Compared(
        entrants=entrants,
        replications=done,
        precision=precision,
        asked=asked,
        other_world=tuple(other_world(first, entrant.scenario) for entrant in entrants[1:]),
        measures=_measures(table, entrants),
        months=months,
        periods=_periods(table, joint, first, confidence),
        groups=_groups(table, entrants, joint, confidence),
        flows={flow: _flow(table, joint, flow, confidence) for flow in FLOWS},
        maps=tuple(_map(table, run) for run in joint),
    )


def family(read_off: ReadOff, confidence: float, ratios: Ratios | None = None) -> dict[str, Reading]:
    """Return readings whose differences hold together; ``read_off`` has one array a scenario, one value a replicate.

    What is a ratio of means has its own interval for each scenario, as in a verdict, in ``ratios``.
    """
    worlds = {f"{name}\n{i}": (x, values[0]) for name, values in read_off.items() for i, x in enumerate(values[1:])}
    (differences,) = jointly([worlds], confidence)
    own = {name: tuple(entry or UNDEFINED for entry in row) for name, row in (ratios or {}).items()}
    return {
        name: Reading(
            own.get(name) or tuple(interval.mean(x, confidence) for x in values),
            tuple(differences[f"{name}\n{i}"] for i in range(len(values) - 1)),
        )
        for name, values in read_off.items()
    }


def _groups(table: Table, entrants: Sequence[Entrant], joint: Sequence[Run], confidence: float) -> Groups:
    by_axis: Groups = {}
    for axis in GROUPED:
        if any(axis not in names(entrant.scenario) for entrant in entrants):
            continue
        known = [sums for sums in (table.by_group(run, axis) for run in joint) if sums is not None]
        if len(known) < len(joint) or len({sums.groups for sums in known}) > 1:
            continue
        readings: dict[str, Sequence[Floats]] = {}
        ratios: dict[str, Sequence[Interval | None]] = {}
        for name in known[0].groups:
            of_group = [sums.of(name) for sums in known]
            readings[f"{name}.met"] = [share(sums["served"], sums["asked"]) for sums in of_group]
            ratios[f"{name}.met"] = [interval.ratio(sums["served"], sums["asked"], confidence) for sums in of_group]
            readings[f"{name}.value"] = [sums["value"] for sums in of_group]
        by_axis[axis] = _by_group(readings, confidence, ratios)
    for axis, groups in (("kind", KINDS), ("type", TYPES)):
        readings = {
            f"{group}.{name}": _read(table, entrants, f"{name}.{group}") for group in groups for name in BY_TYPE
        }
        there = {key for key, values in readings.items() if np.isfinite(values[0]).all()}
        acting = {key.partition(".")[0] for key in there if key.endswith(".participation")}
        by_axis[axis] = _by_group(
            {key: values for key, values in readings.items() if key.partition(".")[0] in acting}, confidence
        )
    return by_axis


def _by_group(readings: ReadOff, confidence: float, ratios: Ratios | None = None) -> dict[str, dict[str, Reading]]:
    by_group: dict[str, dict[str, Reading]] = {}
    for key, reading in family(readings, confidence, ratios).items():
        group, _, name = key.partition(".")
        by_group.setdefault(group, {})[name] = reading
    return by_group


def _flow(table: Table, joint: Sequence[Run], flow: str, confidence: float) -> dict[str, dict[str, Reading]]:
    sums = [_sums(table, run, flow) for run in joint]
    readings = {
        f"{giver}.{end}": [by_type.of(giver)[end] for by_type in sums] for giver in TYPES for end in FLOWS[flow]
    }
    return _by_group(readings, confidence)


def _periods(
    table: Table, joint: Sequence[Run], first: Scenario, confidence: float
) -> dict[str, list[tuple[Interval | None, ...]]]:
    size, called = period_months(first.months), names(first)["period"]
    lengths = [min(size, first.months - start) for start in range(0, first.months, size)]
    arising = [_sums(table, run, "period") for run in joint]
    part = [_sums(table, run, TAKING_PART) for run in joint]
    return {
        "value": [
            tuple(interval.mean(sums.of(name)["value"] / length, confidence) for sums in arising)
            for name, length in zip(called, lengths, strict=True)
        ],
        "participation": [
            tuple(interval.ratio(sums.of(name)["part"], sums.of(name)["acting"], confidence) for sums in part)
            for name in called
        ],
    }


def _map(table: Table, run: Run) -> Map:
    """Return the layout: the world's where it is the same throughout, else that of replicate 0."""
    scenario = run.scenario
    world = make_world(scenario, scenario.seed, 0)
    where = geometry(world)
    same = scenario.world == "fixed"
    sums = _sums(table, run, PLACE)
    asked, served = (sums[name].mean(axis=0) if same else sums[name][0] for name in ("asked", "served"))
    x, y = where.area.T.copy()
    return Map(places(world), where.street_of, x, y, where.hub, asked, served, same)


def _sums(table: Table, run: Run, axis: str) -> Grouped:
    sums = table.by_group(run, axis)
    assert sums is not None
    return sums
