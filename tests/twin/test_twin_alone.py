"""The twin by itself: what must hold whatever the kernels say."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from sim.scenario import from_data
from sim.scenario.district import Area, District, Organisation
from sim.scenario.rules import Effort, Matching
from sim.scenario.schema import Scenario

from . import (
    Channels,
    TwinModel,
    block_camp,
    ceiling,
    half_camp,
    half_joint_camp,
    joint_camp,
    line_camp,
    load,
    make_world,
    net,
    side_by_side,
    value,
)

MODES = ("two_way", "one_way", "blind", "appointment", "optimal")
SMALL = District(streets=3, areas=4, lines=40)


def small(**more):
    return Scenario(months=4, district=SMALL, **more)


def run(world, camp, months=4, **more):
    model = TwinModel(world, camp, **more)
    for _ in range(months):
        model.step()
    return model


def ledger(model):
    return [(n.served, n.worth_done, n.averted, n.loss, n.own, *n.seen, *n.listed, *n.known) for n in model.needs]


def states(model):
    return [
        (
            o.part,
            o.share,
            o.formal,
            o.left,
            o.checkin_left,
            *o.stock,
            *o.free,
            o.rec,
            o.visibility,
            o.motivation,
            o.fatigue,
            o.resentment,
            o.ask,
            *o.reputation,
            o.seen,
            o.honoured,
        )
        for o in model.organisations
    ]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("agenda", [0.0, 0.5, 1.0])
def test_hours_and_resources_are_conserved(mode, agenda):
    world = make_world(small(matching=Matching(mode=mode), effort=Effort(redo=0.0)), 1, 0)
    model = TwinModel(world, joint_camp(world, Channels(0.5, 0.5, agenda, 0.5, 0.5)))
    for _ in range(4):
        before = [list(o.stock) for o in model.organisations]
        model.step()
        spent = {o.row: 0.0 for o in model.organisations}
        lent = {o.row: [0.0] * 6 for o in model.organisations}
        for team in model.teams:
            assert sum(w.fit * w.days for w in team.works) == pytest.approx(team.days)
            for work in team.works:
                spent[work.org.row] += work.days + work.coordination
                for r, amount in work.lent.items():
                    lent[work.org.row][r] += amount
        assert model.teams
        for org, stock in zip(model.organisations, before, strict=True):
            there_was = org.offer + org.checkin + org.beyond + org.called
            left = org.left + org.checkin_left + org.beyond_left + org.called_left
            assert spent[org.row] + org.wasted + left == pytest.approx(there_was, abs=1e-9)
            assert min(org.left, org.checkin_left, *org.free, *org.stock, org.contributed, org.activity) >= 0.0
            for r in range(6):
                opening = min(stock[r] + model.renewal[r] * org.capacity[r], org.capacity[r])
                closing = opening - model.consumption[r] * lent[org.row][r]
                assert org.stock[r] == pytest.approx(closing, abs=1e-9)
        assert all(street.pool >= 0.0 for street in model.streets)


def test_same_seed_same_numbers_and_another_seed_others():
    scenario = small()
    first, again, other = (make_world(scenario, *which) for which in ((5, 2), (5, 2), (5, 3)))
    first_run, second_run, third_run = (run(w, joint_camp(w)) for w in (first, again, other))
    assert ledger(first_run) == ledger(second_run)
    assert states(first_run) == states(second_run)
    assert value(first_run.needs) != value(third_run.needs)


def test_a_fixed_world_keeps_its_organisations():
    scenario = small(world="fixed")
    first, second = make_world(scenario, 5, 0), make_world(scenario, 5, 1)
    assert first.bodies == second.bodies
    assert first.needs != second.needs


def test_draws_are_shared_between_arms():
    """Where every channel is 0 the first month of the joint run is that of the two arms."""
    world = make_world(small(), 3, 0)
    joint = run(world, joint_camp(world, Channels()), months=1)
    arms = [run(world, block_camp(world), 1), run(world, line_camp(world), 1)]
    for org, *alone in zip(joint.organisations, *(arm.organisations for arm in arms), strict=True):
        same = alone[org.label]
        assert (org.part, org.share, org.formal, org.offer) == (
            same.part,
            same.share,
            same.formal,
            same.offer,
        )
    for need, *alone in zip(joint.needs, *(arm.needs for arm in arms), strict=True):
        assert [need.seen[k] for k in (0, 1)] == [alone[k].seen[k] for k in (0, 1)]
        assert [need.listed[k] for k in (0, 1)] == [alone[k].listed[k] for k in (0, 1)]


def test_needs_are_in_order_and_well_formed():
    world = make_world(small(), 1, 0)
    needs = [need for month in world.needs for need in month]
    assert [n.row for n in needs] == list(range(len(needs)))
    assert len({(n.street, n.id) for n in needs}) == len(needs)
    for need in needs:
        assert need.closes - need.arises >= 1.0
        assert sum(a for _, a in need.required) == pytest.approx(1.0)
        assert sum(w for _, w in need.asked) == pytest.approx(1.0)
    for a, b in pairwise(needs):
        assert (a.month, a.street, a.area) <= (b.month, b.street, b.area)


def test_values_add_up():
    world = make_world(small(), 1, 0)
    block, line, joint = (run(world, camp(world)) for camp in (block_camp, line_camp, joint_camp))
    beside = side_by_side(block.needs, line.needs)
    assert 0.0 < beside <= value(block.needs) + value(line.needs) + 1e-9
    assert value(joint.needs) < ceiling(joint.needs)
    assert net(beside, block, line) < beside
    assert load(joint) > 0.0
    halves = [run(world, half_camp(world, k)) for k in (0, 1)]
    assert side_by_side(halves[0].needs, halves[1].needs) > 0.0
    assert value(run(world, half_joint_camp(world, Channels(1, 1, 0.5, 1, 1))).needs) > 0.0


def test_mechanisms_off_leave_the_bases():
    world = make_world(small(), 1, 0)
    off = run(world, joint_camp(world), mechanisms=frozenset())
    assert off.levers.overhead == off.levers.recognition == off.levers.voters == 0
    assert all(o.paired == -1 and o.checkin == 0.0 for o in off.organisations)
    assert all(math.isfinite(n.served) for n in off.needs)


def test_a_roster_is_taken_as_it_stands():
    areas = [Area(name="east", street=1), Area(name="west", street=0, hardship=0.5)]
    roster = [
        Organisation(name="firm", type="two_new", area="east", hours=40.0),
        Organisation(name="street", type="street", area="west"),
        Organisation(name="idle", type="agency", hours=0.0),
        Organisation(name="home", type="residential_area", area="east", members=9.0),
    ]
    world = make_world(Scenario(months=3, areas=areas, organisations=roster), 1, 0)
    assert [a.name for a in world.areas] == ["west", "east"]
    assert [b.name for b in world.bodies] == ["street", "home", "idle", "firm"]
    assert world.bodies[3].hours == 40.0
    model = run(world, joint_camp(world), months=3)
    assert not model.organisations[2].acts


def district(**more):
    """Two streets far apart, with one area and two organisations each."""
    areas = [{"name": "near", "street": 0, "x": 0.0, "y": 0.0}, {"name": "far", "street": 1, "x": 90.0, "y": 0.0}]
    units = [
        {"name": "home", "type": "residential_area", "area": "near"},
        {"name": "away", "type": "residential_area", "area": "far"},
        {"name": "school", "type": "university", "area": "near"},
        {"name": "firm", "type": "two_new", "area": "far"},
    ]
    for name, fields in more.pop("units", {}).items():
        next(unit for unit in units if unit["name"] == name).update(fields)
    return from_data({"months": 4, "areas": areas, "organisations": units, **more}, "test")


def test_listed_needs_are_what_is_stated_and_stand_after_what_is_drawn():
    listed = [
        {"name": "a", "month": 2, "day": 6, "nature": "social", "area": "far", "amount": 7.0, "deadline": 9.0,
         "worth": 2.0, "harm": 0.25, "resources": ["public", "talent"], "functions": []},
        {"name": "b", "month": 2, "nature": "mass", "owner": "firm"},
        {"name": "c", "month": 9, "nature": "mass", "area": "near"},
    ]  # fmt: skip
    unlisted, both = (make_world(district(needs=needs), 1, 0) for needs in ({}, {"listed": listed}))
    assert [len(month) for month in both.needs] == [len(m) + 2 * (t == 1) for t, m in enumerate(unlisted.needs)]
    a, b = both.needs[1][-2:]
    assert (a.nature, a.area, a.owner, a.amount, a.arises, a.closes) == (1, 1, -1, 7.0, 35.0, 44.0)
    assert (a.worth, a.harm, a.asked) == (14.0, 3.5, [])
    assert a.required == [(6, 0.5), (4, 0.5)]
    assert (b.area, both.bodies[b.owner].name) == (1, "firm")
    assert 30.0 <= b.arises < 60.0
    longer, shorter = (
        make_world(district(needs={"scale": 0.0, "listed": needs}), 1, 0) for needs in (listed, listed[:2])
    )
    assert [len(month) for month in longer.needs] == [0, 2, 0, 0]
    assert [n.amount for n in longer.needs[1]] == [n.amount for n in shorter.needs[1]]


def test_a_standing_tie_holds_both_ways_and_makes_at_home():
    for stated, tied in (({}, False), ({"school": {"ties": ["away"]}}, True), ({"away": {"ties": ["school"]}}, True)):
        world = make_world(district(units=stated), 1, 0)
        model = TwinModel(world, joint_camp(world))
        at_home = {(tie.org.body.name, area) for area in (0, 1) for tie in model.ties[area] if tie.at_home}
        assert (("away", 0) in at_home) == tied  # 90 km off, and in another street
        assert not tied or ("school", 1) in at_home
