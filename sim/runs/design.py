"""Designs: which points of the parameter space are run. Luck is not part of a design: every point has the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import ClassVar

from sim.scenario.design import MOST_POINTS
from sim.scenario.parameters import parameter_rows
from sim.scenario.schema import Scenario
from sim.words import Refusal, with_commas

MOST_VALUES = 1_000_000  # of one parameter: each is written out
VARIED = ("number", "whole number", "true or false", "choice")  # kinds of parameter that an axis may have


@dataclass(frozen=True)
class Axis:
    """One parameter and its values, as they would be typed after ``--set FIELD=``."""

    field: str
    values: tuple[str, ...]
    numeric: bool


@dataclass(frozen=True)
class Design:
    """A full grid: every combination of the axes' values."""

    axes: tuple[Axis, ...]

    is_listed: ClassVar[bool] = False
    """Whether the points stand one by one, and are not every combination."""

    def __len__(self) -> int:
        count = 1
        for axis in self.axes:
            count *= len(axis.values)
        return count

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Walk the points, one value an axis; the last axis moves fastest."""
        return product(*(axis.values for axis in self.axes))

    def sets(self, point: Iterable[str]) -> list[str]:
        """Return a point as ``field=value``, one an axis."""
        return [f"{axis.field}={value}" for axis, value in zip(self.axes, point, strict=True) if value]


@dataclass(frozen=True)
class Listed(Design):
    """Points that stand one by one; an axis has the values that occur."""

    points: tuple[tuple[str, ...], ...] = ()

    is_listed: ClassVar[bool] = True

    def __len__(self) -> int:
        return len(self.points)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Walk the points, one value an axis."""
        return iter(self.points)


def grid(texts: Iterable[str], model: type[Scenario] = Scenario, *, bounded: bool = True) -> Design:
    """Read a full grid, one axis a text: ``field=from:to:points`` (both ends included) or ``field=a,b,c``.

    ``model`` says which parameters there are: one's own beside the model's, where a scenario has any. Unless
    ``bounded`` there may be any number of points.

    Raises
    ------
    Refusal
        Where a text is neither, names no parameter that can be varied, repeats one, or there are too many points.
    """
    axes: list[Axis] = []
    kinds = {row.path: row.kind for row in parameter_rows(model)}
    for text in texts:
        axis = _axis(text, kinds)
        if any(axis.field == other.field for other in axes):
            raise Refusal("grid.twice", field=axis.field)
        axes.append(axis)
    design = Design(tuple(axes))
    if bounded and len(design) > MOST_POINTS:
        raise Refusal("grid.too_many", found=with_commas(len(design)), most=with_commas(MOST_POINTS))
    return design


def _axis(text: str, kinds: Mapping[str, str]) -> Axis:
    field, equals, right = (part.strip() for part in text.partition("="))
    if not (field and equals and right):
        raise Refusal("grid.form", found=text)
    # A name that is no parameter, or one of a roster's, is judged where its values are set.
    kind = kinds.get(field, "number")
    if kind not in VARIED:
        raise Refusal("grid.not_varied", field=field)
    values = _steps(field, right, kind == "whole number") if ":" in right else _list(text, right)
    numbers = [_number(value) for value in values] if kind in ("number", "whole number") else []
    numeric = bool(numbers) and None not in numbers
    distinct: Sequence[object] = numbers if numeric else values  # 0.5 and 0.50 are one value
    seen: set[object] = set()
    for value, number in zip(values, distinct, strict=True):
        if number in seen:
            raise Refusal("grid.value_twice", field=field, found=value)
        seen.add(number)
    return Axis(field, values, numeric)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _list(text: str, right: str) -> tuple[str, ...]:
    values = tuple(value.strip() for value in right.split(","))
    if not all(values):
        raise Refusal("grid.form", found=text)
    return values


def _steps(field: str, right: str, whole: bool) -> tuple[str, ...]:
    """Return equally spaced values, each the number nearest to the exact one."""
    parts = right.split(":")
    try:
        low, high = Fraction(parts[0]), Fraction(parts[1])
        count = int(parts[2])
    except (ValueError, IndexError, ZeroDivisionError):
        raise Refusal("grid.form", found=f"{field}={right}") from None
    if len(parts) != 3 or "/" in right or count < 2:
        raise Refusal("grid.form", found=f"{field}={right}")
    if count > MOST_VALUES:
        raise Refusal("grid.too_many", found=with_commas(count), most=with_commas(MOST_VALUES))
    steps = [low + (high - low) * i / (count - 1) for i in range(count)]
    if not whole:
        return tuple(repr(float(step)) for step in steps)
    for step in steps:
        if step.denominator != 1:
            raise Refusal("grid.not_whole", field=field, found=f"{float(step):g}")
    return tuple(str(int(step)) for step in steps)
