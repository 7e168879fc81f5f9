"""Pictures of points that were drawn: over two numbers with their margins, or over each of several parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from sim.questions.surveyed import Glance, Surveyed
from sim.words import say, with_commas

from ..kit.lettering import INK, SOFT
from ..kit.numbers import short
from ..kit.picture import Chart
from ..sweep.marks import APART, MAP, TWO, colours, legend, name_colours, ticks_of_log
from ..verdict.charts import LOOKS, WIDTH
from .charts import label_of
from .shape import MOST_PANELS, Moving, Shape

MOST_DOTS = 4_000
BINS, FEWEST = 8, 3  # of a margin, each as full as another; points in one of them
_MEAN: Any = {"color": INK, "linewidth": 1.6}

Floats = np.ndarray


class Dots:
    """Points that were drawn, as arrays: 1+1 (NaN where undefined), whether it is told apart from 2, and those refused.

    Of very many every so-many-th is drawn; margins are of all.
    """

    def __init__(self, glances: Sequence[Glance]) -> None:
        self.run = [glance for glance in glances if glance.word]
        self.refused = [glance for glance in glances if glance.state == "refused"]
        self.ones = np.array([np.nan if g.synergy is None else 2.0 * g.synergy.estimate for g in self.run])
        self.is_open = np.array([g.word == "not distinguishable" for g in self.run], dtype=bool)
        self.stride = max(1, len(self.run) // MOST_DOTS)

    def at(self, moving: Moving) -> Floats:
        """Return where the points stand along a parameter; of choices, their place among them."""
        return self._places(moving, self.run)

    def refused_at(self, moving: Moving) -> Floats:
        """Return where those stand that the scenario refuses."""
        return self._places(moving, self.refused)

    @staticmethod
    def _places(moving: Moving, glances: Sequence[Glance]) -> Floats:
        if moving.is_numeric:
            return np.array([float(glance.values.get(moving.field, np.nan)) for glance in glances])
        order = {value: float(i) for i, value in enumerate(moving.values)}
        return np.array([order.get(glance.values.get(moving.field, ""), np.nan) for glance in glances])


def plane_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return the points over two numbers, coloured by 1+1, and beside them 1+1 over each of the two."""
    across, up = shape.across
    points = Dots(glances)
    x, y = points.at(across), points.at(up)
    figure = Chart(figsize=(WIDTH, 5.6), layout="constrained")
    axes = figure.subplot_mosaic(
        [["above", "."], ["plane", "beside"]], width_ratios=(3, 1.1), height_ratios=(1.1, 3), empty_sentinel="."
    )
    plane, above, beside = axes["plane"], axes["above"], axes["beside"]
    norm, low, high = colours(points.ones)
    cells = _dots(plane, x, y, points, norm)
    plane.plot(points.refused_at(across), points.refused_at(up), **_NO)
    above.sharex(plane)
    beside.sharey(plane)
    _margin(above, x, points, across)
    _margin(beside, y, points, up, lies=True)
    for ax, moving in ((plane.xaxis, across), (plane.yaxis, up)):
        _even(plane, ax, moving)
    above.tick_params(labelbottom=False)
    beside.tick_params(labelleft=False)
    above.set_title(say("chart.survey.margin", lang))
    plane.set_xlabel(label_of(surveyed, across, lang, 70), linespacing=APART)
    plane.set_ylabel(label_of(surveyed, up, lang, 46), linespacing=APART)
    name_colours(figure, cells, [plane, beside, above], low, high, lang)
    legend(figure, _keys(points, lang))
    return figure


def margins_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return 1+1 over each parameter that was drawn, those first that it moves with most."""
    points = Dots(glances)
    shown = sorted(shape.across, key=lambda moving: -_moves(points.at(moving), points.ones, moving))[:MOST_PANELS]
    count = len(shown)
    columns = min(3, count)
    rows = -(-count // columns)
    figure = Chart(figsize=(WIDTH, 0.9 + 2.5 * rows), layout="constrained")
    made = figure.subplots(rows, columns, sharey=True, squeeze=False)
    axes = [ax for row in made for ax in row]
    for ax in axes[count:]:
        ax.remove()
    for ax, moving in zip(axes, shown, strict=False):
        _margin(ax, points.at(moving), points, moving)
        _even(ax, ax.xaxis, moving)
        ax.set_xlabel(label_of(surveyed, moving, lang, 30), fontsize=8, linespacing=1.3)
    figure.supylabel(say("chart.sweep.one", lang), fontsize=9)
    notes = []
    if count < len(shape.across):
        notes.append(say("chart.survey.of", lang, shown=count, all=len(shape.across)))
    if notes:
        figure.suptitle(notes[0], x=0.01, ha="left", fontsize=9)
    legend(figure, [Line2D([], [], label=say("chart.sweep.two", lang), **TWO), *_keys(points, lang)])
    return figure


_NO: Any = {"marker": "|", "color": SOFT, "markersize": 4, "linestyle": "none", "alpha": 0.6}


def _dots(ax: Axes, x: Floats, y: Floats, points: Dots, norm: Normalize) -> Any:
    """Draw points coloured by 1+1: filled where it is told apart from 2, ringed where it is not."""
    step = slice(None, None, points.stride)
    many = len(points.run) > MOST_DOTS // 4
    size = 10 if many else 26
    known = np.isfinite(points.ones)[step]
    is_open = points.is_open[step] & known
    is_apart = known & ~is_open
    px, py, ones = x[step], y[step], points.ones[step]
    cells = ax.scatter(
        px[is_apart], py[is_apart], c=ones[is_apart], cmap=MAP, norm=norm, s=size, edgecolors="none", rasterized=many
    )
    ax.scatter(px[is_open], py[is_open], c=ones[is_open], cmap=MAP, norm=norm, s=size, edgecolors=INK, linewidths=0.7,
               rasterized=many)  # fmt: skip
    ax.plot(px[~known], py[~known], marker="x", color=SOFT, markersize=4, linestyle="none")
    return cells


def _margin(ax: Axes, at: Floats, points: Dots, moving: Moving, lies: bool = False) -> None:
    """Draw 1+1 over one parameter, and its mean over eighths of the points, or over each choice."""
    step = slice(None, None, points.stride)
    known = np.isfinite(points.ones) & np.isfinite(at)
    colour = LOOKS["joint"].colour
    for chosen, face in ((known & ~points.is_open, colour), (known & points.is_open, "white")):
        places, ones = at[chosen][step], points.ones[chosen][step]
        if not moving.is_numeric:  # points of one choice beside each other
            places = places + np.linspace(-0.22, 0.22, len(places)) if len(places) > 1 else places
        pair = (ones, places) if lies else (places, ones)
        ax.plot(*pair, marker="o", markersize=2.6, markerfacecolor=face, color=colour, alpha=0.55, linestyle="none",
                markeredgewidth=0.5, rasterized=len(places) > MOST_DOTS // 4)  # fmt: skip
    middles, means = _means(at[known], points.ones[known], moving)
    pair = (means, middles) if lies else (middles, means)
    ax.plot(*pair, **{**_MEAN, "marker": "" if moving.is_numeric else "_", "markersize": 22,
                      "linestyle": "-" if moving.is_numeric else "none"})  # fmt: skip
    (ax.axvline if lies else ax.axhline)(2.0, **TWO)
    ax.grid(axis="x" if lies else "y")
    (ax.xaxis if lies else ax.yaxis).set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9))))


def _means(at: Floats, ones: Floats, moving: Moving) -> tuple[Floats, Floats]:
    """Return where parts of the points lie, and the mean of 1+1 in each: as full as each other, or choice by choice."""
    if not len(at):
        return np.empty(0), np.empty(0)
    if not moving.is_numeric:
        places = np.unique(at)
        return places, np.array([ones[at == place].mean() for place in places])
    order = np.argsort(at, kind="stable")
    parts = np.array_split(order, min(BINS, max(1, len(at) // FEWEST)))
    middle = np.array([np.median(at[part]) for part in parts])
    return middle, np.array([ones[part].mean() for part in parts])


def _moves(at: Floats, ones: Floats, moving: Moving) -> float:
    """Return how far the mean of 1+1 goes along a parameter."""
    known = np.isfinite(at) & np.isfinite(ones)
    _, means = _means(at[known], ones[known], moving)
    return float(np.ptp(means)) if len(means) else 0.0


def _even(ax: Axes, scale: Any, moving: Moving) -> None:
    """Let an axis be as even as the draw, and name its choices."""
    lies = scale is ax.yaxis
    if not moving.is_numeric:
        names = [str(value).lower() if isinstance(value, bool) else str(value) for value in moving.values]
        (ax.set_yticks if lies else ax.set_xticks)(range(len(names)), names, fontsize=8)
        (ax.set_ylim if lies else ax.set_xlim)(-0.5, len(names) - 0.5)
        return
    if moving.scale == "log":
        (ax.set_yscale if lies else ax.set_xscale)("log")
        ticks_of_log(scale)
        return
    scale.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9), 4)))


def _keys(points: Dots, lang: str) -> list[Any]:
    """Explain the marks that there are."""
    marks = [Line2D([], [], label=say("chart.survey.mean", lang), **_MEAN)]
    if points.is_open.any():
        marks.append(
            Line2D([], [], marker="o", color=SOFT, markerfacecolor="white", markersize=5, linestyle="none",
                   label=say("chart.sweep.open", lang))
        )  # fmt: skip
    if points.refused:
        count = with_commas(len(points.refused))
        marks.append(Line2D([], [], label=say("chart.survey.refused", lang, count=count), **_NO))
    return marks
