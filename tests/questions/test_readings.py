"""Readings: pseudo-values have the mean and spread that they stand for; second differences vanish where they must."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.mechanisms import TYPES
from sim.model.measures import MEASURES
from sim.questions.interval import ratio
from sim.questions.readings import (
    arm,
    pair_runs,
    pseudo_product,
    pseudo_ratio,
    read,
    second_difference,
    wanted,
    without,
)
from sim.runs.groups import TYPE_SUMS, Grouped
from sim.runs.outcome import Outcome, Value
from sim.runs.quantities import Quantity
from sim.runs.run import AnyRun, joined
from sim.runs.table import Table
from sim.scenario import LoadedScenario
from sim.scenario.loaded import Side

Floats = NDArray[np.float64]
HERE = LoadedScenario()
PAIR = ("liaison", "planning")
N = 400


def table(values: dict[AnyRun, Floats], ceiling: Floats | None = None, by_type: Floats | None = None) -> Table:
    """Return a table in which each run has these values and, as every measure, its position times them."""
    made = Table()
    for run, column in values.items():
        for i, value in enumerate(column):
            named: dict[str, Value] = {"gross": float(value), "net": float(value) - 1.0}
            named |= {name: position * float(value) for position, name in enumerate(MEASURES)}
            named |= {} if ceiling is None else {"ceiling": float(ceiling[i])}
            named |= {} if by_type is None else {"type": Grouped(TYPES, TYPE_SUMS, by_type)}
            made.add(run, i, Outcome({Quantity(name): entry for name, entry in named.items()}))
    return made


def side(measure: str, who: str = "joint") -> Side:
    return Side(HERE, who, measure, None)


def worlds(seed: int, *means: float, spread: float = 0.2) -> list[Floats]:
    """Return positive columns that share their world."""
    luck = np.random.default_rng(seed)
    shared = luck.normal(size=N)
    return [mean * np.exp(spread * (shared + luck.normal(size=N)) - spread**2) for mean in means]


def test_pseudo_values_of_a_ratio_average_to_it_and_spread_by_the_delta_method() -> None:
    joint, single = worlds(1, 60.0, 50.0)
    x = pseudo_ratio(joint, single)
    s = joint.mean() / single.mean()
    assert x.mean() == pytest.approx(s, rel=1e-12)
    c = np.cov(joint, single)
    variance = (c[0, 0] - 2 * s * c[0, 1] + s * s * c[1, 1]) / single.mean() ** 2 / N
    assert x.std(ddof=1) / math.sqrt(N) == pytest.approx(math.sqrt(variance), rel=1e-9)
    fieller = ratio(joint, single)
    assert fieller is not None
    assert 1.97 * x.std(ddof=1) / math.sqrt(N) == pytest.approx(fieller.half_width, rel=0.1)


def test_the_spread_of_pseudo_values_is_that_of_the_ratio_over_experiments() -> None:
    luck, ratios, data = np.random.default_rng(2), [], []
    for _ in range(500):
        world = luck.normal(size=60)
        a = 60 * np.exp(0.2 * world + 0.1 * luck.normal(size=60))
        b = 50 * np.exp(0.2 * world + 0.1 * luck.normal(size=60))
        ratios.append(a.mean() / b.mean())
        data.append(pseudo_ratio(a, b).std(ddof=1) / math.sqrt(60))
    assert np.mean(data) == pytest.approx(np.std(ratios), rel=0.12)


def test_pseudo_values_of_a_product_average_to_it_and_spread_by_the_delta_method() -> None:
    a, b, c, d = worlds(3, 60.0, 50.0, 48.0, 44.0)
    x = pseudo_product((a, 1), (b, -1), (c, -1), (d, 1))
    k = a.mean() / b.mean() / c.mean() * d.mean()
    assert x.mean() == pytest.approx(k, rel=1e-12)
    u = a / a.mean() - b / b.mean() - c / c.mean() + d / d.mean()
    assert x.std(ddof=1) == pytest.approx(k * u.std(ddof=1), rel=1e-9)


def test_a_ratio_may_be_below_zero_or_nothing_but_not_its_denominator() -> None:
    (single,) = worlds(4, 50.0)
    loss = -0.5 * single + np.random.default_rng(4).normal(size=N)
    assert pseudo_ratio(loss, single).mean() == pytest.approx(loss.mean() / single.mean())
    assert not pseudo_ratio(np.zeros(N), single).any()
    wobbling = np.random.default_rng(5).normal(size=N)
    wobbling += 0.01 - wobbling.mean()  # a mean above 0 that might as well be below
    for undefined in (wobbling, np.zeros(N), -single):
        assert np.isnan(pseudo_ratio(single, undefined)).all()
        assert np.isnan(pseudo_product((single, 1), (undefined, 1))).all()


def test_synergy_and_complementarity_are_read_from_their_arms() -> None:
    joint, block, line, beside, halves, halves_beside = worlds(6, 60.0, 30.0, 25.0, 50.0, 55.0, 52.0)
    names = ("joint", "block", "line", "side_by_side", "halves_joint", "halves_side_by_side")
    columns = (joint, block, line, beside, halves, halves_beside)
    made = table({arm(HERE, name): column for name, column in zip(names, columns, strict=True)})
    s = joint.mean() / (block + line).mean()
    assert read(made, side("synergy")).mean() == pytest.approx(s)
    k = joint.mean() / beside.mean() / (halves.mean() / halves_beside.mean())
    assert read(made, side("complementarity")).mean() == pytest.approx(k)
    asked = {of: joined(wanted(side(of))) for of in ("synergy", "complementarity")}
    assert set(asked["synergy"]) == {arm(HERE, name) for name in ("joint", "block", "line")}
    read_of_k = ("joint", "side_by_side", "halves_side_by_side", "halves_joint")
    assert set(asked["complementarity"]) == {arm(HERE, name) for name in read_of_k}
    assert {quantity.name for of in asked.values() for entry in of.values() for quantity in entry} == {"gross"}


def test_value_net_and_a_measure_are_read_from_the_arm_that_is_asked_for() -> None:
    joint, block, line = worlds(7, 60.0, 30.0, 25.0)
    made = table({arm(HERE, "joint"): joint, arm(HERE, "block"): block, arm(HERE, "line"): line})
    assert np.array_equal(read(made, side("value")), joint)
    assert np.array_equal(read(made, side("net", "line")), line - 1.0)
    assert np.array_equal(read(made, side("value", "apart")), block + line)
    assert np.array_equal(read(made, side("discovered", "block")), list(MEASURES).index("discovered") * block)


def test_blocks_lines_and_types_are_summed_before_they_are_divided() -> None:
    by_type = np.zeros((len(TYPES), len(TYPE_SUMS)))
    by_type[:, TYPE_SUMS.index("part_by_type")] = np.arange(len(TYPES))
    by_type[:, TYPE_SUMS.index("acting_by_type")] = 10.0 * (1 + np.arange(len(TYPES)))
    by_type[:, TYPE_SUMS.index("fitted_by_type")] = 2.0 ** np.arange(len(TYPES))
    made = table({arm(HERE, "joint"): np.ones(2)}, by_type=by_type)
    assert read(made, side("participation.blocks")).tolist() == [(0 + 1 + 2) / 60.0] * 2
    assert read(made, side("participation.lines")).tolist() == pytest.approx([(3 + 4 + 5 + 6 + 7) / 300.0] * 2)
    assert read(made, side("participation.two_new")).tolist() == [7 / 80.0] * 2
    assert read(made, side("fit_days.blocks")).tolist() == [7.0] * 2  # an amount: summed, not divided
    by_type[:3] = 0.0
    made = table({arm(HERE, "joint"): np.ones(2)}, by_type=by_type)
    assert np.isnan(read(made, side("participation.blocks"))).all()


def game(value: dict[str, Floats]) -> Table:
    """Return the four runs of a pair a × b; ``value`` by what is kept of it."""
    a, b = PAIR
    out: dict[str, tuple[str, ...]] = {"ab": (), "a": (b,), "b": (a,), "": (a, b)}
    return table({without(HERE, *out[kept]): x for kept, x in value.items()}, np.full(N, 100.0))


def second(made: Table, scale: str) -> Floats:
    first, other = second_difference(made, HERE, PAIR, scale)
    return first - other


def test_an_additive_game_has_no_second_difference_on_the_additive_scale_only() -> None:
    c, a, b = worlds(8, 20.0, 8.0, 5.0)
    made = game({"": c, "a": c + a, "b": c + b, "ab": c + a + b})
    assert np.abs(second(made, "additive")).max() < 1e-12
    assert second(made, "log").mean() < -0.01  # a further unit is a smaller share of more
    assert second(made, "bliss").mean() > 0.001


def test_a_multiplicative_game_has_none_on_the_log_scale_only() -> None:
    c, _ = worlds(9, 20.0, 1.0)
    made = game({"": c, "a": 1.4 * c, "b": 1.5 * c, "ab": 2.1 * c})
    assert np.abs(second(made, "log")).max() < 1e-12
    assert second(made, "additive").mean() == pytest.approx(0.2 * c.mean())


def test_overlapping_cover_has_none_on_bliss_s_scale_only() -> None:
    ceiling, (p,) = 100.0, worlds(10, 0.1, spread=0.1)
    left = {"": 1 - p, "a": (1 - p) * 0.7, "b": (1 - p) * 0.6, "ab": (1 - p) * 0.42}  # a + b − ab of what is left
    made = game({name: ceiling * (1.0 - x) for name, x in left.items()})
    assert np.abs(second(made, "bliss")).max() < 1e-12
    assert second(made, "additive").mean() < -5.0


def test_stronger_together_is_up_on_every_scale() -> None:
    c, _ = worlds(11, 10.0, 1.0)
    made = game({"": c, "a": c + 2, "b": c + 2, "ab": c + 40})
    assert all(second(made, scale).mean() > 0.0 for scale in ("additive", "log", "bliss"))


def test_pseudo_values_of_a_logarithm_spread_by_the_delta_method() -> None:
    c, a, b, ab = worlds(14, 20.0, 28.0, 30.0, 45.0)
    x = second(game({"": c, "a": a, "b": b, "ab": ab}), "log")
    assert x.mean() == pytest.approx(math.log(ab.mean() * c.mean() / a.mean() / b.mean()))
    pull = ab / ab.mean() + c / c.mean() - a / a.mean() - b / b.mean()
    assert x.std(ddof=1) == pytest.approx(pull.std(ddof=1))


def test_the_logarithm_is_of_means_not_of_replicates() -> None:
    """Averaging per-replicate logarithms finds an interaction where the means have none."""
    luck = np.random.default_rng(12)
    skewed = [mean * x / x.mean() for mean in (20.0, 28.0, 30.0, 42.0) for x in [luck.exponential(size=N) + 0.01]]
    made = game(dict(zip(("", "a", "b", "ab"), skewed, strict=True)))
    assert second(made, "log").mean() == pytest.approx(0.0, abs=1e-12)


def test_a_scale_is_undefined_where_one_of_the_four_is_not_shown_to_be_above_zero() -> None:
    c, _ = worlds(13, 20.0, 1.0)
    unsure = np.random.default_rng(13).normal(0.5, 20.0, N)
    unsure += 0.5 - unsure.mean()  # above zero, and not shown to be
    made = game({"": unsure, "a": c, "b": c, "ab": c})
    assert np.isnan(second(made, "log")).all()
    assert np.isfinite(second(made, "bliss")).all()
    made = game({"": c, "a": c, "b": c, "ab": c + 90.0})  # above its ceiling
    assert np.isnan(second(made, "bliss")).all()


def test_all_pairs_of_five_on_three_scales_take_sixteen_runs() -> None:
    names = ("mobilisation", "planning", "liaison", "supervision", "incentive")
    pairs = [(name, other) for i, name in enumerate(names) for other in names[i + 1 :]]
    made = [run for pair in pairs for run, _ in pair_runs(HERE, pair)]
    assert (len(pairs), len(made), len(set(made))) == (10, 40, 16)
    assert sorted(len(run.mechanisms or ()) for run in set(made)) == [3] * 10 + [4] * 5 + [5]
