"""The table keeps what was asked for and no more, and no run comes to two things."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

from sim.model.camps import CHANNELS, together
from sim.model.columns import MONTH
from sim.runs.groups import Grouped
from sim.runs.outcome import Outcome, Value
from sim.runs.quantities import Quantity, quantities
from sim.runs.run import Run
from sim.runs.table import Conflict, Table
from sim.scenario import load

GROSS = Quantity("gross")


def runs(count: int) -> list[Run]:
    scenario = load("default")
    return [Run(scenario, together(dict.fromkeys(CHANNELS, i / count))) for i in range(count)]


@pytest.mark.gate
def test_gross_values_of_4096_runs_in_64_replications_stay_small() -> None:
    """Below 40 MB beside what is imported: 2 MB are the values, the rest is what they are called by."""
    tracemalloc.start()
    table = Table()
    made = runs(4096)
    for number in range(64):
        for i, run in enumerate(made):
            table.add(run, number, Outcome({GROSS: 1000.0 * i + number}))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 40 * 2**20, f"{held / 2**20:.0f} MB"
    assert table.values(made[7]).tolist() == [7000.0 + number for number in range(64)]


def test_nothing_is_kept_that_was_not_asked_for() -> None:
    (run,) = runs(1)
    table = Table()
    table.add(run, 0, Outcome({GROSS: 1.0}))
    with pytest.raises(KeyError):
        table.values(run, "net")


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("gross", 1.0, np.nextafter(1.0, 2.0)),
        ("gross", 0.0, -0.0),
        ("nature", Grouped(("a",), ("x",), np.ones((1, 1))), Grouped(("a",), ("x",), np.zeros((1, 1)))),
        ("nature", None, Grouped(("a",), ("x",), np.zeros((1, 1)))),
    ],
)
def test_a_second_outcome_is_the_same_or_an_error(name: str, value: Value, other: Value) -> None:
    (run,) = runs(1)
    table, quantity = Table(), Quantity(name)
    first = Grouped(("a",), ("x",), np.ones((1, 1))) if name == "nature" else 2.0
    table.add(run, 0, Outcome({quantity: first}))
    table.add(run, 1, Outcome({quantity: value}))
    table.add(run, 1, Outcome({quantity: value}))
    with pytest.raises(Conflict, match=f"{name} of run {run.key}, replication 1, came out twice differently"):
        table.add(run, 1, Outcome({quantity: float(other) if isinstance(other, float) else other}))


@pytest.mark.parametrize(("name", "dtype"), [("months", MONTH), ("cohorts", np.float64)])
def test_so_is_a_second_record_of_what_is_summed(name: str, dtype: Any) -> None:
    (run,) = runs(1)
    table, quantity = Table(), Quantity(name)
    records = [np.full(3, number, dtype) for number in range(3)]
    for number in (0, 1, 0, 1):
        table.add(run, number, Outcome({quantity: records[number]}))
    with pytest.raises(Conflict, match=f"{name} of run {run.key}, replication 1, came out twice differently"):
        table.add(run, 1, Outcome({quantity: records[2]}))


def test_undefined_twice_is_the_same() -> None:
    (run,) = runs(1)
    table = Table()
    for _ in range(2):
        table.add(run, 0, Outcome({Quantity("quality"): float("nan")}))
    assert np.isnan(table.values(run, "quality")).tolist() == [True]


def test_replications_are_added_in_ascending_order() -> None:
    (run,) = runs(1)
    table = Table()
    table.add(run, 3, Outcome({GROSS: 1.0}))
    with pytest.raises(ValueError, match="ascending order"):
        table.add(run, 2, Outcome({GROSS: 1.0}))


def test_a_view_has_what_its_question_asked_for() -> None:
    (run,) = runs(1)
    table = Table()
    few, many = table.view(), table.view()
    wanted = quantities(["gross", "months"])
    few.ask(run, wanted, range(2))
    many.ask(run, wanted, range(3))
    many.ask(run, wanted, range(3, 5))
    for number in range(5):
        months = np.zeros(3, MONTH)
        months["arisen"] = number + 1.0
        table.add(run, number, Outcome({GROSS: float(number), Quantity("months"): months}))
    assert few.values(run).tolist() == [0.0, 1.0]
    assert many.values(run).tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert many.values(run, first=2).tolist() == [0.0, 1.0]
    assert few.monthly(run, "arisen").tolist() == [1.5] * 3
    assert many.monthly(run, "arisen").tolist() == [3.0] * 3
    late = table.view()
    late.ask(run, wanted, range(4))
    assert late.values(run).tolist() == [0.0, 1.0, 2.0, 3.0]
    with pytest.raises(ValueError, match="asked for before they were made"):
        late.monthly(run, "arisen")
    with pytest.raises(ValueError, match="do not go on from"):
        few.ask(run, wanted, range(7, 9))


def test_groups_have_labels_wherever_they_go() -> None:
    (run,) = runs(1)
    table = Table()
    for number in range(3):
        values = np.arange(6.0).reshape(2, 3) + number
        table.add(run, number, Outcome({Quantity("nature"): Grouped(("a", "b"), ("x", "y", "z"), values)}))
    sums = table.by_group(run, "nature")
    assert sums is not None
    assert sums["y"].tolist() == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]
    assert sums.of("b")["x"].tolist() == [3.0, 4.0, 5.0]
    assert sums.total(("a", "b"))["x"].tolist() == [3.0, 5.0, 7.0]
    with pytest.raises(ValueError, match="groups of other names"):
        table.add(run, 3, Outcome({Quantity("nature"): Grouped(("a", "c"), ("x", "y", "z"), values)}))
    table.add(run, 3, Outcome({Quantity("nature"): None}))
    assert table.by_group(run, "nature") is None
