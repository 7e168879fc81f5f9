"""Kernels and twin agree, column by column and month by month; where they part, the test says where first."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.model.camps import CHANNELS, Camp, alone, together
from sim.model.columns import MONTH, NATURES
from sim.model.month import advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.setting import MECHANISMS
from sim.model.value import booked, value_by_need
from sim.model.world import make_world
from sim.scenario import from_data
from sim.scenario.schema import Scenario

from . import TwinModel, block_camp, half_camp, half_joint_camp, joint_camp, line_camp, value
from . import make_world as make_twin_world

TOLERANCE = 1e-9

# Where columns part first: in the order in which the phases write them.
COLUMNS = (
    ("discover", "need", "seen", "seen"),
    ("mobilise", "organisation", "part", "part"),
    ("mobilise", "organisation", "formal", "formal"),
    ("mobilise", "organisation", "effort", "effort"),
    ("mobilise", "organisation", "given", "given"),
    ("mobilise", "organisation", "offer", "offer"),
    ("mobilise", "organisation", "checkin", "checkin"),
    ("plan", "need", "listed", "listed"),
    ("plan", "street", "legitimacy", "legitimacy"),
    ("match", "organisation", "left", "left"),
    ("match", "organisation", "checkin_left", "checkin_left"),
    ("match", "organisation", "free", "free"),
    ("deliver", "organisation", "stock", "stock"),
    ("deliver", "organisation", "contributed", "contributed"),
    ("deliver", "organisation", "activity", "activity"),
    ("deliver", "need", "known", "known"),
    ("deliver", "need", "served", "served"),
    ("deliver", "need", "worth", "worth_done"),
    ("deliver", "need", "averted", "averted"),
    ("deliver", "need", "loss", "loss"),
    ("deliver", "need", "own", "own"),
    ("appraise", "street", "rating", "rating"),
    ("appraise", "organisation", "noticed", "seen"),
    ("appraise", "organisation", "visibility", "visibility"),
    ("commend", "organisation", "honoured", "honoured"),
    ("commend", "organisation", "recognition", "rec"),
    ("learn", "organisation", "motivation", "motivation"),
    ("learn", "organisation", "fatigue", "fatigue"),
    ("learn", "organisation", "resentment", "resentment"),
    ("learn", "organisation", "reputation", "reputation"),
    ("learn", "organisation", "ask", "ask"),
)
COUNTS = {  # the month's record against (which part of) the twin's measures
    "part": ("participation", 0), "acting": ("participation", 1), "formal": ("formal", 0), "gave": ("given", 0),
    "discovered": ("discovered", 0), "arisen": ("discovered", 1), "listed": ("listed", 0), "teams": ("claimed", 0),
    "completed": ("completed", 0), "verified": ("verified", 0), "expired": ("expired", 0), "worth": ("worth", 0),
    "averted": ("averted", 0), "loss": ("loss", 0), "days": ("days", 0), "paid": ("coordination", 0),
    "delay": ("time_to_service", 0), "first_services": ("time_to_service", 1), "across_area": ("crossing_area", 0),
    "across_kind": ("crossing_kind", 0), "across_both": ("crossing_both", 0), "pairs_refused": ("refused", 0),
    "pairs_heard": ("refused", 1), "hours": ("hours", 0), "given": ("days_there_are", 0), "covered": ("covered", 0),
    "closed": ("closed", 0), "spent": ("spent", 0), "quality": ("quality", 0), "served": ("quality", 1),
    "areas_touched": ("work_coverage", 0), "areas": ("work_coverage", 1), "lent": ("lent", 0),
    "party_supply": ("party_supply", 0), "harm": ("harm", 0), "got_score": ("efficiency", 0),
    "best_score": ("efficiency", 1), "trust": ("trust", 0), "resentment": ("resentment", 0),
    "gini_service": ("gini_service", 0), "gini_resources": ("gini_resources", 0),
}  # fmt: skip
BY_TYPE = ("acting_by_type", "part_by_type", "offered_by_type", "spent_by_type", "fitted_by_type")


def compare(scenario: Scenario, name: str, mechanisms: frozenset[str] = frozenset(MECHANISMS), replication: int = 0):
    """Run both for all months of the scenario; fail at the first phase, month and column in which they part."""
    channels = {each: getattr(scenario.channels, each) for each in CHANNELS}
    camps: dict[str, tuple[Camp, object]] = {
        "block": (alone(0), block_camp), "line": (alone(1), line_camp), "joint": (together(channels), joint_camp),
        "half_0": (alone(0, "halves"), lambda w: half_camp(w, 0)),
        "half_1": (alone(1, "halves"), lambda w: half_camp(w, 1)),
        "halves_joint": (together(channels, "halves"), half_joint_camp),
    }  # fmt: skip
    camp, twin_camp = camps[name]
    world = make_world(scenario, scenario.seed, replication)
    need = make_needs(world, scenario.months)
    state = begin(world, prepare(world, mechanisms), camp, need, scenario.months)
    twin_world = make_twin_world(scenario, scenario.seed, replication)
    twin = TwinModel(twin_world, twin_camp(twin_world), mechanisms)
    exists = state.camp["exists"][0].astype(bool)
    for month in range(scenario.months):
        advance(state)
        twin.step()
        rows = len(twin.needs)
        for phase, kind, column, attribute in COLUMNS:
            things = {"need": twin.needs, "organisation": twin.organisations, "street": twin.streets}[kind]
            table = {"need": state.ledger[:rows], "organisation": state.organisation, "street": state.street}[kind]
            theirs = np.array([getattr(thing, attribute) for thing in things], float)
            ours = table[column].astype(float)
            if kind == "organisation":
                keep = state.organisation["acts"]
                ours, theirs = ours[keep], theirs[keep]
            if column in ("seen", "listed", "known", "legitimacy"):
                ours, theirs = ours[:, exists], theirs.reshape(len(things), 3)[:, exists]
            assert_same(ours, theirs, f"month {month}, {phase}, {kind}.{column} ({name})")
        record = state.months[month]
        for field, (measure, part) in COUNTS.items():
            theirs = np.array([twin.months[-1][measure][part]], float)
            assert_same(np.array([record[field]]), theirs, f"month {month}, measure {field} ({name})")
        for nature, each in enumerate(NATURES):
            ours = np.array([record["served_closed"][nature], record["amount_closed"][nature]])
            theirs = np.array(twin.months[-1][f"served_{each}"], float)
            assert_same(ours, theirs, f"month {month}, measure served_{each} ({name})")
        for type_ in range(8):
            ours = np.array([record[field][type_] for field in BY_TYPE])
            theirs = np.array(twin.months[-1][f"type_{type_}"], float)
            assert_same(ours, theirs, f"month {month}, measures of type {type_} ({name})")
        plans = twin.months[-1]["legitimacy"]
        theirs = np.array([plans[0] / plans[1] if plans[1] else 0.0])
        assert_same(np.array([record["legitimacy"]]), theirs, f"month {month}, measure legitimacy ({name})")
    ours = value_by_need(need, booked(state.ledger)).sum()
    assert ours == pytest.approx(value(twin.needs), rel=1e-9, abs=1e-9)


def assert_same(ours: np.ndarray, theirs: np.ndarray, where: str) -> None:
    """Fail with the place and the first entry in which the two part."""
    with np.errstate(invalid="ignore"):
        close = (ours == theirs) | (np.abs(ours - theirs) <= TOLERANCE * np.maximum(1.0, np.abs(theirs)))
    if not close.all():
        at = tuple(int(i) for i in np.argwhere(~close)[0])
        pytest.fail(f"{where}, entry {at}: kernels {ours[at]!r}, twin {theirs[at]!r}")


def test_every_measure_is_compared():
    compared = {*COUNTS, *BY_TYPE, "served_closed", "amount_closed", "legitimacy"}
    assert compared == set(MONTH.names)


ARMS = ("block", "line", "joint", "half_0", "half_1", "halves_joint")


@pytest.mark.parametrize("name", ARMS)
def test_default_district(name):
    compare(Scenario(months=3), name)


@pytest.mark.parametrize("mode", ["two_way", "one_way", "blind", "appointment", "optimal"])
@pytest.mark.parametrize("agenda", [0.0, 0.4, 1.0])
def test_every_mode_and_agenda(mode, agenda):
    data = {
        "months": 5,
        "district": {"streets": 2, "areas": 5, "lines": 30},
        "channels": {"agenda": agenda, "sight": 0.5, "partners": 0.6, "peers": 0.3, "trust": 0.7},
        "matching": {"mode": mode},
        "resources": {"by_order": True},
    }
    compare(from_data(data, "test"), "joint")


def share() -> st.SearchStrategy[float]:
    return st.sampled_from([0.0, 0.1, 0.35, 0.5, 0.8, 1.0])


@st.composite
def small_scenarios(draw) -> dict:
    """Draw a small district with many switches at their ends."""

    def some(**parts):
        return {key: draw(value) for key, value in parts.items() if draw(st.booleans())}

    natures = {
        name: some(rate=st.sampled_from([0.0, 0.4, 2.0]), amount=st.sampled_from([1.0, 6.0, 15.0]),
                   deadline=st.sampled_from([2.0, 20.0, 70.0]), harm=st.sampled_from([0.0, 2.0]), block_side=share())
        for name in ("regional", "social", "mass", "public_benefit")
    }  # fmt: skip
    instruments = {
        "mobilisation": ("contracts", "pledges", "consciousness", "checkin"),
        "planning": ("conference", "hearings", "research", "experts"),
        "liaison": ("exchange", "urgent", "officers"),
        "supervision": ("appraisal", "inspection", "dual_assessment", "feedback", "residents_rating", "linked_goals"),
        "incentive": ("civility", "party_awards", "reports", "rewards", "publicity"),
    }
    return {
        "months": draw(st.sampled_from([1, 2, 4])),
        "world": draw(st.sampled_from(["drawn", "fixed"])),
        "seed": draw(st.integers(0, 2**63 - 1)),
        "needs": {**some(two_sided=share(), scale=st.sampled_from([0.0, 0.5, 2.0]), unit_rate=share()), **natures},
        "district": some(streets=st.integers(1, 3), areas=st.integers(1, 6), lines=st.sampled_from([0, 1, 7, 25]),
                         community_committees=st.booleans(), concentration=st.sampled_from([0.0, 2.0])),
        "channels": some(**{name: share() for name in CHANNELS}),
        "mechanisms": {name: some(strength=share(), **{each: share() for each in each_of})
                       for name, each_of in instruments.items()},
        "institutions": some(investment_promotion=share(), resources_down=share(), both_ends=share(),
                             district_platform=st.booleans(), city_platform=st.booleans(), two_new_cover=share()),
        "technology": some(grid_workers=st.integers(0, 3), e_visits=share(), wishes=share(), online_branches=share(),
                           databases=st.integers(0, 4), community_link=share(), service_circle=share()),
        "convening": some(block_hours=st.sampled_from([0.0, 30.0, 400.0]), line_convener=st.booleans()),
        "matching": some(mode=st.sampled_from(["two_way", "one_way", "blind", "appointment", "optimal"]),
                         partners=st.integers(1, 6), tries=st.integers(0, 8), candidates=st.sampled_from([1, 4, 20]),
                         reach_km=st.sampled_from([0.3, 1.0, 9.0]), claims=st.integers(1, 3),
                         caution=st.sampled_from([0.0, 1.0])),
        "production": some(rho=st.sampled_from([-80.0, -1.0, 0.0, 0.5, 1.0]), resource_share=share(),
                           makeshift=share()),
        "resources": some(consent=share(), by_order=st.booleans(), public=st.sampled_from([0.0, 3.0])),
        "estimates": some(noise=st.sampled_from([0.0, 6.0])),
        "costs": some(coordination=st.sampled_from([0.0, 6.0]), mixed_hours=st.sampled_from([0.0, 5.0])),
    }  # fmt: skip


@pytest.mark.parametrize("name", ARMS)
def test_a_fixed_world_in_a_later_replication(name):
    data = {"months": 2, "world": "fixed", "district": {"streets": 2, "areas": 5, "lines": 30}}
    compare(from_data(data, "test"), name, replication=3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_scenarios(), st.sampled_from(ARMS), st.booleans(), st.integers(0, 3))
def test_random_small_worlds(data, name, organised, replication):
    compare(from_data(data, "test"), name, frozenset(MECHANISMS if organised else ()), replication)


def test_a_difference_is_reported_where_it_is():
    with pytest.raises(pytest.fail.Exception, match=r"month 3, match, organisation.left .*entry \(1,\)"):
        assert_same(np.array([1.0, 2.0]), np.array([1.0, 2.1]), "month 3, match, organisation.left (joint)")
    assert_same(np.array([math.inf, 1.0]), np.array([math.inf, 1.0 + 1e-12]), "nowhere")
