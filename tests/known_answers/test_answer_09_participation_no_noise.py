"""Known answer 9: without noise a cascade runs as far as the thresholds let it (Granovetter 1978)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.model.district import District
from sim.model.month import advance
from studies.districts import alone, crowd, district
from tests.model.stepping import started

SIZE = 100
MONTHS = 110  # the longest cascade takes one more each month
# A hundred organisations that see one another, x = m − θ and next to no noise: who takes part when m is at least θ.
CROWD = {
    "months": MONTHS,
    "areas": [{"name": "here"}],
    "organisations": crowd(SIZE, "agency"),
    "needs": {"two_sided": 0.0, "scale": 0.0},
    "types": {"agency": {"consciousness": 0.0}},
    "participation": {"peers": 1.0, "sharpness": 1e6, "start": 0.0, "diversity": 0.0},
    "learning": {"fatigue": 0.0},
}


def cost(threshold):
    """Return the cost of one who waits for so many others: half a head less, since x = 0 is a toss of a coin."""
    return (threshold - 0.5) / SIZE


def path(thresholds):
    """Return how many take part, month by month, where attributes of the agents are the thresholds."""
    model = District(district(CROWD), camp="line", mechanisms=())
    for agent, threshold in zip(model.agents, thresholds, strict=True):
        agent.cost = cost(threshold)
    for _ in range(MONTHS):
        model.step()
    return model.record["part"].tolist()


@pytest.mark.parametrize("seed", [None, 0, 1])
def test_answer_09_the_cascade_is_complete(seed):
    thresholds = list(range(SIZE))
    if seed is not None:  # whoever has which
        np.random.default_rng(seed).shuffle(thresholds)
    assert path(thresholds) == [min(t + 1, SIZE) for t in range(MONTHS)]


def test_answer_09_with_the_one_replaced_by_a_two_it_stops_at_one():
    assert path([0, 2, *range(2, SIZE)]) == [1] * MONTHS


def test_answer_09_nobody_begins_where_nobody_has_a_threshold_of_none():
    assert path([1, *range(1, SIZE)]) == [0] * MONTHS


def test_answer_09_a_gap_further_up_stops_it_there():
    assert path([61 if n == 60 else n for n in range(SIZE)])[-1] == 60


def at_rest(thresholds):
    """Return how many take part in the end: the first k that is less than the threshold of the next in line."""
    line = np.sort(thresholds)
    waiting = np.flatnonzero(line > np.arange(SIZE))
    return int(waiting[0]) if len(waiting) else SIZE


def in_the_end(thresholds):
    """Return how many take part in the last month, and in the one before."""
    state = started(district(CROWD), alone(1), 0, frozenset())
    state.organisation["cost"] = cost(np.asarray(thresholds))
    advance(state, MONTHS)
    return state.months["part"][[-1, -2]].tolist()


def test_answer_09_where_thresholds_are_drawn_at_random():
    rng = np.random.default_rng(9)
    ends = []
    for most in (60, 90, 100, 110, 150) * 8:
        thresholds = rng.integers(0, most, SIZE)
        ends.append(at_rest(thresholds))
        assert in_the_end(thresholds) == [ends[-1]] * 2
    assert len(set(ends)) > 10, "some stop early, some late, some never"


def test_answer_09_a_little_more_spread_and_everybody_joins():
    """Normal thresholds with mean 25: between a spread of 12 and one of 13 the end jumps from a few to nearly all."""
    ends = []
    for spread in (5.0, 10.0, 12.0, 13.0, 20.0):
        thresholds = np.ceil(stats.norm.ppf((np.arange(SIZE) + 0.5) / SIZE, 25.0, spread))
        assert in_the_end(thresholds) == [at_rest(thresholds)] * 2
        ends.append(at_rest(thresholds))
    assert max(ends[:3]) < 10
    assert min(ends[3:]) > 90
