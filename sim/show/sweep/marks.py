"""What pictures over parameters are drawn with: a curve with its band, the cells of a map, labels, ticks, the key."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis as Scale
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullLocator

from sim.questions.interval import Interval
from sim.questions.sweep import Point
from sim.scenario.parameters import parameter_rows
from sim.scenario.schema import Scenario
from sim.words import say
from sim.words.parameters import meaning, unit

from ..kit.lettering import INK, SOFT
from ..kit.numbers import number, short
from ..kit.picture import Chart
from ..kit.text import lines as broken
from ..kit.text import width
from ..verdict.charts import Look
from ..verdict.words import doubled
from .tables import as_interval

MAP = LinearSegmentedColormap.from_list("sides", ["#2a6a9e", "#bcd3e4", "#f7f7f7", "#eebfb9", "#b0242f"])
TWO: Any = {"color": INK, "linewidth": 0.9, "linestyle": (0, (4, 3))}
_ABREAST, _BESIDE = 100, 6  # letters of a row of the key, and those for which a mark takes room
APART = 1.5  # of lines of a label
MOST_MARKED = 45  # points of a curve, each with a marker
MOST_NUMBERS = (7, 12)  # columns and rows of a map in whose cells there is room for a number


def draw_curve(ax: Axes, at: Sequence[float], points: Sequence[Point], look: Look) -> None:
    """Draw 1+1 with its band; what is undefined is a gap, with a cross below."""
    ones = ones_of(points)
    y = np.array([math.nan if interval is None else interval.estimate for interval in ones])
    limits = np.array(
        [(math.nan, math.nan) if interval is None else (interval.low, interval.high) for interval in ones]
    )
    ax.axhline(2.0, **TWO)
    ax.fill_between(at, limits[:, 0], limits[:, 1], color=look.colour, alpha=0.22, linewidth=0)
    ax.plot(at, y, color=look.colour, linestyle=look.line)
    known, few = np.isfinite(y), len(at) <= MOST_MARKED
    beside = np.concatenate(([False], known[:-1])) | np.concatenate((known[1:], [False]))
    for i in np.flatnonzero(known).tolist():
        if not beside[i]:  # no line and no band reaches it
            ax.plot([at[i]] * 2, limits[i], color=look.colour, linewidth=1.6)
        if not beside[i] or few or is_open(points[i]):
            face = "white" if is_open(points[i]) else look.colour
            size = 4.6 if few else 3.0
            ax.plot(at[i], y[i], marker=look.marker, markersize=size, color=look.colour, markerfacecolor=face)
    missing = [x for x, there in zip(at, known, strict=True) if not there]
    ax.plot(
        missing, [0.04] * len(missing), marker="x", color=SOFT, markersize=5, linestyle="none",
        transform=ax.get_xaxis_transform(),
    )  # fmt: skip


def ticks(scale: Scale, values: Sequence[float]) -> None:
    """Put marks at the values themselves, where they are few and lie apart."""
    gaps = np.diff(values)
    if len(values) <= 11 and gaps.min(initial=math.inf) >= 0.08 * (values[-1] - values[0]):
        scale.set_ticks(values)
    else:
        scale.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10]))
    scale.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9), 4)))


def is_geometric(values: Sequence[float]) -> bool:
    """Whether the logarithms of three values or more, ascending, are even, so that they are drawn along a logarithm."""
    if len(values) < 3 or values[0] <= 0.0:
        return False
    steps = np.diff(np.log(values))
    return bool(np.ptp(steps) <= 1e-6 * steps.mean())


def ticks_of_log(scale: Any, values: Sequence[float] = ()) -> None:
    """Put marks along a logarithm: at values where they are few, else at 1, 2 and 5 of every power of ten."""
    few = 0 < len(values) <= 8
    scale.set_major_locator(FixedLocator(list(values)) if few else LogLocator(subs=(1.0, 2.0, 5.0)))
    scale.set_minor_locator(NullLocator())
    scale.set_major_formatter(FuncFormatter(lambda value, _: short(value, 2)))


def ticks_of_powers(scale: Scale, powers: Sequence[float]) -> None:
    """Put marks at powers of ten, named by what they are the logarithms of."""
    ticks(scale, powers)
    scale.set_major_formatter(FuncFormatter(lambda value, _: short(10.0**value, 2)))


def label(model: type[Scenario], field: str, lang: str, places: int) -> list[str]:
    """Return what a parameter means and its path, in lines."""
    row = next((row for row in parameter_rows(model) if row.path == field), None)
    if row is None or not row.meaning:
        return [field]
    words = meaning(row.meaning, lang)
    if row.unit and row.unit not in row.meaning:
        words = say("chart.sweep.unit", lang, words=words, unit=unit(row.unit, lang))
    return [*broken(words, places), field]


def edges_of(values: np.ndarray) -> np.ndarray:
    """Return the borders of cells around values: halfway between neighbours, and no wider cell beyond the ends."""
    room = float(np.diff(values).min()) / 2.0
    return np.concatenate(([values[0] - room], (values[1:] + values[:-1]) / 2.0, [values[-1] + room]))


def colours(values: np.ndarray) -> tuple[Normalize, float, float]:
    """Return the scale of colours, 2 in its middle, and the part of it that there is.

    Where everything lies on one side of 2, that side's colours span what there is.
    """
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (2.0, 2.0)
    least = 1e-3
    if low >= 2.0:
        norm = Normalize(2.0 * low - max(high, low + least), max(high, low + least))
        return norm, low, max(high, low + least)
    if high <= 2.0:
        return Normalize(min(low, high - least), 2.0 * high - min(low, high - least)), min(low, high - least), high
    reach = max(high - 2.0, 2.0 - low)
    return Normalize(2.0 - reach, 2.0 + reach), low, high


def numbers_in(ax: Axes, x: np.ndarray, y: np.ndarray, values: np.ndarray, norm: Normalize) -> None:
    for row, column in np.argwhere(np.isfinite(values)):
        red, green, blue, _ = MAP(norm(values[row, column]))
        dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.5
        box = {"facecolor": (red, green, blue), "edgecolor": "none", "pad": 1.2}
        ax.text(x[column], y[row], number(values[row, column], 2), ha="center", va="center", fontsize=8,
                color="white" if dark else INK, bbox=box)  # fmt: skip


def legend(figure: Chart, marks: Sequence[Line2D | Patch]) -> None:
    if marks:
        letters = sum(width(str(mark.get_label())) + _BESIDE for mark in marks)
        rows = -(-letters // _ABREAST)
        figure.legend(handles=marks, loc="outside lower right", ncols=-(-len(marks) // rows), frameon=False,
                      fontsize=8.5)  # fmt: skip


def ones_of(points: Sequence[Point]) -> list[Interval | None]:
    return [doubled(as_interval(point.answer["synergy"])) for point in points]


def is_open(point: Point) -> bool:
    return bool(point.answer["verdict"] == "not distinguishable")


def draw_map(
    ax: Axes, x: np.ndarray, y: np.ndarray, values: np.ndarray, open_here: np.ndarray, norm: Normalize
) -> tuple[Any, bool]:
    """Draw 1+1 as coloured cells, with the contour at 2; return the cells, and whether there is a contour.

    Parameters
    ----------
    x, y : arrays of shape (columns,), (rows,)
        Ascending.
    values : array of shape (rows, columns)
        NaN where undefined.
    open_here : array of bool, same shape
        Where it is not distinguishable from 2.
    """
    around = edges_of(x), edges_of(y)
    cells = ax.pcolormesh(*around, np.ma.masked_invalid(values), cmap=MAP, norm=norm, rasterized=values.size > 2_000)
    if open_here.any():
        ax.pcolor(*around, np.ma.masked_array(values, ~open_here), hatch="////", facecolor="none",
                  edgecolor=SOFT, linewidth=0.0)  # fmt: skip
    blank = np.argwhere(np.isnan(values))
    ax.plot(x[blank[:, 1]], y[blank[:, 0]], marker="x", color=SOFT, markersize=5, linestyle="none")
    is_crossed = bool(np.nanmin(values, initial=np.inf) < 2.0 < np.nanmax(values, initial=-np.inf))
    if is_crossed:
        ax.contour(x, y, np.ma.masked_invalid(values), levels=[2.0], colors=[INK], linewidths=1.8)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return cells, is_crossed


def name_colours(figure: Chart, cells: Any, axes: Any, low: float, high: float, lang: str) -> None:
    """Put the scale of colours beside a map, as far as there are values."""
    bar = figure.colorbar(cells, ax=axes, label=say("chart.sweep.one", lang), fraction=0.05, pad=0.02)
    bar.ax.set_ylim(low, high)
    bar.ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9))))
    bar.outline.set_visible(False)


def marks_of_map(is_crossed: bool, values: np.ndarray, words: set[str], is_any_open: bool, lang: str) -> list[Any]:
    """Explain the marks of a map."""
    marks: list[Line2D | Patch] = []
    if is_crossed:
        marks.append(Line2D([], [], color=INK, linewidth=1.8, label=say("chart.sweep.two", lang)))
    elif np.isfinite(values).any():
        side = next(iter(words)) if words in ({"above"}, {"below"}) else "uncrossed"
        marks.append(Line2D([], [], linestyle="none", label=say(f"chart.sweep.{side}", lang)))
    if is_any_open:
        marks.append(Patch(facecolor="white", edgecolor=SOFT, hatch="////", label=say("chart.sweep.open", lang)))
    return marks


def cross(lang: str) -> Line2D:
    """Explain the mark of what is undefined."""
    return Line2D([], [], marker="x", color=SOFT, markersize=5, linestyle="none", label=say("word.undefined", lang))
