"""Scenarios compared: pairing, families of intervals, what flows, where areas lie, and when it stops."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.model.world import make_world
from sim.questions.compare import LIMIT, READ, Compared, Entrant, compare, family, other_world
from sim.questions.interval import UNDEFINED, difference
from sim.questions.readings import share
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import load

SMALL = ["months=6"]
QUIET = "mechanisms.liaison.strength=0"


@cache
def compared(*sets: str, replications: int = 6, workers: int = 2, months: int = 6) -> Compared:
    """Small scenarios: ``above`` as it is, and once for each setting."""
    scenarios = [load("above", [f"months={months}", *filter(None, [value])]) for value in ("", *sets)]
    entrants = tuple(Entrant("above", scenario.title, scenario) for scenario in scenarios)
    return answer(compare(entrants, replications), workers=workers)


def test_the_same_scenario_twice_differs_nowhere() -> None:
    comparison = compared("")
    every = [comparison.measures, *(entry for axis in comparison.groups.values() for entry in axis.values())]
    every += [ends for flow in comparison.flows.values() for ends in flow.values()]
    differences = [reading.differences[0] for tree in every for reading in tree.values()]
    known = [entry for entry in differences if np.isfinite(entry.estimate)]
    assert len(known) > 100
    assert {(setting.low, setting.estimate, setting.high) for setting in known} == {(0.0, 0.0, 0.0)}


def test_a_difference_is_that_of_the_values_and_paired() -> None:
    comparison = compared(QUIET, replications=32, months=12)
    for name in ("value", "net", "participation", "quality"):
        (first, other), (apart,) = comparison.measures[name].values, comparison.measures[name].differences
        assert apart.estimate == pytest.approx(other.estimate - first.estimate)
    value = comparison.measures["value"]
    assert value.differences[0].half_width < value.values[0].half_width  # unpaired, even one alone would be wider


def test_a_scenario_by_itself_reads_as_in_its_verdict() -> None:
    comparison = compared(QUIET)
    for i, scenario in enumerate(load("above", ["months=6", *value]) for value in ([], [QUIET])):
        alone = answer(verdict(scenario, 6))
        assert comparison.measures["synergy"].values[i] == alone.synergy
        assert comparison.measures["value"].values[i] == alone.arms["joint"].gross
        for name, of_group in comparison.groups["nature"].items():
            there = alone.groups["nature"][name]["met.joint"] or UNDEFINED
            assert str(of_group["met"].values[i]) == str(there)


def test_liaison_off_reads_lower_and_every_measure_is_there() -> None:
    comparison = compared(QUIET, replications=32, months=12)
    assert comparison.measures["value"].differences[0].below(0.0)
    assert tuple(comparison.measures) == READ


def test_differences_hold_together_over_the_whole_family() -> None:
    luck = np.random.Generator(np.random.PCG64(5))
    columns = {f"m{i}": [np.zeros(32), luck.normal(size=32)] for i in range(60)}
    many = family(columns, 0.95)["m0"].differences[0]
    alone = difference(columns["m0"][1], columns["m0"][0])
    assert many.half_width > 1.3 * alone.half_width
    both = family({**columns, "m0": [*columns["m0"], columns["m1"][1]]}, 0.95)
    assert both["m0"].differences[0].half_width >= many.half_width  # one more scenario is one more comparison


def test_what_is_only_rounding_leaves_the_family() -> None:
    luck = np.random.Generator(np.random.PCG64(6))
    ones, moved = np.full(32, 0.7), luck.normal(size=32)
    dusty = ones.copy()
    dusty[::3] += 1e-16
    assert (dusty != ones).any()
    alone = family({"moved": [np.zeros(32), moved]}, 0.95)["moved"]
    beside = family({"moved": [np.zeros(32), moved], "dusty": [ones, dusty]}, 0.95)
    assert beside["dusty"].differences[0].half_width == 0.0
    assert beside["moved"] == alone


def test_a_measure_that_moves_in_one_replicate_only_does_not_blow_up_the_others() -> None:
    luck = np.random.Generator(np.random.PCG64(7))
    jump = np.zeros(32)
    jump[4] = 1.0
    result = family({"moved": [np.zeros(32), luck.normal(size=32)], "jump": [np.zeros(32), jump]}, 0.95)
    alone = difference(jump, np.zeros(32))
    assert result["jump"].differences[0].half_width < 1.5 * alone.half_width
    assert result["moved"].differences[0].half_width < 1.0


def test_pseudo_values_of_a_share() -> None:
    top, bottom = np.array([1.0, 3.0]), np.array([2.0, 6.0])
    assert share(top, bottom) == pytest.approx([0.5, 0.5])
    assert share(np.array([0.0, 4.0]), np.array([4.0, 4.0])) == pytest.approx([0.0, 1.0])
    assert share(np.zeros(2), bottom) == pytest.approx([0.0, 0.0])
    assert np.isnan(share(top, np.zeros(2))).all()


def test_flows_add_up_to_the_service_and_the_resources_there_were() -> None:
    comparison = compared(QUIET)
    for i in range(2):
        total = {
            flow: sum(reading.values[i].estimate for ends in data.values() for reading in ends.values())
            for flow, data in comparison.flows.items()
        }
        days = comparison.measures["service_days"].values[i].estimate
        assert total["days_by_type_nature"] == pytest.approx(days)
        assert total["days_by_type_reach"] == pytest.approx(days)
        assert total["lent_by_type_reach"] == pytest.approx(comparison.measures["lent"].values[i].estimate)
        outside = sum(
            ends[to].values[i].estimate
            for ends in comparison.flows["days_by_type_reach"].values()
            for to in ("own_street", "elsewhere")
        )
        assert outside / days == pytest.approx(comparison.measures["across_area"].values[i].estimate, rel=0.05)


def test_places_are_compared_where_all_scenarios_have_the_same() -> None:
    comparison = compared(QUIET)
    assert list(comparison.groups) == ["nature", "hardship", "street", "kind", "type"]
    whole = comparison.measures["value"].values[1].estimate
    for axis in ("nature", "hardship", "street"):
        assert sum(group["value"].values[1].estimate for group in comparison.groups[axis].values()) == pytest.approx(
            whole
        )
    assert "street" not in compared("district.streets=3").groups


def test_a_drawn_world_is_shown_as_replicate_0_and_a_fixed_one_as_the_mean() -> None:
    figures = compared("").maps[0]
    scenario = load("above", SMALL)
    world = make_world(scenario, scenario.seed, 0)
    assert not figures.mean
    assert figures.x.tolist() == world.area["x"].tolist()
    assert figures.names[0] == "1-1"
    scenario = load("above", [*SMALL, "world=fixed"])
    entrants = [Entrant("fixed", scenario.title, scenario)] * 2
    reply = answer(compare(entrants, 12))
    assert reply.maps[0].mean
    worked = reply.groups["nature"]
    asked = sum(reply.maps[0].asked)
    served = sum(reply.maps[0].served)
    shares = [worked[nature]["met"].values[0].estimate for nature in worked]
    assert min(shares) < served / asked < max(shares)


def test_fields_that_make_another_world_are_named_and_arrangements_are_not() -> None:
    scenario = load("above", SMALL)
    assert other_world(scenario, load("above", [*SMALL, QUIET, "matching.mode=blind"])) == ()
    other = load("above", [*SMALL, "needs.two_sided=0.1", "seed=9", "district.lines=9", QUIET])
    assert set(other_world(scenario, other)) == {"needs.two_sided", "seed", "district.lines"}


def test_it_stops_on_width_and_never_on_significance() -> None:
    scenario = load("above", SMALL)
    same = [Entrant("one", scenario.title, scenario)] * 2
    assert answer(compare(same)).replications == 16  # no difference, known exactly
    other = load("above", [*SMALL, "needs.two_sided=0.1"])
    apart = [same[0], Entrant("other", other.title, other)]
    loose, tight = (answer(compare(apart, "auto", precision)) for precision in (0.9, 0.1))
    assert loose.replications == 16
    assert 16 < tight.replications <= LIMIT
    assert tight.narrow or tight.replications == LIMIT


def test_workers_change_nothing() -> None:
    first, other = (compared(QUIET, workers=workers) for workers in (1, 3))
    assert first.measures == other.measures
    assert first.flows == other.flows
    assert first.groups == other.groups
