"""The figures of a verdict: 1 + 1 beside the joint bar, the channels, month by month.

Nothing is told by colour alone: each arm has a colour, a hatch and a marker, and its name stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.questions.answers import ARMS, BARS, Verdict
from sim.questions.interval import Interval
from sim.words import say

from ..kit.labels import End, absent, name_curves
from ..kit.lettering import INK, SOFT
from ..kit.numbers import number, short, with_limits, within
from ..kit.picture import Chart
from .words import doubled, one_and_one

WIDTH = 6.7  # inches: the measure of a report on A4


@dataclass(frozen=True)
class Look:
    """How an arm looks wherever it is drawn."""

    colour: str
    hatch: str
    marker: str
    line: Any


LOOKS = {
    "block": Look("#2a6a9e", "////", "s", "-"),
    "line": Look("#d9a441", "\\\\\\\\", "^", (0, (5, 1.5))),
    "side_by_side": Look("#8c8c8c", "", "D", (0, (1.5, 1.2))),
    "joint": Look("#b0242f", "", "o", "-"),
}
GAIN, LOST = "#2e6f57", "#9a9a9a"


def verdict_chart(verdict: Verdict, lang: str) -> Chart:
    """Return one and one as a bar of two parts above the joint bar, to a scale on which the parts come to 2."""
    if verdict.synergy is None:
        return _verdict_in_points(verdict, lang)
    figure, ax = _canvas(2.45)
    shares = one_and_one(verdict)
    left = 0.0
    for arm in ("block", "line"):
        share, look = shares[arm], LOOKS[arm]
        size = 0.0 if share is None else share.estimate
        ax.barh(2, size, left=left, height=0.62, color=look.colour, hatch=look.hatch, edgecolor="white")
        _inside(ax, left + size / 2, 2, f"{say(f'arm.{arm}', lang)}\u00a0{number(size, 2)}", size, arm)
        left += size
    ax.text(2.03, 2, "2", va="center", fontsize=11)
    joint = doubled(verdict.synergy)
    rows = ((1, "side_by_side", doubled(verdict.quantities["duplication"])), (0, "joint", joint))
    longest = _longest([interval for _, _, interval in rows], 2.0)
    for row, arm, interval in rows:
        if interval is None:
            absent(ax, row, say("value.undefined", lang))
        else:
            look = LOOKS[arm]
            ax.barh(row, interval.estimate, height=0.62, color=look.colour, edgecolor="white")
            if arm == "joint" and interval.estimate > 2.0:  # what there is beyond the parts
                ax.barh(
                    row, interval.estimate - 2.0, left=2.0, height=0.62, color="#6d0f18", hatch="xx", edgecolor="white"
                )
            _whisker(ax, interval, row, longest)
            size = 12 if arm == "joint" else 9
            ax.text(_end(interval, longest, 2.0) + 0.012 * longest, row, with_limits(interval, lang, 2.0), va="center",
                    fontsize=size)  # fmt: skip
    ax.axvline(2.0, color=INK, linewidth=0.9, linestyle=(0, (4, 3)))
    ax.set_yticks([2, 1, 0], ["1 + 1", say("arm.side_by_side", lang), say("arm.joint", lang)], fontsize=10.5)
    ax.set_xlim(min([0.0, *(interval.estimate for _, _, interval in rows if interval is not None)]), longest * 1.3)
    ax.set_ylim(-0.5, 2.6)
    ax.set_xlabel(say("chart.verdict.scale", lang), color=SOFT, loc="left")
    _bare(ax)
    return figure


def _verdict_in_points(verdict: Verdict, lang: str) -> Chart:
    """Return the same where nothing can be divided: value added in points."""
    figure, ax = _canvas(2.45)
    gross = {arm: verdict.arms[arm].gross for arm in ARMS}
    left = 0.0
    for arm in ("block", "line"):
        size, look = gross[arm].estimate, LOOKS[arm]
        ax.barh(2, size, left=left, height=0.62, color=look.colour, hatch=look.hatch, edgecolor="white")
        left += max(0.0, size)
    longest = _longest([gross["side_by_side"], gross["joint"]], left) or 1.0
    gap = 0.02 * longest
    parts = " + ".join(f"{say(f'arm.{arm}', lang)}\u00a0{with_limits(gross[arm], lang)}" for arm in ("block", "line"))
    ax.text(left + gap, 2, parts, va="center", fontsize=8.5)
    for row, arm in ((1, "side_by_side"), (0, "joint")):
        ax.barh(row, gross[arm].estimate, height=0.62, color=LOOKS[arm].colour, edgecolor="white")
        _whisker(ax, gross[arm], row, longest)
        ax.text(_end(gross[arm], longest, left) + gap, row, with_limits(gross[arm], lang), va="center", fontsize=9)
    ax.axvline(left, color=INK, linewidth=0.9, linestyle=(0, (4, 3)))
    names = [
        f"{say('arm.block', lang)} + {say('arm.line', lang)}",
        say("arm.side_by_side", lang),
        say("arm.joint", lang),
    ]
    ax.set_yticks([2, 1, 0], names, fontsize=10.5)
    lows = [max(interval.low, -longest) for interval in gross.values() if math.isfinite(interval.low)]
    ax.set_xlim(min([0.0, *lows, *(interval.estimate for interval in gross.values())]), longest * 1.45)
    ax.set_xlabel(say("chart.points", lang), color=SOFT, loc="left")
    _bare(ax)
    return figure


def channels_chart(verdict: Verdict, lang: str) -> Chart:
    """Return the seven bars, and their sum below a rule."""
    explanation = verdict.explanation
    assert explanation is not None
    figure, ax = _canvas(3.1)
    shown = [*((name, explanation.bars[name]) for name in BARS), ("surplus", explanation.surplus)]
    ends = [
        value
        for _, interval in shown
        for value in (interval.estimate, interval.low, interval.high)
        if math.isfinite(value)
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    span = (high - low) or 1.0
    labels = []
    for row, (name, interval) in enumerate(shown):
        y = -row - (0.35 if name == "surplus" else 0.0)
        if name == "surplus":
            colour, hatch = LOOKS["joint"].colour, ""
        else:
            colour, hatch = (GAIN, "") if interval.estimate >= 0 else (LOST, "////")
        ax.barh(y, interval.estimate, height=0.62, color=colour, hatch=hatch, edgecolor="white")
        _whisker(ax, interval, y)
        ax.text(1.02, y, with_limits(interval, lang, 0.0), va="center", fontsize=8.5,
                transform=ax.get_yaxis_transform())  # fmt: skip
        if name == "surplus":
            labels.append((y, say("bars.sum", lang)))
        else:
            labels.append((y, f"{say(f'channel.{name}', lang)} · {say(f'channel.{name}.meaning', lang)}"))
    ax.axvline(0.0, color=INK, linewidth=0.8)
    ax.axhline(-len(BARS) + 0.32, color=SOFT, linewidth=0.6, xmin=0.0, xmax=1.0)
    ax.set_yticks([y for y, _ in labels], [text for _, text in labels])
    ax.set_xlim(low - 0.03 * span, high + 0.03 * span)
    ax.set_xlabel(say("chart.points", lang), color=SOFT, loc="left")
    _bare(ax)
    return figure


def months_chart(verdict: Verdict, lang: str) -> Chart:
    """Return two panels: value added by month of arising, and the share that took part, with bands."""
    figure = Chart(figsize=(WIDTH, 4.6), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (3, 2)})
    periods = verdict.groups["period"]
    at = [_middle(name) for name in periods]
    values = {arm: [readings.get(f"value.{arm}") for readings in periods.values()] for arm in ARMS}
    shares = {
        arm: [within(readings.get(f"participation.{arm}"), 0.0, 1.0) for readings in periods.values()]
        for arm in ("block", "line", "joint")
    }
    ends = lines(upper, at, values, lang), lines(lower, at, shares, lang)
    upper.set_title(say("chart.months.value", lang))
    lower.set_title(say("chart.months.participation", lang))
    lower.set_xlabel(month_label(len(at), lang), color=SOFT)
    upper.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
    lower.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
    lower.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10, min_n_ticks=1))
    for ax, named, apart in zip((upper, lower), ends, (0.085, 0.14), strict=True):
        ax.set_xlim(min(at) - 0.5, max(at) + 0.5)
        ax.set_ylim(min(0.0, ax.get_ylim()[0]), None)
        ax.grid(axis="y")
        name_curves(ax, named, apart)
    return figure


def month_label(periods: int, lang: str) -> str:
    """Return what stands below an axis of months: where there are several, also why the last ones fall."""
    return say("chart.months.cut" if periods > 1 else "chart.months.month", lang)


def percent(share: float, lang: str) -> str:
    """Return a share as a whole percentage."""
    return say("value.percent", lang, figures=short(round(100.0 * share, 6), 3))


def lines(ax: Axes, at: Sequence[float], series: dict[str, list[Interval | None]], lang: str) -> list[End]:
    """Draw a line with its band for each arm, and return where each ends, for `name_curves`."""
    ends: list[End] = []
    for arm, intervals in series.items():
        points = [(x, interval) for x, interval in zip(at, intervals, strict=True) if interval is not None]
        if not points:
            continue
        look, x = LOOKS[arm], [pair[0] for pair in points]
        y = [interval.estimate for _, interval in points]
        mark = max(1, len(x) // 10)
        ax.plot(
            x, y, color=look.colour, linestyle=look.line, marker=look.marker, markersize=4, markevery=mark,
            markerfacecolor="white" if arm == "side_by_side" else look.colour, markeredgewidth=0.8,
        )  # fmt: skip
        banded = [
            (x, interval) for x, interval in points if math.isfinite(interval.low) and math.isfinite(interval.high)
        ]
        if banded:
            low, high = [interval.low for _, interval in banded], [interval.high for _, interval in banded]
            ax.fill_between([x for x, _ in banded], low, high, color=look.colour, alpha=0.22, linewidth=0)
        ends.append(End(x[-1], y[-1], say(f"arm.{arm}", lang), _dark(look.colour)))
    return ends


def _middle(name: str) -> float:
    first, _, last = name.partition("-")
    return (float(first) + float(last or first)) / 2.0


def _canvas(height: float) -> tuple[Chart, Axes]:
    figure = Chart(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _bare(ax: Axes) -> None:
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(round(value, 9))))


def _whisker(ax: Axes, interval: Interval, y: float, most: float = math.inf) -> None:
    """Draw an interval's limits, where it has any; beyond ``most`` an arrowhead says that it goes on."""
    if math.isfinite(interval.low) and math.isfinite(interval.high):
        low, high = max(interval.low, -most), min(interval.high, most)
        spread = [[max(0.0, interval.estimate - low)], [max(0.0, high - interval.estimate)]]
        ax.errorbar(interval.estimate, y, xerr=spread, color=INK, capsize=3.5, linewidth=1.1, capthick=1.1)
        for is_beyond, end, marker in ((interval.low < low, low, "<"), (interval.high > high, high, ">")):
            if is_beyond:
                ax.plot([end], [y], marker=marker, markersize=5.0, color=INK, linestyle="none")


def _longest(intervals: Sequence[Interval | None], least: float) -> float:
    """Return how far bars and whiskers go; a whisker no farther than three times the longest bar."""
    known = [interval for interval in intervals if interval is not None]
    bars = max([least, *(abs(interval.estimate) for interval in known)])
    highs = [interval.high for interval in known if math.isfinite(interval.high)]
    return max([bars, *(min(high, 3.0 * bars) if bars else high for high in highs)])


def _end(interval: Interval, most: float, least: float) -> float:
    """Return where the figure beside a bar begins: right of bar, whisker and the line at ``least``."""
    high = interval.high if math.isfinite(interval.high) else interval.estimate
    return min(max(interval.estimate, high, least), most)


def _inside(ax: Axes, x: float, y: float, text: str, room: float, arm: str) -> None:
    """Write into a bar what there is room for."""
    if room > 0.28:
        box = {"facecolor": LOOKS[arm].colour, "edgecolor": "none", "pad": 1.5}
        colour = INK if arm == "line" else "white"
        ax.text(x, y, text, ha="center", va="center", color=colour, fontsize=9.5, bbox=box)


def _dark(colour: str) -> str:
    """Return a colour that can be read as text on white."""
    return {"#d9a441": "#8a6000", "#8c8c8c": SOFT}.get(colour, colour)
