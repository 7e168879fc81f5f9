"""Known answer 21: lines and blocks of one distribution complement each other no more than random halves do."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.world import make_world
from sim.questions import interval
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from studies.districts import ALIKE, OWNED, SPREAD_OUT, district, either, only

REPLICATES = 384
CONFIDENCE = 0.999  # a dozen intervals are read here: with this one false alarm in a hundred such files
NARROW, NARROW_S = 0.012, 0.025  # half-widths of K and S at most: else "within the interval" would say nothing
EACH = 14  # organisations of each kind
# All in one place, where it makes no difference either that members of line units live somewhere.
ONE_PLACE = {
    "areas": [{"name": "here"}],
    "needs": {
        "regional": {"rate": 3.0},
        "mass": {"rate": 12.0},
        "public_benefit": {"rate": 3.0},
        "social": {"rate": 1.0, "hit": 1.0},
    },
}
# Times the rates of needs, and between what the load must then lie.
LOADS = {"light": (0.3, 0.0, 0.2), "middle": (1.0, 0.2, 0.8), "heavy": (4.0, 1.0, 3.0)}


def ask(*layers, replications=REPLICATES):
    common = {"organisations": either(EACH, EACH), "interval": {"confidence": CONFIDENCE}}
    return answer(verdict(district(ALIKE, common, *layers), replications=replications, grouped=False))


PLACES = {"spread out": SPREAD_OUT, "one place": ONE_PLACE}
MARKS = {("spread out", "middle"): (), ("one place", "heavy"): pytest.mark.gate}


@pytest.mark.parametrize(
    ("place", "load"),
    [pytest.param(place, load, marks=MARKS.get((place, load), pytest.mark.slow)) for place in PLACES for load in LOADS],
)
def test_answer_21_exchangeable_kinds_do_not_complement_each_other(place, load):
    scale, least, most = LOADS[load]
    outcome = ask(PLACES[place], {"needs": {"scale": scale}})
    assert least < outcome.quantities["load"].estimate < most
    k = outcome.quantities["complementarity"]
    assert k.low <= 1.0 <= k.high
    assert k.half_width < NARROW
    # The single arms are worth the same, replicate by replicate, and so are the joint ones.
    halves = outcome.replicates["half_0_gross"] + outcome.replicates["half_1_gross"]
    kinds = outcome.replicates["block_gross"] + outcome.replicates["line_gross"]
    same = interval.ratio(halves, kinds, CONFIDENCE)
    assert same.low <= 1.0 <= same.high
    assert same.half_width < NARROW_S
    assert not np.array_equal(halves, kinds)
    same = interval.ratio(outcome.replicates["halves_joint_gross"], outcome.replicates["joint_gross"], CONFIDENCE)
    assert same.low <= 1.0 <= same.high
    assert same.half_width < NARROW_S
    assert not outcome.credited


def test_answer_21_the_kinds_are_drawn_from_one_distribution():
    scenario = district(ALIKE, {"organisations": either(EACH, EACH)}, SPREAD_OUT)
    blocks, lines = [], []
    for replication in range(200):
        organisation = make_world(scenario, scenario.seed, replication).organisation
        for kind, rows in ((0, blocks), (1, lines)):
            of_kind = organisation[organisation["kind"] == kind]
            rows.append(
                [of_kind[name].mean() for name in ("hours", "area", "cost", "consciousness", "capacity", "functions")]
            )
    apart = np.array(blocks) - np.array(lines)
    assert (np.abs(apart.mean(axis=0)) <= 4.5 * apart.std(axis=0) / np.sqrt(len(apart))).all()


def test_answer_21_kinds_that_differ_do():
    """The same district, needs that take what one kind only holds: K says so."""
    differing = {
        "types": {
            "residential_area": {"resources": only(OWNED[:3], OWNED, 3.0)},
            "agency": {"resources": only(OWNED[3:], OWNED, 3.0)},
        },
        "needs": {"two_sided": 0.5},
    }
    assert ask(SPREAD_OUT, differing, replications=64).quantities["complementarity"].above(1.0)


def test_answer_21_kinds_that_are_spread_evenly_are_not_exchangeable():
    """One of each kind in every area: each kind covers all places, which a random half does not."""
    even = [
        {"name": f"{kind} {n}", "type": kind, "needs": 0.0, "area": f"area {n % 8}"}
        for kind in ("residential_area", "agency") for n in range(16)
    ]  # fmt: skip
    outcome = ask(SPREAD_OUT, {"organisations": even, "needs": {"scale": LOADS["heavy"][0]}}, replications=128)
    assert outcome.quantities["complementarity"].above(1.0)
