"""The points of a design as they would be typed after ``--set``: what a sweep of whole verdicts is laid out by."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario import design as designs

from .design import Axis, Design, Listed
from .points import Point


def spelt(design: designs.Design, points: Iterable[Point]) -> Design:
    """Return a design as it would be typed; a full grid is the same as with ``--grid``.

    A parameter that a point does not name has no value there: an empty text.
    """
    if design.method == "grid" and all(len(axis.fields) == 1 for axis in design.axes):
        steps = [axis.steps(design.per_axis) for axis in design.axes]
        return Design(
            tuple(
                Axis(axis.fields[0], tuple(map(text_of, values)), axis.is_numeric)
                for axis, values in zip(design.axes, steps, strict=True)
            )
        )
    rows = tuple(
        tuple(text_of(point.values[name]) if name in point.values else "" for name in design.fields)
        for point in points
    )  # fmt: skip
    axes = []
    for name, column in zip(design.fields, zip(*rows, strict=True), strict=True):
        values = tuple(dict.fromkeys(text for text in column if text))
        axes.append(Axis(name, values, all(map(_is_number, values)) and "" not in column))
    return Listed(tuple(axes), rows)


def text_of(value: designs.Value) -> str:
    """Return a value as it would be typed."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else repr(value)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
