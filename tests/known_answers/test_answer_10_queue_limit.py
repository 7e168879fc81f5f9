"""Known answer 10: one server, arrivals and services by chance month by month: the queue Geo/Geo/1.

Arrival comes before service in a month: a need that arises may be served in the month of its arising. Then the backlog
N at the end of a month moves up with a(1 − s), down with s(1 − a), so it is geometric with ratio
ρ = a(1 − s)/(s(1 − a)) and mean a(1 − s)/(s − a). Looked at between arrival and service the mean is a(1 − a)/(s − a),
more by exactly a.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model.camps import alone
from sim.model.month import advance
from studies.districts import FUNCTIONS, NATURES, OWNED, crowd, district, for_all
from tests.gate import others_in_the_gate
from tests.model.stepping import started

MONTHS, SETTLED = 4000, 200
RUNS = 16
WITHIN = 4.5  # standard errors, from the spread over runs
SERVER = {
    "areas": [{"name": "here"}],
    # Eight hours a month, in earnest and all of them: a person-day, which is just what a need asks for.
    "organisations": crowd(1, "agency", hours=8.0, functions=dict.fromkeys(FUNCTIONS, 1.0)),
    # In every month a burst hits the area, or not. Nothing is wanted but days.
    "needs": {
        "two_sided": 0.0,
        "unit_rate": 0.0,
        "spread": 0.0,
        **for_all(NATURES, {"rate": 0.0, "amount": 1.0, "resources": dict.fromkeys((*OWNED, "public"), 0.0)}),
    },
    "types": {"agency": {"consciousness": 0.0}},
    "participation": {
        "peers": 0.0,
        "sharpness": 0.5,
        "diversity": 0.0,
        "conditional": 0.0,
        "inclination": 1.0,
    },
    "learning": {"fatigue": 0.0},
    "discovery": {"unit": 1.0, "delay": 0.0},
    "convening": {"line_hours": 5000.0},
    "matching": {"order_share": 0.0},
    "trust": {"refusal": 0.0},
}


def queue(a, s, mode="two_way", months=MONTHS):
    """Return needs that arose and backlog at the end of each month; shapes (runs, months)."""
    scenario = district(SERVER, {
        "months": months,
        "needs": {"social": {"rate": 50.0, "hit": a}},
        "participation": {"cost": math.log((1.0 - s) / s)},
        "matching": {"mode": mode},
    })  # fmt: skip
    arisen, closed = np.empty((2, RUNS, months))
    for run in range(RUNS):
        state = started(scenario, alone(1), run, frozenset())
        state.need["arises"], state.need["closes"] = 30.0 * state.need["month"], np.inf  # a whole month, and no end
        advance(state, months)
        arisen[run], closed[run] = state.months["arisen"], state.months["closed"]
        assert np.array_equal(state.months["completed"], closed[run])
    return arisen, np.cumsum(arisen - closed, axis=1)


def assert_mean(values, expected, most):
    """The mean over runs must be what is expected, and its standard error small enough to tell: a share ``most``."""
    by_run = values[:, SETTLED:].mean(axis=1)
    within = WITHIN * by_run.std(ddof=1) / math.sqrt(RUNS)
    assert within <= most * expected
    assert by_run.mean() == pytest.approx(expected, abs=within)


@pytest.mark.parametrize(("a", "s"), [(0.2, 0.5), (0.4, 0.6), (0.5, 0.6), (0.7, 0.9)])
def test_answer_10_mean_backlog(a, s):
    arisen, backlog = queue(a, s)
    assert arisen.max() == 1.0
    assert_mean(arisen, a, 0.05)
    assert_mean(backlog, a * (1.0 - s) / (s - a), 0.2)
    between = backlog[:, :-1] + arisen[:, 1:]
    assert np.isin(between - backlog[:, 1:], (0.0, 1.0)).all(), "one at most is done in a month"
    assert_mean(between, a * (1.0 - a) / (s - a), 0.2)


@pytest.mark.parametrize(("a", "s"), [(0.2, 0.5), (0.5, 0.6)])
def test_answer_10_the_backlog_is_geometric(a, s):
    _, backlog = queue(a, s)
    ratio = a * (1.0 - s) / (s * (1.0 - a))
    for n in range(3):
        assert_mean(backlog == n, (1.0 - ratio) * ratio**n, 0.2)


@pytest.mark.parametrize(
    "mode", others_in_the_gate(["one_way", "blind", "appointment", "optimal"], lambda mode: mode == "blind")
)
def test_answer_10_however_needs_find_the_server(mode):
    """There is one to serve and one need is done a month: the order in which is nothing to the backlog."""
    assert np.array_equal(queue(0.4, 0.6, mode)[1], queue(0.4, 0.6)[1])


def test_answer_10_where_the_server_is_slower_than_arrivals_the_backlog_grows():
    months = 400
    growth = queue(0.7, 0.5, months=months)[1][:, -1].mean() / months
    assert growth == pytest.approx(0.2, abs=WITHIN * math.sqrt((0.7 * 0.3 + 0.5 * 0.5) / months / RUNS))
