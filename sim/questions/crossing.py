"""Where a curve crosses a level, judged by the intervals of its points.

A stretch is where the band of intervals, joined by straight lines from point to point, holds the level. If the curve
crosses at x, the interval at x holds the level as often as its confidence says, and then x lies in a stretch: so a
stretch is an interval for each crossing by itself (a test turned round). What the curve does between two points, where
nothing was run, no interval covers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .interval import Interval

Side = Literal["above", "below", "end"]


@dataclass(frozen=True)
class Stretch:
    """Where a band of intervals holds the level.

    Attributes
    ----------
    low, high : float
        From where to where.
    before, after : {"above", "below", "end"}
        How the band lies just outside; "end" where the range, or a run of defined points, ends first.
    estimates : tuple of float
        Where the estimates cross the level, joined by straight lines.
    """

    low: float
    high: float
    before: Side
    after: Side
    estimates: tuple[float, ...]

    @property
    def crosses(self) -> bool:
        """Whether the curve is shown to cross: it lies on one side before and on the other after."""
        return {self.before, self.after} == {"above", "below"}


def stretches(at: Sequence[float], band: Sequence[Interval | None], level: float = 1.0) -> list[Stretch]:
    """Return where a band of intervals holds a level, from left to right.

    Parameters
    ----------
    at : sequence of float
        Where the points lie, in rising order.
    band : sequence of Interval or None
        What was found there; where there is none, or it has no limits, the band is broken.
    """
    crossings: list[Stretch] = []
    part: list[tuple[float, Interval]] = []
    for x, interval in [*zip(at, band, strict=True), (0.0, None)]:
        if interval is not None and math.isfinite(interval.low) and math.isfinite(interval.high):
            part.append((x, interval))
            continue
        crossings += _of_part(part, level)
        part = []
    return crossings


def _of_part(part: Sequence[tuple[float, Interval]], level: float) -> list[Stretch]:
    """Return the stretches of points that are all defined: corners of the band are added where it meets the level."""
    crossings: list[Stretch] = []
    if not part:
        return crossings
    cuts = {x for x, _ in part}
    for (x, a), (z, b) in pairwise(part):
        for name in ("low", "high"):
            cut = _meets(x, getattr(a, name), z, getattr(b, name), level)
            if cut is not None:
                cuts.add(cut)
    corners = sorted(cuts)
    sides = [_side(part, x, level) for x in corners]
    middles = [_side(part, (x + z) / 2.0, level) for x, z in pairwise(corners)]
    i = 0
    while i < len(corners):
        if sides[i]:
            i += 1
            continue
        first = i
        while i + 1 < len(corners) and not sides[i + 1] and not middles[i]:
            i += 1
        before = middles[first - 1] if first else ""
        after = middles[i] if i < len(middles) else ""
        low, high = corners[first], corners[i]
        crossings.append(Stretch(low, high, before or "end", after or "end", _estimates(part, low, high, level)))
        i += 1
    return crossings


def _side(part: Sequence[tuple[float, Interval]], x: float, level: float) -> Literal["above", "below", ""]:
    """Return how the band lies at ``x``; nothing where it holds the level."""
    low, high = (_at(part, x, name) for name in ("low", "high"))
    slack = 1e-12 * max(1.0, abs(level))
    return "above" if low > level + slack else "below" if high < level - slack else ""


def _at(part: Sequence[tuple[float, Interval]], x: float, name: str) -> float:
    for (a, first), (b, second) in pairwise(part):
        if a <= x <= b:
            start, end = getattr(first, name), getattr(second, name)
            return float(start + (end - start) * (x - a) / (b - a))
    return float(getattr(part[-1][1] if x >= part[-1][0] else part[0][1], name))


def _meets(x: float, a: float, z: float, b: float, level: float) -> float | None:
    """Return where a straight line meets the level on its way; None where it does not cross it."""
    if (a - level) * (b - level) >= 0.0:
        return None
    return x + (z - x) * (level - a) / (b - a)


def _estimates(part: Sequence[tuple[float, Interval]], low: float, high: float, level: float) -> tuple[float, ...]:
    cuts = [x for x, interval in part if interval.estimate == level]
    for (x, a), (z, b) in pairwise(part):
        cut = _meets(x, a.estimate, z, b.estimate, level)
        if cut is not None:
            cuts.append(cut)
    return tuple(x for x in sorted(cuts) if low <= x <= high)
