"""Needs that arise otherwise from a month on: which they are, and what becomes of those that have arisen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.model.district import District
from sim.model.kinds_apart import KindsApart
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.scenario import LoadedScenario, dump, from_data

SMALL: dict[str, Any] = {
    "months": 10, "district": {"streets": 2, "areas": 4, "lines": 25}, "needs": {"scale": 1.5},
    "channels": {"sight": 0.5, "agenda": 0.5, "partners": 0.7},
}  # fmt: skip
OTHER: dict[str, Any] = {"scale": 3.0, "two_sided": 0.9, "social": {"hit": 1.0}, "mass": {"amount": 1.0}}


def made(*changes: dict[str, Any], **more: Any) -> LoadedScenario:
    return from_data({**SMALL, **more, **({"from_month": list(changes)} if changes else {})}, "test")


def needs_of(scenario: LoadedScenario, replication: int = 0) -> np.ndarray:
    return make_needs(make_world(scenario, scenario.seed, replication), scenario.months)


def same(a: np.ndarray, b: np.ndarray) -> None:
    """See that two tables are the same to the last byte; between fields memory is whatever it was."""
    for field in a.dtype.names or ():
        assert a[field].tobytes() == b[field].tobytes(), field


def same_runs(a: District, b: District) -> None:
    for name in ("organisation", "area", "street", "need", "ledger", "months"):
        same(getattr(a.state, name), getattr(b.state, name))


def test_needs_are_those_of_each_stretch_one_after_the_other() -> None:
    programmed = needs_of(made({"month": 4, "needs": OTHER}, {"month": 8, "needs": {"scale": 0.2}}))
    first, then = needs_of(made()), needs_of(made(needs=OTHER))
    last = needs_of(made(needs={**OTHER, "scale": 0.2}))
    expected = [first[first["month"] < 3], then[(then["month"] >= 3) & (then["month"] < 7)], last[last["month"] >= 7]]
    assert all(len(part) for part in expected)
    same(programmed, np.concatenate(expected))


@pytest.mark.parametrize("month", [1, 6, 10])
def test_a_change_to_what_holds_changes_no_byte(month: int) -> None:
    held = {name: value for name, value in dump(made())["needs"].items() if name not in ("strong", "listed")}
    plain, programmed = District(made()), District(made({"month": month, "needs": held}))
    plain.run_model()
    programmed.run_model()
    same_runs(plain, programmed)


def test_before_its_month_the_run_is_the_unchanged_one() -> None:
    plain, programmed = District(made()), District(made({"month": 6, "needs": OTHER}))
    for m in (plain, programmed):
        for _ in range(5):
            m.step()
    arisen = int(plain.record["arisen"].sum())
    for name in ("organisation", "area", "street"):
        same(getattr(plain.state, name), getattr(programmed.state, name))
    same(plain.record, programmed.record)
    for name in ("need", "ledger"):
        same(getattr(plain.state, name)[:arisen], getattr(programmed.state, name)[:arisen])
    plain.step()
    programmed.step()
    assert programmed.record["arisen"][5] > 1.3 * plain.record["arisen"][5]


@pytest.mark.parametrize("month", [0, 1, 5, 9])
def test_a_district_changes_as_a_programme_does(month: int) -> None:
    m = District(made())
    for _ in range(month):
        m.step()
    m.change({"needs.scale": 0.0, "mechanisms.liaison.strength": 0.2})
    m.change({"needs": OTHER})
    m.run_model()
    change = {"month": month + 1, "needs": OTHER, "mechanisms": {"liaison": {"strength": 0.2}}}
    programmed = District(made(change))
    assert m.scenario.from_month == programmed.scenario.from_month
    programmed.run_model()
    same_runs(m, programmed)
    again = District(m.scenario)
    again.run_model()
    same_runs(m, again)


def test_a_change_before_one_that_is_to_come_leaves_that_one_as_it_is() -> None:
    m = District(made({"month": 7, "needs": {"scale": 0.3}}))
    for _ in range(3):
        m.step()
    m.change({"needs.two_sided": 0.0, "needs.scale": 4.0})
    m.run_model()
    programmed = District(
        made({"month": 4, "needs": {"two_sided": 0.0, "scale": 4.0}}, {"month": 7, "needs": {"scale": 0.3}})
    )
    programmed.run_model()
    same_runs(m, programmed)


def test_what_arises_after_the_last_month_arises_as_was_said_last() -> None:
    m = District(made(months=3))
    m.run_model()
    m.change({"needs": OTHER})
    for _ in range(3):
        m.step()
    longer = District(made({"month": 4, "needs": OTHER}, months=6))
    longer.run_model()
    same(m.record, longer.record)


def test_one_goes_back_behind_a_change_and_on_without_it() -> None:
    m, plain = District(made(), events=True), District(made(), events=True)
    for _ in range(4):
        m.step()
    then = m.snapshot()
    m.change({"needs": OTHER})
    m.run_model()
    after = m.value_added
    m.restore(then)
    m.run_model()
    plain.run_model()
    same_runs(m, plain)
    assert [month.tobytes() for month in m.events] == [month.tobytes() for month in plain.events]
    m.restore(then)
    m.change({"needs": OTHER})
    later = m.snapshot()
    for _ in range(2):
        m.run_model()
        assert m.value_added == after
        m.restore(later)


def test_both_kinds_apart_have_the_same_needs_after_a_change() -> None:
    apart = KindsApart(made())
    for _ in range(4):
        apart.step()
    apart.change({"needs": OTHER})
    apart.run_model()
    same(apart.block.state.need, apart.line.state.need)
    programmed = KindsApart(made({"month": 5, "needs": OTHER}))
    programmed.run_model()
    assert apart.value_added == programmed.value_added
    assert apart.value_by_need().tobytes() == programmed.value_by_need().tobytes()


def test_needs_are_changed_by_a_call_and_not_written() -> None:
    m = District(made())
    with pytest.raises(AttributeError, match=r"needs\.scale"):
        m.needs = None  # type: ignore[attr-defined]
