"""What partners cost the convener, who stays away, and the last resort: where it is known what must come out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from sim.model.camps import alone
from sim.model.columns import ORGANISATION_RUN
from sim.scenario.schema import Scenario
from studies.districts import MODES, district, joint
from tests.model.stepping import finished, started, watched_month

SMALL = {
    "months": 4,
    "district": {"streets": 2, "areas": 4, "lines": 20},
    "needs": {"scale": 2.0},
    "channels": {"agenda": 0.5, "partners": 0.8},
    # none of these rules, where a test does not ask for one
    "convening": {"partner_hours": 0.0, "winning_hours": 0.0, "platform_hours": 0.0},
    "participation": {"office_follows": 1.0},
    "matching": {"last_resort": 0.0},
    "trust": {"absence": 0.0},
    "effort": {"redo": 0.0},
}
OFFICES = (0, 1)
Look = Callable[[dict[str, Any], int], None]


def watched(scenario: Scenario, look: Look) -> Any:
    """Run the joint arm; ``look`` sees what each month's matching left, and how many teams there are."""
    state = started(scenario, joint(scenario))

    def watcher(phase: str, given: dict[str, Any], run: partial[Any]) -> Any:
        done = run()
        if phase == "match":
            look(given, done)
        return done

    for _ in range(scenario.months):
        watched_month(state, watcher)
    return state


def members_of(given: dict[str, Any], team: np.void) -> np.ndarray:
    """Return the organisations of a team, in its order."""
    rows = given["members"]["organisation"][team["first"] : team["first"] + team["size"]]
    return np.asarray(given["organisation"][rows])


@pytest.mark.parametrize("mode", MODES)
def test_what_has_no_strength_moves_nothing(mode: str) -> None:
    """How long a winning lasts, what a partner's convener brings, and absence across say nothing alone."""
    idle = {"convening": {"winning_lasts": 0, "partner_brings": 0.0}, "trust": {"absence_across": 10.0}}
    with_them, without = (
        finished(scenario, joint(scenario))
        for scenario in (district(SMALL, {"matching": {"mode": mode}}, layer) for layer in (idle, {}))
    )
    for column in ORGANISATION_RUN:
        assert with_them.organisation[column.name].tobytes() == without.organisation[column.name].tobytes(), column
    assert with_them.ledger.tobytes() == without.ledger.tobytes()
    assert not with_them.months["team_hours"].any()


@pytest.mark.parametrize("mode", MODES)
def test_where_a_partner_takes_more_than_there_is_everybody_serves_alone(mode: str) -> None:
    """Only the convener, who needs no call, may come second; nobody has to be won."""
    dear = district(SMALL, {"matching": {"mode": mode}, "convening": {"partner_hours": 500.0}})
    sizes = []

    def look(given: dict[str, Any], formed: int) -> None:
        for team in given["teams"][:formed]:
            convener = given["street"][given["need"][team["need"]]["street"]]["convener"][team["plan"]]
            rows = given["members"]["organisation"][team["first"] : team["first"] + team["size"]]
            assert set(rows[1:].tolist()) <= {convener}
            sizes.append(len(rows))

    state = watched(dear, look)
    assert sizes
    assert not state.months["team_hours"].any()


@pytest.mark.parametrize("mode", MODES)
def test_no_plan_takes_more_than_its_convener_has_and_hours_are_counted_once(mode: str) -> None:
    """What teams take comes off the next month's agenda; the two together are the hours there are, a month apart."""
    costs = {"partner_hours": 3.0, "winning_hours": 6.0, "partner_brings": 0.5, "item_hours": 4.0}
    scenario = district(SMALL, {"matching": {"mode": mode}, "convening": costs}, {"technology": {"wishes": 0.0}})
    state, before, taken = started(scenario, joint(scenario)), {}, []

    def watcher(phase: str, given: dict[str, Any], run: partial[Any]) -> Any:
        if phase == "plan":
            before["taken"] = given["street"]["taken"].copy()
            before["listed"] = given["ledger"]["listed"].copy()
        done = run()
        street = given.get("street")
        if phase == "plan":
            places = given["need"]["street"]
            for plan in range(3):
                new = (given["ledger"]["listed"][:, plan] != before["listed"][:, plan]).astype(int)
                items = np.bincount(places, weights=new, minlength=len(street))
                item = given["p"]["convening_item_hours"] * given["world"]["item_hours"]
                left = np.maximum(0.0, street["hours"][:, plan] - before["taken"][:, plan])
                assert (items <= np.floor(left / item + 1.0)).all()
        if phase == "match":
            assert (street["taken"] <= street["calls"] + 1e-6).all()
            assert (street["calls"] <= street["hours"] + 1e-9).all()
            assert given["month"]["team_hours"] == pytest.approx(street["taken"].sum())
            taken.append(street["taken"].sum())
        return done

    for _ in range(scenario.months):
        watched_month(state, watcher)
    assert min(taken) > 0.0


def test_with_hours_to_win_one_partner_a_month_one_more_serves_a_month() -> None:
    """Who was won stays so for ever, and nobody else gets in."""
    scenario = district(SMALL, {"months": 8, "channels": {"agenda": 1.0}, "mechanisms": {"liaison": {"strength": 0.0}},
                                "convening": {"winning_hours": 10.0, "winning_lasts": 4000, "block_hours": 8.0,
                                              "line_hours": 4.0}})  # fmt: skip
    serve: list[set[int]] = []

    def look(given: dict[str, Any], formed: int) -> None:
        hubs = set(given["street"]["convener"][:, 2].tolist())
        there = {
            (int(given["need"][team["need"]]["street"]), int(i))
            for team in given["teams"][:formed]
            for i in given["members"]["organisation"][team["first"] : team["first"] + team["size"]]
            if i not in hubs
        }
        serve.append(there | (serve[-1] if serve else set()))

    watched(scenario, look)
    grown = [len(members) for members in serve]
    assert grown[-1] > grown[0]
    assert all(later - earlier <= 2 for earlier, later in zip([0, *grown], grown, strict=False))  # two streets


def test_whom_a_plan_has_won_is_kept_where_winning_takes_hours_and_nowhere_else() -> None:
    """It is a number for every street, plan and organisation: 12 MB in a city of 100 streets and 10,000."""
    kept = {}
    for hours in (0.0, 1e-30):  # so few that nobody is passed over for them
        scenario = district(SMALL, {"convening": {"partner_hours": 2.0, "winning_hours": hours}})
        state = finished(scenario, joint(scenario))
        kept[hours] = state.won.size, state.ledger.tobytes(), state.organisation.tobytes()
    assert kept[0.0][0] == 0
    assert kept[1e-30][0] == (2 + 1) * 3 * len(state.organisation)  # two streets and the platform
    assert (state.won >= 0).any()
    assert kept[0.0][1:] == kept[1e-30][1:]


@pytest.mark.parametrize("mode", MODES)
def test_where_nothing_keeps_them_from_it_all_but_the_first_stay_away(mode: str) -> None:
    """Without trust or anybody who looks; with absence across alone, those of the other kind do."""
    none = {"mechanisms": {name: {"strength": 0.0} for name in ("supervision", "incentive")}}
    nobody_trusted = {"trust": {"start": 0.0, "learning": 0.0, "refusal": 0.0, "absence": 1.0}}
    for across in (1.0, 0.0):
        scenario = district(SMALL, none, nobody_trusted, {"matching": {"mode": mode}, "trust": {
            "absence_across": across}})  # fmt: skip
        sizes = []

        def look(given: dict[str, Any], formed: int, sizes: list[int] = sizes, across: float = across) -> None:
            for team in given["teams"][:formed]:
                kinds = members_of(given, team)["kind"]
                assert (kinds[1:] != kinds[0]).all()
                assert across == 0.0 or len(kinds) == 1
                sizes.append(len(kinds))

        state = watched(scenario, look)
        assert state.months["absent"].sum() > 0.0
        assert max(sizes) == 1 if across else max(sizes) > 1


def test_who_stays_away_loses_trust() -> None:
    """Towards the label that asks, by what it would have given, as if it had been done with quality 0."""
    scenario = district(SMALL, {"trust": {"absence": 1.0}})
    seen = []

    def look(given: dict[str, Any], formed: int) -> None:
        o = given["organisation"]
        there = np.unique(given["members"]["organisation"][: int(given["teams"]["size"][:formed].sum())])
        only_away = (o["missed"] > 0.0) & ~np.isin(np.arange(len(o)), there)
        seen.append((only_away, o["reputation"].copy()))

    state = started(scenario, joint(scenario))

    def watcher(phase: str, given: dict[str, Any], run: partial[Any]) -> Any:
        done = run()
        if phase == "match":
            look(given, done)
        if phase == "learn":
            away, before = seen[-1]
            rows = np.flatnonzero(away & given["organisation"]["acts"])
            own = given["organisation"]["label"][rows]
            now = given["organisation"]["reputation"][rows, own]
            assert now == pytest.approx(before[rows, own] * (1.0 - scenario.trust.learning))
        return done

    for _ in range(scenario.months):
        watched_month(state, watcher)
    assert sum(away.sum() for away, _ in seen) > 0


def test_what_a_formal_partner_does_is_done_by_nobody() -> None:
    """All effort formal and all of a partner's part undone: only what the first and checked-in members do counts."""
    formal = {"effort": {"formal": 1.0, "pressure": 0.0, "conscience": 0.0, "redo": 1.0}}
    scenario = district(SMALL, formal)
    due = []

    def look(given: dict[str, Any], formed: int) -> None:
        month = 0.0
        for team in given["teams"][:formed]:
            m = given["members"][team["first"] : team["first"] + team["size"]]
            month += m["fit"][0] * m["days"][0] + (m["fit"][1:] * m["checkin"][1:]).sum()
        due.append(month)

    state = watched(scenario, look)
    assert state.months["served"] == pytest.approx(due)
    assert state.ledger["served"].sum() == pytest.approx(sum(due))


@pytest.mark.parametrize("mode", MODES)
def test_where_nobody_takes_part_offices_serve_at_last(mode: str) -> None:
    """All service is theirs, in earnest, within the hours they have; without the rule there is none, but by order."""
    nobody = {"participation": {"cost": 10.0}, "mechanisms": {"mobilisation": {"strength": 0.0}},
              "matching": {"mode": mode, "order_share": 0.0}}  # fmt: skip
    none = finished(district(SMALL, nobody), joint(district(SMALL)))
    assert none.months["days"].sum() == 0.0
    scenario = district(SMALL, nobody, {"matching": {"last_resort": 0.5}})

    def look(given: dict[str, Any], formed: int) -> None:
        o = given["organisation"]
        days = np.zeros(len(o))
        for team in given["teams"][:formed]:
            members = given["members"][team["first"] : team["first"] + team["size"]]
            assert np.isin(members_of(given, team)["type"], OFFICES).all()
            assert (members["checkin"] == members["days"]).all()
            np.add.at(days, members["organisation"], members["days"] + members["paid"])
        assert (days <= 0.5 * o["given"] + 1e-9).all()

    state = watched(scenario, look)
    assert state.months["days"].sum() > 0.0
    assert state.months["last_resort"] == pytest.approx(state.months["days"])
    assert state.months["best_score"].sum() == 0.0
    line = finished(scenario, alone(1))
    assert line.months["days"].sum() == 0.0  # the lines have no offices


def test_offices_that_follow_nobody_decide_as_in_the_first_month() -> None:
    """Where nothing else changes, their taking part does not; that of the others falls with that of their peers."""
    fixed = {
        "months": 12,
        "participation": {"peers": 3.0, "cost": 3.2, "start": 0.9, "sharpness": 1.0, "office_follows": 0.0},
        "learning": {"honour": 0.0, "fatigue": 0.0, "request": 0.0},
        "mechanisms": {name: {"strength": 0.0} for name in ("supervision", "incentive")},
        "district": {"streets": 12, "community_committees": True},
    }
    shares = {}
    for follows in (0.0, 1.0):
        scenario = district(SMALL, fixed, {"participation": {"office_follows": follows}})
        months = finished(scenario, joint(scenario)).months
        part, acting = (months[name][:, OFFICES].sum(axis=1) for name in ("part_by_type", "acting_by_type"))
        shares[follows] = part / acting
    assert shares[0.0][0] == shares[1.0][0]
    assert shares[0.0][6:].mean() == pytest.approx(shares[0.0][:6].mean(), abs=0.1)
    assert shares[1.0][6:].mean() < shares[0.0][6:].mean() - 0.2
