"""Readings: what a measure came to in each replicate, whoever acted, and the runs that it takes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.mechanisms import BLOCK_TYPES, LINE_TYPES
from sim.model.camps import camps_of
from sim.model.measures import BY_TYPE
from sim.model.setting import mechanism_names
from sim.runs.groups import TYPE
from sim.runs.quantities import Quantity, quantities
from sim.runs.run import AnyRun, Run, SideBySide
from sim.runs.table import Floats, Table
from sim.scenario.loaded import Side
from sim.scenario.schema import Scenario

from .interval import mean

ARMS = {"joint": ("joint",), "block": ("block",), "line": ("line",), "apart": ("block", "line")}
SINGLE = ("block", "line")
HALVES = ("half_0", "half_1")
VALUES = {"value": "gross", "net": "net"}


def wanted(side: Side) -> Iterator[tuple[AnyRun, frozenset[Quantity]]]:
    """Yield the runs that a side is read from, with what is read of each."""
    for measure in side.measures:
        for name in _arms(side, measure):
            yield arm(side.scenario, name), quantities([_quantity(measure)], side.window)


def arm(scenario: Scenario, name: str) -> AnyRun:
    """Return a run by its name: a camp's, or ``side_by_side`` and ``halves_side_by_side``."""
    if name in ("side_by_side", "halves_side_by_side"):
        camps = camps_of(scenario)
        first, second = SINGLE if name == "side_by_side" else HALVES
        return SideBySide((Run(scenario, camps[first]), Run(scenario, camps[second])))
    return Run(scenario, camps_of(scenario)[name])


def _arms(side: Side, measure: str) -> tuple[str, ...]:
    if measure == "synergy":
        return ("joint", *SINGLE)
    if measure == "complementarity":
        return ("joint", "side_by_side", "halves_joint", "halves_side_by_side")
    return ARMS[side.arm]


def _quantity(measure: str) -> str:
    if measure in ("synergy", "complementarity"):
        return "gross"
    return TYPE if "." in measure else VALUES.get(measure, measure)


def read(table: Table, side: Side) -> Floats:
    """Return what a side came to, one value a replicate; shape (replicates,).

    Where S or K is asked for, these are its pseudo-values: the ratio of the means plus what each replicate pulls it by
    (the delta method; Davison & Hinkley 1997, section 2.7), so that their mean is the ratio and their spread its own.
    So they are where one measure is read per another.
    """
    if side.per is not None:
        return pseudo_ratio(*(_measured(table, side, name) for name in side.measures))
    return _measured(table, side, side.measure)


def _measured(table: Table, side: Side, measure: str) -> Floats:
    name, _, group = measure.partition(".")
    arms = [arm(side.scenario, name) for name in _arms(side, measure)]
    if group:
        return _of_group(table, arms[0], side, name, group)
    if measure == "synergy":
        return pseudo_ratio(*over_alone(table, side))
    values = [table.values(run, _quantity(measure), side.window) for run in arms]
    if measure == "complementarity":
        return pseudo_product(*zip(values, (1, -1, -1, 1), strict=True))
    return np.asarray(np.sum(values, axis=0)) if measure in VALUES else values[0]


def over_alone(table: Table, side: Side) -> tuple[Floats, Floats]:
    """Return what S is the ratio of: what the joint arm came to, and what both kinds came to alone."""
    joint, *alone = (table.values(arm(side.scenario, name), "gross", side.window) for name in _arms(side, "synergy"))
    return joint, np.asarray(np.sum(alone, axis=0))


def pseudo_ratio(numerator: Floats, denominator: Floats) -> Floats:
    """Return the pseudo-values of a ratio of means; NaN where the denominator's is not shown to be above 0."""
    if not mean(denominator).above(0.0):
        return np.full(len(numerator), np.nan)
    return pulled(numerator, denominator)


def pulled(numerator: Floats, denominator: Floats) -> Floats:
    """Return a ratio of means plus what each replicate pulls it by; of the denominator's mean nothing is asked."""
    size = float(np.mean(denominator))
    ratio = float(np.mean(numerator)) / size
    return np.asarray(ratio + (numerator - ratio * denominator) / size, np.float64)


def share(top: Floats, bottom: Floats) -> Floats:
    """Return the pseudo-values of a ratio of means; NaN where there is nothing to divide by."""
    return pulled(top, bottom) if float(np.mean(bottom)) > 0.0 else np.full(len(top), np.nan)


def pseudo_product(*factors: tuple[Floats, int]) -> Floats:
    """Return the pseudo-values of a product of means, each to the power of 1 or -1.

    NaN where one of them is not shown to be above 0.
    """
    if not all(mean(x).above(0.0) for x, _ in factors):
        return np.full(len(factors[0][0]), np.nan)
    means = [float(np.mean(x)) for x, _ in factors]
    product = float(np.prod([m**sign for m, (_, sign) in zip(means, factors, strict=True)]))
    pull = np.sum([sign * (x / m - 1.0) for m, (x, sign) in zip(means, factors, strict=True)], axis=0)
    return np.asarray(product * (1.0 + pull), np.float64)


def _of_group(table: Table, run: AnyRun, side: Side, name: str, group: str) -> Floats:
    """Return a measure of a type of organisation, or of all blocks or lines."""
    by_type = table.by_group(run, TYPE, side.window)
    assert by_type is not None
    sums = by_type.total({"blocks": BLOCK_TYPES, "lines": LINE_TYPES}.get(group, (group,)))
    row = BY_TYPE[name]
    top = sums[row.top]
    if not row.bottom:
        return top
    bottom = sums[row.bottom]
    return np.asarray(np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0))


def without(scenario: Scenario, *mechanisms: str) -> Run:
    """Return the joint run with some mechanisms left out."""
    kept = frozenset(mechanism_names(scenario)) - set(mechanisms)
    return Run(scenario, camps_of(scenario)["joint"], kept)


def pair_runs(scenario: Scenario, pair: tuple[str, str]) -> Iterator[tuple[Run, frozenset[Quantity]]]:
    """Yield the four runs of a second difference: with both mechanisms, without either, without both."""
    for out in ((), pair[:1], pair[1:], pair):
        yield without(scenario, *out), quantities(["gross", "ceiling"])


def second_difference(table: Table, scenario: Scenario, pair: tuple[str, str], scale: str) -> tuple[Floats, Floats]:
    """Return the two sums whose difference is the second difference on a scale, one value a replicate.

    ``v(all) + v(without both)`` and ``v(without one) + v(without the other)``; on the log scale their logarithms, on
    Bliss's ``-log(C - V)`` (C the ceiling), of the arms' means and with pseudo-values for each replicate. NaN where
    one of the four is not shown to be above zero.
    """

    def taken(*out: str) -> Floats:
        run = without(scenario, *out)
        value = table.values(run)
        if scale == "additive":
            return value
        x = value if scale == "log" else table.values(run, "ceiling") - value
        if not mean(x).above(0.0):
            return np.full(len(x), np.nan)
        size = float(np.mean(x))
        return np.asarray((1.0 if scale == "log" else -1.0) * (np.log(size) + x / size - 1.0))

    first, second = pair
    return taken() + taken(first, second), taken(first) + taken(second)
