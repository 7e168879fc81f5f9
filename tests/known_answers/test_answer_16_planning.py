"""Known answer 16: where each voter is right with probability 0.6, how often is the majority? (Condorcet 1785)"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from sim.model.camps import alone
from sim.model.month import advance
from studies.districts import FUNCTIONS, NATURES, district, for_all
from tests.model.stepping import started

MONTHS, RUNS = 4000, 6
WITHIN = 4.5  # standard errors of a share of so many votes
NOISE = 3.0
# Two areas, each hit every month: two needs, and one item on the agenda. The committee sees both at once, and is just
# so good at regulation that it adds no noise and takes none away.
TWO_NEEDS = {
    "months": MONTHS,
    "areas": [{"name": "here"}, {"name": "there"}],
    "organisations": [
        {"name": "committee", "type": "street", "area": "here", "functions": dict.fromkeys(FUNCTIONS, 0.5)}
    ],
    "needs": {
        "two_sided": 0.0,
        "unit_rate": 0.0,
        **for_all(NATURES, {"rate": 0.0}),
        "social": {"rate": 50.0, "hit": 1.0},
    },
    "discovery": {"street": 1.0, "delay": 0.0},
    "estimates": {"noise": NOISE},
    "convening": {"block_hours": 8.0, "item_hours": 8.0},
}


def share_right(gap, voters, *layers, mechanisms=frozenset()):
    """Return how often the more valuable of two needs is listed.

    The lever of voters counts pairs of extra ones, and nobody votes where there are none: half a pair is one voter.
    """
    scenario = district(TWO_NEEDS, *layers)
    right = 0
    for run in range(RUNS):
        state = started(scenario, alone(0), run, mechanisms)
        if voters is not None:
            state.levers["voters"] = voters
        need = state.need
        need["arises"], need["closes"] = 30.0 * need["month"], 30.0 * (need["month"] + 1)
        better = np.random.default_rng(run).integers(0, 2, MONTHS)
        need["worth"], need["harm"] = 7.0, 3.0
        need["worth"][2 * np.arange(MONTHS) + better] += 0.4 * gap
        need["harm"][2 * np.arange(MONTHS) + better] += 0.6 * gap
        advance(state, MONTHS)
        listed = state.ledger["listed"][:, 0].reshape(MONTHS, 2) >= 0
        assert (listed.sum(axis=1) == 1).all()
        right += int(listed[np.arange(MONTHS), better].sum())
    return right / (MONTHS * RUNS)


def assert_right(share, expected):
    error = math.sqrt(expected * (1.0 - expected) / (MONTHS * RUNS))
    assert share == pytest.approx(expected, abs=WITHIN * error)


def gap_for(right):
    """Return the gap in worth at which a voter is right with this probability: right = Φ(gap/(σ√2))."""
    return float(stats.norm.ppf(right)) * NOISE * math.sqrt(2.0)


@pytest.mark.parametrize(("lever", "voters", "printed"), [(0.5, 1, 0.600), (5.0, 11, 0.7535), (50.0, 101, 0.9791)])
def test_answer_16_majorities_of_voters_each_right_with_six_in_ten(lever, voters, printed):
    expected = float(stats.binom.sf(voters // 2, voters, 0.6))
    assert expected == pytest.approx(printed, abs=5e-5)
    assert_right(share_right(gap_for(0.6), lever), expected)


@pytest.mark.parametrize(("right", "lever"), [(0.55, 2.0), (0.7, 1.0), (0.8, 3.0), (0.5, 7.0)])
def test_answer_16_other_voters(right, lever):
    voters = 2 * int(lever) + 1
    assert_right(share_right(gap_for(right), lever), float(stats.binom.sf(voters // 2, voters, right)))


def test_answer_16_the_conference_votes():
    """A conference of five sevenths is eleven voters, and quicker at an item by the same token."""
    conference = 5.0 / 7.0
    layers = {
        "mechanisms": {"planning": {"conference": conference, "hearings": 0.0, "research": 0.0, "experts": 0.0}},
        "convening": {"item_hours": 8.0 / (1.0 - 0.25 * conference)},
    }
    share = share_right(gap_for(0.6), None, layers, mechanisms=frozenset({"planning"}))
    assert_right(share, float(stats.binom.sf(5, 11, 0.6)))


def test_answer_16_research_and_advice_make_each_voter_surer():
    """Noise times 0.6 twice over: the same gap is seen as if it were larger."""
    layers = {
        "mechanisms": {"planning": {"conference": 3.0 / 7.0, "hearings": 0.0, "research": 1.0, "experts": 1.0}},
        "convening": {"item_hours": 8.0 / (1.0 - 0.25 * 3.0 / 7.0) / 1.1},
    }
    right = float(stats.norm.cdf(gap_for(0.6) / (NOISE * 0.36 * math.sqrt(2.0))))
    share = share_right(gap_for(0.6), None, layers, mechanisms=frozenset({"planning"}))
    assert_right(share, float(stats.binom.sf(3, 7, right)))


def test_answer_16_without_noise_the_better_is_always_seen():
    assert share_right(0.01, 0.5, {"estimates": {"noise": 0.0}}) == 1.0


def test_answer_16_where_nobody_votes_the_first_to_arrive_is_taken():
    assert_right(share_right(50.0, None), 0.5)
