"""What is left out by name is out of the run."""

from __future__ import annotations

import pytest

from sim.model.camps import open_channels, together
from sim.runs.run import Run
from sim.scenario import from_data, load
from sim.scenario.schema import Scenario
from sim.scenario.without import conditions, instruments, mechanisms, removable, without
from tests.runs.made import valued

FIVE = ("mobilisation", "planning", "liaison", "supervision", "incentive")


def joint(scenario: Scenario, kept: frozenset[str] | None = None) -> float:
    (outcome,) = valued(Run(scenario, together(open_channels(scenario)), kept))
    return outcome["gross"]


def test_the_five_mechanisms_each_with_its_instruments() -> None:
    scenario = load("default")
    assert tuple(mechanisms(scenario)) == FIVE
    assert {name.partition(".")[0] for name in instruments(scenario)} == set(FIVE)
    assert not any(name.endswith((".strength", ".hours")) for name in instruments(scenario))
    assert {"institutions.district_platform", "technology.e_visits", "technology"} <= set(conditions(scenario))
    assert removable(scenario)["exchange"] == removable(scenario)["liaison.exchange"]


@pytest.mark.parametrize("name", FIVE)
def test_a_mechanism_left_out_by_name_is_the_mechanism_left_out_of_the_run(name: str) -> None:
    """Two ways that must come to the same: its strength is 0, and the run has it not."""
    scenario = load("above", ["months=6"])
    every = frozenset(FIVE)
    assert joint(without(scenario, [name])) == pytest.approx(joint(scenario, every - {name}), rel=1e-12)
    assert joint(without(scenario, [name])) != joint(scenario)


def test_switches_and_instruments_go_off() -> None:
    scenario = without(load("default"), ["liaison.exchange", "district_platform", "technology"])
    assert scenario.mechanisms.liaison.exchange == 0.0
    assert scenario.mechanisms.liaison.strength == 1.0
    assert scenario.institutions.district_platform is False
    assert {value for _, value in scenario.technology} <= {0.0}


def test_what_comes_back_during_the_run_stays_out_too() -> None:
    change = {"month": 3, "mechanisms": {"liaison": {"strength": 0.7}, "planning": {"experts": 0.2}}}
    scenario = without(from_data({"months": 6, "from_month": [change]}, "test"), ["liaison"])
    assert scenario.from_month is not None
    (after,) = scenario.from_month
    assert after.mechanisms.liaison.strength == 0.0  # type: ignore[attr-defined]
    assert after.mechanisms.planning.experts == 0.2  # type: ignore[attr-defined]


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        without(load("default"), ["liason"])
