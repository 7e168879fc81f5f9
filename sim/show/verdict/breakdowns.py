"""The figures of parts: 1+1 and share met by nature of need and by place, taking part and hours by kind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.mechanisms import BLOCK_TYPES
from sim.questions.answers import ARMS, Verdict
from sim.questions.interval import Interval
from sim.words import say

from ..kit.labels import absent, mark_cut, reach
from ..kit.lettering import INK, SOFT
from ..kit.names import group_name
from ..kit.numbers import short, within
from ..kit.picture import Chart
from .charts import LOOKS, WIDTH, percent
from .words import doubled

MOST_ROWS = 40  # of more places nobody reads a figure
PLACES = ("hardship", "street", "area")
ROW = 0.27  # inches


@dataclass(frozen=True)
class Line:
    """One row of a figure: a group with its readings, or (without readings) the heading of those below it."""

    name: str
    readings: dict[str, Interval | None] | None = None


def natures_chart(verdict: Verdict, lang: str) -> Chart:
    """Return 1+1 and the share met, by nature of need."""
    by_nature = verdict.groups["nature"]
    return _needs([Line(group_name("nature", name, lang), readings) for name, readings in by_nature.items()], lang)


def places(verdict: Verdict) -> list[str]:
    """Return the axes of places that can be shown."""
    return [axis for axis in PLACES if 0 < len(verdict.groups.get(axis, ())) <= MOST_ROWS]


def areas_chart(verdict: Verdict, lang: str) -> Chart:
    """Return 1+1 and the share met, by fifths of hardship, street, and area where areas are the same throughout."""
    lines: list[Line] = []
    for axis in places(verdict):
        lines.append(Line(say(f"axis.{axis}", lang)))
        lines += [Line(group_name(axis, name, lang), readings) for name, readings in verdict.groups[axis].items()]
    return _needs(lines, lang)


def kinds_chart(verdict: Verdict, lang: str) -> Chart:
    """Return taking part and hours spent, by type of organisation: alone (hollow) and in the joint run (filled)."""
    by_type = verdict.groups["type"]
    lines: list[Line] = []
    for kind, types in (("block", BLOCK_TYPES), ("line", tuple(t for t in by_type if t not in BLOCK_TYPES))):
        members = [Line(group_name("type", name, lang), by_type[name]) for name in types if name in by_type]
        lines += [Line(say(f"arm.{kind}", lang)), *members] if members else []
    figure, (left, right) = panels(lines)
    _alone_and_together(left, lines, "participation", lang)
    _alone_and_together(right, lines, "hours_spent", lang)
    left.set_title(say("chart.months.participation", lang))
    right.set_title(say("chart.hours", lang))
    left.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
    _legend(figure, [(say(f"chart.{key}", lang), LOOKS["joint"].marker if key == "together" else "s",
                      SOFT if key == "alone" else LOOKS["joint"].colour, key == "alone")
                     for key in ("alone", "together")])  # fmt: skip
    return figure


def _needs(lines: Sequence[Line], lang: str) -> Chart:
    figure, (left, right) = panels(lines)
    left.axvline(2.0, color=INK, linewidth=0.9, linestyle=(0, (4, 3)))
    intervals: list[tuple[Interval, float, str]] = []
    for y, line in _rows(lines):
        readings = line.readings or {}
        synergy = doubled(readings.get("synergy"))
        if synergy is None:
            absent(left, y, say("value.undefined", lang))
        else:
            draw_estimate(left, synergy, y, "joint")
            intervals.append((synergy, y, LOOKS["joint"].colour))
        shares = {arm: within(readings.get(f"met.{arm}"), 0.0, 1.0) for arm in ARMS}
        for arm, met in shares.items():
            if met is not None:
                draw_estimate(right, met, y, arm)
        if not any(shares.values()):
            absent(right, y, say("value.undefined", lang))
    left.set_xlim(*(reach((interval for interval, _, _ in intervals), [2.0]) if intervals else (1.8, 2.2)))
    cut = mark_cut(left, intervals)
    left.set_title("1 + 1")
    right.set_title(say("chart.met", lang))
    _from_zero(right)
    right.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
    entries = [(say(f"arm.{arm}", lang), LOOKS[arm].marker, LOOKS[arm].colour, arm == "side_by_side") for arm in ARMS]
    beyond = [(say("chart.beyond", lang), ">", LOOKS["joint"].colour, False)] if cut else []
    _legend(figure, [*entries, *beyond])
    return figure


def panels(lines: Sequence[Line]) -> tuple[Chart, tuple[Axes, Axes]]:
    """Return two panels that share their rows, named at the left."""
    figure = Chart(figsize=(WIDTH, 0.95 + ROW * len(lines)), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True, gridspec_kw={"wspace": 0.07})
    left.set_ylim(-len(lines) + 0.4, 0.6)
    left.set_yticks([-row for row in range(len(lines))], [line.name for line in lines])
    for label, line in zip(left.get_yticklabels(), lines, strict=True):
        if line.readings is None:
            label.set_color(SOFT)
    for ax in (left, right):
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        ax.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9))))
        for row, line in enumerate(lines):
            if line.readings is not None:
                ax.axhline(-row, color="#efefef", linewidth=0.6, zorder=0)
    return figure, (left, right)


def _rows(lines: Sequence[Line]) -> list[tuple[float, Line]]:
    return [(-float(row), line) for row, line in enumerate(lines) if line.readings is not None]


def _alone_and_together(ax: Axes, lines: Sequence[Line], reading: str, lang: str) -> None:
    for y, line in _rows(lines):
        for name, interval in (line.readings or {}).items():
            measure, _, arm = name.partition(".")
            interval = within(interval, 0.0, 1.0 if reading == "participation" else math.inf)
            if measure == reading and interval is not None:
                draw_estimate(
                    ax, interval, y + (0.0 if arm == "joint" else 0.16), arm, hollow=arm != "joint", grey=arm != "joint"
                )
    _from_zero(ax)


def _from_zero(ax: Axes) -> None:
    """Let the axis begin at zero, with room for a marker at its ends."""
    most = ax.dataLim.x1 if ax.has_data() and ax.dataLim.x1 > 0.0 else 1.0
    ax.set_xlim(-0.03 * most, 1.06 * most)


def draw_estimate(ax: Axes, interval: Interval, y: float, arm: str, hollow: bool = False, grey: bool = False) -> None:
    """Draw an estimate as its arm's marker, and its limits as a bar."""
    look = LOOKS[arm]
    colour = SOFT if grey else look.colour
    marker = "s" if grey else look.marker
    if math.isfinite(interval.low) and math.isfinite(interval.high):
        ax.plot([interval.low, interval.high], [y, y], color=colour, linewidth=1.6, solid_capstyle="butt")
    inside = "white" if hollow or arm == "side_by_side" else colour
    ax.plot(
        [interval.estimate], [y], marker=marker, markersize=4.6, color=colour, markerfacecolor=inside, linestyle="none"
    )


def _legend(figure: Chart, entries: Sequence[tuple[str, str, str, bool]]) -> None:
    from matplotlib.lines import Line2D

    marks = [
        Line2D([], [], marker=marker, color=colour, markerfacecolor="white" if hollow else colour, linewidth=1.6,
               markersize=5, label=name)
        for name, marker, colour, hollow in entries
    ]  # fmt: skip
    figure.legend(handles=marks, loc="outside lower right", ncols=len(marks), frameon=False, fontsize=8.5)
