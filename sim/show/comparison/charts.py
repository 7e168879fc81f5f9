"""The figures of a comparison: totals, month by month, by nature of need and by kind of organisation.

Nothing is told by colour alone: each scenario has a colour, a marker and a line of its own, and its letter beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.mechanisms import BLOCK_TYPES, TYPES
from sim.questions.compare import LETTERS, Compared, Entrant, Reading
from sim.questions.interval import Interval
from sim.runs.groups import period_months
from sim.words import say

from ..kit.labels import End, name_curves
from ..kit.lettering import INK, SOFT
from ..kit.names import measure_name
from ..kit.numbers import short
from ..kit.picture import Chart
from ..kit.text import lines as broken
from ..kit.text import width
from ..verdict.charts import WIDTH, Look, month_label, percent
from .words import SHARES, group_word, lettered, possible, title_of

LOOKS = (
    Look("#3d3d3d", "", "o", "-"),
    Look("#b0242f", "", "s", (0, (5, 1.5))),
    Look("#2a6a9e", "", "^", (0, (1.5, 1.2))),
    Look("#8a6000", "", "D", (0, (6, 1.5, 1.5, 1.5))),
    Look("#1b7f79", "", "v", (0, (3, 1, 1, 1, 1, 1))),
    Look("#5b3a8c", "", "P", (0, (8, 2))),
)
"""How scenarios look wherever they are drawn, in order of their letters."""
_APART = 0.15  # inches between scenarios in a row
TALLEST = 9.2  # inches of a figure: it must stand on one page
_NAME = 26  # places of a line of a scenario's title beside its row
_KEYS = ((28, 3), (46, 2))  # places of a title in a legend of so many columns


@dataclass(frozen=True)
class FigureRow:
    """One row of a figure: a group with its readings; without any it is the heading of those below it."""

    name: str
    readings: dict[str, Reading] = field(default_factory=dict)


def called(compared: Compared, letter: str, entrant: Entrant, lang: str, places: int) -> str:
    """Return a scenario's letter and title, in lines of so many places."""
    first, *rest = broken(title_of(compared, entrant, lang), places - 3)
    return "\n".join([f"{letter}  {first}", *(f"     {line}" for line in rest)])


def totals_chart(compared: Compared, lang: str) -> Chart:
    """Return value added, net value and S, a row for each scenario."""
    count = len(compared.entrants)
    names = [called(compared, letter, entrant, lang, _NAME) for letter, entrant in lettered(compared)]
    height = 0.14 + 0.16 * max(name.count("\n") + 1 for name in names)
    figure = Chart(figsize=(WIDTH, 0.95 + height * count), layout="constrained")
    panels = figure.subplots(1, 3, sharey=True, gridspec_kw={"wspace": 0.07})
    titles = (say("compare.chart.value", lang), say("compare.chart.net", lang), measure_name("synergy", lang))
    for ax, name, title in zip(panels, ("value", "net", "synergy"), titles, strict=True):
        for i, value in enumerate(compared.measures[name].values):
            _point(ax, value, -i, LOOKS[i % len(LOOKS)])  # each has a row and a name of its own
        _bare(ax)
        ax.set_title(title)
        ax.margins(x=0.14)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 2.5, 5, 10]))
    panels[0].set_yticks([-i for i in range(count)], names, ha="left")
    panels[0].tick_params(axis="y", pad=_pad(names))
    panels[0].set_ylim(-count + 0.4, 0.6)
    return figure


def months_chart(compared: Compared, lang: str) -> Chart:
    """Return value by month of arising, and the share that took part, with bands."""
    figure = Chart(figsize=(WIDTH, 4.8), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (3, 2)})
    size, months = period_months(compared.first.months), compared.first.months
    at = [(start + 1 + min(start + size, months)) / 2.0 for start in range(0, months, size)]
    for ax, name, apart in ((upper, "value", 0.07), (lower, "participation", 0.11)):
        series = [
            [possible(name, period[i]) for period in compared.periods[name]] for i in range(len(compared.entrants))
        ]
        ends = [_line(ax, at, intervals, i, len(series)) for i, intervals in enumerate(series)]
        ax.set_title(say(f"chart.months.{name}", lang))
        ax.set_xlim(min(at) - 0.5, max(at) + 0.5)
        ax.set_ylim(min(0.0, ax.get_ylim()[0]), None)
        ax.grid(axis="y")
        name_curves(ax, [end for end in ends if end is not None], apart)
    upper.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
    lower.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
    lower.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10, min_n_ticks=1))
    lower.set_xlabel(month_label(len(at), lang), color=SOFT)
    _legend(figure, compared, lang)
    return figure


def natures_chart(compared: Compared, lang: str) -> Chart:
    """Return the share met and the value added, by nature of need."""
    rows = [
        FigureRow(group_word("nature", name, lang), readings) for name, readings in compared.groups["nature"].items()
    ]
    titles = {"met": say("chart.met", lang), "value": say("compare.chart.value", lang)}
    return _rows_chart(compared, rows, titles, lang)


def kinds_chart(compared: Compared, lang: str) -> Chart:
    """Return taking part and hours spent, by kind and type of organisation."""
    rows = []
    for kind, types in (("blocks", BLOCK_TYPES), ("lines", tuple(t for t in TYPES if t not in BLOCK_TYPES))):
        if kind not in compared.groups["kind"]:
            continue
        rows.append(FigureRow(group_word("kind", kind, lang), compared.groups["kind"][kind]))
        by_type = compared.groups["type"]
        rows += [FigureRow(f"· {group_word('type', name, lang)}", by_type[name]) for name in types if name in by_type]
    titles = {"participation": say("chart.months.participation", lang), "hours_spent": say("chart.hours", lang)}
    return _rows_chart(compared, rows, titles, lang)


def _rows_chart(compared: Compared, rows: Sequence[FigureRow], titles: dict[str, str], lang: str) -> Chart:
    """Return two panels that share their rows; in a row the scenarios stand below each other."""
    count = len(compared.entrants)
    height = min(0.12 + _APART * count, (TALLEST - 1.0) / len(rows))
    apart = (height - 0.12) / count
    figure = Chart(figsize=(WIDTH, 1.0 + height * len(rows)), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True, gridspec_kw={"wspace": 0.07})
    for ax, (name, title) in zip(panels, titles.items(), strict=True):
        for y, row in enumerate(rows):
            ax.axhline(-y - 0.5, color="#e6e6e6", linewidth=0.6, zorder=0)
            for i, value in enumerate(row.readings[name].values if name in row.readings else ()):
                shown = possible(name, value)
                offset = (i - (count - 1) / 2.0) * apart / height
                _point(ax, shown, -y - offset, LOOKS[i])
        _bare(ax)
        ax.set_title(title)
        reach = ax.dataLim.x1 if ax.has_data() and ax.dataLim.x1 > 0.0 else 1.0
        ax.set_xlim(min(0.0, 1.06 * ax.dataLim.x0) - 0.03 * reach, 1.06 * reach)
        if name in SHARES:
            ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
    panels[0].set_ylim(-len(rows) + 0.5, 0.5)
    panels[0].set_yticks([-y for y in range(len(rows))], [row.name for row in rows])
    _legend(figure, compared, lang)
    return figure


def _bare(ax: Axes) -> None:
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))


def _point(ax: Axes, interval: Interval, y: float, look: Look) -> None:
    """Draw an estimate as its scenario's marker, and its limits as a bar."""
    if not math.isfinite(interval.estimate):
        return
    if math.isfinite(interval.low) and math.isfinite(interval.high):
        ax.plot([interval.low, interval.high], [y, y], color=look.colour, linewidth=1.6, solid_capstyle="butt")
    ax.plot([interval.estimate], [y], marker=look.marker, markersize=4.6, color=look.colour, linestyle="none")


def _line(ax: Axes, at: Sequence[float], intervals: Sequence[Interval | None], i: int, count: int) -> End | None:
    """Draw a line with its band, and return its end; markers of different scenarios stand at different months."""
    points = [(x, interval) for x, interval in zip(at, intervals, strict=True) if interval is not None]
    if not points:
        return None
    look, every = LOOKS[i], max(1, len(points) // 8)
    ax.plot(
        [x for x, _ in points], [interval.estimate for _, interval in points], color=look.colour, linestyle=look.line,
        marker=look.marker, markersize=4.2, markevery=(i * every // count, every),
    )  # fmt: skip
    banded = [(x, interval) for x, interval in points if math.isfinite(interval.low) and math.isfinite(interval.high)]
    if banded:
        low, high = [interval.low for _, interval in banded], [interval.high for _, interval in banded]
        ax.fill_between([x for x, _ in banded], low, high, color=look.colour, alpha=0.16, linewidth=0)
    return End(points[-1][0], points[-1][1].estimate, LETTERS[i], look.colour)


def _pad(names: Sequence[str]) -> float:
    """Return the points that the longest line of a name takes, for names that begin below each other."""
    return 4.6 * max(width(line) for name in names for line in name.split("\n")) + 6.0


def _legend(figure: Chart, compared: Compared, lang: str) -> None:
    longest = max(width(title_of(compared, entrant, lang)) + 3 for entrant in compared.entrants)
    places, columns = next((row for row in _KEYS if longest <= row[0]), _KEYS[-1])
    marks = [
        Line2D([], [], marker=look.marker, color=look.colour, linestyle=look.line, markersize=4.6,
               label=called(compared, letter, entrant, lang, places))
        for look, (letter, entrant) in zip(LOOKS, lettered(compared), strict=False)
    ]  # fmt: skip
    figure.legend(
        handles=marks, loc="outside lower left", ncols=columns, frameon=False, fontsize=8.0,
        labelcolor=INK, handlelength=3.0,
    )  # fmt: skip
