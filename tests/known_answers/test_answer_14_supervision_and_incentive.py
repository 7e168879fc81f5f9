"""Known answer 14: supervision and incentive are complements at a small dose and substitutes at a large one."""

from __future__ import annotations

import pytest

from sim.model.district import District
from studies.districts import crowd, district

PLAYERS = ("supervision", "incentive")
# A rational member: no noise, no peers, θ = 1, and a consciousness of g. It takes part if r + s > 1 − g.
FULL = 0.7  # r and s at full dose
RATIONAL = {
    "months": 1,
    "areas": [{"name": "here"}],
    "organisations": crowd(1, "agency"),
    "needs": {"two_sided": 0.0, "scale": 0.0},
    "participation": {"sharpness": 1e6, "peers": 0.0, "cost": 1.0, "diversity": 0.0},
}


def scenario(dose_supervision, dose_incentive, g):
    """Stake 0.4 + 0.3 at full dose, recognition 0.3 + 0.4, and every other instrument off."""
    none = dict.fromkeys(("appraisal", "inspection", "feedback", "residents_rating"), 0.0)
    supervision = {**none, "dual_assessment": 1.0, "linked_goals": 1.0, "strength": dose_supervision}
    none = dict.fromkeys(("civility", "reports", "publicity"), 0.0)
    incentive = {**none, "party_awards": 1.0, "rewards": 1.0, "strength": dose_incentive}
    return district(RATIONAL, {
        "types": {"agency": {"consciousness": g}},
        "mechanisms": {"supervision": supervision, "incentive": incentive},
    })  # fmt: skip


def values(s, r, g):
    """Return whether it takes part with neither, with supervision, with incentive, with both."""
    shares = []
    for players in ((), PLAYERS[:1], PLAYERS[1:], PLAYERS):
        model = District(scenario(s / FULL, r / FULL, g), camp="line", mechanisms=players)
        (member,) = model.agents
        member.recognition = 1.0  # it has been honoured as much as one can be
        model.step()
        shares.append(model.measure("participation"))
    return shares


def dividend(v):
    """Return Harsanyi's dividend of the two together."""
    return v[3] - v[1] - v[2] + v[0]


@pytest.mark.parametrize(
    ("dose", "expected", "together"),
    [(0.2, [0, 0, 0, 0], 0), (0.4, [0, 0, 0, 1], 1), (0.7, [0, 1, 1, 1], -1)],
)
def test_answer_14_the_same_wiring_changes_sign_with_the_dose(dose, expected, together):
    v = values(dose, dose, g=0.4)
    assert v == expected
    assert dividend(v) == together


@pytest.mark.parametrize("g", [0.0, 0.2, 0.4, 0.5])
def test_answer_14_the_sign_changes_at_half_of_what_is_wanted_and_at_all_of_it(g):
    wanted = 1.0 - g
    for dose, together in ((0.49, 0), (0.51, 1), (0.99, 1), (1.01, -1)):
        if dose * wanted <= FULL:
            assert dividend(values(dose * wanted, dose * wanted, g)) == together


@pytest.mark.parametrize(("s", "r"), [(0.1, 0.55), (0.55, 0.1), (0.65, 0.1), (0.1, 0.65), (0.3, 0.2), (0.65, 0.65)])
def test_answer_14_doses_that_differ(s, r):
    assert values(s, r, g=0.4) == [0, s > 0.6, r > 0.6, s + r > 0.6]


def test_answer_14_one_who_needs_no_reason_takes_part_anyway():
    assert values(0.3, 0.3, g=1.1) == [1, 1, 1, 1]
