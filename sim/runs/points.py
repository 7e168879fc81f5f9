"""The points of a design, one after the other: made as they are asked for, the same in every session."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from sim.scenario.design import BLOCK, SALIB, Design, Value

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
    for block in range(design.blocks):
        yield from points_of(design, block)


def points_of(design: Design, block: int) -> Iterator[Point]:
    """Yield the points of one block in order."""
    first = block * design.count
    for place, values in enumerate(_of_block(design, block)):
        yield Point(first + place, block, values)


def point(design: Design, number: int) -> Point:
    """Return one point by its number, without making those before it, but that a Latin hypercube is drawn whole."""
    if not 0 <= number < len(design):
        raise IndexError(f"a design of {len(design)} points has no point {number}")
    block, place = divmod(number, design.count)
    return Point(number, block, _at_place(design, block, place))


def own_seed(seed: int, number: int) -> int:
    """Return the seed of a point that has luck of its own."""
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % _SEEDS


def _of_block(design: Design, block: int) -> Iterator[dict[str, Value]]:
    if design.method == "points":
        yield from map(dict, design.rows)
    elif design.method == "grid":
        for several in product(*(axis.steps(design.per_axis) for axis in design.axes)):
            yield {name: value for axis, value in zip(design.axes, several, strict=True) for name in axis.fields}
    elif design.method == "one_at_a_time":
        yield {}
        for axis in design.axes:
            for value in axis.steps(design.per_axis):
                yield dict.fromkeys(axis.fields, value)
    elif not design.axes:
        yield {}
    else:
        for row in _uniforms(design, block):
            yield _set(design, row)


def _at_place(design: Design, block: int, place: int) -> dict[str, Value]:
    """Return what is set at one place of a block."""
    if design.method == "points":
        return dict(design.rows[place])
    if design.method == "one_at_a_time":
        place -= 1
        for axis in design.axes if place >= 0 else ():
            steps = axis.steps(design.per_axis)
            if place < len(steps):
                return dict.fromkeys(axis.fields, steps[place])
            place -= len(steps)
        return {}
    if design.method == "grid":
        chosen: list[Value] = []
        for axis in reversed(design.axes):  # the last moves fastest
            steps = axis.steps(design.per_axis)
            place, step = divmod(place, len(steps))
            chosen.append(steps[step])
        pairs = zip(design.axes, reversed(chosen), strict=True)
        return {name: value for axis, value in pairs for name in axis.fields}
    return _set(design, next(_uniforms(design, block, place))) if design.axes else {}


def _uniforms(design: Design, block: int, start: int = 0) -> Iterator[NDArray[np.float64]]:
    """Yield one row of uniforms a point, from one of the block on; of a block always the same."""
    width, left = design.width, design.count - start
    draw = _source(design, block, width, start)
    while left:
        yield from draw(min(left, _TOGETHER))
        left -= min(left, _TOGETHER)


def _source(design: Design, block: int, width: int, start: int) -> Callable[[int], NDArray[np.float64]]:
    """Return what draws the next so many rows of a block."""
    if design.method in SALIB:
        samples = iter(_of_salib(design, block, width)[start:])
        return lambda count: np.asarray([next(samples) for _ in range(count)])
    source = np.random.default_rng([design.seed, block])
    if design.method == "random":
        source.bit_generator.advance(start * width)  # type: ignore[attr-defined]  # one step a number
        return lambda count: source.random((count, width))
    kind: Any = qmc.Sobol if design.method == "sobol" else qmc.LatinHypercube
    # SciPy has renamed the parameter; the stream is that of the generator in both.
    name = "rng" if "rng" in inspect.signature(kind).parameters else "seed"
    sampler = kind(width, **{name: source})
    if design.method == "sobol":
        if start:
            sampler.fast_forward(start)
        return lambda count: np.asarray(sampler.random(count))
    whole = iter(sampler.random(design.count)[start:])
    return lambda count: np.asarray([next(whole) for _ in range(count)])


def _of_salib(design: Design, block: int, width: int) -> NDArray[np.float64]:
    """Return the points of a method of SALib in the unit cube, all of a block."""
    from SALib.sample import fast_sampler, morris, sobol  # late: an extra

    kind: Any = {"morris": morris, "saltelli": sobol, "fast": fast_sampler}[design.method]
    seed = int(np.random.SeedSequence([design.seed, block]).generate_state(1)[0])
    cube = {"num_vars": width, "names": [str(i) for i in range(width)], "bounds": [[0.0, 1.0]] * width}
    return np.asarray(kind.sample(cube, design.per_axis, seed=seed), np.float64)


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
        value = axis.values[min(int(at * len(axis.values)), len(axis.values) - 1)] if axis.values else axis.at(at)
        values.update(dict.fromkeys(axis.fields, value))
    return values


def _shares(row: NDArray[np.float64], concentrations: tuple[float, ...]) -> list[float]:
    """Return shares of a Dirichlet distribution that sum to 1, one uniform each: gamma variates over their sum."""
    inside = np.clip(row, 1e-12, 1.0 - 1e-12)
    parts = stats.gamma.ppf(inside, np.asarray(concentrations))
    total = float(parts.sum())
    return [float(part) / total for part in parts]
