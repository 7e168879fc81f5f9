"""The points of a design, one after the other: made as they are asked for, the same in every session."""

from __future__ import annotations

import hashlib
import inspect
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from sim.scenario.design import BLOCK, Axis, Design, Value

_TOGETHER = 1024  # points that are drawn at a time
_SEEDS = 1 << 63


@dataclass(frozen=True)
class Point:
    """One point of a design.

    Attributes
    ----------
    number : int
        Its place in the design, from 0; blocks one after the other.
    block : int
        From 0.
    values : mapping of str to value
        By parameter, what is set there.
    """

    number: int
    block: int
    values: Mapping[str, Value]

    @cached_property
    def identity(self) -> str:
        """What its numbers depend on: the same in a design means the same point."""
        text = json.dumps([self.block, self.values], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def first(self) -> int:
        """Return the first of its replications."""
        return self.block * BLOCK


def points(design: Design) -> Iterator[Point]:
    """Yield the points of a design in order."""
    number = 0
    for block in range(design.blocks):
        for values in _of_block(design, block):
            yield Point(number, block, values)
            number += 1


def own_seed(seed: int, number: int) -> int:
    """Return the seed of a point that has luck of its own."""
    drawn = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") % _SEEDS


def _of_block(design: Design, block: int) -> Iterator[dict[str, Value]]:
    if design.method == "points":
        yield from map(dict, design.rows)
    elif design.method == "grid":
        for several in product(*(_steps(axis, design) for axis in design.axes)):
            yield {name: value for axis, value in zip(design.axes, several, strict=True) for name in axis.fields}
    elif design.method == "one_at_a_time":
        yield {}
        for axis in design.axes:
            for value in _steps(axis, design):
                yield dict.fromkeys(axis.fields, value)
    elif not design.axes:
        yield {}
    else:
        for row in _drawn(design, block):
            yield _set(design, row)


def _steps(axis: Axis, design: Design) -> list[Value]:
    """Return the values of an axis in a grid: as listed, or evenly spaced with both ends, each once."""
    if axis.values:
        return list(axis.values)
    count = axis.count or design.per_axis
    steps = [_at(axis, 0.0 if i == 0 else i / (count - 1), ends=True) for i in range(count)]
    return list(dict.fromkeys(steps))


def _drawn(design: Design, block: int) -> Iterator[NDArray[np.float64]]:
    """Yield one row of uniforms a point; of a block always the same."""
    width = sum(len(axis.fields) if axis.shares else 1 for axis in design.axes)
    source = np.random.default_rng([design.seed, block])
    if design.method == "random":
        sampler: Any = source.random
        left = design.count
        while left:
            yield from sampler((min(left, _TOGETHER), width))
            left -= min(left, _TOGETHER)
        return
    kind = qmc.Sobol if design.method == "sobol" else qmc.LatinHypercube
    # SciPy has renamed the parameter; the stream is that of the generator in both.
    name = "rng" if "rng" in inspect.signature(kind).parameters else "seed"
    sampler = kind(width, **{name: source})
    if design.method == "lhs":
        yield from sampler.random(design.count)
        return
    left = design.count
    while left:
        yield from sampler.random(min(left, _TOGETHER))
        left -= min(left, _TOGETHER)


def _set(design: Design, row: NDArray[np.float64]) -> dict[str, Value]:
    """Return the values at a point of the unit cube."""
    values: dict[str, Value] = {}
    place = 0
    for axis in design.axes:
        if axis.shares:
            part = row[place : place + len(axis.shares)]
            values.update(zip(axis.fields, _shares(part, axis.shares), strict=True))
            place += len(axis.shares)
            continue
        at = float(row[place])
        place += 1
        value = axis.values[min(int(at * len(axis.values)), len(axis.values) - 1)] if axis.values else _at(axis, at)
        values.update(dict.fromkeys(axis.fields, value))
    return values


def _at(axis: Axis, share: float, ends: bool = False) -> Value:
    """Return the value so far along an axis, evenly on its scale; of whole numbers each is as likely as another."""
    low, high = float(axis.low), float(axis.high)
    if axis.whole and not ends:
        high += 1.0
    if axis.scale == "log":
        value: float = low * (high / low) ** share
    elif axis.scale == "elasticity":
        value = 1.0 - (1.0 - low) * ((1.0 - high) / (1.0 - low)) ** share
    else:
        value = low + (high - low) * share
    if axis.whole:
        return int(min(max(round(value) if ends else math.floor(value), axis.low), axis.high))
    if share in (0.0, 1.0):
        value = low if share == 0.0 else high
    return min(max(value, low), high)


def _shares(row: NDArray[np.float64], concentrations: tuple[float, ...]) -> list[float]:
    """Return shares of a Dirichlet distribution that sum to 1, one uniform each: gamma variates over their sum."""
    inside = np.clip(row, 1e-12, 1.0 - 1e-12)
    parts = stats.gamma.ppf(inside, np.asarray(concentrations))
    total = float(parts.sum())
    return [float(part) / total for part in parts]
