"""Known answer 5: one organisation more that never acts shifts nobody's luck, and all arms see identical needs."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.month import advance
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.questions.verdict import runs_of_the_question
from sim.runs.groups import Grouped
from sim.runs.quantities import NAMES, quantities
from sim.runs.replicate import outcomes
from sim.runs.run import Run
from studies.districts import ARMS, HALVES, MODES, district, halves_joint, joint
from tests.model.stepping import finished, started
from tests.runs.made import months_of

AREAS = [{"name": f"area {number}", "street": number // 3} for number in range(6)]
ROSTER = [
    {"name": f"{kind} {number}", "type": kind}
    for kind, count in (("street", 2), ("residential_area", 6), ("agency", 4), ("state_enterprise", 5), ("two_new", 6))
    for number in range(count)
]
LISTED = {
    "months": 12,
    "areas": AREAS,
    "organisations": ROSTER,
    "channels": {"agenda": 0.5, "sight": 0.6, "partners": 0.7},
}


def idle(kind):
    """Return an organisation that never acts and has no needs."""
    return {"name": "idle", "type": kind, "hours": 0.0, "needs": 0.0}


def by_name(state):
    """Return the organisations' columns, row numbers aside, by the name of the organisation."""
    return {
        name: {column: row[column].tobytes() for column in row.dtype.names}
        for name, row in zip(state.world.organisation_names, state.organisation, strict=True)
    }


def named_needs(need, world):
    """Return the needs with their owners' names in place of their rows."""
    owners = [world.organisation_names[row] if row >= 0 else "" for row in need["owner"]]
    return owners, {name: need[name].tobytes() for name in need.dtype.names if name != "owner"}


# The last of its type: no other ordinal moves. Rows move where later types follow, and rows are no part of a key.
@pytest.mark.parametrize("kind", ["residential_area", "agency", "two_new", "university"])
@pytest.mark.parametrize("mode", ["two_way", "one_way"])
def test_answer_05_one_that_never_acts_changes_nothing(kind, mode):
    less = district(LISTED, {"matching": {"mode": mode}})
    more = district(LISTED, {"matching": {"mode": mode}, "organisations": [*ROSTER, idle(kind)]})
    for camp in (*ARMS, *HALVES, joint(less), halves_joint(less)):
        ours, theirs = finished(less, camp), finished(more, camp)
        assert ours.ledger["served"].sum() > 0.0
        assert named_needs(ours.need, ours.world) == named_needs(theirs.need, theirs.world)
        for column in ours.ledger.dtype.names:
            assert ours.ledger[column].tobytes() == theirs.ledger[column].tobytes(), column
        before, after = by_name(ours), by_name(theirs)
        assert set(after) - set(before) == {"idle"}
        for name, columns in before.items():
            assert columns == after[name], name
        assert not theirs.organisation["acts"][theirs.world.organisation_names.index("idle")]
        for array in ("street", "area"):
            for column in getattr(ours, array).dtype.names:
                a, b = getattr(ours, array)[column], getattr(theirs, array)[column]
                if column in ("convener", "home"):  # rows of organisations
                    names = [np.append(run.world.organisation_names, "nobody") for run in (ours, theirs)]
                    a, b = names[0][a], names[1][b]
                assert a.tolist() == b.tolist(), column
        for column in ours.months.dtype.names:
            assert ours.months[column].tobytes() == theirs.months[column].tobytes(), column


@pytest.mark.parametrize("kind", ["agency", "two_new"])
def test_answer_05_one_more_that_is_drawn_changes_nobody_elses_draw(kind):
    """Draws are keyed by type and number, so all who were there are what they were."""
    mix = {"agency": 0.2, "public_institution": 0.2, "state_enterprise": 0.2, "university": 0.2, "two_new": 0.2}
    more = {name: (6 if name == kind else 5) / 26 for name in mix}
    worlds = [
        make_world(district({"district": {"streets": 3, "areas": 4, "lines": lines, "mix": shares}}), 5, 2)
        for lines, shares in ((25, mix), (26, more))
    ]
    few, many = (world.organisation for world in worlds)
    assert len(many) == len(few) + 1
    same = np.isin(many["id"], few["id"])
    assert same.sum() == len(few)
    for column in few.dtype.names:
        assert few[column].tobytes() == many[same][column].tobytes(), column
    for array in ("area", "street"):
        for column in getattr(worlds[0], array).dtype.names:
            assert getattr(worlds[0], array)[column].tobytes() == getattr(worlds[1], array)[column].tobytes()


def test_answer_05_one_more_month_changes_no_earlier_need():
    scenario = district(LISTED)
    world = make_world(scenario, 3, 1)
    short, long = make_needs(world, 6), make_needs(world, 7)
    assert len(long) > len(short)
    for column in short.dtype.names:
        assert short[column].tobytes() == long[: len(short)][column].tobytes(), column


@pytest.mark.parametrize("mode", MODES)
def test_answer_05_one_more_month_changes_nothing_of_the_months_before(mode):
    """A run of twelve months is the first twelve of one of thirteen: its record, its ledger, everybody's state."""
    short, long = (district(LISTED, {"months": months, "matching": {"mode": mode}}) for months in (12, 13))
    for camp in (*ARMS, *HALVES, joint(short), halves_joint(short)):
        ended, going_on = finished(short, camp), started(long, camp)
        advance(going_on, short.months)
        known = len(ended.need)
        assert len(going_on.need) > known
        assert ended.ledger["served"].sum() > 0.0
        for array, rows in (
            ("months", short.months),
            ("ledger", known),
            ("organisation", None),
            ("street", None),
            ("area", None),
        ):
            ours, theirs = getattr(ended, array), getattr(going_on, array)[:rows]
            for column in ours.dtype.names:
                assert ours[column].tobytes() == theirs[column].tobytes(), (array, column)


@pytest.mark.parametrize("mode", MODES)
def test_answer_05_which_arms_are_run_and_in_which_order_changes_no_byte(mode):
    """Arms leave one another alone: backwards, one by one, and with others between."""
    scenario = district(LISTED, {"matching": {"mode": mode}})
    runs = [run for run in runs_of_the_question(scenario).values() if isinstance(run, Run)]

    def as_bytes(value):
        if isinstance(value, Grouped):
            return repr((value.groups, value.sums)).encode() + value.values.tobytes()
        return np.asarray(value).tobytes()

    def outcome_bytes(runs):
        made = outcomes(dict.fromkeys(runs, quantities(NAMES)), 2)
        return {run: b"".join(as_bytes(outcome.get(name)) for name in NAMES) for run, outcome in made.items()}

    together = outcome_bytes(runs)
    assert len(set(together.values())) == len(runs)
    assert outcome_bytes(runs[::-1]) == together
    assert {run: outcome_bytes([run])[run] for run in runs} == together


@pytest.mark.parametrize("mode", MODES)
def test_answer_05_all_arms_see_identical_needs(mode):
    """What arises is made from the world alone: no arm, half or mechanism has a say, and no run changes it."""
    scenario = district({"months": 8, "district": {"streets": 2, "areas": 4, "lines": 16}, "matching": {"mode": mode},
                         "channels": {"agenda": 0.3}})  # fmt: skip
    reference = make_needs(make_world(scenario, scenario.seed, 4), scenario.months)
    arms = {name: run for name, run in runs_of_the_question(scenario).items() if isinstance(run, Run)}
    assert arms.keys() >= {
        "block",
        "line",
        "joint",
        "half_0",
        "half_1",
        "halves_joint",
        "block_unorganised",
    }
    for name, run in arms.items():
        need = finished(scenario, run.camp, 4, run.mechanisms).need
        for column in need.dtype.names:
            assert need[column].tobytes() == reference[column].tobytes(), (name, column)


def test_answer_05_the_runner_gives_every_arm_the_same_needs():
    scenario = district(LISTED)
    needs, months, ceilings = quantities(["ceiling", "asked"]), quantities(["months"]), set()
    runs = runs_of_the_question(scenario).values()
    for replication in range(3):
        made = outcomes({run: needs | months if isinstance(run, Run) else needs for run in runs}, replication)
        (ceiling,) = {outcome["ceiling"] for outcome in made.values()}
        assert len({outcome["asked"] for outcome in made.values()}) == 1
        arisen = [months_of(outcome)["arisen"].tobytes() for run, outcome in made.items() if isinstance(run, Run)]
        assert len(arisen) == len([run for run in runs if isinstance(run, Run)])
        assert len(set(arisen)) == 1
        ceilings.add(ceiling)
    assert len(ceilings) == 3


def test_answer_05_arms_share_luck_in_decisions_that_both_make():
    """Who takes part in the first month hangs on its own draw and what one is, so it is the same in every arm."""
    scenario = district(LISTED, {"months": 1, "channels": {"peers": 0.0}})
    both = finished(scenario, joint(scenario)).organisation
    took_part = []
    for label, camp in enumerate(ARMS):
        alone = finished(scenario, camp).organisation
        mine = alone["acts"]
        assert (both["label"][mine] == label).all()
        for column in ("part", "formal", "share", "offer"):
            assert alone[column][mine].tobytes() == both[column][mine].tobytes(), column
        took_part += alone["part"][mine].tolist()
    assert 0 < sum(took_part) < len(took_part)
