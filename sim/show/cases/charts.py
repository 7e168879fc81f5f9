"""The chart of cases: what each comparison's difference comes to beside the measure without the row."""

from __future__ import annotations

import math

from matplotlib.ticker import FuncFormatter

from sim.questions.cases import Cases, Line
from sim.words import say

from ..kit.lettering import INK, SOFT
from ..kit.numbers import with_sign
from ..kit.picture import Chart

COLOURS = {
    "shown": "#2a6a9e", "shown_small": "#7fb0d6", "not_shown": "#8a8a8a",
    "opposite": "#b0242f", "opposite_small": "#dd8d94", "undefined": "#8a8a8a",
}  # fmt: skip
WIDTH = 6.7  # inches
_ROW = 0.19
_LINEAR = 0.1  # up to this share the scale is even, beyond it logarithmic


def differences_chart(cases: Cases, lang: str) -> Chart:
    """Return every difference with its interval, a row for each comparison."""
    figure = Chart(figsize=(WIDTH, 1.3 + _ROW * max(3, len(cases.lines))), layout="constrained")
    ax = figure.add_subplot()
    for y, line in enumerate(cases.lines):
        at = [_share(line, end) for end in (line.difference.low, line.difference.estimate, line.difference.high)]
        if not all(map(math.isfinite, at)):
            continue
        colour = COLOURS[line.outcome]
        ax.plot([at[0], at[2]], [y, y], color=colour, linewidth=1.2)
        ax.plot([at[1]], [y], "o", color=colour, markersize=3.5)
    ax.axvline(0.0, color=INK, linewidth=0.8)
    ax.set_xscale("symlog", linthresh=_LINEAR)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: _change(share, lang)))
    ax.set_yticks(range(len(cases.lines)), [_label(cases.lines, y) for y in range(len(cases.lines))], fontsize=6.5)
    ax.set_ylim(len(cases.lines) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=SOFT, linewidth=0.3)
    ax.set_xlabel(say("case.figure.axis", lang))
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    for word in dict.fromkeys(line.outcome for line in cases.lines):
        ax.plot([], [], "o-", color=COLOURS[word], markersize=3.5, label=say(f"case.{word}", lang))
    figure.legend(loc="outside upper center", ncols=4, frameon=False, fontsize=8)
    return figure


def _change(share: float, lang: str) -> str:
    return say("value.percent", lang, figures=with_sign(100.0 * share)) if share else "0"


def _share(line: Line, value: float) -> float:
    return value / line.size if line.size else math.nan


def _label(lines: tuple[Line, ...], number: int) -> str:
    """Return the case's name, and which of its comparisons it is where it has several."""
    name = lines[number].name
    mine = [i for i, line in enumerate(lines) if line.name == name]
    return name if len(mine) == 1 else f"{name} {mine.index(number) + 1}"
