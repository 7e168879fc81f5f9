"""From Python: what the commands take, the verbs take, and an executor of one's own besides."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

import sim
from sim.words import Refusal

SMALL = {"replications": 2, "months": 3}


def test_what_is_left_out_by_name_is_left_out() -> None:
    verdict = sim.run("above", **SMALL, without="liaison,planning.experts")
    assert verdict.scenario.mechanisms.liaison.strength == 0.0
    assert verdict.scenario.mechanisms.planning.experts == 0.0
    by_hand = {"mechanisms.liaison.strength": 0, "mechanisms.planning.experts": 0}
    assert verdict.to_json() == sim.run("above", **SMALL, set=by_hand).to_json()


def test_a_scenario_is_compared_with_itself_without_each_mechanism() -> None:
    compared = sim.compare("above", **SMALL, drop_each="mechanisms", pairs=True)
    assert [entrant.name for entrant in compared.entrants[1:3]] == ["without-mobilisation", "without-planning"]
    assert compared.ranked
    assert len(compared.pairs["value"]) == 10
    two = sim.compare("above", **SMALL, without=["liaison", "planning"])
    assert [entrant.name for entrant in two.entrants[1:]] == ["without-liaison", "without-planning"]
    with pytest.raises(Refusal):
        sim.compare(["above", "below"], **SMALL, without="liaison")


def test_an_executor_of_ones_own_gives_the_same_and_stays_open() -> None:
    with ThreadPoolExecutor(2) as engine:
        first, other = (json.dumps(sim.run("above", **SMALL, **how).to_json()) for how in ({"engine": engine}, {}))
        assert first == other
        assert engine.submit(int).result() == 0


@pytest.mark.parametrize(
    "wrong", [{"replications": "4"}, {"without": "liason"}, {"months": 2.5}, {"workers": 0}, {"explain": "no"}]
)
def test_what_cannot_be_asked_is_refused_in_the_command_lines_words(wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refusal:
        sim.run("above", **{**SMALL, **wrong})  # type: ignore[arg-type]
    assert str(*wrong.values()) in str(refusal.value)


def test_what_a_verb_does_not_take_is_said_with_its_name_and_what_it_takes() -> None:
    with pytest.raises(TypeError, match=r"sim\.run: .*'month'; it takes scenario, set, months, .*, workers, engine$"):
        sim.run("above", month=3)


def test_the_verb_of_the_first_notebooks_is_the_same() -> None:
    assert sim.ask is sim.run
