"""The points of a design: where they lie, and that they are made as they are asked for."""

from __future__ import annotations

import math
import tracemalloc
from itertools import islice
from typing import Any

import numpy as np
import pytest
from scipy.stats import qmc

from sim.runs.points import own_seed, point, points
from sim.scenario.design import BLOCK, SALIB, Axis, Design, Method, points_of_salib

TRUST = Axis(("trust.ease",), 0.0, 1.0)
SCALE = Axis(("needs.scale",), 0.25, 4.0, "log")
RHO = Axis(("production.rho",), -9.0, 0.9, "elasticity")
TEAM = Axis(("matching.partners",), 1.0, 8.0, whole=True)
MODE = Axis(("matching.mode",), values=("two_way", "one_way"))
MIX = Axis(("a", "b", "c"), shares=(2.0, 3.0, 5.0))


def test_a_grid_has_both_ends_and_is_even_on_its_scale() -> None:
    design = Design("grid", (SCALE, RHO), 25, per_axis=5)
    values = [dict(point.values) for point in points(design)]
    assert len(values) == 25
    scales = [values[i]["needs.scale"] for i in (0, 5, 10, 15, 20)]
    assert scales == pytest.approx([0.25, 0.5, 1.0, 2.0, 4.0])
    assert (scales[0], scales[-1]) == (0.25, 4.0)
    elasticities = [1.0 / (1.0 - float(values[i]["production.rho"])) for i in range(5)]
    assert elasticities == pytest.approx([0.1, math.sqrt(0.1), 1.0, math.sqrt(10.0), 10.0])


def test_one_at_a_time_begins_where_the_scenario_stands() -> None:
    design = Design("one_at_a_time", (TRUST, MODE), 6, per_axis=3)
    assert [dict(point.values) for point in points(design)] == [
        {}, {"trust.ease": 0.0}, {"trust.ease": 0.5}, {"trust.ease": 1.0},
        {"matching.mode": "two_way"}, {"matching.mode": "one_way"},
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["sobol", "lhs", "random"])
def test_a_draw_is_even_and_stays_within(method: Method) -> None:
    design = Design(method, (TRUST, SCALE, TEAM, MODE, MIX), 1024)
    figures = [point.values for point in points(design)]
    trust = np.array([values["trust.ease"] for values in figures])
    assert trust.mean() == pytest.approx(0.5, abs=0.03)
    assert 0.0 <= trust.min() <= trust.max() <= 1.0
    logs = np.log2([float(values["needs.scale"]) for values in figures])
    assert logs.mean() == pytest.approx(0.0, abs=0.12)
    teams = [values["matching.partners"] for values in figures]
    assert [teams.count(size) for size in range(1, 9)] == pytest.approx([128] * 8, abs=45)
    assert [values["matching.mode"] for values in figures].count("two_way") == pytest.approx(512, abs=60)
    shares = np.array([[values[name] for name in MIX.fields] for values in figures], float)
    assert shares.sum(axis=1) == pytest.approx(np.ones(1024), abs=1e-12)
    assert shares.mean(axis=0) == pytest.approx([0.2, 0.3, 0.5], abs=0.02)
    assert shares[:, 0].var() == pytest.approx(0.2 * 0.8 / 11.0, rel=0.15)  # of a Dirichlet distribution


def test_sobol_points_are_balanced_in_every_half() -> None:
    """What random points would not be: each half of an axis, and each quarter of two, has its part exactly."""
    axes = (TRUST, Axis(("trust.start",), 0.0, 1.0))
    values = [
        (float(entry), float(other)) for entry, other in (p.values.values() for p in points(Design("sobol", axes, 64)))
    ]
    for low in (0.0, 0.5):
        assert sum(low <= entry < low + 0.5 for entry, _ in values) == 32
        assert sum(low <= entry < low + 0.5 and other < 0.5 for entry, other in values) == 16


def test_blocks_have_draws_and_luck_of_their_own_and_come_again_the_same() -> None:
    design = Design("sobol", (TRUST,), 8, blocks=3)
    result = list(points(design))
    assert [point.block for point in result] == [0] * 8 + [1] * 8 + [2] * 8
    assert [point.number for point in result] == list(range(24))
    assert result[8].first() == BLOCK == 2**20
    values = [point.values["trust.ease"] for point in result]
    assert len(set(values)) == 24
    assert [point.values["trust.ease"] for point in points(design)] == values
    other = Design("sobol", (TRUST,), 8, blocks=3, seed=2)
    assert [point.values["trust.ease"] for point in points(other)] != values


@pytest.mark.parametrize("method", ["sobol", "random", "grid"])
def test_the_first_points_of_millions_are_there_at_once(method: Method) -> None:
    axes = tuple(Axis((f"x{i}",), 0.0, 1.0, count=128) for i in range(3))
    tracemalloc.start()
    assert len(list(islice(points(Design(method, axes, 2**21)), 3))) == 3
    assert tracemalloc.get_traced_memory()[1] < 5e6
    tracemalloc.stop()


def test_parameters_together_have_one_value() -> None:
    design = Design("random", (Axis(("channels.sight", "channels.peers"), 0.0, 1.0),), 5)
    for made in points(design):
        assert made.values["channels.sight"] == made.values["channels.peers"]


def test_seeds_of_ones_own_differ_from_point_to_point() -> None:
    seeds = {own_seed(seed, number) for seed in (1, 2) for number in range(100)}
    assert len(seeds) == 200
    assert all(0 <= seed < 2**63 for seed in seeds)


@pytest.mark.parametrize(
    ("method", "axes", "count"),
    [
        ("grid", (TRUST, SCALE, MODE), 50), ("one_at_a_time", (TRUST, MODE, TEAM), 13),
        ("sobol", (TRUST, TEAM, MIX), 4096),
        ("lhs", (TRUST, MODE, MIX), 3000), ("random", (SCALE, MODE, MIX), 3000), ("sobol", (), 1),
    ],
)  # fmt: skip
def test_any_point_is_there_without_those_before_it(method: Method, axes: tuple[Axis, ...], count: int) -> None:
    design = Design(method, axes, count, blocks=2, per_axis=5)
    every = list(points(design))
    assert len(every) == len(design)
    for number in {0, 1 % count, count // 3, count - 1, count, count + 7 % count, 1025 % count, 2 * count - 1}:
        assert point(design, number) == every[number]
    with pytest.raises(IndexError):
        point(design, 2 * count)


def test_a_point_far_out_is_not_walked_to() -> None:
    design = Design("sobol", (TRUST, SCALE), 2**21)
    far = point(design, 2**21 - 1).values
    assert 0.0 <= float(far["trust.ease"]) <= 1.0
    grid = Design("grid", tuple(Axis((f"x{i}",), 0.0, 1.0) for i in range(3)), 200**3, per_axis=200)
    assert [round(float(value) * 199) for value in point(grid, 199 + 200 * 7 + 200**2 * 3).values.values()] == [
        3,
        7,
        199,
    ]


@pytest.mark.parametrize("method", SALIB)
def test_the_points_of_salibs_methods_are_salibs(method: Method) -> None:
    sample = pytest.importorskip("SALib.sample")
    asked = 65 if method == "fast" else 8
    design = Design(method, (TRUST, TEAM, MODE), points_of_salib(method, asked, 3), blocks=2, per_axis=asked)
    values = list(points(design))
    assert len(values) == len(design)
    seed = int(np.random.SeedSequence([design.seed, 1]).generate_state(1)[0])
    kind = {"morris": sample.morris, "saltelli": sample.sobol, "fast": sample.fast_sampler}[method]
    cube = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    theirs = kind.sample(cube, asked, seed=seed)
    assert [p.values["trust.ease"] for p in values if p.block == 1] == theirs[:, 0].tolist()
    assert {p.values["matching.mode"] for p in values} == {"two_way", "one_way"}
    if method == "morris":  # from one point of a trajectory to the next one parameter moves
        numbers = np.array([[p.values["trust.ease"], p.values["matching.partners"]] for p in values[:4]], float)
        assert (np.diff(numbers, axis=0) != 0.0).sum(axis=1).max() == 1


@pytest.mark.parametrize("kind", [qmc.Sobol, qmc.LatinHypercube])
def test_an_older_scipy_calls_its_generator_by_another_name(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to 1.14 it is ``seed``, later ``rng``; the points are the same."""
    method: Method = "sobol" if kind is qmc.Sobol else "lhs"
    design = Design(method, (TRUST, SCALE), 8)
    newest = [p.values for p in points(design)]

    class Older:
        def __init__(self, d: int, *, seed: Any = None) -> None:
            self._kind = kind(d, **{_name(kind): seed})

        def random(self, count: int) -> Any:
            return self._kind.random(count)

    monkeypatch.setattr(qmc, kind.__name__, Older)
    assert [p.values for p in points(design)] == newest


def _name(kind: Any) -> str:
    from inspect import signature

    return "rng" if "rng" in signature(kind).parameters else "seed"
