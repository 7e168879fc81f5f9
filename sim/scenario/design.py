"""A design: which points of the parameter space are asked about, and what stands of that in a file."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from sim.mechanisms import Section, parameter
from sim.mechanisms.parameter import Scale

Method = Literal["grid", "lhs", "sobol", "random", "one_at_a_time", "points", "morris", "saltelli", "fast"]
SALIB = ("morris", "saltelli", "fast")
"""Methods of which SALib draws the points; it says of each how many that are."""
SAMPLED = ("lhs", "sobol", "random", *SALIB)
FAST_LEAST = 65  # points of a parameter: more than four times the square of the four harmonics that are read
VARIED = ("number", "whole number", "true or false", "choice")
MOST_POINTS = 10_000_000
MOST_CELLS = 20_000_000  # numbers of a Latin hypercube, which is drawn whole
BLOCK = 1 << 20
"""Replications that one block of a design may use; the next block's begin where they end."""
MOST_BLOCKS = 4096  # of which a key of luck has room
MEASURES = "measures"

Value = bool | int | float | str


class Range(Section):
    """From where to where a parameter goes, or shares that sum to 1."""

    low: float | None = Field(None, alias="from", description="lowest value")
    high: float | None = Field(None, alias="to", description="highest value")
    scale: Scale | None = parameter(None, "what is spaced evenly: the value, its logarithm, or that of the elasticity")
    points: int | None = parameter(None, "values of it in a grid, both ends among them", low=2, high=MOST_POINTS)
    dirichlet: list[float] | None = parameter(None, "concentrations of shares that sum to 1, drawn together")


class Together(Section):
    """Parameters that have the same value at every point."""

    fields: list[str] = parameter(..., "parameters that move as one")
    low: float | None = Field(None, alias="from", description="lowest value")
    high: float | None = Field(None, alias="to", description="highest value")
    scale: Scale | None = parameter(None, "what is spaced evenly: the value, its logarithm, or that of the elasticity")
    points: int | None = parameter(None, "values of it in a grid, both ends among them", low=2, high=MOST_POINTS)
    values: list[Value] | None = parameter(None, "values, in the place of a range")


class Replications(Section):
    """How many replicates a point has, and with which luck."""

    looks: list[int] = parameter([16], "how many there are at each look; the last is the most")
    precision: float = parameter(0.01, "half-width ÷ estimate of S at which a point has enough", low=1e-6, high=1.0)
    luck: Literal["common", "independent"] = parameter(
        "common", "whether all points have the same luck, or each its own"
    )


class DesignFile(Section):
    """What stands in the file of a design."""

    scenario: str | None = parameter(None, "scenario that is varied, unless the command names one")
    method: Method = parameter("grid", "how points are chosen")
    points: int | str | list[dict[str, Value]] | None = parameter(
        None, "how many points a block has; in a grid, values of a range; or a CSV file with a point a row, or the rows"
    )
    blocks: int = parameter(1, "parts of the design with luck, and a draw, of their own", low=1, high=MOST_BLOCKS)
    seed: int = parameter(
        1, "seed of the draw of points, which has nothing to do with luck in a run", low=0, high=2**63 - 1
    )
    replications: Replications = Replications()
    run_limit: float | None = parameter(None, "seconds that a run may take", low=0.001, high=31_622_400.0, unit="s")
    vary: dict[str, Range | list[Value] | Literal["plausible"]] | None = parameter(
        None, "parameters, each with its range or values"
    )
    together: list[Together] | None = parameter(None, "parameters that move as one")
    keep: list[str] | None = parameter(None, "measures that are kept of every replicate, beside the arms' values")


@dataclass(frozen=True)
class Axis:
    """What moves: one parameter, several as one, or shares that sum to 1.

    Attributes
    ----------
    fields : tuple of str
        The parameters that are set.
    low, high, scale : float, float, str
        Of a range, what is spaced evenly in it.
    whole : bool
        Whether only whole numbers are taken.
    count : int or None
        Values of a range in a grid.
    values : tuple
        Values to choose from, in the place of a range.
    shares : tuple of float
        Concentrations of shares, one a field.
    """

    fields: tuple[str, ...]
    low: float = 0.0
    high: float = 0.0
    scale: Scale = "linear"
    whole: bool = False
    count: int | None = None
    values: tuple[Value, ...] = ()
    shares: tuple[float, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether it goes from one number to another."""
        return not self.values and not self.shares

    @property
    def is_numeric(self) -> bool:
        """Whether what it sets are numbers, along which something can be drawn."""
        numbers = (isinstance(value, (int, float)) and not isinstance(value, bool) for value in self.values)
        return self.is_range or (bool(self.values) and all(numbers))

    def steps(self, count: int) -> list[Value]:
        """Return its values in a grid: as listed, or evenly spaced with both ends, each once.

        Parameters
        ----------
        count : int
            How many values a range has that does not say so itself, from 2.
        """
        if self.values:
            return list(self.values)
        count = self.count or count
        steps = [self.at(0.0 if i == 0 else i / (count - 1), ends=True) for i in range(count)]
        return list(dict.fromkeys(steps))

    def at(self, share: float, ends: bool = False) -> Value:
        """Return the value so far along a range, evenly on its scale; of whole numbers each is as likely as another."""
        low, high = float(self.low), float(self.high)
        if self.whole and not ends:
            high += 1.0
        if self.scale == "log":
            value: float = low * (high / low) ** share
        elif self.scale == "elasticity":
            value = 1.0 - (1.0 - low) * ((1.0 - high) / (1.0 - low)) ** share
        else:
            value = low + (high - low) * share
        if self.whole:
            return int(min(max(round(value) if ends else math.floor(value), self.low), self.high))
        if share in (0.0, 1.0):
            value = low if share == 0.0 else high
        return min(max(value, low), high)


@dataclass(frozen=True)
class Design:
    """A design, checked against the scenario that it varies.

    Attributes
    ----------
    count : int
        Points a block.
    per_axis : int
        Values of a range that does not state how many, in a grid; of SALib's methods, the number that they are asked
        for, of which `count` follows.
    rows : tuple of dict
        The points themselves, for ``points``.
    keep : tuple of str
        Measures that are kept of every replicate.
    run_limit : float or None
        Seconds that a run may take. No number depends on it, so a sweep may go on with another.
    """

    method: Method
    axes: tuple[Axis, ...]
    count: int
    blocks: int = 1
    seed: int = 1
    looks: tuple[int, ...] = (16,)
    precision: float = 0.01
    luck: Literal["common", "independent"] = "common"
    keep: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Value], ...] = field(default=(), repr=False)
    per_axis: int = 2
    run_limit: float | None = None

    def __len__(self) -> int:
        return self.count * self.blocks

    @property
    def width(self) -> int:
        """How many numbers of the unit interval a point is made of."""
        return width_of(self.axes)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The parameters that vary, in order."""
        of_axes = (name for axis in self.axes for name in axis.fields)
        return tuple(dict.fromkeys([*of_axes, *(name for row in self.rows for name in row)]))

    def as_file(self) -> dict[str, Any]:
        """Return what would stand in a file of the same design, with what varies between numbers written out."""
        vary: dict[str, Any] = {}
        together: list[dict[str, Any]] = []
        for axis in self.axes:
            ends = {"from": axis.low, "to": axis.high, "scale": axis.scale}
            stated = ends | ({} if axis.count is None else {"points": axis.count})
            if axis.shares:
                vary[axis.fields[0].rpartition(".")[0]] = {"dirichlet": list(axis.shares)}
            elif len(axis.fields) == 1:
                vary[axis.fields[0]] = list(axis.values) or stated
            else:
                values = {"values": list(axis.values)} if axis.values else stated
                together.append({"fields": list(axis.fields), **values})
        count = {"points": self.per_axis if self.method in SALIB else self.count}
        if self.method not in SAMPLED:
            count = {"points": self.per_axis}
        replications = {"looks": list(self.looks), "precision": self.precision, "luck": self.luck}
        return {
            "method": self.method,
            **({"points": [dict(row) for row in self.rows]} if self.method == "points" else count),
            "blocks": self.blocks,
            "seed": self.seed,
            "replications": replications,
            **({} if self.run_limit is None else {"run_limit": self.run_limit}),
            **({"vary": vary} if vary else {}),
            **({"together": together} if together else {}),
            **({"keep": list(self.keep)} if self.keep else {}),
        }

    def stated(self) -> dict[str, Any]:
        """Return all that the points depend on, as JSON-able data."""
        rows = hashlib.sha256(repr([sorted(row.items()) for row in self.rows]).encode()).hexdigest()
        return {
            "method": self.method,
            "axes": [
                [list(axis.fields), axis.low, axis.high, axis.scale, axis.whole, axis.count, list(axis.values),
                 list(axis.shares)]
                for axis in self.axes
            ],
            "count": self.count,
            "per_axis": self.per_axis,
            "blocks": self.blocks,
            "seed": self.seed,
            "looks": list(self.looks),
            "precision": self.precision,
            "luck": self.luck,
            "keep": list(self.keep),
            "rows": rows,
        }  # fmt: skip


def width_of(axes: Iterable[Axis]) -> int:
    """Return how many numbers of the unit interval a point is made of."""
    return sum(len(axis.fields) if axis.shares else 1 for axis in axes)


def points_of_salib(method: str, asked: int, width: int) -> int:
    """Return how many points a method of SALib comes to.

    Parameters
    ----------
    asked : int
        Trajectories of Morris; base points of Saltelli; points of a parameter of FAST.
    width : int
        Numbers of the unit interval that a point is made of.
    """
    return asked * {"morris": width + 1, "saltelli": 2 * width + 2, "fast": width}[method]
