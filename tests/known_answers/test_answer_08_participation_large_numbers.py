"""Known answer 8: on a complete network mean participation solves M = tanh(β(h + J′M)) (Brock & Durlauf 2001)."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import optimize

from sim.model.month import advance
from studies.districts import BLOCKS, LINES, NOTHING, alone, district, for_all, only, together
from tests.gate import others_in_the_gate
from tests.model.stepping import finished, started

SIZE, EACH = 12_000, 4_000  # organisations; of each of two kinds
MONTHS, SETTLED = 60, 20  # of which the first are for coming to rest
WITHIN = 4.5  # standard errors
# Nobody's reasons change: all are alike, there are no needs, nothing tires.
STEADY = {
    "months": MONTHS,
    "district": {"streets": 1, "areas": 1, "lines": SIZE, "mix": only(("agency",), LINES, 1.0)},
    "needs": {"two_sided": 0.0, "scale": 0.0},
    "types": {
        **for_all(BLOCKS, {"consciousness": 0.0}),
        "agency": {"consciousness": 0.0, "district": 0.0, "city": 0.0},
    },
    "participation": {"diversity": 0.0},
    "learning": {"fatigue": 0.0},
}


def choosing(beta, j, h, start):
    """Return what makes the private part of the balance h, and J′ = j (docs/model.md, 7.3, with M = 2m − 1)."""
    return {"participation": {"sharpness": beta, "peers": 2.0 * j, "cost": j - h, "start": start}}


def roots(beta, j, h):
    """Return the roots of the mean-field equation in order, found by bracketing."""

    def gap(m):
        return math.tanh(beta * (h + j * m)) - m

    grid = np.linspace(-1.0, 1.0, 2002)  # an even number: none lies on the root at 0
    return [optimize.brentq(gap, a, b, xtol=1e-12) for a, b in pairwise(grid) if gap(a) * gap(b) < 0]


def standard_error(beta, j, root, months, size=SIZE):
    """Of the mean over months: each a binomial share of ``size`` around the last one's, an AR(1) near a root."""
    slope = beta * j * (1.0 - root * root)
    return math.sqrt((1.0 - root * root) / size / months) / (1.0 - slope)


def mean_part(months):
    """Return M over the months in which the run is at rest."""
    rest = months[SETTLED:]
    return 2.0 * rest["part"].sum() / rest["acting"].sum() - 1.0


def assert_comes_to(root, beta, j, h, start):
    state = finished(district(STEADY, choosing(beta, j, h, start)), alone(1), 0, frozenset())
    within = WITHIN * standard_error(beta, j, root, MONTHS - SETTLED)
    assert within < 0.02, "else nothing would be said"
    assert mean_part(state.months) == pytest.approx(root, abs=within)


@pytest.mark.parametrize(
    ("beta", "j", "h"),
    others_in_the_gate(
        [(1.5, 1.0, 0.0), (2.5, 0.5, 0.0), (2.0, 1.0, 0.1), (1.5, 1.0, -0.05)], lambda beta, j, h: beta in (2.5, 2.0)
    ),
)
def test_answer_08_both_branches_are_reached_from_two_starts(beta, j, h):
    low, watershed, high = roots(beta, j, h)
    assert low < watershed < high
    assert_comes_to(high, beta, j, h, start=1.0)
    assert_comes_to(low, beta, j, h, start=0.0)


@pytest.mark.parametrize(("beta", "j", "h"), [(2.0, 1.0, 0.1), (1.5, 1.0, -0.05)])
def test_answer_08_the_unstable_root_is_the_watershed(beta, j, h):
    low, watershed, high = roots(beta, j, h)
    at = 0.5 * (1.0 + watershed)
    assert_comes_to(high, beta, j, h, start=at + 0.04)
    assert_comes_to(low, beta, j, h, start=at - 0.04)


@pytest.mark.parametrize(
    ("beta", "j", "h"),
    others_in_the_gate(
        [(0.5, 1.0, 0.0), (1.2, 0.5, 0.0), (0.5, 1.0, 0.4), (2.0, 1.0, 0.5)], lambda beta, j, h: beta in (1.2, 2.0)
    ),
)
def test_answer_08_one_stable_solution(beta, j, h):
    """Where βJ′ < 1, and where β J′ > 1 but h is strong: from wherever one starts."""
    (root,) = roots(beta, j, h)
    for start in (0.0, 0.5, 1.0):
        assert_comes_to(root, beta, j, h, start)


def test_answer_08_no_influence_is_the_logistic_choice():
    for h in (-0.4, 0.0, 0.7):
        assert_comes_to(math.tanh(1.3 * h), 1.3, 0.0, h, start=0.5)


def test_answer_08_h_is_all_the_reasons_together():
    """h = J/2 + r + s + c − θ, each of them from where it comes from: honour, assessment, covenants, distance."""
    beta, j, h = 1.5, 1.0, 0.0
    reasons = {
        "types": {"agency": {"consciousness": 0.1, "city": 1.0}},
        "participation": {"hierarchy": 0.15},  # hierarchy twice: from the city to the street
        "institutions": {"both_ends": 0.0},
        "mechanisms": {
            "mobilisation": {"contracts": 0.0, "pledges": 0.5, "consciousness": 0.0},  # commitment 0.15
            "incentive": {"civility": 0.0, "party_awards": 0.0, "reports": 0.0, "rewards": 1.0},  # recognition 0.4
            "supervision": {"appraisal": 0.0, "residents_rating": 0.0, "dual_assessment": 0.5, "linked_goals": 0.0},
        },  # stake 0.2
    }
    r, s, c, far = 0.4 * 0.25, 0.2, 0.1 + 0.15, 2.0 * 0.15
    low, _, high = roots(beta, j, h)
    for start, root in ((1.0, high), (0.0, low)):
        scenario = district(STEADY, choosing(beta, j, h - r - s - c + far, start), reasons)
        state = started(scenario, alone(1), 0, frozenset({"mobilisation", "incentive", "supervision"}))
        for _ in range(MONTHS):
            state.organisation["recognition"] = 0.25  # nobody is honoured here, so it would fade
            advance(state)
        within = WITHIN * standard_error(beta, j, root, MONTHS - SETTLED)
        assert mean_part(state.months) == pytest.approx(root, abs=within)


@pytest.mark.parametrize("peers", others_in_the_gate([0.0, 0.4, 1.0], lambda peers: peers == 0.4))
def test_answer_08_two_kinds_and_what_runs_between_them(peers):
    """With other reasons in each kind: M_k = tanh(β(h_k + J′(M_k + P·M_k′)/(1 + P)))."""
    beta, j, h = 0.8, 1.0, np.array([0.6, -0.4])  # blocks, lines
    mixing = np.array([[1.0, peers], [peers, 1.0]]) / (1.0 + peers)
    equilibrium = optimize.root(lambda m: np.tanh(beta * (h + j * mixing @ m)) - m, np.zeros(2), tol=1e-12)
    assert equilibrium.success
    months = 150
    scenario = district(STEADY, choosing(beta, j, 0.0, 0.5), {
        "months": months,
        "district": {"areas": EACH - 2, "lines": EACH},  # blocks: street, community committee, residential areas
        "types": {**for_all(BLOCKS, {"consciousness": h[0]}), "agency": {"consciousness": h[1]}},
    })  # fmt: skip
    state = started(scenario, together({**NOTHING, "agenda": 1.0, "peers": peers}), 0, frozenset())
    part = np.zeros(2)
    for t in range(months):
        advance(state)
        if t >= SETTLED:
            part += state.street["joined"][0]
    luck = (1.0 - equilibrium.x**2) / EACH
    felt = np.linalg.inv(np.eye(2) - beta * j * (1.0 - equilibrium.x**2)[:, None] * mixing)
    within = WITHIN * np.sqrt(np.diag(felt @ np.diag(luck) @ felt.T) / (months - SETTLED))
    assert within.max() < 0.015
    assert (np.abs(2.0 * part / (months - SETTLED) - 1.0 - equilibrium.x) <= within).all()
