"""Known answer 11: the best matching solves a linear programme, no behaviour beats it, and two-way claiming is stable.

A linear score and unit capacities: teams of one, needs larger than anybody's month, a whole month for each. The scores
of the pairs are the model's own: the real phase is run for each pair by itself, nobody else having any days and nothing
else being on the list, and tells whether they meet and with what score.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from sim.model.columns import MONTH
from studies.districts import FUNCTIONS, LINES, MODES, NATURES, OWNED, district, for_all, joint
from tests.model.stepping import ALL, copied, started, watched_month

AREAS = 5
PLACES = [f"area {n}" for n in range(AREAS)]
UNITS = {
    "months": 1,
    "areas": [{"name": name} for name in PLACES],
    "needs": {
        "two_sided": 0.0,
        "unit_rate": 0.0,
        "spread": 0.2,
        **for_all(NATURES, {"rate": 0.0, "amount": 20.0, "deadline": 3600.0, "resources": {"public": 0.0}}),
    },
    "participation": {"cost": -10.0, "inclination": 1.0, "conditional": 0.0, "diversity": 0.0},
    "discovery": {"residential": 1.0, "unit": 1.0, "delay": 0.0},
    "hearing": {"days": 0.0},
    "convening": {"block_hours": 5000.0},
    "matching": {"partners": 1, "claims": 1, "asked": 100, "error": 0.0, "caution": 0.0, "distance": 0.1,
                 "reach_km": 1000.0},
    "mechanisms": {"mobilisation": {"checkin": 0.0}},
}  # fmt: skip


def needs_at_random(seed, organisations, needs):
    """Return a district of so many organisations, half of them blocks, with resources and functions at random."""
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(organisations):
        rows.append({
            "name": f"organisation {n}", "type": "residential_area" if n % 2 else str(rng.choice(LINES[:4])),
            "area": str(rng.choice(PLACES)), "hours": 40.0, "needs": 0.0, "level": "street",
            "resources": dict(zip(OWNED, rng.uniform(0.1, 2.0, len(OWNED)).tolist(), strict=True)),
            "functions": dict(zip(FUNCTIONS, rng.uniform(0.1, 1.0, len(FUNCTIONS)).tolist(), strict=True)),
        })  # fmt: skip
    return {"seed": seed, "organisations": rows, "needs": {"mass": {"rate": needs / AREAS}}}


class OneMonth:
    """A month's needs, who leads at each, and the score of every pair that meets (NaN where it does not)."""

    def __init__(self, mode, seed, organisations, needs):
        scenario = district(UNITS, needs_at_random(seed, organisations, needs), {"matching": {"mode": mode}})
        state = started(scenario, joint(scenario), 0, ALL)
        state.need["arises"] = 0.0
        watched_month(state, self)

    def __call__(self, phase, given, run):
        if phase != "match":
            return run()
        self.rows = np.flatnonzero(given["ledger"]["listed"][:, 2] >= 0)
        many = len(given["organisation"])
        self.score = np.array([[_alone(run.func, given, j, i) for i in range(many)] for j in self.rows])
        formed = run()
        self.leads = dict.fromkeys(range(len(self.rows)))
        for team in given["teams"][:formed]:
            assert team["size"] == 1
            at = int(np.flatnonzero(self.rows == team["need"])[0])
            self.leads[at] = int(given["members"][team["first"]]["organisation"])
        self.score_reached = float(given["month"]["got_score"])
        taken = [i for i in self.leads.values() if i is not None]
        assert len(taken) == len(set(taken)), "nobody serves twice"
        assert self.score_reached == pytest.approx(
            sum(self.score[x, i] for x, i in self.leads.items() if i is not None)
        )
        return formed

    def optimum(self):
        """Return the greatest total score of an assignment, by HiGHS."""
        met = np.argwhere(np.isfinite(self.score))
        needs, organisations = self.score.shape
        once = np.zeros((needs + organisations, len(met)))
        once[met[:, 0], np.arange(len(met))] = 1.0
        once[needs + met[:, 1], np.arange(len(met))] = 1.0
        best = linprog(-self.score[met[:, 0], met[:, 1]], once, np.ones(len(once)), bounds=(0.0, 1.0), method="highs")
        assert best.success
        return -best.fun

    def blocking(self):
        """Return the pairs that meet and would both rather have one another than what they have."""
        of_organisation = {i: x for x, i in self.leads.items() if i is not None}
        pairs = []
        for x, i in np.argwhere(np.isfinite(self.score)).tolist():
            needs_own = self.score[x, self.leads[x]] if self.leads[x] is not None else -np.inf
            own = self.score[of_organisation[i], i] if i in of_organisation else -np.inf
            if self.score[x, i] > max(needs_own, own):
                pairs.append((x, i))
        return pairs


def _alone(match, given, j, i):
    """Return the score with which need and organisation meet, by the real phase with nobody else about."""
    own = copied(given)
    others, unlisted = np.arange(len(own["organisation"])) != i, np.arange(len(own["ledger"])) != j
    own["organisation"]["left"][others] = 0.0
    own["ledger"]["listed"][unlisted] = -1
    own["month"] = np.zeros(1, MONTH)[0]
    formed = match(*own.values())
    assert formed == (own["month"]["pairs_heard"] > own["month"]["pairs_refused"]), "who meets can serve"
    return float(own["month"]["got_score"]) if formed else np.nan


SIZES = [(14, 12), (20, 8), (8, 20)]  # organisations, and needs on average
SEEDS = [1, 2]


@pytest.fixture(scope="module")
def months():
    """The same months under every mode."""
    return {mode: [OneMonth(mode, seed, *size) for size in SIZES for seed in SEEDS] for mode in MODES}


def test_answer_11_some_meet_and_some_do_not(months):
    met = np.concatenate([np.isfinite(month.score).ravel() for month in months["two_way"]])
    assert 0.2 < met.mean() < 0.8
    for month in months["two_way"]:
        scores = month.score[np.isfinite(month.score)]
        assert scores.min() > 0.0, "a pair that scores 0 or less is no part of an optimum"
        assert len(np.unique(scores)) == len(scores), "no ties"


def test_answer_11_optimal_is_the_linear_programmes_optimum(months):
    for month in months["optimal"]:
        assert len(month.rows) > 3
        assert month.score_reached == pytest.approx(
            month.optimum(), abs=1e-8 * len(month.rows)
        )  # luck breaks ties: 1e-9 a pair


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "optimal"])
def test_answer_11_no_behaviour_exceeds_it(months, mode):
    reached = np.array([month.score_reached / month.optimum() for month in months[mode]])
    assert (reached <= 1.0 + 1e-9).all()
    assert reached.min() < 0.999, "it is a bound and no identity"


def test_answer_11_two_way_claiming_leaves_no_blocking_pair(months):
    assert [month.blocking() for month in months["two_way"]] == [[]] * len(months["two_way"])


@pytest.mark.parametrize("mode", ["one_way", "blind", "optimal"])
def test_answer_11_others_do(months, mode):
    """One side alone decides, or nobody does: so the absence of blocking pairs is two-way claiming's own."""
    assert sum(len(month.blocking()) for month in months[mode]) > 0
