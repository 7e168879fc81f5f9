"""The charts of a sweep: a curve, points, a curve for each choice, or a map with the contour at which 1+1 is 2.

Nothing is told by colour alone: what is not told apart from 2 is hollow or hatched, what is undefined has a cross.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from sim.questions.answers import ARMS
from sim.questions.sweep import Point, Sweep
from sim.runs.design import Axis
from sim.words import say

from ..kit.labels import End, name_curves
from ..kit.lettering import SOFT
from ..kit.numbers import short
from ..kit.picture import Chart
from ..kit.text import lines as broken
from ..verdict.breakdowns import Line, draw_estimate, panels
from ..verdict.charts import LOOKS, WIDTH, Look, lines
from .marks import (
    APART,
    MOST_NUMBERS,
    TWO,
    colours,
    cross,
    draw_curve,
    draw_map,
    is_geometric,
    is_open,
    label,
    legend,
    marks_of_map,
    name_colours,
    numbers_in,
    ones_of,
    ticks,
    ticks_of_log,
    ticks_of_powers,
)  # fmt: skip
from .tables import as_interval
from .words import confidence

CHOICES = (
    Look("#5b3a8c", "", "o", "-"),
    Look("#1b7f79", "", "s", (0, (5, 1.5))),
    Look("#b4541a", "", "^", (0, (1.5, 1.2))),
    Look("#4d4d4d", "", "D", (0, (6, 1.5, 1.5, 1.5))),
)
"""How the curves of choices look; of more choices there is no picture."""
_ONE = LOOKS["joint"]


def varied(sweep: Sweep) -> list[Axis]:
    """Return the axes that have more than one value; the first where none has."""
    return [axis for axis in sweep.design.axes if len(axis.values) > 1] or [sweep.design.axes[0]]


def curve_chart(sweep: Sweep, points: Sequence[Point], lang: str) -> Chart:
    """Return 1+1 over one number with its band, above the values of the arms."""
    figure = Chart(figsize=(WIDTH, 5.0), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (3, 2)})
    (axis,) = varied(sweep)
    points = sorted(points, key=lambda point: _place(sweep, point, axis))
    at = [_place(sweep, point, axis) for point in points]
    draw_curve(upper, at, points, _ONE)
    arms = {arm: [as_interval(point.answer["arms"][arm]["gross"]) for point in points] for arm in ARMS}
    ends = lines(lower, at, arms, lang)
    lower.set_ylim(min(0.0, lower.get_ylim()[0]), None)
    upper.set_title(say("chart.sweep.one", lang))
    lower.set_title(say("chart.sweep.arms", lang))
    _finish(figure, (upper, lower), sweep, axis, lang)
    name_curves(lower, ends, 0.13)
    _keys(figure, points, lang, sweep)
    return figure


def curves_chart(sweep: Sweep, points: Sequence[Point], lang: str) -> Chart:
    """Return 1+1 over one number, a curve for each choice."""
    figure = Chart(figsize=(WIDTH, 4.2), layout="constrained")
    ax = figure.subplots()
    axis, choice = sorted(varied(sweep), key=lambda axis_of: not axis_of.numeric)
    which = sweep.design.axes.index(choice)
    ends = []
    for name, look in zip(choice.values, CHOICES, strict=False):
        mine = [point for point in points if point.values[which] == name]
        mine.sort(key=lambda point: _place(sweep, point, axis))
        draw_curve(ax, [_place(sweep, point, axis) for point in mine], mine, look)
        curve = [
            (_place(sweep, point, axis), interval.estimate)
            for point in mine
            if (interval := ones_of([point])[0]) is not None
        ]
        ends.append(End(*(curve[-1] if curve else (_place(sweep, mine[-1], axis), 2.0)), name, look.colour))
    ax.set_title(say("chart.sweep.one", lang))
    _finish(figure, (ax,), sweep, axis, lang, choice.field)
    name_curves(ax, ends, 0.055)
    _keys(figure, points, lang, sweep)
    return figure


def points_chart(sweep: Sweep, points: Sequence[Point], lang: str) -> Chart:
    """Return 1+1 and the values of the arms, a row for each value of what is chosen."""
    (axis,) = varied(sweep)
    place = sweep.design.axes.index(axis)
    figure, (left, right) = panels([Line(point.values[place], {}) for point in points])
    left.axvline(2.0, **TWO)
    for row, point in enumerate(points):
        interval = ones_of([point])[0]
        if interval is None:
            left.plot(
                [0.03], [-row], marker="x", color=SOFT, markersize=5, linestyle="none",
                transform=left.get_yaxis_transform(),
            )  # fmt: skip
        else:
            draw_estimate(left, interval, -row, "joint", hollow=is_open(point))
        for arm in ARMS:
            value = as_interval(point.answer["arms"][arm]["gross"])
            if value is not None:
                draw_estimate(right, value, -row, arm)
    left.set_title("1 + 1")
    left.margins(x=0.12)
    right.margins(x=0.06)
    right.set_title(say("chart.sweep.arms", lang))
    right.set_xlim(min(0.0, right.get_xlim()[0]), None)
    figure.set_size_inches(WIDTH, figure.get_size_inches()[1] + 0.5)
    figure.suptitle(_below(sweep, axis, lang), x=0.01, ha="left", fontsize=9, linespacing=APART)
    _keys(figure, points, lang, sweep, line=False, arms=True)
    return figure


def map_chart(sweep: Sweep, points: Sequence[Point], lang: str) -> Chart:
    """Return 1+1 over two numbers as coloured cells, with the contour at 2."""
    figure = Chart(figsize=(WIDTH, 4.8), layout="constrained")
    ax = figure.subplots()
    across, up = varied(sweep)
    x, y = (np.array(sorted(map(float, axis.values))) for axis in (across, up))
    by_log = [is_geometric(places.tolist()) for places in (x, y)]
    values, open_here = np.full((len(y), len(x)), np.nan), np.zeros((len(y), len(x)), dtype=bool)
    for point, interval in zip(points, ones_of(points), strict=True):
        cell = np.searchsorted(y, _place(sweep, point, up)), np.searchsorted(x, _place(sweep, point, across))
        values[cell] = math.nan if interval is None else interval.estimate
        open_here[cell] = is_open(point)
    x, y = (np.log10(places) if logarithm else places for places, logarithm in zip((x, y), by_log, strict=True))
    norm, low, high = colours(values)
    cells, is_crossed = draw_map(ax, x, y, values, open_here, norm)
    if len(x) <= MOST_NUMBERS[0] and len(y) <= MOST_NUMBERS[1]:
        numbers_in(ax, x, y, values, norm)
    name_colours(figure, cells, ax, low, high, lang)
    ax.set_xlabel(_below(sweep, across, lang), linespacing=APART)
    ax.set_ylabel("\n".join(label(type(sweep.scenario), up.field, lang, 52)), linespacing=APART)
    for scale, places, logarithm in zip((ax.xaxis, ax.yaxis), (x, y), by_log, strict=True):
        (ticks_of_powers if logarithm else ticks)(scale, list(places))
    words = {str(point.answer["verdict"]) for point in points}
    legend(figure, [*marks_of_map(is_crossed, values, words, bool(open_here.any()), lang), *_cross(points, lang)])
    return figure


def _place(sweep: Sweep, point: Point, axis: Axis) -> float:
    return float(point.values[sweep.design.axes.index(axis)])


def _finish(figure: Chart, panels: Sequence[Axes], sweep: Sweep, axis: Axis, lang: str, beside: str = "") -> None:
    """Give curves their common axis."""
    values = sorted(map(float, axis.values))
    room, logarithm = 0.02 * (values[-1] - values[0]), is_geometric(values)
    for ax in panels:
        if logarithm:
            ax.set_xscale("log")
        else:
            ax.set_xlim(values[0] - room, values[-1] + room)
        ax.grid(axis="y")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9))))
    (ticks_of_log if logarithm else ticks)(panels[-1].xaxis, values)
    panels[-1].set_xlabel(_below(sweep, axis, lang, beside), linespacing=APART)


def _below(sweep: Sweep, axis: Axis, lang: str, beside: str = "") -> str:
    """Return the words below a picture: the parameter, and which others are held."""
    held = [f"{axis.field} = {axis.values[0]}" for axis in sweep.design.axes if axis not in varied(sweep)]
    extra = [say("chart.sweep.held", lang, values=say("list.and", lang).join(held))] if held else []
    extra += [say("chart.sweep.choice", lang, field=beside)] if beside else []
    return "\n".join(
        [*label(type(sweep.scenario), axis.field, lang, 92), *(line for text in extra for line in broken(text, 92))]
    )


def _keys(
    figure: Chart, points: Sequence[Point], lang: str, sweep: Sweep, *, line: bool = True, arms: bool = False
) -> None:
    """Explain the marks that there are."""
    marks: list[Line2D | Patch] = []
    if line:
        marks += [
            Line2D([], [], label=say("chart.sweep.two", lang), **TWO),
            Patch(
                color=SOFT, alpha=0.3, linewidth=0, label=say("chart.sweep.band", lang, confidence=confidence(sweep))
            ),
        ]
    if arms:
        marks += [
            Line2D([], [], marker=LOOKS[arm].marker, color=LOOKS[arm].colour, markersize=5, linewidth=1.6,
                   label=say(f"arm.{arm}", lang))
            for arm in ARMS
        ]  # fmt: skip
    if any(map(is_open, points)):
        marks.append(
            Line2D([], [], marker="o", color=SOFT, markerfacecolor="white", markersize=5, linestyle="none",
                   label=say("chart.sweep.open", lang))
        )  # fmt: skip
    legend(figure, [*marks, *_cross(points, lang)])


def _cross(points: Sequence[Point], lang: str) -> list[Line2D]:
    if all(interval is not None for interval in ones_of(points)):
        return []
    return [cross(lang)]
