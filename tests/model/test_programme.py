"""Changes during a run: what holds before and after, and that a District changes as a scenario's programme does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.model.camps import alone, open_channels, together
from sim.model.district import District
from sim.model.month import State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.scenario import ScenarioError, dump, from_data
from sim.scenario.schema import Scenario

SMALL: dict[str, Any] = {
    "months": 10, "district": {"streets": 2, "areas": 4, "lines": 25}, "needs": {"scale": 1.5},
    "channels": {"sight": 0.5, "agenda": 0.5, "partners": 0.7},
}  # fmt: skip
ARRAYS = ("organisation", "area", "street", "need", "ledger", "seat", "first_seat", "months", "lever", "levers", "camp",
          "parameters", "promised")  # fmt: skip
TO: dict[str, Any] = {
    "mechanisms": {"mobilisation": {"contracts": 0.9, "strength": 0.7}, "supervision": {"strength": 0.0}},
    "institutions": {
        "investment_promotion": 0.5,
        "resources_down": 0.8,
        "two_new_cover": 0.0,
    },
    "technology": {"service_circle": 0.9, "centre_sight": 0.4, "e_visits": 0.0},
    "matching": {"mode": "one_way", "asked": 3},
}


def made(*changes: dict[str, Any], **more: Any) -> Scenario:
    return from_data({**SMALL, **more, **({"from_month": list(changes)} if changes else {})}, "test")


def run(scenario: Scenario, months: int = SMALL["months"], at_once: int = SMALL["months"]) -> State:
    world = make_world(scenario, scenario.seed, 0)
    need = make_needs(world, scenario.months)
    state = begin(world, prepare(world), together(open_channels(scenario)), need, scenario.months)
    while state.month < months:
        advance(state, min(at_once, months - state.month))
    return state


def same(a: State, b: State) -> None:
    for name in ARRAYS:
        ours, theirs = getattr(a, name), getattr(b, name)
        for field in ours.dtype.names or (...,):  # between fields memory is whatever it was
            assert ours[field].tobytes() == theirs[field].tobytes(), (name, field)


def test_before_its_month_a_change_changes_no_byte() -> None:
    plain, programmed = made(), made({"month": 6, **TO})
    same(run(plain, 5), run(programmed, 5))
    a, b = run(plain), run(programmed)
    assert a.months[:5].tobytes() == b.months[:5].tobytes()
    assert a.months["part"][5:].tolist() != b.months["part"][5:].tolist()


@pytest.mark.parametrize("section", TO)
def test_every_section_that_may_change_makes_a_difference(section: str) -> None:
    a, b = run(made()), run(made({"month": 4, section: TO[section]}))
    assert a.ledger.tobytes() != b.ledger.tobytes()


def test_a_change_to_what_holds_changes_no_byte() -> None:
    plain = made()
    held = {name: dump(plain)[name] for name in TO}
    same(run(plain), run(made({"month": 3, **held}, {"month": 7, "matching": held["matching"]})))


def test_a_change_at_month_1_is_a_scenario_of_its_own() -> None:
    same(run(made({"month": 1, **TO})), run(made(**TO)))


def test_a_later_change_lies_over_what_held_before() -> None:
    first, second = {"mechanisms": {"liaison": {"strength": 0.0}}}, {"mechanisms": {"planning": {"strength": 0.0}}}
    both = {"mechanisms": {**first["mechanisms"], **second["mechanisms"]}}
    same(
        run(made({"month": 3, **first}, {"month": 6, **second})), run(made({"month": 3, **first}, {"month": 6, **both}))
    )
    back = {"mechanisms": {"liaison": {"strength": 1.0}}}
    a, b = run(made({"month": 3, **first}, {"month": 6, **back})), run(made())
    assert a.lever.tobytes() == b.lever.tobytes()
    assert a.ledger.tobytes() != b.ledger.tobytes()


def test_months_one_by_one_or_all_at_once() -> None:
    programmed = made({"month": 2, **TO}, {"month": 9, "matching": {"mode": "optimal"}})
    for months in (1, 3, 7):
        same(run(programmed), run(programmed, at_once=months))


def test_what_is_settled_is_settled_with_the_same_luck() -> None:
    mostly, all_sign = (
        {"mechanisms": {"mobilisation": {"contracts": 0.6}}},
        {"mechanisms": {"mobilisation": {"contracts": 1.0}}},
    )
    state = run(made({"month": 4, **mostly}, {"month": 7, **all_sign}), 5)
    signed = state.organisation["paired"] >= 0
    assert (signed == ((state.organisation["kind"] == 1) & (state.organisation["lot"] < 0.6))).all()
    assert 0 < signed.sum() < (state.organisation["kind"] == 1).sum()
    advance(state, 3)
    now = state.organisation["paired"] >= 0
    assert now[signed].all()
    assert (now == (state.organisation["kind"] == 1)).all()


def test_a_run_of_one_kind_changes_too() -> None:
    for camp in (alone(0), alone(1)):
        records = []
        for scenario in (made(), made({"month": 4, **TO})):
            world = make_world(scenario, 1, 0)
            state = begin(world, prepare(world), camp, make_needs(world, 10), 10)
            advance(state, 10)
            records.append(state.months)
        assert records[0][:3].tobytes() == records[1][:3].tobytes()
        assert records[0].tobytes() != records[1].tobytes()


@pytest.mark.parametrize("month", [0, 1, 5])
@pytest.mark.parametrize("looks", [False, True])
def test_a_district_changes_as_a_programme_does(month: int, looks: bool) -> None:
    m = District(made())
    if looks:
        assert len(m.agents)
    for _ in range(month):
        m.step()
    m.change({"mechanisms.mobilisation.contracts": 0.9, "mechanisms": {"supervision": {"strength": np.float64(0.0)}}})
    m.change({name: TO[name] for name in ("institutions", "technology", "matching")})
    m.change({"mechanisms.mobilisation.strength": 0.7})
    while m.running:
        m.step()
    programmed = made({"month": month + 1, **TO})
    assert m.scenario.from_month == programmed.from_month
    same(m.state, run(programmed))
    again = District(m.scenario)
    again.run_model()
    same(again.state, m.state)


def test_a_district_with_a_programme_runs_through_it_and_can_be_changed_besides() -> None:
    m = District(made({"month": 3, **TO}, {"month": 8, "matching": {"mode": "blind"}}))
    for _ in range(4):
        m.step()
    m.change({"mechanisms.liaison.strength": 0.0})
    m.run_model()
    changes = ({"month": 3, **TO}, {"month": 5, "mechanisms": {"liaison": {"strength": 0.0}}},
               {"month": 8, "matching": {"mode": "blind"}})  # fmt: skip
    same(m.state, run(made(*changes)))


def test_what_was_written_by_hand_outlives_a_change() -> None:
    m = District(made())
    agent = next(iter(m.agents))
    agent.hours, agent.motivation = 0.0, 3.0
    m.change({"mechanisms.liaison.strength": 0.0})
    m.step()
    assert not agent.acts
    assert m.state.levers["coordination"][0] == 1.0
    m.change({"mechanisms.liaison.strength": 1.0})
    m.step()
    assert not agent.acts
    assert m.state.levers["coordination"][0] < 1.0


def test_a_district_can_be_changed_after_its_last_month() -> None:
    m = District(made(months=2))
    m.run_model()
    m.change({"mechanisms.planning.strength": 0.0})
    m.step()
    assert m.month == 3
    assert m.state.levers["voters"][0] == 0.0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"mechanisms.supervison.strength": 0.0}, "did you mean from_month[0].mechanisms.supervision"),
        ({"mechanisms.supervision.strength": 2.0}, "from 0 to 1"),
        ({"types.agency.hours": 2.0}, "Found types; allowed: one of: month, mechanisms, institutions, technology"),
        ({"world": "fixed"}, "this is settled before the first month and cannot change during a run"),
        ({"district.hardship": 0.9}, "this is settled before the first month and cannot change during a run"),
        ({"needs.strong": 0.6}, "Found needs.strong; allowed: one of: two_sided, scale, spread, worth_spread"),
        ({"needs.listed": []}, "A need that is to arise later is listed with its month, in needs.listed of the"),
        ({"needs.social.hits": 1.0}, "did you mean from_month[0].needs.social.hit"),
        ({}, "nothing is otherwise"),
    ],
)
def test_what_cannot_change_is_said_and_changes_nothing(settings: dict[str, Any], sentence: str) -> None:
    m = District(made())
    m.step()
    before = m.scenario
    with pytest.raises(ScenarioError) as caught:
        m.change(settings)
    assert sentence in str(caught.value)
    assert m.scenario is before
    m.run_model()
    same(m.state, run(made()))


def test_a_programme_goes_through_a_copy_and_a_pickle() -> None:
    import pickle

    m = District(made({"month": 3, **TO}))
    m.step()
    again = pickle.loads(pickle.dumps(m))
    again.run_model()
    m.run_model()
    same(again.state, m.state)
