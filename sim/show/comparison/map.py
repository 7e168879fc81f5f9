"""The map of a comparison: streets as outlines, areas as marks, lines to where the street committee stands.

Of the first scenario it shows the share served; of the others how it differs, a triangle up or down beside the colour.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter

from sim.model.geometry import hull
from sim.questions.compare import Compared, Entrant, Map
from sim.words import say

from ..kit.lettering import INK, SOFT
from ..kit.numbers import with_sign
from ..kit.picture import Chart
from ..kit.text import width
from ..verdict.charts import WIDTH, percent
from .charts import TALLEST, called
from .tables import met_share
from .words import lettered

MOST_AREAS = 400  # of more nobody reads a map
_SERVED = LinearSegmentedColormap.from_list("served", ["#ffffff", "#9cc4d9", "#1f5f8b", "#0d2f4f"])
_CHANGE = LinearSegmentedColormap.from_list("change", ["#2a6a9e", "#bcd3e4", "#f7f7f7", "#eebfb9", "#b0242f"])
_LAND, _EDGE = "#f1eee6", "#b9b2a0"
_TRIED = 17  # places across a street for its number
_AROUND = 0.24  # inches of a frame around the outermost areas
_BESIDE = 0.22  # inches from a street that is a line or a point to its number
_NOTHING = 0.005  # a difference in the share served that is drawn as none


def map_chart(compared: Compared, lang: str) -> Chart:
    """Return a map for each scenario."""
    count = len(compared.maps)
    columns = min(2, count)
    rows = math.ceil(count / columns)
    height = min(TALLEST / rows, _shape(compared.maps[0]) * WIDTH / columns + 0.45)
    figure = Chart(figsize=(WIDTH, height * rows + 0.75), layout="constrained")
    panels = np.atleast_1d(figure.subplots(rows, columns)).ravel()
    first = compared.maps[0]
    most = max((float(areas.asked.max(initial=0.0)) for areas in compared.maps), default=0.0) or 1.0
    shares = [met_share(areas.asked, areas.served) for areas in compared.maps]
    changes = [share - shares[0] if same_places(first, areas) else None
               for areas, share in zip(compared.maps, shares, strict=True)]  # fmt: skip
    reach = max(
        [float(np.nanmax(np.abs(change), initial=0.0)) for change in changes[1:] if change is not None] or [0.0]
    )
    served, change = Normalize(0.0, 1.0), Normalize(-(reach or 0.01), reach or 0.01)
    for ax in panels[count:]:
        ax.set_axis_off()
    for i, (ax, (letter, entrant), areas) in enumerate(zip(panels, lettered(compared), compared.maps, strict=False)):
        _land(ax, areas, WIDTH / columns - 0.15, height - 0.5)
        name = called(compared, letter, entrant, lang, 36)
        moved = changes[i] if i else None
        sizes = 10.0 + 95.0 * areas.asked / most
        if moved is None:
            whole = float(areas.served.sum()) / (float(areas.asked.sum()) or 1.0)
            ax.set_title(say("compare.chart.served", lang, letter=name, share=percent(round(whole, 3), lang)))
            _marks(ax, areas, shares[i], sizes, np.full(len(sizes), "o"), _SERVED, served)
            if is_named(entrant):
                _names(ax, areas)
        else:
            ax.set_title(say("compare.chart.change", lang, letter=name))
            signs = np.where(np.abs(moved) <= _NOTHING, "o", np.where(moved > 0.0, "^", "v"))
            _marks(ax, areas, moved, sizes, signs, _CHANGE, change)
    _bar(figure, panels, _SERVED, served, lambda value, _: percent(value, lang), say("group.met", lang))
    if any(change is not None for change in changes[1:]):
        label = say("compare.chart.points", lang)
        _bar(figure, panels, _CHANGE, change, lambda value, _: with_sign(100.0 * value, 3), label)
    _legend(figure, lang, any(change is not None for change in changes[1:]))
    return figure


def same_places(areas: Map, other: Map) -> bool:
    """Return whether two maps have the same areas in the same places."""
    return (
        areas.names == other.names
        and np.array_equal(areas.x, other.x)
        and np.array_equal(areas.y, other.y)
        and np.array_equal(areas.street, other.street)
    )


def is_named(entrant: Entrant) -> bool:
    """Return whether the scenario names its areas."""
    return entrant.scenario.areas is not None


def is_placed(entrant: Entrant) -> bool:
    """Return whether the scenario says where all of its areas lie."""
    areas = entrant.scenario.areas
    return areas is not None and all(None not in (area.x, area.y) for area in areas)


def _shape(areas: Map) -> float:
    """Return height ÷ width of the land, within what a page bears."""
    wide, high = float(np.ptp(areas.x)) or 1.0, float(np.ptp(areas.y))
    return min(1.25, max(0.45, high / wide))


def _land(ax: Axes, areas: Map, wide: float, high: float) -> None:
    """Draw the streets: an outline around their areas, lines to the hub, a number where there is room.

    The frame, so many inches wide and high, has room for the outlines, which go around the areas' own places.
    """
    x, y = ((float(side.min()), float(side.max())) for side in (areas.x, areas.y))
    scale = max((x[1] - x[0]) / (wide - 2 * _AROUND), (y[1] - y[0]) / (high - 2 * _AROUND), 0.02)  # km an inch
    around = scale * (high / 2.0 if (x[0], y[0]) == (x[1], y[1]) else _AROUND)  # a single place has the panel
    ax.set_xlim(x[0] - around, x[1] + around)
    ax.set_ylim(y[0] - around, y[1] + around)
    ax.set_aspect("equal", adjustable="box", anchor="NW")  # below its title, which begins where the panel does
    ax.set_axis_off()
    for s in np.unique(areas.street):
        mine = np.flatnonzero(areas.street == s)
        corners = hull(areas.x[mine], areas.y[mine])
        soft: Any = {"joinstyle": "round", "capstyle": "round", "zorder": 0}
        for colour, thick in ((_EDGE, 15.0), (_LAND, 13.8)):
            ax.add_patch(Polygon(corners, closed=True, facecolor=_LAND, edgecolor=colour, linewidth=thick, **soft))
            if len(corners) == 1:  # of which no line is drawn
                ax.plot(*corners[0], marker="o", markersize=thick, color=colour, zorder=0)
        hub = int(areas.hub[s])
        if hub >= 0:
            for a in mine:
                ax.plot([areas.x[hub], areas.x[a]], [areas.y[hub], areas.y[a]], color=_EDGE, linewidth=0.6, zorder=1)
            ax.plot(areas.x[hub], areas.y[hub], marker="s", markersize=11, markerfacecolor="none", markeredgecolor=INK,
                    markeredgewidth=0.8, zorder=2)  # fmt: skip
        at = _free(corners, areas, _BESIDE * scale)
        ax.text(*at, str(s + 1), ha="center", va="center", fontsize=8.5, color=SOFT, zorder=4,
                path_effects=[withStroke(linewidth=2.5, foreground=_LAND)])  # fmt: skip


def _names(ax: Axes, areas: Map) -> None:
    """Write the areas' names, each on that side of its mark that is farthest from other marks and names."""
    left, right = ax.get_xlim()
    wide = right - left
    taken = list(zip(areas.x.tolist(), areas.y.tolist(), strict=True))
    letter, line = 0.011 * wide, 0.03 * wide
    for x, y, name in zip(areas.x.tolist(), areas.y.tolist(), areas.names, strict=True):
        half = letter * width(name) / 2.0
        sides = [(x, y - 1.1 * line), (x, y + 1.1 * line), (x + half + line, y), (x - half - line, y)]

        crowds = []
        for a, b in sides:
            outside = max(0.0, left - a + half, a + half - right) / letter
            crowds.append(outside + sum(abs(p - a) < half + 0.5 * line and abs(q - b) < line for p, q in taken))
        a, b = sides[crowds.index(min(crowds))]
        taken += [(a + step * half, b) for step in (-0.8, 0.0, 0.8)]
        ax.text(a, b, name, ha="center", va="center", fontsize=6.2, color=INK, zorder=5,
                path_effects=[withStroke(linewidth=2.0, foreground=_LAND)])  # fmt: skip


def _free(corners: np.ndarray, areas: Map, beside: float) -> tuple[float, float]:
    """Return the place within a street that lies farthest from any area, or so many km beside a line or a point."""
    if len(corners) < 3:
        x, y = corners.mean(axis=0)
        return float(x), float(y) + beside
    x, y = (np.linspace(corners[:, k].min(), corners[:, k].max(), _TRIED) for k in (0, 1))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    inside = places[Path(corners).contains_points(places)]
    places = inside if len(inside) else places
    near = np.hypot(places[:, :1] - areas.x, places[:, 1:] - areas.y).min(axis=1)
    best = places[int(near.argmax())]
    return float(best[0]), float(best[1])


def _marks(
    ax: Axes, areas: Map, values: np.ndarray, sizes: np.ndarray, signs: np.ndarray, colours: Any, norm: Normalize
) -> None:
    """Draw the areas; one without any need has a cross."""
    known = np.isfinite(values)
    for sign in ("o", "^", "v"):
        here = known & (signs == sign)
        ax.scatter(areas.x[here], areas.y[here], s=sizes[here], c=values[here], cmap=colours, norm=norm, marker=sign,
                   edgecolors=INK, linewidths=0.5, zorder=3)  # fmt: skip
    ax.scatter(areas.x[~known], areas.y[~known], s=14.0, c=SOFT, marker="x", linewidths=0.7, zorder=3)


def _bar(figure: Chart, panels: Any, colours: Any, norm: Normalize, form: Any, label: str) -> None:
    bar = figure.colorbar(
        ScalarMappable(norm, colours),
        ax=list(panels),
        location="bottom",
        fraction=0.035,
        pad=0.02,
        shrink=0.5,
        aspect=40,
        panchor=False,
    )
    bar.ax.xaxis.set_major_formatter(FuncFormatter(form))
    bar.set_label(label, fontsize=8.0)
    bar.ax.tick_params(labelsize=7.5)
    bar.outline.set_visible(False)


def _legend(figure: Chart, lang: str, changes: bool) -> None:
    def mark(sign: str, key: str, size: float = 6.0, face: str = "white") -> Line2D:
        return Line2D([], [], marker=sign, linestyle="none", markersize=size, markerfacecolor=face, markeredgecolor=INK,
                      markeredgewidth=0.7, label=say(key, lang))  # fmt: skip

    marks = [mark("o", "compare.chart.asked", 8.0), mark("s", "compare.chart.hub", 8.0)]
    if changes:
        marks += [mark("^", "compare.chart.more"), mark("v", "compare.chart.fewer")]
    figure.legend(handles=marks, loc="outside lower left", ncols=2, frameon=False, fontsize=7.8)
