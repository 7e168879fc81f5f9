"""Many scenarios that differ in a few values: the same as those that are read whole, and refused alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from sim.model.camps import alone
from sim.runs.run import Run
from sim.scenario import LoadedScenario, ScenarioError, dump, load, varied
from sim.scenario.design import VARIED
from sim.scenario.parameters import parameter_rows
from sim.scenario.variation import Varying

ROWS = [row for row in parameter_rows() if row.kind in VARIED and "[]" not in row.path]


def value_at_random(row: Any, chance: random.Random) -> Any:
    """Return a value of a parameter, now and then one that is refused."""
    if row.kind == "choice":
        return chance.choice([*row.choices, "no such"])
    if row.kind == "true or false":
        return chance.random() < 0.5
    low, high = row.low if row.low is not None else -1.0, row.high if row.high is not None else 9.0
    value = chance.uniform(low, min(high, low + 10.0) * (1.2 if chance.random() < 0.1 else 1.0))
    return round(value) if row.kind == "whole number" or chance.random() < 0.2 else value


def outcome(make: Callable[[Any], LoadedScenario], values: Any) -> LoadedScenario | list[str]:
    """Return the scenario, or what is wrong with it."""
    try:
        return make(values)
    except ScenarioError as error:
        return [fault.message("en") for fault in error.faults]


@pytest.mark.parametrize("name", ["above", "hongqiao", "two_way_claiming"])
def test_what_is_checked_in_part_is_what_is_read_whole(name: str) -> None:
    scenario, chance, made = load(name), random.Random(7), 0
    varying = Varying(scenario)
    for _ in range(60):
        values = {row.path: value_at_random(row, chance) for row in chance.sample(ROWS, 3)}
        whole, part = (outcome(make, values) for make in (partial(varied, scenario), varying.at))
        if isinstance(whole, list) or isinstance(part, list):
            assert part == whole
            continue
        made += 1
        assert dump(part) == dump(whole)
        assert (part.source, part.stated, part.own) == (whole.source, whole.stated, whole.own)
        assert Run(part, alone(0)).key == Run(whole, alone(0)).key
        assert type(part) is type(whole)
    assert made > 5
