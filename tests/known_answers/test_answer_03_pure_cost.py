"""Known answer 3: answer 1, and everybody in a mixed camp is charged hours that join nothing."""

from __future__ import annotations

import numpy as np
import pytest

from sim.questions.verdict import verdict
from sim.runs.runner import answer
from studies.districts import ADDITIVE, BLOCKS, FUNCTIONS, LINES, NATURES, PUBLIC, at_full_strength, district, for_all

REPLICATES = 8
HOURS = 40.0
OVERHEAD = 5 * 0.2  # hours a month that the five mechanisms take

# Where hours bind and nothing else does. Everybody takes part and offers all it has, in earnest; there is always more
# work than hours, within everybody's reach, none of it is ever done, and a day of service is a day of service
# (functions and resources are complete, nothing is coordinated, no worth is drawn). Then value is the hours given times
# a constant, with the mechanisms on, and S is exactly one less the share of hours charged.
_PLENTY = {"rate": 5.0, "amount": 1000.0, "deadline": 3600.0, "worth": 1.0, "harm": 0.0}
BINDING = {
    "months": 6,
    "district": {"streets": 1, "areas": 4, "lines": 12, "spread": 0.0, "difference": 0.0, "two_new_cover": 1.0},
    "types": {
        **for_all(BLOCKS, {"hours": HOURS, "functions": {name: float(name in FUNCTIONS[3:]) for name in FUNCTIONS}}),
        **for_all(LINES, {"hours": HOURS, "functions": {name: float(name in FUNCTIONS[:3]) for name in FUNCTIONS}}),
    },
    "needs": {**for_all(NATURES, _PLENTY), "worth_spread": 0.0, "unit_rate": 0.0, "spread": 0.0},
    "mechanisms": {"mobilisation": {"checkin": 0.0}},
    "discovery": {"residential": 1.0, "street": 1.0, "unit": 1.0},
    "convening": {"block_hours": 400.0, "line_hours": 400.0},
    "participation": {"cost": -10.0, "conditional": 0.0, "inclination": 1.0, "diversity": 0.0},
    "effort": {"formal": 0.0, "pressure": 0.0, "legitimacy": 0.0},
    "matching": {"partners": 1, "asked": 100, "reach_km": 1000.0},
    "trust": {"refusal": 0.0},
    "costs": {"hour_price": 0.02, "travel": 0.0},
    "institutions": {"resources_down": 0.0},
}


def ask(*layers, replications=REPLICATES):
    """Ask the question of answer 1's district, with these changes."""
    return answer(verdict(district(ADDITIVE, PUBLIC["unlimited"], *layers), replications=replications, grouped=False))


@pytest.mark.parametrize("mode", ["two_way", "one_way"])
@pytest.mark.parametrize("charged", [1.0, 4.0, 20.0])
def test_answer_03_by_the_share_of_hours_charged_where_hours_bind(charged, mode):
    # S is the same in every replicate: the nearer to 1 the more of them it takes to exclude that others would differ,
    # and for an hour it would take 160.
    enough = {1.0: REPLICATES, 4.0: 40, 20.0: REPLICATES}[charged]
    outcome = ask(BINDING, {"costs": {"mixed_hours": charged}, "matching": {"mode": mode}}, replications=enough)
    share = charged / (HOURS - OVERHEAD)
    assert outcome.measures["hours_used"]["joint"].estimate > 0.75, "hours bind"
    assert outcome.synergy.estimate == pytest.approx(1.0 - share, rel=1e-9)
    gross = outcome.replicates["block_gross"] + outcome.replicates["line_gross"]
    net = outcome.replicates["block_net"] + outcome.replicates["line_net"]
    assert outcome.replicates["joint_gross"] == pytest.approx((1.0 - share) * gross, rel=1e-9)
    assert outcome.word == ("below" if charged > 1.0 else "not distinguishable")
    # The hours charged are paid for like any others: as many hours are spent as would have been, or more.
    assert (outcome.replicates["joint_net"] <= net - share * gross + 1e-9).all()
    assert outcome.quantities["synergy_net"].below(1.0) or charged == 1.0


def test_answer_03_nothing_charged_is_answer_1():
    outcome = ask(BINDING)
    assert outcome.synergy.estimate == 1.0
    assert outcome.quantities["synergy_net"].estimate == pytest.approx(1.0, rel=1e-12)


def test_answer_03_below_one_gross_and_net_in_an_ordinary_district():
    """Where hours bind only here and there S falls as well, the further the more is charged."""
    heavy = {
        "needs": {"scale": 3.0},
        "mechanisms": at_full_strength(),
        "types": for_all(BLOCKS + LINES, {"hours": HOURS}),
    }
    before, net_before = 1.0, 1.0
    for charged in (2.0, 6.0, 12.0):
        outcome = ask(heavy, {"costs": {"mixed_hours": charged}})
        synergy, net = outcome.synergy, outcome.quantities["synergy_net"]
        assert outcome.word == "below"
        assert synergy.below(before)
        assert net.below(net_before)
        assert net.estimate < synergy.estimate
        before, net_before = synergy.estimate, net.estimate
        assert np.isfinite([synergy.low, net.low]).all()
