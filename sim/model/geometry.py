"""Geometry: where streets, areas and organisations lie, for whoever draws them (docs, 2.1 and 5.1).

Areas are points in the plane (km). Streets are what lies around their areas. That an organisation stands in an area is
all the model knows; so that one can tell them apart they are spread around its point, as seeds are in a sunflower.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from sim.mechanisms import TYPES

from .columns import NONE
from .world import World

Points = NDArray[np.float64]

GOLDEN_ANGLE = math.pi * (3.0 - math.sqrt(5.0))
WITHIN = 0.4  # of the way to the nearest other area, organisations lie around their own
LEAST = 0.1  # of the usual way between areas of a street: so far they spread even where two areas coincide


@dataclass(frozen=True)
class Geometry:
    """Where everything lies, in km.

    Attributes
    ----------
    area : ndarray, shape (areas, 2)
        How far east, how far north.
    street_of : ndarray of int, shape (areas,)
        The street of each area.
    street : ndarray, shape (streets, 2)
        The middle of the areas of each street; NaN where it has none.
    hub : ndarray of int, shape (streets,)
        The area in which the street committee stands, -1 without one; of several the last.
    outline : tuple of ndarray, shape (corners, 2)
        Of each street the convex hull of its areas, counter-clockwise: of two areas a line, of one a point.
    organisation : ndarray, shape (organisations, 2)
        Where one may draw each organisation: near its area, no two at one point.
    """

    area: Points
    street_of: NDArray[np.int32]
    street: Points
    hub: NDArray[np.int32]
    outline: tuple[Points, ...]
    organisation: Points

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north of all that is to be drawn."""
        every = np.concatenate((self.area, self.organisation))
        (west, south), (east, north) = every.min(axis=0).tolist(), every.max(axis=0).tolist()
        return west, south, east, north


def geometry(world: World) -> Geometry:
    """Return where everything lies in a world; nothing is drawn by lot for it.

    Parameters
    ----------
    world : World
        Of a run: ``District.world``.
    """
    area = np.column_stack((world.area["x"], world.area["y"]))
    street_of = world.area["street"].astype(np.int32)
    streets = len(world.street)
    members = np.split(np.argsort(street_of, kind="stable"), np.cumsum(np.bincount(street_of, minlength=streets))[:-1])
    middle = np.full((streets, 2), np.nan)
    for s, mine in enumerate(members):
        if len(mine):
            middle[s] = area[mine].mean(axis=0)
    hub = np.full(streets, NONE, np.int32)
    committees = world.organisation[world.organisation["type"] == TYPES.index("street")]
    hub[committees["street"]] = committees["area"]
    outline = tuple(hull(area[mine, 0], area[mine, 1]) for mine in members)
    usual = world.scenario.district.street_km / math.sqrt(max(1, *(len(mine) for mine in members)))
    return Geometry(area, street_of, middle, hub, outline, _spread(area, world.organisation["area"], usual))


def _spread(area: Points, stands: NDArray[np.int32], usual: float) -> Points:
    """Return points around the areas in which organisations stand, in order of row: the first in the middle."""
    nearest = KDTree(area).query(area, k=2)[0][:, 1]  # infinite where there is no other area
    room = np.maximum(WITHIN * np.minimum(nearest, usual), LEAST * usual)[stands]
    order = np.argsort(stands, kind="stable")
    count = np.bincount(stands, minlength=len(area))
    number = np.empty(len(stands))
    number[order] = np.arange(len(stands)) - np.repeat(np.cumsum(count) - count, count)
    radius, angle = room * np.sqrt(number / count[stands]), number * GOLDEN_ANGLE
    place: Points = area[stands] + np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    return place


def hull(x: Points, y: Points) -> Points:
    """Return the corners of the convex hull, counter-clockwise (Andrew's monotone chain); shape (corners, 2)."""
    points = sorted(set(zip(x.tolist(), y.tolist(), strict=True)))
    if len(points) < 3:
        return np.array(points).reshape(-1, 2)

    def half(walk: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        corners: list[tuple[float, float]] = []
        for p in walk:
            while len(corners) > 1 and _turn(corners[-2], corners[-1], p) <= 0.0:
                corners.pop()
            corners.append(p)
        return corners[:-1]

    return np.array([*half(points), *half(points[::-1])])


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
