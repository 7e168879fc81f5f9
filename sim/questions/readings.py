"""Readings: what a measure came to in each replicate, whoever acted, and the runs that it takes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.mechanisms import TYPES
from sim.model.camps import camps_of
from sim.model.measures import BY_TYPE
from sim.model.world import FIRST_LINE
from sim.runs.groups import TYPE_SUMS
from sim.runs.table import Floats, Table
from sim.runs.variant import SideBySide, Variant
from sim.scenario.case import Side
from sim.scenario.schema import Scenario

from .interval import mean

Run = Variant | SideBySide
ARMS = {"joint": ("joint",), "block": ("block",), "line": ("line",), "apart": ("block", "line")}
SINGLE = ("block", "line")
HALVES = ("half_0", "half_1")


def runs(key: str, side: Side) -> Iterator[Run]:
    """Yield the runs that a side is read from; their names begin with ``key``."""
    wanted: tuple[str, ...] = ARMS[side.arm]
    if side.measure == "synergy":
        wanted = ("joint", *SINGLE)
    elif side.measure == "complementarity":
        wanted = ("joint", *SINGLE, *HALVES, "halves_joint")
    for name in wanted:
        yield _run(key, name, side)
    if side.measure == "complementarity":
        for name, of in (("side_by_side", SINGLE), ("halves_side_by_side", HALVES)):
            yield SideBySide(f"{key}.{name}", (f"{key}.{of[0]}", f"{key}.{of[1]}"))


def _run(key: str, name: str, side: Side) -> Variant:
    grouped = any("." in measure for measure in side.measures)
    return Variant(f"{key}.{name}", side.scenario, camps_of(side.scenario)[name], grouped=grouped, window=side.window)


def read(table: Table, key: str, side: Side) -> Floats:
    """Return what a side came to, one value a replicate; shape (replicates,).

    Where S or K is asked for, these are its pseudo-values: the ratio of the means plus what each replicate pulls it by
    (the delta method; Davison & Hinkley 1997, section 2.7), so that their mean is the ratio and their spread its own.
    So they are where one measure is read per another.
    """
    if side.per is not None:
        return pseudo_ratio(*(_measured(table, key, side, name) for name in side.measures))
    return _measured(table, key, side, side.measure)


def _measured(table: Table, key: str, side: Side, measure: str) -> Floats:
    arms = [f"{key}.{name}" for name in ARMS[side.arm]]
    if measure in ("value", "net"):
        what = "gross" if measure == "value" else "net"
        return np.asarray(np.sum([table.values(arm, what) for arm in arms], axis=0))
    if measure == "synergy":
        single = np.sum([table.values(f"{key}.{name}") for name in SINGLE], axis=0)
        return pseudo_ratio(table.values(f"{key}.joint"), single)
    if measure == "complementarity":
        signs = (("joint", 1), ("side_by_side", -1), ("halves_joint", -1), ("halves_side_by_side", 1))
        return pseudo_product(*((table.values(f"{key}.{name}"), sign) for name, sign in signs))
    name, _, group = measure.partition(".")
    return _of_group(table, arms[0], name, group) if group else table.measure(arms[0], measure)


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


def _of_group(table: Table, arm: str, name: str, group: str) -> Floats:
    """Return a measure of a type of organisation, or of all blocks or lines."""
    members = {"blocks": range(FIRST_LINE), "lines": range(FIRST_LINE, len(TYPES))}.get(group)
    rows = [TYPES.index(group)] if members is None else list(members)
    sums = table.by_group(arm, "type")
    assert sums is not None
    added = sums[:, rows].sum(axis=1)
    row = BY_TYPE[name]
    top = added[:, TYPE_SUMS.index(row.top)]
    if not row.bottom:
        return np.asarray(top, np.float64)
    bottom = added[:, TYPE_SUMS.index(row.bottom)]
    return np.asarray(np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0))


def pair_runs(key: str, scenario: Scenario, pair: tuple[str, str], every: frozenset[str]) -> Iterator[Variant]:
    """Yield the four runs of a second difference: with both mechanisms, without either, without both."""
    camp = camps_of(scenario)["joint"]
    for without in ((), pair[:1], pair[1:], pair):
        kept = every - set(without)
        yield Variant(_with(key, kept), scenario, camp, kept)


def _with(key: str, mechanisms: frozenset[str]) -> str:
    """Return the name of the run with these mechanisms."""
    return f"{key}.{'+'.join(sorted(mechanisms))}"


def second_difference(
    table: Table, key: str, pair: tuple[str, str], every: frozenset[str], scale: str
) -> tuple[Floats, Floats]:
    """Return the two sums whose difference is the second difference on a scale, one value a replicate.

    ``v(all) + v(without both)`` and ``v(without one) + v(without the other)``; on the log scale their logarithms, on
    Bliss's ``-log(C - V)`` (C the ceiling), of the arms' means and with pseudo-values for each replicate. NaN where
    one of the four is not shown to be above zero.
    """

    def taken(without: tuple[str, ...]) -> Floats:
        name = _with(key, every - set(without))
        value = table.values(name)
        if scale == "additive":
            return value
        x = value if scale == "log" else table.values(name, "ceiling") - value
        if not mean(x).above(0.0):
            return np.full(len(x), np.nan)
        size = float(np.mean(x))
        return np.asarray((1.0 if scale == "log" else -1.0) * (np.log(size) + x / size - 1.0))

    return taken(()) + taken(pair), taken(pair[:1]) + taken(pair[1:])
