"""The platform above the street: what it takes up, whom it calls, and what moves nothing, where that is known."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

from sim.model.columns import ORGANISATION_RUN
from sim.model.month import State
from studies.districts import ARMS, FUNCTIONS, MODES, OWNED, district, joint
from tests.model.stepping import finished, started, watched_month

SMALL = {
    "months": 5,
    "district": {"streets": 3, "areas": 3, "lines": 24},
    "needs": {"scale": 2.0},
    "channels": {"agenda": 0.5, "partners": 0.8},
    "convening": {"platform_hours": 0.0},
}
POST = {"convening": {"platform_hours": 160.0}}
ABLE = {"functions": dict.fromkeys(FUNCTIONS, 0.9), "resources": dict.fromkeys(OWNED, 3.0), "hours": 60.0, "needs": 0.0}
# A street that sees and lists its needs and can serve none of them; and able lines ten kilometres away, whose members
# live in some other of many places.
FAR: dict[str, Any] = {
    "months": 6,
    "areas": [
        {"name": "here", "street": 0, "x": 0.0, "y": 0.0}, {"name": "there", "street": 1, "x": 10.0, "y": 0.0},
        *({"name": f"other {n}", "street": 2, "x": 20.0, "y": 0.0} for n in range(60)),
    ],
    "organisations": [
        {"name": "office", "type": "street", "area": "here", "hours": 0.001,
         "functions": dict.fromkeys(FUNCTIONS, 0.1)},
        *({"name": f"line {n}", "type": "agency", "area": "there", "level": "district", **ABLE} for n in range(6)),
    ],
    "needs": {"two_sided": 0.0, "scale": 0.0, "listed": [
        {"name": f"need {n}", "month": 1 + n // 3, "nature": "regional", "area": "here", "amount": 4.0, "day": 1,
         "deadline": 180.0}
        for n in range(9)
    ]},
    "discovery": {"street": 1.0, "delay": 0.0},
    "convening": {"platform_hours": 0.0, "partner_hours": 0.0, "winning_hours": 0.0},
    "institutions": {"district_platform": True, "both_ends": 1.0},
    "technology": {"databases": 0, "grid_workers": 0},
    "mechanisms": {"mobilisation": {"contracts": 0.0, "checkin": 0.0}},
    "participation": {"cost": -5.0, "diversity": 0.0},
    "costs": {"travel": 0.0},  # what is taken up is done in its month
    "trust": {"absence": 0.0},
    "effort": {"redo": 0.0},
}  # fmt: skip


def same(a: State, b: State, *but: str) -> None:
    """Hold two runs to the same bytes, but for some columns of organisations."""
    for column in ORGANISATION_RUN:
        if column.name not in but:
            assert a.organisation[column.name].tobytes() == b.organisation[column.name].tobytes(), column
    assert a.ledger.tobytes() == b.ledger.tobytes()


def level_of(level: str) -> dict[str, Any]:
    return {"organisations": [{**row, "level": level} if "level" in row else row for row in FAR["organisations"]]}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("camp", range(3))
def test_a_platform_without_hours_moves_nothing(mode: str, camp: int) -> None:
    """Nor does one that nobody keeps, whatever else is said of it."""
    idle = {"convening": {"platform_block": 0.9, "platform_after": 0, "platform_asks": 1}}
    nobody = {"convening": {"platform_hours": 500.0}}
    off = {"institutions": {"district_platform": False}}
    base = district(SMALL, off, {"matching": {"mode": mode}})
    arm = (*ARMS, joint(base))[camp]
    plain = finished(base, arm)
    for layer in (idle, nobody):
        other = finished(district(SMALL, off, {"matching": {"mode": mode}}, layer), arm)
        same(plain, other)
        assert plain.months.tobytes() == other.months.tobytes()
    assert not plain.months["above"].any()


def test_a_platform_that_takes_nothing_up_costs_its_hours_and_moves_nothing() -> None:
    """What no street serves is past its deadline before it has waited so long; those kept away stay away."""
    waits = {"convening": {"platform_hours": 160.0, "platform_after": 4000}}
    without, idle = (finished(district(SMALL, layer), joint(district(SMALL))) for layer in ({}, waits))
    same(without, idle, "kept_away", "called", "called_left", "effort", "formal", "visibility")
    assert idle.months["hours"] - without.months["hours"] == pytest.approx(160.0)
    assert idle.months["convened"] - without.months["convened"] == pytest.approx(160.0)
    assert not idle.months["above"].any()


@pytest.mark.parametrize("mode", MODES)
def test_what_a_street_cannot_serve_the_platform_brings_to_those_who_can(mode: str) -> None:
    """However far they are; with so many slots a month as the post has hours for."""
    scenario = district(FAR, {"matching": {"mode": mode}})
    assert finished(scenario, joint(scenario)).months["days"].sum() == 0.0
    for hours, most in ((8.0, 1), (16.0, 2), (400.0, 50)):
        scenario = district(FAR, {"matching": {"mode": mode}, "convening": {"platform_hours": hours, "item_hours": 8.0},
                                  "mechanisms": {"planning": {"strength": 0.0}}})  # fmt: skip
        months = finished(scenario, joint(scenario)).months
        assert months["days"].sum() > 0.0
        assert months["above"] == pytest.approx(months["days"])
        assert months["days"][0] == 0.0  # what is listed first waits a month
        assert months["teams"].max() == min(most, 3)


def test_the_platform_calls_those_of_its_level_and_those_in_databases() -> None:
    """Units at city level by way of the city's platform only, those at street level by way of databases only."""

    def days(level: str, **institutions: Any) -> float:
        databases = institutions.pop("databases", 0)
        scenario = district(FAR, POST, level_of(level), {"institutions": institutions,
                                                         "technology": {"databases": databases}})  # fmt: skip
        return float(finished(scenario, joint(scenario)).months["days"].sum())

    assert days("district", district_platform=True) > 0.0
    assert days("district", district_platform=False, city_platform=True) == 0.0  # the post is the district's
    assert days("city", district_platform=True) == 0.0
    assert days("city", district_platform=True, city_platform=True) > 0.0
    assert days("street", district_platform=True, city_platform=True) == 0.0
    assert days("street", district_platform=True, databases=4) > 0.0


def test_of_what_is_left_the_worthiest_goes_first() -> None:
    """With one slot a month, what has most worth and harm left is served, whatever waits longest."""
    worth = (1.0, 9.0, 2.0, 8.0, 3.0, 7.0, 4.0, 6.0, 5.0)
    rows = [
        {**need, "month": 1, "worth": of, "harm": 0.0} for need, of in zip(FAR["needs"]["listed"], worth, strict=True)
    ]
    scenario = district(FAR, {"months": 9, "needs": {"listed": rows}, "convening": {"platform_hours": 8.0},
                              "mechanisms": {"planning": {"strength": 0.0}}})  # fmt: skip
    state = finished(scenario, joint(scenario))
    started_on = state.ledger["started"]
    served = np.flatnonzero(np.isfinite(started_on))
    assert len(served) >= 5
    by_worth = sorted(range(9), key=lambda j: -state.need["worth"][j])
    assert sorted(served, key=lambda j: started_on[j]) == by_worth[: len(served)]


def test_those_whom_their_rank_keeps_away_come_when_they_are_called() -> None:
    """They take no part and give no hours that they have not; their street does without them; nobody else comes so."""
    rank = {"participation": {"hierarchy": 5.0, "cost": -1.0, "diversity": 0.0}, "institutions": {"both_ends": 0.0}}
    scenario = district(FAR, POST, rank)
    state = started(scenario, joint(scenario))
    called = []

    def watcher(phase: str, given: dict[str, Any], run: partial[Any]) -> Any:
        done = run()
        if phase == "match":
            o = given["organisation"]
            lines = o["level"] == 2
            assert o["kept_away"][lines].all()
            assert not o["kept_away"][~lines].any()
            assert not o["part"][lines].any()
            assert not o["offer"][lines].any()
            assert (o["called"] <= o["given"]).all()
            members = given["members"][: int(given["teams"]["size"][:done].sum())]
            spent = np.bincount(members["organisation"], members["days"] + members["paid"], len(o))
            assert (o["called"] - o["called_left"])[lines] == pytest.approx(spent[lines])
            called.append(spent[lines].sum())
        return done

    for _ in range(scenario.months):
        watched_month(state, watcher)
    assert sum(called) > 0.0
    extended = district(FAR, POST, rank, {"institutions": {"both_ends": 1.0}})
    assert not finished(extended, joint(extended)).organisation["kept_away"].any()


def test_the_post_wins_and_keeps_its_partners_itself() -> None:
    """With hours to win one a month no more than one is won; what is taken comes off its own slots next month."""
    dear = {"convening": {"platform_hours": 16.0, "winning_hours": 16.0, "winning_lasts": 4000, "item_hours": 8.0},
            "mechanisms": {"liaison": {"strength": 0.0}}}  # fmt: skip
    scenario = district(FAR, dear, {"months": 5})
    state = started(scenario, joint(scenario))
    for month in range(scenario.months):
        before = state.platform["taken"].copy()
        watched_month(state, lambda phase, given, run: run())
        won = state.won[len(state.street), 2] >= 0
        assert won.sum() <= month
        assert (state.platform["taken"] <= state.platform["hours"] + 1e-9).all()
        assert state.months["team_hours"][month] == state.platform["taken"].sum()  # the street has nobody to win
        if before.sum() == 16.0:  # nothing was left for slots
            assert state.months["teams"][month] == 0
    assert (state.won[len(state.street), 2] >= 0).any()
    assert not (state.won[: len(state.street), :, 1:] >= 0).any()  # lines were won by no street
