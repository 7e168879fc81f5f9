"""Known answer 13: conditional co-operators among free riders give less and less; supervision and incentive hold it up.

Fischbacher, Gächter & Fehr 2001 for the rule, Fehr & Gächter 2000 for what happens with and without sanctions.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.camps import alone
from sim.model.month import advance
from sim.questions import interval
from studies.districts import at_full_strength, crowd, district, joint
from tests.model.stepping import ALL, finished, started

UNSANCTIONED = ALL - {"supervision", "incentive"}
SIZE, MONTHS = 40, 30
# All take part, whatever comes.
COMPANY = {
    "months": MONTHS,
    "areas": [{"name": "here"}],
    "organisations": crowd(SIZE, "agency"),
    "needs": {"two_sided": 0.0, "scale": 0.0},
    "participation": {"cost": -10.0},
}


def contribution(state):
    """Return the mean share offered month by month, those who took no part as zero."""
    return state.months["gave"] / state.months["acting"]


@pytest.mark.parametrize("start", [0.5, 1.0])
@pytest.mark.parametrize("cooperators", [40, 36, 24, 10, 0])
def test_answer_13_a_share_f_of_conditional_cooperators(cooperators, start):
    """Each gives what was given on average before, the others nothing: c̄(t) = c̄(0)·fᵗ, c̄(0) being the belief."""
    state = started(district(COMPANY, {"participation": {"start_given": start}}), alone(1), 0, frozenset())
    conditional = np.random.default_rng(cooperators).permutation(SIZE) < cooperators
    state.organisation["conditional"], state.organisation["inclination"] = conditional, 0.0
    advance(state, MONTHS)
    f = cooperators / SIZE
    assert contribution(state) == pytest.approx(start * f ** np.arange(1, MONTHS + 1), rel=1e-12)


def test_answer_13_nobody_gives_less_than_its_own_inclination():
    """Half of each one's giving is conditional: c̄ falls to the inclination, the gap halving every month."""
    state = started(district(COMPANY, {"participation": {"start_given": 0.9}}), alone(1), 0, frozenset())
    state.organisation["conditional"], state.organisation["inclination"] = 0.5, 0.2
    advance(state, MONTHS)
    assert contribution(state) == pytest.approx(0.2 + 0.7 * 0.5 ** np.arange(1, MONTHS + 1), rel=1e-12)


REPLICATES, LAST = 24, 6
# As in the experiments, people begin by thinking that others will give half of what they have, and all look to others.
DISTRICT = {
    "months": 24,
    "district": {"streets": 2, "areas": 8, "lines": 36},
    "participation": {"start": 0.6, "start_given": 0.5, "office_follows": 1.0},
}
SANCTIONS = {name: at_full_strength()[name] for name in ("supervision", "incentive")}


def first_and_last(mechanisms, *layers):
    """Return the share given in the first month and in the last six, by replicate."""
    scenario = district(DISTRICT, {"mechanisms": SANCTIONS}, *layers)
    runs = [finished(scenario, joint(scenario), r, mechanisms) for r in range(REPLICATES)]
    paths = np.array([contribution(run) for run in runs])
    return paths[:, 0], paths[:, -LAST:].mean(axis=1)


def test_answer_13_without_supervision_and_incentive_giving_declines():
    first, last = first_and_last(UNSANCTIONED)
    assert interval.difference(last, first).below(-0.15 * first.mean())


def test_answer_13_with_them_it_holds_up():
    first, last = first_and_last(ALL)
    assert interval.difference(last, first).above(-0.02 * first.mean())
    assert interval.difference(last, first_and_last(UNSANCTIONED)[1]).above(0.1)


@pytest.mark.parametrize("mechanism", ["supervision", "incentive"])
def test_answer_13_each_of_them_holds_up_some(mechanism):
    assert mechanism in ALL
    without, some = first_and_last(UNSANCTIONED)[1], first_and_last(UNSANCTIONED | {mechanism})[1]
    assert interval.difference(some, without).above(0.0)
