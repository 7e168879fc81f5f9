"""Who is asked at a place, and what is seen of a score: where it is known what must come out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.model.camps import Camp, alone
from sim.model.columns import ORGANISATION_RUN
from sim.model.month import step
from sim.model.phases.phase import run
from sim.scenario.schema import Scenario
from studies.districts import MODES, district, joint
from tests.model.stepping import finished, started

SMALL = {
    "months": 5,
    "district": {"streets": 3, "areas": 4, "lines": 40},
    "needs": {"scale": 2.0},
    "channels": {"agenda": 0.5, "partners": 0.8, "trust": 0.5},
    "matching": {"last_resort": 0.5},
    "convening": {"platform_hours": 0.0},
}
WILLING = {"participation": {"cost": -10.0}, "district": {"two_new_cover": 1.0}}  # everybody has days to give
# At every area something is listed from the first month on that will never be done; all areas are at one spot.
SPOT = [{"name": f"area {number}", "street": 0, "x": 0.0, "y": 0.0} for number in range(40)]
ALWAYS_LISTED = {
    "areas": SPOT,
    "needs": {
        "scale": 0.0,
        "listed": [
            {"name": place["name"], "month": 1, "day": 1, "nature": "mass", "area": place["name"], "amount": 1e5,
             "deadline": 3600.0} for place in SPOT
        ],
    },
    "discovery": {"street": 1.0, "delay": 0.0},
    "convening": {"block_hours": 5000.0},
    "channels": {"agenda": 1.0},
    "mechanisms": {"mobilisation": {"contracts": 0.0}},
    "trust": {"absence": 0.0},
}  # fmt: skip


def same_run(first: Scenario, second: Scenario, but: tuple[str, ...] = ()) -> None:
    """Assert that two scenarios' joint arms are the same bytes, but for some columns of organisations."""
    a, b = (finished(scenario, joint(scenario)) for scenario in (first, second))
    for column in ORGANISATION_RUN:
        if column.name not in but:
            assert a.organisation[column.name].tobytes() == b.organisation[column.name].tobytes(), column.name
    assert a.ledger.tobytes() == b.ledger.tobytes()
    assert a.months.tobytes() == b.months.tobytes()
    assert a.months["teams"].sum() > 0


def asked_in(scenario: Scenario, camp: Camp | None = None) -> list[list[set[int]]]:
    """Return by month and area the ids of who is asked, of those who have days."""
    state = started(scenario, camp or joint(scenario))
    months: list[list[set[int]]] = []

    def call(kernel: Any, given: dict[str, Any]) -> Any:
        done = run(kernel, given)
        if kernel.py_func.__name__ == "ask":
            first, seats = done
            ends = pairwise(first)
            months.append([set(seats["id"][low:high][seats["asked"][low:high]].tolist()) for low, high in ends])
        return done

    for _ in range(scenario.months):
        step(state, call)
    return months


def crowd(number: int, **more: Any) -> Scenario:
    """Return a scenario of one street, in which so many agencies without needs stand at one spot."""
    rows = [{"name": "street", "type": "street", "area": "area 0"}]
    rows += [{"name": f"agency {n}", "type": "agency", "area": "area 0", "needs": 0.0, "level": "street"}
             for n in range(number)]  # fmt: skip
    matching = {"asked": 7, "reach_km": 1.0}
    return district(ALWAYS_LISTED, WILLING, {"organisations": rows, "matching": matching}, more)


@pytest.mark.parametrize("mode", MODES)
def test_what_has_no_strength_moves_nothing(mode: str) -> None:
    """Where scores are seen as they are, knowledge moves nothing."""
    idle = {
        "learning": {"familiarity": 1.0},
        "mechanisms": {"liaison": {"resource_list": 0.0}},
    }
    modes = {"matching": {"mode": mode, "error": 0.0}}
    same_run(district(SMALL, modes, idle), district(SMALL, modes), but=("familiar",))


@pytest.mark.parametrize("mode", MODES)
def test_where_everybody_is_asked_nobody_is_left_to_ask(mode: str) -> None:
    """And how lots know distance is nothing to anybody then."""
    everybody, and_more = (
        district(SMALL, {"matching": {"mode": mode, **matching}})
        for matching in ({"asked": 60}, {"asked": 2000, "near_km": 0.1})
    )
    same_run(everybody, and_more)


def test_with_nobody_to_ask_those_with_a_right_and_owners_serve_all_the_same() -> None:
    scenario = district(SMALL, {"matching": {"asked": 0, "last_resort": 0.0}})
    state = finished(scenario, joint(scenario))
    assert state.months["teams"].sum() > 0
    assert state.months["pairs_heard"].sum() < finished(district(SMALL), joint(scenario)).months["pairs_heard"].sum()


def test_who_has_a_right_is_always_asked_and_of_each_label_so_many_others() -> None:
    scenario = district(SMALL, WILLING, {"matching": {"asked": 3}})
    state = started(scenario, joint(scenario))
    organisation, strangers = state.organisation, 0
    row = {int(number): i for i, number in enumerate(organisation["id"])}
    for month in asked_in(scenario):
        for a, ids in enumerate(month):
            if not ids:
                continue
            local = organisation["street"] == state.area["street"][a]
            right = (organisation["residence"] == a) | (organisation["paired"] == a)
            right |= local & (organisation["type"] < 2)
            right |= (organisation["type"] == 2) & (organisation["area"] == a)
            asked = np.isin(np.arange(len(organisation)), [row[number] for number in ids])
            assert asked[right & organisation["covered"]].all()
            for label in range(2):
                others = asked & ~right & (organisation["label"] == label)
                assert (organisation["street"][others] == state.area["street"][a]).all()
                assert others.sum() <= 3
                strangers += others.sum()
    assert strangers > 0


@pytest.mark.parametrize("label", [0, 1])
def test_who_is_asked_of_a_label_has_nothing_to_do_with_the_other(label: int) -> None:
    scenario = crowd(60, months=3)
    both, single = asked_in(scenario), asked_in(scenario, alone(label))
    lines = {int(number) for number in started(scenario, joint(scenario)).organisation["id"] if number >> 24 > 3}
    for month, alone_there in zip(both, single, strict=True):
        for ids, theirs in zip(month, alone_there, strict=True):
            if theirs:
                assert theirs == (ids & lines if label else ids - lines)


def test_equals_are_asked_equally_often() -> None:
    """A thousand at one spot: over places and months each is drawn as often as chance has it."""
    months, number = 30, 1000
    scenario = crowd(number, months=months, matching={"asked": 7, "reach_km": 1.0})
    organisation = started(scenario, joint(scenario)).organisation
    ids, residence = organisation["id"][1:], organisation["residence"][1:]
    times, chances = dict.fromkeys(ids.tolist(), 0), np.zeros(number)
    for month in asked_in(scenario):
        for a, asked in enumerate(month):
            assert asked, "something is listed everywhere, always"
            others = residence != a
            chances[others] += 7.0 / others.sum()
            strangers = asked & set(ids[others].tolist())
            assert len(strangers) == 7
            for number in strangers:
                times[number] += 1
    counts = np.array([times[number] for number in ids.tolist()])
    assert counts.sum() == pytest.approx(chances.sum())
    assert (counts > 0).mean() > 0.99
    assert np.var(counts - chances) == pytest.approx(chances.mean(), rel=0.3)


def test_one_organisation_more_displaces_at_most_one_at_a_place() -> None:
    fewer, more = asked_in(crowd(80, months=4)), asked_in(crowd(81, months=4))
    newcomer = max(set().union(*(ids for month in more for ids in month)))
    displaced = 0
    for month, other in zip(fewer, more, strict=True):
        for ids, with_it in zip(month, other, strict=True):
            assert with_it - ids <= {newcomer}
            assert len(ids - with_it) <= (newcomer in with_it)
            displaced += len(ids - with_it)
    assert displaced > 0


def test_the_near_are_asked_more_often() -> None:
    """Half stand on the spot, half 3 km off: with lots that count double at 1 km these are drawn a quarter as often."""
    far = [{**place, "x": 3.0 if number else 0.0} for number, place in enumerate(SPOT)]
    rows = [{"name": "street", "type": "street", "area": "area 0"}]
    rows += [{"name": f"agency {n}", "type": "agency", "area": f"area {n % 2}", "needs": 0.0, "level": "street"}
             for n in range(200)]  # fmt: skip
    for near_km, expected in ((1000.0, 0.5), (1.0, 0.2)):
        matching = {"asked": 7, "near_km": near_km, "reach_km": 10.0}
        scenario = district(ALWAYS_LISTED, WILLING, {"areas": far, "organisations": rows, "matching": matching,
                                                     "months": 20})  # fmt: skip
        organisation = started(scenario, joint(scenario)).organisation[1:]
        strangers = distant = 0
        for month in asked_in(scenario):
            for a, ids in enumerate(month[1:], start=1):
                others = organisation[np.isin(organisation["id"], list(ids)) & (organisation["residence"] != a)]
                strangers += len(others)
                distant += (others["area"] == 0).sum()
        assert strangers == 7 * 39 * 20
        assert distant / strangers == pytest.approx(expected, abs=0.04)


@pytest.mark.parametrize("mode", MODES)
def test_at_home_and_in_the_best_assignment_scores_are_seen_as_they_are(mode: str) -> None:
    """Where everybody stands at the one place, or nobody judges at all, there is no error."""
    at_home = {"district": {"streets": 1, "areas": 1, "lines": 20}}
    modes = [{"matching": {"mode": mode, "error": error}} for error in (0.0, 2.0)]
    same_run(*(district(SMALL, at_home, rule) for rule in modes))
    if mode == "optimal":
        same_run(*(district(SMALL, rule) for rule in modes))
    else:
        with pytest.raises(AssertionError):
            same_run(*(district(SMALL, rule) for rule in modes))


def test_who_serves_becomes_known_to_its_own_and_by_trust_to_the_others() -> None:
    scenario = district(SMALL, {"learning": {"familiarity": 0.1}})
    organisation = finished(scenario, joint(scenario)).organisation
    own = np.take_along_axis(organisation["familiar"], organisation["label"][:, None].astype(int), axis=1)[:, 0]
    other = np.take_along_axis(organisation["familiar"], 1 - organisation["label"][:, None].astype(int), axis=1)[:, 0]
    months = np.round(np.log1p(-own) / np.log(0.9))
    assert own == pytest.approx(1.0 - 0.9**months)
    assert other == pytest.approx(1.0 - (1.0 - 0.1 * 0.5) ** months)
    assert {0.0, 5.0} < set(months)
