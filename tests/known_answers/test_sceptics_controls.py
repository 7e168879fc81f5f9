"""The sceptic's controls: is it the kinds that complement each other, or would any partners do?"""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.questions.verdict import verdict
from sim.runs.runner import answer
from studies.districts import ALIKE, SPREAD_OUT, district, either
from tests.gate import others_in_the_gate

SMALL = {"months": 24, "district": {"streets": 2, "areas": 8, "lines": 36}}
# Times the rates of needs, and between what the load must then lie.
LOADS = {"light": (0.3, 0.0, 0.2), "middle": (1.0, 0.2, 0.8), "heavy": (4.0, 1.0, 3.0)}


def complementarity(replications, load, *layers, times=1.0):
    """Return the interval of K, having looked at whether the load is what it is called."""
    scale, least, most = LOADS[load]
    scenario = district(*layers, {"needs": {"scale": times * scale}})
    quantities = answer(verdict(scenario, replications=replications, grouped=False)).quantities
    assert least < quantities["load"].estimate < most
    return quantities["complementarity"]


def two_sided(share):
    return {"needs": {"two_sided": share}}


@pytest.mark.parametrize("load", ["middle"])  # the others: below, among the slow ones
def test_complementarity_rises_with_the_share_of_two_sided_needs(load):
    low, middle, high = (complementarity(48, load, SMALL, two_sided(share)) for share in (0.0, 0.5, 1.0))
    assert low.high < middle.estimate < middle.high < high.low


@pytest.mark.slow
@pytest.mark.parametrize("load", list(LOADS))
def test_complementarity_rises_at_every_step(load):
    """At every quarter, beyond the interval."""
    steps = [complementarity(512, load, SMALL, two_sided(share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    for weaker, following in pairwise(steps):
        assert weaker.estimate < following.low


PARTNERS = {"partners of either": (28, 28), "blocks": (28, 14), "lines": (14, 28)}


MARKS = {
    ("partners of either", "middle"): pytest.mark.gate, ("blocks", "heavy"): (), ("lines", "light"): pytest.mark.gate,
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "load"),
    [pytest.param(more, load, marks=MARKS.get((more, load), pytest.mark.slow)) for more in PARTNERS for load in LOADS],
)
def test_more_partners_of_kinds_that_are_exchangeable_leave_complementarity_at_one(more, load):
    who = {"organisations": either(*PARTNERS[more]), "interval": {"confidence": 0.999}}
    k = complementarity(96, load, ALIKE, SPREAD_OUT, who, times=sum(PARTNERS[more]) / 28)  # more to do for more
    assert k.low <= 1.0 <= k.high
    assert k.half_width < 0.03


@pytest.mark.parametrize("partners", others_in_the_gate([1, 2, 10], lambda partners: partners == 10))
def test_larger_teams_of_kinds_that_are_exchangeable_leave_complementarity_at_one(partners):
    who = {"organisations": either(14, 14), "interval": {"confidence": 0.999}, "matching": {"partners": partners}}
    k = complementarity(128, "middle", ALIKE, SPREAD_OUT, who)
    assert k.low <= 1.0 <= k.high
    assert k.half_width < 0.03
