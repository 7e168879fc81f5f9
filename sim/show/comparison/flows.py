"""What flows from whom to where: days of service and resources lent, as flow diagrams.

A band is as wide as the amount; the same amount has the same width in every scenario. Every node is named, with its
amount beside it, so colours only help the eye.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from sim.mechanisms import TYPES
from sim.questions.compare import ENDS, Compared
from sim.words import say

from ..kit.lettering import INK, SOFT
from ..kit.numbers import number
from ..kit.picture import Chart
from ..verdict.charts import WIDTH
from .charts import TALLEST, called
from .tables import end_axis
from .words import group_word, lettered

COLOURS = ("#1f4e79", "#2f7ab5", "#86b5dc", "#7a4a00", "#b0741a", "#d9a441", "#c2613a", "#8f3b1e")
"""Of givers, blocks in blue and lines in brown."""
_BAR = 0.018  # of the width
_LETTER = 0.125  # inches that a name takes


@dataclass(frozen=True)
class Node:
    """A column's entry: where its bar and its name stand."""

    low: float
    high: float
    middle: float


def flows_chart(compared: Compared, lang: str) -> Chart:
    """Return days of service, for each scenario from givers to natures of need (left) and to places (right)."""
    natures, reaches = (matrices(compared, flow) for flow in ("days_by_type_nature", "days_by_type_reach"))
    count = len(compared.entrants)
    height = min(2.75, TALLEST / count)
    figure = Chart(figsize=(WIDTH, height * count), layout="constrained")
    most = max(matrix.sum() for matrix in natures) or 1.0
    for ax, (letter, entrant), left, right in zip(
        np.atleast_1d(figure.subplots(count, 1)), lettered(compared), natures, reaches, strict=True
    ):
        inches = height - 0.55
        total = number(float(left.sum()), 0)
        _frame(ax, say("compare.chart.days", lang, letter=called(compared, letter, entrant, lang, 84), total=total))
        givers = _stack(left.sum(axis=1), most, inches)
        ends = [_stack(matrix.sum(axis=0), most, inches) for matrix in (left, right)]
        _bands(ax, left, givers, ends[0], 0.5, 0.0, most)
        _bands(ax, right, givers, ends[1], 0.5, 1.0, most)
        _column(ax, givers, 0.5, _names(TYPES, "type", left.sum(axis=1), lang), "center")
        for matrix, flow, x, side in (
            (left, "days_by_type_nature", 0.0, "right"), (right, "days_by_type_reach", 1.0, "left"),
        ):  # fmt: skip
            names = _names(ENDS[flow], end_axis(flow), matrix.sum(axis=0), lang)
            _column(ax, ends[0 if x == 0.0 else 1], x, names, side)
    return figure


def lent_chart(compared: Compared, lang: str) -> Chart:
    """Return resources lent, for each scenario from owners (left) to places (right)."""
    lent = matrices(compared, "lent_by_type_reach")
    count = len(compared.entrants)
    columns = min(2, count)
    rows = math.ceil(count / columns)
    height = min(2.6, TALLEST / rows)
    figure = Chart(figsize=(WIDTH, height * rows), layout="constrained")
    most = max(matrix.sum() for matrix in lent) or 1.0
    panels = np.atleast_1d(figure.subplots(rows, columns)).ravel()
    for ax in panels[count:]:
        ax.set_axis_off()
    for ax, (letter, entrant), matrix in zip(panels, lettered(compared), lent, strict=False):
        inches = height - 0.55
        total = number(float(matrix.sum()), 0)
        name = called(compared, letter, entrant, lang, 34)
        _frame(ax, say("compare.chart.lent", lang, letter=name, total=total), wide=0.85)
        givers, ends = _stack(matrix.sum(axis=1), most, inches), _stack(matrix.sum(axis=0), most, inches)
        _bands(ax, matrix, givers, ends, 0.0, 1.0, most)
        _column(ax, givers, 0.0, _names(TYPES, "type", matrix.sum(axis=1), lang), "right")
        _column(ax, ends, 1.0, _names(ENDS["lent_by_type_reach"], "reach", matrix.sum(axis=0), lang), "left")
    return figure


def matrices(compared: Compared, flow: str) -> list[np.ndarray]:
    """Return a flow of each scenario; shape (types, ends)."""
    by_giver = compared.flows[flow]
    return [
        np.array([[by_giver[giver][end].values[i].estimate for end in ENDS[flow]] for giver in TYPES])
        for i in range(len(compared.entrants))
    ]


def _frame(ax: Axes, title: str, wide: float = 0.32) -> None:
    ax.set_axis_off()
    ax.set_xlim(-wide, 1.0 + wide)
    ax.set_ylim(0.0, 1.0)
    ax.set_title(title, loc="left", color=INK)


def _stack(amounts: np.ndarray, most: float, inches: float) -> list[Node | None]:
    """Return where nodes stand, from above: each has room for its name; None where nothing flows."""
    letter = _LETTER / inches
    there = int((amounts > 0.0).sum())
    scale = _scale(inches)
    heights = [scale * float(amount) / most for amount in amounts]
    slots = [max(height, letter) for height, amount in zip(heights, amounts, strict=True) if amount > 0.0]
    gap = min(0.06, max(0.0, 1.0 - sum(slots)) / max(1, there - 1)) if there > 1 else 0.0
    top = 1.0 - max(0.0, 1.0 - sum(slots) - gap * (there - 1)) / 2.0
    nodes: list[Node | None] = []
    for height, amount in zip(heights, amounts, strict=True):
        if amount <= 0.0:
            nodes.append(None)
            continue
        slot = max(height, letter)
        middle = top - slot / 2.0
        nodes.append(Node(middle - height / 2.0, middle + height / 2.0, middle))
        top -= slot + gap
    return nodes


def _scale(inches: float) -> float:
    """Return the share of the height that the largest total takes: what is left is for names and gaps."""
    return max(0.25, min(0.72, 1.0 - 5 * _LETTER / inches))


def _bands(
    ax: Axes, matrix: np.ndarray, givers: Sequence[Node | None], ends: Sequence[Node | None], x0: float, x1: float,
    most: float,
) -> None:  # fmt: skip
    """Draw a band for each pair, in the order of nodes, so that bands cross as little as can be."""
    total = float(matrix.sum()) or 1.0
    starts = [node.high if node else 0.0 for node in givers]
    stops = [node.high if node else 0.0 for node in ends]
    per = next(
        ((node.high - node.low) / row.sum() for node, row in zip(givers, matrix, strict=True) if node is not None),
        1.0 / total,
    )
    shift = _BAR if x1 > x0 else -_BAR
    a, b = x0 + shift, x1 - shift
    middle = (a + b) / 2.0
    for row, (giver, colour) in enumerate(zip(givers, COLOURS, strict=True)):
        for column, end in enumerate(ends):
            width = per * float(matrix[row, column])
            if giver is None or end is None or width <= 0.0:
                continue
            y0, y1 = starts[row], stops[column]
            starts[row] -= width
            stops[column] -= width
            vertices = [
                (a, y0), (middle, y0), (middle, y1), (b, y1), (b, y1 - width), (middle, y1 - width),
                (middle, y0 - width), (a, y0 - width), (a, y0),
            ]  # fmt: skip
            codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
            band = PathPatch(Path(vertices, codes), facecolor=colour, alpha=0.5, edgecolor="white", linewidth=0.3)
            ax.add_patch(band)


def _column(ax: Axes, nodes: Sequence[Node | None], x: float, names: Sequence[str], side: str) -> None:
    """Draw a column's bars and names: at its left, at its right, or upon it."""
    for i, (node, name) in enumerate(zip(nodes, names, strict=True)):
        if node is None:
            continue
        colour = COLOURS[i] if len(nodes) == len(COLOURS) else SOFT
        ax.add_patch(Rectangle((x - _BAR, node.low), 2 * _BAR, node.high - node.low, facecolor=colour, linewidth=0))
        at = {"right": x - 0.03, "left": x + 0.03, "center": x}[side]
        box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.82, "pad": 0.6} if side == "center" else None
        ax.text(at, node.middle, name, ha=side, va="center", fontsize=7.4, color=INK, bbox=box)


def _names(groups: Sequence[str], axis: str, amounts: np.ndarray, lang: str) -> list[str]:
    return [
        f"{group_word(axis, group, lang)}  {number(float(amount), 0)}"
        for group, amount in zip(groups, amounts, strict=True)
    ]
