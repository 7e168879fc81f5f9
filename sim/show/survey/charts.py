"""Charts of grids: a line for each value, curves, maps, a panel for each choice or each parameter by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from sim.questions.interval import Interval
from sim.questions.surveyed import Glance, Surveyed
from sim.questions.sweep import Point
from sim.scenario.design import Value
from sim.words import say, with_commas

from ..kit.labels import name_curves
from ..kit.lettering import SOFT
from ..kit.numbers import percentage, short
from ..kit.picture import Chart
from ..kit.text import lines as broken
from ..sweep.marks import (
    APART,
    MOST_NUMBERS,
    TWO,
    colours,
    cross,
    draw_curve,
    draw_map,
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
from ..verdict.breakdowns import Line, draw_estimate
from ..verdict.breakdowns import panels as rows_of_panels
from ..verdict.charts import LOOKS, WIDTH, lines
from .shape import Moving, Shape, at

ARMS = ("block", "line", "joint")
ABREAST = 3  # panels


def as_point(glance: Glance) -> Point:
    """Return a point as the pictures of whole verdicts have it."""
    arms = {arm: {"gross": _plain(value)} for arm, value in glance.arms.items()}
    verdict = glance.word or "undefined"
    return Point(glance.number, (), {"synergy": _plain(glance.synergy), "verdict": verdict, "arms": arms})


def lines_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return 1+1 and the values of the arms, a row for each value of what is chosen, or for each point."""
    named = [(_named(shape, glance, lang), as_point(glance)) for glance in glances if glance.word]
    figure, (left, right) = rows_of_panels([Line(name, {}) for name, _ in named])
    left.axvline(2.0, **TWO)
    for row, (_, point) in enumerate(named):
        (interval,) = ones_of([point])
        if interval is None:
            left.plot([0.03], [-row], marker="x", color=SOFT, markersize=5, linestyle="none",
                      transform=left.get_yaxis_transform())  # fmt: skip
        else:
            draw_estimate(left, interval, -row, "joint", hollow=is_open(point))
        for arm in ARMS:
            value = glances[0].arms and point.answer["arms"][arm]["gross"]
            if value:
                draw_estimate(right, _interval(value), -row, arm)
    left.set_title("1 + 1")
    right.set_title(say("chart.sweep.arms", lang))
    left.margins(x=0.12)
    right.margins(x=0.06)
    right.set_xlim(min(0.0, right.get_xlim()[0]), None)
    figure.set_size_inches(WIDTH, figure.get_size_inches()[1] + 0.5)
    below = label_of(surveyed, shape.across[0], lang, 92) if shape.across else say("chart.survey.as_it_is", lang)
    figure.suptitle(below, x=0.01, ha="left", fontsize=9, linespacing=APART)
    arms: list[Any] = [
        Line2D([], [], marker=LOOKS[arm].marker, color=LOOKS[arm].colour, markersize=5, linewidth=1.6,
               label=say(f"arm.{arm}", lang))
        for arm in ARMS
    ]  # fmt: skip
    legend(figure, [*arms, *_keys([point for _, point in named], surveyed, lang, band=False)])
    return figure


def curve_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return 1+1 over one number with its band, above the values of the arms."""
    (moving,) = shape.across
    figure = Chart(figsize=(WIDTH, 5.0), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (3, 2)})
    places, points = _along(moving, glances)
    draw_curve(upper, places, points, LOOKS["joint"])
    arms = {arm: [_maybe(point.answer["arms"].get(arm, {}).get("gross")) for point in points] for arm in ARMS}
    ends = lines(lower, places, arms, lang)
    lower.set_ylim(min(0.0, lower.get_ylim()[0]), None)
    upper.set_title(say("chart.sweep.one", lang))
    lower.set_title(say("chart.sweep.arms", lang))
    _finish((upper, lower), moving, places)
    lower.set_xlabel(label_of(surveyed, moving, lang, 92), linespacing=APART)
    name_curves(lower, ends, 0.13)
    legend(figure, _keys(points, surveyed, lang))
    return figure


def curves_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return 1+1 over one number, a panel for each combination of choices."""
    (moving,) = shape.across
    figure, axes = _small(len(shape.choices), 2.1)
    every: list[Point] = []
    for ax, choice in zip(axes, shape.choices, strict=False):
        places, points = _along(moving, at(glances, _setting(shape, choice)))
        draw_curve(ax, places, points, LOOKS["joint"])
        _finish((ax,), moving, places)
        _title(ax, shape, choice)
        every += points
    _below(axes, label_of(surveyed, moving, lang, 30))
    figure.supylabel(say("chart.sweep.one", lang), fontsize=9)
    legend(figure, _keys(every, surveyed, lang))
    return figure


def apart_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return 1+1 over each parameter that moves by itself, a panel for each; the scenario as it stands in all."""
    figure, axes = _small(len(shape.across), 2.5)
    stands = [as_point(glance) for glance in glances if not glance.values and glance.word]
    base = ones_of(stands)[0] if stands else None
    every: list[Point] = []
    for ax, moving in zip(axes, shape.across, strict=False):
        mine = [glance for glance in glances if moving.field in glance.values]
        if moving.is_numeric:
            places, points = _along(moving, mine)
        else:
            places, points = _beside(moving, mine)
        if base is not None:
            ax.axhspan(base.low, base.high, color=SOFT, alpha=0.18, linewidth=0)
            ax.axhline(base.estimate, color=SOFT, linewidth=0.9)
        _draw_steps(ax, moving, places, points)
        ax.set_xlabel(label_of(surveyed, moving, lang, 30), fontsize=8, linespacing=1.3)
        every += points
    figure.supylabel(say("chart.sweep.one", lang), fontsize=9)
    marks = _keys([*every, *stands], surveyed, lang)
    if base is not None:
        marks.append(Line2D([], [], color=SOFT, linewidth=0.9, label=say("chart.survey.as_it_is", lang)))
    legend(figure, marks)
    return figure


def maps_chart(surveyed: Surveyed, shape: Shape, glances: Sequence[Glance], lang: str) -> Chart:
    """Return 1+1 over two numbers as coloured cells with the contour at 2, a panel for each combination of choices."""
    across, up = shape.across
    choices = shape.choices
    is_single = not shape.chosen
    figure, axes = _single(WIDTH, 4.8) if is_single else _small(len(choices), 2.4, abreast=2 if len(choices) < 5 else 3)
    tables = [_cells(across, up, at(glances, _setting(shape, choice))) for choice in choices]
    norm, low, high = colours(np.concatenate([values.ravel() for values, _ in tables]))
    crossings = []
    cells = None
    x, y = _places(across), _places(up)
    for ax, choice, (values, open_here) in zip(axes, choices, tables, strict=False):
        cells, is_crossed = draw_map(ax, x, y, values, open_here, norm)
        crossings.append(is_crossed)
        if len(x) <= MOST_NUMBERS[0] and len(y) <= MOST_NUMBERS[1] and is_single:
            numbers_in(ax, x, y, values, norm)
        _scaled(ax, across, up, x, y)
        if not is_single:
            _title(ax, shape, choice)
    name_colours(figure, cells, list(axes), low, high, lang)
    below, beside = label_of(surveyed, across, lang, 80), label_of(surveyed, up, lang, 52)
    if is_single:
        axes[0].set_xlabel(below, linespacing=APART)
        axes[0].set_ylabel(beside, linespacing=APART)
    else:
        _below(axes, label_of(surveyed, across, lang, 34))
        figure.supylabel(beside, fontsize=9, linespacing=APART)
    words = {glance.word for glance in glances if glance.word}
    every = np.concatenate([values.ravel() for values, _ in tables])
    is_any_open = any(open_here.any() for _, open_here in tables)
    blank = [cross(lang)] if np.isnan(every).any() else []
    legend(figure, [*marks_of_map(any(crossings), every, words, is_any_open, lang), *blank])
    return figure


def _cells(across: Moving, up: Moving, glances: Sequence[Glance]) -> tuple[np.ndarray, np.ndarray]:
    """Return 1+1 at the cells of a map, and where it is not distinguishable from 2."""
    x, y = ({value: i for i, value in enumerate(sorted(axis.values))} for axis in (across, up))
    values, open_here = np.full((len(y), len(x)), np.nan), np.zeros((len(y), len(x)), dtype=bool)
    for glance in glances:
        cell = y[glance.values[up.field]], x[glance.values[across.field]]
        values[cell] = math.nan if glance.synergy is None else 2.0 * glance.synergy.estimate
        open_here[cell] = glance.word == "not distinguishable"
    return values, open_here


def _places(moving: Moving) -> np.ndarray:
    """Return where the values of a number stand: evenly, where its logarithm is even."""
    values = np.array(sorted(map(float, moving.values)))
    return np.log10(values) if moving.scale == "log" else values


def _scaled(ax: Axes, across: Moving, up: Moving, x: np.ndarray, y: np.ndarray) -> None:
    for scale, moving, places in ((ax.xaxis, across, x), (ax.yaxis, up, y)):
        (ticks_of_powers if moving.scale == "log" else ticks)(scale, list(places))


def _along(moving: Moving, glances: Sequence[Glance]) -> tuple[list[float], list[Point]]:
    """Return points along a number, ascending, with where they stand."""
    placed = sorted(
        ((float(glance.values[moving.field]), as_point(glance)) for glance in glances if glance.word),
        key=lambda pair: pair[0],
    )
    return [place for place, _ in placed], [point for _, point in placed]


def _beside(moving: Moving, glances: Sequence[Glance]) -> tuple[list[float], list[Point]]:
    """Return points of a choice, beside each other."""
    order = {value: float(i) for i, value in enumerate(moving.values)}
    placed = [(order[glance.values[moving.field]], as_point(glance)) for glance in glances if glance.word]
    return [place for place, _ in placed], [point for _, point in placed]


def _draw_steps(ax: Axes, moving: Moving, places: list[float], points: list[Point]) -> None:
    """Draw a curve of a number; of a choice, its values beside each other."""
    if moving.is_numeric:
        draw_curve(ax, places, points, LOOKS["joint"])
        _finish((ax,), moving, places)
        return
    ax.axhline(2.0, **TWO)
    for place, point, interval in zip(places, points, ones_of(points), strict=True):
        if interval is not None:
            look = LOOKS["joint"]
            face = "white" if is_open(point) else look.colour
            ax.plot([place] * 2, [interval.low, interval.high], color=look.colour, linewidth=1.6)
            ax.plot(place, interval.estimate, marker=look.marker, markersize=5, color=look.colour, markerfacecolor=face)
    ax.set_xticks(range(len(moving.values)), [_text(value) for value in moving.values], fontsize=8)
    ax.set_xlim(-0.5, len(moving.values) - 0.5)
    ax.grid(axis="y")


def _finish(axes: Sequence[Axes], moving: Moving, places: Sequence[float]) -> None:
    """Give curves their common axis, as even as the design is."""
    if not places:
        return
    for ax in axes:
        if moving.scale == "log":
            ax.set_xscale("log")
        room = 0.02 * (max(places) - min(places))
        if moving.scale != "log" and room > 0.0:
            ax.set_xlim(min(places) - room, max(places) + room)
        ax.grid(axis="y")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9))))
    last = axes[-1].xaxis
    if moving.scale == "log":
        ticks_of_log(last, places)
    elif len(places) > 1:
        ticks(last, list(places))


def _small(count: int, height: float, abreast: int = ABREAST) -> tuple[Chart, list[Axes]]:
    """Return a figure of so many panels beside and below each other; those too many are taken out."""
    columns = min(abreast, count)
    rows = -(-count // columns)
    figure = Chart(figsize=(WIDTH, 0.9 + height * rows), layout="constrained")
    made = figure.subplots(rows, columns, sharey=True, squeeze=False)
    axes = [ax for row in made for ax in row]
    for ax in axes[count:]:
        ax.remove()
    return figure, axes[:count]


def _below(axes: Sequence[Axes], text: str) -> None:
    """Name what stands along the axis below the lowest panel of each column."""
    lowest: dict[float, Axes] = {}
    for ax in axes:
        spec = ax.get_subplotspec()
        assert spec is not None
        lowest[spec.colspan.start] = ax  # the last of a column comes last
    for ax in lowest.values():
        ax.set_xlabel(text, fontsize=8, linespacing=1.3)


def _single(width: float, height: float) -> tuple[Chart, list[Axes]]:
    figure = Chart(figsize=(width, height), layout="constrained")
    return figure, [figure.subplots()]


def _title(ax: Axes, shape: Shape, choice: Sequence[Value]) -> None:
    pairs = zip(shape.chosen, choice, strict=True)
    text = ", ".join(f"{moving.field} = {_text(value)}" for moving, value in pairs)
    ax.set_title("\n".join(broken(text, 34)), fontsize=8)


def _setting(shape: Shape, choice: Sequence[Value]) -> dict[str, Any]:
    return {moving.field: value for moving, value in zip(shape.chosen, choice, strict=True)}


def _named(shape: Shape, glance: Glance, lang: str) -> str:
    if shape.across:
        return _text(glance.values[shape.across[0].field])
    return say("chart.survey.point", lang, number=with_commas(glance.number + 1))


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else short(float(value), 4)


def label_of(surveyed: Surveyed, moving: Moving, lang: str, places: int) -> str:
    """Return what a parameter means and its path, with those that move with it."""
    means = label(type(surveyed.survey.scenario), moving.field, lang, places)
    return "\n".join([*means, *moving.others])


def _keys(points: Sequence[Point], surveyed: Surveyed, lang: str, *, band: bool = True) -> list[Any]:
    """Explain the marks that there are."""
    marks = list(_two_and_band(surveyed, lang)) if band else []
    if any(map(is_open, points)):
        marks.append(
            Line2D([], [], marker="o", color=SOFT, markerfacecolor="white", markersize=5, linestyle="none",
                   label=say("chart.sweep.open", lang))
        )  # fmt: skip
    if any(interval is None for interval in ones_of(points)):
        marks.append(cross(lang))
    return marks


def _two_and_band(surveyed: Surveyed, lang: str) -> Iterator[Any]:
    confidence = percentage(surveyed.confidence)
    yield Line2D([], [], label=say("chart.sweep.two", lang), **TWO)
    yield Patch(color=SOFT, alpha=0.3, linewidth=0, label=say("chart.sweep.band", lang, confidence=confidence))


def _plain(interval: Interval | None) -> dict[str, float | None] | None:
    return None if interval is None else interval.to_json()


def _interval(value: dict[str, float | None]) -> Interval:
    return Interval(*(math.nan if number is None else number for number in map(value.get, ("estimate", "low", "high"))))


def _maybe(value: dict[str, float | None] | None) -> Interval | None:
    return None if value is None else _interval(value)
