"""Known answer 20: n watchers with chance p a month discover with 1 − (1 − p)ⁿ; hidden after k months are (1 − p)ⁿᵏ."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model.columns import NEVER
from studies.districts import NATURES, NOTHING, alone, district, for_all, together
from tests.model.stepping import started, watched_month

WITHIN = 4.5  # standard deviations of the binomial
MONTHS = 8
# One area, needs that stay open for years, and no eyes but the organisations' own: nothing of technology, institutions
# or mechanisms, no members who check in, no offices.
QUIET = {
    "months": MONTHS,
    "areas": [{"name": "here", "population": 1.0, "hardship": 0.3}],
    "needs": {"two_sided": 0.0, "unit_rate": 0.0, **for_all(NATURES, {"rate": 50.0, "deadline": 3600.0})},
    "technology": {"grid_workers": 0, "e_visits": 0.0, "wishes": 0.0, "online_branches": 0.0, "databases": 0},
    "institutions": {"grid_cover": 0.0, "two_new_cover": 0.0, "district_platform": False},
    "convening": {"block_hours": 0.0, "line_hours": 0.0},
}


def watched_by(lines, blocks=0, p_line=0.1, p_block=0.1):
    """Return a district of one area with so many watchers."""
    rows = [{"name": f"line {n}", "type": "agency", "area": "here", "needs": 0.0} for n in range(lines)]
    rows += [{"name": f"block {n}", "type": "residential_area", "area": "here"} for n in range(blocks)]
    return district(QUIET, {"organisations": rows, "discovery": {"unit": p_line, "residential": p_block}})


def hidden_by_age(scenario, camp, replications=25):
    """Return how many needs there were, and how many were still hidden, after 1, 2, … months of being looked for."""
    there_were, hidden = np.zeros(MONTHS), np.zeros(MONTHS)
    for replication in range(replications):
        state = started(scenario, camp, replication, frozenset())

        def watcher(phase, given, run):
            done = run()
            if phase == "discover":
                age = given["t"] - given["need"]["month"]
                unseen = (given["ledger"]["seen"] == NEVER).all(axis=1)
                for k in range(given["t"] + 1):
                    there_were[k] += (age == k).sum()
                    hidden[k] += (unseen & (age == k)).sum()
            return done

        for _ in range(MONTHS):
            watched_month(state, watcher)
    return there_were, hidden


def assert_binomial(there_were, hidden, expected):
    """The shares must lie within the binomial's bounds, and there must be enough of them to tell."""
    for k in range(MONTHS):
        spread = math.sqrt(there_were[k] * expected[k] * (1.0 - expected[k]))
        assert there_were[k] > 3000
        assert abs(hidden[k] - there_were[k] * expected[k]) <= WITHIN * spread + 1.0, f"after {k + 1} months"


@pytest.mark.parametrize(("n", "p"), [(1, 0.2), (3, 0.1), (8, 0.05), (20, 0.02), (5, 0.5)])
def test_answer_20_many_eyes(n, p):
    there_were, hidden = hidden_by_age(watched_by(n, p_line=p), alone(1))
    assert_binomial(there_were, hidden, [(1.0 - p) ** (n * (k + 1)) for k in range(MONTHS)])


def test_answer_20_eyes_that_are_not_alike():
    there_were, hidden = hidden_by_age(
        watched_by(4, 3, p_line=0.05, p_block=0.15), together({**NOTHING, "agenda": 1.0})
    )
    assert_binomial(there_were, hidden, [(0.95**4 * 0.85**3) ** (k + 1) for k in range(MONTHS)])


@pytest.mark.parametrize("sight", [0.0, 0.3, 1.0])
def test_answer_20_what_the_other_kind_has_seen_is_seen_by_chance_of_sight(sight):
    """With a plan each, the lines have seen what they saw themselves, or what they were told of by the blocks."""
    scenario = watched_by(3, 3, p_line=0.1, p_block=0.2)
    own, others = 0.9**3, 0.8**3
    arisen = unseen = 0
    for replication in range(25):
        state = started(scenario, together({**NOTHING, "agenda": 0.0, "sight": sight}), replication, frozenset())
        watched_month(state, lambda phase, given, run: run())
        first = state.need["month"] == 0
        arisen += first.sum()
        unseen += (state.ledger["seen"][first, 1] == NEVER).sum()
    expected = own * (1.0 - (1.0 - others) * sight)
    assert abs(unseen - arisen * expected) <= WITHIN * math.sqrt(arisen * expected * (1.0 - expected))


def test_answer_20_without_eyes_nothing_is_ever_seen():
    there_were, hidden = hidden_by_age(watched_by(4, p_line=0.0), alone(1), 1)
    assert there_were.sum() > 1000
    assert (hidden == there_were).all()


def test_answer_20_what_is_never_seen_expires_with_its_harm():
    scenario = district(QUIET, {
        "organisations": [{"name": "line", "type": "agency", "area": "here", "needs": 0.0}],
        "discovery": {"unit": 0.0}, "needs": for_all(NATURES, {"deadline": 20.0}),
    })  # fmt: skip
    state = started(scenario, alone(1), 0, frozenset())
    for _ in range(MONTHS):
        watched_month(state, lambda phase, given, run: run())
    over = state.need["closes"] <= 30.0 * MONTHS
    assert over.sum() > 1000
    assert not state.ledger["open"][over].any()
    assert state.months["expired"].sum() == over.sum()
    assert state.months["harm"].sum() == pytest.approx(state.need["harm"][over].sum(), rel=1e-9)
