"""Where everything lies: what one draws is what the model reckons with."""

from __future__ import annotations

import numpy as np
import pytest

from sim.mechanisms import TYPES
from sim.model.geometry import geometry, hull
from sim.model.world import make_world
from sim.scenario import load
from sim.scenario.load import from_data


def test_areas_streets_and_hubs_are_the_worlds():
    world = make_world(load("default"), 1, 0)
    where = geometry(world)
    assert where.area[:, 0].tolist() == world.area["x"].tolist()
    assert where.area[:, 1].tolist() == world.area["y"].tolist()
    committees = world.organisation["type"] == TYPES.index("street")
    assert where.hub.tolist() == world.organisation["area"][committees].tolist()
    for s, outline in enumerate(where.outline):
        mine = where.area[where.street_of == s]
        assert mine.mean(axis=0).tolist() == where.street[s].tolist()
        assert outline.min(axis=0).tolist() == mine.min(axis=0).tolist()
        assert outline.max(axis=0).tolist() == mine.max(axis=0).tolist()


def test_organisations_lie_around_their_area_and_apart():
    world = make_world(load("default"), 1, 0)
    where = geometry(world)
    away = np.hypot(*(where.organisation - where.area[world.organisation["area"]]).T)
    assert away.max() < world.scenario.district.street_km / 2
    assert len(np.unique(where.organisation, axis=0)) == len(world.organisation)
    first = np.unique(world.organisation["area"], return_index=True)[1]
    assert away[first] == pytest.approx(0.0)  # a block wherever there is one: blocks come first
    west, south, east, north = where.bounds
    assert west < where.area[:, 0].min() < where.area[:, 0].max() < east
    assert south < where.area[:, 1].min() < where.area[:, 1].max() < north


def test_everything_in_one_place_is_still_told_apart():
    data = {
        "areas": [{"name": name, "street": 0, "x": 1.0, "y": 2.0} for name in "ab"],
        "organisations": [
            {"name": f"{kind} {n}", "type": kind, "area": "a"} for kind in ("university", "two_new") for n in range(4)
        ],
    }
    where = geometry(make_world(from_data(data, "test"), 1, 0))
    assert len(np.unique(where.organisation, axis=0)) == 8
    assert where.hub.tolist() == [-1]
    assert where.outline[0].tolist() == [[1.0, 2.0]]


def test_a_street_without_areas_has_no_middle():
    areas = [{"name": name, "street": street} for name, street in (("a", 0), ("b", 2))]
    where = geometry(make_world(from_data({"areas": areas}, "test"), 1, 0))
    assert np.isnan(where.street).all(axis=1).tolist() == [False, True, False]
    assert [len(outline) for outline in where.outline] == [1, 0, 1]


def test_hull():
    x, y = np.array([0.0, 1.0, 1.0, 0.0, 0.5]), np.array([0.0, 0.0, 1.0, 1.0, 0.5])
    assert sorted(map(tuple, hull(x, y).tolist())) == [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
    assert hull(x[:1], y[:1]).tolist() == [[0.0, 0.0]]
    assert len(hull(x[:2], y[:2])) == 2
