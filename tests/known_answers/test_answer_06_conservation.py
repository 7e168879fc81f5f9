"""Known answer 6: resources and hours are conserved, every month, for every owner, in every arm."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.camps import alone, together
from sim.model.columns import ORGANISATION_FIXED, PUBLIC
from studies.districts import APART, ARMS, HALVES, MODES, OWNED, district, halves_joint, joint
from tests.model.stepping import finished, started, watched_month

# Scarce resources, material that is used up and comes back slowly, and hours charged, so that every term is there.
SCARCE = {
    "months": 10,
    "district": {"streets": 2, "areas": 5, "lines": 24},
    "channels": {"agenda": 0.4, "sight": 0.5, "partners": 0.8},
    "needs": {"scale": 2.0},
    "resources": {"public": 1.0, "by_order": True, "renewal": {"material": 0.3, "talent": 0.4}},
    "costs": {"mixed_hours": 2.0},
    "convening": {"platform_hours": 0.0},
}
# Partners that cost the convener, may stay away and leave half of their part undone; offices of last resort; a platform
# that calls those whom their rank keeps away.
STRAINED = {
    "convening": {"partner_hours": 2.0, "winning_hours": 4.0, "platform_hours": 200.0},
    "participation": {"office_follows": 0.0, "hierarchy": 1.0},
    "matching": {"last_resort": 0.5, "caution": 1.5}, "trust": {"absence": 0.8}, "effort": {"redo": 0.5},
}  # fmt: skip
# Half of what lines above have is moved down, and the way takes its time.
AFAR = {"institutions": {"resources_down": 0.5}, "costs": {"travel": 1.0}}
SLACK = 1e-9  # units and person-days: what rounding may lose
CAMPS = {
    "block": lambda s: alone(0), "line": lambda s: alone(1), "joint": joint, "apart": lambda s: together(APART),
    "half_0": lambda s: alone(0, "halves"), "half_1": lambda s: alone(1, "halves"), "halves_joint": halves_joint,
}  # fmt: skip


RUNS = [
    *(pytest.param(name, {}, id=name) for name in CAMPS),
    *(pytest.param(name, STRAINED, id=f"{name}, strained") for name in ("block", "joint")),
    *(pytest.param(name, AFAR, id=f"{name}, afar") for name in ("block", "joint")),
]
LEFT = ("left", "beyond_left", "called_left", "checkin_left")


class Accounts:
    """Looks at the stocks before and after every phase, and at what teams used."""

    def __init__(self):
        self.lent = self.consumed = self.renewed = self.public_used = self.called = 0.0

    def __call__(self, phase, given, run):
        if "organisation" not in given:
            return run()
        organisation = given["organisation"]
        stock, free = organisation["stock"].copy(), organisation["free"].copy()
        left = sum(organisation[name] for name in LEFT)
        public = given["street"]["public"].copy() if "street" in given else None
        owned = {c.name: organisation[c.name].copy() for c in ORGANISATION_FIXED}
        done = run()
        for name, before in owned.items():
            assert before.tobytes() == organisation[name].tobytes(), f"{phase} changed who owns or is what: {name}"
        if phase == "mobilise":
            self._renewal(given, stock)
        elif phase == "deliver":
            self._consumption(given, stock)
        else:
            assert stock.tobytes() == organisation["stock"].tobytes(), f"{phase} touched the stock"
        if phase == "match":
            self._use(given, done, free, left, public)
        elif public is not None and phase != "arise":
            assert public.tobytes() == given["street"]["public"].tobytes(), f"{phase} touched public resources"
        self._nothing_negative(given)
        return done

    def _renewal(self, given, before):
        """Opening + renewed = stock, at most what is owned; renewal is the declared share of it."""
        o, p = given["organisation"], given["p"]
        full = o["capacity"] * given["lever"]["capacity"][:, None]
        renewed = o["stock"] - before
        assert (renewed >= -SLACK).all()
        assert (renewed <= p["resources_renewal"] * full + SLACK).all()
        assert (o["stock"] <= full + SLACK).all()
        assert (o["free"] <= o["stock"]).all()
        self.renewed += renewed.sum()

    def _use(self, given, formed, free, left, public):
        """What teams were lent and gave is what is no longer free, for every owner, resource and hour."""
        o = given["organisation"]
        lent, days = np.zeros_like(free), np.zeros(len(o))
        used = np.zeros(len(given["street"]))
        for team in given["teams"][:formed]:
            need = given["need"][team["need"]]
            for member in given["members"][team["first"] : team["first"] + team["size"]]:
                i = member["organisation"]
                days[i] += member["days"] + member["paid"]
                assert member["checkin"] <= member["days"] + SLACK
                for k, resource in enumerate(need["resource"][: need["required"]]):
                    if resource != PUBLIC:
                        lent[i, resource] += member["lent"][k]
            for k, resource in enumerate(need["resource"][: need["required"]]):
                if resource == PUBLIC:
                    used[need["street"]] += min(
                        need["weight"][k] * team["days"], public[need["street"]] - used[need["street"]]
                    )
        free = np.where(o["called"][:, None] > 0.0, o["stock"], free)  # who is called puts at hand what it owns
        at_hand = np.where(o["called"][:, None] > 0.0, free - lent, o["free"])
        assert free - lent == pytest.approx(at_hand, abs=SLACK)
        days += o["wasted"]
        self.called += days[o["called"] > 0.0].sum()
        assert left - days == pytest.approx(sum(o[name] for name in LEFT), abs=SLACK)
        assert public - used == pytest.approx(given["street"]["public"], abs=SLACK)
        assert (lent <= free + SLACK).all()
        self.lent_now, self.days_now = lent, days
        self.lent += lent.sum()
        self.public_used += used.sum()

    def _consumption(self, given, before):
        """Stock − consumed = closing: what was lent is back, less the share of it that work uses up."""
        o = given["organisation"]
        consumed = given["p"]["resources_consumption"] * self.lent_now
        assert before - consumed == pytest.approx(o["stock"], abs=SLACK)
        assert o["activity"] == pytest.approx(self.days_now, abs=SLACK)
        self.consumed += consumed.sum()

    def _nothing_negative(self, given):
        never = {
            "organisation": ("stock", "free", "given", "offer", "left", "checkin", "checkin_left", "activity", "fitted",
                             "contributed", "noticed", "share", "effort", "recognition", "fatigue", "resentment"),
            "ledger": ("known", "served", "worth", "averted", "loss", "own"),
            "street": ("public", "hours", "joined", "gave"),
            "area": ("served", "used"),
        }  # fmt: skip
        for array, columns in never.items():
            if array in given:
                for column in columns:
                    assert (given[array][column] >= 0.0).all(), f"{array}.{column}"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("name", "rules"), RUNS)
def test_answer_06_resources_every_month_for_every_owner(name, rules, mode):
    scenario = district(SCARCE, rules, {"matching": {"mode": mode}})
    state = started(scenario, CAMPS[name](scenario))
    accounts = Accounts()
    opening = state.organisation["stock"].sum()
    for _ in range(scenario.months):
        watched_month(state, accounts)
    assert opening + accounts.renewed - accounts.consumed == pytest.approx(state.organisation["stock"].sum(), rel=1e-9)
    assert min(accounts.lent, accounts.consumed, accounts.renewed, accounts.public_used) > 0.0
    called = rules is STRAINED and name != "block" and mode != "appointment"  # blocks have no rank that keeps them away
    assert (accounts.called > 0.0) == called


@pytest.mark.parametrize("name", ["block", "joint"])
def test_answer_06_what_nothing_uses_up_comes_back_whole(name):
    scenario = district(SCARCE, {"resources": {"consumption": dict.fromkeys(OWNED, 0.0)}})
    state = started(scenario, CAMPS[name](scenario))
    opening = state.organisation["stock"].copy()
    accounts = Accounts()
    for _ in range(scenario.months):
        watched_month(state, accounts)
    assert accounts.lent > 0.0
    assert opening.tobytes() == state.organisation["stock"].tobytes()


# Some have fewer hours than overhead and meetings take.
SMALL = {"types": {"two_new": {"hours": 2.0}}}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("name", "size"), [*RUNS, *(pytest.param(name, SMALL, id=f"{name}, small") for name in CAMPS)])
def test_answer_06_hours_spent_and_unused_are_the_hours_given(name, size, mode):
    """For every organisation and month: own hours go to overhead, meetings, service, coordination, or are not used."""
    scenario = district(SCARCE, size, {"matching": {"mode": mode}})
    state = started(scenario, CAMPS[name](scenario))
    held = {}

    def watcher(phase, given, run):
        done = run()
        if phase == "mobilise":
            o = given["organisation"].copy()
            mixed = given["p"]["costs_mixed_hours"] if given["camp"]["both"] else 0.0
            own = o["hours"][o["acts"]] - given["world"]["overhead"] - mixed
            assert 8.0 * o["given"][o["acts"]] == pytest.approx(np.maximum(own, 0.0), abs=SLACK)
            assert not o["given"][~o["acts"]].any()
            assert (o["offer"] <= o["given"] + SLACK).all()
            held["there are"], held["asked for"] = o["given"] + o["checkin"], o["offer"] + o["beyond"] + o["called"]
            assert (held["asked for"] <= o["given"] + SLACK).all()
        if phase == "deliver":
            o = given["organisation"]
            unused = (o["given"] - held["asked for"]) + sum(o[name] for name in LEFT)
            assert o["activity"] + unused == pytest.approx(held["there are"], abs=SLACK)
            assert (unused >= -SLACK).all()
            held["spent"] = o["activity"].sum()
        if phase == "read_off":
            record, o = given["month"], given["organisation"]
            assert record["spent"] == pytest.approx(held["spent"], abs=SLACK)
            assert record["given"] == pytest.approx(held["there are"].sum(), abs=SLACK)
            convening = given["street"]["hours"][:, given["camp"]["exists"].astype(bool)].sum()
            convening += given["platform"]["hours"].sum()
            meetings = (o["hours"] - 8.0 * o["given"])[o["acts"]].sum()  # what overhead and meetings took
            assert record["hours"] == pytest.approx(8.0 * held["spent"] + convening + meetings, abs=1e-6)
        return done

    for _ in range(scenario.months):
        watched_month(state, watcher)
    assert state.months["spent"].min() > 0.0


def test_answer_06_block_arm_and_line_arm_have_the_joint_arms_hours():
    """Hour for hour: working hours, hours of checked-in members, of conveners and platforms, for kinds and halves."""
    scenario = district(SCARCE, {"costs": {"mixed_hours": 0.0}, "convening": {"platform_hours": 160.0}})
    for single, whole in ((ARMS, joint(scenario)), (HALVES, halves_joint(scenario))):
        arms, both = [finished(scenario, camp) for camp in single], finished(scenario, whole)
        assert sum(arm.months["given"] for arm in arms) == pytest.approx(both.months["given"], rel=1e-12)
        assert (both.organisation["acts"] == arms[0].organisation["acts"] ^ arms[1].organisation["acts"]).all()
        hours = [run.street["hours"][:, run.camp["exists"][0].astype(bool)].sum() for run in (*arms, both)]
        assert hours[0] > 0.0
        assert hours[1] > 0.0
        assert hours[0] + hours[1] == pytest.approx(hours[2], rel=1e-12)
        above = [run.platform["hours"].sum() for run in (*arms, both)]
        assert above == pytest.approx([80.0, 80.0, 160.0], rel=1e-12)


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_answer_06_what_is_moved_down_is_neither_made_nor_lost(share):
    """Hours and each resource: the two arms have what the joint arm has, and all three what they had before."""
    stay, go = ({"institutions": {"resources_down": part}} for part in (0.0, share))
    scenario, moved = (district(SCARCE, {"costs": {"mixed_hours": 0.0}}, regime) for regime in (stay, go))
    for single, whole in ((ARMS, joint), (HALVES, halves_joint)):
        totals = {}
        for name, regime in (("before", scenario), ("after", moved)):
            *arms, both = (started(regime, camp) for camp in (*single, whole(regime)))
            for column in ("hours", "capacity"):
                parts = [run.organisation[column][run.organisation["acts"]].sum(axis=0) for run in (*arms, both)]
                assert parts[0] + parts[1] == pytest.approx(parts[2], rel=1e-12)
                totals[name, column] = parts
        for column in ("hours", "capacity"):
            before, after = totals["before", column], totals["after", column]
            assert after[2] == pytest.approx(before[2], rel=1e-12)
            assert (after[0] != before[0]).any()
    unmoved, moved_down = (started(regime, joint(regime)) for regime in (scenario, moved))
    assert unmoved.need.tobytes() == moved_down.need.tobytes()
