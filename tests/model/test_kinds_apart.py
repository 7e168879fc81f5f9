"""Blocks and lines side by side, month by month: what the runner reads off at the end, each month."""

from __future__ import annotations

import pytest

import sim
from sim.model.camps import alone
from sim.runs.run import Run, SideBySide
from tests.runs.made import valued


@pytest.mark.parametrize("mechanisms", [None, ("liaison",)])
def test_each_month_has_the_runners_numbers(mechanisms: tuple[str, ...] | None) -> None:
    scenario = sim.load("above", ["months=3"])
    apart = sim.KindsApart(scenario, mechanisms=mechanisms, replication=2)
    on = None if mechanisms is None else frozenset(mechanisms)
    while apart.running:
        apart.step()
        short = sim.load("above", [f"months={apart.month}"])
        side_by_side = SideBySide((Run(short, alone(0), on), Run(short, alone(1), on)))
        (outcome,) = valued(side_by_side, replication=2)
        assert apart.value_added == pytest.approx(outcome["gross"], rel=1e-12)
        assert apart.value_added_net == pytest.approx(outcome["net"], rel=1e-12)
    assert apart.month == 3


def test_what_both_did_is_struck_off_and_neither_knows_of_the_other() -> None:
    apart = sim.KindsApart("above", months=6)
    apart.run_model()
    alone_block = sim.District("above", camp="block", months=6)
    alone_block.run_model()
    assert apart.block.record.tobytes() == alone_block.record.tobytes()
    assert apart.duplicated > 0.0
    assert apart.value_added < apart.block.value_added + apart.line.value_added
    assert apart.value_by_need().sum() == apart.value_added


def test_both_change_and_both_go_back() -> None:
    apart = sim.KindsApart("above", months=6)
    apart.step()
    then = apart.snapshot()
    apart.run_model()
    unchanged = apart.value_added
    apart.restore(then)
    apart.change({"mechanisms.mobilisation.strength": 0.0})
    apart.run_model()
    assert apart.block.scenario == apart.line.scenario
    assert apart.value_added < unchanged
    apart.restore(then)
    apart.run_model()
    assert apart.value_added == unchanged


def test_a_camp_is_refused() -> None:
    with pytest.raises(TypeError, match="camp"):
        sim.KindsApart("above", camp="joint")
