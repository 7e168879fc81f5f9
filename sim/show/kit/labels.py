"""Names beside curves, and axes that hold what is drawn on them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from .lettering import SOFT

if TYPE_CHECKING:
    from sim.questions.interval import Interval

_FAR = 3.0  # spans of the estimates beyond which an interval is cut, so that the others can be read


@dataclass(frozen=True)
class End:
    """Where a curve ends, what it is called, and the colour of its name."""

    x: float
    y: float
    name: str
    colour: str


def name_curves(ax: Axes, ends: Sequence[End], apart: float) -> None:
    """Name each curve at the right of its end, with a thin line to it; to be called when the limits are set.

    Names stand ``apart`` by a share of the height at least.
    """
    bottom, top = ax.get_ylim()
    gap = apart * (top - bottom)
    heights = spread([end.y for end in ends], gap, bottom + gap / 3.0, top - gap / 3.0)
    for end, height in zip(ends, heights, strict=True):
        ax.annotate(
            end.name, (end.x, end.y), xytext=(1.03, height), textcoords=ax.get_yaxis_transform(), va="center",
            color=end.colour, annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": end.colour, "linewidth": 0.6, "shrinkA": 1.0, "shrinkB": 3.0,
                        "relpos": (0.0, 0.5)},
        )  # fmt: skip


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places as near as can be to those wanted, a gap apart, and within bounds where there is room."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    pools: list[list[float]] = []  # of each run of neighbours that push each other: their mean, and how many
    for rank, i in enumerate(order):
        pools.append([wanted[i] - rank * gap, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, count), (other, more) = pools.pop(), pools.pop()
            pools.append([(mean * count + other * more) / (count + more), count + more])
    free = [mean for mean, count in pools for _ in range(int(count))]
    most = max(low, high - (len(wanted) - 1) * gap)
    places = [0.0] * len(wanted)
    for rank, i in enumerate(order):
        places[i] = min(max(free[rank], low), most) + rank * gap
    return places


def reach(intervals: Iterable[Interval], also: Sequence[float] = ()) -> tuple[float, float]:
    """Return the limits of an axis that holds estimates and intervals, save what lies far beyond all estimates."""
    known = [interval for interval in intervals if math.isfinite(interval.estimate)]
    estimates = [*also, *(interval.estimate for interval in known)]
    if not estimates:
        return 0.0, 1.0
    least, most = min(estimates), max(estimates)
    span = _FAR * max(most - least, 0.1 * max(abs(least), abs(most)))
    low = min([least, *(max(interval.low, least - span) for interval in known if math.isfinite(interval.low))])
    high = max([most, *(min(interval.high, most + span) for interval in known if math.isfinite(interval.high))])
    room = 0.06 * ((high - low) or 1.0)
    return low - room, high + room


def mark_cut(ax: Axes, marks: Iterable[tuple[Interval, float, str]]) -> bool:
    """Put an arrowhead where an interval goes on beyond the frame; return whether there is any."""
    left, right = ax.get_xlim()
    cut = False
    for interval, y, colour in marks:
        for is_beyond, x, marker in ((interval.low < left, left, "<"), (interval.high > right, right, ">")):
            if is_beyond and math.isfinite(interval.low + interval.high):
                ax.plot([x], [y], marker=marker, markersize=4.0, color=colour, linestyle="none", clip_on=False)
                cut = True
    return cut


def absent(ax: Axes, y: float, word: str) -> None:
    """Write a word in a row in which there is nothing to draw."""
    ax.text(0.02, y, word, transform=ax.get_yaxis_transform(), va="center", fontsize=7.5, color=SOFT)
