"""Known answer 15: how many needs are served where claimants choose blindly, in turn, or as well as can be.

Blindly: a need stays alone with probability (1 − 1/n)ⁿ. In turn, each hearing of a need with probability c/n: the share
y of needs still free falls by dy/dt = −(1 − e⁻ᶜʸ), so 1 − y(1) = 1 − ln(2 − e⁻ᶜ)/c are served. As well as can be: the
largest matching of a sparse random graph (Karp & Sipser 1981).
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from scipy import optimize

from sim.model.camps import alone
from sim.model.month import advance
from studies.districts import FUNCTIONS, NATURES, OWNED, crowd, district, for_all
from tests.gate import others_in_the_gate
from tests.model.stepping import started

WITHIN = 4.5  # standard errors


def alike(n):
    """Return a street of n areas with a need each, every month, and n organisations that stand elsewhere in it.

    All pairs have one score, so luck alone decides; an organisation's month is less than any need asks for. The street
    committee sees and lists everything and has no hours to serve.
    """
    here = {"x": 0.0, "y": 0.0}
    return {
        "areas": [{"name": f"area {k}", **here} for k in range(n)] + [{"name": "offices", **here}],
        "organisations": [
            {"name": "committee", "type": "street", "area": "offices", "hours": 1e-12},
            *crowd(n, "residential_area", "offices", hours=40.0, functions=dict.fromkeys(FUNCTIONS, 1.0)),
        ],
        "needs": {
            "two_sided": 0.0,
            "unit_rate": 0.0,
            **for_all(NATURES, {"rate": 0.0, "amount": 200.0, "resources": dict.fromkeys((*OWNED, "public"), 0.0)}),
            "social": {"rate": 50.0, "hit": 1.0, "amount": 200.0, "resources": dict.fromkeys((*OWNED, "public"), 0.0)},
        },
        "participation": {"cost": -10.0, "inclination": 1.0, "conditional": 0.0, "diversity": 0.0},
        "discovery": {"street": 1.0, "delay": 0.0},
        "hearing": {"days": 0.0},
        "institutions": {"district_platform": False},  # a second chance for what nobody claimed
        "convening": {"block_hours": 5000.0, "item_hours": 0.25},
        "trust": {"refusal": 0.0},
        "matching": {"partners": 1, "claims": 1, "asked": 2000, "error": 0.0},
    }


def served(n, months, mode, hearing):
    """Return the share of needs served, month by month; nothing is left over from one month to the next."""
    state = started(district(alike(n), {"months": months, "matching": {"mode": mode}}), alone(0), 0, frozenset())
    state.lever["hearing"] = hearing
    need = state.need
    need["arises"], need["closes"] = 30.0 * need["month"], 30.0 * (need["month"] + 1)
    at_home = need["area"] == n  # the offices' own: over before anybody sees it
    need["closes"][at_home] = need["arises"][at_home]
    advance(state, months)
    assert (state.months["listed"] == n).all()
    assert (state.months["part"] == n + 1).all()
    return state.months["teams"] / n


@pytest.mark.parametrize(("n", "months"), [(1, 20), (2, 4000), (3, 3000), (10, 1500), (80, 250)])
def test_answer_15_choosing_blindly(n, months):
    left_alone = (1.0 - 1.0 / n) ** n
    two_left_alone = n * (n - 1) * (1.0 - 2.0 / n) ** n
    variance = two_left_alone + n * left_alone - (n * left_alone) ** 2  # of how many are
    error = math.sqrt(max(0.0, variance) / months) / n
    assert WITHIN * error < 0.02
    assert served(n, months, "blind", 1.0).mean() == pytest.approx(1.0 - left_alone, abs=WITHIN * error + 1e-12)


def in_turn(c):
    """Return the share served where one after the other takes what it has heard of and is free."""
    return 1.0 - math.log(2.0 - math.exp(-c)) / c


def at_best(c):
    """Return the share served by a largest matching: both sides' vertices less those it leaves out."""
    low = optimize.brentq(lambda x: x - c * math.exp(-c * math.exp(-x)), 0.0, min(c, 1.0) if c > math.e else c)
    high = c * math.exp(-low)
    return 2.0 - (low + high + low * high) / c


N, MONTHS = 240, 60
FINITE = 1.0 / N  # what so small a graph may differ from an endless one by


@cache
def both_ways(c):
    """Return the shares served in turn and at best, month by month, on the same random graphs."""
    return served(N, MONTHS, "one_way", c / N), served(N, MONTHS, "optimal", c / N)


def assert_share(shares, expected):
    within = WITHIN * shares.std(ddof=1) / math.sqrt(len(shares)) + FINITE
    assert within < 0.022
    assert shares.mean() == pytest.approx(expected, abs=within)


@pytest.mark.parametrize(
    ("c", "printed"), others_in_the_gate([(1.0, 0.510), (2.0, 0.688), (3.0, 0.777)], lambda c, _: c == 2.0)
)
def test_answer_15_claiming_in_turn(c, printed):
    assert in_turn(c) == pytest.approx(printed, abs=5e-4)
    assert_share(both_ways(c)[0], in_turn(c))


@pytest.mark.parametrize(("c", "printed"), [(1.0, 0.544), (2.0, 0.784), (3.0, 0.928)])
def test_answer_15_the_optimum(c, printed):
    assert at_best(c) == pytest.approx(printed, abs=5e-4)
    assert_share(both_ways(c)[1], at_best(c))


@pytest.mark.parametrize("c", [1.0, 2.0, 3.0])
def test_answer_15_nobody_does_better_than_the_best_on_the_same_graph(c):
    turn, best = both_ways(c)
    assert (turn <= best).all()


def test_answer_15_who_hears_of_everything_and_looks_before_it_claims_leaves_nothing():
    assert (served(30, 20, "one_way", 1.0) == 1.0).all()
    assert np.mean(served(30, 20, "two_way", 1.0)) == 1.0
