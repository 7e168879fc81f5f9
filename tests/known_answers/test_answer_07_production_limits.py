"""Known answer 7: CES at ρ → 1, ρ → 0 and ρ → −∞ is the weighted mean, Cobb–Douglas and the minimum."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.production import ces
from studies.districts import FUNCTIONS, NATURES, OWNED, alone, district, for_all
from tests.model.stepping import started, watched_month

WEIGHTS = np.array([0.4, 0.4, 0.2])
SUPPLIES = [
    np.array(x) for x in ((1.0, 1.0, 1.0), (0.2, 0.9, 0.5), (0.05, 1.0, 1.0), (0.7, 0.7, 0.7), (0.999, 0.3, 0.01))
]


def mean(x, a):
    return float(np.average(x, weights=a))


def cobb_douglas(x, a):
    return float(np.prod(x**a))


def minimum(x, a):
    return float(x.min())


@pytest.mark.parametrize("supply", SUPPLIES)
def test_answer_07_at_the_limits(supply):
    assert ces(supply, WEIGHTS, 3, 1.0) == pytest.approx(mean(supply, WEIGHTS), rel=1e-14)
    assert ces(supply, WEIGHTS, 3, 0.0) == pytest.approx(cobb_douglas(supply, WEIGHTS), rel=1e-14)
    assert ces(supply, WEIGHTS, 3, -np.inf) == minimum(supply, WEIGHTS)
    assert ces(supply, WEIGHTS, 3, -100.0) == minimum(supply, WEIGHTS)


@pytest.mark.parametrize("supply", SUPPLIES)
def test_answer_07_near_the_limits(supply):
    for step in (1e-3, 1e-5, 1e-7):
        assert ces(supply, WEIGHTS, 3, 1.0 - step) == pytest.approx(mean(supply, WEIGHTS), abs=step)
        for side in (-step, step):
            assert ces(supply, WEIGHTS, 3, side) == pytest.approx(cobb_douglas(supply, WEIGHTS), abs=2.0 * step)
    # Above the minimum, by at most the factor a^(1/ρ), a the smallest share; it falls towards it all the way.
    before = ces(supply, WEIGHTS, 3, -1.0)
    for rho in (-5.0, -20.0, -49.0):
        value = ces(supply, WEIGHTS, 3, rho)
        least = minimum(supply, WEIGHTS)
        assert least * (1.0 - 1e-12) <= value <= least * WEIGHTS.min() ** (1.0 / rho) * (1.0 + 1e-12)
        assert value <= before * (1.0 + 1e-12)
        before = value


@pytest.mark.parametrize("rho", [-80.0, -50.0, -3.0, -1.0, 0.0])
def test_answer_07_complements_need_all_of_the_bundle(rho):
    assert ces(np.array([0.0, 1.0, 1.0]), WEIGHTS, 3, rho) == 0.0
    assert ces(np.array([1.0, 1.0, 1.0]), WEIGHTS, 3, rho) == pytest.approx(1.0, rel=1e-14)


def test_answer_07_substitutes_do_not():
    assert ces(np.array([0.0, 1.0, 1.0]), WEIGHTS, 3, 1.0) == pytest.approx(0.6, rel=1e-14)
    assert ces(np.array([0.0, 0.0, 0.0]), WEIGHTS, 3, 0.5) == 0.0


def test_answer_07_the_first_exponent_is_increasing():
    values = [ces(SUPPLIES[1], WEIGHTS, 3, rho) for rho in np.linspace(-60.0, 1.0, 245)]
    assert (np.diff(values) >= -1e-12).all()


# One organisation that has all functions and too little of most resources: X alone is its teams' quality.
WORKSHOP = {
    "months": 24,
    "areas": [{"name": "here"}],
    "organisations": [{
        "name": "workshop", "type": "residential_area", "area": "here", "hours": 160.0,
        "resources": {name: 0.02 + 0.04 * k for k, name in enumerate(OWNED)},
        "functions": dict.fromkeys(FUNCTIONS, 1.0),
    }],
    "needs": {"two_sided": 0.0, "scale": 5.0, **for_all(NATURES, {"block_side": 1.0, "resources": {"public": 0.0}})},
    "production": {"resource_share": 1.0, "makeshift": 0.0},
    "matching": {"caution": 0.0},
    "participation": {"cost": -10.0},
    "discovery": {"residential": 1.0, "delay": 0.0},
}  # fmt: skip


@pytest.mark.parametrize(
    ("rho", "limit"), [(1.0, mean), (0.0, cobb_douglas), (-100.0, minimum), (1e-7, cobb_douglas), (1.0 - 1e-7, mean)]
)
def test_answer_07_in_teams_that_deliver(rho, limit):
    """A team's quality is the limit of what it put to use over what the work wanted."""
    scenario = district(WORKSHOP, {"production": {"rho": rho}})
    state = started(scenario, alone(0))
    short = []

    def watcher(phase, given, run):
        if phase != "deliver":
            return run()
        for team in given["teams"][: given["formed"]]:
            need = given["need"][team["need"]]
            shares = need["weight"][: need["required"]]
            lent = given["members"][team["first"]]["lent"][: need["required"]]
            supply = lent / (shares * team["days"])
            assert supply.max() <= 1.0 + 1e-12
            assert team["quality"] == pytest.approx(limit(supply, shares), abs=1e-6)
            short.append(supply.min() < 0.9)
        return run()

    for _ in range(scenario.months):
        watched_month(state, watcher)
    assert sum(short) > 10, "resources are short often enough to tell the limits apart"
